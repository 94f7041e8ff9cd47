"""The words of dates in all languages, looked up by their `word_key`: so case, accents and the
dotless i make no difference."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from newscrawl.extract.languages import LANGUAGES, Language, words

MARKED_LETTERS = "\u0900-\u0dff\u0e01-\u0eff\u0f00-\u109f\u1780-\u17ff"
"""The scripts from Devanagari to Myanmar, and Khmer: their vowels are marks at a letter, which are
no letters to a regular expression, and part words that differ by them alone."""

MARKS = frozenset(
    char for char in map(chr, range(0x900, 0x1800)) if unicodedata.category(char)[0] == "M"
)
"""These vowels, and what else stands at a letter there."""
_ANY_MARK = f"[{''.join(sorted(MARKS))}]"
WORD = re.compile(rf"[^\W\d_]+(?:(?:['’ʼ]|{_ANY_MARK}+[\u200c\u200d]?)[^\W\d_]+)*{_ANY_MARK}*")
_OF_PERSIAN = str.maketrans("يىك", "ییک")
"""Letters of Arabic that stand for those of Persian and its neighbours, and for each other."""


@lru_cache(maxsize=4096)
def word_key(word: str) -> str:
    """What is the same for all spellings of a word: casefolded, without accents and apostrophes.

    The vowels of the scripts of India are no accents.

    >>> word_key("AĞUSTOS"), word_key("ΜΑΪΟΥ") == word_key("Μαΐου")
    ('agustos', True)
    >>> word_key("П’ятниця") == word_key("п'ятниця")
    True
    """
    if word.isascii() and word.isalpha():
        return word.lower()
    letters = unicodedata.normalize("NFD", word.casefold()).replace("ı", "i").replace("ʼ", "")
    kept = "".join([char for char in letters if char.isalpha() or char in MARKS])
    return kept.translate(_OF_PERSIAN)


def word_keys(text: str) -> list[str]:
    """The keys of the words of a text, in their order."""
    return [key for word in WORD.findall(text) if (key := word_key(word))]


def _keys(field: str) -> frozenset[str]:
    return frozenset(map(word_key, words(field)))


def _numbered_of(language: Language, field: str, first: int) -> dict[str, int]:
    return {
        word_key(word): number
        for number, spellings in enumerate(getattr(language, field).split("|"), first)
        for word in spellings.split()
    }


def _numbered(field: str, first: int) -> dict[str, int]:
    return {
        word: number
        for language in LANGUAGES.values()
        for word, number in _numbered_of(language, field, first).items()
    }


MONTHS = _numbered("months", 1)
"""Each word for a month -> 1 to 12."""

OWN_MONTHS = {
    code: own
    for code, language in LANGUAGES.items()
    if (own := _numbered_of(language, "own_months", 1))
}
"""By the code of a language, its words for months that are another month in another language: read
where a page declares it."""

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
