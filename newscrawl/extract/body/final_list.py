"""What stands under the last paragraph as a list and is none of the text: other stories of the
site, each with a link in its sentence."""

from __future__ import annotations

from itertools import takewhile

from newscrawl.extract.body.prose import SENTENCE_END, BodyContext
from newscrawl.extract.body.rules import BodyRule, Cuts
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
    entries = list(takewhile(lambda place: _is_entry(blocks[place]), reversed(left)))
    if not MIN_ENTRIES <= len(entries) < len(left) - 1:
        return
    leading = sum(
        any(page.leads_to_article(link.href) for link in blocks[place].links) for place in entries
    )
    head = left[-len(entries) - 1]
    if leading >= LINKED_SHARE * len(entries) and _is_label(blocks[head]):
        for place in (head, *entries):
            cuts[place] = cuts[place] or BodyRule.ARTICLE_LINKS


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
