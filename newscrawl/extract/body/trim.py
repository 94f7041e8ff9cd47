"""What stands inside the text and is no part of it: captions, boxes of other articles, bylines,
buttons, polls."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import NamedTuple

from lxml import etree

from newscrawl.extract import vocabulary as labels
from newscrawl.extract.body.prose import (
    SENTENCE_END,
    BodyContext,
    is_dateline,
    is_links,
    is_signature,
    prose_chars,
)
from newscrawl.extract.html import hints as at
from newscrawl.extract.html.outline import Block, Outline
from newscrawl.text import has_digit, has_letter, key

_CAPTION_CHARS = 300


def text_blocks(
    outline: Outline, page: BodyContext, holder: etree._Element, span: range, out: list[bool]
) -> list[Block]:
    """The blocks of the text, in order."""
    inside = [outline.blocks[index] for index in span]
    usual = _usual([block for block in inside if not out[block.index] and prose_chars(block) > 40])
    title = key(page.title)
    around_title = outline.blocks[page.title_block].flags if page.title_block is not None else 0
    gone = [
        out[block.index] or _is_apart(block, page, around_title, title, outline, holder, usual)
        for block in inside
    ]
    _drop_datelines(inside, gone)
    _begin_at_title(inside, gone, page)
    _end_at_comments(inside, gone)
    _drop_edges(inside, gone, page)
    _drop_orphaned_labels(inside, gone)
    _drop_questions(inside, gone)
    return [
        block for block, dropped in zip(inside, gone, strict=True) if not dropped and block.text
    ]


class _Usual(NamedTuple):
    """How the paragraphs of a text are mostly set."""

    tag: str
    names: str | None
    """The class; None where they have many."""
    marked: bool
    """Whether in small or italic type."""


def _usual(paragraphs: list[Block]) -> _Usual:
    tags = Counter(block.container.tag for block in paragraphs if block.picture is None)
    names = Counter(block.container.get("class", "") for block in paragraphs)
    name, count = names.most_common(1)[0] if names else ("", 0)
    marked = sum(1 for block in paragraphs if block.marked_chars >= 0.9 * len(block.text))
    return _Usual(
        tag=tags.most_common(1)[0][0] if tags else "p",
        names=name if count > 0.4 * names.total() else None,
        marked=marked > len(paragraphs) / 2,
    )


def _is_apart(
    block: Block,
    page: BodyContext,
    around_title: int,
    title: str,
    outline: Outline,
    holder: etree._Element,
    usual: _Usual,
) -> bool:
    """Whether a block inside the text is no part of it."""
    text, flags = block.text, block.flags & ~(around_title & (at.FORM | at.FIGURE))
    if not text or not (has_letter(text) or (flags & (at.CELL | at.LIST_ITEM) and has_digit(text))):
        return True
    short = len(text) < 160
    if flags & at.FIGURE and not flags & (at.CELL | at.QUOTE | at.LIST_ITEM):
        return True
    if flags & at.HINT_CAPTION or (flags & at.FORM and short):
        return True
    if (
        short
        and flags & (at.HINT_BYLINE | at.HINT_TAGS)
        and not (text.endswith((".", "!", "?")) and text.count(" ") > 3 and not block.links)
    ):
        return True
    said = block.key
    if said == title or (
        title and title in said and len(said) < len(title) + 40 and len(title) > 10
    ):
        return True
    if labels.furniture(text) or labels.read_also(text) or (short and labels.tags(text)):
        return True
    if is_links(block, page):
        return True
    return _is_caption(block, outline, holder, usual)


def _is_caption(block: Block, outline: Outline, holder: etree._Element, usual: _Usual) -> bool:
    """Whether a block is the line under a picture."""
    picture = block.picture
    if picture is None or len(block.text) > _CAPTION_CHARS or block.heading:
        return False
    if block.marked_chars >= 0.9 * len(block.text) and not usual.marked:
        return True
    frame = picture.getparent()
    while frame is not None and frame not in outline.spans and frame is not holder:
        frame = frame.getparent()
    first, last = outline.spans[frame] if frame is not None else (0, 0)
    if frame is None or frame is holder or not first <= block.index < last:
        names = block.container.get("class", "")
        return (
            block.container is not holder
            and bool(names)
            and usual.names is not None
            and names != usual.names
        )
    body_first, body_last = outline.spans[holder]
    if (
        last - first > 2
        or frame.tag in ("section", "article", "main")
        or (first <= body_first and body_last <= last)
    ):
        return False
    if frame is block.container:
        return frame.tag not in (usual.tag, "p", "td") or (
            frame.tag != "td" and usual.names is not None and frame.get("class", "") != usual.names
        )
    return True


def _drop_datelines(blocks: list[Block], gone: list[bool]) -> None:
    """The lines with a date over and under the text. Between its paragraphs such a line is one of
    them: a chronicle, a short sentence."""
    prose = [
        place for place, block in enumerate(blocks) if not gone[place] and prose_chars(block) > 40
    ]
    first, last = (prose[0], prose[-1]) if prose else (len(blocks), -1)
    for place, block in enumerate(blocks):
        if first < place < last and not block.flags & at.HINT_BYLINE:
            continue
        if len(block.text) < 160 and has_digit(block.text) and is_dateline(block):
            gone[place] = True
            if place and blocks[place - 1].text.endswith(":") and len(blocks[place - 1].text) < 30:
                gone[place - 1] = True  # Its label, in an element of its own.


def _begin_at_title(blocks: list[Block], gone: list[bool], page: BodyContext) -> None:
    """What stands over the title is not the text, and neither is a name directly under it."""
    if page.title_block is None:
        return
    above = [place for place, block in enumerate(blocks) if block.index < page.title_block]
    below = [
        place
        for place, block in enumerate(blocks)
        if block.index > page.title_block and not gone[place]
    ]
    if sum(prose_chars(blocks[place]) for place in above if not gone[place]) < sum(
        prose_chars(blocks[place]) for place in below
    ):
        for place in above:
            gone[place] = True
    for place in below:
        if not is_signature(blocks[place]):
            break
        gone[place] = True
    for place in reversed(below):
        if not gone[place]:
            gone[place] = (
                is_signature(blocks[place])
                and len(below) > 1
                and not blocks[place].flags & (at.LIST_ITEM | at.CELL)
            )
            break


def _end_at_comments(blocks: list[Block], gone: list[bool]) -> None:
    """What follows the heading of the comments is not the text."""
    for place, block in enumerate(blocks):
        if len(block.text) < 40 and labels.comments(block.text) and not all(gone[:place]):
            gone[place:] = [True] * (len(blocks) - place)
            return


def _drop_edges(blocks: list[Block], gone: list[bool], page: BodyContext) -> None:
    """The lines before the first sentence and after the last that name an author."""
    authors = {key(name) for name in page.authors}
    for place, block in enumerate(blocks):
        if gone[place] or len(block.text) > 120 or SENTENCE_END.search(block.text):
            continue
        match = labels.author(block.text)
        if block.key in authors or (
            match
            and len(match["names"].split()) <= 6
            and (match["names"][0].isupper() or not match["names"][0].islower())
        ):
            gone[place] = True


def _drop_questions(blocks: list[Block], gone: list[bool]) -> None:
    """The line over the answers of a poll belongs to them."""
    for place, (block, below) in enumerate(pairwise(blocks)):
        if (
            below.flags & at.FORM
            and not block.flags & at.FORM
            and len(block.text) < 160
            and block.container.getparent() is below.container.getparent()
        ):
            gone[place] = True


def _drop_orphaned_labels(blocks: list[Block], gone: list[bool]) -> None:
    """A heading or a short label goes with the links that it stands over, when they are all that it
    stands over."""
    for place in range(len(blocks) - 2, -1, -1):
        block, below = blocks[place], blocks[place + 1]
        if (
            gone[place]
            or len(block.text) > 80
            or not gone[place + 1]
            or not below.links
            or not below.text.startswith(below.links[0].text)
        ):
            continue
        is_label = (
            bool(block.heading)
            or block.bold_chars >= 0.9 * len(block.text)
            or block.text.endswith(":")
        )
        if not is_label or (SENTENCE_END.search(block.text) and not block.text.endswith(":")):
            continue
        if not block.heading or _section_is_gone(blocks, gone, place):
            gone[place] = True


def _section_is_gone(blocks: list[Block], gone: list[bool], place: int) -> bool:
    """Whether nothing is left between a heading and the next."""
    for index in range(place + 1, len(blocks)):
        if blocks[index].heading and not blocks[index].links:
            return True
        if not gone[index]:
            return False
    return True
