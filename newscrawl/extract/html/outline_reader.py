"""A tree -> its outline, in one pass: what a reader sees, without scripts, hidden parts and the
head."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lxml import etree

from newscrawl.extract.dates.find import may_hold_date
from newscrawl.extract.html.attributes import (
    HAS_PROPERTY,
    HIDDEN,
    MAY_DATE,
    NOTED,
    OF_TEXT,
    SHOWS_BREAKS,
    STANDS_APART,
    UNSEEN,
    read_attributes,
    read_noted,
)
from newscrawl.extract.html.block_builder import BlockBuilder
from newscrawl.extract.html.element_kinds import (
    BLOCK,
    BOLD,
    BREAK,
    BUTTON,
    CUSTOM,
    FLAG_OF_TAG,
    HEADINGS,
    HOLD_NO_HTML,
    KIND_OF_TAG,
    LINK,
    MARK,
    PICTURE,
    PLAIN,
    SKIP,
    seems_apart,
)
from newscrawl.extract.html.hints import (
    FOOTER,
    MISLEADING,
    PARTS,
    SIDE_TEXTS,
    TRAIL,
)
from newscrawl.extract.html.misleading_names import misleading, parts_of_text
from newscrawl.extract.html.open_links import free_text_of_open_links
from newscrawl.extract.html.outline import Block, Outline

PROSE_CHARS = 40
"""A block of so much text outside links is a sentence; shorter ones are labels and captions."""

FRAME_SHARE = 0.9
"""An element around more than this share of a page's prose is its frame: its names say nothing."""

WIDE_SHARE = 0.4
"""An element around more than this share holds the article, whatever its class suggests, unless
that says readers' texts or an author's portrait."""

MOST_SHARE = 0.5
"""A footer around more than this share would be taken for the text; less is cut where it ends."""

_Frame = tuple[etree._Element, int, etree._Element | None, bool, tuple[int, int, str]]
"""What held around a block-level element, to hold again behind it: container, heading, row of a
table, whether line breaks are shown; then the index of the first block inside, the flags that the
element gives to all of them, and its class. A plain tuple: there is one for every block-level
element."""

_Marks = list[tuple[int, int, int, str]]
"""The blocks that flags hold for (the first, the one after the last), the flags, and the names that
suggested them."""


