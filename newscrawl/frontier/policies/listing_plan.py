"""Where a site shows its news: which listing pages to look at first, and where they go on.

Learnt from what each listing page showed when the whole site was walked, whatever their URLs look
like: URLs stay where they are, and the articles move down through them. Pure functions of what
tells articles apart, their numbers or their keys.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from newscrawl.frontier.url_pattern import url_pattern

DEEP = 300
"""Number of the newest articles that a plan leads down to. Beyond, the site is walked as a
whole."""

MAX_PAGES = 60
"""Maximum number of pages in a plan: more than 300 articles at five a page need."""

TOP = 5
"""A page that shows three of so many newest articles shows the news."""


class Shown(NamedTuple):
    """A listing page, and the articles of one language that it showed."""

    url: str
    depth: int
    """Links from the start."""
    numbers: Collection[int | str]
    """Or their keys, where they have none, or what stands for these."""


def make_plan(pages: Sequence[Shown], newest: Sequence[int | str]) -> list[str]:
    """The listing pages to read for news, in order: the first shows the newest articles, each
    further one where it goes on.

    `newest` are those of the newest articles that are known, the newest first. Of pages that serve
    equally the one nearest to the start is taken, then the first read. Empty if no page shows the
    newest.

    >>> root = Shown("/", 0, frozenset({9, 8, 7}))
    >>> first = Shown("/news", 1, frozenset({9, 8, 7, 6, 5}))
    >>> second = Shown("/news?p=2", 2, frozenset({9, 8, 7, 4, 3}))
    >>> tag = Shown("/tag", 1, frozenset({9, 3}))
    >>> make_plan([root, tag, first, second], [9, 8, 7, 6, 5, 4, 3])
    ['/', '/news', '/news?p=2']
    """
    ranks = {number: rank for rank, number in enumerate(newest[:DEEP])}
    pages_by_rank = [_Ranked.of(place, page, ranks) for place, page in enumerate(pages)]
    first = _first_page(pages_by_rank, enough=min(3, len(newest)))
    if first is None:
        return []
    lists = _Lists(pages_by_rank)
    plan, covered = [first], set(first.ranks)
    for rank in range(len(ranks)):
        if rank in covered or len(plan) >= MAX_PAGES:
            continue
        further = lists.best_at(rank, covered)
        if further is not None:
            plan.append(further)
            covered |= further.ranks
    return [page.url for page in plan]


class _Ranked(NamedTuple):
    """A listing page, and which of the newest articles it showed: 0 is the newest."""

    place: int
    """In the order in which the pages were read."""
    url: str
    depth: int
    ranks: frozenset[int]

    @classmethod
    def of(cls, place: int, page: Shown, ranks: dict[int | str, int]) -> _Ranked:
        shown = frozenset(ranks[number] for number in page.numbers if number in ranks)
        return cls(place, page.url, page.depth, shown)


def _first_page(pages: Sequence[_Ranked], *, enough: int) -> _Ranked | None:
    """The page nearest to the start that shows so many of the very newest; None if none does."""
    hubs = (page for page in pages if sum(rank < TOP for rank in page.ranks) >= enough)
    return min(hubs, key=lambda page: (page.depth, page.place), default=None)


class _Lists:
    """Pages whose URLs differ in numbers only are one list: the one that leads through all of the
    news is better than any topic's."""

    def __init__(self, pages: Sequence[_Ranked]) -> None:
        self._pages = pages
        together: dict[str, set[int]] = {}
        patterns = [url_pattern(page.url) for page in pages]
        for page, pattern in zip(pages, patterns, strict=True):
            together.setdefault(pattern, set()).update(page.ranks)
        self._length = [len(together[pattern]) for pattern in patterns]
        """Of the list that each page is of: how many of the newest articles it shows."""
        self._widest = max(self._length)

    def best_at(self, rank: int, covered: Collection[int]) -> _Ranked | None:
        """The page with which to go on at this rank; None if none leads on from there."""
        found = min(self._leading_on(rank, covered), default=None)
        return None if found is None else self._pages[found[-1]]

    def _leading_on(self, rank: int, covered: Collection[int]) -> Iterator[tuple[int, ...]]:
        for page in self._pages:
            length = self._length[page.place]
            if rank not in page.ranks or 2 * length < self._widest:
                continue
            gain = _gain(rank, page.ranks.difference(covered))
            if gain > 1:
                yield -length, -gain, page.depth, page.place


def _gain(rank: int, new: Collection[int]) -> int:
    """How many articles a page adds close behind this rank; 0 for a page that shows few of each
    week, as that of a topic does."""
    close = sum(rank <= one < rank + 2 * len(new) for one in new)
    return close if 2 * close >= len(new) else 0
