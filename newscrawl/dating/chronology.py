"""What the numbers of articles tell of their days: numbers grow with publication, as far as that is
so.

It is measured on the dated articles, and believed only where it holds. Days are ordinals
(`date.toordinal`). Pure functions.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

MIN_DATED = 5
"""Fewer dated articles show no order."""

HOLDS = 0.9
"""The order is believed where so many of the dated articles around are in it."""

AROUND = 20
"""Dated articles on either side that are looked at for that."""

STEADY_DAYS = 1.0
"""A dated article may lie so far from the line between those before and after it and still bound
its neighbours.

One article that is dated wrongly, by a day or by a year, lies off that line, or is out of order;
then the next one is asked.
"""


class Chronology:
    """The dated articles of one language, by number."""

    def __init__(self, dated: Sequence[tuple[int, int]]) -> None:
        """`dated` are (number, day), each number once, in any order."""
        ordered = sorted(dated)
        in_order = _longest_rise([day for _, day in ordered])
        self._share = len(in_order) / len(ordered) if ordered else 0.0
        self._numbers = [ordered[place][0] for place in in_order]
        self._days = [ordered[place][1] for place in in_order]
        kept = set(in_order)
        # How many of the first so many are in order: any stretch is then a difference.
        self._all_numbers = [number for number, _ in ordered]
        self._kept_before = [0]
        for place in range(len(ordered)):
            self._kept_before.append(self._kept_before[-1] + (place in kept))

    @property
    def holds(self) -> bool:
        """Whether numbers grow with days, by and large."""
        return len(self._all_numbers) >= MIN_DATED and self._share >= HOLDS

    def between(self, number: int) -> tuple[int | None, int | None]:
        """The first and the last day on which the article of this number can have been published,
        as far as its neighbours tell.

        None where they do not: beyond the dated articles, and wherever the order does not hold.
        """
        if not self.holds or not self._holds_around(number):
            return None, None
        after = bisect_right(self._numbers, number)
        before = bisect_left(self._numbers, number) - 1
        lower = next(
            (self._days[place] for place in range(before, -1, -1) if self._is_steady(place)), None
        )
        upper = next(
            (
                self._days[place]
                for place in range(after, len(self._days))
                if self._is_steady(place)
            ),
            None,
        )
        return lower, upper

    def is_plausible(self, number: int, day: int) -> bool:
        """Whether the neighbours of a number leave room for this day. True where they tell
        nothing."""
        lower, upper = self.between(number)
        return (lower is None or lower <= day) and (upper is None or day <= upper)

    def _holds_around(self, number: int) -> bool:
        place = bisect_left(self._all_numbers, number)
        first, last = max(0, place - AROUND), min(len(self._all_numbers), place + AROUND)
        return self._kept_before[last] - self._kept_before[first] >= HOLDS * (last - first)

    def _is_steady(self, place: int) -> bool:
        """Whether a dated article lies on the line between those before and after it; at either end
        nothing tells."""
        if not 0 < place < len(self._days) - 1:
            return False
        numbers, days = self._numbers, self._days
        rise = (days[place + 1] - days[place - 1]) / (numbers[place + 1] - numbers[place - 1])
        expected = days[place - 1] + rise * (numbers[place] - numbers[place - 1])
        return abs(days[place] - expected) <= STEADY_DAYS


def _longest_rise(days: Sequence[int]) -> list[int]:
    """The places of the longest part of a sequence that never falls: the most dated articles of
    which no two contradict each other.

    >>> _longest_rise([1, 2, 9, 3, 4])
    [0, 1, 3, 4]
    """
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for place, day in enumerate(days):
        at = bisect_right(tails, day)
        before.append(ends[at - 1] if at else -1)
        if at == len(tails):
            tails.append(day)
            ends.append(place)
        else:
            tails[at] = day
            ends[at] = place
    rise = []
    place = ends[-1] if ends else -1
    while place >= 0:
        rise.append(place)
        place = before[place]
    return rise[::-1]
