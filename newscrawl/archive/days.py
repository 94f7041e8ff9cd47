"""Days and moments as a caller gives them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TypeAlias

from newscrawl.errors import UsageError

Day: TypeAlias = date | str
"""A date, or its text: `2026-01-09`."""


def day_of(given: Day | None) -> date | None:
    """The day; None for None. Raises UsageError for what is no day, a moment among it.

    >>> day_of("2026-01-09")
    datetime.date(2026, 1, 9)
    """
    if isinstance(given, str):
        try:
            return date.fromisoformat(given)
        except ValueError:
            raise UsageError(f"{given!r} is no day: it looks like 2026-01-09") from None
    if isinstance(given, datetime):
        raise UsageError(f"{given} is a moment: give the day, such as {given.date()}")
    return given


def end_of(given: Day | datetime | None) -> datetime | None:
    """The last second of a day in UTC; a moment is its own; None for None. Raises UsageError for
    what is no day, and for a moment without an offset.

    >>> str(end_of("2026-01-09"))
    '2026-01-09 23:59:59+00:00'
    """
    if isinstance(given, datetime):
        if given.tzinfo is None:
            raise UsageError(f"{given} has no offset: give datetime(…, tzinfo=UTC), or a day")
        return given
    day = day_of(given)
    if day is None:
        return None
    return datetime.combine(day, time(23, 59, 59), tzinfo=UTC)
