"""Days and moments of a record, as tables and feeds take them; and when a line came to be."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from newscrawl.records import Record


def updated(record: Record) -> str:
    """When the line came to be, as far as it says: the later of the fetch and the start of its
    run.

    >>> updated({"fetched_at": "2026-01-14T12:00:00Z", "run": "20260115T093000Z-2b4c"})
    '2026-01-15T09:30:00Z'
    """
    return max(str(record["fetched_at"]), _begun(record["run"][:16]))


@lru_cache(maxsize=1024)  # As many runs wrote what is told at a time, and few hundred bytes each.
def _begun(text: str) -> str:
    return f"{datetime.strptime(text, '%Y%m%dT%H%M%SZ'):%Y-%m-%dT%H:%M:%SZ}"


def day(text: str | None) -> date | None:
    """The day of a date, or of a moment as the page gives it, in the page's own offset.

    >>> day("2026-01-09T01:30:00+04:00")
    datetime.date(2026, 1, 9)
    """
    return date.fromisoformat(text[:10]) if text is not None else None


def moment(text: str | None) -> datetime | None:
    """The moment, in UTC; None for a day without a time, and where UTC has no such year any more.

    >>> str(moment("2026-01-09T01:30:00+04:00")), moment("2026-01-09")
    ('2026-01-08 21:30:00+00:00', None)
    >>> moment("9999-12-31T23:59:59-12:00")
    """
    if text is None or "T" not in text:
        return None
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except OverflowError:
        return None


def offset_minutes(text: str | None) -> int | None:
    """How far ahead of UTC the clock is that a moment was read from; None for a day without a time.

    >>> offset_minutes("2026-01-09T01:30:00+04:00")
    240
    """
    if text is None or "T" not in text:
        return None
    ahead = datetime.fromisoformat(text).utcoffset()
    return ahead // timedelta(minutes=1) if ahead is not None else None
