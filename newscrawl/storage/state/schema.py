"""The tables of the state, a comment on each column: `newscrawl.db` is read by people, too.

Times are UTC as the feeds write them (`2026-01-14T09:30:00Z`), days ISO 8601: both sort as text, in
any database.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

VERSION = "2"
"""Of the tables. A program that meets a higher one leaves the state alone."""

metadata = MetaData()


def _text(
    name: str, comment: str, *, primary_key: bool = False, nullable: bool = True
) -> Column[Any]:
    return Column(
        name, Text, comment=comment, primary_key=primary_key, nullable=nullable and not primary_key
    )


articles = Table(
    "articles",
    metadata,
    _text("id", "site, language, key: ccbsnews/en/4666", primary_key=True),
    _text("site", "name of the spider", nullable=False),
    _text("language", "two letters", nullable=False),
    _text("key", "what names it at its site: what stands in the id behind it", nullable=False),
    Column(
        "number",
        BigInteger,
        comment="place in the order of the site's articles; null where the key tells none",
    ),
    _text("url", "canonical URL; null if no run has told it"),
    _text("status", "live, gone, absent, elsewhere, failed or suppressed", nullable=False),
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
    _text("content_sha256", "of title and body, as in the newest revision"),
    _text("published", "day or moment of publication, as in the newest revision"),
    _text("published_from", "metadata, page or headline"),
    _text(
        "not_before",
        "first day on which an undated article can have been published, as in the newest revision",
    ),
    _text("not_after", "last day, likewise"),
    _text("etag", "validator that came with the newest reading"),
    _text("last_modified", "likewise"),
    _text("first_seen_at", "first visit that told anything", nullable=False),
    _text("visited_at", "last visit", nullable=False),
    _text("due_at", "when it is to be visited next; null: only when asked for"),
    Column(
        "tries", Integer, nullable=False, comment="visits in a row that failed or found nothing"
    ),
    _text("reason", "why the last visit failed, or where it led"),
    _text(
        "doubted_in",
        "run that found another page in its place; a later run that does too makes it gone",
    ),
    Column(
        "redate",
        Boolean,
        nullable=False,
        comment="headlines have said something new about its day since it was written",
    ),
    Index("articles_by_number", "site", "language", "number"),
    Index("articles_by_due", "site", "due_at"),
    Index("articles_by_text", "content_sha256"),
    Index("articles_by_status", "site", "status"),
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
    _text("id", "the article", nullable=False),
    Column("revision", Integer, nullable=False, comment="of the article: 1, 2, 3 …"),
    _text("run", "run that wrote it", nullable=False),
    _text("line", "the line of articles.jsonl, without its end", nullable=False),
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
    _text("id", "the article that it leads to", nullable=False),
    _text("title", "text of the link; of a suppressed article # and the seq", nullable=False),
    _text("published", "day printed beside it", nullable=False),
    _text("seen_on", "page that showed it first", nullable=False),
    _text("seen_at", "when", nullable=False),
    _text("run", "run that saw it first", nullable=False),
    _text("line", "the line of headlines.jsonl, without its end", nullable=False),
    UniqueConstraint("id", "title", "published", name="one_sighting_once"),
)

claims = Table(
    "claims",
    metadata,
    _text("id", "the article", primary_key=True),
    _text("source", "metadata or page: where its own page says so", primary_key=True),
    _text("published", "day or moment, as read", primary_key=True),
    _text("printed", "as printed or claimed", nullable=False),
    _text("seen_on", "the address that answered", nullable=False),
    _text("seen_at", "when it first said so", nullable=False),
    _text("last_seen_at", "when it last did", nullable=False),
    _text("run", "run that read it first", nullable=False),
)

feeds = Table(
    "feeds",
    metadata,
    _text("name", "articles or headlines", primary_key=True),
    Column("seq", Integer, nullable=False, comment="last line that is surely on the disk"),
    Column("size_bytes", Integer, nullable=False, comment="length of the file up to it"),
)

runs = Table(
    "runs",
    metadata,
    _text("id", "20260114T093000Z-1f3a", primary_key=True),
    _text("site", "name of the spider", nullable=False),
    _text("started_at", "UTC", nullable=False),
    _text("ended_at", "UTC; null while it runs, and for ever if it was killed"),
    _text("verdict", "healthy, unhealthy, interrupted …; null as above"),
    Column("exit_code", Integer, comment="as in the contract; null as above"),
    _text("summary", "the last line that it printed"),
    _text("arguments", "JSON object: what -a said", nullable=False),
    _text("counts", "JSON object: what it counted"),
    Index("runs_by_start", "site", "started_at"),
)

owed = Table(
    "owed",
    metadata,
    _text(
        "id",
        "article that the page of another led to, and that no run has come to visit",
        primary_key=True,
    ),
    _text("site", "name of the spider", nullable=False),
    _text("url", "its canonical URL"),
)

marks = Table(
    "marks",
    metadata,
    _text("site", "name of the spider", primary_key=True),
    _text("language", "two letters", primary_key=True),
    Column(
        "number",
        BigInteger,
        nullable=False,
        comment="highest that the last complete run knew: up to it the listings are settled",
    ),
    _text("since", "day before which nothing was asked for; null: everything was"),
    _text("run", "that complete run", nullable=False),
)

plans = Table(
    "plans",
    metadata,
    _text("site", "name of the spider", primary_key=True),
    _text("language", "two letters", primary_key=True),
    Column(
        "place",
        Integer,
        primary_key=True,
        autoincrement=False,
        comment="0 is read first; the next only if news may go on there",
    ),
    _text("url", "canonical address of a listing page", nullable=False),
    _text("read_at", "when a run last read it"),
)

signposts = Table(
    "signposts",
    metadata,
    _text("site", "name of the spider", primary_key=True),
    _text(
        "kind",
        "kind of listing pages that pages of the site lead to: an address without its numbers",
        primary_key=True,
    ),
    _text("run", "run that saw it first", nullable=False),
)

memories = Table(
    "memories",
    metadata,
    _text("site", "name of the spider", primary_key=True),
    _text("language", "two letters", primary_key=True),
    _text("pages", "JSON: what repeats from page to page of this language", nullable=False),
    _text("run", "run that learnt it", nullable=False),
)

warc_files = Table(
    "warc_files",
    metadata,
    _text("name", "under warc/", primary_key=True),
    _text("run", "run that wrote it", nullable=False),
    Column("size_bytes", BigInteger, nullable=False, comment="so much of it is surely on the disk"),
    _text("sha256", "of so much of it, in hexadecimal digits", nullable=False),
    Column(
        "closed",
        Boolean,
        nullable=False,
        comment="nothing is added any more, and its index is written",
    ),
)

captures = Table(
    "captures",
    metadata,
    _text("record_id", "of the WARC record: <urn:uuid:…>", primary_key=True),
    _text("file", "under warc/", nullable=False),
    Column("offset", BigInteger, nullable=False, comment="where the record begins, in bytes"),
    Column("length", BigInteger, nullable=False, comment="of the record in the file, in bytes"),
    _text(
        "kind",
        "response, revisit (the body is that of refers_to) or suppressed (a tombstone)",
        nullable=False,
    ),
    _text("url", "address that was asked for", nullable=False),
    _text("at", "when the answer was complete", nullable=False),
    Column("status", Integer, nullable=False, comment="of HTTP"),
    _text("mime", "media type that the server named; null if none"),
    _text(
        "digest", "WARC-Payload-Digest of the record; null for an answer without a body of its own"
    ),
    Column(
        "entity",
        LargeBinary,
        comment=(
            "SHA-256 of the body with its chunks joined: one seen before is not written again; null"
            " for a revisit"
        ),
    ),
    _text("refers_to", "record that holds the body, for a revisit"),
    _text("id", "article whose address this is; null for any other page"),
    Index("captures_by_file", "file", "offset"),
    Index("captures_by_entity", "entity"),
    Index("captures_by_article", "id"),
    Index("captures_by_url", "url"),
)

readings = Table(
    "readings",
    metadata,
    _text("id", "the article", primary_key=True),
    _text(
        "came",
        "read (the newest line is from it) or failed (the newest page that could not be read)",
        primary_key=True,
    ),
    _text("record_id", "WARC record of the page", nullable=False),
    _text("reason", "why it could not be read"),
    _text("titles", "JSON: what the links to it called it when it was read", nullable=False),
    _text("layout", "lessons that told what repeats when it was read; null: not known"),
    Column("learnt", Integer, nullable=False, comment="how many of these lessons were known"),
    _text(
        "claims", "JSON: the days that it gave for itself, as [source, published]", nullable=False
    ),
)

lessons = Table(
    "lessons",
    metadata,
    _text("layout", "WARC record of the first page of a layout and language", primary_key=True),
    Column(
        "place",
        Integer,
        primary_key=True,
        autoincrement=False,
        comment="1, 2, 3 … in the order in which they taught",
    ),
    _text("record_id", "WARC record of the page that taught what repeats", nullable=False),
)

suppressions = Table(
    "suppressions",
    metadata,
    _text("id", "the article", primary_key=True),
    _text("reason", "as given", nullable=False),
    _text("at", "when it was ordered", nullable=False),
    Column("done", Boolean, nullable=False, comment="its text has left everything"),
    _text("run", "run that ordered it; null: not known any more"),
)

reparses = Table(
    "reparses",
    metadata,
    _text("site", "name of the spider", primary_key=True),
    _text("code", "digest of the program that began it", nullable=False),
    _text("chosen", "what --ids said; empty: all", nullable=False),
    _text("place", "the last article that is done", nullable=False),
)

meta = Table(
    "meta",
    metadata,
    Column("name", String(40), primary_key=True, comment="version"),
    _text("value", "of these tables", nullable=False),
)
