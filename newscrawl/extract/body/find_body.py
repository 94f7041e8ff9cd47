"""A page's body: which of its blocks are the running text of the article, and how they make
paragraphs.

First what is known to be no text is cut, then the element that holds the text is found
(container.py), then everything inside it that is not the text is cut (trim.py).
"""

from __future__ import annotations

from itertools import accumulate, groupby, islice
from typing import NamedTuple

from lxml import etree

from newscrawl.extract.body.container import find_holder, with_its_list, with_stray_end
from newscrawl.extract.body.dated_lines import without_day
from newscrawl.extract.body.foreign_text import foreign_spans
from newscrawl.extract.body.named_text import named_text
from newscrawl.extract.body.prose import SENTENCE_END, BodyContext, links_rule, prose_chars
from newscrawl.extract.body.rules import BodyRule, Cuts
from newscrawl.extract.body.tables import keep_heads
from newscrawl.extract.body.trim import cut_inside
from newscrawl.extract.dates.date_lines import read_dateline
from newscrawl.extract.html import hints as at
from newscrawl.extract.html.outline import Block, Outline

LEAD_LEVELS = 5
"""Elements between a cell or an item and the paragraph that it belongs to."""

MIN_LEAD_CHARS = 40
"""Text that a lead has at least; less over the text is a label."""

MAX_SHARE_CHARS = 80
"""A longer text in a box for sharing is a paragraph that it was put around, unless it is links."""

SHARE_LINK_SHARE = 0.5
"""A text in a box for sharing of which more is links is buttons."""

MISSING_SHARE = 0.15
"""With more of what the metadata give as the text outside an element, it holds a part only; a
standfirst stands over it on many sites, and is less."""

ABOVE_TITLE_WEIGHT = 0.2
"""What text above the title counts: it is rarely the article's."""

MAX_NOTICE_SHARE = 1 / 3
"""Notices are a smaller share of a text than this; editions of one story share more."""

_SMALL_PRINT = at.FORM | at.FIGURE | at.HINT_CAPTION | at.HINT_BYLINE | at.HINT_TAGS | at.HEADER

RULE_OF_FLAG = {
    at.NAV: BodyRule.IN_NAVIGATION,
    at.FOOTER: BodyRule.IN_FOOTER,
    at.ASIDE: BodyRule.IN_ASIDE,
    at.DIALOG: BodyRule.IN_DIALOG,
    at.HINT_COMMENTS: BodyRule.NAMED_COMMENTS,
    at.HINT_RELATED: BodyRule.NAMED_RELATED,
    at.HINT_ADVERT: BodyRule.NAMED_ADVERT,
    at.HINT_SIDEBAR: BodyRule.NAMED_SIDEBAR,
    at.HINT_NAV: BodyRule.NAMED_NAVIGATION,
    at.HINT_PROMO: BodyRule.NAMED_PROMOTION,
    at.HINT_AUTHOR_BOX: BodyRule.NAMED_AUTHOR_BOX,
    at.HINT_HIDDEN: BodyRule.NAMED_HIDDEN,
    at.HINT_EMBED: BodyRule.EMBEDDED_POST,
}
"""Each flag of `hints.OUTSIDE` with its rule. Of several, the lowest bit counts."""

_SUGGESTED = frozenset(RULE_OF_FLAG.values()) | {
    BodyRule.SHARE_BOX,
    BodyRule.COMMENT,
    BodyRule.STORY_CARD,
}
"""The rules that go by where a block stands, and not by what it says."""


class Body(NamedTuple):
    """The text of an article, paragraph by paragraph, and where it stands."""

    paragraphs: list[str]
    first: int
    """Index of its first block."""
    main: int
    """That of the first one in the element that holds most of it: a lead may stand over that, and
    the byline between the two."""
    last: int
    """Index of its last block."""
    blocks: frozenset[int]
    """Indexes of the blocks that make it."""


class BodySearch(NamedTuple):
    """What became of a page's blocks."""

    body: Body | None
    """None where the page holds no prose outside its furniture."""
    rules: list[BodyRule]
    """For each block of the page the rule that kept or cut it."""


