"""How a language of the Unicode CLDR writes its days: the names of months and weekdays, and the
order, the separators and the words between them. The data are those of Babel, loaded for the
languages that are met, once each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple, cast

MAX_LANGUAGES = 32
"""Languages that are kept: of more, no site prints its days."""

MAX_TAG_CHARS = 16
"""So much of a tag tells its language, script and region; the longest of these has 11."""

_TAG = re.compile(
    r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|[0-9]{3}))?(?![A-Za-z])"
)
_OLD_CODES = {
    "iw": "he",
    "in": "id",
    "ji": "yi",
    "mo": "ro",
    "no": "nb",
    "sh": "sr_Latn",
    "tl": "fil",
}
"""What ISO 639 and BCP 47 have replaced, and pages still declare."""

OTHER_CALENDARS = frozenset(("am", "ti", "dz", "bo"))
"""Languages whose press counts by another calendar, with names of months that CLDR gives to those
of the Gregorian one, too, or with numbers alone: what such a page prints is not known by its
words."""

_SCRIPTS = ("Latn", "Cyrl", "Arab")
"""Of languages that are written in two."""

_NO_NAME = re.compile("M?[0-9]+")
"""What CLDR has where nobody has told it the names."""
_WIDTHS = ("abbreviated", "wide")
_FORMATS = ("full", "long", "medium", "short")
_UNITS = ("second", "minute", "hour", "day", "week", "month")
"""Years ago is what a chronology tells."""
_SKELETONS = ("yMMMd", "yMMMMd", "yMMMEd", "yMMMMEEEEd", "yMd")


class DateWords(NamedTuple):
    """What a language of CLDR says of its days."""

    code: str
    """Language and script, perhaps a region ('sr_Latn')."""
    months: Mapping[str, int]
    """Each name of a month as CLDR writes it, without a full stop -> 1 to 12."""
    weekdays: Mapping[str, int]
    """Each name of a day of the week likewise -> 0 (Monday) to 6."""
    formats: tuple[str, ...]
    """Patterns of CLDR ('d MMMM y'), those with a year in full."""
    eras: tuple[str, ...]
    """What stands beside a year of this era ('AD')."""


def code_of(tag: str) -> str:
    """The code of a language tag as pages declare it, with its script and region; empty where it is
    none.

    >>> code_of("sr-Latn-RS"), code_of("iw"), code_of("pt_BR.utf8"), code_of("english")
    ('sr_Latn_RS', 'he', 'pt_BR', '')
    """
    return _code_of(tag.strip()[:MAX_TAG_CHARS])


@lru_cache(maxsize=MAX_LANGUAGES)
def _code_of(tag: str) -> str:
    found = _TAG.match(tag)
    if found is None:
        return ""
    language = found[1].lower()
    parts = [
        _OLD_CODES.get(language, language),
        (found[2] or "").title(),
        (found[3] or "").upper(),
    ]
    return "_".join(part for part in parts if part)


@lru_cache(maxsize=MAX_LANGUAGES)
def date_words(code: str) -> DateWords | None:
    """What CLDR says of a language by its code (`code_of`); None for one that it does not know, or
    whose press counts by another calendar."""
    if code.partition("_")[0] in OTHER_CALENDARS:
        return None
    found = [data for name in _with_scripts(code) if (data := _data(name)) is not None]
    if not found:
        return None
    # The language as it was declared comes last: its names are kept.
    months, weekdays = (
        dict(one for data in reversed(found) for one in _names(data, part, first=first))
        for part, first in (("months", 1), ("days", 0))
    )
    eras = {
        name for data in found for width in _WIDTHS if (name := _get(data, "eras", width).get(1))
    }
    formats = dict.fromkeys(one for data in found for one in _formats(data))
    return DateWords(code, months, weekdays, tuple(formats), tuple(sorted(eras)))


def _with_scripts(code: str) -> list[str]:
    """A code, and its language in each script that CLDR has it in: pages declare `sr`, and print
    Serbian in either."""
    from babel import localedata

    language = code.partition("_")[0]
    others = (f"{language}_{script}" for script in _SCRIPTS)
    return [code, *(one for one in others if one != code and localedata.exists(one))]


def _data(code: str) -> Mapping[str, Any] | None:
    from babel import localedata  # 10 ms, and most sites never need it.

    parts = code.split("_")
    # Of a region that it does not have, the language.
    for count in range(len(parts), 0, -1):
        name = "_".join(parts[:count])
        if localedata.exists(name):
            return localedata.load(name)
    return None


def _get(data: Mapping[str, Any], *keys: str) -> Mapping[Any, Any]:
    """A part of the data of a language; empty where it has none.

    Babel's own `Locale` writes what an alias leads to into data that all languages share: then
    months of one are those of another (python-babel/babel#1234). So aliases are followed here, and
    nothing is written.
    """
    from babel.localedata import Alias

    part: Any = data
    for key in keys:
        part = part.get(key, {})
        own = {}
        if isinstance(part, tuple):
            part, own = part
        while isinstance(part, Alias):
            part = _get(data, *part.keys)
        part = {**part, **own} if own else part
    return cast(Mapping[Any, Any], part)


def _names(data: Mapping[str, Any], part: str, *, first: int) -> Iterator[tuple[str, int]]:
    """Those in a sentence and those that stand alone, in full and abbreviated, with their
    numbers."""
    for context in ("stand-alone", "format"):
        for width in _WIDTHS:
            for number, name in _get(data, part, context, width).items():
                if 0 <= number - first < 12 and not _NO_NAME.fullmatch(name):
                    yield name.rstrip("."), number


def _formats(data: Mapping[str, Any]) -> Iterator[str]:
    formats, skeletons = _get(data, "date_formats"), _get(data, "datetime_skeletons")
    yield from (str(formats[width].pattern) for width in _FORMATS)
    yield from (str(skeletons[name].pattern) for name in _SKELETONS if name in skeletons)


def past_patterns(code: str) -> frozenset[str]:
    """How a language says that something was some time ago ('{0} hours ago', 'قبل ساعتين'), by its
    code (`code_of`); empty for one that CLDR does not know."""
    data = _data(code) if code else None
    if data is None:
        return frozenset()
    said = [
        text
        for unit in _UNITS
        for width in ("", "-short", "-narrow")
        for text in _get(data, "date_fields", f"{unit}{width}", "past").values()
    ]
    # '-{0} h' is a number to who does not know what it is of.
    return frozenset(text for text in said if not text.startswith(("-", "−", "+", "‎-")))


_SLASHES = re.compile("([dMy])[dMy]*/([dMy])[dMy]*/([dMy])[dMy]*")
_DIRECTION = str.maketrans("", "", "\u200e\u200f\u061c")


def is_day_first(code: str) -> bool:
    """Whether a language writes days in numbers with slashes and the day first, in all formats that
    are numbers."""
    data = None if code.partition("_")[0] in OTHER_CALENDARS else _data(code)
    plain = [one.translate(_DIRECTION) for one in _formats(data)] if data is not None else []
    numbers = [one for one in plain if not re.search("[^dMy./ -]|MMM", one)]
    orders = {match.groups() if (match := _SLASHES.fullmatch(one)) else None for one in numbers}
    return orders == {("d", "M", "y")}
