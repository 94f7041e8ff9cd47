"""Who wrote an article: the best of the voices that name its authors, never all of them together.

JSON-LD that names a person, then the byline that a reader sees, then links that lead to an author,
then `meta` elements, and last an organisation that is not the house itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from lxml import etree

from newscrawl.extract import vocabulary as labels
from newscrawl.extract.author_marks import is_author_link, says_author
from newscrawl.extract.author_names import (
    House,
    author_names,
    distinct,
    is_shaped_like_name,
    is_short_name,
    is_written_like_name,
    only_names,
)
from newscrawl.extract.claims import Claim
from newscrawl.extract.html import hints as at
from newscrawl.extract.html.outline import MACHINE_DATE, Block, text_of
from newscrawl.extract.metadata import ORGANIZATION_SLOT, PERSON_SLOT
from newscrawl.text import fold, key

BYLINE_ABOVE = 5
"""Blocks over the text that may name its author: date, picture, standfirst stand between."""

BYLINE_TITLE = 4
"""Blocks over the title that may name its author."""

MAX_HEAD_BLOCKS = 30
"""Blocks from a title to its text; with more between, the title is that of something else."""

BYLINE_BELOW = 3
"""Blocks under the text that may name its author."""

MAX_BYLINE_CHARS = 160
"""A longer block that begins as a byline does is a sentence."""

MARK_LEVELS = 3
"""Elements around a line whose names may say that it is a byline."""

PLAIN_LINE_BELOW = 3
"""Blocks under the title of which one may be nothing but names, without a mark: more away stand
places, labels, buttons."""

TEXT_ENDS = 3
"""Blocks at either end of the text of which one may be a byline."""

MAX_BYLINE_IN_TEXT = 60
"""A line of the text that is nothing but a byline is shorter."""

_AGENCY = re.compile(r"[a-z]{2,5}")
"""How agencies are signed beside a name: 'dpa'."""
_NOT_BYLINE = (
    at.FIGURE
    | at.HINT_CAPTION
    | at.HINT_COMMENTS
    | at.HINT_RELATED
    | at.NAV
    | at.FOOTER
    | at.DIALOG
    | at.HINT_ADVERT
    | at.HINT_TAGS
    | at.HINT_SHARE
)
"""Where a name is that of a photographer, a reader, another article's author."""


class AuthorsRule(StrEnum):
    """What named authors whom no claim of the metadata names. The names are public, as those of
    BodyRule are."""

    BYLINE = "byline"
    """A line that begins with 'By', or what stands for it."""
    AUTHOR_MARK = "author-mark"
    """A line whose class or link says author."""
    PLAIN_LINE = "plain-line"
    """A line under the title that is nothing but names."""
    SIGNATURE = "signature"
    """The line that signs the text, under its end."""


class AuthorContext(NamedTuple):
    """What the search for the authors needs to know of the page."""

    claims: Sequence[Claim]
    """What the metadata name, less what is the same on every page."""
    house: House
    title_block: int | None
    body_first: int
    body_last: int
    body_blocks: frozenset[int]
    in_lists: frozenset[int]
    sections: frozenset[str]
    """Keys of what the page calls its section: no name."""
    is_furniture: Callable[[Block], bool]
    signatures: frozenset[int] = frozenset()
    """The blocks that were cut as the signature of the text."""


class Authors(NamedTuple):
    """Names, and the voice that gave them."""

    names: list[str]
    rule: str | None


def find_authors(blocks: Sequence[Block], page: AuthorContext) -> Authors:
    """The authors of an article whose title and text are known."""
    claimed = _claimed(page, PERSON_SLOT.__eq__)
    if claimed.names:
        desks = _claimed(page, ORGANIZATION_SLOT.__eq__).names
        return Authors(distinct([*claimed.names, *desks]), claimed.rule)
    head, below = _candidates(blocks, page)
    for group in (head, below):
        for rule, read in ((AuthorsRule.BYLINE, _labelled), (AuthorsRule.AUTHOR_MARK, _marked)):
            if names := _first(group, read, page.house):
                return Authors(names, rule)
    if names := _in_text(blocks, page):
        return Authors(names, AuthorsRule.BYLINE)
    claimed = _claimed(page, lambda slot: slot not in (PERSON_SLOT, ORGANIZATION_SLOT))
    if claimed.names:
        return claimed
    if names := _plain_line(head, page):
        return Authors(names, AuthorsRule.PLAIN_LINE)
    for number in sorted(page.signatures):
        if names := only_names(blocks[number].text, page.house, page.sections):
            return Authors(names, AuthorsRule.SIGNATURE)
    return _claimed(page, ORGANIZATION_SLOT.__eq__)


def _claimed(page: AuthorContext, is_slot: Callable[[str], bool]) -> Authors:
    """The names that claims of the first of these places give."""
    chosen: str | None = None
    names: list[str] = []
    for claim in page.claims:
        if is_slot(claim.slot) and chosen in (None, claim.slot):
            found = author_names(claim.text, page.house)
            names = distinct([*names, *found])
            chosen = claim.slot if names else None
    return Authors(names, chosen)


