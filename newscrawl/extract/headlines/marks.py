"""What of a page may make a headline list: the links that lead to articles; the dates beside them
are in date_marks.py."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from lxml import etree

from newscrawl.extract.dates.date_lines import day_of
from newscrawl.extract.dates.parse import find_dates, may_hold_date
from newscrawl.extract.headlines.date_marks import SEPARATORS, is_running_text, whole_date
from newscrawl.extract.html.outline import Block, Link, Outline
from newscrawl.identity.site import ArticleRef
from newscrawl.text import fold, key

FindRef = Callable[[str], ArticleRef | None]
"""Gives the article that a link, as written, leads to; None where it leads elsewhere."""

_TO_COMMENT = re.compile(
    r"#[a-z_-]*(?:comment|reply|respon[ds]e?|koment|kommentar|yorum|opinion)[a-z]*[-_=]?\d", re.I
)
"""Where a link leads to what one reader wrote under an article: it says that, and no headline. What
leads to all of them may say the headline as well as their number."""


class LinkMark(NamedTuple):
    """A link to an article, as far as it stands in one block."""

    ref: ArticleRef
    element: etree._Element
    block: int
    segment: int
    text: str
    """The text of the link in this block without its date, white space folded."""
    when: date | None
    """A date inside the link."""


def find_link_marks(outline: Outline, find_ref: FindRef) -> list[LinkMark]:
    """Every link to an article that does not stand in running text, in page order."""
    links: list[LinkMark] = []
    for block in outline.blocks:
        if block.links:
            links += _link_marks_of(block, find_ref)
    return links


def _link_marks_of(block: Block, find_ref: FindRef) -> list[LinkMark]:
    if len(block.links) == 1 and block.link_chars == len(block.text):
        # The usual entry, nothing but a link, without a look at the pieces.
        link = block.links[0]
        ref = _ref_of(link, find_ref)
        if ref is None:
            return []
        if not may_hold_date(link.text):
            return [LinkMark(ref, link.element, block.index, 0, link.text, None)]
    refs = [_ref_of(link, find_ref) for link in block.links]
    if len(refs) == 1 and not block.links[0].text:
        return _laid_over(block, find_ref)
    if not any(refs) or is_running_text(block):
        return []
    pieces: dict[int, list[tuple[int, str]]] = {}
    for index, (text, place) in enumerate(block.segments):
        if place >= 0:
            pieces.setdefault(place, []).append((index, text))
    links = [
        _read_link(block, place, ref, pieces.get(place, []))
        for place, ref in enumerate(refs)
        if ref is not None
    ]
    return _with_dates_in_titles(links, block)


def _laid_over(block: Block, find_ref: FindRef) -> list[LinkMark]:
    """A heading over which an empty link is laid that says the same to who listens."""
    link = block.links[0]
    said = link.element.get("aria-label") or ""
    if not said or key(said) != block.key or not link.href or _TO_COMMENT.search(link.href):
        return []
    ref = find_ref(link.href)
    return [LinkMark(ref, link.element, block.index, 0, block.text, None)] if ref else []


def _ref_of(link: Link, find_ref: FindRef) -> ArticleRef | None:
    if not link.text or not link.href or _TO_COMMENT.search(link.href):
        return None
    return find_ref(link.href)


def _read_link(
    block: Block, place: int, ref: ArticleRef, pieces: list[tuple[int, str]]
) -> LinkMark:
    if len(pieces) == 1:  # The usual link, whose text is that piece.
        link = block.links[place]
        when = whole_date(link.text)
        title = link.text if when is None else ""
        return LinkMark(ref, link.element, block.index, pieces[0][0], title, when)
    texts: list[str] = []
    when = None
    first = 0
    for index, text in pieces:
        first = first or index
        folded = fold(text)
        if not folded:
            continue
        read = whole_date(folded)
        if read is not None and when is None:
            when = read
        else:
            texts.append(text)
    title = fold("".join(texts))
    return LinkMark(ref, block.links[place].element, block.index, first, title, when)


def _with_dates_in_titles(links: list[LinkMark], block: Block) -> list[LinkMark]:
    """The links of a block, with the dates inside their headlines, where none stands beside
    them."""
    may_gain = [link for link in links if link.when is None and may_hold_date(link.text)]
    if not may_gain or any(place == -1 and find_dates(text) for text, place in block.segments):
        return links
    parted = [
        (link, *(_split_date(link.text) if link.when is None else (link.text, link.when)))
        for link in links
    ]
    return [link._replace(text=text, when=when) for link, text, when in parted]


def _split_date(text: str) -> tuple[str, date | None]:
    """A headline and the date that was printed inside its link, at the beginning or behind a
    separator at the end."""
    for found in find_dates(text)[:1]:
        before, after = text[: found.start], text[found.end :]
        if not before.strip(SEPARATORS) and after.strip(SEPARATORS):
            return after.lstrip(SEPARATORS), day_of(found.when)
        if not after.strip(SEPARATORS) and before.rstrip() != before.rstrip(SEPARATORS):
            return before.rstrip(SEPARATORS + "("), day_of(found.when)
    return text, None
