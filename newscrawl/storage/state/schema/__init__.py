"""The tables of the state, a comment on each column: `newscrawl.db` is read by people, too.

Times are UTC as the feeds write them (`2026-01-14T09:30:00Z`), days ISO 8601: both sort as text, in
any database.
"""

from __future__ import annotations

from sqlalchemy import Column, String, Table

from newscrawl.storage.state.schema.article_tables import (
    articles,
    claims,
    feeds,
    headlines,
    is_suppressed,
    revisions,
)
from newscrawl.storage.state.schema.columns import metadata, text_column
from newscrawl.storage.state.schema.run_tables import (
    failures,
    feeds_read,
    manners,
    marks,
    memories,
    nowhere,
    owed,
    plans,
    runs,
    signposts,
)
from newscrawl.storage.state.schema.warc_tables import (
    captures,
    lessons,
    readings,
    reparses,
    requisite_uses,
    requisites,
    suppressions,
    warc_files,
)

VERSION = "4"
"""Of the tables. A program that meets a higher one leaves the state alone."""

meta = Table(
    "meta",
    metadata,
    Column("name", String(40), primary_key=True, comment="version, archive, twins_checked, fence"),
    text_column(
        "value",
        "of these tables; by which id the output folder knows it; the line of articles.jsonl up to"
        " which articles with the same text name each other; the highest token with which a run of"
        " workers wrote",
        nullable=False,
    ),
)

__all__ = [
    "VERSION",
    "articles",
    "captures",
    "claims",
    "failures",
    "feeds",
    "feeds_read",
    "headlines",
    "is_suppressed",
    "lessons",
    "manners",
    "marks",
    "memories",
    "meta",
    "metadata",
    "nowhere",
    "owed",
    "plans",
    "readings",
    "reparses",
    "requisite_uses",
    "requisites",
    "revisions",
    "runs",
    "signposts",
    "suppressions",
    "warc_files",
]
