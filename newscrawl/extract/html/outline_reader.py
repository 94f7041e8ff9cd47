"""A tree -> its outline, in one pass: what a reader sees, without scripts, hidden parts and the
head."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import Any

from lxml import etree

from newscrawl.extract.html.block_builder import BlockBuilder, holds_no_machine_dates
from newscrawl.extract.html.element_kinds import (
    BLOCK,
    BOLD,
    BREAK,
    FLAG_OF_ROLE,
    FLAG_OF_TAG,
    HEADINGS,
    KIND_OF_TAG,
    LINK,
    MARK,
    PICTURE,
    SKIP,
)
from newscrawl.extract.html.hints import HINT_HIDDEN, MISLEADING, PARTS, SIDE_TEXTS, hints
from newscrawl.extract.html.outline import Block, Outline

PROSE_CHARS = 40
"""A block of so much text outside links is a sentence; shorter ones are labels and captions."""

FRAME_SHARE = 0.9
"""An element around more than this share of a page's prose is its frame: its names say nothing."""

WIDE_SHARE = 0.4
"""An element around more than this share holds the article, whatever its class suggests, unless
that says readers' texts or an author's portrait."""

JOINT_SHARE = 0.6
"""Elements of one class around more than this share together are the parts of the article: those of
paywalls held .62 to .94 on real pages, the boxes of a side bar or a consent dialog up to .55."""

_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_READ_ALOUD = re.compile(r"clip\s*:\s*rect\(\s*[01](?:px)?[\s,]")
"""The style of words that are on the page for those who have it read aloud."""
_DISPLAY_BLOCK = re.compile(r"display\s*:\s*(?:block|flex|grid|table|list-item)", re.IGNORECASE)
_PREFORMATTED = re.compile(r"white-space\s*:\s*(?:pre-line|pre-wrap|pre)\b", re.IGNORECASE)

_Frame = tuple[etree._Element, int, etree._Element | None, bool, int, int]
"""What held around a block-level element, to hold again behind it: container, heading, row of a
table, whether line breaks are shown; then the index of the first block inside, and the flags that
the element gives to all of them. A plain tuple: there is one for every block-level element."""

_Marks = list[tuple[int, int, int, str]]
"""The blocks that flags hold for (the first, the one after the last), the flags, and the names that
suggested them."""