def _candidates(blocks: Sequence[Block], page: AuthorContext) -> tuple[list[Block], list[Block]]:
    """The lines over and under the text that may name its authors."""
    title, first = page.title_block, page.body_first
    start = first - BYLINE_ABOVE
    if title is not None and title < first < title + MAX_HEAD_BLOCKS:
        start = min(start, title - BYLINE_TITLE)
    head = blocks[max(0, start) : max(first, 0)]
    below = blocks[first : page.body_last + 1 + BYLINE_BELOW]
    return [one for one in head if _may_be_byline(one, page)], [
        one for one in below if _may_be_byline(one, page)
    ]


def _may_be_byline(block: Block, page: AuthorContext) -> bool:
    return (
        0 < len(block.text) <= MAX_BYLINE_CHARS
        and block.index != page.title_block
        and block.index not in page.body_blocks
        and block.index not in page.in_lists
        and not block.flags & _NOT_BYLINE
        and not page.is_furniture(block)
    )


def _in_text(blocks: Sequence[Block], page: AuthorContext) -> list[str]:
    """The names of a byline that begins or ends the text, and looks like a paragraph of it."""
    kept = sorted(page.body_blocks)
    for number in dict.fromkeys([*kept[:TEXT_ENDS], *kept[-TEXT_ENDS:]]):
        block = blocks[number]
        if len(block.text) <= MAX_BYLINE_IN_TEXT and not block.text.endswith((".", "!", "?")):
            names = _labelled(block, page.house)
            if names and all(map(is_shaped_like_name, names)):
                return names
    return []


def _first(
    blocks: list[Block], read: Callable[[Block, House], list[str]], house: House
) -> list[str]:
    """The names of the first line that names any, and of the lines right behind it that do in the
    same way: authors are often a list."""
    names: list[str] = []
    last = None
    for block in blocks:
        if last is not None and block.index > last + 1:
            break
        found = read(block, house)
        if not found and last is not None:
            break
        if found:
            last = block.index
            names = distinct([*names, *found])
    return names


def _labelled(block: Block, house: House) -> list[str]:
    """The names behind 'By' or what stands for it; a word that begins sentences, too, counts where
    nothing but names follows."""
    for line in [*_spaced(block), *_parts(block)]:
        if labels.author(line):
            is_name = is_written_like_name if len(line.split()) > 6 else bool
            if names := _less_links(author_names(line, house, is_name), block, house):
                return names
        elif labels.byline(line):
            names = _less_links(author_names(line, house), block, house)
            people = [name for name in names if not _AGENCY.fullmatch(name)]
            if people and all(map(is_written_like_name, people)):
                return people
    return []


def _spaced(block: Block) -> Iterator[str]:
    """A line, and again with spaces between its elements: 'By' and a name may stand glued."""
    yield block.text
    if block.links:
        yield fold(" ".join(text for text, link in block.segments if link != MACHINE_DATE))


def _less_links(names: list[str], block: Block, house: House) -> list[str]:
    """The names less those that are links to something else, where others remain: 'By Ana Gray in
    Harbour' leads to the harbour's news."""
    elsewhere = {key(link.text) for link in block.links if not is_author_link(link, house)}
    return [name for name in names if key(name) not in elsewhere] or names


def _parts(block: Block) -> Iterator[str]:
    for line in block.lines():
        yield from (fold(part) for part in re.split(r"[|•·~]|\s[–—-]\s", line) if part.strip())


def _marked(block: Block, house: House) -> list[str]:
    """The names in what the markup calls an author: a link that says or leads so, an element whose
    class does."""
    linked = [link.text for link in block.links if is_author_link(link, house)]
    names = [
        name
        for text in linked
        for name in author_names(text, house)
        if is_written_like_name(name) or name.count(" ") < 2
    ]
    if names:
        return distinct(names)
    element: etree._Element | None = block.container
    for level in range(MARK_LEVELS):
        if element is None or element.tag == "body":
            break
        if says_author(element):
            # What stands deeper, or leads elsewhere, may be a button of the box.
            is_loose = level > 0 or bool(block.links)
            return _in_byline(block, house, is_shaped_like_name if is_loose else is_short_name)
        element = element.getparent()
    return _in_marked_part(block, house)


def _in_byline(block: Block, house: House, is_name: Callable[[str], bool]) -> list[str]:
    """The names in a line that is a byline: behind 'by' wherever it stands, or first."""
    inside = labels.byline_inside(block.text)
    if inside and (names := author_names(inside["names"], house, is_short_name)):
        return names
    return author_names(block.text, house, is_name)


def _in_marked_part(block: Block, house: House) -> list[str]:
    """The names in elements inside of a line that are marked."""
    for part in block.container.iter("span", "a", "b", "strong", "em", "cite", "address"):
        text = text_of(part) if says_author(part) else ""
        if text and text in block.text:
            return author_names(text, house, is_written_like_name)
    return []


def _plain_line(head: list[Block], page: AuthorContext) -> list[str]:
    """The names of a line right under the title that is nothing but names."""
    if page.title_block is None:
        return []
    under_title = range(page.title_block, page.title_block + PLAIN_LINE_BELOW + 1)
    for block in head:
        if block.index in under_title and not block.links and not block.heading:
            for line in _parts(block):
                if names := only_names(line, page.house, page.sections):
                    return names
    return []
