"""Times that are told from now: '2 hours ago', '3 дня назад'. They name no day, as no clock is
asked; they tell that a line says when something was written."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from newscrawl.extract.dates.cldr import MAX_LANGUAGES, code_of, past_patterns

_NUMBER = r"(?:\d{1,3} ?|[^\W\d]{1,6} )?"
"""'3', 'an', or nothing: a language may say one of a unit by the unit alone."""


def find_ago(text: str, language: str) -> re.Match[str] | None:
    """Where a line says how long ago something was, in the language of a tag ('pt-BR') or, as
    themes do in any, in English; None where it does not.

    >>> find_ago("Olo Pim, 3 дня назад", "ru")[0]
    '3 дня назад'
    >>> find_ago("Olo Pim, an hour ago", "ka")[0], find_ago("Long ago", "en")
    ('an hour ago', None)
    """
    ago = _ago(code_of(language))
    line = text.lower()
    return ago.pattern.search(text) if any(word in line for word in ago.words) else None


class _Ago(NamedTuple):
    """How a language says it."""

    words: frozenset[str]
    """One of these is in every line that does: most lines have none, and are read no further."""
    pattern: re.Pattern[str]


@lru_cache(maxsize=MAX_LANGUAGES)
def _ago(code: str) -> _Ago:
    said = sorted(past_patterns(code) | past_patterns("en"), key=len, reverse=True)
    words = [one.replace("{0}", " ").lower().split() for one in said]
    often = Counter(word for one in words for word in one)
    return _Ago(
        frozenset(max(one, key=lambda word: (often[word], len(word))) for one in words),
        re.compile(rf"(?:{'|'.join(_patterns(said))})(?!\w)", re.IGNORECASE),
    )


def _patterns(said: Iterable[str]) -> Iterator[str]:
    """One pattern for all that stands behind the same words before the number."""
    ends: defaultdict[str, list[str]] = defaultdict(list)
    for one in said:
        before, number, after = one.replace("\xa0", " ").partition("{0}")
        if not number:
            yield re.escape(before)
        elif before or after:
            ends[before].append(re.escape(after.lstrip()))
    for before, those in ends.items():
        yield f"{re.escape(before)}{_NUMBER}(?:{'|'.join(those)})"
