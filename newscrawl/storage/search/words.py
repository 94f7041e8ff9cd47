"""What is searched for, and in which letters texts are compared."""

from __future__ import annotations

import re
import unicodedata

from newscrawl.errors import UsageError

_ASKED = re.compile(r'(-?)"([^"]*)"?|(\S+)')
_STRESS = "\N{COMBINING ACUTE ACCENT}"
"""Over a Russian vowel, in dictionaries and for children: no other word."""


def folded(text: str) -> str:
    """The text in the letters in which words are compared: no case, in Georgian Mkhedruli alone, ё
    as е, no stress marks. What the index itself does (diacritics of Latin letters) is left to it.

    >>> folded("ЁЛКА, за́мок"), folded("ᲗᲑᲘᲚᲘᲡᲘ")
    ('елка, замок', 'თბილისი')
    """
    return unicodedata.normalize("NFC", text).casefold().replace(_STRESS, "").replace("ё", "е")


def match_of(asked: str) -> str:
    """What is asked for as an expression of FTS5: all words have to stand there, in any order;
    `"words in quotes"` side by side; `word*` is a beginning; `-word` must not stand there.

    Raises UsageError where no word is asked for.

    >>> match_of('ferry "pier 7" harb* -storm')
    '("ferry" AND "pier 7" AND "harb" *) NOT ("storm")'
    """
    wanted: list[str] = []
    unwanted: list[str] = []
    for minus, phrase, word in _ASKED.findall(folded(asked)):
        if word:
            minus, phrase = ("-", word[1:]) if word[0] == "-" else ("", word)
        is_beginning = bool(word) and phrase.endswith("*")
        # Punctuation is no part of a word, and has a meaning in the expression.
        words = " ".join(re.findall(r"\w+", phrase))
        if words:
            part = f'"{words}" *' if is_beginning else f'"{words}"'
            (unwanted if minus else wanted).append(part)
    if not wanted:
        raise UsageError(f"{asked!r} names no word to search for")
    expression = f"({' AND '.join(wanted)})"
    return f"{expression} NOT ({' OR '.join(unwanted)})" if unwanted else expression
