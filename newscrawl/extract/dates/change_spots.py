"""The dates of a page of which a word beside them, or their element, says that they are of its last
change: each with its place, so that pages can be compared."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from newscrawl.errors import DateError
from newscrawl.extract import vocabulary as labels
from newscrawl.extract.dates.beside import NOISE, is_noise
from newscrawl.extract.dates.date_spot import DateSpot, label_before, with_surroundings
from newscrawl.extract.dates.date_spots import MAX_LINE_CHARS, stands_elsewhere
from newscrawl.extract.dates.line_parts import EDGE, PARTING
from newscrawl.extract.dates.order import is_ambiguous
from newscrawl.extract.dates.parse import (
    FoundDate,
    Moment,
    day_of,
    find_dates,
    may_hold_date,
    read_date,
)
from newscrawl.extract.dates.slots import Slots, date_of, names_change
from newscrawl.extract.dates.times import TIME
from newscrawl.extract.dates.words import BY, CHANGED, EDITED, PUBLISHED, word_keys
from newscrawl.extract.html.outline import MACHINE_DATE, Block, Outline, text_of

SLOT = "change "
"""Before the place of a date of change: what other dates say there is another thing."""

_BRACKETS = "()[]"
_LABEL = NOISE | CHANGED


def find_change_spots(
    outline: Outline, in_lists: frozenset[int], slots: Slots | None = None
) -> list[DateSpot]:
    """The dates of change of a page, outside its frame, its lists and its running text; `in_lists`
    are the blocks of its headline lists, `slots` the ways through its tree."""
    slots = slots or Slots()
    spots: list[DateSpot] = []
    by_element: dict[etree._Element, Block] = {}
    for block in outline.dated:
        if block.index in in_lists or stands_elsewhere(block) or len(block.text) > MAX_LINE_CHARS:
            continue
        by_element[block.container] = block
        found = list(_changes_of(block, outline))
        for one, beside in found:
            when = _exact(one.when, _machine_dates(block))
            spots += _spot(slots, block, beside, when, one.text, outline)
    named = _named_elements(slots, by_element)
    held = {spot.block for spot in spots}
    for element, block in named:
        if block.index not in held and (read := _said_by(element)) is not None:
            spots += _spot(slots, block, "", *read, outline)
    return spots


def _changes_of(block: Block, outline: Outline) -> Iterator[tuple[FoundDate, str]]:
    """The dates of change in a short block, each with what its line says beside it."""
    if not may_hold_date(block.text):
        return
    for line in block.lines():
        for found in changes_in(line):
            yield found, line.replace(found.text, "")
    dates = find_dates(block.text)
    if len(dates) == 1 and is_noise(block.text.replace(dates[0].text, " ")):
        label = label_before(block, outline).strip(EDGE)
        if label and _is_label_of_change(label):
            yield dates[0], label


def changes_in(line: str) -> list[FoundDate]:
    """The dates of a line that it says are of a change: 'Updated:' stands right before them, or
    right behind the only one, and no clause goes on from there.

    >>> [one.text for one in changes_in("Published 3 May 2026 | Last updated on 5 May 2026")]
    ['5 May 2026']
    >>> changes_in("The rule was changed on 5 May 2026"), changes_in("Updated 5 May 2026 to add it")
    ([], [])
    """
    found = find_dates(line)
    edges = [0, *(edge for one in found for edge in (one.start, one.end)), len(line)]
    gaps = [line[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]
    changes = [
        one
        for place, one in enumerate(found)
        if _names_change(gaps[place]) and not _goes_on(gaps[place + 1], gaps[place])
    ]
    # 'Updated 14:20' behind the day of publication has a time of its own.
    is_alone = len(found) == 1 and not changes and is_noise(gaps[0]) and not TIME.search(gaps[1])
    if is_alone and _is_label_of_change(gaps[1].strip(EDGE + _BRACKETS)):
        return found
    return changes


def _names_change(gap: str) -> bool:
    """Whether the last words before a date name it the day of a change; a weekday or a time may
    stand between, and what was changed before them."""
    if sentence := labels.changed_article(gap):
        gap = sentence["said"]
    for piece in reversed(PARTING.split(gap)[::2]):
        bare = piece.strip(EDGE + _BRACKETS)
        if not bare:
            continue
        if _is_label_of_change(bare):
            return True
        if not is_noise(bare) or not PUBLISHED.isdisjoint(word_keys(bare)):
            return False
    return False


def _is_label_of_change(text: str) -> bool:
    return is_noise(text, _LABEL) and not EDITED.isdisjoint(word_keys(text))


def _goes_on(gap: str, before: str) -> bool:
    """Whether what stands behind a date goes on with a clause: more than a label, a time or a
    byline before the next sign that parts. `before` is what stands before the date: in a sentence
    'by' tells by whom it was changed, and of what."""
    piece = PARTING.split(gap)[0].strip(EDGE + _BRACKETS + ".")
    words = word_keys(piece)
    is_signed = not BY.isdisjoint(words[:1]) and not labels.changed_article(before)
    return bool(words) and not is_noise(piece, _LABEL) and not is_signed


def _named_elements(
    slots: Slots, by_element: dict[etree._Element, Block]
) -> list[tuple[etree._Element, Block]]:
    """The elements whose names say change, each with the block that holds it."""
    named = [(one, block) for one, block in by_element.items() if names_change(one)]
    for element in slots.changed_elements(next(iter(by_element))) if by_element else ():
        at: etree._Element | None = element
        while at is not None and at not in by_element:
            at = at.getparent()
        if at is not None:
            named.append((element, by_element[at]))
    return named


def _said_by(element: etree._Element) -> tuple[Moment, str] | None:
    """The date that an element is, for machines or as printed; None where it is none."""
    text = text_of(element)
    if (when := date_of(element)) is not None:
        return when, element.get("datetime") or text
    changes = changes_in(text) if len(text) <= MAX_LINE_CHARS and not is_ambiguous(text) else []
    return (changes[0].when, changes[0].text) if len(changes) == 1 else None


def _machine_dates(block: Block) -> list[Moment]:
    """The dates for machines of a block."""
    dates: list[Moment] = []
    for text, link in block.segments if block.machine_dates else ():
        if link == MACHINE_DATE and not is_ambiguous(text):
            try:
                dates.append(read_date(text))
            except DateError:
                continue
    return dates


def _exact(when: Moment, machine: list[Moment]) -> Moment:
    """The moment for machines of the printed day, where there is one such."""
    same = [one for one in machine if day_of(one) == day_of(when)]
    return same[0] if len(same) == 1 else when


def _spot(
    slots: Slots, block: Block, beside: str, when: Moment, text: str, outline: Outline
) -> list[DateSpot]:
    spot = DateSpot(
        slot=f"{SLOT}{slots.slot(block, beside)}",
        when=when,
        text=text,
        labelled=True,
        block=block.index,
        shape=slots.shape(block),
        elsewhere=False,
        order_known=not is_ambiguous(text),
    )
    return with_surroundings([spot], block, outline, is_change=True)
