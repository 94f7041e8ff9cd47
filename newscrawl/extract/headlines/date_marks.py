"""The dates of a page that may belong to headlines: those that stand by themselves or beside a
link."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from newscrawl.errors import DateError
from newscrawl.extract.dates.date_lines import day_of, read_date_beside
from newscrawl.extract.dates.page_language import grammar
from newscrawl.extract.dates.parse import find_dates, may_hold_date, read_date
from newscrawl.extract.dates.words import word_keys
from newscrawl.extract.html.hints import FOOTER, HEADER, NAV
from newscrawl.extract.html.outline import MACHINE_DATE, Block, Outline
from newscrawl.text import fold, has_digit

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
SEPARATORS = " \t\n-–—|·•,;:/()[]»«>"
_SENTENCE_ENDS = (".", "!", "?", "…")


class DateMark(NamedTuple):
    """A date that may belong to a headline."""

    block: int
    segment: int
    when: date
    in_frame: bool
    """Whether it stands in the head or the foot of the page: the stamp is no heading over
    articles."""


def is_running_text(block: Block) -> bool:
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
        if link != MACHINE_DATE and (text == "\n" or text.strip(SEPARATORS))
    ]
    first = next(
        (
            place
            for place, (text, link) in enumerate(pieces)
            if text != "\n" and (link >= 0 or whole_date(fold(text)) is None)
        ),
        None,
    )
    if first is None or pieces[first][1] < 0:
        return False
    link_of_entry = pieces[first][1]
    following = next((text for text, link in pieces[first:] if link != link_of_entry), "")
    return following == "\n" or whole_date(fold(following)) is not None


def whole_date(text: str) -> date | None:
    """The date that a piece of text is, with a weekday, separators and a time of day around it at
    most."""
    if len(text) > MAX_DATE_CHARS or not has_digit(text):
        return None
    found = find_dates(text)
    if len(found) != 1:
        return None
    beside = text.replace(found[0].text, "")
    signs = beside.strip(SEPARATORS + "0123456789")
    if (len(beside) <= MAX_SIGNS_BESIDE and not signs) or _is_weekday(signs):
        return day_of(found[0].when)
    return None


def _is_weekday(text: str) -> bool:
    words = set(word_keys(text))
    return bool(words) and grammar().weekdays.keys() >= words


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
        if when is None and len(block.segments) > 1 and has_digit(block.text):
            # Elements without a space between them: the page's style sets them apart.
            pieces = (text for text, link in block.segments if link != MACHINE_DATE)
            when = _date_alone(fold(" ".join(pieces)))
        return [] if when is None else [_mark(block, 0, when)]
    if not has_digit(block.text):
        return []
    if is_running_text(block):
        # 'Posted on 5 January 2022 in Harbour' has one link, and is no sentence.
        when = _date_alone(block.text)
        return [] if when is None else [_mark(block, 0, when)]
    return _dates_of_pieces(block) or _date_in_pieces(block)


def _dates_of_pieces(block: Block) -> list[DateMark]:
    """The pieces of a block that are a date each."""
    printed: list[DateMark] = []
    for index, (text, link) in enumerate(block.segments):
        if link == MACHINE_DATE or not may_hold_date(text):
            continue
        when = _date_alone(fold(text)) if link < 0 else whole_date(fold(text))
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
