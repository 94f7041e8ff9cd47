"""Times of day as they are printed, and the moment that one makes of a day."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from typing import TypeAlias

from newscrawl.extract.languages import patterns

Moment: TypeAlias = date | datetime
"""A day, or an aware datetime where the text gives a time with its offset. A time without an offset
is left out."""

MAX_OFFSET = timedelta(hours=14)
"""The widest offset from UTC in use, that of Kiritimati (IANA time zone database)."""

_ZONE = (
    r"\s?(?P<zone>[Zz]|(?i:GMT|UTC|UT)\s?(?:[+\-−]\s?[0-9]{1,2}(?::?[0-5][0-9])?)?"
    r"|[+\-−][0-9]{2}:?[0-5][0-9]|(?<=[0-9])[+\-−][0-9]{2}"
    r"|(?:C|E|W)ES?T|[ECMP][SD]?T|BST|IST|MSK|МСК|мск|AMT|AZT|GET|TRT)(?![\w:])"
    rf"(?:\s?\((?:[A-Z]{{2,5}}|[^()\n]{{2,36}}(?:Time|{patterns('zone_words')}))\)|\[[\w/+\-]{{2,40}}\])?"
)
_HALF = r"\s?(?P<half>(?i:[ap]\.?m)\b\.?)"
_CLOCK = (
    r"(?:(?P<h>2[0-3]|[01]?[0-9]):(?P<min>[0-5][0-9])"
    r"(?::(?P<s>[0-5][0-9])(?:[.,](?P<frac>[0-9]{1,9}))?)?"
    rf"(?:{_HALF})?|(?P<h12>1[0-2]|0?[1-9]){_HALF.replace('half', 'half12')})"
    rf"(?:{_ZONE})?(?![.:]?[0-9])(?!\w)"
)
_BASIC_CLOCK = (
    r"(?P<h>2[0-3]|[01][0-9])(?P<min>[0-5][0-9])(?P<s>[0-5][0-9])?(?:[.,](?P<frac>[0-9]{1,9}))?"
    r"(?P<zone>[Zz]|[+\-−][0-9]{2}(?::?[0-5][0-9])?)?(?!\w)"
)
_NAMED_GROUP = re.compile(r"\?P<\w+>")

CLOCK_PATTERN = _NAMED_GROUP.sub("?:", _CLOCK)
"""14:30, 2 p.m., 10:00:00+04:00: a pattern without groups, to be part of a larger one."""
BASIC_CLOCK_PATTERN = _NAMED_GROUP.sub("?:", _BASIC_CLOCK)
"""The basic form of ISO 8601, 143000Z, likewise."""

TIME = re.compile(rf"(?<![\w:.])(?:{CLOCK_PATTERN})")

_PARTS_OF_CLOCK = re.compile(_CLOCK)
_PARTS_OF_BASIC_CLOCK = re.compile(_BASIC_CLOCK)
_PRINTED_OFFSET = re.compile(r"([+\-−])\s?([0-9]{1,2}):?([0-9]{2})?$")


def is_before(one: Moment, other: Moment) -> bool:
    """Whether one is surely earlier: by their moments where both have one, else by the day of each
    as it was written.

    >>> is_before(date(2026, 1, 9), date(2026, 1, 9)), is_before(date(2026, 1, 8), date(2026, 1, 9))
    (False, True)
    """
    if isinstance(one, datetime) and isinstance(other, datetime):
        return one < other
    return day_of(one) < day_of(other)


def not_before(changed: Moment | None, published: Moment | None) -> Moment | None:
    """The last change; None where it lies before the publication."""
    if changed is not None and published is not None and is_before(changed, published):
        return None
    return changed


def day_of(moment: Moment) -> date:
    """The calendar day of a moment, in the zone it was written in.

    >>> day_of(datetime.fromisoformat("2026-01-09T23:30:00+04:00"))
    datetime.date(2026, 1, 9)
    """
    return moment.date() if isinstance(moment, datetime) else moment


def with_time(day: date, printed: str, *, exact: bool = False, basic: bool = False) -> Moment:
    """The moment on this day, or the day alone where the time has no offset that is a number.

    `exact` is ISO 8601, `basic` its form without colons; elsewhere '10:00-12:00' is a span of time
    and no offset.
    """
    clock = (_PARTS_OF_BASIC_CLOCK if basic else _PARTS_OF_CLOCK).fullmatch(printed)
    if clock is None:
        return day
    part = clock.groupdict("")
    offset = _offset(part["zone"])
    may_be_span = part["zone"][:1] in ("-", "−") and ":" in part["zone"]
    if offset is None or (may_be_span and not exact and not part["s"]):
        return day
    return datetime(
        day.year,
        day.month,
        day.day,
        _hour(part),
        int(part["min"] or 0),
        int(part["s"] or 0),
        int(part["frac"][:6].ljust(6, "0")),
        tzinfo=timezone(offset),
    )


def _hour(part: dict[str, str]) -> int:
    """The hour from 0 to 23."""
    hour = int(part["h"] or part["h12"])
    half = (part.get("half") or part.get("half12") or "")[:1].lower()
    if half and 1 <= hour <= 12:
        return hour % 12 + (12 if half == "p" else 0)
    return hour


def _offset(zone: str) -> timedelta | None:
    """The offset from UTC; None where none is printed, and for abbreviations, which are used for
    several zones each."""
    name = zone.upper()
    if name in ("Z", "GMT", "UTC", "UT"):
        return timedelta(0)
    printed = _PRINTED_OFFSET.search(name)
    if printed is None:
        return None
    offset = timedelta(hours=int(printed[2]), minutes=int(printed[3] or 0))
    if offset > MAX_OFFSET:
        return None
    return offset if printed[1] == "+" else -offset
