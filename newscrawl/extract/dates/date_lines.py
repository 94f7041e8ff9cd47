"""A line that is a date and little else: a byline, a stamp, the date beside a headline. Told from a
short sentence that names a date."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache

from newscrawl.extract import vocabulary as labels
from newscrawl.extract.dates.parse import DateLine, find_dates, may_hold_date, read_date_line

_LINE_CHARS = 160
_PARTS = re.compile(r"\s*[|·•,;/»]\s*|\s[–—-]\s")
_COUNT = re.compile(r"\d[\d ,.]*\s?\w*|\w+:? ?\d[\d ,.]*")
_PART_WORDS = 4
"""So many words make a name, a section, a place; more make a clause."""
_CASED = re.compile(r"[A-Za-zÀ-ɏΑ-ωЀ-ӿԱ-և]")
_SMALL_WORDS = frozenset(
    "de del di da van von der den el la le al bin ibn of the and и в во на".split()
)


def read_dateline(text: str) -> DateLine | None:
    """The date of such a line and what stands beside it; None where there is no date, or words that
    are no name, section or place.

    A wrong date of publication is worse than none: in doubt a line is a sentence.

    >>> read_dateline("Nino Example, Batumi | 5 January 2022") is not None
    True
    >>> read_dateline("The bridge is open (5 January 2022)") is None
    True
    """
    line = read_date_beside(text)
    if line is None or not line.rest or line.label or labels.author(line.rest):
        return line
    before = text[: find_dates(text)[0].start].rstrip()
    if before.endswith((":", "：")):
        return None  # Another label: 'Photo:', 'Deadline:'.
    if labels.no_byline(line.rest) or any(
        labels.no_byline(part.partition(":")[0]) for part in _PARTS.split(line.rest)
    ):
        return None
    return (
        line
        if all(_is_name(part) for part in _PARTS.split(line.rest) if part)
        and not _ends_sentence(text)
        else None
    )


def read_date_beside(text: str) -> DateLine | None:
    """The date of a short text in a list, where a few words of any kind may stand beside it; None
    where there is none."""
    return _read(text) if len(text) <= _LINE_CHARS and may_hold_date(text) else None


@lru_cache(maxsize=8_192)
def _read(text: str) -> DateLine | None:
    line = read_date_line(text)
    if line is None or not line.rest or labels.author(line.rest):
        return line
    return line if all(part.count(" ") < _PART_WORDS for part in _PARTS.split(line.rest)) else None


def _is_name(part: str) -> bool:
    """Whether a few words name somebody or something: each begins with a capital, or they count or
    time something."""
    if labels.reading_time(part) or _COUNT.fullmatch(part):
        return True
    words = part.strip('()[]«»"“”').split()
    if not _CASED.search(part):
        return len(words) <= 2  # Georgian knows no capitals.
    return (
        all(
            word[0].isupper() or word[0].isdigit() or word.lower() in _SMALL_WORDS for word in words
        )
        and words[0].lower() not in _SMALL_WORDS
    )


def _ends_sentence(text: str) -> bool:
    """Whether a full stop ends the text that is not part of the date ('г.', 'წ.')."""
    return text.endswith((".", ".)", "!", "?")) and not text.endswith(("г.", "წ.", "р."))


def day_of(moment: date | datetime) -> date:
    """The calendar day of a moment, in the zone it was written in."""
    return moment.date() if isinstance(moment, datetime) else moment
