"""The days between which an article was published, where its day is not known."""

from __future__ import annotations

from datetime import date, datetime, tzinfo

Between = tuple[date | None, date | None]
"""First and last possible day; None for an end that is not known, never for both."""


def local_day(moment: datetime, zone: tzinfo) -> date:
    """The day that the calendar at the site shows at this moment."""
    return moment.astimezone(zone).date()


def is_worth_a_line(now: Between, before: Between) -> bool:
    """Whether an interval is worth a line: both its ends have become known, it is half as long or
    less, or the old one was wrong. One end alone is told only beside what is worth one.

    >>> week = (date(2026, 1, 5), date(2026, 1, 12))
    >>> is_worth_a_line(week, (None, None)), is_worth_a_line(week, (None, date(2026, 1, 12)))
    (True, True)
    >>> is_worth_a_line((None, date(2026, 1, 12)), (None, None))
    False
    >>> is_worth_a_line((date(2026, 1, 6), date(2026, 1, 12)), week)
    False
    >>> is_worth_a_line((date(2026, 1, 7), date(2026, 1, 8)), week)
    True
    """
    first, last = now
    if first is None or last is None:
        return False
    first_before, last_before = before
    if first_before is None or last_before is None:
        return True
    length, length_before = (last - first).days, (last_before - first_before).days
    is_wrong = first > last_before or last < first_before
    return is_wrong or (2 * length <= length_before and length_before - length > 1)
