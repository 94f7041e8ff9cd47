"""Every revision of every article beside the one before it, for `scrapy export history`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import select

from newscrawl.records import Record, upgraded
from newscrawl.storage.queries.decoded import decoded
from newscrawl.storage.state.database import PAGE_ROWS
from newscrawl.storage.state.in_order import Rows
from newscrawl.storage.state.schema import articles, revisions
from newscrawl.storage.state.utf8 import utf8


class Step(NamedTuple):
    """A revision, and the one before."""

    record: Record
    """With the keys of the present schema."""
    before: Record | None
    """Likewise; None for the first."""
    last_seen_before_at: str | None
    """The last visit that still found the revision before; None where it is not known."""


def steps(state: Rows, *, since: int | None = None) -> Iterator[Step]:
    """The revisions by article and in their order, from the line behind `since` on; None: all.
    Raises OutputError; ValueError for a line that is damaged."""
    columns = (revisions.c.id, revisions.c.revision, revisions.c.seq)
    query = (
        select(*columns, utf8(revisions.c.line).label("line"), revisions.c.last_seen_before_at)
        .join(articles, articles.c.id == revisions.c.id)
        .where(articles.c.seq > (since or 0))
        .order_by(revisions.c.id, revisions.c.revision)
        .limit(PAGE_ROWS)
    )
    page, before = query, None
    while rows := state.rows(page):
        for row in rows:
            record = upgraded(decoded(row["line"]))
            if before is not None and before["id"] != record["id"]:
                before = None
            if row["seq"] > (since or 0):
                yield Step(record, before, row["last_seen_before_at"])
            before = record
        of_same = (revisions.c.id == row["id"]) & (revisions.c.revision > row["revision"])
        page = query.where((revisions.c.id > row["id"]) | of_same)
