"""The lines over and under the text of an article that may name its authors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newscrawl.extract import vocabulary as labels
from newscrawl.extract.article_head import head_start
from newscrawl.extract.article_lines import asks_fact
from newscrawl.extract.author_context import AuthorContext
from newscrawl.extract.author_marks import holds_author, is_label
from newscrawl.extract.html import hints as at
from newscrawl.extract.html.outline import Block

BYLINE_ABOVE = 5
"""Blocks over the text that may name its author: date, picture, standfirst stand between."""

BYLINE_TITLE = 4
"""Blocks over the title that may name its author."""

MAX_HEAD_BLOCKS = 30
"""Blocks from a title to its text; with more between, the title is that of something else."""

BYLINE_BELOW = 3
"""Blocks under the text, buttons for sharing aside, that may name its author."""

BYLINE_BELOW_AT_MOST = 12
"""Blocks under the text among which its author may stand behind buttons, keywords, dates, counts:
more are a list."""

MAX_BYLINE_CHARS = 160
"""A longer block that begins as a byline does is a sentence."""

_LABEL_WITH_COLON = re.compile(r"[^\W\d_]+\s?[:：]")
_NOT_BYLINE = (
    at.FIGURE
    | at.HINT_CAPTION
    | at.HINT_COMMENTS
    | at.HINT_RELATED
    | at.NAV
    | at.FOOTER
    | at.DIALOG
    | at.HINT_ADVERT
    | at.HINT_TAGS
    | at.HINT_SHARE
)
"""Where a name is that of a photographer, a reader, another article's author."""


_BEFORE_AUTHOR = at.HINT_SHARE | at.ASIDE | at.HINT_TAGS | at.HINT_RELATED
"""What stands under a text, with its author behind it."""


def candidates(blocks: Sequence[Block], page: AuthorContext) -> tuple[list[Block], list[Block]]:
    """The lines over and under the text that may name its authors."""
    title, first = page.title_block, page.body_first
    start = min(first - BYLINE_ABOVE, head_start(blocks, first, BYLINE_ABOVE))
    if title is not None and title < first < title + MAX_HEAD_BLOCKS:
        start = min(start, title - BYLINE_TITLE)
    head = blocks[max(0, start) : max(first, 0)]
    end = page.body_last + 1
    own = {*range(first, end + BYLINE_BELOW), *_behind(blocks, end)}
    readers = next(
        (one.index for one in blocks[end:] if one.heading and labels.comments(one.text)),
        len(blocks),
    )
    below = [blocks[place] for place in sorted(own) if 0 <= place < readers]
    return [one for one in head if may_be_byline(one, page)], [
        one for one in below if may_be_byline(one, page)
    ]


def _behind(blocks: Sequence[Block], end: int) -> Iterator[int]:
    """The blocks under the text that may name its author, though what else is told of an article
    stands between."""
    left = BYLINE_BELOW
    is_asked = False
    for block in blocks[end : end + BYLINE_BELOW_AT_MOST]:
        if not block.flags & (at.HINT_SHARE | at.ASIDE):
            yield block.index
        was_asked, is_asked = is_asked, asks_fact(block)
        if not (
            was_asked
            or is_asked
            or block.flags & _BEFORE_AUTHOR
            or block.machine_dates
            or labels.field(block.text)
            or block.text.isdigit()
            or labels.role(block.text.partition(",")[0])
            or any(link.href.startswith("mailto:") for link in block.links)
        ):
            left -= 1
            if not left:
                return


def may_be_byline(block: Block, page: AuthorContext) -> bool:
    return (
        0 < len(block.text) <= MAX_BYLINE_CHARS
        and block.index != page.title_block
        and block.index not in page.body_blocks
        and block.index not in page.in_lists
        and not _stands_elsewhere(block, page)
        # The label of a byline, too, stands on every page.
        and (not page.is_furniture(block) or labels.byline_label(block.text) is not None)
        and not is_label(block)
    )


def _stands_elsewhere(block: Block, page: AuthorContext) -> bool:
    """Whether a block is a part of the page where names are those of others. What the title is in,
    too, says nothing; an article has a footer of its own; and a credit of the text says so."""
    flags = block.flags & _NOT_BYLINE & ~page.title_flags
    if block.flags & at.ARTICLE:
        flags &= ~at.FOOTER
    if flags == at.NAV and (page.title_block or 0) < block.index < page.body_first:
        return not holds_author(block.container)
    if flags == at.HINT_CAPTION and _LABEL_WITH_COLON.match(block.text):
        return labels.author(block.text) is None and labels.byline(block.text) is None
    return bool(flags)
