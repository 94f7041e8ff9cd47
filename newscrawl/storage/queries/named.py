"""What listings, feeds and sitemaps named and no run has read: where articles have no numbers, all
that can be told of what an archive lacks."""

from __future__ import annotations

from sqlalchemy import select

from newscrawl.identity.article_id import parse_id
from newscrawl.lifecycle.page import FAILED
from newscrawl.storage.state.repository import State
from newscrawl.storage.state.schema import articles, headlines, owed


def named_unread(state: State, site: str) -> dict[str, list[str]]:
    """Ids of the articles that something named and that were never read, by language, in order.

    Those that waited when a run ended, those that headlines name, and those whose only visits
    failed. Where a visit found nothing there is nothing to be read.
    """
    waiting = select(owed.c.id).where(owed.c.site == site)
    failed = select(articles.c.id).where(
        articles.c.site == site, articles.c.seq.is_(None), articles.c.status == FAILED
    )
    met = select(articles.c.id).where(articles.c.site == site)
    told = select(headlines.c.id).where(
        headlines.c.id.startswith(f"{site}/", autoescape=True), headlines.c.id.not_in(met)
    )
    found: dict[str, list[str]] = {}
    ids = {one for query in (waiting, failed, told) for one in state.values(query)}
    for one in sorted(ids):
        found.setdefault(parse_id(one).ref.language, []).append(one)
    return found
