"""Boxes between the paragraphs of a text: a question with a button, a card of another article, the
slides of a gallery. Known by standing beside the paragraphs, set otherwise than they are."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from newscrawl.extract.body.prose import prose_chars
from newscrawl.extract.body.rules import BodyRule, Cuts
from newscrawl.extract.html.outline import Block, Outline

MIN_PARAGRAPH_CHARS = 40
"""So much prose is a paragraph."""

TEXT_SHARE = 0.5
"""The element that directly holds more of the prose than this holds the paragraphs."""

MAX_BOX_BLOCKS = 10
"""A box with more blocks is a part of the text."""

MAX_BOX_CHARS = 800
"""With more prose, too."""

MAX_KIND_SHARE = 0.2
"""Elements of one kind that hold more of the prose together are how the text is set."""

MAX_LEVELS = 8
"""Elements between a block and those that stand beside the paragraphs."""

MIN_CONTENTS = 3
"""Lines in a row that make a table of contents; fewer may lead to a footnote."""

CONTENTS_ROOM = 4
"""Characters beside the link in a line of a table of contents: its number."""

MAX_SLIDE_BLOCKS = 5
"""A slide has a number, a caption, a credit, a button or two."""

SLIDE_LEVELS = 3
"""Maximum number of elements around its number that may be a slide."""

MIN_MISNAMED_PARAGRAPHS = 2
"""So many paragraphs set as those of the text, without a link or a button, are none of a box whose
name says so: notices are one, and lead somewhere."""

_PARTS_OF_TEXT = frozenset(("ul", "ol", "dl", "table", "blockquote", "pre", "figure"))
"""What may stand between paragraphs as one of them."""

_SLIDE_NUMBER = re.compile(r"\(?(\d{1,3})\s?(?:/|[^\W\d]{1,4})\s?(\d{1,3})\s?[|)]?")
"""'3 of 12', '3/12'."""

_LINK_RULES = frozenset(
    (
        BodyRule.READ_ALSO_LABEL,
        BodyRule.READ_ALSO_LINK,
        BodyRule.LINKS_ALONE,
        BodyRule.ARTICLE_LINKS,
        BodyRule.MOSTLY_LINKS,
        BodyRule.STORY_CARD,
        BodyRule.HEADLINE_LIST,
    )
)
_CONTROL_RULES = frozenset((BodyRule.BUTTON, BodyRule.IN_FORM))


_MISLEADING_NAMES = frozenset(
    (BodyRule.NAMED_PROMOTION, BodyRule.NAMED_ADVERT, BodyRule.NAMED_SIDEBAR)
)


class _Box(NamedTuple):
    """An element beside the paragraphs, and the places of its blocks."""

    element: etree._Element
    places: list[int]

    @property
    def kind(self) -> tuple[str, str]:
        names = self.element.get("class", "").split()
        return self.element.tag, names[0] if names else ""


def cut_boxes(blocks: list[Block], cuts: Cuts, outline: Outline) -> None:
    """Cut the boxes and slides of a text. `blocks` are those of the text in order, `cuts` the rule
    that cut each."""
    _cut_slides(blocks, cuts, outline)
    _cut_contents(blocks, cuts)
    prose: Counter[etree._Element] = Counter()
    for block, cut in zip(blocks, cuts, strict=True):
        parent = block.container.getparent()
        if not cut and parent is not None and prose_chars(block) > MIN_PARAGRAPH_CHARS:
            prose[parent] += int(prose_chars(block))
    text, chars = prose.most_common(1)[0] if prose else (None, 0)
    if text is None or chars < TEXT_SHARE * prose.total():
        return
    boxes = [box for box in _boxes(blocks, text) if 1 < len(box.places) <= MAX_BOX_BLOCKS]
    kinds: Counter[tuple[str, str]] = Counter()
    for box in boxes:
        kinds[box.kind] += int(_prose(box, blocks, cuts))
    for box in boxes:
        if kinds[box.kind] <= MAX_KIND_SHARE * prose.total():
            _cut_box(box, blocks, cuts)


def spare_misnamed(blocks: list[Block], cuts: Cuts, outline: Outline) -> None:
    """Keep the paragraphs of a box whose name says promotion, advertisement or side bar, and which
    stands beside the paragraphs of the text, is set as they are, and leads nowhere. Where the
    markup has a stray end tag, one paragraph is enough: the text goes on behind the box. A
    paragraph that is itself named a paywall's is what that hides."""
    if not _MISLEADING_NAMES.intersection(cuts):
        return
    text, kind = _text_and_kind(blocks, cuts)
    if text is None:
        return
    _spare_hidden_paragraphs(blocks, cuts, text)
    is_split = outline.has_stray_end
    for box in _boxes(blocks, text):
        if {cuts[place] for place in box.places} <= _MISLEADING_NAMES and (
            is_split or not _asks(box, blocks)
        ):
            prose = [
                place
                for place in box.places
                if prose_chars(blocks[place]) > MIN_PARAGRAPH_CHARS
                and _kind(blocks[place].container) == kind
            ]
            if len(prose) >= (1 if is_split else MIN_MISNAMED_PARAGRAPHS):
                for place in box.places:
                    cuts[place] = None


