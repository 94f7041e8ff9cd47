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


def due_checks(state: State, site: str, now: str) -> int:
    """How many live articles are due to be checked at this time."""
    query = select(func.count()).where(
        articles.c.site == site, articles.c.status == LIVE, articles.c.due_at <= now
    )
    return state.value(query) or 0


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
