"""The dates of a page that stand by themselves, outside lists and running text: each with its
place, so that pages can be compared."""

from __future__ import annotations

import re
from datetime import date, datetime

from lxml import etree

from newscrawl.errors import DateError
from newscrawl.extract import vocabulary as labels
from newscrawl.extract.dates.comments_link import without_comments_link
from newscrawl.extract.dates.date_lines import day_of, ends_sentence, read_dateline
from newscrawl.extract.dates.date_spot import DateSpot, label_before, with_surroundings
from newscrawl.extract.dates.order import days_either_way, is_ambiguous, swapped
from newscrawl.extract.dates.parse import DateLine, FoundDate, Moment, find_dates, read_date
from newscrawl.extract.dates.slots import Slots, date_of, names_change, says_published
from newscrawl.extract.dates.words import CHANGED, word_keys
from newscrawl.extract.html.hints import (
    ARTICLE,
    ASIDE,
    FIGURE,
    FOOTER,
    HINT_COMMENTS,
    HINT_RELATED,
    NAV,
    QUOTE,
)
from newscrawl.extract.html.outline import MACHINE_DATE, Block, Outline, text_of
from newscrawl.text import fold, has_digit

MAX_LINE_CHARS = 160
"""A longer block is a paragraph, not a line with a date."""

MAX_PIECES_CHARS = 120
"""A longer line is no row of short pieces, one of them a date."""
MAX_STAMP_CHARS = 60
"""The longest stamp that begins a notice: weekday, day, month, year, time and zone."""

MAX_WORDS_OF_PIECE = 5
"""Of what stands in one line with a date: a place, an agency with its full name, a count."""

MAX_SPACES_OF_BYLINE = 10
"""Author, role, day, time and minutes to read: more in one line that ends as a sentence is one."""

MAX_WORDS_OF_LABEL = 3
"""'last updated on': of what stands before a date, the words that may name it."""

_PARTING = re.compile(r"\s*[|·•,;»]\s*|\s[–—-]\s|\s?・\s")
_LAST_NUMBER = re.compile(r".*\d", re.DOTALL)
_SENTENCE_ENDS = (".", "!", "?", "…", "”", "»")
ELSEWHERE = NAV | FOOTER | ASIDE | QUOTE | FIGURE | HINT_COMMENTS | HINT_RELATED
"""Where no date of the article stands: the frame of the page, and the texts of others."""


def find_date_spots(
    outline: Outline, in_lists: frozenset[int], slots: Slots | None = None
) -> list[DateSpot]:
    """The dates of a page that stand by themselves, in reading order; `in_lists` are the blocks of
    its headline lists, `slots` the ways through its tree."""
    spots: list[DateSpot] = []
    slots = slots or Slots()
    for block in outline.dated:
        if block.index in in_lists:
            continue
        if len(block.text) > MAX_LINE_CHARS:
            spots += _stamp_before_text(block, slots)
        else:
            block = without_comments_link(block) if block.links else block
            found = _beside_change(block, slots)
            if not found and not _is_of_change(block, outline, slots):
                found = _spots_of(block, slots)
            spots += with_surroundings(found, block, outline)
    return spots


def _beside_change(block: Block, slots: Slots) -> list[DateSpot]:
    """The date in an element that is named the day of publication, or else in the `time` elements
    that are not named that of a change, in one block with that of the last change."""
    if not slots.says_change(block):
        return []
    elements = list(block.inside("time", "abbr", "span"))
    named = [one for one in elements if says_published(one)]
    if not named:
        of_change = slots.changed_elements(block.container)
        named = [
            one
            for one in elements
            if one.tag == "time" and one not in of_change and not _in_change(one, block)
        ]
    moments = {when for one in named if (when := date_of(one)) is not None}
    if len(moments) != 1:
        return []
    return [_spot(slots, block, "", moments.pop(), text_of(named[0]), labelled=True)]


def _in_change(element: etree._Element, block: Block) -> bool:
    """Whether what stands around an element, up to that of its block, names it a date of change."""
    at: etree._Element | None = element
    while at is not None and at is not block.container:
        at = at.getparent()
        if at is not None and names_change(at):
            return True
    return False


def _is_of_change(block: Block, outline: Outline, slots: Slots) -> bool:
    """Whether the markup, or the label in the block before, says that the date of a block is of
    the last change."""
    label = label_before(block, outline)
    if not CHANGED.isdisjoint(word_keys(label)):
        return True
    return slots.says_change(block) and len(find_dates(block.text)) < 2


def _spots_of(block: Block, slots: Slots) -> list[DateSpot]:
    """The dates of a short block: of its lines; else the one for machines; else of its pieces."""
    machine = _machine_moment(block)
    spots = [spot for line in _lines(block) if (spot := _spot_of_line(block, line, machine, slots))]
    if spots:
        return spots
    if machine is not None:
        text = block.text or machine.isoformat()
        return [_spot(slots, block, "", machine, text, labelled=not _is_sentence(text))]
    if (
        len(block.text) > MAX_PIECES_CHARS
        or block.text.endswith(_SENTENCE_ENDS)
        or not has_digit(block.text)
    ):
        return _stamp_before_text(block, slots)
    return _spots_of_pieces(block, slots)


def _lines(block: Block) -> list[str]:
    return block.lines() if has_digit(block.text) else []


def _is_sentence(text: str) -> bool:
    """Whether a date for machines stands in a sentence, and not in a byline that ends with a full
    stop ('3 Min.')."""
    return ends_sentence(text) and text.count(" ") > MAX_SPACES_OF_BYLINE


