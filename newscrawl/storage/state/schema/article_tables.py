"""Tables of articles: what is known of each, the lines of both feeds, the dates on their pages."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    Table,
    UniqueConstraint,
    literal_column,
    text,
)

from newscrawl.lifecycle.page import SUPPRESSED
from newscrawl.storage.state.schema.columns import metadata, only_in, text_column

articles = Table(
    "articles",
    metadata,
    text_column("id", "site, language, key: ccbsnews/en/4666", primary_key=True),
    text_column("site", "name of the spider", nullable=False),
    text_column(
        "language",
        "two letters, as in the id: of the edition; the text may be in another, see the line",
        nullable=False,
    ),
    text_column(
        "key", "what names it at its site: what stands in the id behind it", nullable=False
    ),
    Column(
        "number",
        BigInteger,
        comment="place in the order of the site's articles; null where the key names none",
    ),
    text_column("url", "canonical URL; null where no run knew it"),
    text_column("status", "live, gone, absent, elsewhere, failed or suppressed", nullable=False),
    Column("seq", Integer, comment="of its newest revision; null if it was never read"),
    Column(
        "revision",
        Integer,
        nullable=False,
        comment="number of its newest revision; 0 if it was never read",
    ),
    Column(
        "digest",
        LargeBinary,
        nullable=False,
        comment="of the fields whose change makes a revision; empty if it was never read",
    ),
    text_column("content_sha256", "of title and body, as in the newest revision"),
    text_column("published", "day or moment of publication, as in the newest revision"),
    text_column("published_from", "metadata, page, url or headline"),
    text_column(
        "not_before",
        "first day on which an undated article can have been published, as in the newest revision",
    ),
    text_column("not_after", "last day, likewise"),
    text_column("etag", "validator that came with the newest reading"),
    text_column("last_modified", "likewise"),
    text_column(
        "first_seen_at",
        "first visit that read it; before one did, the first that had a result",
        nullable=False,
    ),
    text_column("visited_at", "last visit", nullable=False),
    text_column("due_at", "when it is to be visited next; null: only when asked for"),
    Column(
        "tries", Integer, nullable=False, comment="visits in a row that failed or found nothing"
    ),
    text_column("reason", "why the last visit failed, or where it led"),
    text_column(
        "doubted_in",
        "run that found another page in its place; a later run that does too makes it gone",
    ),
    Column(
        "redate",
        Boolean,
        nullable=False,
        comment="headlines have said something new about its day since it was written",
    ),
    text_column(
        "confirmed_at",
        "last visit that found it as its newest revision says; null: none since this is kept",
    ),
    text_column(
        "translations",
        "JSON: ids of the same article in other languages, as its page told last; null: it was not"
        " read since this is kept",
    ),
    text_column(
        "picture",
        "JSON: caption, credit and notice of rights of its picture, and `image`, which picture that"
        " is, as its page told last; null: it was not read since this is kept",
    ),
    only_in("sqlite", Index("articles_in_order", "site", "language", "number", "id")),
    # In the same order, in which it would have those without a number last.
    only_in(
        "postgresql",
        Index("articles_in_order", "site", "language", text("number NULLS FIRST"), "id"),
    ),
    Index("articles_by_due", "site", "due_at"),
    Index("articles_by_text", "content_sha256"),
    Index("articles_by_status", "site", "status"),
)


is_suppressed = articles.c.status == literal_column(f"'{SUPPRESSED}'")
"""Not a parameter: only what the text of a query says lets SQLite use an index of some rows."""

Index(
    "articles_suppressed",
    articles.c.id,
    sqlite_where=is_suppressed,
    postgresql_where=is_suppressed,
)

revisions = Table(
    "revisions",
    metadata,
    Column(
        "seq",
        Integer,
        primary_key=True,
        autoincrement=False,
        comment="place in articles.jsonl: 1, 2, 3 …",
    ),
    text_column("id", "the article", nullable=False),
    Column("revision", Integer, nullable=False, comment="of the article: 1, 2, 3 …"),
    text_column("run", "run that wrote it", nullable=False),
    text_column("line", "the line of articles.jsonl, without its end", nullable=False),
    text_column(
        "last_seen_before_at",
        "last visit that still found what the revision before says: with fetched_at the bounds of"
        " the moment of the change; null: not known, or no change of the site",
    ),
    UniqueConstraint("id", "revision", name="one_revision_once"),
    Index("revisions_by_run", "run"),
)


headlines = Table(
    "headlines",
    metadata,
    Column(
        "seq",
        Integer,
        primary_key=True,
        autoincrement=False,
        comment="place in headlines.jsonl: 1, 2, 3 …",
    ),
    text_column("id", "the article that it leads to", nullable=False),
    text_column("title", "text of the link; of a suppressed article # and the seq", nullable=False),
    text_column("published", "day printed beside it", nullable=False),
    text_column("seen_on", "page that showed it first", nullable=False),
    text_column("seen_at", "when", nullable=False),
    text_column("run", "run that saw it first", nullable=False),
    text_column("line", "the line of headlines.jsonl, without its end", nullable=False),
    # In PostgreSQL a row of its indexes has 2,704 bytes at most, and a title may have more.
    Index("headlines_by_article", "id"),
)


claims = Table(
    "claims",
    metadata,
    text_column("id", "the article", primary_key=True),
    text_column(
        "source", "metadata or page: where its own page says so; url: its address", primary_key=True
    ),
    text_column("published", "day or moment, as read", primary_key=True),
    text_column("printed", "as printed or claimed", nullable=False),
    text_column("seen_on", "the URL that answered", nullable=False),
    text_column("seen_at", "when it first said so", nullable=False),
    text_column("last_seen_at", "when it last did", nullable=False),
    text_column("run", "run that read it first", nullable=False),
)


feeds = Table(
    "feeds",
    metadata,
    text_column("name", "articles or headlines", primary_key=True),
    Column("seq", Integer, nullable=False, comment="last line that is surely on the disk"),
    Column("size_bytes", BigInteger, nullable=False, comment="length of the file up to it"),
)
