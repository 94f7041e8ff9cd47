"""What of a page may make a headline list: the links that lead to articles, and the dates that
stand by themselves or beside one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from lxml import etree

from newscrawl.errors import DateError
from newscrawl.extract.dates.date_lines import day_of, read_date_beside
from newscrawl.extract.dates.parse import find_dates, may_hold_date, read_date
from newscrawl.extract.html.hints import FOOTER, HEADER, NAV
from newscrawl.extract.html.outline import MACHINE_DATE, Block, Outline
from newscrawl.identity.site import ArticleRef
from newscrawl.text import fold, has_digit

FindRef = Callable[[str], ArticleRef | None]
"""Gives the article that a link, as written, leads to; None where it leads elsewhere."""

_FRAME = HEADER | FOOTER | NAV
_BESIDE_CHARS = 60
"""So much may stand beside a date in a line of its own: a section, an author, a count of views."""
_SEPARATORS = " \t\n-–—|·•,;:/()[]»«>"


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


class DateMark(NamedTuple):
    """A date that may belong to a headline."""

    block: int
    segment: int
    when: date
    in_frame: bool
    """Whether it stands in the head or the foot of the page: the stamp is no heading over
    articles."""


def find_link_marks(outline: Outline, find_ref: FindRef) -> list[LinkMark]:
    links: list[LinkMark] = []
    for block in outline.blocks:
        if not block.links:
            continue
        if len(block.links) == 1 and block.link_chars == len(block.text):
            link = block.links[0]
            ref = find_ref(link.href) if link.text and link.href else None
            if ref is None:
                continue
            if not may_hold_date(link.text):
                links.append(LinkMark(ref, link.element, block.index, 0, link.text, None))
                continue
        refs = [find_ref(link.href) if link.text and link.href else None for link in block.links]
        if not any(refs) or _is_running_text(block):
            continue
        pieces: dict[int, list[tuple[int, str]]] = {}
        for index, (text, place) in enumerate(block.segments):
            if place >= 0:
                pieces.setdefault(place, []).append((index, text))
        for place, ref in enumerate(refs):
            if ref is not None:
                links.append(_read_link(block, place, ref, pieces.get(place, [])))
    return links


def _is_running_text(block: Block) -> bool:
    """Whether the links of a block stand in sentences: most of its text is outside them, and it
    begins with none as an entry does."""
    dated = sum(
        len(one.text) for text, link in block.segments if link == -1 for one in find_dates(text)
    )
    outside = len(block.text) - block.link_chars - dated
    if outside <= max(12, 0.6 * block.link_chars):
        return False
    pieces = [
        (text, link)
        for text, link in block.segments
        if link != MACHINE_DATE and (text == "\n" or text.strip(_SEPARATORS))
    ]
    while pieces and (
        pieces[0][0] == "\n" or (pieces[0][1] < 0 and _whole_date(fold(pieces[0][0])) is not None)
    ):
        del pieces[0]
    if not pieces or pieces[0][1] < 0:
        return True
    first = pieces[0][1]
    following = next((text for text, link in pieces if link != first), "")
    return following != "\n" and _whole_date(fold(following)) is None


def _read_link(
    block: Block, place: int, ref: ArticleRef, pieces: list[tuple[int, str]]
) -> LinkMark:
    texts: list[str] = []
    when: date | None = None
    first = 0
    for index, text in pieces:
        first = first or index
        folded = fold(text)
        if not folded:
            continue
        read = _whole_date(folded)
        if read is not None and when is None:
            when = read
        else:
            texts.append(text)
    title = fold("".join(texts))
    if when is None and not any(
        place_of == -1 and find_dates(text) for text, place_of in block.segments
    ):
        title, when = _split_date(title)
    return LinkMark(ref, block.links[place].element, block.index, first, title, when)


def _whole_date(text: str) -> date | None:
    if len(text) > 60 or not has_digit(text):
        return None
    found = find_dates(text)
    if (
        len(found) == 1
        and len(text) - len(found[0].text) <= 12
        and not text.replace(found[0].text, "").strip(_SEPARATORS + "0123456789")
    ):
        return day_of(found[0].when)
    return None


def _split_date(text: str) -> tuple[str, date | None]:
    """A headline and the date that was printed inside its link, at the beginning or behind a
    separator at the end."""
    for found in find_dates(text)[:1]:
        before, after = text[: found.start], text[found.end :]
        if not before.strip(_SEPARATORS) and after.strip(_SEPARATORS):
            return after.lstrip(_SEPARATORS), day_of(found.when)
        if not after.strip(_SEPARATORS) and before.rstrip() != before.rstrip(_SEPARATORS):
            return before.rstrip(_SEPARATORS + "("), day_of(found.when)
    return text, None


def find_date_marks(outline: Outline) -> list[DateMark]:
    """Every date that stands by itself or beside a link, in page order; dates in running text are
    none of them."""
    dates: list[DateMark] = []
    for block in outline.blocks:
        if may_hold_date(block.text):
            printed = _printed_dates(block)
            if printed:
                dates += printed
                continue
        if block.machine_dates:
            dates += _machine_dates(block)
    return dates


def _printed_dates(block: Block) -> list[DateMark]:
    if not block.links:
        when = _date_alone(block.text) if block.text else None
        return [] if when is None else [DateMark(block.index, 0, when, bool(block.flags & _FRAME))]
    if not has_digit(block.text) or _is_running_text(block):
        return []
    printed: list[DateMark] = []
    for index, (text, link) in enumerate(block.segments):
        if link == MACHINE_DATE or text == "\n":
            continue
        when = _date_alone(fold(text)) if link < 0 else _whole_date(fold(text))
        if when is not None:
            printed.append(DateMark(block.index, index, when, bool(block.flags & _FRAME)))
    if not printed:
        # Perhaps set in pieces (`<b>09</b> Jan 2026`): it stands where the first of them does.
        beside = fold("".join([text for text, link in block.segments if link == -1]))
        when = _date_alone(beside)
        if when is not None:
            start = find_dates(beside)[0].text
            place = next(
                (
                    index
                    for index, (text, link) in enumerate(block.segments)
                    if link == -1 and start.startswith(fold(text) or "\0")
                ),
                0,
            )
            printed.append(DateMark(block.index, place, when, bool(block.flags & _FRAME)))
    return printed


def _date_alone(text: str) -> date | None:
    """The date of a piece of text beside a link; None where the piece is a sentence, as teasers
    are."""
    line = read_date_beside(text)
    if (
        line is None
        or len(line.rest) > _BESIDE_CHARS
        or (line.rest.count(" ") > 1 and text.endswith((".", "!", "?", "…")))
    ):
        return None
    return day_of(line.when)


def _machine_dates(block: Block) -> list[DateMark]:
    dates: list[DateMark] = []
    for index, (text, link) in enumerate(block.segments):
        if link == MACHINE_DATE:
            try:
                dates.append(
                    DateMark(
                        block.index, index, day_of(read_date(text)), bool(block.flags & _FRAME)
                    )
                )
            except DateError:
                continue
    return dates[:1] if len({one.when for one in dates}) == 1 else dates
