"""What the attributes of an element say of it, as flags: those of hints.py, which hold for the text
in it, and some that are of the element alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from newscrawl.extract.html.block_builder import MACHINE_DATES
from newscrawl.extract.html.element_kinds import FLAG_OF_ROLE
from newscrawl.extract.html.hints import HINT_ADVERT, HINT_HIDDEN, HINT_RELATED, TRAIL, hints, trail

HIDDEN, STANDS_APART, SHOWS_BREAKS, MAY_DATE, HAS_PROPERTY, READ_ALOUD = (
    1 << bit for bit in range(32, 38)
)
"""Beside the flags of hints.py: the element shows nothing, is a block whatever its tag, shows the
line breaks of its text, may hold a date for machines, names a property of microdata or RDFa, is
there for those who have the page read aloud."""

UNSEEN = HIDDEN | READ_ALOUD | HINT_HIDDEN
"""What may mean that nobody sees the element."""

NOTED = HAS_PROPERTY | TRAIL
"""What is asked for of elements without visible text, too."""

OF_TEXT = TRAIL - 1
"""The flags that are handed on to the blocks in an element."""

MAX_STYLES = 2_000
"""Values of `style` that are remembered."""

_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_READ_ALOUD = re.compile(r"clip\s*:\s*rect\(\s*[01](?:px)?[\s,]")
"""The style of words that are on the page for those who have it read aloud."""
_DISPLAY_BLOCK = re.compile(r"display\s*:\s*(?:block|flex|grid|table|list-item)", re.IGNORECASE)
_PREFORMATTED = re.compile(r"white-space\s*:\s*(?:pre-line|pre-wrap|pre)\b", re.IGNORECASE)


_ADVERT_LABEL = re.compile(
    r"(?:advert(?:isement|ising|s)?|ads?|sponsored(?: content)?|anzeigen?|werbung|publicité|"
    r"publicidade?|pubblicità|advertentie|reklama?|реклама|რეკლამა)",
    re.IGNORECASE,
)
_RELATED_LABEL = re.compile(
    r"(?:related|recommended|more|most read|popular|trending)(?: (?:articles?|stories|news|posts|"
    r"content|topics|links))?",
    re.IGNORECASE,
)


@lru_cache(maxsize=MAX_STYLES)
def _read_label(label: str) -> int:
    """What the name that an element has for those who have the page read aloud says of it."""
    flags = trail(label)
    if _ADVERT_LABEL.fullmatch(label.strip()):
        flags |= HINT_ADVERT
    if _RELATED_LABEL.fullmatch(label.strip()):
        flags |= HINT_RELATED
    return flags


def read_attributes(told: Iterable[tuple[str, str]]) -> tuple[int, str]:
    """What the attributes of an element say of it, and its class.

    >>> read_attributes([("class", "intro"), ("style", "display: none")]) == (HIDDEN, "intro")
    True
    """
    flags, names = 0, ""
    for name, value in told:
        if name == "class":
            names = value
            flags |= hints(value)
        elif name == "id":
            flags |= hints(value)
        elif name in _TELLING:
            flags |= _TELLING[name](value)
    return flags, names


def read_noted(told: Iterable[tuple[str, str]]) -> int:
    """Of what the attributes of an element say, the flags in NOTED."""
    flags = 0
    for name, value in told:
        if name in _NOTING:
            flags |= _NOTING[name](value)
    return flags


@lru_cache(maxsize=MAX_STYLES)
def _read_style(style: str) -> int:
    flags = 0
    if _INVISIBLE.search(style):
        flags |= HIDDEN
    if _DISPLAY_BLOCK.search(style):
        flags |= STANDS_APART
    if _READ_ALOUD.search(style):
        flags |= READ_ALOUD
    if _PREFORMATTED.search(style):
        flags |= SHOWS_BREAKS
    return flags


_NOTING: dict[str, Callable[[str], int]] = {
    **dict.fromkeys(("itemprop", "property"), lambda _: HAS_PROPERTY),
    **dict.fromkeys(("class", "id", "aria-label", "itemtype"), trail),
}
_TELLING: dict[str, Callable[[str], int]] = {
    **dict.fromkeys(MACHINE_DATES, lambda _: MAY_DATE),
    **_NOTING,
    "aria-label": _read_label,
    "hidden": lambda _: HIDDEN,
    "role": lambda role: FLAG_OF_ROLE.get(role, 0),
    "style": _read_style,
}
"""What an attribute beside class and id says of an element by its value; most say nothing."""
