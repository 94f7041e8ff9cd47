"""The things that an article recommends, each with a heading that leads to another site: a list of
ten lamps is set as cards of ten stories are."""

from __future__ import annotations

from collections.abc import Collection

from lxml import etree

from newscrawl.extract.body.prose import BodyContext, prose_chars
from newscrawl.extract.html.outline import Link, Outline

MIN_PROSE_CHARS = 100
"""Of an entry, on the average: what is said of a thing is a paragraph, what an advertisement says
is a line."""

ABROAD_SHARE = 0.8
"""Of the entries whose heading leads to another site; one or two may lead to a test of the thing on
this one."""


def are_things(
    spans: Collection[tuple[int, int]], parent: etree._Element, outline: Outline, page: BodyContext
) -> bool:
    """Whether entries (the first block of each, and the one after its last) have paragraphs of
    their own under headings that lead to other sites, and what holds them (`parent`) holds text
    over them, too: the teasers of partners stand in a box of their own."""
    blocks, start = outline.blocks, min(spans)[0]
    above, _ = outline.spans.get(parent, (start, start))
    if page.title_block is None or start < page.title_block:
        return False
    prose = sum(prose_chars(block) for first, last in spans for block in blocks[first:last])
    if prose < MIN_PROSE_CHARS * len(spans) or not any(
        prose_chars(block) >= MIN_PROSE_CHARS
        for block in blocks[max(above, page.title_block + 1) : start]
    ):
        return False
    abroad = sum(
        any(
            block.heading and any(_leads_abroad(link, page) for link in block.links)
            for block in blocks[first:last]
        )
        for first, last in spans
    )
    return abroad >= ABROAD_SHARE * len(spans)


def _leads_abroad(link: Link, page: BodyContext) -> bool:
    """Whether a link leads to another site, or says that it is paid for, as links that go there by
    way of this one do (https://developers.google.com/search/docs/crawling-indexing/qualify-outbound-links)."""
    rel = (link.element.get("rel") or "").lower().split()
    return "sponsored" in rel or page.leads_off_site(link.href)
