"""Queries of `scrapy status` and `scrapy verify`: counts, and whole tables row by row. Nothing here
writes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Table, func, select, text

from newscrawl.storage.state.database import PAGE_ROWS
from newscrawl.storage.state.repository import State
from newscrawl.storage.state.schema import (
    articles,
    captures,
    feeds,
    headlines,
    lessons,
    marks,
    memories,
    readings,
    revisions,
)

Row = dict[str, Any]


def due(state: State, now: str) -> list[Row]:
    """How many numbers are due at this time, and when the next one will be: `site`, `language`,
    `count`, `next_due_at`."""
    columns = (articles.c.site, articles.c.language)
    # One pass: a sum of what is due, and the earliest of what is not.
    is_due = (articles.c.due_at <= now).cast(articles.c.tries.type)
    later = func.min(articles.c.due_at).filter(articles.c.due_at > now)
    query = select(*columns, func.sum(is_due).label("count"), later.label("next_due_at")).where(
        articles.c.due_at.is_not(None)
    )
    return state.rows(query.group_by(*columns).order_by(*columns))


def highest_read(state: State) -> dict[tuple[str, str], int]:
    """For each site and language: the highest number whose article was ever read. Those without
    numbers are left out."""
    columns = (articles.c.site, articles.c.language)
    query = (
        select(*columns, func.max(articles.c.number).label("number"))
        .where(articles.c.seq.is_not(None), articles.c.number.is_not(None))
        .group_by(*columns)
    )
    return {(row["site"], row["language"]): row["number"] for row in state.rows(query)}


def orderless(state: State) -> set[tuple[str, str]]:
    """The sites and languages whose articles have no order: one of them has no number."""
    columns = (articles.c.site, articles.c.language)
    asked = select(*columns).where(articles.c.number.is_(None)).distinct()
    return {(row["site"], row["language"]) for row in state.rows(asked)}


def doubted(state: State) -> list[Row]:
    """The articles in whose place a run found another page, the newest first."""
    columns = (
        articles.c.id,
        articles.c.site,
        articles.c.language,
        articles.c.reason,
        articles.c.doubted_in,
        articles.c.visited_at,
    )
    return state.rows(
        select(*columns)
        .where(articles.c.doubted_in.is_not(None))
        .order_by(articles.c.site, articles.c.number.desc().nulls_last(), articles.c.id)
    )


def all_marks(state: State) -> list[Row]:
    """How far the last complete runs settled the listings, of every site and language."""
    return state.rows(select(marks).order_by(marks.c.site, marks.c.language))


def suppressions(state: State) -> dict[str, bool]:
    """The articles that were ordered to be taken down, each with whether that is done."""
    return {row["id"]: row["done"] for row in state.suppressions()}


def positions(state: State) -> list[Row]:
    """How far each feed is surely on the disk: `name`, `seq`, `size_bytes`."""
    return state.rows(select(feeds).order_by(feeds.c.name))


def all_memories(state: State) -> list[Row]:
    """What repeats from page to page, as it is kept."""
    return state.rows(select(memories))


def stored_lines(state: State, feed: str) -> Iterator[Row]:
    """Every row of a feed's table in the order of `seq`, all columns."""
    table: Table = {"articles": revisions, "headlines": headlines}[feed]
    after = 0
    while True:
        rows = state.rows(
            select(table).where(table.c.seq > after).order_by(table.c.seq).limit(PAGE_ROWS)
        )
        yield from rows
        if len(rows) < PAGE_ROWS:
            return
        after = rows[-1]["seq"]


def captured_files(state: State) -> list[str]:
    """The files that rows of `captures` name."""
    return [
        row["file"]
        for row in state.rows(select(captures.c.file).distinct().order_by(captures.c.file))
    ]


def all_readings(state: State) -> Iterator[Row]:
    """How pages were read: `id`, `came`, `record_id`, `layout` of each."""
    after = ""
    while True:
        query = select(*(readings.c[name] for name in ("id", "came", "record_id", "layout"))).where(
            readings.c.id > after
        )
        # Whole ids: there are two rows of one at most.
        rows = state.rows(query.order_by(readings.c.id, readings.c.came).limit(PAGE_ROWS + 1))
        more = len(rows) > PAGE_ROWS
        if more:
            last = rows[-1]["id"]
            rows = [row for row in rows if row["id"] != last]
        yield from rows
        if not more:
            return
        after = rows[-1]["id"]


def all_lessons(state: State) -> list[Row]:
    """The pages that taught what repeats: `layout`, `place`, `record_id` of each."""
    return state.rows(select(lessons).order_by(lessons.c.layout, lessons.c.place))


def integrity(state: State) -> list[str]:
    """What SQLite's own check finds wrong in the file, a sentence each; nothing for another
    database."""
    if state.dialect != "sqlite":
        return []
    found = [str(row["integrity_check"]) for row in state.rows(text("PRAGMA integrity_check"))]
    return [one for one in found if one != "ok"]
