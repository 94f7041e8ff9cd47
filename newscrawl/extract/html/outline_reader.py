"""A tree -> its outline, in one pass: what a reader sees, without scripts, hidden parts and the
head."""

from __future__ import annotations

import re

from lxml import etree

from newscrawl.extract.html.hints import FLAG_OF_ROLE, FLAG_OF_TAG, PARTS, SIDE_TEXTS, hints
from newscrawl.extract.html.outline import MACHINE_DATE, Block, Link, Outline
from newscrawl.text import fold, has_digit

_SKIPPED = frozenset(
    "script style template noscript svg math object embed applet iframe canvas audio video map head"
    " title select option optgroup datalist textarea progress meter noframes frameset rp rt ins-ad"
    " amp-ad amp-embed".split()
)
_INLINE = frozenset(
    "a abbr acronym b basefont bdi bdo big cite code data del dfn em font i ins kbd mark nobr q"
    " ruby s samp small span strike strong sub sup time tt u var wbr img picture source button"
    " input area center-inline blink".split()
)
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_DISPLAY_BLOCK = re.compile(r"display\s*:\s*(?:block|flex|grid|table|list-item)", re.IGNORECASE)
_PREFORMATTED = re.compile(r"white-space\s*:\s*(?:pre-line|pre-wrap|pre)\b", re.IGNORECASE)
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_MACHINE_DATES = frozenset(
    (
        "datetime",
        "data-date",
        "data-time",
        "data-datetime",
        "data-published",
        "data-timestamp",
        "title",
    )
)
_TITLED_DATES = frozenset(("span", "abbr", "time", "small", "i", "em"))
"""'3 days ago' is often set in one of these, with the date as its tooltip."""
_EMPHATIC = frozenset(("b", "strong"))
_MARKED = frozenset(("em", "i", "small", "cite"))
_SKIP, _BREAK, _BLOCK, _LINK, _BOLD, _MARK, _PICTURE, _PLAIN = range(8)


class _Kinds(dict[str, int]):
    """What each tag does to the text. Tags that are no HTML are inline, as CSS has it; bounded, for
    pages that invent tags."""

    def __missing__(self, tag: str) -> int:
        if len(self) > 2_000:
            self.clear()
            self.update(_KNOWN_KINDS)
        plain = tag in _INLINE or ":" in tag or "-" in tag
        kind = self[tag] = _SKIP if tag in _SKIPPED else _PLAIN if plain else _BLOCK
        return kind


_KNOWN_KINDS = {"br": _BREAK, "a": _LINK, "img": _PICTURE, "picture": _PICTURE}
_KNOWN_KINDS |= dict.fromkeys(_EMPHATIC, _BOLD) | dict.fromkeys(_MARKED, _MARK)
_KINDS = _Kinds(_KNOWN_KINDS)