def _spare_hidden_paragraphs(blocks: list[Block], cuts: Cuts, text: etree._Element) -> None:
    for place, block in enumerate(blocks):
        if cuts[place] is BodyRule.NAMED_PROMOTION and _is_behind_paywall(block, text):
            cuts[place] = None


def _is_behind_paywall(block: Block, text: etree._Element) -> bool:
    """Whether a paragraph of the text has the class that Google's guide to structured data gives to
    what a paywall hides: an offer to subscribe is a box."""
    return (
        block.container.tag == "p"
        and block.container.getparent() is text
        and "paywall" in block.container.get("class", "").split()
        and prose_chars(block) > MIN_PARAGRAPH_CHARS
    )


def _text_and_kind(
    blocks: list[Block], cuts: Cuts
) -> tuple[etree._Element | None, tuple[str, str]]:
    """The element that directly holds most of the paragraphs, and how they are set there."""
    held: defaultdict[etree._Element, list[Block]] = defaultdict(list)
    for block, cut in zip(blocks, cuts, strict=True):
        parent = block.container.getparent()
        if not cut and parent is not None and prose_chars(block) > MIN_PARAGRAPH_CHARS:
            held[parent].append(block)
    text = max(held, key=lambda parent: sum(map(prose_chars, held[parent])), default=None)
    if text is None:
        return None, ("", "")
    return text, Counter(_kind(block.container) for block in held[text]).most_common(1)[0][0]


def _kind(element: etree._Element) -> tuple[str, str]:
    return element.tag, element.get("class", "")


def _asks(box: _Box, blocks: list[Block]) -> bool:
    return _has_control(box.element) or any(blocks[place].links for place in box.places)


def _boxes(blocks: list[Block], text: etree._Element) -> Iterator[_Box]:
    """The elements that stand beside the paragraphs."""
    found: defaultdict[etree._Element, list[int]] = defaultdict(list)
    for place, block in enumerate(blocks):
        element = block.container
        for _ in range(MAX_LEVELS):
            parent = element.getparent()
            if parent is None or parent is text:
                break
            element = parent
        if element.getparent() is text and element.tag not in _PARTS_OF_TEXT:
            found[element].append(place)
    for element, places in found.items():
        yield _Box(element, places)


def _prose(box: _Box, blocks: list[Block], cuts: Cuts) -> float:
    return sum(prose_chars(blocks[place]) for place in box.places if not cuts[place])


def _cut_box(box: _Box, blocks: list[Block], cuts: Cuts) -> None:
    """Cut what a box holds if it begins with a label, a heading or a link, and asks for something
    or leads to another article."""
    if (
        _prose(box, blocks, cuts) > MAX_BOX_CHARS
        or prose_chars(blocks[box.places[0]]) > MIN_PARAGRAPH_CHARS
    ):
        return
    rules = {cuts[place] for place in box.places}
    if BodyRule.TITLE in rules:
        return  # The head of the article, and a part of its text.
    if rules & _CONTROL_RULES or _has_control(box.element):
        rule = BodyRule.PROMPT
    elif rules & _LINK_RULES:
        rule = BodyRule.BOX_OF_LINK
    else:
        return
    for place in box.places:
        cuts[place] = cuts[place] or rule


def _has_control(element: etree._Element) -> bool:
    return any(control.get("type") != "hidden" for control in element.iter("button", "input"))


def _cut_contents(blocks: list[Block], cuts: Cuts) -> None:
    """The table of contents: lines that are nothing but links to places of the same page."""
    run: list[int] = []
    for place in range(len(blocks) + 1):
        if place < len(blocks) and _leads_down(blocks[place]):
            run.append(place)
            continue
        if len(run) >= MIN_CONTENTS:
            for entry in run:
                cuts[entry] = cuts[entry] or BodyRule.CONTENTS
        run = []


def _leads_down(block: Block) -> bool:
    return (
        bool(block.links)
        and not block.heading
        and block.link_chars >= len(block.text) - CONTENTS_ROOM
        and all(link.href.startswith("#") and len(link.href) > 1 for link in block.links)
    )


def _cut_slides(blocks: list[Block], cuts: Cuts, outline: Outline) -> None:
    """What stands with a number such as '3 of 12' in an element, if others of the twelve do."""
    numbers = {
        place: match[2]
        for place, block in enumerate(blocks)
        if len(block.text) < MIN_PARAGRAPH_CHARS
        and (match := _SLIDE_NUMBER.fullmatch(block.text))
        and int(match[1]) <= int(match[2])
    }
    shown = Counter(numbers.values())
    first = blocks[0].index if blocks else 0
    for place, total in numbers.items():
        if shown[total] > 1:
            for other in _slide(blocks[place], outline):
                if 0 <= other - first < len(cuts):
                    cuts[other - first] = cuts[other - first] or BodyRule.CAPTION_OF_SLIDE


def _slide(number: Block, outline: Outline) -> range:
    """Indexes of the blocks in the smallest element that holds a slide's number and its caption."""
    element = number.container
    for _ in range(SLIDE_LEVELS):
        first, last = outline.spans.get(element, (number.index, number.index + 1))
        if last - first > 1:
            return range(first, last) if last - first <= MAX_SLIDE_BLOCKS else range(0)
        parent = element.getparent()
        if parent is None:
            break
        element = parent
    return range(number.index, number.index + 1)
