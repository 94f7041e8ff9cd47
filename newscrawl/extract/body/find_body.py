"""A page's body: which of its blocks are the running text of the article, and how they make
paragraphs.

First the element that holds the text is found (holder.py), then everything inside it that is not
the text goes (trim.py).
"""

from __future__ import annotations

from itertools import accumulate, groupby
from typing import NamedTuple

from lxml import etree

from newscrawl.extract.body.container import find_holder
from newscrawl.extract.body.foreign_text import card_spans, comment_spans
from newscrawl.extract.body.prose import BodyContext, is_links, prose_chars
from newscrawl.extract.body.trim import text_blocks
from newscrawl.extract.dates.date_lines import read_dateline
from newscrawl.extract.html import hints as at
from newscrawl.extract.html.outline import Block, Outline

_SMALL_PRINT = at.FORM | at.FIGURE | at.HINT_CAPTION | at.HINT_BYLINE | at.HINT_TAGS | at.HEADER
_LEAD_CHARS = 40


class Body(NamedTuple):
    """The text of an article, paragraph by paragraph, and where it stands."""

    paragraphs: list[str]
    first: int
    """Index of its first block."""
    last: int
    """Index of its last block."""
    blocks: frozenset[int]
    """Indexes of the blocks that make it."""


def find_body(outline: Outline, page: BodyContext) -> Body | None:
    """The article's text, or None where the page holds no prose outside its furniture."""
    around_title = outline.blocks[page.title_block].flags if page.title_block is not None else 0
    out = [_is_outside(block, page, around_title) for block in outline.blocks]
    for first, last in [*comment_spans(outline, page), *card_spans(outline, page)]:
        out[first:last] = [True] * (last - first)
    weights = [
        (
            0.0
            if gone or (block.links and is_links(block, page))
            else prose_chars(block) * _nearness(block, page)
        )
        for block, gone in zip(outline.blocks, out, strict=True)
    ]
    total = sum(weights)
    if not total:
        return None
    sums = [0.0, *accumulate(weights)]
    holder = find_holder(outline, sums, out, page.title_block)
    first, last = outline.spans[holder]
    first = _with_lead(outline, page, out, weights, first)
    kept = text_blocks(outline, page, holder, range(first, last), out)
    if not kept:
        return None
    return Body(
        _paragraphs(kept, holder),
        kept[0].index,
        kept[-1].index,
        frozenset(block.index for block in kept),
    )


def _is_outside(block: Block, page: BodyContext, around_title: int) -> bool:
    """Whether a block is no part of the article by where it stands. What stands around the title
    too is the article's frame."""
    if block.index in page.neighbours or block.index == page.title_block:
        return True
    if (
        block.flags & at.HINT_SHARE
        and (len(block.text) < 80 or block.link_chars > 0.5 * len(block.text))
        and not block.flags & at.QUOTE
    ):
        return True
    return bool(block.flags & at.OUTSIDE & ~around_title) or page.is_furniture(block)


def _nearness(block: Block, page: BodyContext) -> float:
    """Text above the title is rarely the article's."""
    return 0.2 if page.title_block is not None and block.index < page.title_block else 1.0


def _with_lead(
    outline: Outline, page: BodyContext, out: list[bool], weights: list[float], first: int
) -> int:
    """Where the text begins: prose between the title and the element that holds the rest is its
    lead."""
    if page.title_block is None or page.title_block >= first:
        return first
    for index in range(page.title_block + 1, first):
        block = outline.blocks[index]
        if (
            weights[index] >= 40
            and not out[index]
            and not block.flags & _SMALL_PRINT
            and read_dateline(block.text) is None
        ):
            return index
    return first


def _paragraphs(blocks: list[Block], holder: etree._Element) -> list[str]:
    """The blocks as paragraphs; the cells of a row of a table make one."""
    around = {holder, *holder.iterancestors()}
    paragraphs: list[str] = []
    for row, members in groupby(
        blocks, key=lambda block: block.table_row if block.table_row not in around else None
    ):
        texts = list(members)
        cells = [_cell(block) for block in texts]
        if row is not None and len(set(cells)) == len(cells):
            paragraphs.append(" ".join(block.text for block in texts))
        else:
            paragraphs += [block.text for block in texts]
    return paragraphs


def _cell(block: Block) -> etree._Element:
    element = block.container
    while element.tag not in ("td", "th"):
        parent = element.getparent()
        if parent is None:
            return block.container
        element = parent
    return element
