"""What fails and what is doubted, as the articles themselves tell it. Nothing here writes."""

from __future__ import annotations

from sqlalchemy import select

from newscrawl.lifecycle.failing import DOUBT, Failing
from newscrawl.lifecycle.page import FAILED, LIVE
from newscrawl.storage.state.repository import State
from newscrawl.storage.state.schema import articles


def failing_as_known(state: State) -> list[Failing]:
    """The articles whose last visit failed, of all sites: since when is not known of them."""
    columns = (articles.c.id, articles.c.site, articles.c.reason, articles.c.visited_at)
    failing = (articles.c.status == FAILED) | (
        (articles.c.status == LIVE) & (articles.c.tries > 0) & articles.c.doubted_in.is_(None)
    )
    rows = state.rows(select(*columns, articles.c.tries).where(failing).order_by(articles.c.id))
    return [
        Failing(
            row["id"],
            row["site"],
            "article",
            row["reason"] or "unknown",
            row["visited_at"],
            tries=row["tries"],
        )
        for row in rows
    ]


def doubted_as_failing(state: State) -> list[Failing]:
    """The articles in whose place another page stands."""
    columns = (articles.c.id, articles.c.site, articles.c.reason, articles.c.visited_at)
    query = select(*columns).where(articles.c.doubted_in.is_not(None)).order_by(articles.c.id)
    return [
        Failing(row["id"], row["site"], DOUBT, row["reason"] or "unknown", row["visited_at"])
        for row in state.rows(query)
    ]
