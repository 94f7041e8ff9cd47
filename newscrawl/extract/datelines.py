"""A line that is a date and little else: a byline, a stamp, the date beside a headline. Told from a short sentence that names a date."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache

from newscrawl.extract import labels
from newscrawl.extract.dates import DateLine, read_date_line
from newscrawl.text import has_digit

_LINE_CHARS = 160
_PARTS = re.compile(r"\s*[|·•,;/]\s*|\s[–—-]\s")
_PART_WORDS = 4
"""So many words make a name, a section, a place; more make a clause."""


def read_dateline(text: str) -> DateLine | None:
    """The date of such a line and what stands beside it; None where there is no date, or a sentence around it.

    >>> read_dateline("Nino Example, Batumi | 5 January 2022") is not None
    True
    >>> read_dateline("Nino Example asked to see the papers on 5 December 2017") is None
    True
    """
    return _read(text) if len(text) <= _LINE_CHARS and has_digit(text) else None


@lru_cache(maxsize=8_192)
def _read(text: str) -> DateLine | None:
    line = read_date_line(text)
    if line is None or not line.rest or labels.author(line.rest):
        return line
    return line if all(part.count(" ") < _PART_WORDS for part in _PARTS.split(line.rest)) else None


def day_of(moment: date | datetime) -> date:
    """The calendar day of a moment, in the zone it was written in."""
    return moment.date() if isinstance(moment, datetime) else moment
