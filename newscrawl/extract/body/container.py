"""Which element of a page holds the text of the article: where nearly all prose is, near the
title."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from newscrawl.extract.html.outline import Outline

_MOST = 0.8
"""An element with this share of the prose around it holds the text."""

Mass = Callable[[etree._Element], float]
"""How much prose an element holds, in characters."""


def find_holder(
    outline: Outline, sums: list[float], out: list[bool], title_block: int | None
) -> etree._Element:
    """The smallest element that holds nearly all prose, and more than a single paragraph where
    there is more."""

    def mass(element: etree._Element) -> float:
        first, last = outline.spans.get(element, (0, 0))
        return sums[last] - sums[first]

    holder = next(
        reversed(outline.spans)
    )  # Elements are entered as they end: the last is the whole page.
    while True:
        children = _parts(holder, outline)
        inside = mass(holder)
        heaviest = max(children, key=mass, default=None)
        if heaviest is not None and mass(heaviest) < _MOST * inside:
            heaviest = _branch_of_title(children, mass, outline, title_block)
        if heaviest is None or (
            outline.spans[heaviest][1] - outline.spans[heaviest][0] > 1
            and _has_twin_with_text(heaviest, children, mass, outline)
        ):
            return holder
        first, last = outline.spans[heaviest]
        if last - first == 1 and (
            inside > mass(heaviest) or _has_open_twin(heaviest, children, outline, out)
        ):
            return holder
        holder = heaviest


def _branch_of_title(
    children: list[etree._Element],
    mass: Callable[[etree._Element], float],
    outline: Outline,
    title_block: int | None,
) -> etree._Element | None:
    """The child that holds the title and a text after it, if all other prose is single lines:
    notices, slogans, a footer."""
    for child in children:
        first, last = outline.spans[child]
        if title_block is None or not first <= title_block < last or mass(child) < 20:
            continue
        others = [
            other for other in children if other is not child and mass(other) > 0.3 * mass(child)
        ]
        return (
            child
            if all(outline.spans[other][1] - outline.spans[other][0] <= 2 for other in others)
            and mass(child) > 0.15 * sum(map(mass, children))
            else None
        )
    return None


def _has_twin_with_text(
    child: etree._Element,
    children: list[etree._Element],
    mass: Callable[[etree._Element], float],
    outline: Outline,
) -> bool:
    """Whether the text goes on in a like element that holds little else: a second part of the same
    article."""
    kind = (child.tag, child.get("class"))
    if kind[1] is None:
        return False
    for twin in children:
        if twin is not child and (twin.tag, twin.get("class")) == kind and mass(twin) > 20:
            first, last = outline.spans[twin]
            if mass(twin) > 0.7 * sum(len(block.text) for block in outline.blocks[first:last]):
                return True
    return False


def _has_open_twin(
    child: etree._Element, children: list[etree._Element], outline: Outline, out: list[bool]
) -> bool:
    """Whether a like element beside a paragraph holds text too, however short: a last line of two
    words."""
    kind = (child.tag, child.get("class"))
    return any(
        twin is not child
        and (twin.tag, twin.get("class")) == kind
        and not out[outline.spans[twin][0]]
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
