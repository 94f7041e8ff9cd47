"""The section that stands in a line at an article where the other pages of its site say one of a
few."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from newscrawl.extract import vocabulary as labels
from newscrawl.extract.author_marks import is_author_link
from newscrawl.extract.dates.find import find_dates
from newscrawl.extract.html.outline import Block
from newscrawl.extract.section_context import SectionContext, is_section, leads_to_listing
from newscrawl.extract.section_places import NO_LINE, Piece
from newscrawl.text import key


def one_of_few(
    blocks: Sequence[Block], over: Sequence[Block], under: Sequence[Block], page: SectionContext
) -> str | None:
    """The section in the lines over a text or under it; None where none is told so. Under a text
    only what leads to a listing, or is told with the day: a source may stand there."""
    asked = -1
    listed: set[str] | None = None
    for block in (*over, *under):
        if labels.asks_fact(block.text) and not labels.section_label(block.text):
            asked = block.index + 1
        if block.index == asked or block.flags & NO_LINE:
            continue
        for piece, names in page.places.sections(block):
            if not is_section(piece.text, page):
                continue
            if piece.link is not None:
                if _leads(piece, page, of_tags=block in over):
                    return piece.text
            elif block in over or block.machine_dates or find_dates(block.text):
                listed = listed if listed is not None else _listings(blocks, page)
                if _is_known(piece, names, block, listed):
                    return piece.text
    return None


def _leads(piece: Piece, page: SectionContext, *, of_tags: bool) -> bool:
    """Whether a piece is a link to a listing, and to that of no author."""
    return (
        piece.link is not None
        and not is_author_link(piece.link, page.house)
        and leads_to_listing(piece.link.href, page, of_tags=of_tags)
    )


def _is_known(piece: Piece, names: Iterable[str], block: Block, listed: set[str]) -> bool:
    """Whether the page links to the listing of one of the names that stand where a piece does; on a
    page without a menu, whether it is all that its line says. The weather is one of a few, too, and
    so are the other words of a byline: 'by', 'at', the day of the week."""
    if not listed.isdisjoint(map(key, names)):
        return True
    return len(listed) < 2 and piece.text == block.text


def _listings(blocks: Sequence[Block], page: SectionContext) -> set[str]:
    """The keys of what links to listings say."""
    return {
        key(link.text)
        for block in blocks
        for link in block.links
        if leads_to_listing(link.href, page)
    }
