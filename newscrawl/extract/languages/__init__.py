"""The languages that dates and labels are read in: one module each, named by its ISO 639-1 code.

To add one, write a module with its `LANGUAGE` (language.py says what the fields mean, `ro.py` is a
short example). Every module here is found by itself; nothing else has to be changed.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module

from newscrawl.extract.languages.language import Language

__all__ = ["LANGUAGES", "Language", "patterns", "words"]

LANGUAGES: dict[str, Language] = {
    module.name: import_module(f"{__name__}.{module.name}").LANGUAGE
    for module in pkgutil.iter_modules(__path__)
    if module.name != "language"
}
"""Every language by its code."""


def words(field: str) -> frozenset[str]:
    """The words of a field of `Language` in all languages, as the modules write them."""
    return frozenset(" ".join(getattr(one, field) for one in LANGUAGES.values()).split())


def patterns(field: str) -> str:
    """A pattern field of `Language` in all languages: the alternatives of a regular expression,
    without a group around them."""
    return "|".join(pattern for one in LANGUAGES.values() if (pattern := getattr(one, field)))
