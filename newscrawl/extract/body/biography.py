"""What stands under a text about who wrote it: the last paragraph that begins with the author's
name, in any language."""

from __future__ import annotations

from newscrawl.extract import vocabulary as labels
from newscrawl.extract.body.live_entries import BYLINE_BLOCKS, MAX_BYLINE_CHARS
from newscrawl.extract.body.prose import BodyContext, is_signature, prose_chars
from newscrawl.extract.body.rules import BodyRule, Cuts
from newscrawl.extract.html import hints as at
from newscrawl.extract.html.outline import Block, Outline
from newscrawl.text import key

MIN_BLOCKS = 4
"""A shorter text may begin with the name of who tells it."""

MAX_SHARE = 0.25
"""What is more of a text than this is the text."""

MAX_NOTE_CHARS = 100
"""'First published in …': a line that may follow."""

NAME_WORDS = (4, 3, 2)
"""Words of a name, more first."""

MIN_NAME_CHARS = 6
"""Letters of a name; with fewer, words may be alike by chance."""

_NO_PARAGRAPH = at.QUOTE | at.CELL | at.LIST_ITEM


def cut_biography(blocks: list[Block], cuts: Cuts, page: BodyContext, outline: Outline) -> None:
    """Cut the last paragraph if it begins with the author's name, which nothing over it has, and
    the name alone over it."""
    kept = [place for place, cut in enumerate(cuts) if not cut]
    if len(kept) < MIN_BLOCKS:
        return
    name = _author_at_start(blocks[kept[-1]], page, outline)
    if not name and len(blocks[kept[-1]].text) <= MAX_NOTE_CHARS:
        kept.pop()
        name = _author_at_start(blocks[kept[-1]], page, outline)
    *others, over, last = (blocks[place] for place in kept)
    if not name or _share(last, [*others, over, last]) > MAX_SHARE:
        return
    if not any(name in block.key for block in others) and (
        name == over.key or name not in over.key
    ):
        for place in kept[-2:] if name == over.key else kept[-1:]:
            cuts[place] = BodyRule.BIOGRAPHY


def _share(block: Block, blocks: list[Block]) -> float:
    return len(block.text) / sum(len(one.text) for one in blocks)


def _author_at_start(block: Block, page: BodyContext, outline: Outline) -> str:
    """The key of the author's name with which a paragraph begins; empty where it begins with
    none."""
    if block.heading or not prose_chars(block) or block.flags & _NO_PARAGRAPH:
        return ""
    words = block.text.split(maxsplit=max(NAME_WORDS))
    names = [key(" ".join(words[:count])) for count in NAME_WORDS if len(words) > count]
    bylines = _bylines(page, outline.blocks[: block.index])
    signed = (
        name
        for name in names
        if len(name) >= MIN_NAME_CHARS and any(name in line for line in bylines)
    )
    return next(signed, "")


def _bylines(page: BodyContext, above: list[Block]) -> list[str]:
    """The keys of the names that the metadata give, and of the lines at the title, out of those
    `above` the paragraph, that say who wrote."""
    title = page.title_block
    if title is None:
        return [*map(key, page.authors)]
    near = above[max(0, title - BYLINE_BLOCKS) : title + BYLINE_BLOCKS + 1]
    signed = [
        block.key for block in near if len(block.text) <= MAX_BYLINE_CHARS and _says_who(block)
    ]
    return [*map(key, page.authors), *signed]


def _says_who(block: Block) -> bool:
    return labels.author(block.text) is not None or labels.signs(block.text) or is_signature(block)
