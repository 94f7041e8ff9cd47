"""Who wrote an article by a line that is nothing but names, where no mark and no label says so."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from lxml import etree

from newscrawl.extract import vocabulary as labels
from newscrawl.extract.author_names import House, distinct, is_small, only_names
from newscrawl.extract.dates.parse import find_dates
from newscrawl.extract.dates.slots import Slots
from newscrawl.extract.html import hints as at
from newscrawl.extract.html.outline import MACHINE_DATE, Block
from newscrawl.text import fold, has_digit

BELOW_TITLE = 3
"""Blocks under the title of which one may be nothing but names, without a mark: more away stand
places, labels, buttons."""

ABOVE_TITLE = 4
"""Blocks over the title of which one may be: a label, a date, a count stand between."""

ABOVE_TEXT = 10
"""Blocks over the text: buttons and a picture stand between."""

BELOW_TEXT = 1
"""Blocks under the text."""

MAX_BEHIND = 16
"""Blocks behind a line of names among which the other authors stand: a role, a portrait's caption,
an address each."""

MAX_CHARS = 120
"""The longest line of names: three authors and what joins them."""

MAX_SEGMENTS = 12
"""Pieces of a line that says who it is and what."""

MIN_LINES = 3
"""Different lines in one place that tell a byline from a label: two may be two."""

MAX_LINES = 3
"""Short lines in one place of a page; more are a list."""

MIN_PAGES = 8
"""Pages of which each has names in a place, and none anything else, that make it that of bylines:
of so many labels one has a single word."""

NO_NAMES = ""
"""Stands for a line that is more or other than names."""

JOINT = "; "
"""Joins the names of a line for the memory."""

_ELSEWHERE = at.OUTSIDE | at.FORM | at.FIGURE | at.LIST_ITEM
"""Where no byline stands by itself."""

LAST_NAMES = "names last"
"""The name under which the memory keeps the short line that ends a text, set as its paragraphs."""

MIN_PARAGRAPH_CHARS = 40
"""A shorter line is none."""

_SENTENCE_ENDS = (".", "!", "?", "…", "»", "”", "“", '"')
_ENDS = (".", "!", "?", ":", "…")
_PARTING = re.compile(r"[|•·~]|\s[–—-]\s")
_NOBODY = House(())


class HeadOfArticle(NamedTuple):
    """What the search for plain names needs to know of an article."""

    title_block: int | None
    body_first: int
    body_last: int
    house: House
    sections: frozenset[str]
    """Keys of what the page calls its section: no name."""
    may_be_byline: Callable[[Block], bool]
    """Whether a block is neither of the text nor of another part of the page."""
    is_byline_place: Callable[[Block], bool]
    """Whether other pages show that names in the place of a block are those of authors."""
    people: Callable[[Block], Iterable[str]]
    """The pieces of a line that stand where other pages show the names of people."""


def line_parts(block: Block) -> Iterator[str]:
    """What signs part in the lines of a block."""
    for line in block.lines():
        parts = [fold(part) for part in _PARTING.split(line) if part.strip()]
        yield from parts
        # A stroke parts names from their date, and names from each other.
        for part in parts:
            if " / " in part and has_digit(part):
                yield from (one for one in part.split(" / ") if not has_digit(one))


def plain_names(blocks: Sequence[Block], page: HeadOfArticle) -> list[str]:
    """The names of a line right under the title that is nothing but names; else of one over the
    title or the text, or right under it, where other pages show that bylines stand there."""
    title, first, last = page.title_block, page.body_first, page.body_last
    over = set(range(first - ABOVE_TEXT, first))
    if title is not None:
        over |= set(range(title - ABOVE_TITLE, title))
        for block in blocks[title : min(title + BELOW_TITLE + 1, first)]:
            if page.may_be_byline(block) and (names := _names(block, page.house, page.sections)):
                return distinct(
                    [*names, *_names_alike(blocks[block.index + 1 : first], block, page)]
                )
        over |= set(range(title + 1, min(title + BELOW_TITLE + 1, first)))
    for place in (*sorted(over), *range(last + 1, last + 1 + BELOW_TEXT)):
        if 0 <= place < len(blocks) and page.may_be_byline(blocks[place]):
            names = _names(blocks[place], page.house, page.sections, in_capitals=True)
            if names and page.is_byline_place(blocks[place]):
                behind = blocks[place + 1 : first if place < first else None]
                return distinct([*names, *_names_alike(behind, blocks[place], page)])
    return _of_people(blocks, page)


def _of_people(blocks: Sequence[Block], page: HeadOfArticle) -> list[str]:
    """The names of people beside the day of an article, where other pages show such."""
    last = page.body_last + 1
    lines = (*blocks[page.title_block or 0 : page.body_first], *blocks[last : last + MAX_LINES])
    for block in filter(page.may_be_byline, lines):
        found = (only_names(text, page.house, page.sections) for text in page.people(block))
        if names := [name for group in found for name in group]:
            return distinct(names)
    return []


def _names_alike(blocks: Sequence[Block], first: Block, page: HeadOfArticle) -> list[str]:
    """The names of the lines behind a line of names that stand as it does, each in an element of
    its own, where all of them are such: authors with a picture or an address each."""
    if first.container.get("class") is None:
        return []
    alike = [block for block in blocks[:MAX_BEHIND] if are_set_alike(block, first)]
    if any(one.container.getparent() is first.container.getparent() for one in alike):
        return []
    found = [
        _names(block, page.house, page.sections) if page.may_be_byline(block) else []
        for block in alike
    ]
    return [name for names in found for name in names] if all(found) else []


def are_set_alike(block: Block, other: Block) -> bool:
    """Whether two lines are of one kind, by the element that each is in and that around it."""
    return _kind(block.container) == _kind(other.container)


def _kind(element: etree._Element) -> list[tuple[str, str | None]]:
    around = (element, element.getparent())
    return [(one.tag, one.get("class")) for one in around if one is not None]


def with_role(block: Block, house: House) -> list[str]:
    """The names of a line that says who it is in one element, and what that one is in the next."""
    said = [fold(text) for text, link in block.segments[:MAX_SEGMENTS] if link != MACHINE_DATE]
    said = [text.strip(" ,") for text in said if text.strip(" ,")]
    for name, role in pairwise(said):
        if labels.role(role) and (names := only_names(name, house, ())):
            return names
    return []


def _names(
    block: Block, house: House, sections: Collection[str], *, in_capitals: bool = False
) -> list[str]:
    """The names of the first line of a block that is nothing but names. A small heading with a date
    is no heading."""
    if not _is_line(block) or (block.links and not find_dates(block.text)):
        return []
    # In a line with a date links lead to its section, its source, its archive.
    linked = {fold(link.text) for link in block.links}
    for line in line_parts(block):
        if has_digit(line) and not find_dates(line):
            continue  # A picture of a year.
        if line not in linked and (
            names := only_names(line, house, sections, in_capitals=in_capitals)
        ):
            return names
    return []


def _is_line(block: Block) -> bool:
    return not block.heading or (
        block.heading > 1 and has_digit(block.text) is not None and bool(find_dates(block.text))
    )


def name_places(blocks: Sequence[Block], ways: Slots) -> Iterator[tuple[str, str]]:
    """The places of a page that hold a short line, each with the names that the first there is
    nothing but, or with NO_NAMES, for the memory."""
    found: dict[str, list[Block]] = {}
    for block in blocks:
        is_line = 0 < len(block.text) <= MAX_CHARS and not block.links and _is_line(block)
        if is_line and not block.flags & _ELSEWHERE:
            found.setdefault(place_of_names(block, ways), []).append(block)
    for place, lines in found.items():
        if len(lines) <= MAX_LINES:
            # The first: what else stands there, tags or a note, stands under the text.
            said = _PARTING.split(lines[0].text, maxsplit=1)[0].rstrip()
            names = _names(lines[0], _NOBODY, (), in_capitals=True) if _may_be_names(said) else []
            yield place, JOINT.join(names) or NO_NAMES
    yield from _last_names(blocks)


def _last_names(blocks: Sequence[Block]) -> Iterator[tuple[str, str]]:
    """The short line that ends a text, likewise."""
    for before, block in pairwise(blocks):
        if (
            before.text.endswith(_SENTENCE_ENDS)
            and len(before.text) >= MIN_PARAGRAPH_CHARS
            and _ends_text(block, before)
        ):
            names = _names(block, _NOBODY, ()) if _may_be_names(block.text) else []
            yield LAST_NAMES, JOINT.join(names) or NO_NAMES
            return


def _ends_text(block: Block, paragraph: Block) -> bool:
    """Whether a short line without an end stands where the next paragraph would."""
    element = paragraph.container
    return (
        0 < len(block.text) <= MAX_CHARS
        and not block.text.endswith(_SENTENCE_ENDS)
        and not block.links
        and not block.heading
        and not block.flags & _ELSEWHERE
        and block.container.getparent() is element.getparent()
        and block.container.tag == element.tag
        and block.container.get("class") == element.get("class")
    )


def _may_be_names(text: str) -> bool:
    """False for most lines that are no names: cheap."""
    return " " in text and not (
        is_small(text[0]) or text.endswith(_ENDS) or has_digit(text) is not None
    )


def place_of_names(block: Block, ways: Slots) -> str:
    """The name under which the memory keeps the lines of names in this place."""
    return f"names {ways.slot(block, '')}"


def is_line_of_names(block: Block) -> bool:
    """Whether a line is nothing but names, whoever the publisher is."""
    return bool(_names(block, _NOBODY, ()))


def are_bylines(lines: Mapping[str, int]) -> bool:
    """Whether what a place says on the pages of a site, each with their number, is names of
    authors, and not labels as 'Middle East', of which some are a single word: the lines differ,
    and somewhere one joins two names, or all of many are such."""
    names = lines.keys() - {NO_NAMES}
    if len(names) < MIN_LINES:
        return False
    is_sure = NO_NAMES not in lines and sum(lines.values()) >= MIN_PAGES
    return is_sure or any(JOINT in line for line in names)
