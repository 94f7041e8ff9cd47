"""Text -> dates. Day before month; a part that is not printed is never filled in; what can be read
in two ways is no date.

    read_date       the whole text is a date
    find_dates      the dates that stand in a text, with their places
    read_date_line  a line that carries one date: a byline, a label with a date

Strict forms (formats.py) read nearly everything. dateparser stands behind them, for `read_date`
alone, and only what the text shows counts. No clock is asked, so no relative phrase has a meaning
here. Years are 1990 to 2100, with four digits.
"""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache

from newscrawl.errors import DateError
from newscrawl.extract.dates.beside import is_noise, with_time_beside
from newscrawl.extract.dates.fallback import ask_dateparser
from newscrawl.extract.dates.find import (
    SHORT_CHARS,
    FoundDate,
    find_dates,
    may_hold_date,
)
from newscrawl.extract.dates.formats import dates_in
from newscrawl.extract.dates.grammar import Grammar
from newscrawl.extract.dates.line_parts import EDGE, DateLine, read_date_line
from newscrawl.extract.dates.page_language import grammar
from newscrawl.extract.dates.plain import plain_text
from newscrawl.extract.dates.times import Moment, day_of, is_before

__all__ = [
    "DateLine",
    "FoundDate",
    "Moment",
    "day_of",
    "find_dates",
    "is_before",
    "iso",
    "may_hold_date",
    "read_date",
    "read_date_line",
]

_EIGHT_DIGITS = re.compile("^([0-9]{4})([0-9]{2})([0-9]{2})$")


def read_date(text: str, *, language: str | None = None) -> Moment:
    """The date that the whole text is; a label, a weekday, a time and punctuation may stand around
    it.

    `language` ('ka', 'en-GB') is what the page says of itself: it helps dateparser with languages
    that have no strict form here. Raises DateError if the text is no date, a part of one, two, an
    impossible one, or the date of a change ('Updated: …').

    >>> read_date("Published: Friday, 09.Jan.2026, 14:30")
    datetime.date(2026, 1, 9)
    """
    if len(text) > SHORT_CHARS:
        raise DateError(f"No date: a text of {len(text)} characters")
    read = _read(text, language, grammar())
    if isinstance(read, str):
        raise DateError(f"No date in {text!r}: {read}")
    return read


def iso(moment: Moment) -> str:
    """ISO 8601: the day, or the moment with its offset, UTC as Z. A datetime without an offset is
    refused (ValueError).

    >>> iso(read_date("9 January 2026")), iso(read_date("9 January 2026, 10:00 GMT"))
    ('2026-01-09', '2026-01-09T10:00:00Z')
    """
    if isinstance(moment, datetime):
        if moment.utcoffset() is None:
            raise ValueError(f"{moment!r} has no offset: it is no moment")
        if not moment.utcoffset():
            return f"{moment.replace(tzinfo=None).isoformat()}Z"
    return moment.isoformat()


@lru_cache(maxsize=8192)
def _read(text: str, language: str | None, grammar: Grammar) -> Moment | str:
    """The date, or why there is none."""
    plain = " ".join(plain_text(text)[0].split())
    # The basic form of ISO 8601. Where eight digits are a day of these years, no other order of
    # them is one.
    found = list(dates_in(_EIGHT_DIGITS.sub(r"\1-\2-\3", plain), grammar))
    if not found:
        return ask_dateparser(plain, language) or "no day, month and year"
    if len(found) > 1:
        return "there are several"
    match, when = found[0]
    if when is None:
        return "there is no such day, or a weekday contradicts it"
    beside = " | ".join(match.string.split(match[0], 1))
    if not is_noise(beside):
        return f"{beside.strip(EDGE)!r} beside it is not part of a date"
    return with_time_beside(when, beside)
