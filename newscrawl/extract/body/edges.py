"""What is no part of the text for what stands around it: the lines over and under the text, and
those that belong to what was cut.

Each pass looks at all blocks of the text in order. `cuts` holds the rule that cut each of them,
None where none did; the first rule stays.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from itertools import takewhile

from newscrawl.extract import vocabulary as labels
from newscrawl.extract.author_names import (
    House,
    author_names,
    is_shaped_like_name,
    special_names,
)
from newscrawl.extract.body.closing_lines import cut_closing_lines
from newscrawl.extract.body.dated_lines import cut_byline_behind_lead, cut_datelines
from newscrawl.extract.body.other_stories import cut_teasers
from newscrawl.extract.body.prompts import cut_prompts, cut_questions
from newscrawl.extract.body.prose import (
    SENTENCE_END,
    BodyContext,
    heads_comments,
    is_button,
    is_set_off,
    is_signature,
    prose_chars,
)
from newscrawl.extract.body.rules import BodyRule, Cuts
from newscrawl.extract.body.tables import fact_cells, fact_terms, is_cell, is_table_entry
from newscrawl.extract.html import hints as at
from newscrawl.extract.html.outline import Block
from newscrawl.text import fold, key

MIN_PARAGRAPH_CHARS = 40
"""So much prose is a paragraph."""

_PATH = re.compile(r"[^›»>.!?:]{1,30}(?:\s?[›»>]\s?[^›»>.!?:]{1,40})+").fullmatch
"""'Home › News'."""

MAX_COMMENTS_LABEL_CHARS = 40
"""A longer text that fits the pattern of a comments' heading is a sentence about comments."""

MAX_AUTHOR_LINE_CHARS = 120
"""A longer line that begins as a byline does is a sentence."""

_NOBODY = House(())
_OF_HEAD = frozenset((BodyRule.AUTHOR_LINE, BodyRule.DATELINE))
MAX_FACTS_CHARS = 300
"""Of the lines that tell an article's facts, each with its label."""

MAX_AUTHOR_WORDS = 6
"""Three persons with name and surname, or two and what joins them."""

MAX_LABEL_CHARS = 80
"""A longer text over links is a paragraph that introduces them."""


def cut_by_surroundings(blocks: list[Block], cuts: Cuts, page: BodyContext) -> None:
    """Cut what is no part of the text for what stands around it."""
    cut_datelines(blocks, cuts, _prose_places(blocks, cuts))
    cut_byline_behind_lead(blocks, cuts, _prose_places(blocks, cuts))
    _cut_path(blocks, cuts)
    _begin_at_title(blocks, cuts, page)
    _end_at_comments(blocks, cuts)
    _cut_author_lines(blocks, cuts, page)
    _cut_facts(blocks, cuts)
    _cut_fact_below(blocks, cuts)
    _cut_orphaned_labels(blocks, cuts)
    cut_questions(blocks, cuts)
    cut_prompts(blocks, cuts)
    cut_teasers(blocks, cuts, page)
    cut_closing_lines(blocks, cuts)


def _cut(cuts: Cuts, places: Iterable[int], rule: BodyRule) -> None:
    for place in places:
        cuts[place] = cuts[place] or rule


def _cut_path(blocks: list[Block], cuts: Cuts) -> None:
    """The path to the page, over the text."""
    first, _ = _prose_ends(blocks, cuts)
    for place, block in enumerate(blocks[:first]):
        if not block.heading and len(block.text) <= MAX_LABEL_CHARS and _PATH(block.text):
            _cut(cuts, (place,), BodyRule.PATH)


def _prose_ends(blocks: list[Block], cuts: Cuts) -> tuple[int, int]:
    """Places of the first and the last paragraph; behind the end and before the start where there
    is none."""
    prose = _prose_places(blocks, cuts)
    return (prose[0], prose[-1]) if prose else (len(blocks), -1)


def _prose_places(blocks: list[Block], cuts: Cuts) -> list[int]:
    return [
        place
        for place, block in enumerate(blocks)
        if not cuts[place] and prose_chars(block) > MIN_PARAGRAPH_CHARS
    ]


