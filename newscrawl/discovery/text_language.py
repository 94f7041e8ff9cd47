"""The language of texts whose pages declare none, by how often their letters stand in it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import islice

from babel import Locale
from charset_normalizer import from_bytes

MAX_TEXTS = 10
MAX_CHARS = 2_000
"""Characters of each text: five reports tell the language of each of seventeen that were tried,
but for Icelandic, which was taken for Danish, and Vietnamese."""
MIN_CHARS = 1_000
"""Fewer in all tell nothing."""


def language_of(texts: Iterable[str]) -> str | None:
    """The language of most of these texts, two letters; None where nothing tells.

    >>> language_of(["Zu kurz."]) is None
    True
    """
    text = "\n".join(one[:MAX_CHARS] for one in islice(texts, MAX_TEXTS))
    if len(text) < MIN_CHARS:
        return None
    best = from_bytes(text.encode("utf-8")).best()
    return None if best is None else _codes().get(best.language.strip("— "))


@cache
def _codes() -> dict[str, str]:
    """The codes of languages by their English names (CLDR)."""
    names = Locale("en").languages
    return {name: code for code, name in names.items() if len(code) == 2}
