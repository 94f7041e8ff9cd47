"""A line that is a date and little else: a byline, a stamp, the date beside a headline. Told from a
short sentence that names a date."""

from __future__ import annotations

import re
from functools import lru_cache

from newscrawl.extract import vocabulary as labels
from newscrawl.extract.dates.grammar import Grammar
from newscrawl.extract.dates.page_language import grammar
from newscrawl.extract.dates.parse import (
    DateLine,
    day_of,
    find_dates,
    may_hold_date,
    read_date_line,
)
from newscrawl.extract.languages import words

__all__ = ["day_of", "ends_sentence", "read_date_beside", "read_dateline"]

MAX_CHARS = 160
"""A longer line holds more than a date, an author, a place and a section."""
MAX_SPACES_OF_A_PART = 3
"""Four words make a name, a section, a place; more make a clause."""
MAX_WORDS_WITHOUT_CASE = 2
"""Words that may be a name where the script knows no capitals: a name and a surname."""

_PARTS = re.compile(r"\s*[|·•,;/»]\s*|\s[–—-]\s")
_COUNT = re.compile(r"\d[\d ,.]*\s?\w*|\w+:? ?\d[\d ,.]*")
_CASED = re.compile(r"[A-Za-zÀ-ɏΑ-ωЀ-ӿԱ-և]")
_SMALL_WORDS = words("small_words") | frozenset(
    "de del di da van von der den el la le al bin ibn".split()
)
"""Particles of names are written small in whatever language a name stands."""
_SENTENCE_ENDS = (".", ".)", "!", "?")
_DOTTED_DATE_END = re.compile(r"(?<!\d)\d{1,2}\.\s?\d{1,2}\.\s?\d{4}\.$")
"""'4. 2. 2022.': a date whose numbers are ordinals, with a full stop behind each of them."""
_DATE_ENDS = tuple(f"{word}." for word in words("year_abbreviations"))


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
    parts = _PARTS.split(line.rest)
    if labels.no_byline(line.rest) or any(
        labels.no_byline(part.partition(":")[0]) for part in parts
    ):
        return None
    names = [name for part in parts if part for name in _names_of_byline(part)]
    if ends_sentence(text) or not all(map(_is_name, names)):
        return None
    return line


def read_date_beside(text: str) -> DateLine | None:
    """The date of a short text in a list, where a few words of any kind may stand beside it; None
    where there is none."""
    return _read(text, grammar()) if len(text) <= MAX_CHARS and may_hold_date(text) else None


@lru_cache(maxsize=8_192)
def _read(text: str, grammar: Grammar) -> DateLine | None:
    line = read_date_line(text)
    if line is None or not line.rest or labels.author(line.rest):
        return line
    parts = [name for part in _PARTS.split(line.rest) for name in _names_of_byline(part)]
    is_short = all(part.count(" ") <= MAX_SPACES_OF_A_PART for part in parts)
    return line if is_short else None


def _names_of_byline(part: str) -> list[str]:
    """The names of a part that begins as a byline does ('Von', which is a part of names, too);
    another part as it is."""
    byline = labels.byline(part)
    return [part] if byline is None else labels.name_joint.split(byline["names"])


def _is_name(part: str) -> bool:
    """Whether a few words name somebody or something: each begins with a capital, or they count or
    time something."""
    if labels.reading_time(part) or _COUNT.fullmatch(part):
        return True
    words_of_part = part.strip('()[]«»"“”').split()
    if not _CASED.search(part):
        return len(words_of_part) <= MAX_WORDS_WITHOUT_CASE
    return words_of_part[0].lower() not in _SMALL_WORDS and all(
        word[0].isupper() or word[0].isdigit() or word.lower() in _SMALL_WORDS
        for word in words_of_part
    )


def ends_sentence(text: str) -> bool:
    """Whether a full stop ends the text that is not part of the date ('г.', 'წ.')."""
    return (
        text.endswith(_SENTENCE_ENDS)
        and not text.endswith(_DATE_ENDS)
        and not _DOTTED_DATE_END.search(text)
    )
