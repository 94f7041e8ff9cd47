"""Places of a template where the pages of a site say one of a few names again and again: those of
its sections."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from newscrawl.extract import vocabulary as labels
from newscrawl.extract.author_names import House, only_names
from newscrawl.extract.dates.find import find_dates
from newscrawl.extract.dates.slots import Slots
from newscrawl.extract.html import hints as at
from newscrawl.extract.html.outline import MACHINE_DATE, Block, Link
from newscrawl.extract.title_score import PARTS
from newscrawl.text import fold, has_digit

MAX_CHARS = 40
MAX_WORDS = 5
"""Of the name of a section: a longer label is a heading."""

MAX_LINE_CHARS = 300
"""A longer block is a paragraph; in an old page the title and all that is told of it may be one."""

MAX_SEGMENTS = 40
"""Of such a line; more are a list."""

MIN_PAGES = 8
"""Pages that show a label in a place before it is taken for that of sections: of fewer each may
show a place, or a person."""

MIN_NAMES = 2
"""One name is that of the site, or of what all pages are."""

PAGES_A_NAME = 2
"""Pages for each name on the average: sections are few, persons and places many."""

PLAIN_SHARE = 1 / 2
"""So many of the names are of one word: those of persons have two."""

MIN_TITLE_PARTS = 3
"""Of a `title` element: the title, a section, the name of the site."""

MAX_TITLE_PARTS = 6
"""More are a list."""

MIN_PEOPLE = 3
"""Names of people in one place: two may be two sections."""

MAX_SECTIONS = 3
"""Links in one place of a page that may be the sections of an article; more are a list."""

SEVERAL = ""
"""Stands for several links in one place: the keywords of an article, on most pages."""

NO_LINE = at.NAV | at.HINT_NAV | at.TRAIL | at.FORM | at.HINT_SHARE
"""Where no line tells of the article."""

_BEFORE = re.compile(r"^[^\w#:]+").sub
"""Pictures that are letters, and stand before a name."""
_NOBODY = House(())
_PARTING = re.compile(r"[|•·~\n]|\s[/–—-]\s")
_FILED = re.compile(r"(?<=[ .])(?:category|cat|tag|term|section|rubric|author)-[^\s/|]+ ?").sub
"""Classes by which templates of WordPress and Ghost file the page: they differ from one section to
the other."""
_SIGNS = " \t\n,;|/·•›»–—-()[]"


class Piece(NamedTuple):
    """A piece of a line that may be a name, and where it stands."""

    text: str
    link: Link | None
    places: tuple[str, ...]
    """Names of its place, under which the memory keeps what stands there: by its number from either
    end of the line, as a piece before it or behind it may be missing."""


def pieces(block: Block, ways: Slots, longest: int) -> list[Piece]:
    """The pieces of a line that may be the names of sections: its links, and what signs, elements
    and dates part of the rest; nothing that stands behind the label of something else. `longest` is
    the longest block of the page: what stands over it is in another place than what stands under
    it, where elements have no names."""
    most = MAX_LINE_CHARS if len(block.segments) > 1 else 2 * MAX_CHARS
    if len(block.text) > most or len(block.segments) > MAX_SEGMENTS:
        return []
    where = "over" if block.index < longest else "under"
    slot = f"{where} {_FILED(' ', ways.slot(block, ''))}"
    parts = list(_parts(block))
    count = sum(link < 0 for _, link in parts)
    found: list[Piece] = []
    place, asks_other, seen = 0, False, -1
    for text, number in parts:
        if number < 0:
            places = f"label {slot}|{place}", f"label {slot}|{place - count}"
            place += 1
            if not asks_other and _may_be_name(text):
                found.append(Piece(text, None, places))
            if not labels.name_joint.fullmatch(f" {text} "):
                asks_other = _asks_other(text)
        elif number > seen:
            seen = number
            link = block.links[number]
            if not asks_other and _may_be_name(link.text):
                names = link.element.get("class") or ""
                found.append(Piece(link.text, link, (f"label {slot}|a.{names}",)))
    return found


def _parts(block: Block) -> Iterator[tuple[str, int]]:
    """What a line says, each piece with the number of its link, -1 outside of links, where a date
    leaves an empty piece."""
    for text, link in block.segments:
        if link >= 0:
            yield text, link
        elif link != MACHINE_DATE:
            for part in _PARTING.split(text):
                if part.strip(_SIGNS):
                    yield _BEFORE("", _without_dates(fold(part)).strip(_SIGNS)), link


def _without_dates(text: str) -> str:
    """A text without its dates; none where a comma alone parts it from one: it says where."""
    for found in reversed(find_dates(text) if has_digit(text) else ()):
        before, behind = text[: found.start].rstrip(), text[found.end :].lstrip()
        if before.endswith(",") or behind.startswith(","):
            return ""
        text = f"{before} {behind}"
    return text


def _asks_other(text: str) -> bool:
    """Whether a text is the label of something that is no section."""
    is_label = text.endswith((":", "：")) or labels.byline_label(text) is not None
    return is_label and not labels.section_label(text)


def longest_block(blocks: Sequence[Block]) -> int:
    """The place of the longest block of a page; 0 where there is none."""
    return max(range(len(blocks)), key=lambda place: len(blocks[place].text), default=0)


def label_places(blocks: Sequence[Block], ways: Slots) -> Iterator[tuple[str, str]]:
    """The places of a page that hold a short text, each with the text, for the memory."""
    said: dict[str, list[str]] = {}
    longest = longest_block(blocks)
    for block in blocks:
        if block.heading != 1 and not block.flags & NO_LINE:
            for piece in pieces(block, ways, longest):
                for place in piece.places:
                    said.setdefault(place, []).append(piece.text)
    for place, texts in said.items():
        if len(texts) <= MAX_SECTIONS:
            yield place, texts[0] if len(texts) == 1 else SEVERAL


def title_places(page_title: str) -> list[tuple[str, str]]:
    """The places of the middle parts of a `title` element, each with its text: a section may stand
    between the title and the name of the site."""
    parts = PARTS.split(page_title)
    if not MIN_TITLE_PARTS <= len(parts) <= MAX_TITLE_PARTS:
        return []
    middle = range(1, len(parts) - 1)
    found = [(f"label title|{place - len(parts)}", parts[place]) for place in middle]
    return [(place, text) for place, text in found if _may_be_name(text)]


class LabelPlaces:
    """What the places of one page say on the other pages of its site."""

    def __init__(
        self, blocks: Sequence[Block], ways: Slots, counts: Callable[[str], Mapping[str, int]]
    ) -> None:
        """`blocks` are those of the page; `counts` gives what was learnt of a place: each text with
        the number of pages."""
        self._longest = longest_block(blocks)
        self._ways = ways
        self._counts = counts

    def sections(self, block: Block) -> Iterator[tuple[Piece, Iterable[str]]]:
        """The pieces of a line that stand where other pages show the names of sections, each with
        these."""
        for piece in self._pieces(block):
            for said in map(self._counts, piece.places):
                if are_sections(said, linked=piece.link is not None):
                    yield piece, said.keys() - {SEVERAL}
                    break

    def people(self, block: Block) -> Iterator[str]:
        """The pieces of a line with a date, outside of its links, that stand where other pages say
        the names of people."""
        if any(find_dates(text) for text, link in block.segments[:MAX_SEGMENTS] if link < 0):
            for piece in self._pieces(block):
                if piece.link is None and self._any(piece.places, are_people):
                    yield piece.text

    def names_people(self, block: Block) -> bool:
        """Whether a line stands where other pages show the names of people, and nothing else."""
        return any(self._any(one.places, are_people) for one in self._pieces(block))

    def sections_in_title(self, page_title: str) -> Iterator[str]:
        """The middle parts of a `title` element that are one of a few on other pages."""
        return (
            text for place, text in title_places(page_title) if self._any((place,), are_sections)
        )

    def _pieces(self, block: Block) -> list[Piece]:
        return pieces(block, self._ways, self._longest)

    def _any(self, places: Iterable[str], says: Callable[[Mapping[str, int]], bool]) -> bool:
        return any(says(self._counts(place)) for place in places)


def are_people(said: Mapping[str, int]) -> bool:
    """Whether what a place says on the pages of a site is nothing but names of people: they differ,
    and none is a word."""
    names = said.keys() - {SEVERAL}
    return (
        sum(said.values()) >= MIN_PAGES
        and len(names) >= MIN_PEOPLE
        and all(only_names(name, _NOBODY, ()) for name in names)
    )


def are_sections(said: Mapping[str, int], *, linked: bool = False) -> bool:
    """Whether what a place says on the pages of a site, each with their number, are the names of
    sections: a few, again and again, most of them a word; where they are links, not all of them
    like the names of people."""
    several = said.get(SEVERAL, 0)
    names = said.keys() - {SEVERAL}
    pages = sum(said.values()) - several
    plain = sum(" " not in name for name in names)
    return (
        pages >= max(MIN_PAGES, several)
        and MIN_NAMES <= len(names) <= pages / PAGES_A_NAME
        and (plain >= PLAIN_SHARE * len(names) or (linked and plain > 0))
    )


def _may_be_name(text: str) -> bool:
    return (
        0 < len(text) <= MAX_CHARS
        and len(text.split()) <= MAX_WORDS
        and has_digit(text) is None
        and ":" not in text
        and not text.endswith((".", "!", "?", "：", "…"))
    )
