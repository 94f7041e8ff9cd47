"""The texts of others on an article's page: what readers wrote under it, and cards of other
stories. Known by their repeating."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from itertools import accumulate, pairwise

from lxml import etree

from newscrawl.extract import vocabulary as labels
from newscrawl.extract.body.live_entries import are_live, first_line, hours_of, writers_of
from newscrawl.extract.body.prose import (
    BodyContext,
    heads_comments,
    is_button,
    is_control,
    prose_chars,
)
from newscrawl.extract.body.rules import BodyRule
from newscrawl.extract.body.tables import is_cell, is_headed_table
from newscrawl.extract.body.things import are_things
from newscrawl.extract.dates.date_lines import read_dateline
from newscrawl.extract.html.hints import ARTICLE
from newscrawl.extract.html.outline import Block, Outline

Span = tuple[int, int]
"""Indexes of blocks: the first, and the one after the last."""

_Entries = dict[etree._Element, dict[etree._Element, Span]]
"""For each element the ones directly inside it that may be entries of a list."""

COMMENT_LEVELS = 5
"""Maximum number of elements around its date that may be a comment: name and date stand in a line,
in a head, beside a picture, in a box."""

CARD_LEVELS = 4
"""Maximum number of elements around its heading that may be a card."""

MAX_COMMENT_LINE_CHARS = 80
"""A longer first line is no name with a date."""

ABOVE_TITLE_BLOCKS = 2
"""Dates further above the title are the page's, not readers'."""

MIN_NAMED_COMMENTS = 2
"""Of entries with a class or a tag of their own, so many alike are comments."""

MIN_UNNAMED_COMMENTS = 3
"""Of entries that are bare `div` elements, so many alike: two are layout."""

MIN_POST_CHARS = 20
"""As much prose is the beginning of a text."""

MAX_COMMENTS_LABEL_CHARS = 40
"""A longer text that fits the pattern of a comments' heading is a sentence about comments."""

MIN_CARDS = 3
"""Number of like entries that are a list of stories: two may be links in the text."""

NUMBERED_SHARE = 0.8
"""Of entries that follow each other by number; one or two may be advertisements."""

_NUMBERED = re.compile(r"#?(\d{1,3})[.):]?\s").match

MAX_CARD_BLOCKS = 8
"""A card has a heading, a teaser, a date, a section, a count or two; more is a part of the page."""

MIN_PARAGRAPH_CHARS = 100
"""With so much prose over its link, what holds both is a part of the text: a card begins with its
heading, under a section's name or a picture's line."""

MIN_TEXT_CHARS = 400
"""So much prose under the title is a text of its own, before another article begins."""

MIN_HEADING_LINK_CHARS = 20
"""A shorter link is a word of a text or a button, unless it stands in a heading."""

LINK_SHARE = 0.8
"""A block is a link if so much of it is; the rest is a count, a time, an arrow."""

_SAME_PAGE = ("#", "javascript:")
"""How links begin that open or show what stands on the page: a part of the text."""

_ENTRY_TAGS = frozenset(("article", "li", "tr", "table", "section", "dd"))


def foreign_spans(outline: Outline, page: BodyContext) -> Iterator[tuple[BodyRule, Span]]:
    """The parts of the page that others wrote, and the rule that tells."""
    if page.title_block is not None:
        for rule, span in _entry_spans(outline, page, page.title_block):
            yield rule, span
        for span in _other_articles(outline, page.title_block):
            yield BodyRule.OTHER_ARTICLE, span
        for span in _under_label(outline, page.title_block):
            yield BodyRule.UNDER_COMMENTS_LABEL, span
    for span in _card_spans(outline, page):
        yield BodyRule.STORY_CARD, span


