"""A page's blocks: the runs of visible text between block boundaries, in reading order, each with
what surrounds it.

Everything that reads a page (title, body, headlines, dates) works on this list; outline_reader.py
makes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b
from itertools import islice
from typing import NamedTuple

from lxml import etree

from newscrawl.text import fold, has_digit, key

_DIGITS = re.compile(r"\d+")
MACHINE_DATE = -2
"""Marks a segment that is not text but a date for machines: the `datetime` of a `time` element."""

REMEMBERED_PLACES = 4_096
"""Texts whose place is remembered: those of every page, beside the labels and headlines of the last
hundred. About 1 MB."""
MAX_REMEMBERED_CHARS = 120
"""A longer text is a paragraph, and stands on one page."""

MAX_CHILDREN = 40
"""Elements in that of a line; more are those of a list, or of a page without paragraphs."""

MIN_SENTENCE_CHARS = 40
"""So long a text that ends as a sentence does says something by its figures: two reports of an
accident differ by them. Counters and dates stand in labels and in shorter lines."""
_SENTENCE_ENDS = (".", "!", "?", "…", "。", "؟", "։", "।")
_CLOSING = "\"'”“’»)]"


class Link(NamedTuple):
    """A link inside a block."""

    href: str
    text: str
    element: etree._Element


class Block:
    """A run of text that a reader sees as one piece: a paragraph, a heading, an item, a cell, a
    caption, a button."""

    __slots__ = (
        "_exact_place",
        "_key",
        "_place",
        "bold_chars",
        "container",
        "flags",
        "has_breaks",
        "heading",
        "index",
        "link_chars",
        "links",
        "machine_dates",
        "marked_chars",
        "picture",
        "prose",
        "segments",
        "table_row",
        "text",
    )

    def __init__(
        self,
        index: int,
        text: str,
        segments: list[tuple[str, int]],
        links: list[Link],
        container: etree._Element,
        heading: int,
    ) -> None:
        self.index = index
        """Its place on the page, from 0."""
        self.text = text
        """White space folded."""
        self.segments = segments
        """The text in pieces, each with the place of its link in `links`, -1 outside links, or
        MACHINE_DATE.

        `\\n` stands for a line break."""
        self.links = links
        self.link_chars = sum([len(link.text) for link in links]) if links else 0
        self.container = container
        """The innermost block-level element around it."""
        self.heading = heading
        """1 to 6 inside h1 to h6, else 0."""
        self.flags = 0
        """What surrounds it: the flags of hints.py."""
        self.table_row: etree._Element | None = None
        """The `tr` around it; None outside tables."""
        self.picture: etree._Element | None = None
        """The picture between this block and the one before it, if there is one."""
        self.machine_dates = False
        """Whether there are dates for machines among the segments."""
        self.has_breaks = False
        """Whether single line breaks stand among the segments."""
        self.bold_chars = 0
        self.marked_chars = 0
        """Characters set in small or italic type."""
        self.prose: float | None = None
        """How much of it is running text, in characters; None until prose.py was asked."""
        self._key: str | None = None
        self._place: int | None = None
        self._exact_place: int | None = None

    @property
    def key(self) -> str:
        """The letters and digits of the text: what is the same in two writings of it."""
        if self._key is None:
            self._key = key(self.text)
        return self._key

    @property
    def place(self) -> int:
        """Stands for the text, numbers in it aside, together with the kind of element that it is
        in: the same on pages of one template."""
        if self._place is None:
            # What stands on every page is short; paragraphs would only push it out.
            is_short = len(self.text) <= MAX_REMEMBERED_CHARS
            text = _DIGITS.sub("0", self.text) if has_digit(self.text) else self.text
            self._place = (_remembered_place if is_short else _place)(text, *self._kind())
        return self._place

    @property
    def exact_place(self) -> int:
        """The same with the numbers of a sentence as they are: two reports of an accident differ by
        them."""
        if self._exact_place is None:
            is_plain = not (has_digit(self.text) and is_sentence(self.text))
            self._exact_place = self.place if is_plain else _place(self.text, *self._kind())
        return self._exact_place

    @property
    def places(self) -> tuple[int, ...]:
        """Both, each once."""
        exact = self.exact_place
        return (self.place,) if exact == self.place else (self.place, exact)

    def _kind(self) -> tuple[str, str | None, tuple[str, str | None] | None]:
        """The kind of element that it is in, and of that around it."""
        element = self.container
        parent = element.getparent()
        around = None if parent is None else (parent.tag, parent.get("class"))
        return element.tag, element.get("class"), around

    def inside(self, *tags: str) -> Iterator[etree._Element]:
        """The elements of these names in that of the block; none where that holds much more than
        one line, and is asked for each of its blocks."""
        has_more = next(islice(self.container, MAX_CHILDREN, None), None) is not None
        return iter(()) if has_more else self.container.iter(*tags)

    def lines(self) -> list[str]:
        """The text, parted where single breaks part it. Most blocks have one line."""
        if not self.has_breaks:
            return [self.text]
        parted = "".join(
            [
                text if text == "\n" else " ".join(text.split("\n"))
                for text, link in self.segments
                if link != MACHINE_DATE
            ]
        )
        return [line for raw in parted.split("\n") if (line := fold(raw))]

    def __repr__(self) -> str:
        return f"<Block {self.index} {self.container.tag} {self.text[:60]!r}>"


def _place(text: str, tag: str, names: str | None, around: tuple[str, str | None] | None) -> int:
    said = repr((text, tag, names, around))
    # Not hash(): a later run must find the same.
    return int.from_bytes(blake2b(said.encode("utf-8", "replace"), digest_size=6).digest())


def is_sentence(text: str) -> bool:
    """Whether a text has the length and the end of a sentence.

    >>> is_sentence("A road of 13 kilometres was opened in Kvemo Kartli on Tuesday.")
    True
    >>> [is_sentence(text) for text in ("Updated 5 minutes ago.", "12 comments on the ferry:")]
    [False, False]
    """
    return len(text) >= MIN_SENTENCE_CHARS and text.rstrip(_CLOSING).endswith(_SENTENCE_ENDS)


_remembered_place = lru_cache(maxsize=REMEMBERED_PLACES)(_place)


def text_of(element: etree._Element) -> str:
    """All text inside an element, white space folded."""
    return fold(str(_text_inside(element)))


_text_inside = etree.XPath("string()", smart_strings=False)


class Outline(NamedTuple):
    """The visible text of a page, and which part of it each element holds."""

    blocks: list[Block]
    spans: dict[etree._Element, tuple[int, int]]
    """For each block-level element that holds text: the index of its first block and the one after
    its last."""
    dated: list[Block]
    """The blocks that may hold a date, printed or for machines: most hold none."""
    properties: list[etree._Element]
    """The elements of the body that name a property of microdata or RDFa, hidden ones too."""
    trails: list[etree._Element]
    """Those that their markup calls a breadcrumb, hidden ones too."""
    has_stray_end: bool = False
    """Whether the markup ends more elements than it begins: one of them has ended too early."""
