"""What others than a page's blocks say whole that its title is, and which words of a block are but
a few of those: a tag, an entry of a list, the name of the site."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from newscrawl.extract.html import hints as at
from newscrawl.extract.html.outline import Block
from newscrawl.extract.title_score import PARTS
from newscrawl.text import key

LOWEST_HEADING = 3
"""Headings of a lower level are those of boxes."""


def said_titles(known: Iterable[str], claims: Sequence[str], page_title: str) -> frozenset[str]:
    """The keys of headlines elsewhere (`known`), of the claims of the metadata and their parts, and
    of the `title` element and its parts where no claim tells which of them the title is.

    >>> sorted(said_titles([], ["A ferry"], "A ferry | The Harbour"))
    ['aferry']
    >>> sorted(said_titles([], [], "A ferry | The Harbour"))
    ['aferry', 'aferrytheharbour', 'theharbour']
    """
    said = {key(part) for claim in claims for part in (claim, *PARTS.split(claim))}
    said.update(map(key, known))
    parts = {key(part) for part in (page_title, *PARTS.split(page_title))}
    return frozenset(said if said & parts else said | parts) - {""}


def is_few_words(block: Block, text: str, titles: Collection[str]) -> bool:
    """Whether a block that looks like no title says, with this text of it, none of the titles
    whole."""
    looks_so = 0 < block.heading <= LOWEST_HEADING or block.flags & at.HINT_TITLE
    said = key(text)
    return not looks_so and not any(said.startswith(title) for title in titles)


def belong_together(text: str, heading: str, titles: Collection[str]) -> bool:
    """Whether a text is a label before a heading that is one title with it, or holds the heading
    itself."""
    said, own = key(text), key(heading)
    return own in said or said + own in titles
