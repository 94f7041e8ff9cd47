"""What listings, feeds and sitemaps named and no run has read: where articles have no numbers, all
that can be told of what an archive lacks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from heapq import merge
from itertools import groupby

from sqlalchemy import Select, select

from newscrawl.identity.article_id import parse_id
from newscrawl.lifecycle.page import FAILED
from newscrawl.storage.state.repository import State
from newscrawl.storage.state.schema import articles, headlines, owed

MAX_IDS = 1_000
"""Ids that are told at most: sitemaps may name a million articles."""


@dataclass(slots=True)
class Unread:
    """What was named in one language and not read."""

    count: int = 0
    ids: list[str] = field(default_factory=list)
    """The first of them, in order."""


def named_unread(state: State, site: str) -> dict[str, Unread]:
    """The articles that something named and that were never read, by language.

    Those that waited when a run ended, those that headlines name, and those whose only visits
    failed. Where a visit found nothing there is nothing to be read.
    """
    waiting = select(owed.c.id).where(owed.c.site == site)
    failed = select(articles.c.id).where(
        articles.c.site == site, articles.c.seq.is_(None), articles.c.status == FAILED
    )
    met = select(articles.c.id).where(articles.c.id == headlines.c.id).exists()
    told = select(headlines.c.id).where(
        headlines.c.id.startswith(f"{site}/", autoescape=True), ~met
    )
    # One by one, each once, however many they are.
    queries: list[Select[tuple[str]]] = [waiting, failed, told.distinct()]
    found: dict[str, Unread] = {}
    for one, _ in groupby(merge(*(_in_order(state, query) for query in queries))):
        unread = found.setdefault(parse_id(one).ref.language, Unread())
        unread.count += 1
        if len(unread.ids) < MAX_IDS:
            unread.ids.append(one)
    return found


def _in_order(state: State, query: Select[tuple[str]]) -> Iterator[str]:
    return (str(one) for (one,) in state.tuples(query.order_by(query.selected_columns[0])))
