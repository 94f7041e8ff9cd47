"""Queries of `scrapy report` beside those of the summary: days, numbers one by one, the newest
lines. Nothing here writes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import case, func, select

from newscrawl.lifecycle.page import FAILED, GONE, LIVE, SUPPRESSED
from newscrawl.records import COMPARED
from newscrawl.storage.state.repository import State
from newscrawl.storage.state.schema import articles, revisions

PAGE_NUMBERS = 20_000
"""Maximum number of numbers that are held at once: two small values each."""

Row = dict[str, Any]

_KEYS = frozenset(
    {*COMPARED, "id", "url", "change", "cause", "revision", "language", "same_as", "fetched_at"}
)
"""Those that the report shows."""


class NumberRange(NamedTuple):
    """Numbers in a row of which the same is known."""

    first: int
    last: int
    kind: str
    """dated, undated, gone (or taken down), absent (or another page answers) or failed; whoever
    fills the gaps says missing."""


def days(state: State, site: str) -> dict[str, dict[str, int]]:
    """For each language: how many live articles were published on each day (`2026-01-09`)."""
    day = func.substr(articles.c.published, 1, 10)
    query = select(articles.c.language, day.label("day"), func.count().label("count"))
    query = query.where(
        articles.c.site == site, articles.c.status == LIVE, articles.c.published.is_not(None)
    )
    found: dict[str, dict[str, int]] = {}
    for row in state.rows(
        query.group_by(articles.c.language, day).order_by(articles.c.language, day)
    ):
        found.setdefault(row["language"], {})[row["day"]] = row["count"]
    return found


def number_ranges(state: State, site: str, language: str) -> Iterator[NumberRange]:
    """What is known of each number that was visited, lowest first, equal neighbours joined."""
    kind = case(
        ((articles.c.status == LIVE) & articles.c.published.is_not(None), "dated"),
        (articles.c.status == LIVE, "undated"),
        (articles.c.status.in_((GONE, SUPPRESSED)), "gone"),
        (articles.c.status == FAILED, "failed"),
        else_="absent",
    )
    query = select(articles.c.number, kind.label("kind")).where(
        articles.c.site == site, articles.c.language == language, articles.c.number.is_not(None)
    )
    current: NumberRange | None = None
    after = -1
    while True:
        rows = state.rows(
            query.where(articles.c.number > after).order_by(articles.c.number).limit(PAGE_NUMBERS)
        )
        for row in rows:
            if current and (row["number"], row["kind"]) == (current.last + 1, current.kind):
                current = current._replace(last=row["number"])
                continue
            if current:
                yield current
            current = NumberRange(row["number"], row["number"], row["kind"])
        if len(rows) < PAGE_NUMBERS:
            break
        after = rows[-1]["number"]
    if current:
        yield current


def newest_articles(state: State, site: str, language: str, limit: int) -> list[Row]:
    """The last lines of the live articles with the highest numbers; without numbers, of those that
    were seen first last."""
    query = select(revisions.c.line).join(articles, articles.c.seq == revisions.c.seq)
    query = query.where(
        articles.c.site == site, articles.c.language == language, articles.c.status == LIVE
    )
    newest = (articles.c.number.desc().nulls_last(), articles.c.first_seen_at.desc())
    return [_record(row["line"]) for row in state.rows(query.order_by(*newest).limit(limit))]


def newest_revisions(state: State, site: str, limit: int) -> list[tuple[Row, Row]]:
    """The newest lines that are not the first of their article, each as (the line before it, the
    line); the newest first."""
    # The sum keeps SQLite from walking down the table, whose rows hold whole articles: the key of
    # (id, revision) answers alone.
    suppressed = select(articles.c.id).where(
        articles.c.site == site, articles.c.status == SUPPRESSED
    )
    newest = select(revisions.c.seq, revisions.c.id, revisions.c.revision).where(
        revisions.c.revision > 1,
        revisions.c.id.startswith(f"{site}/", autoescape=True),
        revisions.c.id.not_in(suppressed),
    )
    found = []
    for row in state.rows(newest.order_by((revisions.c.seq + 0).desc()).limit(limit)):
        both = select(revisions.c.line).where(
            revisions.c.id == row["id"],
            revisions.c.revision.in_((row["revision"] - 1, row["revision"])),
        )
        lines = [_record(one["line"]) for one in state.rows(both.order_by(revisions.c.revision))]
        if len(lines) == 2:
            found.append((lines[0], lines[1]))
    return found


def _record(line: str) -> Row:
    """Raises ValueError for what is no line of an article."""
    record = json.loads(line)
    if not isinstance(record, dict) or not record.keys() >= _KEYS:
        raise ValueError(f"a line of an article lacks keys: {line[:80]}")
    return record