def _begin_at_title(blocks: list[Block], cuts: Cuts, page: BodyContext) -> None:
    """What stands over the title is not the text, and neither is a name directly under it or as the
    last line."""
    start = bisect_left(blocks, page.title_block or 0, key=lambda block: block.index)
    if _prose(blocks, cuts, range(start)) < _prose(blocks, cuts, range(start, len(blocks))):
        _cut(cuts, range(start), BodyRule.ABOVE_TITLE)
    below = [place for place, cut in enumerate(cuts) if not cut]
    signatures = takewhile(lambda place: _is_first_signature(blocks[place]), below)
    _cut(cuts, signatures, BodyRule.SIGNATURE_BELOW_TITLE)
    left = [place for place in below if not cuts[place]]
    if left and len(below) > 1 and _is_last_signature(blocks[left[-1]], page):
        cuts[left[-1]] = BodyRule.SIGNATURE_AT_END


def _prose(blocks: list[Block], cuts: Cuts, places: Iterable[int]) -> float:
    return sum([prose_chars(blocks[place]) for place in places if not cuts[place]])


def _is_first_signature(block: Block) -> bool:
    return is_signature(block) or (
        len(block.text) <= MAX_AUTHOR_LINE_CHARS and bool(special_names(block.text, _NOBODY))
    )


def _is_last_signature(block: Block, page: BodyContext) -> bool:
    """Whether a last line is a name and no entry of a list of names."""
    return not block.flags & (at.LIST_ITEM | at.CELL) and (
        _is_first_signature(block) or page.is_signed(block)
    )


def _end_at_comments(blocks: list[Block], cuts: Cuts) -> None:
    """What follows the heading of the comments is not the text."""
    below = _prose(blocks, cuts, range(len(blocks)))
    above = 0.0
    has_text_above = False
    for place, block in enumerate(blocks):
        if (
            len(block.text) < MAX_COMMENTS_LABEL_CHARS
            and labels.comments(block.text)
            and has_text_above
            and not is_cell(block)
        ):
            if heads_comments(block, above, below) and not (
                is_button(block) and _goes_on(blocks, cuts, place)
            ):
                _cut(cuts, range(place, len(blocks)), BodyRule.BELOW_COMMENTS_LABEL)
                return
            below -= _prose(blocks, cuts, (place,))
            _cut(cuts, (place,), BodyRule.COMMENTS_LINK)
        if not cuts[place]:
            has_text_above = True
            above += prose_chars(block)
            below -= prose_chars(block)


def _goes_on(blocks: list[Block], cuts: Cuts, place: int) -> bool:
    """Whether paragraphs behind a button stand in the element of those before it."""
    prose = [
        (other, block.container.getparent())
        for other, block in enumerate(blocks)
        if not cuts[other] and prose_chars(block) > MIN_PARAGRAPH_CHARS
    ]
    before = {parent for other, parent in prose if other < place}
    return any(other > place and parent in before for other, parent in prose)


def _cut_author_lines(blocks: list[Block], cuts: Cuts, page: BodyContext) -> None:
    """The lines that name an author and are no sentence."""
    authors = {key(name) for name in page.authors}
    first, last = _prose_ends(blocks, cuts)
    for place, block in enumerate(blocks):
        if (
            cuts[place]
            or len(block.text) > MAX_AUTHOR_LINE_CHARS
            or SENTENCE_END.search(block.text)
        ):
            continue
        if (
            block.key in authors
            or _names_author(labels.author(block.text))
            or (place < first and _names_author(labels.byline(block.text)))
            or (place > last and _tells_of_article(block))
        ) and not is_table_entry(block):
            cuts[place] = BodyRule.AUTHOR_LINE


def _tells_of_article(block: Block) -> bool:
    """Whether a line under the text is 'by' and names, or says its section with the word for it."""
    told = labels.byline(block.text)
    names = author_names(told["names"], _NOBODY) if told else []
    return labels.section_told(block.text) is not None or (
        bool(names) and all(map(is_shaped_like_name, names)) and _names_author(told)
    )


