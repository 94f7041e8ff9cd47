"""Makes a page's blocks out of the pieces of text, links and line breaks between the boundaries of
its block-level elements."""

from __future__ import annotations

import re

from lxml import etree

from newscrawl.errors import DateError
from newscrawl.extract.dates.parse import read_date
from newscrawl.extract.html.outline import MACHINE_DATE, Block, Link
from newscrawl.text import fold, has_digit

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
MACHINE_DATES = frozenset(
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
"""The attributes that may hold a date for machines."""
_TITLED_DATES = frozenset(("span", "abbr", "time", "small", "i", "em"))
"""'3 days ago' is often set in one of these, with the date as its tooltip."""


MAX_DATE_CHARS = 40
"""With a weekday, a time and a zone; a longer line says more than a date."""

MIN_TEXT_CHARS = 60
"""Behind the date: a shorter text may be what happened on that day."""

_GOES_ON = frozenset(",.;:-–—")
"""A sentence that begins with its date goes on behind it."""


class BlockBuilder:
    """Collects what stands between two boundaries and makes it a block.

    The attributes are public to outline_reader.py, which calls them for every element of a page.
    """

    def __init__(self, top: etree._Element) -> None:
        """`top` is the element that holds all others."""
        self.blocks: list[Block] = []
        self.container = top
        self.heading = 0
        self.row: etree._Element | None = None
        self.preformatted = False
        self.parts: list[tuple[str, int]] = []
        self.links: list[tuple[str, etree._Element]] = []
        self.link = -1
        self.open_link: etree._Element | None = None
        self.break_pending = False
        self.machine_dates = False
        self.has_breaks = False
        self.picture: etree._Element | None = None
        self.buttons: list[list[int]] = []
        self.bold = 0
        self.marked = 0
        self.bold_chars = 0
        self.marked_chars = 0

    def add(self, text: str) -> None:
        """Take in a text whose line breaks are white space."""
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

    def add_preformatted(self, text: str) -> None:
        """Take in a text whose line breaks are shown: a blank line ends a paragraph."""
        *paragraphs, last = _BLANK_LINE.split(text)
        for paragraph in paragraphs:
            self.add(paragraph)
            self.flush()
        self.add(last)

    def add_machine_dates(self, tag: str, told: list[tuple[str, str]]) -> None:
        """Note what an element says of dates in its attributes: `datetime` and the like, or the
        tooltip of '3 days ago'."""
        for name, value in told:
            if name in MACHINE_DATES and (
                name != "title" or (tag in _TITLED_DATES and has_digit(value))
            ):
                self.parts.append((value, MACHINE_DATE))
                self.machine_dates = True

    def open_break(self, _: etree._Element) -> None:
        """One break is a space, the second in a row ends a paragraph (contract, section 1)."""
        if self.break_pending:
            self._flush_date()
            self.flush()
        elif self.parts:
            self.parts.append(("\n", -1))
            self.has_breaks = True
        self.break_pending = True

    def open_anchor(self, element: etree._Element) -> None:
        self.open_link = element
        self.link = len(self.links)
        self.links.append((element.get("href") or "", element))

    def close_anchor(self) -> None:
        self.open_link = None
        self.link = -1

    def open_bold(self, _: etree._Element) -> None:
        self.bold += 1

    def close_bold(self) -> None:
        self.bold -= 1

    def open_mark(self, _: etree._Element) -> None:
        self.marked += 1

    def close_mark(self) -> None:
        self.marked -= 1

    def open_picture(self, element: etree._Element) -> None:
        self.picture = element

    def open_button(self, _: etree._Element) -> None:
        self.buttons.append([len(self.parts)])

    def close_button(self) -> None:
        if self.buttons and len(self.buttons[-1]) == 1:
            self.buttons[-1].append(len(self.parts))

    def flush(self) -> None:
        """End the block: what was collected since the last one becomes one, if it says anything. A
        button before or behind it is one by itself; inside of a sentence it is a word of it."""
        if self.buttons:
            self._flush_buttons()
        self._flush_parts()
        self.break_pending = False
        if self.links:
            self.links = []
            self.link = -1
        if self.open_link is not None:
            self.open_anchor(self.open_link)

    def _flush_buttons(self) -> None:
        """End what stands before the buttons at the end, and the buttons at the beginning."""
        spans, self.buttons = self.buttons, []
        parts = self.parts
        start, end = 0, len(parts)
        for first, *after in spans:
            if not _says(parts[start:first]):
                start = after[0] if after else end
        for first, *after in reversed(spans):
            if first >= start and not _says(parts[after[0] if after else end : end]):
                end = first
        for piece in (parts[:start], parts[start:end]):
            if _says(piece):
                self.parts = piece
                self._flush_parts()
        self.parts = parts[end:] if end > start or not start else parts[start:]

    def _flush_date(self) -> None:
        """End the date in an element of its own with which a text begins that breaks part into
        paragraphs: it is no word of it."""
        is_first = not self.blocks or self.blocks[-1].container is not self.container
        if not is_first or len(self.parts) < 2 or self.bold_chars:
            return
        parts = self.parts
        place = next((at for at, (_, link) in enumerate(parts) if link != MACHINE_DATE), 0)
        date, link = parts[place]
        line = date.strip()
        if link != -1 or len(line) > MAX_DATE_CHARS or not has_digit(line):
            return
        if _is_text(parts[place + 1 :]) and _is_date(line):
            has_breaks = self.has_breaks
            self.parts = parts[: place + 1]
            self._flush_parts()
            self.parts = parts[place + 1 :]
            self.has_breaks = has_breaks
            self.machine_dates = any(link == MACHINE_DATE for _, link in self.parts)

    def _flush_parts(self) -> None:
        parts = self.parts
        if parts:
            text = fold("".join([part for part, link in parts if link != MACHINE_DATE]))
            if text or self.machine_dates:
                self.blocks.append(self._block(text))
            self.parts = []
            self.machine_dates = self.has_breaks = False
            self.bold_chars = self.marked_chars = 0

    def _block(self, text: str) -> Block:
        links = self._texts_of_links(text) if self.links else []
        block = Block(len(self.blocks), text, self.parts, links, self.container, self.heading)
        block.table_row = self.row
        block.picture, self.picture = self.picture, None
        block.machine_dates = self.machine_dates
        block.has_breaks = self.has_breaks
        block.bold_chars = self.bold_chars
        block.marked_chars = self.marked_chars
        return block

    def _texts_of_links(self, text: str) -> list[Link]:
        """The links of a block that says `text`."""
        if len(self.links) == 1:  # An entry of a list, a word of a sentence: most links are alone.
            href, element = self.links[0]
            if len(self.parts) > 1:
                text = fold("".join([part for part, link in self.parts if link == 0]))
            elif self.parts[0][1]:
                text = ""
            return [Link(href, text, element)]
        pieces: list[list[str]] = [[] for _ in self.links]
        for part, link in self.parts:
            if link >= 0:
                pieces[link].append(part)
        return [
            Link(href, fold("".join(texts)), element)
            for (href, element), texts in zip(self.links, pieces, strict=True)
        ]


def _is_date(line: str) -> bool:
    try:
        read_date(line)
    except DateError:
        return False
    return True


def _is_text(parts: list[tuple[str, int]]) -> bool:
    """Whether pieces are running text that begins a sentence."""
    text = "".join([part for part, link in parts if link == -1]).lstrip()
    return len(text) >= MIN_TEXT_CHARS and begins_sentence(text)


def begins_sentence(text: str) -> bool:
    """Whether a text behind a date does not go on with the sentence that began with it.

    >>> begins_sentence("The ferry"), begins_sentence("was a Friday"), begins_sentence(", a Friday")
    (True, False, False)
    """
    return not text[0].islower() and text[0] not in _GOES_ON


def _says(parts: list[tuple[str, int]]) -> bool:
    """Whether pieces of text hold more than white space and dates for machines."""
    return any(not part.isspace() for part, link in parts if part and link != MACHINE_DATE)