def _entry_spans(
    outline: Outline, page: BodyContext, title_block: int
) -> Iterator[tuple[BodyRule, Span]]:
    """Parts of the page where like elements follow each other, each with a date and a text of its
    own: what readers wrote; of a text that is told as it happens the lines that say when."""
    comments: list[Span] = []
    for entries in _dated_entries(outline, page, title_block).values():
        alike = _alike(entries, title_block)
        if page.is_live_blog or are_live(alike, outline, page):
            writers = writers_of(page, outline, alike)
            for first, last in alike.values():
                for place in hours_of(outline.blocks[first:last], writers):
                    yield BodyRule.HOUR_OF_ENTRY, (place, place + 1)
        else:
            comments += alike.values()
    for span in _without_first_post(sorted(comments), outline, title_block):
        yield BodyRule.COMMENT, span


def _alike(entries: dict[etree._Element, Span], title_block: int) -> dict[etree._Element, Span]:
    """Those of some entries that enough others are like, and that do not hold the title."""
    kinds = Counter((entry.tag, entry.get("class")) for entry in entries)
    found: dict[etree._Element, Span] = {}
    for entry, (first, last) in entries.items():
        is_named = entry.get("class") is not None or entry.tag in _ENTRY_TAGS
        least = MIN_NAMED_COMMENTS if is_named else MIN_UNNAMED_COMMENTS
        if kinds[entry.tag, entry.get("class")] >= least and not first <= title_block < last:
            found[entry] = (first, last)
    return found


def _dated_entries(outline: Outline, page: BodyContext, title_block: int) -> _Entries:
    """The elements with a line of name and date and more than that line."""
    dated: _Entries = {}
    for block in outline.dated:
        if block.index in page.neighbours or block.index < title_block - ABOVE_TITLE_BLOCKS:
            continue
        lines = block.lines()
        if (
            not lines  # A date for machines alone, without a word.
            or len(lines[0]) > MAX_COMMENT_LINE_CHARS
            or read_dateline(first_line(block)) is None
        ):
            continue
        for parent, entry, (first, last) in _around(block, outline, COMMENT_LEVELS):
            if entry.tag == "body":
                break
            if last - first > 1 or len(lines) > 1:
                dated.setdefault(parent, {})[entry] = (first, last)
    return dated


def _around(
    block: Block, outline: Outline, levels: int
) -> Iterator[tuple[etree._Element, etree._Element, Span]]:
    """The elements around a block from the innermost on: parent, element, what the element
    holds."""
    entry = block.container
    for _ in range(levels):
        parent = entry.getparent()
        if parent is None:
            return
        yield parent, entry, outline.spans.get(entry, (block.index, block.index + 1))
        entry = parent


def _without_first_post(spans: list[Span], outline: Outline, title_block: int) -> list[Span]:
    """The same, but for the first where no text stands between it and the title: on a forum the
    article is the first post."""
    if not spans or title_block > spans[0][0]:
        return spans
    above = outline.blocks[title_block + 1 : spans[0][0]]
    if any(prose_chars(block) >= MIN_POST_CHARS for block in above):
        return spans
    return [span for span in spans if span[0] >= spans[0][1]]


def _under_label(outline: Outline, title_block: int) -> list[Span]:
    """What stands under a heading that says 'Comments', as far as its element reaches, if the
    article's text stands over it."""
    text_chars = 0.0
    for block in outline.blocks[title_block + 1 :]:
        if (
            text_chars >= MIN_POST_CHARS
            and len(block.text) < MAX_COMMENTS_LABEL_CHARS
            and labels.comments(block.text)
            and not is_control(block)
            and not is_button(block)
            and not is_cell(block)
        ):
            holder = block.container.getparent()
            first, last = outline.spans.get(holder, (0, 0)) if holder is not None else (0, 0)
            below = sum(map(prose_chars, outline.blocks[block.index : last]))
            if heads_comments(block, text_chars, below):
                return [(block.index, last)] if first <= block.index < last else []
        text_chars += prose_chars(block)
    return []


