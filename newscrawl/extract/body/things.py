"""The things that an article recommends, each with a heading that leads to another site: a list of
ten lamps is set as cards of ten stories are."""

from __future__ import annotations

from collections.abc import Collection

from newscrawl.extract.body.prose import BodyContext, prose_chars
from newscrawl.extract.html.outline import Outline

MIN_PROSE_CHARS = 100
"""Of an entry, on the average: what is said of a thing is a paragraph, what an advertisement says
is a line."""

ABROAD_SHARE = 0.8
"""Of the entries whose heading leads to another site; one or two may lead to a test of the thing on
this one."""


def are_things(spans: Collection[tuple[int, int]], outline: Outline, page: BodyContext) -> bool:
    """Whether entries (the first block of each, and the one after its last) below the title have
    paragraphs of their own under headings that lead to other sites."""
    blocks = outline.blocks
    if page.title_block is None or min(spans)[0] < page.title_block:
        return False
    prose = sum(prose_chars(block) for first, last in spans for block in blocks[first:last])
    if prose < MIN_PROSE_CHARS * len(spans):
        return False
    abroad = sum(
        any(
            block.heading and any(page.leads_off_site(link.href) for link in block.links)
            for block in blocks[first:last]
        )
        for first, last in spans
    )
    return abroad >= ABROAD_SHARE * len(spans)