def _cut_facts(blocks: list[Block], cuts: Cuts) -> None:
    """What stands with a line that names the author: the other lines of its block, each with a
    label, and over the text the other items of its list."""
    for place, block in enumerate(blocks):
        if not cuts[place] and block.has_breaks and _are_facts(block):
            cuts[place] = BodyRule.AUTHOR_LINE
    first, _ = _prose_ends(blocks, cuts)
    told = {
        blocks[place].container.getparent()
        for place in range(first)
        if cuts[place] in _OF_HEAD and blocks[place].flags & at.LIST_ITEM
    }
    for place, block in enumerate(blocks[:first] if told else ()):
        if block.flags & at.LIST_ITEM and block.container.getparent() in told:
            cuts[place] = cuts[place] or BodyRule.AUTHOR_LINE
    _cut(cuts, fact_cells(blocks[:first], cuts), BodyRule.AUTHOR_LINE)
    _cut(cuts, fact_terms(blocks[:first]), BodyRule.AUTHOR_LINE)


def _cut_fact_below(blocks: list[Block], cuts: Cuts) -> None:
    """A line under the text that is a label with its value."""
    _, last = _prose_ends(blocks, cuts)
    for place in range(last + 1, len(blocks) if last >= 0 else 0):
        if labels.field(blocks[place].text) and _is_bare(blocks[place], blocks[last]):
            cuts[place] = cuts[place] or BodyRule.LABELLED_FACT


def _are_facts(block: Block) -> bool:
    """Whether the lines of a block have a label each, one of them that of the author."""
    if len(block.text) > MAX_FACTS_CHARS:
        return False
    lines = [line for line in map(fold, block.lines()) if line]
    return any(map(labels.author, lines)) and all(map(labels.field, lines))


def _is_bare(block: Block, paragraph: Block) -> bool:
    """Whether a block is bare text behind paragraphs that have elements of their own."""
    return block.container in set(paragraph.container.iterancestors())


def _names_author(match: re.Match[str] | None) -> bool:
    """Whether a line is an author's label and a name: in a script where names begin with capitals,
    it begins with one. Georgian letters have capitals, but words do not begin with them."""
    if match is None:
        return False
    names = labels.name_joint.split(match["names"].replace(",", " & "))
    return (
        all(len(name.split()) <= MAX_AUTHOR_WORDS for name in names)
        and (len(names) > 1 or len(match["names"].split()) <= MAX_AUTHOR_WORDS)
        and match["names"][0] == match["names"][0].title()
    )


def _cut_orphaned_labels(blocks: list[Block], cuts: Cuts) -> None:
    """A heading or a short label goes with the links that it stands over, when they are all that it
    stands over."""
    section_is_gone = True  # Nothing is left between this place and the next heading.
    for place in range(len(blocks) - 2, -1, -1):
        below = blocks[place + 1]
        if below.heading and not below.links:
            section_is_gone = True
        elif not cuts[place + 1]:
            section_is_gone = False
        if (
            not cuts[place]
            and cuts[place + 1]
            and _begins_with_link(below)
            and _is_label(blocks[place])
            and (not blocks[place].heading or section_is_gone)
            and not _introduces_a_list(blocks, cuts, place)
        ):
            cuts[place] = BodyRule.LABEL_OF_LINKS


def _introduces_a_list(blocks: list[Block], cuts: Cuts, place: int) -> bool:
    """Whether a line with a colon stands over the items of a list, whatever was cut between."""
    if not blocks[place].text.endswith(":"):
        return False
    following = next((i for i in range(place + 1, len(blocks)) if not cuts[i]), None)
    return following is not None and bool(blocks[following].flags & at.LIST_ITEM)


def _begins_with_link(block: Block) -> bool:
    return bool(block.links) and block.text.startswith(block.links[0].text)


def _is_label(block: Block) -> bool:
    """Whether a block is a heading, a bold line or a line with a colon, and no sentence."""
    text = block.text
    if len(text) > MAX_LABEL_CHARS:
        return False
    if text.endswith(":"):
        return True
    return is_set_off(block) and not SENTENCE_END.search(text)
