"""Which element of a page holds the text of the article: where nearly all prose is, near the
title."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from lxml import etree

from newscrawl.extract.body.prose import prose_chars
from newscrawl.extract.body.rules import Cuts
from newscrawl.extract.html.outline import Block, Outline

HOLDER_SHARE = 0.8
"""An element with this share of the prose around it holds the text."""

MIN_TEXT_CHARS = 20
"""Less prose is a label, in a part beside the text as under the title."""

MAX_NOTICE_BLOCKS = 2
"""Parts beside the title's branch with more blocks are texts, too: which one is meant is open."""

RIVAL_SHARE = 0.3
"""A part with less of the prose of the title's branch is no rival to it, however many blocks it
has."""

MIN_BRANCH_SHARE = 0.15
"""With less of the prose, the title's branch is a head over a text that stands elsewhere."""

MIN_STRAY_CHARS = 40
"""Prose of a paragraph that goes on with the text behind its element; less is a label."""

MAX_STRAY_GAP = 8
"""A quotation, an advertisement and a list may stand between the end of an element and the next
paragraph; the class of one that is further away is used for other texts, too."""

MAX_KNOWN_STRAY_GAP = 60
"""Where the markup is known to have a stray end tag, a table may stand there."""

TWIN_TEXT_SHARE = 0.7
"""An element with this share of prose in what it says is text; with less, a list or a box."""

_PARAGRAPHS = ("p", "pre")
"""Tags that need no class to be alike: a text goes on in another one, behind an advertisement."""

_Mass = Callable[[etree._Element], float]
"""How much prose an element holds, in characters."""


def find_holder(
    outline: Outline,
    sums: list[float],
    cuts: Cuts,
    title_block: int | None,
    top: etree._Element | None = None,
) -> etree._Element:
    """The smallest element that holds nearly all prose, and more than a single paragraph where
    there is more.

    `sums` tells how much prose stands before each block, in characters; `top` is the element that
    is known to hold the text, None means that of the whole page.
    """

    def mass(element: etree._Element) -> float:
        first, last = outline.spans.get(element, (0, 0))
        return sums[last] - sums[first]

    # Elements are entered as they end: the last is the whole page.
    holder = next(reversed(outline.spans)) if top is None else top
    while True:
        children = _parts(holder, outline)
        inside = mass(holder)
        heaviest = max(children, key=mass, default=None)
        if heaviest is not None and mass(heaviest) < HOLDER_SHARE * inside:
            heaviest = _branch_of_title(children, mass, outline, title_block)
        if heaviest is None:
            return holder
        first, last = outline.spans[heaviest]
        if last - first > 1:
            if _has_twin_with_text(heaviest, children, mass, outline):
                return holder
        elif inside > mass(heaviest) or _has_open_twin(heaviest, children, outline, cuts):
            return holder
        holder = heaviest


def with_stray_end(holder: etree._Element, outline: Outline, sums: list[float]) -> etree._Element:
    """The element that holds the text, or the one around it and paragraphs of the same class that
    stand directly behind: a stray end tag has left them outside. Where the markup is known to have
    such an end tag, paragraphs without a class are enough."""
    first, last = outline.spans[holder]
    gap = MAX_KNOWN_STRAY_GAP if outline.has_stray_end else MAX_STRAY_GAP
    behind = _paragraphs(outline.blocks[last : last + gap], sums)
    # Only where such a paragraph comes soon has the end come too early.
    if not behind:
        return holder
    usual = _usual_setting(_paragraphs(outline.blocks[first:last], sums))
    stray = None
    if usual[1] or usual[3]:
        stray = next((block for block in behind if _setting(block) == usual), None)
    if stray is None and outline.has_stray_end:
        outside = set(holder.iterancestors())
        stray = next((block for block in behind if _goes_on(block, usual, outside)), None)
    if stray is None:
        return holder
    # In the body of the page only their own class tells them from all else that stands there.
    return _around_both(holder, stray, outline, is_telling=bool(usual[1]))