def _other_articles(outline: Outline, title_block: int) -> Iterator[Span]:
    """The `article` elements below the title that have a headline of the same rank and do not hold
    it: what some sites go on with, without end."""
    rank = outline.blocks[title_block].heading
    sums = [0.0, *accumulate(map(prose_chars, outline.blocks))]
    for block in outline.blocks[title_block + 1 :]:
        if rank and block.heading == rank and block.flags & ARTICLE:
            element = next(block.container.iterancestors("article"), None)
            first, last = (0, 0) if element is None else outline.spans.get(element, (0, 0))
            # A subheading has paragraphs of its article over it, and a headline none.
            if (
                sums[block.index] == sums[first]
                and sums[first] - sums[title_block] > MIN_TEXT_CHARS
                and sums[last] > sums[first]
            ):
                yield first, last


def _card_spans(outline: Outline, page: BodyContext) -> list[Span]:
    """Parts of the page where like elements follow each other, each with a link as its heading:
    other stories, not this one."""
    spans: list[Span] = []
    for parent, cards in _linked_entries(outline, page).items():
        if len(cards) < MIN_CARDS or is_headed_table(parent):
            continue
        kind, count = _commonest_kind(cards)
        if count < MIN_CARDS:
            continue
        alike = [span for card, span in cards.items() if _kind(card) == kind]
        if not (
            _are_numbered_parts(cards.values(), outline) or are_things(alike, parent, outline, page)
        ):
            spans += [
                span
                for span in alike
                # A link alone, below the title, may be of the text.
                if span[1] - span[0] > 1 or span[0] < (page.title_block or 0)
            ]
    return spans


def _are_numbered_parts(spans: Collection[Span], outline: Outline) -> bool:
    """Whether entries are numbered one after the other and have paragraphs of their own: '37. The
    Ferry', what a list of ninety things is made of. Lists of what is read most have none."""
    blocks = outline.blocks
    numbers = [int(found[1]) for first, _ in spans if (found := _NUMBERED(blocks[first].text))]
    steps = sum(after - before == 1 for before, after in pairwise(sorted(numbers)))
    prose = sum(prose_chars(block) for first, last in spans for block in blocks[first:last])
    return steps >= NUMBERED_SHARE * len(spans) and prose >= MIN_PARAGRAPH_CHARS * len(spans)


def _linked_entries(outline: Outline, page: BodyContext) -> _Entries:
    """The small elements with a link as their heading."""
    entries: _Entries = {}
    for block in outline.blocks:
        if (
            not block.links
            or block.index in page.neighbours
            or block.index == page.title_block
            or not _is_link_heading(block)
        ):
            continue
        for parent, entry, (first, last) in _around(block, outline, CARD_LEVELS):
            above = outline.blocks[first : block.index]
            if last - first > MAX_CARD_BLOCKS or _begins_as_text(above):
                break
            entries.setdefault(parent, {})[entry] = (first, last)
    return entries


def _begins_as_text(above: list[Block]) -> bool:
    """Whether what stands over the link of an entry is a paragraph, with no heading of the entry's
    own."""
    return not any(block.heading for block in above) and any(
        prose_chars(block) >= MIN_PARAGRAPH_CHARS for block in above
    )


def _commonest_kind(cards: Iterable[etree._Element]) -> tuple[tuple[str, str], int]:
    return Counter(map(_kind, cards)).most_common(1)[0]


def _kind(card: etree._Element) -> tuple[str, str]:
    """What like elements share: the tag and the first class, as further ones tell first from
    last."""
    return card.tag, card.get("class", "").split(" ")[0]


def _is_link_heading(block: Block) -> bool:
    """Whether a block is a link of several words, or begins with one and goes on with a teaser."""
    link = block.links[0]
    if link.href.startswith(_SAME_PAGE):
        return False
    is_link = block.link_chars > LINK_SHARE * len(block.text)
    if len(link.text) < MIN_HEADING_LINK_CHARS:
        return bool(block.heading) and is_link
    return is_link or block.text.startswith(link.text)
