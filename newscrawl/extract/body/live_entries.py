"""The entries of a text that is told as it happens: each begins with its hour, and the rest of it
is paragraphs. What readers wrote begins with a name, or has one beside its date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from newscrawl.extract import vocabulary as labels
from newscrawl.extract.body.prose import BodyContext, is_button, is_control, prose_chars
from newscrawl.extract.dates.date_lines import read_dateline
from newscrawl.extract.dates.times import TIME
from newscrawl.extract.html import hints as at
from newscrawl.extract.html.outline import MACHINE_DATE, Block, Outline
from newscrawl.text import fold, key

MIN_ENTRIES = 3
"""Fewer tell nothing of their kind."""

NAMELESS_SHARE = 0.8
"""Of entries that name nobody; one or two may show a quotation with its speaker."""

MIN_PARAGRAPH_CHARS = 20
"""As much prose is no name."""

BYLINE_BLOCKS = 4
"""A byline stands no further from the title."""

MAX_BYLINE_CHARS = 160
"""A longer line is a sentence."""

MIN_HEADING_WORDS = 3
"""A shorter heading of an entry may be a name."""

MIN_PIECES = 2
"""A name and a day."""

_BESIDE = at.FIGURE | at.HINT_CAPTION | at.HINT_SHARE | at.LIST_ITEM | at.QUOTE
"""What may stand in an entry beside its paragraphs."""

LINK_SHARE = 0.5
"""A line of which more is a link is one."""

_LIVE = re.compile(r"live[-_ ]?(?:blog|ticker|updates?|entr(?:y|ies)|posts?|text)|newsticker", re.I)
"""What systems call these entries, in a class or an id."""


class Writers(NamedTuple):
    """Who writes a text, as far as its page tells before the text is known."""

    names: frozenset[str]
    """Keys of the names that the metadata give."""
    head: str
    """The key of the short lines at the title, where a byline stands."""

    def are_named(self, text: str) -> bool:
        """Whether a line is one of their names, with or without 'By'."""
        byline = labels.byline(text)
        name = text if byline is None else byline["names"]
        said = key(name)
        return said in self.names or (" " in name and bool(said) and said in self.head)


NOBODY = Writers(frozenset(), "")


def writers_of(
    page: BodyContext, outline: Outline, entries: Mapping[etree._Element, tuple[int, int]]
) -> Writers:
    """Who writes the text of a page with these entries: a byline stands over them."""
    title = page.title_block or 0
    first = min((one for one, _ in entries.values()), default=title)
    return writers_near(page, outline, first)


def is_named_live(entry: etree._Element) -> bool:
    """Whether the markup calls an entry, or the list that it is in, part of a live blog."""
    return _LIVE.search(" ".join(_names(entry))) is not None


def writers_near(page: BodyContext, outline: Outline, first: int) -> Writers:
    """Who writes the text of a page whose entries begin with the block of the index `first`."""
    title = page.title_block or 0
    near = outline.blocks[max(0, title - BYLINE_BLOCKS) : min(first, title + 1 + BYLINE_BLOCKS)]
    lines = [block.text for block in near if len(block.text) <= MAX_BYLINE_CHARS]
    return Writers(frozenset(map(key, page.authors)), key(" | ".join(lines)))


def is_hour(text: str, writers: Writers = NOBODY) -> bool:
    """Whether a line says a day, with or without its hour, and names nobody but who writes the
    text.

    >>> is_hour("20:10, 17 October 2026"), is_hour("Olo Pim, 17 October 2026, 20:10")
    (True, False)
    """
    line = read_dateline(text)
    return line is not None and (not line.rest or writers.are_named(line.rest))


def are_live(
    entries: Mapping[etree._Element, tuple[int, int]], outline: Outline, page: BodyContext
) -> bool:
    """Whether like elements with dates are parts of one text. `entries` are their spans."""
    if len(entries) < MIN_ENTRIES:
        return False
    texts = [outline.blocks[first:last] for first, last in entries.values()]
    # A list of other stories is dated, too.
    if sum(_leads_away(blocks, page) for blocks in texts) > (1 - NAMELESS_SHARE) * len(texts):
        return False
    if any(map(is_named_live, entries)):
        return True
    writers = writers_of(page, outline, entries)
    nameless = sum(_names_nobody(blocks, writers) for blocks in texts)
    return nameless >= NAMELESS_SHARE * len(texts)


def first_line(block: Block) -> str:
    """The first line of a block; a name and a day that the page shows apart by its style alone,
    with a space between. Empty where there is none."""
    line = next(iter(block.lines()), "")
    if block.has_breaks or len(block.segments) < MIN_PIECES or read_dateline(line) is not None:
        return line
    return fold(" ".join([text for text, link in block.segments if link != MACHINE_DATE]))


def hours_of(entry: list[Block], writers: Writers) -> Iterator[int]:
    """The blocks of an entry that say at which hour it was written, and by whom. A day alone is
    what the entry of a chronology is about."""
    for block in entry:
        is_short = len(block.text) <= MAX_BYLINE_CHARS and TIME.search(block.text) is not None
        has_hour = is_short and is_hour(
            block.text if block.has_breaks else first_line(block), writers
        )
        if has_hour or writers.are_named(block.text):
            yield block.index


def _leads_away(blocks: list[Block], page: BodyContext) -> bool:
    """Whether a line of an entry is a link to another article."""
    return any(
        block.link_chars > LINK_SHARE * len(block.text)
        and any(page.leads_to_article(link.href) for link in block.links)
        for block in blocks
    )


def _names(entry: etree._Element) -> Iterator[str]:
    """What the markup calls an entry, and the list that it is in."""
    for element in (entry, entry.getparent()):
        if element is not None:
            yield element.get("class", "")
            yield element.get("id", "")


def _names_nobody(blocks: list[Block], writers: Writers) -> bool:
    """Whether an entry has an hour over or under its text, and names nobody but who writes it."""
    has_text = False
    for block in blocks:
        _, *others = block.lines() or [block.text]
        first = first_line(block)
        if is_hour(first, writers) or writers.are_named(first):
            has_text |= bool(others)
        elif not _is_of_text(block):
            return False
        else:
            has_text |= _is_paragraph(block)
    return has_text


def _is_of_text(block: Block) -> bool:
    """Whether a block may stand in an entry that names nobody."""
    return (
        _is_paragraph(block)
        or (bool(block.heading) and block.text.count(" ") + 1 >= MIN_HEADING_WORDS)
        or bool(
            block.flags & (at.FIGURE | at.HINT_CAPTION | at.HINT_SHARE | at.LIST_ITEM | at.QUOTE)
        )
        or is_button(block)
        or is_control(block)
        or not any(char.isalpha() for char in block.text)
    )


def _is_paragraph(block: Block) -> bool:
    return prose_chars(block) >= MIN_PARAGRAPH_CHARS