def read_blocks(root: etree._Element, *, noscript: bool = False, hidden: bool = False) -> Outline:
    """The blocks of a page in reading order: what a reader sees, without scripts, hidden parts and
    the head. `noscript`: with what stands there for readers without scripts; `hidden`: with that
    and what is hidden."""
    body = root.find("body")
    top = body if body is not None else root
    reader = (
        _HiddenReader(top) if hidden else _NoscriptReader(top) if noscript else _OutlineReader(top)
    )
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
        self.passed_over: etree._Element | None = None
        self.top = top
        self.properties: list[etree._Element] = []
        self.trails: list[etree._Element] = []

    def outline(self) -> Outline:
        """What was read, when all elements have ended."""
        self.flush()
        self.spans[self.container] = (0, len(self.blocks))
        free_text_of_open_links(self.blocks)
        _apply(self.marks, self.blocks)
        dated = [one for one in self.blocks if one.machine_dates or may_hold_date(one.text)]
        return Outline(self.blocks, self.spans, dated, self.properties, self.trails)

    def start(self, element: etree._Element) -> bool:
        """Take in the opening of an element. False if nothing inside it is visible text."""
        tag = element.tag
        kind = KIND_OF_TAG[tag]
        if kind == SKIP:
            self.pass_over(element)
            return False
        # An element asked for its attributes one by one is five times as slow as their list.
        told: Any = element.items()  # The stubs allow for bytes, which Python 3 never gives.
        flags, names = read_attributes(told) if told else (0, "")
        if flags & UNSEEN and self.is_unseen(kind, flags):
            self.pass_over(element)
            return False
        if flags & NOTED:
            self.note(element, flags)
        if kind == CUSTOM:
            kind = BLOCK if seems_apart(element, self.container) else PLAIN
        if kind == BLOCK or flags & STANDS_APART:
            self.open_block(element, tag, flags, names)
        elif kind != PLAIN:
            _ON_START[kind](self, element)
        if flags & MAY_DATE:
            self.add_machine_dates(tag, told)
        if text := element.text:
            self.add_preformatted(text) if self.preformatted else self.add(text)
        return True

    def pass_over(self, element: etree._Element) -> None:
        """Leave out an element with all that it holds, but for what its attributes say."""
        self.passed_over = element
        # Code and drawings are most of what is left out, and name nothing of the article.
        for inside in element.iter() if element.tag not in HOLD_NO_HTML else ():
            told: Any = inside.items()
            if flags := read_noted(told):
                self.note(inside, flags)

    def note(self, element: etree._Element, flags: int) -> None:
        """Keep an element that is asked for later, whether it shows text or not."""
        if element is not self.top and self.top.tag == "body":
            if flags & HAS_PROPERTY:
                self.properties.append(element)
            if flags & TRAIL:
                self.trails.append(element)

    def is_unseen(self, kind: int, flags: int) -> bool:
        """Whether an element's own markup hides it, or gives a part of a line to those who have it
        read aloud."""
        return bool(flags & HIDDEN) or not (kind == BLOCK or flags & STANDS_APART)

    def end(self, element: etree._Element) -> None:
        """Take in the end of an element, and the text behind it."""
        if element is self.passed_over:
            self.passed_over = None
        elif element is self.container and self.frames:
            self.close_block(element)
        elif (handle := _ON_END.get(KIND_OF_TAG[element.tag])) is not None:
            handle(self)
        if text := element.tail:
            self.add_preformatted(text) if self.preformatted else self.add(text)

    def open_block(self, element: etree._Element, tag: str, flags: int, names: str) -> None:
        if self.parts or self.links:
            self.flush()
        mark = (len(self.blocks), flags & OF_TEXT | FLAG_OF_TAG.get(tag, 0), names)
        self.frames.append((self.container, self.heading, self.row, self.preformatted, mark))
        self.container = element
        if tag in HEADINGS:
            self.heading = HEADINGS[tag]
        elif tag == "tr":
            self.row = element
        elif tag == "table":
            self.row = None
        if tag == "pre" or flags & SHOWS_BREAKS:
            self.preformatted = True

    def close_block(self, element: etree._Element) -> None:
        if self.parts or self.links:
            self.flush()
        self.container, self.heading, self.row, self.preformatted, mark = self.frames.pop()
        first, flags, names = mark
        last = len(self.blocks)
        if first < last:
            self.spans[element] = (first, last)
            if flags:
                self.marks.append((first, last, flags, names))


class _NoscriptReader(_OutlineReader):
    """Reads also what stands there for readers without scripts."""

    def start(self, element: etree._Element) -> bool:
        if element.tag == "noscript":
            element.tag = "div"
        return super().start(element)


class _HiddenReader(_NoscriptReader):
    """Reads also what is hidden."""

    def is_unseen(self, kind: int, flags: int) -> bool:
        return False


_ON_START: dict[int, Callable[[_OutlineReader, etree._Element], None]] = {
    BREAK: _OutlineReader.open_break,
    LINK: _OutlineReader.open_anchor,
    BOLD: _OutlineReader.open_bold,
    MARK: _OutlineReader.open_mark,
    PICTURE: _OutlineReader.open_picture,
    BUTTON: _OutlineReader.open_button,
}
_ON_END: dict[int, Callable[[_OutlineReader], None]] = {
    LINK: _OutlineReader.close_anchor,
    BOLD: _OutlineReader.close_bold,
    MARK: _OutlineReader.close_mark,
    BUTTON: _OutlineReader.close_button,
}


def _apply(marks: _Marks, blocks: list[Block]) -> None:
    """Give each block the flags of what surrounds it, but for those that an element around most of
    the page's prose only suggests, or several of one class together."""
    prose, titles = [0], [0]
    for block in blocks:
        titles.append(titles[-1] + (block.heading == 1))
        chars = len(block.text) - block.link_chars
        prose.append(prose[-1] + (chars if chars >= PROSE_CHARS and not block.heading else 0))
    wide, nearly_all = WIDE_SHARE * prose[-1], FRAME_SHARE * prose[-1]
    parts = parts_of_text(marks, prose)
    given: list[tuple[int, int, int]] = []
    for first, last, flags, names in marks:
        inside = prose[last] - prose[first]
        if inside > nearly_all:
            flags &= PARTS
        elif inside > wide:
            is_footer = inside > MOST_SHARE * prose[-1] and titles[last] == titles[first]
            flags &= PARTS | SIDE_TEXTS | (FOOTER if is_footer else 0)
        elif flags & MISLEADING and misleading(names) & parts:
            flags &= ~MISLEADING
        if flags:
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
