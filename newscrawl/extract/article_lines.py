"""The lines at an article that tell of it: over its title, between it and the text, and under the
text up to where other articles begin."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from lxml import etree

from newscrawl.extract import vocabulary as labels
from newscrawl.extract.dates.find import find_dates
from newscrawl.extract.html import hints as at
from newscrawl.extract.html.outline import Block, Link

ABOVE_TITLE = 6
"""Blocks over a title where a label may stand: a date, a path, a byline stand between."""

ABOVE_TEXT = 12
"""Blocks between a title and its text: counts, buttons, a standfirst."""

BELOW_TEXT = 12
"""Blocks under a text: its date, its authors, its keywords stand between."""

CARD_LEVELS = 4
"""Elements around a line, its own among them, that may be the card of another article."""

MAX_CARD_BLOCKS = 8
"""Blocks on either side of a line that may stand in one card with it."""

MAX_LABEL_CHARS = 30
"""Of the label of a fact."""

MAX_FACTS = 12
"""Lines of a page that ask for one kind of fact; more are a list."""

ELSEWHERE = (
    at.HINT_RELATED | at.HINT_SIDEBAR | at.HINT_COMMENTS | at.ASIDE | at.DIALOG | at.HINT_ADVERT
)
"""Where lines tell of other articles, or of none."""

_ALONG = frozenset(("prev", "previous", "next"))

_Leads = Callable[[str], bool]


def lines_over_text(
    blocks: Sequence[Block], title: int, first: int, leads_elsewhere: _Leads
) -> Iterator[Block]:
    """The lines over a title, and those under it to the first block of its text. An aside between
    title and text is of the article, unless it leads to others, and so is a column that tells of
    its author."""
    own = blocks[title].flags
    head = blocks[max(0, title - ABOVE_TITLE) : max(title, min(first, title + ABOVE_TEXT))]
    for block in head:
        if block.index == title or is_of_card(block, blocks, title, leads_elsewhere):
            continue
        elsewhere = block.flags & ELSEWHERE & ~own
        if (
            not elsewhere
            or (elsewhere == at.ASIDE and block.index > title)
            or (elsewhere == at.HINT_SIDEBAR and _is_told_with_author(block, head))
        ):
            yield block


def lines_under_text(
    blocks: Sequence[Block], title: int, last: int, leads_elsewhere: _Leads
) -> Iterator[Block]:
    """The lines under a text, up to the heading of something else or a link to another article."""
    own = blocks[title].flags
    end = max(title, last)
    for block in blocks[end + 1 : end + 1 + BELOW_TEXT]:
        if (block.heading and not labels.asks_fact(block.text)) or any(
            leads_elsewhere(link.href) for link in block.links
        ):
            return
        if not block.flags & ELSEWHERE & ~own and not is_of_card(
            block, blocks, end, leads_elsewhere
        ):
            yield block


def facts_behind(
    blocks: Sequence[Block], last: int, asks: Callable[[Block], bool], leads_elsewhere: _Leads
) -> Iterator[Block]:
    """The lines behind a text, wherever on the page, that ask for a fact of the article, each with
    the line behind it: in a box that tells its day or its authors, too, and leads to no other."""
    for block in islice(filter(asks, blocks[last + 1 :]), MAX_FACTS):
        start = max(last + 1, block.index - MAX_CARD_BLOCKS)
        near = blocks[start : block.index + MAX_CARD_BLOCKS]
        for box in islice(block.container.iterancestors(), CARD_LEVELS):
            if box.tag == "body":
                break
            inside = [one for one in near if box in _from(one.container)]
            if any(leads_elsewhere(link.href) for one in inside for link in one.links):
                break
            if any(one is not block and _tells_of_article(one) for one in inside):
                yield from blocks[block.index : block.index + 2]
                break


def asks_fact(block: Block) -> bool:
    """Whether a line is the label of a fact that stands behind it."""
    text = block.text
    is_label = len(text) <= MAX_LABEL_CHARS and text.endswith((":", "："))
    return is_label or block.container.tag == "dt" or labels.asks_fact(text)


def _tells_of_article(block: Block) -> bool:
    """Whether a line is the day of an article, or says who wrote it."""
    text = block.text
    return (
        labels.byline_label(text) is not None
        or labels.author(text) is not None
        or bool(find_dates(text))
    )


def _is_told_with_author(block: Block, others: Sequence[Block]) -> bool:
    """Whether a line stands in one element with the label of a byline: a column beside an article
    may tell its facts."""
    around = block.container.getparent()
    return around is not None and any(
        labels.byline_label(other.text) and around in other.container.iterancestors()
        for other in others
    )


def is_of_card(block: Block, blocks: Sequence[Block], own: int, leads_elsewhere: _Leads) -> bool:
    """Whether a line stands in one small element with a link to another article, and without the
    block `own` of this one, or beside such a link in an element that leads to several."""
    around_own = set(_from(blocks[own].container))
    start = max(0, block.index - MAX_CARD_BLOCKS)
    leading = {
        other.index: (link.href, set(_from(other.container)))
        for other in blocks[start : block.index + 1 + MAX_CARD_BLOCKS]
        for link in other.links
        if leads_elsewhere(link.href) and not _leads_along(other, link)
    }
    around_block = islice(_from(block.container), CARD_LEVELS) if leading else ()
    for level, element in enumerate(around_block):
        if element in around_own:
            return False
        inside = {index: href for index, (href, around) in leading.items() if element in around}
        if inside:
            is_beside = level < 2 and not inside.keys().isdisjoint(
                range(block.index - 1, block.index + 2)
            )
            return is_beside or len(set(inside.values())) == 1
    return False


def _leads_along(block: Block, link: Link) -> bool:
    """Whether a link leads to the article before or after: it stands in one element with what is
    told of this one."""
    rel = (link.element.get("rel") or "").lower().split()
    return bool(block.flags & at.NAV) or not _ALONG.isdisjoint(rel)


def _from(element: etree._Element) -> Iterator[etree._Element]:
    """An element and those around it."""
    yield element
    yield from element.iterancestors()
