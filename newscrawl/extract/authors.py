"""Who wrote an article: the best of the voices that name its authors, never all of them together.

JSON-LD that names a person, then the byline that a reader sees, then links that lead to an author,
then `meta` elements, and last an organisation that is not the house itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from functools import partial
from typing import NamedTuple

from newscrawl.extract import vocabulary as labels
from newscrawl.extract.article_head import head_start
from newscrawl.extract.article_lines import asks_fact
from newscrawl.extract.author_marks import holds_author, is_label
from newscrawl.extract.author_names import (
    House,
    author_names,
    distinct,
    is_shaped_like_name,
    only_names,
)
from newscrawl.extract.bylines import (
    behind_facts,
    behind_label,
    labelled,
    marked,
    names_of_first,
    specially,
)
from newscrawl.extract.claims import Claim
from newscrawl.extract.html import hints as at
from newscrawl.extract.html.outline import Block
from newscrawl.extract.metadata import ORGANIZATION_SLOT, PERSON_SLOT
from newscrawl.extract.plain_names import HeadOfArticle, plain_names
from newscrawl.text import key

BYLINE_ABOVE = 5
"""Blocks over the text that may name its author: date, picture, standfirst stand between."""

BYLINE_TITLE = 4
"""Blocks over the title that may name its author."""

MAX_HEAD_BLOCKS = 30
"""Blocks from a title to its text; with more between, the title is that of something else."""

BYLINE_BELOW = 3
"""Blocks under the text, buttons for sharing aside, that may name its author."""

BYLINE_BELOW_AT_MOST = 12
"""Blocks under the text among which its author may stand behind buttons, keywords, dates, counts:
more are a list."""

MAX_BYLINE_CHARS = 160
"""A longer block that begins as a byline does is a sentence."""

TEXT_ENDS = 3
"""Blocks at either end of the text of which one may be a byline."""

MAX_BYLINE_IN_TEXT = 60
"""A line of the text that is nothing but a byline is shorter."""

_LABEL_WITH_COLON = re.compile(r"[^\W\d_]+\s?[:：]")
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


_BEFORE_AUTHOR = at.HINT_SHARE | at.ASIDE | at.HINT_TAGS | at.HINT_RELATED
"""What stands under a text, with its author behind it."""


class AuthorsRule(StrEnum):
    """What named authors whom no claim of the metadata names. The names are public, as those of
    BodyRule are."""

    BYLINE = "byline"
    """A line that begins with 'By', or what stands for it."""
    AUTHOR_MARK = "author-mark"
    """A line whose class or link says author."""
    PLAIN_LINE = "plain-line"
    """A line under the title that is nothing but names; or one over it or under the text, where
    such lines differ from page to page and some join two names."""
    SIGNATURE = "signature"
    """The line that signs the text, under its end."""


def _never(_: Block) -> bool:
    return False


class AuthorContext(NamedTuple):
    """What the search for the authors needs to know of the page."""

    claims: Sequence[Claim]
    """What the metadata name, less what is the same on every page."""
    house: House
    title_block: int | None
    title_flags: int
    """The flags of the block that shows the title; 0 where none does."""
    body_first: int
    body_last: int
    body_blocks: frozenset[int]
    in_lists: frozenset[int]
    sections: frozenset[str]
    """Keys of what the page calls its section: no name."""
    is_furniture: Callable[[Block], bool]
    signatures: frozenset[int] = frozenset()
    """The blocks that were cut as the signature of the text."""
    is_byline_place: Callable[[Block], bool] = _never
    """Whether other pages show that names in the place of a block are those of authors."""


class Authors(NamedTuple):
    """Names, and the voice that gave them."""

    names: list[str]
    rule: str | None


def find_authors(blocks: Sequence[Block], page: AuthorContext) -> Authors:
    """The authors of an article whose title and text are known."""
    claimed = _claimed(page, PERSON_SLOT.__eq__)
    head, below = _candidates(blocks, page)
    if claimed.names:
        if names := _shown_instead(claimed.names, head, page.house):
            return Authors(names, AuthorsRule.BYLINE)
        desks = _claimed(page, ORGANIZATION_SLOT.__eq__).names
        return Authors(distinct([*claimed.names, *desks]), claimed.rule)
    for group in (head, below):
        if (said := _of_lines(group, page)).names:
            return said
    if names := _in_text(blocks, page):
        return Authors(names, AuthorsRule.BYLINE)
    claimed = _claimed(page, lambda slot: slot not in (PERSON_SLOT, ORGANIZATION_SLOT))
    if claimed.names:
        return claimed
    if names := plain_names(blocks, _head_of(page)):
        return Authors(names, AuthorsRule.PLAIN_LINE)
    for number in sorted(page.signatures):
        if names := only_names(blocks[number].text, page.house, page.sections):
            return Authors(names, AuthorsRule.SIGNATURE)
    # Of a site that is spelled as a name, and called otherwise, the person may be the author.
    own = _claimed(page._replace(house=page.house.as_named()), PERSON_SLOT.__eq__)
    if own.names and all(map(is_shaped_like_name, own.names)):
        return own
    return _claimed(page, ORGANIZATION_SLOT.__eq__)


def _of_lines(group: list[Block], page: AuthorContext) -> Authors:
    """The names in the lines over a text or under it, by label, mark or form."""
    house = page.house
    if names := names_of_first(group, labelled, house):
        return Authors(names, AuthorsRule.BYLINE)
    if names := names_of_first(group, marked, house.also(page.sections)):
        return Authors(names, AuthorsRule.AUTHOR_MARK)
    names = (
        behind_label(group, house)
        or names_of_first(group, behind_facts, house)
        or names_of_first(group, specially, house)
    )
    return Authors(names, AuthorsRule.BYLINE if names else None)


def _head_of(page: AuthorContext) -> HeadOfArticle:
    return HeadOfArticle(
        page.title_block,
        page.body_first,
        page.body_last,
        page.house,
        page.sections,
        partial(_may_be_byline, page=page),
        page.is_byline_place,
    )


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


def _shown_instead(claimed: list[str], head: list[Block], house: House) -> list[str]:
    """The persons that a byline at the head names, where no line there names one of those that are
    claimed: the login of who typed it, say."""
    is_login = not any(map(is_shaped_like_name, claimed))
    if not is_login or any(key(name) in block.key for block in head for name in claimed):
        return []
    for read in (labelled, marked):
        names = names_of_first(head, read, house)
        if names and all(map(is_shaped_like_name, names)):
            return names
    return []


def _candidates(blocks: Sequence[Block], page: AuthorContext) -> tuple[list[Block], list[Block]]:
    """The lines over and under the text that may name its authors."""
    title, first = page.title_block, page.body_first
    start = min(first - BYLINE_ABOVE, head_start(blocks, first, BYLINE_ABOVE))
    if title is not None and title < first < title + MAX_HEAD_BLOCKS:
        start = min(start, title - BYLINE_TITLE)
    head = blocks[max(0, start) : max(first, 0)]
    end = page.body_last + 1
    own = {*range(first, end + BYLINE_BELOW), *_behind(blocks, end)}
    readers = next(
        (one.index for one in blocks[end:] if one.heading and labels.comments(one.text)),
        len(blocks),
    )
    below = [blocks[place] for place in sorted(own) if 0 <= place < readers]
    return [one for one in head if _may_be_byline(one, page)], [
        one for one in below if _may_be_byline(one, page)
    ]


def _behind(blocks: Sequence[Block], end: int) -> Iterator[int]:
    """The blocks under the text that may name its author, though what else is told of an article
    stands between."""
    left = BYLINE_BELOW
    is_asked = False
    for block in blocks[end : end + BYLINE_BELOW_AT_MOST]:
        if not block.flags & (at.HINT_SHARE | at.ASIDE):
            yield block.index
        was_asked, is_asked = is_asked, asks_fact(block)
        if not (
            was_asked
            or is_asked
            or block.flags & _BEFORE_AUTHOR
            or block.machine_dates
            or labels.field(block.text)
            or block.text.isdigit()
        ):
            left -= 1
            if not left:
                return


def _may_be_byline(block: Block, page: AuthorContext) -> bool:
    return (
        0 < len(block.text) <= MAX_BYLINE_CHARS
        and block.index != page.title_block
        and block.index not in page.body_blocks
        and block.index not in page.in_lists
        and not _stands_elsewhere(block, page)
        # The label of a byline, too, stands on every page.
        and (not page.is_furniture(block) or labels.byline_label(block.text) is not None)
        and not is_label(block)
    )


def _stands_elsewhere(block: Block, page: AuthorContext) -> bool:
    """Whether a block is a part of the page where names are those of others. What the title is in,
    too, says nothing; an article has a footer of its own; and a credit of the text says so."""
    flags = block.flags & _NOT_BYLINE & ~page.title_flags
    if block.flags & at.ARTICLE:
        flags &= ~at.FOOTER
    if flags == at.NAV and (page.title_block or 0) < block.index < page.body_first:
        return not holds_author(block.container)
    if flags == at.HINT_CAPTION and _LABEL_WITH_COLON.match(block.text):
        return labels.author(block.text) is None and labels.byline(block.text) is None
    return bool(flags)


def _in_text(blocks: Sequence[Block], page: AuthorContext) -> list[str]:
    """The names of a byline that begins or ends the text, and looks like a paragraph of it."""
    kept = sorted(page.body_blocks)
    for number in dict.fromkeys([*kept[:TEXT_ENDS], *kept[-TEXT_ENDS:]]):
        block = blocks[number]
        if len(block.text) <= MAX_BYLINE_IN_TEXT and not block.text.endswith((".", "!", "?")):
            names = labelled(block, page.house)
            if names and all(map(is_shaped_like_name, names)):
                return names
    return []
