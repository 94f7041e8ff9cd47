"""A date that stands by itself on a page, and what stands around it."""

from __future__ import annotations

from typing import NamedTuple

from newscrawl.extract import vocabulary as labels
from newscrawl.extract.dates.date_lines import read_dateline
from newscrawl.extract.dates.parse import Moment
from newscrawl.extract.dates.words import PUBLISHED, word_keys
from newscrawl.extract.html.hints import (
    ASIDE,
    FOOTER,
    FORM,
    HINT_COMMENTS,
    HINT_SIDEBAR,
    NAV,
    OUTSIDE,
)
from newscrawl.extract.html.outline import Block, Outline

_OTHER_PART = NAV | FOOTER | FORM | HINT_COMMENTS
"""What begins another part of the page behind the last line of an article: where readers write,
what the site says of itself."""
MAX_BYLINE_CHARS = 80
"""Three authors before a date; a longer text that begins as a byline does is a sentence."""
MAX_LABEL_CHARS = 30
"""A longer block before a date is no label of it."""
MIN_PROSE_CHARS = 40
"""Characters outside links from which a block is running text and no name or button."""


class DateSpot(NamedTuple):
    """A date that stands by itself on a page, outside lists and running text."""

    slot: str
    """Its place in the markup with its label: the same on every page of one template."""
    when: Moment
    text: str
    """As printed."""
    labelled: bool
    """Whether a word says that this is the day of publication, or an author stands beside it."""
    block: int
    shape: str
    """Its slot without places in rows: the same for the dates of all comments."""
    elsewhere: bool
    """Whether it stands in the page's frame: navigation, footer, sidebar."""
    alone: bool = True
    """Whether nothing else stands in its line, or nothing but words that name it the day of
    publication, or an author as such."""
    has_own_line: bool = False
    """Whether other lines stand in its block."""
    in_sidebar: bool = False
    """Whether names of classes say that it stands beside the text. They lie where the title stands
    there too."""
    order_known: bool = True
    """Whether the date is sure to be read with day and month in the right order."""
    over_text: bool = False
    """Whether running text follows: then the line may be that of a comment, and not the last line
    of the article."""


def with_surroundings(
    spots: list[DateSpot], block: Block, outline: Outline, *, is_change: bool = False
) -> list[DateSpot]:
    """The spots of a block, with what stands around it."""
    if not spots:
        return spots
    before = label_before(block, outline)
    is_signed = _is_byline_before(block, outline)
    is_labelled = _is_label_of_publication(before) or is_signed
    lines = block.lines()
    # Several lines in one block: what is said under the name and the date of a reader.
    is_said = not is_change or len(lines) > 1
    over_text = (
        is_said and any(not (read_dateline(line) or labels.field(line)) for line in lines)
    ) or any(
        len(below.text) - below.link_chars > MIN_PROSE_CHARS
        and not below.heading
        and not below.flags & ~block.flags & _OTHER_PART
        for below in outline.blocks[block.index + 1 : block.index + 3]
    )
    return [
        spot._replace(
            has_own_line=len(lines) > 1,
            labelled=spot.labelled or is_labelled,
            over_text=over_text,
            elsewhere=spot.elsewhere and not (is_signed and _may_sign(spot, block)),
            in_sidebar=bool(block.flags & HINT_SIDEBAR),
        )
        for spot in spots
    ]


def _may_sign(spot: DateSpot, block: Block) -> bool:
    """Whether a date behind an author's name may be the article's though an aside holds both: one
    that says who wrote says when, too."""
    return block.flags & OUTSIDE == ASIDE and (spot.alone or spot.labelled)


def _is_label_of_publication(text: str) -> bool:
    """Whether a text is a word that names the day beside it that of publication."""
    keys = word_keys(text)
    return len(keys) == 1 and keys[0] in PUBLISHED


def _is_byline_before(block: Block, outline: Outline) -> bool:
    """Whether the block before says who wrote."""
    before = outline.blocks[block.index - 1].text if block.index else ""
    return len(before) <= MAX_BYLINE_CHARS and (
        labels.author(before) is not None or labels.signs(before)
    )


def label_before(block: Block, outline: Outline) -> str:
    """The text of the block before, where it is short enough for a label; else empty."""
    before = outline.blocks[block.index - 1].text if block.index else ""
    return before if len(before) < MAX_LABEL_CHARS else ""