def find_body(outline: Outline, page: BodyContext) -> BodySearch:
    """The article's text, and the rule that kept or cut each block of the page."""
    cuts = outside_cuts(outline, page)
    weights = [
        0.0
        if cut or (block.links and links_rule(block, page))
        else prose_chars(block) * _nearness(block, page)
        for block, cut in zip(outline.blocks, cuts, strict=True)
    ]
    sums = [0.0, *accumulate(weights)]
    if not sums[-1]:
        return BodySearch(None, [cut or BodyRule.NO_PROSE for cut in cuts])
    named = named_text(outline, sums, page.title_block)
    holder = find_holder(outline, sums, cuts, page.title_block, named)
    holder = with_its_list(with_stray_end(holder, outline, sums), outline)
    holder = _around_witnessed(holder, outline, page, cuts)
    return search_in(holder, outline, page, cuts)


def search_in(
    holder: etree._Element, outline: Outline, page: BodyContext, cuts: Cuts
) -> BodySearch:
    """The article's text, given the element that holds it and what is cut wherever the text is;
    the cuts are changed."""
    start, end = outline.spans[holder]
    first = _with_lead(outline, page, cuts, start)
    cut_inside(outline, page, holder, range(first, end), cuts)
    kept = [block for block in outline.blocks[first:end] if not cuts[block.index]]
    for block in _notices(kept, page):
        cuts[block.index] = BodyRule.ON_MANY_PAGES
    kept = [block for block in kept if not cuts[block.index]]
    return BodySearch(_body(kept, holder, start) if kept else None, _rules(cuts, first, start, end))


def _notices(kept: list[Block], page: BodyContext) -> list[Block]:
    """The blocks of a text that are nobody's, since many articles have them. None of one that is
    mostly such: it is published under many numbers, and is the text of each."""
    found = [block for block in kept if page.is_notice(block)]
    chars = sum(len(block.text) for block in found)
    return found if chars <= MAX_NOTICE_SHARE * sum(len(block.text) for block in kept) else []


def _body(kept: list[Block], holder: etree._Element, start: int) -> Body:
    """`start` is the first block of the element that holds the text."""
    blocks = frozenset(block.index for block in kept)
    first, *others = _paragraphs(kept, holder)
    if first == kept[0].text:
        first = without_day(kept[0])
    main = next((block.index for block in kept if block.index >= start), kept[0].index)
    return Body([first, *others], kept[0].index, main, kept[-1].index, blocks)


def _rules(cuts: Cuts, first: int, start: int, end: int) -> list[BodyRule]:
    """For each block the rule that decided, given what was cut, where the text begins, and where
    the element that holds it begins and ends."""
    kept_by = [BodyRule.OUTSIDE_CONTAINER] * len(cuts)
    kept_by[first:start] = [BodyRule.LEAD] * (start - first)
    kept_by[start:end] = [BodyRule.TEXT] * (end - start)
    return [cut or kept for cut, kept in zip(cuts, kept_by, strict=True)]


def outside_cuts(outline: Outline, page: BodyContext) -> Cuts:
    """For each block the rule by which it is no text, wherever the text is."""
    # What stands around the title, too, is the article's frame.
    outside = at.OUTSIDE
    if page.title_block is not None:
        outside &= ~outline.blocks[page.title_block].flags
    cuts = [_outside_rule(block, page, outside) for block in outline.blocks]
    for rule, (first, last) in foreign_spans(outline, page):
        cuts[first:last] = [cut or rule for cut in cuts[first:last]]
    keep_heads(outline.blocks, cuts)
    # What the article's own metadata say of its text goes before what a name or a place suggests.
    return [
        None if cut in _SUGGESTED and page.is_witnessed(block) else cut
        for block, cut in zip(outline.blocks, cuts, strict=True)
    ]


