"""The words of dates in all languages, looked up by their `word_key`: so case, accents and the
dotless i make no difference."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from newscrawl.extract.languages import LANGUAGES, words

WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")


@lru_cache(maxsize=4096)
def word_key(word: str) -> str:
    """What is the same for all spellings of a word: casefolded, without accents and apostrophes.

    >>> word_key("AĞUSTOS"), word_key("ΜΑΪΟΥ") == word_key("Μαΐου")
    ('agustos', True)
    >>> word_key("П’ятниця") == word_key("п'ятниця")
    True
    """
    if word.isascii() and word.isalpha():
        return word.lower()
    letters = unicodedata.normalize("NFD", word.casefold()).replace("ı", "i").replace("ʼ", "")
    return "".join([char for char in letters if char.isalpha()])


def word_keys(text: str) -> list[str]:
    """The keys of the words of a text, in their order."""
    return [key for word in WORD.findall(text) if (key := word_key(word))]


def _keys(field: str) -> frozenset[str]:
    return frozenset(map(word_key, words(field)))


def _numbered(field: str, first: int) -> dict[str, int]:
    return {
        word_key(word): number
        for language in LANGUAGES.values()
        for number, spellings in enumerate(getattr(language, field).split("|"), first)
        for word in spellings.split()
    }


MONTHS = _numbered("months", 1)
"""Each word for a month -> 1 to 12."""

SECOND_WORDS = sorted(
    {name.partition("_")[2] for word in words("months") for name in word.split("|") if "_" in name}
)
"""What may stand behind the first word for a month."""

WEEKDAYS = _numbered("weekdays", 0)
"""Each word for a day of the week -> 0 (Monday) to 6, as `date.weekday`."""

PUBLISHED = _keys("published")
CHANGED = _keys("changed")
EDITED = CHANGED - _keys("not_edited")
"""Those of them that name a change of the text."""
TODAY = _keys("today")
BY = _keys("by")
JOINTS = _keys("joints")
TIES = _keys("ties")
NEUTRAL = _keys("neutral")
