"""Which known articles a run visits again: fair to old ones, quick for young ones (contract,
section 4).

Three quarters of a run's checks go round: to the live articles that were unchecked for the longest.
So each has its turn well within one and a half times what an even round over all would take,
however many others are due. The rest, and what the round leaves, goes to what is due, by its
lateness in proportion to its wait: where there are too many, all of them wait longer by the same
factor.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import nsmallest
from math import ceil
from typing import NamedTuple

from newscrawl.lifecycle.recrawl import MAX_WAIT

ROUND = timedelta(days=80)
"""What an even round over all takes where nothing else limits it: with a quarter of the checks for
what is due, no live article is unchecked for more than 107 days then."""

MIN_CHECKS_A_DAY = 100
"""However small the archive is: less than two minutes' requests. Up to 700 articles are seen within
ten days then."""

MIN_CHECKS = 30
"""Of a run, however soon it follows another."""

ROUND_SHARE = 3 / 4
"""Of the checks of a run, that of the round: with two thirds the longest wait would be one and a
half rounds, and a day more after a first crawl that read everything at once."""

ROUND_PAUSE = timedelta(days=1)
"""The round leaves alone what was visited since: it would ask a small site for the same pages
every hour."""

_NO_TIME = timedelta(0)

USUAL_GAP = timedelta(days=1)
"""From one run to the next, where there is no earlier run to tell."""


class Due(NamedTuple):
    """An article whose next visit is due: its id, when it was visited, and for when the next visit
    was set, both aware."""

    id: str
    visited_at: datetime
    due_at: datetime


def run_budget(articles: int, since_last: timedelta | None, most: int) -> int:
    """How many checks a run makes in an archive of so many articles. `since_last` is the time since
    the last run that made checks, None if there was none; `most` is the user's limit.

    >>> [run_budget(12_000, timedelta(hours=hours), 1_000) for hours in (1, 24, 144)]
    [30, 150, 900]
    """
    a_day = max(MIN_CHECKS_A_DAY, articles / (ROUND / timedelta(days=1)))
    wanted = ceil(a_day * ((since_last or USUAL_GAP) / timedelta(days=1)))
    return min(most, max(MIN_CHECKS, wanted))


def round_part(checks: int) -> int:
    """How many of these checks are of the round.

    >>> [round_part(checks) for checks in (0, 1, 30, 94)]
    [0, 1, 23, 71]
    """
    return ceil(checks * ROUND_SHARE)


def latest_first(due: Iterable[Due], now: datetime, count: int) -> list[str]:
    """The ids of so many of what is due: those first that have waited longest in proportion to the
    wait that was set."""
    return [one.id for one in nsmallest(count, due, key=lambda one: _haste(one, now))]


def _haste(one: Due, now: datetime) -> tuple[float, datetime, str]:
    wait, passed = one.due_at - one.visited_at, now - one.visited_at
    # What was to be visited at once comes first; of two that are as late, the one seen longest ago.
    share = wait / passed if passed > _NO_TIME else 1.0
    return max(0.0, share), one.visited_at, one.id


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast the checks of an archive go round."""

    live: int
    checks: int
    """Of one run."""
    gap: timedelta
    """From one run to the next."""

    @property
    def round(self) -> timedelta | None:
        """What an even round over all live articles takes; None: there are no checks at all."""
        return self.gap * (self.live / self.checks) if self.checks else None

    @property
    def longest(self) -> timedelta | None:
        """No live article is unchecked for longer; None: there are no checks at all."""
        return self.gap * (ceil(self.live / round_part(self.checks)) + 1) if self.checks else None

    @property
    def is_short(self) -> bool:
        """Whether that is longer than the schedule sets for the oldest articles."""
        return bool(self.live) and (self.longest is None or self.longest > MAX_WAIT)

    @property
    def checks_wanted(self) -> int:
        """How many checks of one run the schedule needs."""
        turns = max(1.0, MAX_WAIT / self.gap - 1)
        return max(MIN_CHECKS, ceil(self.live / turns / ROUND_SHARE))