class _Reader:
    """Collects the blocks of one page."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.spans: dict[etree._Element, tuple[int, int]] = {}
        self.parts: list[tuple[str, int]] = []
        self.links: list[tuple[str, etree._Element]] = []
        self.link = -1
        self.open_link: etree._Element | None = None
        self.break_pending = False
        self.machine_dates = False
        self.has_breaks = False
        self.picture: etree._Element | None = None
        self.bold = 0
        self.marked = 0
        self.bold_chars = 0
        self.marked_chars = 0

    def add_preformatted(
        self, text: str, container: etree._Element, heading: int, row: etree._Element | None
    ) -> None:
        """Text whose line breaks are shown: a blank line ends a paragraph."""
        *paragraphs, last = _BLANK_LINE.split(text)
        for paragraph in paragraphs:
            self.add(paragraph)
            self.flush(container, heading, row)
        self.add(last)

    def add(self, text: str) -> None:
        if text.isspace():
            if self.parts:
                self.parts.append((" ", self.link))
            return
        self.break_pending = False
        self.parts.append((text, self.link))
        if self.bold:
            self.bold_chars += len(text)
        if self.marked:
            self.marked_chars += len(text)

    def add_machine_dates(self, tag: str, attributes: dict[str, str]) -> None:
        """Note what an element says of dates in its attributes: `datetime` and the like, or the
        tooltip of '3 days ago'."""
        for name, value in attributes.items():
            if name in _MACHINE_DATES and (
                name != "title" or (tag in _TITLED_DATES and has_digit(value))
            ):
                self.parts.append((value, MACHINE_DATE))
                self.machine_dates = True

    def line_break(self) -> bool:
        """One break is a space; True where this is the second in a row, which ends a paragraph
        (contract, section 1)."""
        if self.break_pending:
            return True
        self.break_pending = True
        if self.parts:
            self.parts.append(("\n", -1))
            self.has_breaks = True
        return False

    def flush(self, container: etree._Element, heading: int, row: etree._Element | None) -> None:
        parts, self.parts = self.parts, []
        links, self.links = self.links, []
        self.link = -1
        self.break_pending = False
        bold, self.bold_chars = self.bold_chars, 0
        marked, self.marked_chars = self.marked_chars, 0
        machine_dates, self.machine_dates = self.machine_dates, False
        has_breaks, self.has_breaks = self.has_breaks, False
        if parts:
            text = fold("".join([part for part, link in parts if link != MACHINE_DATE]))
            if text or machine_dates:
                block = Block(len(self.blocks), container, heading, row)
                block.text = text
                block.machine_dates = machine_dates
                block.segments = parts
                block.bold_chars = bold
                block.marked_chars = marked
                block.picture, self.picture = self.picture, None
                block.has_breaks = has_breaks
                if len(links) == 1 and not has_breaks and all(link == 0 for _, link in parts):
                    block.link_chars = len(text)
                    block.links.append(Link(links[0][0], text, links[0][1]))
                elif links:
                    texts = [""] * len(links)
                    for part, link in parts:
                        if link >= 0:
                            texts[link] += part
                    for (href, element), raw in zip(links, texts, strict=True):
                        folded = fold(raw)
                        block.link_chars += len(folded)
                        block.links.append(Link(href, folded, element))
                self.blocks.append(block)
        if self.open_link is not None:
            self.enter_link(self.open_link)

    def enter_link(self, element: etree._Element) -> None:
        self.open_link = element
        self.link = len(self.links)
        self.links.append((element.get("href") or "", element))

    def leave_link(self) -> None:
        self.open_link = None
        self.link = -1


def read_blocks(root: etree._Element) -> Outline:
    """The blocks of a page in reading order: what a reader sees, without scripts, hidden parts and
    the head."""
    reader = _Reader()
    stack: list[tuple[etree._Element, int, etree._Element | None, bool, int, int]] = []
    marks: list[tuple[int, int, int]] = []
    body = root.find("body")
    container, heading, row, preformatted = (body if body is not None else root), 0, None, False
    hidden: etree._Element | None = None
    walk = etree.iterwalk(container, events=("start", "end"))
    add, flush, kinds, blocks = reader.add, reader.flush, _KINDS, reader.blocks
    for event, element in walk:
        tag = element.tag
        kind = kinds[tag]
        if event == "start":
            if kind == _SKIP:
                walk.skip_subtree()
                continue
            mine = 0
            style = ""
            # A dict is asked eight times below; an element's own mapping is five times as slow.
            attributes = dict(element.items())
            if attributes:
                style = attributes.get("style", "")
                if "hidden" in attributes or (style and _INVISIBLE.search(style)):
                    hidden = element
                    walk.skip_subtree()
                    continue
                if style and _DISPLAY_BLOCK.search(style):
                    kind = _BLOCK
                names = attributes.get("class", "")
                if "id" in attributes:
                    names = f"{names} {attributes['id']}"
                if names:
                    mine = hints(names)
                if "role" in attributes:
                    mine |= FLAG_OF_ROLE.get(attributes["role"], 0)
            if kind == _BLOCK:
                if reader.parts or reader.links:
                    flush(container, heading, row)
                stack.append(
                    (
                        container,
                        heading,
                        row,
                        preformatted,
                        len(blocks),
                        mine | FLAG_OF_TAG.get(tag, 0),
                    )
                )
                container = element
                heading = _HEADINGS.get(tag, heading)
                if tag == "tr":
                    row = element
                elif tag == "table":
                    row = None
                preformatted = (
                    preformatted or tag == "pre" or bool(style and _PREFORMATTED.search(style))
                )
            elif kind == _BREAK:
                if reader.line_break():
                    flush(container, heading, row)
                    reader.break_pending = True
            elif kind == _LINK:
                reader.enter_link(element)
            elif kind == _BOLD:
                reader.bold += 1
            elif kind == _MARK:
                reader.marked += 1
            elif kind == _PICTURE:
                reader.picture = element
            if attributes and not _MACHINE_DATES.isdisjoint(attributes):
                reader.add_machine_dates(tag, attributes)
            if element.text:
                if preformatted:
                    reader.add_preformatted(element.text, container, heading, row)
                else:
                    add(element.text)
        else:
            if element is hidden:
                hidden = None
            elif element is container and stack:
                if reader.parts or reader.links:
                    flush(container, heading, row)
                container, heading, row, preformatted, first, mine = stack.pop()
                if first < len(blocks):
                    reader.spans[element] = (first, len(blocks))
                    if mine:
                        marks.append((first, len(blocks), mine))
            elif kind == _LINK:
                reader.leave_link()
            elif kind == _BOLD:
                reader.bold -= 1
            elif kind == _MARK:
                reader.marked -= 1
            if element.tail:
                if preformatted:
                    reader.add_preformatted(element.tail, container, heading, row)
                else:
                    add(element.tail)
    flush(container, heading, row)
    reader.spans[container] = (0, len(blocks))
    _apply(marks, blocks)
    return Outline(blocks, reader.spans)


def _apply(marks: list[tuple[int, int, int]], blocks: list[Block]) -> None:
    """Give each block the flags of what surrounds it. An element around most of the page's prose is
    its frame: its names say nothing."""
    prose = [0]
    for block in blocks:
        chars = len(block.text) - block.link_chars
        prose.append(prose[-1] + (chars if chars >= 40 and not block.heading else 0))
    most, nearly_all = 0.4 * prose[-1], 0.9 * prose[-1]
    for first, last, flags in marks:
        inside = prose[last] - prose[first]
        if inside > nearly_all:
            flags &= PARTS
        elif inside > most:
            flags &= PARTS | SIDE_TEXTS
        for index in range(first, last):
            blocks[index].flags |= flags