def _around_both(
    holder: etree._Element, stray: Block, outline: Outline, *, is_telling: bool
) -> etree._Element:
    """The smallest element around a text and a paragraph behind it; the text's own where that is
    the body of the page, unless the paragraph `is_telling`."""
    first, last = outline.spans[holder]
    for around in stray.container.iterancestors():
        if around.tag == "body" and not is_telling:
            break
        if outline.spans.get(around, (last, last))[0] <= first:
            return around
    return holder


def _usual_setting(paragraphs: list[Block]) -> tuple[str, str, str, str]:
    """How most of the paragraphs are set."""
    kinds = Counter(map(_setting, paragraphs))
    return kinds.most_common(1)[0][0] if kinds else ("", "", "", "")


def _goes_on(block: Block, usual: tuple[str, str, str, str], outside: set[etree._Element]) -> bool:
    """Whether a paragraph is set as those of the text, and directly in an element around them:
    `outside` are those."""
    return _setting(block)[:2] == usual[:2] and block.container.getparent() in outside


def _paragraphs(blocks: Sequence[Block], sums: list[float]) -> list[Block]:
    """Those of the blocks that hold enough prose, wherever the title is."""
    return [
        one
        for one in blocks
        if sums[one.index + 1] > sums[one.index] and prose_chars(one) >= MIN_STRAY_CHARS
    ]


def _setting(block: Block) -> tuple[str, str, str, str]:
    """How a paragraph is set: its tag and class, and those of what is around it, which has the
    class on some sites."""
    element, parent = block.container, block.container.getparent()
    names = element.get("class", "")
    if names or parent is None:
        return element.tag, names, "", ""
    return element.tag, "", parent.tag, parent.get("class", "")


def _branch_of_title(
    children: list[etree._Element], mass: _Mass, outline: Outline, title_block: int | None
) -> etree._Element | None:
    """The child that holds the title and a text after it, if all other prose is single lines:
    notices, slogans, a footer."""
    if title_block is None:
        return None
    for child in children:
        first, last = outline.spans[child]
        if first <= title_block < last and mass(child) >= MIN_TEXT_CHARS:
            rivals = [
                other
                for other in children
                if other is not child and mass(other) > RIVAL_SHARE * mass(child)
            ]
            is_alone = all(_blocks(rival, outline) <= MAX_NOTICE_BLOCKS for rival in rivals)
            is_text = mass(child) > MIN_BRANCH_SHARE * sum(map(mass, children))
            return child if is_alone and is_text else None
    return None


def _blocks(element: etree._Element, outline: Outline) -> int:
    first, last = outline.spans[element]
    return last - first


def _has_twin_with_text(
    child: etree._Element, children: list[etree._Element], mass: _Mass, outline: Outline
) -> bool:
    """Whether the text goes on in a like element that holds little else: a second part of the same
    article."""
    kind = (child.tag, child.get("class"))
    if kind[1] is None and child.tag not in _PARAGRAPHS:
        return False
    for twin in children:
        if (
            twin is not child
            and (twin.tag, twin.get("class")) == kind
            and mass(twin) > MIN_TEXT_CHARS
        ):
            first, last = outline.spans[twin]
            said = sum(len(block.text) for block in outline.blocks[first:last])
            if mass(twin) > TWIN_TEXT_SHARE * said:
                return True
    return False


def _has_open_twin(
    child: etree._Element, children: list[etree._Element], outline: Outline, cuts: Cuts
) -> bool:
    """Whether a like element beside a paragraph holds text too, however short: a last line of two
    words."""
    kind = (child.tag, child.get("class"))
    return any(
        twin is not child
        and (twin.tag, twin.get("class")) == kind
        and not cuts[outline.spans[twin][0]]
        for twin in children
    )


def _parts(element: etree._Element, outline: Outline) -> list[etree._Element]:
    """The block-level elements directly inside an element; inline ones around them (`font`, `span`)
    change nothing."""
    parts: list[etree._Element] = []
    waiting = list(reversed(element))
    while waiting:
        child = waiting.pop()
        if child in outline.spans:
            parts.append(child)
        elif len(child):
            waiting += reversed(child)
    return parts
