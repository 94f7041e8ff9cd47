"""The dates that stand in a text, with their places."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from newscrawl.extract.dates.formats import dates_in
from newscrawl.extract.dates.grammar import Grammar
from newscrawl.extract.dates.page_language import grammar
from newscrawl.extract.dates.times import Moment
from newscrawl.extract.dates.words import MARKS

SHORT_CHARS = 200
"""Texts up to this length come again and again (bylines, lists, stamps) and are remembered; no line
that is longer carries one date and little else."""

_INVISIBLE = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
_ZEROS = (
    # Arabic, Persian, NKo; Devanagari to Malayalam; Thai, Lao, Tibetan, Myanmar, Khmer.
    *(0x0660, 0x06F0, 0x07C0, *range(0x0966, 0x0D67, 0x80), 0x0E50, 0x0ED0, 0x0F20, 0x1040, 0x17E0),
)
_ODD = re.compile(
    f"[{_INVISIBLE}\u0300-\u036f\u064b-\u0655\u2010\u2011\uff01-\uff5e"
    f"{''.join(f'{chr(zero)}-{chr(zero + 9)}' for zero in _ZEROS)}]"
)
_HIDDEN = re.compile(f"[{_INVISIBLE}]")
# Two hyphens, the full-width forms of ASCII, the digits of other scripts.
_SIMPLE = {
    0x2010: "-",
    0x2011: "-",
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **{zero + digit: str(digit) for zero in _ZEROS for digit in range(10)},
}


class FoundDate(NamedTuple):
    """A date and its place in a text."""

    start: int
    end: int
    text: str
    """`text[start:end]` of the text that was searched, its time included."""
    when: Moment


def find_dates(text: str) -> list[FoundDate]:
    """Every full date that stands anywhere in a text, in order, not overlapping.

    What is glued to letters or digits (versions, numbers, paths) and the end of a range of days are
    none. A weekday that contradicts its date makes it none: the one or the other is misread.

    >>> seen = "Seen on 9 January 2026 at 14:30 and on 10/01/2026, not in 1.10.2026.3"
    >>> [found.text for found in find_dates(seen)]
    ['9 January 2026 at 14:30', '10/01/2026']
    """
    if not may_hold_date(text):
        return []
    return list(
        _found_in_short(text, grammar()) if len(text) <= SHORT_CHARS else dates_found_in(text)
    )


def may_hold_date(text: str) -> bool:
    """A quick look: False where no date can be, as there is no year."""
    return (
        "20" in text
        or "199" in text
        or "2100" in text
        or (not text.isascii() and _ODD.search(text) is not None)
    )


def plain_text(text: str) -> tuple[str, list[int] | None]:
    """The text without invisible characters, composed, with plain digits and hyphens; and where
    each character stood, None if nothing changed."""
    if text.isascii() or not _ODD.search(text):
        return text, None
    chars: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text.translate(_SIMPLE)):
        if _HIDDEN.match(char):
            continue
        if chars and unicodedata.combining(char) and char not in MARKS and chars[-1].isalpha():
            # An accent that has no composed letter (as in ΜΑΪ́ΟΥ) is left out: no word is known
            # from another by one.
            chars[-1] = unicodedata.normalize("NFC", chars[-1] + char)[0]
            continue
        chars.append(char)
        places.append(place)
    return "".join(chars), [*places, len(text)]


def _without_hidden_end(text: str, start: int, end: int) -> int:
    """Where a part of a text ends without what is invisible at its end."""
    while end > start and _HIDDEN.match(text, end - 1):
        end -= 1
    return end


def dates_found_in(text: str) -> tuple[FoundDate, ...]:
    """As `find_dates`, without a memory and without the quick look."""
    return _found_in(text, grammar())


def _found_in(text: str, grammar: Grammar) -> tuple[FoundDate, ...]:
    plain, places = plain_text(text)
    found: list[FoundDate] = []
    for match, when in dates_in(plain, grammar):
        start, end = match.span()
        if places is not None:
            # Up to the next visible character, less what is invisible between.
            start, end = (
                places[start],
                _without_hidden_end(text, places[start], places[end]),
            )
        if when is not None:
            found.append(FoundDate(start, end, text[start:end], when))
    return tuple(found)


_found_in_short = lru_cache(maxsize=8192)(_found_in)
