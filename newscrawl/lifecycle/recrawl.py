"""When a page is due again: often while it is young, ever more rarely with age; after failures
later each time."""

from __future__ import annotations

from datetime import timedelta

MIN_WAIT = timedelta(hours=6)
MAX_WAIT = timedelta(days=180)
"""Between two checks of one article: a correction of the first day is seen the same day, and an old
article is checked twice a year."""

TRIES_WITHOUT_WAIT = 2
"""A page that failed is tried again by the next run, and by the one after it: most failures are of
the hour."""

MAX_RETRY_WAIT = timedelta(days=30)
"""A page that fails for months costs one request a month."""


def next_check(age: timedelta) -> timedelta:
    """How long an article of this age waits for its next check: a tenth of its age, six hours at
    least, half a year at most.

    So an article is checked some 70 times in its first four years, half of them in the first ten
    weeks.

    >>> [next_check(timedelta(days=age)).total_seconds() / 3600 for age in (0, 100, 9_000)]
    [6.0, 240.0, 4320.0]
    """
    return min(MAX_WAIT, max(MIN_WAIT, age / 10))


def next_try(tries: int) -> timedelta:
    """How long a page waits for its next try after `tries` failures in a row: thirty days at most.

    >>> [next_try(tries).total_seconds() / 3600 for tries in (1, 2, 3, 4, 5, 6, 7, 20)]
    [0.0, 0.0, 1.0, 4.0, 16.0, 64.0, 256.0, 720.0]
    """
    if tries <= TRIES_WITHOUT_WAIT:
        return timedelta(0)
    return min(MAX_RETRY_WAIT, timedelta(hours=4 ** min(8, tries - TRIES_WITHOUT_WAIT - 1)))


def next_absence_check(absences: int) -> timedelta:
    """How long an article waits for its next visit after `absences` visits in a row that found
    nothing: a week, doubled each time, half a year at most.

    >>> [next_absence_check(absences).days for absences in (1, 2, 3, 9)]
    [7, 14, 28, 180]
    """
    doubled: int = 2 ** min(8, absences - 1)
    return min(MAX_WAIT, timedelta(days=7 * doubled))
