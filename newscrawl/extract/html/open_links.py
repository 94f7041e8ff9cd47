"""A link that its page forgot to close: by the HTML Standard (13.2.6.4.7) all that follows is in it
up to the next link. A reader sees a text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from lxml import etree

from newscrawl.extract.html.outline import Block

MIN_PROSE_CHARS = 40
"""A shorter block is a label, linked or not."""

MIN_PARAGRAPHS = 2
"""A card links its headline and one paragraph; with the heading of the page one is enough."""

LINKED_SHARE = 0.9
"""A link that is the whole of its block may leave out a full stop."""

OPEN_SHARE = 0.5
"""The cards of a list hold a few hundredths of their page's text each; half of a page is its
article."""


def free_text_of_open_links(blocks: list[Block]) -> None:
    """Take the link from all blocks of one that holds several paragraphs and most of the prose of
    the page."""
    prose = [block for block in blocks if len(block.text) >= MIN_PROSE_CHARS]
    linked = [block for block in prose if _is_all_link(block)]
    if not linked:
        return
    titled = {link.element for block in blocks if block.heading == 1 for link in block.links}
    held: defaultdict[etree._Element, list[Block]] = defaultdict(list)
    for block in linked:
        held[block.links[0].element].append(block)
    # A headline that is linked by itself is no prose.
    headlines = [inside for inside in held.values() if len(inside) == 1]
    total = _chars(prose) - sum(map(_chars, headlines))
    for element, inside in held.items():
        paragraphs = [block for block in inside if not block.heading]
        is_enough = len(paragraphs) >= (1 if element in titled else MIN_PARAGRAPHS)
        if is_enough and _chars(inside) > OPEN_SHARE * total:
            _free(blocks, element)


def _is_all_link(block: Block) -> bool:
    return len(block.links) == 1 and block.link_chars >= LINKED_SHARE * len(block.text)


def _chars(blocks: Iterable[Block]) -> int:
    return sum(len(block.text) for block in blocks)


def _free(blocks: list[Block], element: etree._Element) -> None:
    for block in blocks:
        if any(link.element is element for link in block.links):
            free = [link.element is element for link in block.links]
            kept = [link for link in block.links if link.element is not element]
            places = {
                old: new for new, old in enumerate(i for i, out in enumerate(free) if not out)
            }
            block.segments = [
                (text, places.get(link, -1) if link >= 0 else link) for text, link in block.segments
            ]
            block.links = kept
            block.link_chars = sum(len(link.text) for link in kept)
