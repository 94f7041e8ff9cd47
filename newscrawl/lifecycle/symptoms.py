"""What a new reading of an article may show that is rather the doing of the site as a whole, or of
a reader that fails on its new pages, than an edit: pure functions of texts."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from typing import Any

SHORTER, GARBLED, UNDATED, REDATED = "shorter", "garbled", "undated", "redated"
"""Most of the text is gone; letters are; the day that the page told is; it is another."""

KEPT_SHARE = 0.5
"""An edit leaves more of a text than this."""

SHORT_CHARS = 200
"""A first reading with less text than this is a teaser or a flash. Most sites have none."""

MIN_GARBLED = 3
"""Signs of a wrong charset in a text: one or two may be quoted, or be a slip of the author."""

SAMPLE_CHARS = 2_000
"""The letters in so much of a text tell its script."""

_WRONG_CHARSET = re.compile(
    # The first and a further byte of UTF-8, read as Windows-1252 and as Windows-1251, in which some
    # of what further bytes are are letters of their own right; letters that could not be read.
    "[\u00c2-\u00f4][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹Œ\u017d‘’“”•–—˜™š›œž\u0178]"
    "|[\u0432\u0420\u0421][ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—™љ›њќћџЈ¤Ґ¦§©Є«¬®°±µ¶·№»Ѕ]|\ufffd|\\?{3}"
)
_SCRIPTS = (
    (0x41, "Latin"),
    (0x370, "Greek"),
    (0x400, "Cyrillic"),
    (0x530, "Armenian"),
    (0x590, "Hebrew"),
    (0x600, "Arabic"),
    (0x700, ""),
    (0x10A0, "Georgian"),
    (0x1100, ""),
    (0x1E00, "Latin"),
    (0x2C80, ""),
)
"""Where the letters of a script begin; what stands between is of no script that is told apart."""
_STARTS = [start for start, _ in _SCRIPTS]


def symptoms(before: Mapping[str, Any], after: Mapping[str, Any]) -> frozenset[str]:
    """What a reading has lost beside the last one. Both are records, of which `title` and `body`
    are looked at, and `published`."""
    found = set()
    if len(after["body"]) < KEPT_SHARE * len(before["body"]):
        found.add(SHORTER)
    was, now = _text(before), _text(after)
    signs = _signs(now)
    if signs > 2 * _signs(was) + MIN_GARBLED - 1 or _other_script(was, now):
        found.add(GARBLED)
    days = [(one["published"] or "")[:10] for one in (before, after)]
    if all(days) and days[0] != days[1]:
        found.add(REDATED)
    return frozenset(found)


def first_symptoms(record: Mapping[str, Any]) -> frozenset[str]:
    """What a first reading lacks; a single one may lack it by right.

    >>> sorted(first_symptoms({"title": "Tea", "body": "Itâ€™s â€œhotâ€\x9d…", "published": None}))
    ['garbled', 'shorter', 'undated']
    """
    found = set()
    if len(record["body"]) < SHORT_CHARS:
        found.add(SHORTER)
    if _signs(_text(record)) >= MIN_GARBLED:
        found.add(GARBLED)
    if not record["published"]:
        found.add(UNDATED)
    return frozenset(found)


def script_of(text: str) -> str:
    """The script of most of its letters; empty where they are of none that is told apart.

    >>> script_of("Мост из стекла over 9 m"), script_of("Ïðèâåò"), script_of("42")
    ('Cyrillic', 'Latin', '')
    """
    letters = (ord(char) for char in text[:SAMPLE_CHARS] if char.isalpha())
    counted = Counter(_SCRIPTS[bisect_right(_STARTS, one) - 1][1] for one in letters)
    return counted.most_common(1)[0][0] if counted else ""


def _text(record: Mapping[str, Any]) -> str:
    return f"{record['title']}\n{record['body']}"


def _signs(text: str) -> int:
    return sum(1 for _ in _WRONG_CHARSET.finditer(text))


def _other_script(was: str, now: str) -> bool:
    return bool(script_of(was)) and script_of(now) != script_of(was)