def read_blocks(root: etree._Element, *, hidden: bool = False) -> Outline:
    """The blocks of a page in reading order: what a reader sees, without scripts, hidden parts and
    the head. `hidden`: with what is hidden, and what stands there for readers without scripts."""
    body = root.find("body")
    top = body if body is not None else root
    reader = _HiddenReader(top) if hidden else _OutlineReader(top)
    start, end = reader.start, reader.end
    walk = etree.iterwalk(top, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            end(element)
        elif not start(element):
            walk.skip_subtree()
    return reader.outline()


class _OutlineReader(BlockBuilder):
    """Reads one page, element by element."""

    def __init__(self, top: etree._Element) -> None:
        super().__init__(top)
        self.spans: dict[etree._Element, tuple[int, int]] = {}
        self.marks: _Marks = []
        self.frames: list[_Frame] = []
        self.hidden: etree._Element | None = None

    def outline(self) -> Outline:
        """What was read, when all elements have ended."""
        self.flush()
        self.spans[self.container] = (0, len(self.blocks))
        _apply(self.marks, self.blocks)
        return Outline(self.blocks, self.spans)

    def start(self, element: etree._Element) -> bool:
        """Take in the opening of an element. False if nothing inside it is visible text."""
        tag = element.tag
        kind = KIND_OF_TAG[tag]
        if kind == SKIP:
            return False
        flags, style = 0, ""
        # An element's own mapping is five times as slow as a dict, which is asked six times.
        items: Any = element.items()  # The stubs allow for bytes, which Python 3 never gives.
        attributes: dict[str, str] = dict(items)
        if attributes:
            style = attributes.get("style", "")
            flags = _suggested(attributes)
            if style and _DISPLAY_BLOCK.search(style):
                kind = BLOCK
            if self.is_unseen(kind, attributes, flags, style):
                self.hidden = element
                return False
        if kind == BLOCK:
            self.open_block(element, flags | FLAG_OF_TAG.get(tag, 0), style)
        elif (handle := _ON_START.get(kind)) is not None:
            handle(self, element)
        if attributes and not holds_no_machine_dates(attributes):
            self.add_machine_dates(tag, attributes)
        if text := element.text:
            self.add_preformatted(text) if self.preformatted else self.add(text)
        return True

    def is_unseen(self, kind: int, attributes: dict[str, str], flags: int, style: str) -> bool:
        """Whether an element's own markup hides it, or gives a part of a line to those who have it
        read aloud."""
        if "hidden" in attributes or (style and _INVISIBLE.search(style)):
            return True
        return kind != BLOCK and bool(flags & HINT_HIDDEN or (style and _READ_ALOUD.search(style)))

    def end(self, element: etree._Element) -> None:
        """Take in the end of an element, and the text behind it."""
        if element is self.hidden:
            self.hidden = None
        elif element is self.container and self.frames:
            self.close_block(element)
        elif (handle := _ON_END.get(KIND_OF_TAG[element.tag])) is not None:
            handle(self)
        if text := element.tail:
            self.add_preformatted(text) if self.preformatted else self.add(text)

    def open_block(self, element: etree._Element, flags: int, style: str) -> None:
        if self.parts or self.links:
            self.flush()
        self.frames.append(
            (self.container, self.heading, self.row, self.preformatted, len(self.blocks), flags)
        )
        tag = element.tag
        self.container = element
        if tag in HEADINGS:
            self.heading = HEADINGS[tag]
        elif tag == "tr":
            self.row = element
        elif tag == "table":
            self.row = None
        if tag == "pre" or (style and _PREFORMATTED.search(style)):
            self.preformatted = True

    def close_block(self, element: etree._Element) -> None:
        if self.parts or self.links:
            self.flush()
        self.container, self.heading, self.row, self.preformatted, first, flags = self.frames.pop()
        last = len(self.blocks)
        if first < last:
            self.spans[element] = (first, last)
            if flags:
                self.marks.append((first, last, flags, element.get("class") or ""))


class _HiddenReader(_OutlineReader):
    """Reads also what is hidden, and what stands there for readers without scripts."""

    def start(self, element: etree._Element) -> bool:
        if element.tag == "noscript":
            element.tag = "div"
        return super().start(element)

    def is_unseen(self, kind: int, attributes: dict[str, str], flags: int, style: str) -> bool:
        return False


_ON_START: dict[int, Callable[[_OutlineReader, etree._Element], None]] = {
    BREAK: _OutlineReader.open_break,
    LINK: _OutlineReader.open_anchor,
    BOLD: _OutlineReader.open_bold,
    MARK: _OutlineReader.open_mark,
    PICTURE: _OutlineReader.open_picture,
}
_ON_END: dict[int, Callable[[_OutlineReader], None]] = {
    LINK: _OutlineReader.close_anchor,
    BOLD: _OutlineReader.close_bold,
    MARK: _OutlineReader.close_mark,
}


def _suggested(attributes: dict[str, str]) -> int:
    """What an element's class, id and role say of what is in it, as flags."""
    names = attributes.get("class", "")
    if "id" in attributes:
        names = f"{names} {attributes['id']}"
    flags = hints(names) if names else 0
    if "role" in attributes:
        flags |= FLAG_OF_ROLE.get(attributes["role"], 0)
    return flags


def _apply(marks: _Marks, blocks: list[Block]) -> None:
    """Give each block the flags of what surrounds it, but for those that an element around most of
    the page's prose only suggests, or several of one class together."""
    prose = [0]
    for block in blocks:
        chars = len(block.text) - block.link_chars
        prose.append(prose[-1] + (chars if chars >= PROSE_CHARS and not block.heading else 0))
    wide, nearly_all = WIDE_SHARE * prose[-1], FRAME_SHARE * prose[-1]
    parts = _parts_of_text(marks, prose)
    given: list[tuple[int, int, int]] = []
    for first, last, flags, names in marks:
        inside = prose[last] - prose[first]
        if inside > nearly_all:
            flags &= PARTS
        elif inside > wide:
            flags &= PARTS | SIDE_TEXTS
        elif flags & MISLEADING and _misleading(names) & parts:
            flags &= ~MISLEADING
        given.append((first, -last, flags))
    _give(given, blocks)


def _give(given: list[tuple[int, int, int]], blocks: list[Block]) -> None:
    """Give each block the flags of all elements around it, in one pass: elements stand in each
    other or apart. `given` are the first block, the one after the last as a negative number, so
    that outer elements sort first, and the flags."""
    around: list[tuple[int, int]] = [(len(blocks), 0)]
    place = 0
    for first, minus_last, flags in [*sorted(given), (len(blocks), 0, 0)]:
        while place < first:
            while around[-1][0] <= place:
                around.pop()
            last, held = around[-1]
            stop = min(first, last)
            if held:
                for block in blocks[place:stop]:
                    block.flags |= held
            place = stop
        while around[-1][0] <= first and len(around) > 1:
            around.pop()
        around.append((-minus_last, around[-1][1] | flags))


def _parts_of_text(marks: _Marks, prose: list[int]) -> set[str]:
    """The names of classes whose elements hold most of the prose together: they are parts of the
    text, each of which carries a name that only seems to say what it is."""
    inside: Counter[str] = Counter()
    end: dict[str, int] = {}
    for first, last, flags, names in sorted(marks):
        for name in _misleading(names) if flags & MISLEADING else ():
            if last > end.get(name, 0):  # One inside another of its class adds nothing.
                inside[name] += prose[last] - prose[max(first, end.get(name, 0))]
                end[name] = last
    return {name for name, chars in inside.items() if chars > JOINT_SHARE * prose[-1]}


def _misleading(names: str) -> set[str]:
    """Those names of a class that may mislead."""
    return {name for name in names.split() if hints(name) & MISLEADING}
