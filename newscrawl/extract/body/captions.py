"""Which block is the line under a picture: by its type, its class, the element that it shares with
the picture."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import NamedTuple

from lxml import etree

from newscrawl.extract.body.prose import SENTENCE_END, prose_chars
from newscrawl.extract.body.rules import BodyRule
from newscrawl.extract.html import hints as at
from newscrawl.extract.html.outline import Block, Outline, text_of

MAX_CAPTION_CHARS = 300
"""A longer text after a picture is a paragraph."""

MIN_OPENING_CHARS = 120
MIN_OPENING_SENTENCES = 2
"""An introduction says more than one thing; a caption in italics mostly one."""

MARKED_SHARE = 0.9
"""A block is in small or italic type if so much of it is; a name or a full stop may be outside."""

USUAL_CLASS_SHARE = 0.4
"""The class of more than this share of the paragraphs is that of the text."""

MAX_FRAME_BLOCKS = 2
"""What is around a picture and more blocks than a caption and a credit holds text."""

MIN_ENTRIES = 3
"""Fewer figures with a heading are videos and pictures beside a text."""

ENTRIES_SHARE = 0.5
"""Figures that hold more of the prose are the entries of a list."""

_TEXT_FRAMES = ("section", "article", "main", "blockquote")
"""What holds a part of the text, however short, is no frame of a picture."""

_FULL_STOPS = re.compile(r"[.!?…](?=[\s»”\"]|$)|[。।]")
_DIGITS = re.compile(r"\d+")


class UsualParagraph(NamedTuple):
    """How the paragraphs of a text are mostly set."""

    tag: str
    names: str | None
    """The class without its numbers; None where they have many."""
    marked: bool
    """Whether in small or italic type."""


def usual_paragraph(paragraphs: list[Block]) -> UsualParagraph:
    """How these paragraphs are mostly set."""
    tags = Counter(block.container.tag for block in paragraphs if block.picture is None)
    names = Counter(_class(block.container) for block in paragraphs)
    name, count = names.most_common(1)[0] if names else ("", 0)
    marked = sum(1 for block in paragraphs if _is_marked(block))
    return UsualParagraph(
        tag=tags.most_common(1)[0][0] if tags else "p",
        names=name if count > USUAL_CLASS_SHARE * names.total() else None,
        marked=marked > len(paragraphs) / 2,
    )


def is_set_as(block: Block, usual: UsualParagraph) -> bool:
    """Whether a block has the element and the class of most paragraphs."""
    return block.container.tag == usual.tag and _class(block.container) == usual.names


def are_entries(blocks: list[Block]) -> bool:
    """Whether the text is a list of figures, each with a heading and paragraphs of its own."""
    held: defaultdict[etree._Element, list[Block]] = defaultdict(list)
    for block in blocks:
        if block.flags & at.FIGURE:
            figure = next(block.container.iterancestors("figure"), None)
            if figure is not None:
                held[figure].append(block)
    entries = [
        sum(map(prose_chars, inside))
        for inside in held.values()
        if any(block.heading or block.flags & at.HINT_TITLE for block in inside)
    ]
    return len(entries) >= MIN_ENTRIES and sum(entries) > ENTRIES_SHARE * sum(
        map(prose_chars, blocks)
    )


def caption_rule(
    block: Block, outline: Outline, holder: etree._Element, usual: UsualParagraph
) -> BodyRule | None:
    """The rule by which a block is the line under a picture; None if it is none. `holder` is the
    element that holds the text."""
    picture = block.picture
    if picture is None or len(block.text) > MAX_CAPTION_CHARS or block.heading:
        return None
    frame = _frame(picture, outline, holder)
    if not usual.marked and _is_marked(block) and not _opens_text(block, picture, holder):
        return BodyRule.CAPTION_SMALL_PRINT
    if frame is None or not _holds(frame, block, outline):
        # A quotation, or an item of a list, that follows a picture is what its element says.
        is_other = block.container is not holder and _has_other_class(block, usual)
        is_caption = is_other and not block.flags & (at.QUOTE | at.LIST_ITEM)
        return BodyRule.CAPTION_OTHER_CLASS if is_caption else None
    if _holds_text(frame, outline, holder):
        return None
    if frame is not block.container:
        return BodyRule.CAPTION_WITH_PICTURE
    return BodyRule.CAPTION_IN_ELEMENT if _is_no_paragraph(frame, usual, block) else None


def _is_named_inside(block: Block) -> bool:
    """Whether an inline element that is named a caption says all of a block: an editor's tool puts
    it beside the picture into the paragraph."""
    return any(
        at.hints(element.get("class", "")) & at.HINT_CAPTION
        and len(text_of(element)) >= MARKED_SHARE * len(block.text)
        for element in block.inside("span")
    )


def _opens_text(block: Block, picture: etree._Element, holder: etree._Element) -> bool:
    """Whether sentences begin the element of the text, and the picture before them stands outside
    of it, where its caption would: an introduction in italics."""
    return (
        len(block.text) >= MIN_OPENING_CHARS
        and SENTENCE_END.search(block.text) is not None
        and len(_FULL_STOPS.findall(block.text)) >= MIN_OPENING_SENTENCES
        and holder in block.container.iterancestors()
        and holder not in picture.iterancestors()
    )


def _is_marked(block: Block) -> bool:
    return block.marked_chars >= MARKED_SHARE * len(block.text)


def _frame(
    picture: etree._Element, outline: Outline, holder: etree._Element
) -> etree._Element | None:
    """The innermost element with text around a picture; None if that is the holder of the text, or
    lies outside it."""
    frame = picture.getparent()
    while frame is not None and frame not in outline.spans and frame is not holder:
        frame = frame.getparent()
    return None if frame is holder else frame


def _holds(element: etree._Element, block: Block, outline: Outline) -> bool:
    first, last = outline.spans[element]
    return first <= block.index < last


def _has_other_class(block: Block, usual: UsualParagraph) -> bool:
    names = _class(block.container)
    return bool(names) and usual.names is not None and names != usual.names


def _holds_text(frame: etree._Element, outline: Outline, holder: etree._Element) -> bool:
    """Whether an element around a picture is around a part of the text, or all of it."""
    first, last = outline.spans[frame]
    body_first, body_last = outline.spans[holder]
    return (
        last - first > MAX_FRAME_BLOCKS
        or frame.tag in _TEXT_FRAMES
        or (first <= body_first and body_last <= last)
    )


def _is_no_paragraph(frame: etree._Element, usual: UsualParagraph, block: Block) -> bool:
    """Whether an element that holds a picture and the text after it is set otherwise than the
    paragraphs are."""
    if frame.tag not in (usual.tag, "p", "td") or _is_named_inside(block):
        return True
    return frame.tag != "td" and usual.names is not None and _class(frame) != usual.names


def _class(element: etree._Element) -> str:
    """The class without its numbers, which are sizes: 'mt30' and 'mt60' set the same paragraph."""
    return _DIGITS.sub("", element.get("class", ""))
