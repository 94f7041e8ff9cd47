"""How long nothing new has come, beside how long that has ever been before: pure functions of
days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

HISTORY = timedelta(days=730)
"""So far back before the newest day it is looked what is usual: two years hold each season and each
holiday twice, and a site of ten years ago was another."""

MIN_DAYS = 20
"""Days with news that tell what is usual; of fewer nothing is said."""

LONGER = 1.5
"""Of the longest before: a day more than ever comes about by chance, several times a year."""

LEAST_DAYS = 3
"""Fewer days without news are a weekend, at a site that never had one."""


@dataclass(frozen=True, slots=True)
class Silence:
    """Of one language of a site."""

    newest: date
    """The last day of which there is an article."""
    days: int
    """From there to the day that is asked about; 0: there is one of that day."""
    longest: int | None
    """The most days from one with news to the next in the time before; None: there were too few to
    tell."""

    @property
    def is_unheard_of(self) -> bool:
        """Whether it has never been nearly so long before."""
        return self.longest is not None and self.days >= max(LEAST_DAYS, LONGER * self.longest)

    def __str__(self) -> str:
        return (
            f"nothing newer than {self.newest} for {self.days} days, and in the"
            f" {HISTORY.days // 365} years before never for more than {self.longest}"
        )


def silence(days: Iterable[date], today: date) -> Silence | None:
    """What the days of all articles say on this day; None where there is none up to it.

    >>> daily = [date(2026, 1, 1) + timedelta(days=n) for n in range(30)]
    >>> print(silence(daily, date(2026, 2, 5)))
    nothing newer than 2026-01-30 for 6 days, and in the 2 years before never for more than 1
    """
    known = sorted({day for day in days if day <= today})
    if not known:
        return None
    newest = known[-1]
    lately = [day for day in known if day >= newest - HISTORY]
    longest = max(((b - a).days for a, b in pairwise(lately)), default=None)
    return Silence(newest, (today - newest).days, longest if len(lately) >= MIN_DAYS else None)