def _spot_of_line(
    block: Block, printed: str, machine: Moment | None, slots: Slots
) -> DateSpot | None:
    line = read_dateline(printed)
    if line is None:
        return None
    # That of a change may stand before it in the line.
    day = day_of(line.when)
    text = next((one.text for one in find_dates(printed) if day_of(one.when) == day), printed)
    # For people the day, for machines the moment: the same date, once said exactly, in one order.
    is_exact = isinstance(line.when, datetime)
    says_same = machine is not None and day_of(machine) in _days(line.when, text)
    when = machine if machine is not None and says_same and not is_exact else line.when
    is_signed = bool(line.rest and labels.author(line.rest))
    return _spot(
        slots,
        block,
        printed.replace(text, ""),
        when,
        text,
        labelled=bool(line.label or line.rest),
        alone=not line.rest or is_signed,
    )._replace(order_known=says_same or not is_ambiguous(printed))


def _days(when: Moment, text: str) -> set[date]:
    """The day that a printed date is, or the two that it may be."""
    return {day_of(when), *(swapped(day) for day in days_either_way(text))}


def _spots_of_pieces(block: Block, slots: Slots) -> list[DateSpot]:
    """Several things in one line, perhaps without a space between them: each piece of text for
    itself. A date that is a piece by itself, among short ones, may be the article's."""
    texts = [text for text, link in block.segments if link == -1 and find_dates(text)]
    pieces = [piece for text in texts or [block.text] for piece in _pieces(text, block.text)]
    is_row = len({day_of(found.when) for found, _ in pieces}) == 1 and _are_short(
        block.text, [found.text for found, _ in pieces]
    )
    return [
        _spot(
            slots,
            block,
            block.text.replace(found.text, ""),
            found.when,
            found.text,
            elsewhere=None if is_row and line is not None else True,
            labelled=is_row and line is not None and bool(line.label),
            alone=False,
        )._replace(order_known=not is_ambiguous(found.text))
        for found, line in pieces
    ]


def _pieces(text: str, whole: str) -> list[tuple[FoundDate, DateLine | None]]:
    """The dates of a text of the block that says `whole`, each with its piece of it, up to what
    parts the pieces; None where that is more than a date and its label."""
    pieces: list[tuple[FoundDate, DateLine | None]] = []
    for found in find_dates(text):
        before = _PARTING.split(text[: found.start])[-1]
        after = _PARTING.split(text[found.end :])[0]
        line = read_dateline(fold(f"{before}{found.text}{after}"))
        is_date = line is not None and not line.rest
        if is_date and line is not None and not line.label:
            # The label may be a text of its own: 'Registered:', 'Updated on'.
            is_date = not _is_label_of_another(whole.partition(found.text)[0])
        pieces.append((found, line if is_date else None))
    return pieces


def _is_label_of_another(before: str) -> bool:
    """Whether what stands before a date in its block ends with a label that is not of the day of
    publication: with a colon, or with a word for a change since the number before it."""
    label = _PARTING.split(_LAST_NUMBER.sub("", before))[-1]
    is_named = before.rstrip().endswith((":", "："))
    return is_named or not CHANGED.isdisjoint(word_keys(label)[-MAX_WORDS_OF_LABEL:])


def _are_short(text: str, dates: list[str]) -> bool:
    """Whether what stands beside dates are a few words each, and none is the label of a picture or
    of a correction."""
    for date_text in dates:
        text = text.replace(date_text, "|")
    parts = [part.strip(" –—-") for part in _PARTING.split(text)]
    return all(
        part.count(" ") < MAX_WORDS_OF_PIECE and not labels.no_byline(part.partition(":")[0])
        for part in parts
    )


def _machine_moment(block: Block) -> Moment | None:
    """The one date for machines that a block holds, where an element says it twice (`datetime` and
    `title`) the most exact; None if there is none, or several."""
    found: set[Moment] = set()
    for text, link in block.segments if block.machine_dates else ():
        if link == MACHINE_DATE and not is_ambiguous(text):
            try:
                found.add(read_date(text))
            except DateError:
                continue
    if len({day_of(when) for when in found}) != 1:
        return None
    with_time = [when for when in found if isinstance(when, datetime)]
    most_exact: list[Moment] = [when for when in with_time if when.tzinfo is not None]
    most_exact = most_exact or [*with_time] or [*found]
    return most_exact[0] if len(most_exact) == 1 else None


def _stamp_before_text(block: Block, slots: Slots) -> list[DateSpot]:
    """The date that begins a longer line as a piece of its own: a stamp before a notice."""
    first = next((fold(text) for text, link in block.segments if link == -1 and text.strip()), "")
    line = read_dateline(first) if len(first) < MAX_STAMP_CHARS else None
    if line is None or line.rest or line.label:
        return []
    return [_spot(slots, block, "", line.when, first, elsewhere=True, alone=False)]


def _spot(
    slots: Slots,
    block: Block,
    beside: str,
    when: Moment,
    text: str,
    *,
    labelled: bool = False,
    elsewhere: bool | None = None,
    alone: bool = True,
) -> DateSpot:
    """A date of a block; `beside` is what else its line says. `elsewhere` None: the block tells."""
    return DateSpot(
        slot=slots.slot(block, beside),
        when=when,
        text=text,
        labelled=labelled,
        block=block.index,
        shape=slots.shape(block),
        elsewhere=stands_elsewhere(block) if elsewhere is None else elsewhere,
        alone=alone,
    )


def stands_elsewhere(block: Block) -> bool:
    """Whether a block stands where no date of the article does. An article has a footer of its own,
    which says who wrote it and when, over the text on some sites (HTML Standard, 4.3.8)."""
    flags = block.flags & ELSEWHERE
    return bool(flags & ~FOOTER if block.flags & ARTICLE else flags)
