"""Other articles that are told in short under the text, in its own element and set as it is: each
how that article begins, with a headline that leads there, or behind it one label for all ('Read
on')."""

from __future__ import annotations

from collections import defaultdict
from itertools import islice

from lxml import etree

from newscrawl.extract.body.prose import SENTENCE_END, BodyContext, prose_chars
from newscrawl.extract.body.rules import BodyRule, Cuts
from newscrawl.extract.html.outline import Block

MIN_TEASERS = 2
"""One paragraph that begins with a link may be the last of the text."""

MIN_LABELLED = 3
"""Of those that end with a label; two paragraphs may end with the same words as links."""

MIN_HEADLINE_SPACES = 3
"""A link of fewer words is a name, at the beginning of a sentence as anywhere."""

MAX_LABEL_CHARS = 40
"""'Read the whole story'; a longer link is a headline."""

LEVELS = 3
"""Elements around a label that may be its teaser's."""

MAX_BLOCKS = 6
"""A teaser has a heading, a paragraph or two, a day, a section; more is a part of the page."""

_ARROWS = " »›>→….)]"


def cut_teasers(blocks: list[Block], cuts: Cuts, page: BodyContext) -> None:
    """Cut the teasers under a text; none where they have more prose than the rest: then it is a
    survey of other articles, and they are its text."""
    kept = [place for place, cut in enumerate(cuts) if not cut]
    first = len(kept)
    while first and _teases(blocks[kept[first - 1]], page):
        first -= 1
    teasers, text = kept[first:], kept[:first]
    if len(teasers) < MIN_TEASERS:
        told = _labelled(blocks, page)
        first = next((i for i, place in enumerate(kept) if place in told), len(kept))
        teasers, text = kept[first:], kept[:first]
        if not told.issuperset(teasers):
            return  # The text goes on between them, or behind.
    if not teasers or _prose(blocks, teasers) > _prose(blocks, text):
        return
    for place in teasers:
        cuts[place] = BodyRule.TEASER_OF_OTHER


def _prose(blocks: list[Block], places: list[int]) -> float:
    return sum(prose_chars(blocks[place]) for place in places)


def _teases(block: Block, page: BodyContext) -> bool:
    """Whether a block begins with a link to another article that is a sentence's worth of words,
    and another sentence follows it."""
    if not block.links:
        return False
    headline, href = block.links[0].text, block.links[0].href
    if headline.count(" ") < MIN_HEADLINE_SPACES or not block.text.startswith(headline):
        return False
    rest = block.text[len(headline) :]
    # What goes on after the link as its sentence does is a sentence with a link in it.
    goes_on = rest[:1] not in ("", " ") or not rest[1:2].isalnum() or rest[1:2].islower()
    return (
        not goes_on
        and all(link.href == href for link in block.links)
        and page.leads_to_article(href)
    )


def _labelled(blocks: list[Block], page: BodyContext) -> set[int]:
    """Places of the teasers that end with a link of the same words, each to another article."""
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for place, block in enumerate(blocks):
        if block.links and _ends_with_label(block) and page.leads_to_article(block.links[0].href):
            found[block.links[-1].text].setdefault(block.links[0].href, place)
    labels = max(found.values(), key=len, default={})
    if len(labels) < MIN_LABELLED:
        return set()
    places = set(labels.values())
    return set().union(*(_teaser_at(blocks, place, places) for place in places))


def _ends_with_label(block: Block) -> bool:
    """Whether a block ends with a short link, behind a whole sentence or alone."""
    label = block.links[-1].text.rstrip(_ARROWS)
    if not 0 < len(label) <= MAX_LABEL_CHARS:
        return False
    text = block.text.rstrip(_ARROWS)
    before = text[: len(text) - len(label)].rstrip(" ([")
    return (
        text.endswith(label)
        and all(link.href == block.links[0].href for link in block.links)
        and (not before or SENTENCE_END.search(before) is not None)
    )


def _teaser_at(blocks: list[Block], place: int, labels: set[int]) -> set[int]:
    """Places of the blocks that a label is the end of: its own where that has the text, else those
    of the element around it, or the paragraph over it; with the heading over them. Empty where it
    stands under no paragraph."""
    first = place
    if not prose_chars(blocks[place]):
        found = _first_in_element(blocks, place, labels)
        if found is None and not (place and prose_chars(blocks[place - 1])):
            return set()
        first = place - 1 if found is None else found
    if first and blocks[first - 1].heading:
        first -= 1
    return set(range(first, place + 1))


def _first_in_element(blocks: list[Block], place: int, labels: set[int]) -> int | None:
    """The first place of the innermost element around a label that has prose; None where that has
    other labels, too, or is a part of the page."""
    label = blocks[place].container
    for element in islice((label, *label.iterancestors()), LEVELS):
        if any(one != place and _is_in(blocks[one], element) for one in labels):
            return None
        first = place
        while first and place - first < MAX_BLOCKS and _is_in(blocks[first - 1], element):
            first -= 1
        if any(prose_chars(blocks[one]) for one in range(first, place)):
            return first if place - first < MAX_BLOCKS else None
    return None


def _is_in(block: Block, element: etree._Element) -> bool:
    return block.container is element or element in block.container.iterancestors()
