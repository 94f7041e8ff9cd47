"""The dates of a page that stand by themselves, outside lists and running text: each with its
place, so that pages can be compared."""

from __future__ import annotations

import re
from datetime import datetime
from typing import NamedTuple

from lxml import etree

from newscrawl.errors import DateError
from newscrawl.extract import vocabulary as labels
from newscrawl.extract.dates.date_lines import day_of, read_dateline
from newscrawl.extract.dates.parse import Moment, find_dates, may_hold_date, read_date
from newscrawl.extract.dates.words import CHANGED, PUBLISHED
from newscrawl.extract.html.hints import (
    ASIDE,
    FIGURE,
    FOOTER,
    HINT_COMMENTS,
    HINT_RELATED,
    HINT_SIDEBAR,
    NAV,
    QUOTE,
)
from newscrawl.extract.html.outline import MACHINE_DATE, Block, Outline
from newscrawl.text import fold, has_digit

_DIGITS = re.compile(r"\d+")
_CHANGED_NAMES = re.compile(r"dateModified|(?<![\w-])modified(?![\w-])")
_UPDATED = re.compile(r"(?<![\w-])updated(?![\w-])(?!.*publish)")
_CHANGED_WORDS = re.compile(
    r"\b(?:updated|modified|edited|changed|обновлено|изменено|განახლდა)\b", re.IGNORECASE
)
_TABLE_PARTS = frozenset(("table", "tr", "td", "th"))
_LINE_CHARS = 160
_ELSEWHERE = NAV | FOOTER | ASIDE | QUOTE | FIGURE | HINT_COMMENTS | HINT_RELATED


class DateSpot(NamedTuple):
    """A date that stands by itself on a page, outside lists and running text."""

    slot: str
    """Its place in the markup with its label: the same on every page of one template."""
    when: Moment
    text: str
    """As printed."""
    labelled: bool
    """Whether a word says that this is the day of publication, or an author stands beside it."""
    block: int
    shape: str
    """Its slot without places in rows: the same for the dates of all comments."""
    elsewhere: bool
    """Whether it stands in the page's frame: navigation, footer, sidebar."""
    alone: bool = True
    """Whether nothing else stands in its line, or nothing but words that name it the day of
    publication, or an author as such."""
    has_own_line: bool = False
    """Whether other lines stand in its block."""
    in_sidebar: bool = False
    """Whether names of classes say that it stands beside the text. They lie where the title stands
    there too."""
    over_text: bool = False
    """Whether running text follows: then the line may be that of a comment, and not the last line
    of the article."""


def find_date_spots(outline: Outline, in_lists: frozenset[int]) -> list[DateSpot]:
    """The dates of a page that stand by themselves, in reading order."""
    spots: list[DateSpot] = []
    for block in outline.blocks:
        if block.index in in_lists or not (block.machine_dates or may_hold_date(block.text)):
            continue
        if len(block.text) > _LINE_CHARS:
            spots += _spot_before_text(block)
            continue
        # Several lines in one block: what is said under the name and the date of a reader.
        has_text = sum(1 for printed in block.lines() if read_dateline(printed) is None) > 0
        before = outline.blocks[block.index - 1].text if block.index else ""
        is_labelled = len(before) < 30 and before.strip(" :").casefold() in PUBLISHED
        following = outline.blocks[block.index + 1 : block.index + 3]
        over_text = has_text or any(
            len(below.text) - below.link_chars > 40 and not below.heading for below in following
        )
        if _is_of_change(block, outline):
            continue
        spots += [
            spot._replace(
                has_own_line=len(block.lines()) > 1,
                labelled=spot.labelled or is_labelled,
                over_text=over_text,
                in_sidebar=bool(block.flags & HINT_SIDEBAR),
            )
            for spot in _spots_of(block)
        ]
    return spots


