"""Lines with a day or an author that stand over and under a text, or between its standfirst and the
rest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from newscrawl.extract import vocabulary as labels
from newscrawl.extract.body.prose import is_dateline
from newscrawl.extract.body.rules import BodyRule, Cuts
from newscrawl.extract.body.word_count import words_in
from newscrawl.extract.dates.find import find_dates
from newscrawl.extract.html import hints as at
from newscrawl.extract.html.block_builder import begins_sentence
from newscrawl.extract.html.outline import Block, text_of
from newscrawl.text import fold, has_digit

MAX_DATELINE_CHARS = 160
"""The longest line of date, author and place that date_lines.py reads."""

MAX_DATED_LINE_WORDS = 12
"""A line with more words is a sentence; a label, two authors, a place and a weekday are fewer."""

MAX_DATE_LABEL_WORDS = 4
"""'Zuletzt aktualisiert am … Uhr'; with more, a line says something of the day."""

_WORD = re.compile(r"[^\W\d_]+")
_FULL_DATE = re.compile(
    r"(?<!\d)(?:\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})|(?:19|20)\d{2}(?:[-./]|年)\d{1,2}"
    r"|\d{1,2}\.? (?:de )?[^\W\d_]{3,}\.?,? (?:de )?(?:19|20)\d{2}"
    r"|\d{1,2}\.[^\W\d_]{3,}\.(?:19|20)\d{2}|[^\W\d_]{3,}\.? \d{1,2},? (?:19|20)\d{2})(?!\d)"
)
"""A day with its month and year, in numbers or with a month in letters."""

MAX_SEGMENTS_BEFORE = 3
"""Pieces of a text among which its day stands first."""

_BAR = re.compile(r"[|•·]")
MAX_LABEL_WORDS = 6
"""Of a section, or of two authors."""

MAX_DATE_LABEL_CHARS = 30
"""'Published:' in an element of its own; more before a date is text."""


def cut_datelines(blocks: list[Block], cuts: Cuts, prose: Sequence[int]) -> None:
    """Cut the lines with a date over and under the text, and a label in an element of its own; and
    such a line with an author's name behind the first paragraph, which may be the standfirst.
    `prose` are the places of the paragraphs."""
    first, last = (prose[0], prose[-1]) if prose else (len(blocks), -1)
    second = prose[1] if len(prose) > 1 else -1
    usual = _kind(blocks[first]) if prose else None
    for place, block in enumerate(blocks):
        if first < place < last and not _may_be_inside(block, place < second):
            continue
        if _is_dated(block, usual if place < first else None):
            has_label = place > 0 and _is_date_label(blocks[place - 1])
            for one in (place - 1, place) if has_label else (place,):
                cuts[one] = cuts[one] or BodyRule.DATELINE


def without_day(block: Block) -> str:
    """The text of the first paragraph without the day that stands before it, in an element of its
    own that is not set in bold: the templates of Bitrix write both into one.

    A day in bold begins an entry of a chronicle.
    """
    texts = [text for text, _ in block.segments[:MAX_SEGMENTS_BEFORE] if not text.isspace()]
    day = fold(texts[0]) if len(texts) > 1 and has_digit(texts[0]) else ""
    found = find_dates(day) if day else []
    if not found or found[0].text != day or not block.text.startswith(f"{day} "):
        return block.text
    rest = block.text.removeprefix(day).lstrip()
    elements = islice(block.inside("span", "time", "small", "font"), MAX_SEGMENTS_BEFORE)
    is_element = any(text_of(element) == day for element in elements)
    return rest if is_element and begins_sentence(rest) else block.text


def cut_byline_behind_lead(blocks: list[Block], cuts: Cuts, prose: Sequence[int]) -> None:
    """Cut the lines between the first paragraph and the second that are 'von' and a name."""
    for place in range(prose[0] + 1, prose[1]) if len(prose) > 1 else ():
        if not blocks[place].heading and labels.signs(blocks[place].text):
            cuts[place] = cuts[place] or BodyRule.AUTHOR_LINE


def _may_be_inside(block: Block, is_behind_first: bool) -> bool:
    """Whether a line between two paragraphs may be no text: a byline, by its name or behind the
    first of them."""
    if block.flags & at.HINT_BYLINE:
        return True
    return is_behind_first and labels.author(block.text) is not None


def _is_dated(block: Block, usual: tuple[str, str] | None) -> bool:
    return bool(
        len(block.text) < MAX_DATELINE_CHARS
        and has_digit(block.text)
        and (
            is_dateline(block)
            or _is_labelled_date(block)
            or _is_dated_line(block, usual)
            or _is_parted(block.text)
        )
    )


def _is_parted(text: str) -> bool:
    """Whether bars part a line into a day and labels: '3 May 2026 | Life in town | Ana Gray'."""
    parts = [part.strip() for part in _BAR.split(text)]
    others = [part for part in parts if not _is_day(part)]
    return (
        len(parts) > 1
        and len(others) < len(parts)
        and all(
            0 < len(part.split()) <= MAX_LABEL_WORDS and part[-1] not in ".!?…" for part in others
        )
    )


def _is_day(text: str) -> bool:
    return any(found.text == text for found in find_dates(text))


def _is_labelled_date(block: Block) -> bool:
    """Whether a line says a day, and little more, in any language: 'Stand: 14.03.2025, 9 Uhr'."""
    found = _FULL_DATE.search(block.text)
    if (
        found is None
        or block.heading
        or block.flags & at.QUOTE
        or block.container.tag in ("li", "td", "th")
        or block.text.endswith((".", "!", "?", ":"))
    ):
        return False
    beside = block.text[: found.start()] + " " + block.text[found.end() :]
    return words_in(" ".join(_WORD.findall(beside))) <= MAX_DATE_LABEL_WORDS


def _is_dated_line(block: Block, usual: tuple[str, str] | None) -> bool:
    """Whether a line over the text holds a date, in any language, and is no sentence, nor set as
    `usual`, the first paragraph."""
    return (
        usual is not None
        and _kind(block) != usual
        and not block.heading
        and not block.flags & (at.LIST_ITEM | at.CELL | at.QUOTE)
        and words_in(" ".join(_WORD.findall(block.text))) <= MAX_DATED_LINE_WORDS
        and _FULL_DATE.search(block.text) is not None
    )


def _is_date_label(block: Block) -> bool:
    return block.text.endswith(":") and len(block.text) < MAX_DATE_LABEL_CHARS


def _kind(block: Block) -> tuple[str, str]:
    return block.container.tag, block.container.get("class", "")
