"""When a page is due again: often while it is young, ever more rarely with age; after failures
later each time."""

from __future__ import annotations

from datetime import timedelta

SOONEST = timedelta(hours=6)
LATEST = timedelta(days=180)
TRIES_AT_ONCE = 2
"""A page that failed is tried again by the next run, and by the one after it: most failures are of
the hour."""


def next_check(age: timedelta) -> timedelta:
    """How long an article of this age is left alone: a tenth of its age, six hours at least, half a
    year at most.

    So an article is checked some 70 times in its first four years, half of them in the first ten
    weeks.

    >>> next_check(timedelta(hours=1)), next_check(timedelta(days=100)), next_check(timedelta(days=9_000))
    (datetime.timedelta(seconds=21600), datetime.timedelta(days=10), datetime.timedelta(days=180))
    """
    return min(LATEST, max(SOONEST, age / 10))


def next_try(tries: int) -> timedelta:
    """How long a page is left alone that has failed so many times in a row.

    >>> [next_try(tries).total_seconds() / 3600 for tries in (1, 2, 3, 4, 5, 6, 7, 20)]
    [0.0, 0.0, 1.0, 4.0, 16.0, 64.0, 256.0, 720.0]
    """
    if tries <= TRIES_AT_ONCE:
        return timedelta(0)
    return min(timedelta(days=30), timedelta(hours=4 ** min(8, tries - TRIES_AT_ONCE - 1)))


def next_look(absences: int) -> timedelta:
    """How long an article is left alone of which so many visits in a row found nothing: a week,
    doubled each time, half a year at most.

    >>> [next_look(absences).days for absences in (1, 2, 3, 9)]
    [7, 14, 28, 180]
    """
    doubled: int = 2 ** min(8, absences - 1)
    return min(LATEST, timedelta(days=7 * doubled))
