"""How far the news of one language has been read in a run, and whether it meets what was known
before. Pure bookkeeping of numbers, or of keys."""

from __future__ import annotations

from collections.abc import Collection, Sequence

MAX_GAPS = 300
"""Maximum number of missing numbers that are visited: more of them were rather never used."""

DENSE = 0.9
"""From this share of articles among the numbers on, a number that is missing is worth a visit."""

NEWEST_SETTLED = 20
"""A page that shows one of so many newest known articles has come down to what was known."""

DENSITY_SAMPLE = 100
"""Number of the newest known articles by which it is measured how densely numbers are used."""

SURELY_MISSING = 1.5
"""From so many articles on that are to be expected and were not found, some are missing: one number
more or less is chance."""


ENOUGH_SETTLED = 10
"""A page that shows so many of the newest that were known, half of them, has come down to what was
known, whatever news stands above: a box of the most read shows ten at most, and hardly these."""


class UnnumberedNews:
    """As NewsReading, of articles without an order: no number tells what a page leaves out.

    So listings are read until one shows what was known and no news, or most of what was known last.
    """

    def __init__(self, settled: Sequence[str], later: Collection[str] = ()) -> None:
        """`settled` are the keys that the last complete run knew, the newest first; `later` those
        that were read since."""
        self._newest_settled = frozenset(settled[:NEWEST_SETTLED])
        self._later = frozenset(later)
        self._shown: set[int | str] = set()
        self.reached_known = False
        """Whether the listings were read down to what was known."""
        self.has_news = bool(self._later)
        """Whether there is any news."""

    def read(self, shown: Collection[int | str], unknown: Collection[int | str]) -> None:
        """A listing page showed these articles; `unknown` are those of them that no run has met."""
        news = set(unknown) | self._later.intersection(shown)
        fresh = news - self._shown
        self._shown |= news
        self.has_news = self.has_news or bool(news)
        settled = len(self._newest_settled.intersection(shown))
        enough = min(ENOUGH_SETTLED, len(self._newest_settled))
        if settled and (not fresh or settled >= enough):
            self.reached_known = True

    def gaps(self) -> list[int]:
        """None: nothing tells them."""
        return []


class NewsReading:
    """What a run has read of the news of one language.

    A listing tells little by itself: a box of the most read shows old articles beside any news. So
    numbers are asked too: where nearly every number was an article so far, numbers that are missing
    between the old and the new are articles not yet found.
    """

    def __init__(self, settled: Sequence[int], later: Collection[int] = ()) -> None:
        """`settled` are the highest numbers that the last complete run knew, highest first; `later`
        those that were read since."""
        self._mark = settled[0] if settled else 0
        self._newest_settled = frozenset(settled[:NEWEST_SETTLED])
        sample = settled[:DENSITY_SAMPLE]
        self._density = len(sample) / (sample[0] - sample[-1] + 1) if sample else 0.0
        self._later = {number for number in later if number > self._mark}
        self._shown: set[int] = set()
        self._pages_without_news = 0
        """In a row, of those that came down to what was known."""
        self.reached_known = False
        """Whether the listings were read down to what was known."""
        self.has_news = bool(self._later)
        """Whether there is any news."""

    def read(self, shown: Collection[int | str], unknown: Collection[int | str]) -> None:
        """A listing page showed these articles; `unknown` are those of them that no run has met."""
        numbers = {int(number) for number in shown}
        news = {number for number in numbers if number > self._mark} | set(map(int, unknown))
        fresh = news - self._shown
        self._shown |= news
        self.has_news = self.has_news or bool(news)
        if self._newest_settled.isdisjoint(numbers):
            return
        self._pages_without_news = 0 if fresh else self._pages_without_news + 1
        self.reached_known = (
            self.reached_known or self.missing < SURELY_MISSING or self._pages_without_news > 1
        )

    @property
    def missing(self) -> float:
        """How many articles the numbers above the mark let expect that were not found yet."""
        found = self._found
        return self._density * (max(found) - self._mark) - len(found) if found else 0.0

    def gaps(self) -> list[int]:
        """Numbers among the news that nothing led to, highest first, where nearly every number was
        an article so far; else none."""
        found = self._found
        if self._density < DENSE or not found or max(found) - self._mark > MAX_GAPS + len(found):
            return []
        return [number for number in range(max(found), self._mark, -1) if number not in found]

    @property
    def _found(self) -> set[int]:
        """The numbers of the news that are known to be articles."""
        return {number for number in self._shown if number > self._mark} | self._later
