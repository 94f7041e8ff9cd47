"""Tables of WARC files: the responses in them, how pages were read from them, takedowns."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, LargeBinary, Table

from newscrawl.storage.state.schema.columns import metadata, only_in, text_column

warc_files = Table(
    "warc_files",
    metadata,
    text_column("name", "under warc/", primary_key=True),
    text_column("run", "run that wrote it", nullable=False),
    Column("size_bytes", BigInteger, nullable=False, comment="so much of it is surely on the disk"),
    text_column("sha256", "of so much of it, in hexadecimal digits", nullable=False),
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
    text_column("record_id", "of the WARC record: <urn:uuid:…>", primary_key=True),
    text_column("file", "under warc/", nullable=False),
    Column("offset", BigInteger, nullable=False, comment="where the record begins, in bytes"),
    Column("length", BigInteger, nullable=False, comment="of the record in the file, in bytes"),
    text_column(
        "kind",
        "response, revisit (the body is that of refers_to) or suppressed (a tombstone)",
        nullable=False,
    ),
    text_column("url", "URL that was requested", nullable=False),
    text_column(
        "at",
        "when the request was sent; in files of earlier versions, when the response was complete",
        nullable=False,
    ),
    Column("status", Integer, nullable=False, comment="of HTTP"),
    text_column("mime", "media type that the server named; null if none"),
    text_column(
        "digest", "WARC-Payload-Digest of the record; null for a response without a body of its own"
    ),
    Column(
        "entity",
        LargeBinary,
        comment=(
            "SHA-256 of the body with its chunks joined: one seen before is not written again; null"
            " for a revisit"
        ),
    ),
    text_column("refers_to", "record that holds the body, for a revisit"),
    text_column("id", "article whose URL this is; null for any other page"),
    Column(
        "requisite",
        Boolean,
        comment="true where it is no page, but what pages need to be looked at; else null",
    ),
    Index("captures_by_file", "file", "offset"),
    Index("captures_by_entity", "entity"),
    Index("captures_by_article", "id"),
    only_in("sqlite", Index("captures_by_url", "url")),
    # A redirect may lead to a URL that is too long for another kind of index.
    only_in("postgresql", Index("captures_by_url_hash", "url", postgresql_using="hash")),
)


readings = Table(
    "readings",
    metadata,
    text_column("id", "the article", primary_key=True),
    text_column(
        "came",
        "read (the newest line is from it) or failed (the newest page that could not be read)",
        primary_key=True,
    ),
    text_column("record_id", "WARC record of the page", nullable=False),
    text_column("reason", "why it could not be read"),
    text_column("titles", "JSON: what the links to it called it when it was read", nullable=False),
    text_column("layout", "lessons that taught what repeats when it was read; null: not known"),
    Column("learnt", Integer, nullable=False, comment="how many of these lessons were known"),
    text_column(
        "claims", "JSON: the days that it gave for itself, as [source, published]", nullable=False
    ),
)


lessons = Table(
    "lessons",
    metadata,
    text_column(
        "layout", "WARC record of the first page of a layout and language", primary_key=True
    ),
    Column(
        "place",
        Integer,
        primary_key=True,
        autoincrement=False,
        comment="1, 2, 3 … in the order in which they taught",
    ),
    text_column("record_id", "WARC record of the page that taught what repeats", nullable=False),
)


requisites = Table(
    "requisites",
    metadata,
    text_column("url", "of what pages need to be looked at", primary_key=True),
    text_column(
        "kind",
        "style (a sheet), picture (of an article) or part (of a sheet: a font, a background)",
        nullable=False,
    ),
    Column(
        "depth",
        Integer,
        nullable=False,
        comment="sheets and redirects between a page and it; 0: a page itself names it",
    ),
    text_column("found_at", "when a page, a sheet or a redirect first named it", nullable=False),
    text_column("came", "kept, or why it is not asked for any more; null: it is to be fetched"),
    Column("tries", Integer, nullable=False, comment="requests in a row that brought nothing"),
    text_column("tried_in", "last run that asked for it; null: none did"),
)


requisite_uses = Table(
    "requisite_uses",
    metadata,
    text_column("id", "article whose page shows it", primary_key=True),
    text_column("url", "the picture: of sheets it is not kept", primary_key=True),
    # The rest of the key in the other order: who else shows a picture.
    only_in("sqlite", Index("requisite_uses_by_url", "url")),
    only_in("postgresql", Index("requisite_uses_by_url_hash", "url", postgresql_using="hash")),
)


suppressions = Table(
    "suppressions",
    metadata,
    text_column("id", "the article", primary_key=True),
    text_column("reason", "as given", nullable=False),
    text_column("at", "when it was ordered", nullable=False),
    Column("done", Boolean, nullable=False, comment="its text has left everything"),
    text_column("run", "run that ordered it; null: not known any more"),
)


reparses = Table(
    "reparses",
    metadata,
    text_column("site", "name of the spider", primary_key=True),
    text_column("code", "digest of the program that began it", nullable=False),
    text_column("chosen", "what --ids said; empty: all", nullable=False),
    text_column("place", "the last article that is done", nullable=False),
)
