"""What a style sheet names: other sheets (`@import`) and files (`url()`), and nothing else of it
(https://www.w3.org/TR/css-syntax-3/)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

MAX_CHARS = 2 << 20
"""So much of a sheet is looked through: the largest frameworks have a quarter of it."""

MAX_NAMED = 100
"""Addresses of a sheet that are told: one with more is a catalogue of icons."""

# Nothing is read twice: what begins as a string or an address and does not end as one is passed
# over.
_COMMENT = re.compile(r"/\*(?:[^*]++|\*(?!/))*+(?:\*/|\Z)")
_NAMED = re.compile(
    r"""(?P<import>@import\s++(?:url\(\s*+)?+|url\(\s*+)
    (?:"(?P<double>[^"\n]*+)"|'(?P<single>[^'\n]*+)'|(?P<bare>(?:\\[0-9a-fA-F]{1,6}\s|\\.|[^\s"'(){};\\])++))""",
    re.IGNORECASE | re.VERBOSE,
)
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))")

_UNUSED = (".eot",)
"""Ends of paths of files that no browser of today loads."""


class Named(NamedTuple):
    """What a sheet names."""

    url: str
    """As it is written, relative to the sheet."""
    is_sheet: bool


def named_in(sheet: str) -> list[Named]:
    """What a sheet names, each once, in its order; no `data:` and no fragment of the page."""
    found: dict[str, Named] = {}
    for one in _all_named(_COMMENT.sub(" ", sheet[:MAX_CHARS])):
        found.setdefault(one.url, one)
        if len(found) == MAX_NAMED:
            break
    return list(found.values())


def _all_named(sheet: str) -> Iterator[Named]:
    for match in _NAMED.finditer(sheet):
        written = match["double"] or match["single"] or match["bare"] or ""
        url = _ESCAPE.sub(_unescaped, written).strip()
        is_sheet = match["import"].startswith("@")
        path = url.partition("#")[0].partition("?")[0].lower()
        if path and not url.lower().startswith("data:") and not path.endswith(_UNUSED):
            yield Named(url, is_sheet)


def _unescaped(match: re.Match[str]) -> str:
    if not match[1]:
        return match[2]
    number = int(match[1], 16)
    is_character = 0 < number < 0xD800 or 0xDFFF < number <= 0x10FFFF
    return chr(number) if is_character else "\N{REPLACEMENT CHARACTER}"
