"""Articles that stand on several pages: which, and what each page shows of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from newscrawl.replica.bodies import Block
from newscrawl.replica.content import Article
from newscrawl.replica.kinds import is_live
from newscrawl.replica.markups.base import ArticlePage, Link, page_numbers

EVERY = 4
"""One article in so many is long enough to be parted."""


def parts_of(article: Article, most: int) -> list[Sequence[Block]]:
    """What stands on each page of an article, of which there are at most so many; one is all of
    it.

    No subheading is parted from its text.
    """
    blocks = article.blocks
    begins = [
        place
        for place in range(1, len(blocks))
        if blocks[place].kind in ("paragraph", "subheading", "entry")
        and blocks[place - 1].kind != "subheading"
    ]
    count = min(most, 1 + len(begins))
    is_parted = article.number % EVERY == 1 or is_live(blocks)
    if not is_parted or count < 2:
        return [blocks]
    cuts = [0, *(begins[len(begins) * part // count] for part in range(1, count)), len(blocks)]
    cuts = sorted(set(cuts))
    return [blocks[first:last] for first, last in pairwise(cuts)]


def part_of(page: ArticlePage, number: int, most: int) -> ArticlePage | None:
    """The page of this number (from 1) of an article that has at most so many; None where it has
    fewer."""
    parts = parts_of(page.article, most)
    if not 1 <= number <= len(parts):
        return None
    if len(parts) == 1:
        return page
    pages = [
        Link(str(one), page.path if one == 1 else f"{page.path}?page={one}")
        for one in range(1, len(parts) + 1)
    ]
    line = Block("paragraph", (page_numbers(pages),))
    text = (*parts[number - 1], line)
    return replace(page, article=replace(page.article, blocks=text), pages=pages, place=number)
