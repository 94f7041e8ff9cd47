"""A page's title where nothing marks it: the line over the text."""

from __future__ import annotations

from collections.abc import Callable

from newscrawl.extract import vocabulary as labels
from newscrawl.extract.dates.date_lines import read_dateline
from newscrawl.extract.html import hints as at
from newscrawl.extract.html.outline import Block, Outline, text_of
from newscrawl.extract.title_rules import Title, TitleRule
from newscrawl.text import key

BLOCKS_ABOVE = 6
"""Blocks over a text that may show its title: kicker, date, author, picture stand between."""

TITLE_CHARS_ABOVE = range(8, 251)
"""Letters of a title that nothing confirms: fewer are a label, more a paragraph."""

MAX_LINKS_ABOVE = 0.5
"""A line of which more is links is a path or a list."""

BOLD_SHARE = 0.9
"""A line is bold if so much of it is, BOLD_ROOM letters aside: a bracket, a space."""
BOLD_ROOM = 2

_LARGE_FONTS = frozenset("4567")
"""`size` of a `font` element that is larger than text, which has 3 (HTML 3.2)."""


def title_above(
    outline: Outline, body_first: int, is_furniture: Callable[[Block], bool]
) -> Title | None:
    """What looks like a headline over the text that begins with block `body_first`, or is its first
    line. None if nothing does.

    What is set off by its type comes first, then the longest line that is no date, no author and no
    sentence.
    """
    plain: list[Block] = []
    for block in reversed(outline.blocks[max(0, body_first - BLOCKS_ABOVE) : body_first + 1]):
        if not _may_be_title(block) or is_furniture(block):
            continue
        if _is_set_off(block):
            return Title(_longest_line(block), block.index, True, TitleRule.SET_OFF_ABOVE_TEXT)
        plain.append(block)
    best = max(plain, key=lambda block: len(block.text), default=None)
    if best is None:
        return None
    return Title(_longest_line(best), best.index, True, TitleRule.LONGEST_ABOVE_TEXT)


def _may_be_title(block: Block) -> bool:
    """Whether a block is a line that is no list, no sentence, no date and no author."""
    text = block.text
    return not (
        len(text) not in TITLE_CHARS_ABOVE
        or block.link_chars > MAX_LINKS_ABOVE * len(text)
        or text.startswith("©")
        or text.endswith((".", ":", ";", ","))
        or block.flags & (at.OUTSIDE | at.HINT_CAPTION)
        or labels.author(text)
        or (len(block.lines()) == 1 and read_dateline(text) is not None)
    )


def _is_set_off(block: Block) -> bool:
    """Whether a block is set off by its type: a heading, bold, large."""
    text = block.text
    is_bold = block.bold_chars >= BOLD_SHARE * len(text) - BOLD_ROOM and len(text.split()) > 1
    return bool(block.heading) or bool(block.flags & at.HINT_TITLE) or is_bold or _is_large(block)


def _longest_line(block: Block) -> str:
    """Of a title with its section or its date on lines of their own, the title."""
    lines = [
        line
        for line in block.lines()
        if read_dateline(line) is None and not labels.author(line) and not labels.field(line)
    ]
    return max(lines, key=len, default=block.text)


def _is_large(block: Block) -> bool:
    """Whether a block is set in larger type by the means of old pages: a `font` of size 4 and up, a
    `big`."""
    return any(
        (element.tag == "font" and (element.get("size") or "") in _LARGE_FONTS)
        or element.tag == "big"
        for element in block.inside("font", "big")
        if key(text_of(element)) == block.key
    )