def _is_of_change(block: Block, outline: Outline) -> bool:
    """Whether the markup, or the label in the block before, says that a date is of the last
    change."""
    before = outline.blocks[block.index - 1].text if block.index else ""
    if len(before) < 30 and {word.strip(" :").casefold() for word in before.split()} & CHANGED:
        return True
    marked = [block.container, *block.container.iter("time", "span")]
    return any(
        _CHANGED_NAMES.search(f"{element.get('itemprop') or ''} {element.get('class') or ''}")
        for element in marked
    )


def _spots_of(block: Block) -> list[DateSpot]:
    spots = []
    machine = _machine_moment(block)
    for printed in block.lines() if has_digit(block.text) else ():
        line = read_dateline(printed)
        if line is not None:
            text = next((found.text for found in find_dates(printed)), printed)
            labelled = bool(line.label or line.rest)
            is_signed = bool(line.rest and labels.author(line.rest))
            # For people the day, for machines the moment: the same date, once told exactly.
            when = (
                machine
                if machine is not None
                and day_of(machine) == day_of(line.when)
                and not isinstance(line.when, datetime)
                else line.when
            )
            elsewhere = bool(block.flags & _ELSEWHERE)
            spots.append(
                DateSpot(
                    _slot(block, printed.replace(text, "")),
                    when,
                    text,
                    labelled,
                    block.index,
                    _shape(block),
                    elsewhere,
                    not line.rest or is_signed,
                )
            )
    if spots:
        return spots
    if machine is not None:
        return [
            DateSpot(
                _slot(block, ""),
                machine,
                block.text or machine.isoformat(),
                True,
                block.index,
                _shape(block),
                bool(block.flags & _ELSEWHERE),
            )
        ]
    if (
        len(block.text) > 120
        or block.text.endswith((".", "!", "?", "…", "”", "»"))
        or not has_digit(block.text)
    ):
        return _spot_before_text(block)
    # Several things in one line, perhaps without a space between them: each piece of text for
    # itself.
    pieces = [
        found for text, link in block.segments if link == -1 for found in find_dates(text)
    ] or find_dates(block.text)
    return [
        DateSpot(
            _slot(block, block.text.replace(found.text, "")),
            found.when,
            found.text,
            False,
            block.index,
            _shape(block),
            True,
            False,
        )
        for found in pieces
    ]


def _names_inside(block: Block) -> str:
    return " ".join(
        element.get("class") or "" for element in block.container.iter("time", "span", "abbr")
    )


def _machine_moment(block: Block) -> Moment | None:
    """The one date for machines that a block holds; None if there is none, or several."""
    found = set()
    for text, link in block.segments if block.machine_dates else ():
        if link == MACHINE_DATE:
            try:
                found.add(read_date(text))
            except DateError:
                continue
    return found.pop() if len(found) == 1 else None


def _spot_before_text(block: Block) -> list[DateSpot]:
    """The date that begins a longer line as a piece of its own: a stamp before a notice."""
    first = next((fold(text) for text, link in block.segments if link == -1 and text.strip()), "")
    line = read_dateline(first) if len(first) < 60 else None
    if line is None or line.rest or line.label:
        return []
    return [
        DateSpot(_slot(block, ""), line.when, first, False, block.index, _shape(block), True, False)
    ]


def _shape(block: Block) -> str:
    """The way to a block from the page's root, with its names, without numbers."""
    path = [block.container, *block.container.iterancestors()]
    return _DIGITS.sub(
        "0", "/".join(f"{element.tag}.{element.get('class') or ''}" for element in path)
    )


def _slot(block: Block, beside: str) -> str:
    """The way to a block from the page's root, with its names, without numbers; and the words
    beside the date, if few."""
    path = []
    element: etree._Element | None = block.container
    while element is not None and element.tag not in ("body", "html"):
        names = element.get("class") or element.get("id") or ""
        # Old pages are tables without names: there it is the place in the row that tells the stamp
        # from the byline.
        place = (
            chr(97 + len(list(element.itersiblings(preceding=True))) % 26)
            if element.tag in _TABLE_PARTS
            else ""
        )
        path.append(f"{element.tag}{place}.{names}")
        element = element.getparent()
    return _DIGITS.sub("0", "/".join(path) + "|" + (beside[:12] if len(beside) < 40 else ""))
