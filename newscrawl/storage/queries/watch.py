"""Queries of who watches an archive: how far checks lag, which changes are held back, when the
newest articles are from. Nothing here writes."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import func, select

from newscrawl.lifecycle.drift import HELD
from newscrawl.lifecycle.page import LIVE
from newscrawl.storage.state.repository import State
from newscrawl.storage.state.schema import articles

Row = dict[str, Any]


def longest_unchecked(state: State, site: str) -> Row | None:
    """The live article that was not visited for longest: `id`, `visited_at`, `due_at`; None where
    none is live."""
    columns = (articles.c.id, articles.c.visited_at, articles.c.due_at)
    live = select(*columns).where(articles.c.site == site, articles.c.status == LIVE)
    return state.row(live.order_by(articles.c.visited_at, articles.c.id).limit(1))


def due_checks(state: State, site: str, now: str) -> tuple[int, str | None]:
    """How many live articles are due to be checked at this time, and since when the first is; None:
    none is."""
    query = select(func.count().label("count"), func.min(articles.c.due_at).label("since")).where(
        articles.c.site == site, articles.c.status == LIVE, articles.c.due_at <= now
    )
    row = state.row(query) or {"count": 0, "since": None}
    return row["count"], row["since"]


def held_ids(state: State, site: str) -> list[str]:
    """The articles whose changes are held back, by their ids."""
    query = select(articles.c.id).where(articles.c.site == site, articles.c.reason == HELD)
    return list(state.values(query.order_by(articles.c.id)))


def news_days(state: State, site: str) -> dict[str, list[date]]:
    """For each language the days of which there are articles, each once, gone ones too; of an
    undated one the last day on which it can have been published."""
    day = func.substr(func.coalesce(articles.c.published, articles.c.not_after), 1, 10)
    query = (
        select(articles.c.language, day.label("day"))
        .where(articles.c.site == site, articles.c.seq.is_not(None), day.is_not(None))
        .distinct()
    )
    found: dict[str, list[date]] = {}
    for row in state.rows(query):
        found.setdefault(row["language"], []).append(date.fromisoformat(row["day"]))
    return found