def _outside_rule(block: Block, page: BodyContext, outside: int) -> BodyRule | None:
    """The rule by which a block is no part of the article for where it stands. `outside` are the
    flags that say so here."""
    if block.index == page.title_block:
        return BodyRule.TITLE
    if block.index in page.neighbours:
        return BodyRule.HEADLINE_LIST
    flags = block.flags
    if flags & at.HINT_SHARE and not flags & at.QUOTE and _is_buttons(block):
        return BodyRule.SHARE_BOX
    if flags := flags & outside:
        return RULE_OF_FLAG[flags & -flags]
    return BodyRule.ON_EVERY_PAGE if page.is_furniture(block) else None


def _is_buttons(block: Block) -> bool:
    return len(block.text) < MAX_SHARE_CHARS or block.link_chars > SHARE_LINK_SHARE * len(
        block.text
    )


def _nearness(block: Block, page: BodyContext) -> float:
    is_above = page.title_block is not None and block.index < page.title_block
    return ABOVE_TITLE_WEIGHT if is_above else 1.0


def _around_witnessed(
    holder: etree._Element, outline: Outline, page: BodyContext, cuts: Cuts
) -> etree._Element:
    """The element that holds the text, or the smallest around it without which the metadata would
    say that a part is missing, or any of the end: a stray end tag has left it outside."""
    if not page.witness:
        return holder
    witnessed = [
        block
        for block, cut in zip(outline.blocks, cuts, strict=True)
        if not cut and page.is_witnessed(block)
    ]
    least = (1 - MISSING_SHARE) * sum(map(prose_chars, witnessed))
    end = max((block.index for block in witnessed), default=-1)
    around: etree._Element | None = holder
    while around is not None and around in outline.spans:
        first, last = outline.spans[around]
        inside = sum(prose_chars(block) for block in witnessed if first <= block.index < last)
        if inside >= least and end < last:
            return around
        around = around.getparent()
    return holder


def _with_lead(outline: Outline, page: BodyContext, cuts: Cuts, first: int) -> int:
    """Where the text begins: prose between the title and the element that holds the rest is its
    lead. What stands between them and beside no lead is cut."""
    if page.title_block is None or page.title_block >= first:
        return first
    between = outline.blocks[page.title_block + 1 : first]
    # A `header` around the title, too, is the article's own.
    small_print = _SMALL_PRINT & ~(outline.blocks[page.title_block].flags & at.HEADER)
    leads = [
        block for block in between if not cuts[block.index] and _is_lead(block, page, small_print)
    ]
    around = {block.container.getparent() for block in leads}
    # A list or a table of a lead is in its element.
    leading = {block.container for block in leads}
    start = leads[0].index if leads else first
    for block in outline.blocks[start:first]:
        if (
            block not in leads
            and block.container.getparent() not in around
            and leading.isdisjoint(islice(block.container.iterancestors(), LEAD_LEVELS))
        ):
            cuts[block.index] = cuts[block.index] or BodyRule.OUTSIDE_CONTAINER
    return start


def _is_lead(block: Block, page: BodyContext, small_print: int) -> bool:
    """Whether a block over the text is its first paragraph or the standfirst, which some set as a
    heading. `small_print` are the flags of what is neither."""
    return page.is_described(block) or (
        not block.heading
        and prose_chars(block) >= MIN_LEAD_CHARS
        and not block.flags & small_print
        and (not block.flags & at.HEADER or SENTENCE_END.search(block.text) is not None)
        and links_rule(block, page) is None
        and read_dateline(block.text) is None
    )


def _paragraphs(blocks: list[Block], holder: etree._Element) -> list[str]:
    """The blocks as paragraphs; the cells of a row of a table make one."""
    around = {holder, *holder.iterancestors()}
    paragraphs: list[str] = []
    for row, members in groupby(
        blocks, key=lambda block: block.table_row if block.table_row not in around else None
    ):
        texts = list(members)
        cells = [_cell(block) for block in texts]
        if row is not None and len(set(cells)) == len(cells):
            paragraphs.append(" ".join(block.text for block in texts))
        else:
            paragraphs += [block.text for block in texts]
    return paragraphs


def _cell(block: Block) -> etree._Element:
    element = block.container
    while element.tag not in ("td", "th"):
        parent = element.getparent()
        if parent is None:
            return block.container
        element = parent
    return element
