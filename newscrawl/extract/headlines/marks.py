"""What of a page may make a headline list: the links that lead to articles, and the dates that
stand by themselves or beside one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from lxml import etree

from newscrawl.errors import DateError
from newscrawl.extract.dates.date_lines import day_of, read_date_beside
from newscrawl.extract.dates.page_language import grammar
from newscrawl.extract.dates.parse import find_dates, may_hold_date, read_date
from newscrawl.extract.dates.words import word_keys
from newscrawl.extract.html.hints import FOOTER, HEADER, NAV
from newscrawl.extract.html.outline import MACHINE_DATE, Block, Link, Outline
from newscrawl.identity.site import ArticleRef
from newscrawl.text import fold, has_digit

FindRef = Callable[[str], ArticleRef | None]
"""Gives the article that a link, as written, leads to; None where it leads elsewhere."""

MAX_BESIDE_CHARS = 60
"""Characters that may stand beside a date in a line of its own: a section, an author, a count of
views."""
MAX_DATE_CHARS = 60
"""The longest text that is a date alone: weekday, day, month, year, time and zone."""
MAX_SIGNS_BESIDE = 12
"""Signs and digits that may stand around a date that is alone: brackets, a time of day."""
MAX_SPACES_BESIDE = 1
"""Two words beside a date are no teaser, whatever sign ends them."""
MAX_LABEL_CHARS = 12
"""A label beside a link ('Politics', '5 min') has no more characters outside links."""
PROSE_SHARE = 0.6
"""More text outside the links than this share of the text inside: the links stand in sentences."""

_FRAME = HEADER | FOOTER | NAV
_SEPARATORS = " \t\n-–—|·•,;:/()[]»«>"
_SENTENCE_ENDS = (".", "!", "?", "…")


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
    if not any(refs) or _is_running_text(block):
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


def _ref_of(link: Link, find_ref: FindRef) -> ArticleRef | None:
    return find_ref(link.href) if link.text and link.href else None


def _is_running_text(block: Block) -> bool:
    """Whether the links of a block stand in sentences: most of its text is outside them, and it
    begins with none as an entry does."""
    room = max(MAX_LABEL_CHARS, PROSE_SHARE * block.link_chars)
    outside = len(block.text) - block.link_chars
    if outside <= room:
        return False
    dated = sum(
        len(one.text) for text, link in block.segments if link == -1 for one in find_dates(text)
    )
    return outside - dated > room and not _begins_as_an_entry(block)


def _begins_as_an_entry(block: Block) -> bool:
    """Whether a block begins with a link, after a date or not, with a line break or a date behind
    it."""
    pieces = [
        (text, link)
        for text, link in block.segments
        if link != MACHINE_DATE and (text == "\n" or text.strip(_SEPARATORS))
    ]
    first = next(
        (
            place
            for place, (text, link) in enumerate(pieces)
            if text != "\n" and (link >= 0 or _whole_date(fold(text)) is None)
        ),
        None,
    )
    if first is None or pieces[first][1] < 0:
        return False
    link_of_entry = pieces[first][1]
    following = next((text for text, link in pieces[first:] if link != link_of_entry), "")
    return following == "\n" or _whole_date(fold(following)) is not None


def _read_link(
    block: Block, place: int, ref: ArticleRef, pieces: list[tuple[int, str]]
) -> LinkMark:
    if len(pieces) == 1:  # The usual link, whose text is that piece.
        link = block.links[place]
        when = _whole_date(link.text)
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
        read = _whole_date(folded)
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


def _whole_date(text: str) -> date | None:
    """The date that a piece of text is, with a weekday, separators and a time of day around it at
    most."""
    if len(text) > MAX_DATE_CHARS or not has_digit(text):
        return None
    found = find_dates(text)
    if len(found) != 1:
        return None
    beside = text.replace(found[0].text, "")
    signs = beside.strip(_SEPARATORS + "0123456789")
    if (len(beside) <= MAX_SIGNS_BESIDE and not signs) or _is_weekday(signs):
        return day_of(found[0].when)
    return None


def _is_weekday(text: str) -> bool:
    words = set(word_keys(text))
    return bool(words) and grammar().weekdays.keys() >= words


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
    for block in outline.dated:
        printed = _printed_dates(block)
        if printed:
            dates += printed
        elif block.machine_dates:
            dates += _machine_dates(block)
    return dates


def _printed_dates(block: Block) -> list[DateMark]:
    if not block.links:
        when = _date_alone(block.text) if block.text else None
        return [] if when is None else [_mark(block, 0, when)]
    if not has_digit(block.text) or _is_running_text(block):
        return []
    return _dates_of_pieces(block) or _date_in_pieces(block)


def _dates_of_pieces(block: Block) -> list[DateMark]:
    """The pieces of a block that are a date each."""
    printed: list[DateMark] = []
    for index, (text, link) in enumerate(block.segments):
        if link == MACHINE_DATE or not may_hold_date(text):
            continue
        when = _date_alone(fold(text)) if link < 0 else _whole_date(fold(text))
        if when is not None:
            printed.append(_mark(block, index, when))
    return printed


def _date_in_pieces(block: Block) -> list[DateMark]:
    """The one date that is set in pieces (`<b>09</b> Jan 2026`): it stands where the first of them
    does."""
    beside = fold("".join([text for text, link in block.segments if link == -1]))
    when = _date_alone(beside)
    if when is None:
        return []
    printed = find_dates(beside)[0].text
    first = next(
        (
            index
            for index, (text, link) in enumerate(block.segments)
            # An empty piece begins every text, and a NUL none.
            if link == -1 and printed.startswith(fold(text) or "\0")
        ),
        0,
    )
    return [_mark(block, first, when)]


def _mark(block: Block, segment: int, when: date) -> DateMark:
    return DateMark(block.index, segment, when, bool(block.flags & _FRAME))


def _date_alone(text: str) -> date | None:
    """The date of a piece of text beside a link; None where the piece is a sentence, as teasers
    are."""
    line = read_date_beside(text)
    if line is None or len(line.rest) > MAX_BESIDE_CHARS:
        return None
    if line.rest.count(" ") > MAX_SPACES_BESIDE and text.endswith(_SENTENCE_ENDS):
        return None
    return day_of(line.when)


def _machine_dates(block: Block) -> list[DateMark]:
    """The dates for machines of a block; one of them where they are of one day."""
    dates: list[DateMark] = []
    for index, (text, link) in enumerate(block.segments):
        if link == MACHINE_DATE:
            try:
                dates.append(_mark(block, index, day_of(read_date(text))))
            except DateError:
                continue
    return dates[:1] if len({one.when for one in dates}) == 1 else dates
