"""Who wrote an article: the best of the voices that name its authors, never all of them together.

JSON-LD that names a person, then the byline that a reader sees, then links that lead to an author,
then `meta` elements, and last an organisation that is not the house itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import partial
from typing import NamedTuple

from newscrawl.extract.author_boxes import names_in_box
from newscrawl.extract.author_context import AuthorContext
from newscrawl.extract.author_marks import is_author_link
from newscrawl.extract.author_names import (
    House,
    author_names,
    distinct,
    is_shaped_like_name,
    only_names,
)
from newscrawl.extract.byline_lines import candidates, may_be_byline
from newscrawl.extract.bylines import (
    behind_facts,
    behind_label,
    labelled,
    names_of_first,
    specially,
)
from newscrawl.extract.html.outline import Block
from newscrawl.extract.marked_names import marked
from newscrawl.extract.metadata import ORGANIZATION_SLOT, PERSON_SLOT
from newscrawl.extract.plain_names import HeadOfArticle, plain_names, with_role
from newscrawl.text import key

TEXT_ENDS = 3
"""Blocks at either end of the text of which one may be a byline."""

MAX_BYLINE_IN_TEXT = 60
"""A line of the text that is nothing but a byline is shorter."""


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


class Authors(NamedTuple):
    """Names, and the voice that gave them."""

    names: list[str]
    rule: str | None


def find_authors(blocks: Sequence[Block], page: AuthorContext) -> Authors:
    """The authors of an article whose title and text are known."""
    claimed = _claimed(page, PERSON_SLOT.__eq__)
    head, below = candidates(blocks, page)
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
    if names := _signed(blocks, page):
        return Authors(names, AuthorsRule.SIGNATURE)
    if names := _in_box(blocks, page):
        return Authors(names, AuthorsRule.BYLINE)
    # Of a site that is spelled as a name, and called otherwise, the person may be the author.
    own = _claimed(page._replace(house=page.house.as_named()), PERSON_SLOT.__eq__)
    if own.names and all(map(is_shaped_like_name, own.names)):
        return own
    return _claimed(page, ORGANIZATION_SLOT.__eq__)


def _signed(blocks: Sequence[Block], page: AuthorContext) -> list[str]:
    """The names of the line that signs the text; one that leads elsewhere signs nothing."""
    for block in map(blocks.__getitem__, sorted(page.signatures)):
        names = only_names(block.text, page.house, page.sections | page.labels)
        if names and all(is_author_link(link, page.house) for link in block.links):
            return names
    return []


def _in_box(blocks: Sequence[Block], page: AuthorContext) -> list[str]:
    """The names in a box beside the text."""
    return names_in_box(
        blocks,
        page.body_last,
        page.house.also(page.sections | page.labels),
        lambda one: one.index in page.in_lists or page.is_furniture(one),
        page.leads_elsewhere,
    )


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
        or names_of_first(group, with_role, house.also(page.sections | page.labels))
    )
    return Authors(names, AuthorsRule.BYLINE if names else None)


def _head_of(page: AuthorContext) -> HeadOfArticle:
    return HeadOfArticle(
        page.title_block,
        page.body_first,
        page.body_last,
        page.house,
        page.sections | page.labels,
        partial(may_be_byline, page=page),
        page.is_byline_place,
        page.people,
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
    claimed, the login of who typed it, say; or where one line names all of those and more: systems
    that claim the first author alone."""
    keys = set(map(key, claimed))
    for read in (labelled, marked):
        for block in head:
            names = read(block, house)
            if keys < set(map(key, names)) and all(map(is_shaped_like_name, names)):
                return names
    is_login = not any(map(is_shaped_like_name, claimed))
    if not is_login or any(key(name) in block.key for block in head for name in claimed):
        return []
    for read in (labelled, marked):
        names = names_of_first(head, read, house)
        if names and all(map(is_shaped_like_name, names)):
            return names
    return []


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
