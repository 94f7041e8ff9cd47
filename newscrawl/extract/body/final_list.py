"""What stands under the last paragraph as a list and is none of the text: other stories of the
site, each with a link in its sentence."""

from __future__ import annotations

from itertools import takewhile

from newscrawl.extract.body.prose import SENTENCE_END, BodyContext
from newscrawl.extract.body.rules import BodyRule, Cuts
from newscrawl.extract.dates.date_lines import read_dateline
from newscrawl.extract.html import hints as at
from newscrawl.extract.html.outline import Block

MIN_ENTRIES = 3
"""Fewer points at the end of a text may be its own."""

LINKED_SHARE = 0.5
"""So many of the entries lead to an article of the site; others lead to a topic, a film, a shop."""

MAX_ENTRY_CHARS = 160
"""A longer point says something itself."""

MAX_LABEL_CHARS = 80
"""A longer line over the list is a paragraph."""

MIN_HEADLINE_CHARS = 20
"""A shorter link is a word."""

_AROUND_DATE = " -–—|·•,()"

_LEFT_OR_LINKS = frozenset(
    (
        None,
        BodyRule.LABEL_OF_LINKS,
        BodyRule.ARTICLE_LINKS,
        BodyRule.LINKS_ALONE,
        BodyRule.MOSTLY_LINKS,
    )
)
"""What is left of a text, and the entries of the same list that are all link."""


def cut_final_list(blocks: list[Block], cuts: Cuts, page: BodyContext) -> None:
    """Cut a list of stories at the end of the text with the line that heads it. The points of a
    text end with full stops, or lead nowhere."""
    left = [place for place, cut in enumerate(cuts) if cut in _LEFT_OR_LINKS]
    while left and cuts[left[-1]] and not _is_entry(blocks[left[-1]]):
        left.pop()  # 'Print this', 'Share this' under the list.
    entries = list(takewhile(lambda place: _is_entry(blocks[place]), reversed(left)))
    if not MIN_ENTRIES <= len(entries) < len(left) - 1:
        return
    leading = sum(_leads_on(blocks[place], page) for place in entries)
    head = left[-len(entries) - 1]
    if leading >= LINKED_SHARE * len(entries) and _is_label(blocks[head]):
        for place in (head, *entries):
            cuts[place] = cuts[place] or BodyRule.ARTICLE_LINKS


def _leads_on(block: Block, page: BodyContext) -> bool:
    """Whether an entry leads to an article of the site, or is a headline as a link and its day: a
    mirror's links lead to the site that it mirrors."""
    if any(page.leads_to_article(link.href) for link in block.links):
        return True
    beside = "".join([text for text, link in block.segments if link == -1]).strip(_AROUND_DATE)
    is_headline = block.link_chars >= MIN_HEADLINE_CHARS
    line = read_dateline(beside) if is_headline and beside else None
    return line is not None and not line.rest


def _is_entry(block: Block) -> bool:
    return (
        bool(block.flags & at.LIST_ITEM and block.links)
        and len(block.text) <= MAX_ENTRY_CHARS
        and not block.text.endswith((".", ";", ":"))
    )


def _is_label(block: Block) -> bool:
    return (
        not block.flags & at.LIST_ITEM
        and len(block.text) <= MAX_LABEL_CHARS
        and (block.text.endswith(":") or not SENTENCE_END.search(block.text))
    )
