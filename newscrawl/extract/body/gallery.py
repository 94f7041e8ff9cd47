"""A gallery: pictures in a row, whose lines are the text of the page."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from newscrawl.extract.body.prose import prose_chars
from newscrawl.extract.body.rules import BodyRule, Cuts
from newscrawl.extract.html.outline import Block

MIN_SLIDES = 4
"""So many pictures in a row, with nothing of the text between them, are a gallery; a text with two
or three beside it is none."""

MIN_LINE_CHARS = 20
"""As much prose is the line under a picture; less is a credit."""

MIN_PARAGRAPH_CHARS = 80
MIN_PARAGRAPHS = 5
"""A text of so many paragraphs is one with a gallery beside it, however much that says; over a
gallery stand one or two."""

CAPTIONS = frozenset(
    (
        BodyRule.IN_FIGURE,
        BodyRule.NAMED_CAPTION,
        BodyRule.CAPTION_SMALL_PRINT,
        BodyRule.CAPTION_OTHER_CLASS,
        BodyRule.CAPTION_WITH_PICTURE,
        BodyRule.CAPTION_IN_ELEMENT,
        BodyRule.CAPTION_OF_SLIDE,
    )
)
"""The rules that say of a block that it is the line under a picture."""


def spare_gallery(blocks: list[Block], cuts: Cuts) -> None:
    """Keep the lines under the pictures of a gallery where they say more than the rest of the text,
    and that is short: each once, as galleries show a picture small and large. `cuts` are those of
    `blocks`."""
    shown = [
        place
        for place, cut in enumerate(cuts)
        if cut is None or (cut in CAPTIONS and _is_line(blocks[place]))
    ]
    lines: list[int] = []
    for is_caption, members in groupby(shown, key=lambda place: cuts[place] in CAPTIONS):
        row = list({blocks[place].key: place for place in reversed(list(members))}.values())
        if is_caption and len(row) >= MIN_SLIDES:
            lines += row
    text = [place for place in shown if cuts[place] is None]
    paragraphs = sum(prose_chars(blocks[place]) >= MIN_PARAGRAPH_CHARS for place in text)
    if paragraphs < MIN_PARAGRAPHS and _prose(blocks, lines) > _prose(blocks, text):
        for place in lines:
            cuts[place] = None


def _is_line(block: Block) -> bool:
    return prose_chars(block) >= MIN_LINE_CHARS


def _prose(blocks: list[Block], places: Iterable[int]) -> float:
    return sum(prose_chars(blocks[place]) for place in places)
