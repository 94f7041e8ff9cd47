"""The texts of others on an article's page: what readers wrote under it, and cards of other
stories. Known by their repeating."""

from __future__ import annotations

from collections import Counter

from lxml import etree

from newscrawl.extract import vocabulary as labels
from newscrawl.extract.body.prose import BodyContext, prose_chars
from newscrawl.extract.dates.date_lines import read_dateline
from newscrawl.extract.dates.parse import may_hold_date
from newscrawl.extract.html.outline import Block, Outline

Span = tuple[int, int]
"""Indexes of blocks: the first, and the one after the last."""

_ENTRY_TAGS = frozenset(("article", "li", "tr", "table", "section", "dd"))
_LEVELS = 5
"""So far around a date an entry's own element is looked for."""


def comment_spans(outline: Outline, page: BodyContext) -> list[Span]:
    """Parts of the page where like elements follow each other, each with a date and a text of its
    own: what readers wrote."""
    if page.title_block is None:
        return []
    dated: dict[etree._Element, dict[etree._Element, Span]] = {}
    for block in outline.blocks:
        if (
            block.index in page.neighbours
            or block.index < page.title_block - 2
            or not may_hold_date(block.text)
        ):
            continue
        lines = block.lines()
        if len(lines[0]) > 80 or read_dateline(lines[0]) is None:
            continue
        entry = block.container
        for _ in range(5):
            parent = entry.getparent()
            if parent is None or entry.tag == "body":
                break
            first, last = outline.spans.get(entry, (block.index, block.index + 1))
            if last - first > 1 or len(lines) > 1:
                dated.setdefault(parent, {})[entry] = (first, last)
            entry = parent
    spans = []
    for entries in dated.values():
        kinds = Counter((entry.tag, entry.get("class")) for entry in entries)
        for entry, (first, last) in entries.items():
            alike = kinds[entry.tag, entry.get("class")]
            named = entry.get("class") is not None or entry.tag in _ENTRY_TAGS
            if alike > (1 if named else 2) and not first <= page.title_block < last:
                spans.append((first, last))
    return [
        *_without_first_post(sorted(spans), outline, page.title_block),
        *_under_label(outline, page.title_block),
    ]


def _under_label(outline: Outline, title_block: int) -> list[Span]:
    """What stands under a heading that says 'Comments', as far as its element reaches, if the
    article's text stands over it."""
    text_chars = 0.0
    for block in outline.blocks[title_block + 1 :]:
        if (
            text_chars >= 20
            and len(block.text) < 40
            and labels.comments(block.text)
            and block.link_chars < len(block.text)
        ):
            holder = block.container.getparent()
            first, last = outline.spans.get(holder, (0, 0)) if holder is not None else (0, 0)
            return [(block.index, last)] if first <= block.index < last else []
        text_chars += prose_chars(block)
    return []


def _without_first_post(spans: list[Span], outline: Outline, title_block: int) -> list[Span]:
    """The same, but for the first where no text stands between it and the title: on a forum the
    article is the first post."""
    if not spans or title_block > spans[0][0]:
        return spans
    if any(prose_chars(block) >= 20 for block in outline.blocks[title_block + 1 : spans[0][0]]):
        return spans
    return [span for span in spans if span[0] >= spans[0][1]]


def card_spans(outline: Outline, page: BodyContext) -> list[Span]:
    """Parts of the page where like elements follow each other, each with a link as its heading:
    other stories, not this one."""
    entries: dict[etree._Element, dict[etree._Element, Span]] = {}
    for block in outline.blocks:
        if (
            not block.links
            or block.index in page.neighbours
            or block.index == page.title_block
            or not _is_link_heading(block)
        ):
            continue
        entry = block.container
        for _ in range(4):
            parent = entry.getparent()
            if parent is None:
                break
            first, last = outline.spans.get(entry, (block.index, block.index + 1))
            if last - first > 8:
                break
            entries.setdefault(parent, {})[entry] = (first, last)
            entry = parent
    spans = []
    for cards in entries.values():
        alike = Counter((card.tag, card.get("class", "").split(" ")[0]) for card in cards)
        kind, count = alike.most_common(1)[0]
        if count > 2:
            spans += [
                span
                for card, span in cards.items()
                if (card.tag, card.get("class", "").split(" ")[0]) == kind
                and (span[1] - span[0] > 1 or span[0] < (page.title_block or 0))
            ]
    return spans


def _is_link_heading(block: Block) -> bool:
    """Whether a block is a link of several words, or begins with one and goes on with a teaser."""
    link = block.links[0]
    if len(link.text) < 20:
        return bool(block.heading) and block.link_chars > 0.8 * len(block.text)
    return block.link_chars > 0.8 * len(block.text) or block.text.startswith(link.text)
