"""Where a site shows its news: which listing pages to look at first, and where they go on.

Learnt from what each listing page showed when the whole site was walked, whatever their addresses
look like: addresses stay where they are, and the articles move down through them. Pure functions of
numbers.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

DEEP = 300
"""So many of the newest articles a plan leads down to. Beyond, the site is walked as a whole."""

MAX_PAGES = 60
"""So many pages a plan has at most."""

TOP = 5
"""A page that shows three of the five newest shows the news."""


_NUMBERS = re.compile(r"(?=[a-f]*\d)[0-9a-f]{8,}|\d+")


class Shown(NamedTuple):
    """A listing page, and the articles of one language that it showed."""

    url: str
    depth: int
    """Links from the start."""
    numbers: frozenset[int]


def make_plan(pages: Sequence[Shown], newest: Sequence[int]) -> list[str]:
    """The listing pages to read for news, in order: the first shows the newest articles, each
    further one where it goes on.

    `newest` are the highest numbers known, highest first. Of pages that serve equally the one
    nearest to the start is taken, then the first read. Empty if no page shows the newest.

    >>> root, first = Shown("/", 0, frozenset({9, 8, 7})), Shown("/news", 1, frozenset({9, 8, 7, 6, 5}))
    >>> second, tag = Shown("/news?p=2", 2, frozenset({9, 8, 7, 4, 3})), Shown("/tag", 1, frozenset({9, 3}))
    >>> make_plan([root, tag, first, second], [9, 8, 7, 6, 5, 4, 3])
    ['/', '/news', '/news?p=2']
    """
    ranks = {number: rank for rank, number in enumerate(newest[:DEEP])}
    showing = [
        (page, {ranks[number] for number in page.numbers if number in ranks}) for page in pages
    ]
    enough = min(3, len(newest))
    hubs = [
        (page.depth, place)
        for place, (_, shown) in enumerate(showing)
        if len(_top(shown)) >= enough
        for page in [pages[place]]
    ]
    if not hubs:
        return []
    # Pages whose addresses differ in numbers only are one list: the one that leads through all of
    # the news is better than any topic's.
    together: dict[str, set[int]] = {}
    for page, shown in showing:
        together.setdefault(kind_of(page.url), set()).update(shown)
    widest = max(map(len, together.values()))
    place = min(hubs)[1]
    plan, covered = [pages[place].url], set(showing[place][1])
    for rank in range(len(ranks)):
        if rank in covered or len(plan) >= MAX_PAGES:
            continue
        further = [
            (-len(together[kind_of(page.url)]), -gain, page.depth, place)
            for place, (page, shown) in enumerate(showing)
            if rank in shown
            and 2 * len(together[kind_of(page.url)]) >= widest
            and (gain := _gain(rank, shown - covered)) > 1
        ]
        if further:
            place = min(further)[-1]
            plan.append(pages[place].url)
            covered |= showing[place][1]
    return plan


def _top(ranks: Collection[int]) -> list[int]:
    return [rank for rank in ranks if rank < TOP]


MAX_GAPS = 300
"""More numbers than these are not visited for it: rather they were never used."""

DENSE = 0.9
"""From this share of articles among the numbers on, a number that is missing is worth a visit."""


def kind_of(url: str) -> str:
    """What is the same in the addresses of one list: numbers, and what a query says, do not count.

    >>> kind_of("https://a.test/news/2026-01?page=2&day=9"), kind_of("https://a.test/?s=4f00c2a1b9d8")
    ('https://a.test/news/#-#?day&page', 'https://a.test/?s')
    """
    path, _, query = url.partition("?")
    names = sorted(piece.partition("=")[0] for piece in query.split("&")) if query else []
    return _NUMBERS.sub("#", path) + ("?" + "&".join(names) if names else "")


def _gain(rank: int, new: Collection[int]) -> int:
    """How many articles a page adds close behind this rank; 0 for a page that shows few of each
    week, as that of a topic does."""
    close = sum(rank <= one < rank + 2 * len(new) for one in new)
    return close if 2 * close >= len(new) else 0


class News:
    """How far the news of one language has been read in this run, and whether it meets what was
    known before.

    A listing tells little by itself: a box of the most read shows old articles beside any news. So
    numbers are asked too: where nearly every number was an article so far, numbers that are missing
    between the old and the new are articles not yet found.
    """

    def __init__(self, settled: Sequence[int], later: Collection[int] = ()) -> None:
        """`settled` are the highest numbers that the last complete run knew, highest first; `later`
        those that were read since."""
        self._mark = settled[0] if settled else 0
        self._newest_settled = frozenset(settled[:20])
        sample = settled[:100]
        self._density = len(sample) / (sample[0] - sample[-1] + 1) if sample else 0.0
        self._later = {number for number in later if number > self._mark}
        self._shown: set[int] = set()
        self._vain = 0
        self.closed = False
        """Whether the listings were read down to what was known."""
        self.any = bool(self._later)
        """Whether there is any news."""

    def read(self, numbers: Collection[int], unknown: Collection[int]) -> None:
        """A listing page showed these articles; `unknown` are those of them that no run has met."""
        news = {number for number in numbers if number > self._mark} | set(unknown)
        fresh = news - self._shown
        self._shown |= news
        self.any = self.any or bool(news)
        if self._newest_settled.isdisjoint(numbers):
            return
        self._vain = 0 if fresh else self._vain + 1
        self.closed = self.closed or self.missing < 1.5 or self._vain > 1

    @property
    def missing(self) -> float:
        """How many articles the numbers above the mark let expect that were not found yet."""
        found = {number for number in self._shown if number > self._mark} | self._later
        return self._density * (max(found) - self._mark) - len(found) if found else 0.0

    def gaps(self) -> list[int]:
        """Numbers among the news that nothing led to, highest first, where nearly every number was
        an article so far; else none."""
        found = {number for number in self._shown if number > self._mark} | self._later
        if self._density < DENSE or not found or max(found) - self._mark > MAX_GAPS + len(found):
            return []
        return [number for number in range(max(found), self._mark, -1) if number not in found]
