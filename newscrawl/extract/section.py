"""The section that an article stands in: what the metadata say, the path over the title, the label
at it, or a part of the address that the page links to by name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import urlsplit

from newscrawl.extract import vocabulary as labels
from newscrawl.extract.article_lines import facts_behind, lines_over_text, lines_under_text
from newscrawl.extract.author_marks import is_author_link
from newscrawl.extract.author_names import author_names, is_shaped_like_name
from newscrawl.extract.current_section import current_item, filed_under
from newscrawl.extract.dates.date_lines import read_dateline
from newscrawl.extract.html import hints as at
from newscrawl.extract.html.outline import Block, Link, Outline
from newscrawl.extract.section_context import (
    SectionContext,
    is_section,
    leads_to_listing,
    names_listing,
)
from newscrawl.extract.section_labels import asks_section, named_sections
from newscrawl.extract.section_marks import ABOVE_TITLE, names_of_marks, names_of_menu
from newscrawl.extract.section_of_few import one_of_few
from newscrawl.extract.section_path import last_step

LABEL_BELOW = 1
"""Blocks under a title that may be the label of its section."""

_WORD_SEGMENT = re.compile(r"[^\W\d_]{3,}(?:-[^\W\d_]+){0,2}")
_NO_SEGMENT = re.compile(
    r"(?:news|articles?|details?|story|stories|posts?|blog|archives?|content|index|pages?|view"
    r"|node|item|read|tags?|authors?|category|categories|section|sections|topic|topics|rubric"
    r"|local|latest|www|amp|site)",
    re.IGNORECASE,
)
"""Words in addresses that name no section."""


class SectionRule(StrEnum):
    """What named a section that no claim of the metadata names. The names are public, as those of
    BodyRule are."""

    BREADCRUMB = "breadcrumb"
    """The last step of the path over the title, less the article itself."""
    LABEL = "label"
    """A label right at the title."""
    MARK = "mark"
    """A link at the article whose relation or class says category, or what else says so."""
    MENU = "menu"
    """A word in a line at the title that the page's menu has, too."""
    LABEL_OF_FEW = "label-of-few"
    """A label over the title, in a place where the site's pages say one of a few."""
    ADDRESS = "address"
    """A word of the page's address, by the name under which the page links to it."""
    CURRENT = "current"
    """The item of the menu that the page marks as the current one, or that its class files it
    under."""


class Section(NamedTuple):
    """A section, and what gave it."""

    name: str | None
    rule: str | None


class _Lines(NamedTuple):
    """The lines at an article that may say its section."""

    over: Sequence[Block]
    under: Sequence[Block]

    @classmethod
    def of(cls, blocks: Sequence[Block], page: SectionContext) -> _Lines:
        if page.head is None:
            return cls((), ())
        first, last = page.text
        lines = (
            lines_over_text(blocks, page.head, first, page.leads_elsewhere),
            lines_under_text(blocks, page.head, last, page.leads_elsewhere),
        )
        # The label itself stands on every page.
        over, under = (
            [one for one in group if labels.section_label(one.text) or not page.is_furniture(one)]
            for group in lines
        )
        title = blocks[page.head]
        # In an old page one block may hold the title and what is told of it.
        is_more = page.title_block is not None and not title.heading and title.text != page.title
        return cls([*over, title] if is_more else over, under)


def find_section(outline: Outline, page: SectionContext) -> Section:
    """The section of an article; none where nothing names it."""
    blocks = outline.blocks
    for claim in page.claims:
        text = claim.text
        if text.count(",") > 1:  # Keywords, the first of them the section.
            text = text.split(",")[0].strip()
        if is_section(text, page):
            return Section(text, claim.slot)
    lines = _Lines.of(blocks, page)
    if name := _named(blocks, lines, page):
        return Section(name, SectionRule.LABEL)
    if name := last_step(outline, page):
        return Section(name, SectionRule.BREADCRUMB)
    if name := _label(blocks, page):
        return Section(name, SectionRule.LABEL)
    if found := _in_line(blocks, lines, page):
        return found
    in_title = (
        one for one in page.places.sections_in_title(page.page_title) if is_section(one, page)
    )
    if name := one_of_few(blocks, lines.over, lines.under, page) or next(in_title, None):
        return Section(name, SectionRule.LABEL_OF_FEW)
    if name := _by_address(blocks, page):
        return Section(name, SectionRule.ADDRESS)
    if name := _current(blocks, page):
        return Section(name, SectionRule.CURRENT)
    return Section(None, None)


def _named(blocks: Sequence[Block], lines: _Lines, page: SectionContext) -> str | None:
    """What a line at the article, or in a box of its facts, names with the word for sections."""
    if page.head is None:
        return None

    def is_listing(link: Link) -> bool:
        return leads_to_listing(link.href, page)

    for group in (lines.over, lines.under):
        for name in named_sections(group, is_listing):
            if is_section(name, page) and not _may_be_keyword(name, group, blocks, page):
                return name
    facts = list(facts_behind(blocks, page.text[1], asks_section, page.leads_elsewhere))
    own = [one for one in facts if not page.is_furniture(one) or asks_section(one)]
    return next((name for name in named_sections(own, is_listing) if is_section(name, page)), None)


def _may_be_keyword(
    name: str, group: Sequence[Block], blocks: Sequence[Block], page: SectionContext
) -> bool:
    """Whether a name behind the word for sections leads elsewhere than to a listing, or stands in a
    row of links to such, and the menu has it not: some systems file articles under their
    keywords."""
    found = ((one, link) for one in group for link in one.links if link.text == name)
    holding, named = next(found, (None, None))
    if holding is None or named is None:
        return False
    if not leads_to_listing(named.href, page):
        return True
    if sum(leads_to_listing(one.href, page) for one in holding.links) < 2:
        return False
    menu = (one for one in blocks if one.flags & (at.NAV | at.HINT_NAV) or page.is_furniture(one))
    return not names_listing(name, [one for one in menu if one is not holding], page)


def _current(blocks: Sequence[Block], page: SectionContext) -> str | None:
    """The section that the menu or the class of the page says it stands in."""

    def is_section_link(link: Link) -> bool:
        # Neither the root nor that of a language.
        return (
            len(page.path_of(link.href)) > 2
            and leads_to_listing(link.href, page)
            and is_section(link.text, page)
        )

    def slug_of(link: Link) -> str | None:
        is_one = is_section_link(link)
        return page.path_of(link.href).rpartition("/")[2] if is_one else None

    if page.head is None:
        return None
    around = [*blocks[page.head].container.iterancestors("body", "article")]
    return filed_under(around, blocks, slug_of) or current_item(blocks, is_section_link)


def _label(blocks: Sequence[Block], page: SectionContext) -> str | None:
    """A label right at the title: a link to a listing, or the text of one that stands elsewhere on
    the page."""
    title = page.title_block
    if title is None:
        return None
    above = list(reversed(blocks[max(0, title - ABOVE_TITLE) : title]))
    for block in [*above, *blocks[title + 1 : title + 1 + LABEL_BELOW]]:
        if _may_be_label(block, page) and _leads(block, blocks, page):
            return block.text
    # The title's own block may be an entry of a list beside the heading.
    headings = (block for block in blocks if block.heading or block.index == title)
    return next(filter(None, (_label_in_title(one, blocks, page) for one in headings)), None)


_NO_LABEL = (
    at.LIST_ITEM | at.NAV | at.HINT_NAV | at.FOOTER | at.HINT_TAGS | at.HINT_SHARE | at.HINT_RELATED
)


def _may_be_label(block: Block, page: SectionContext) -> bool:
    return not (
        not is_section(block.text, page)
        or block.heading == 1
        or block.flags & _NO_LABEL
        or page.is_furniture(block)
        or read_dateline(block.text)
        or labels.author(block.text)
        or page.places.names_people(block)
        # The author, over the title of a column.
        or (
            any(is_author_link(link, page.house) for link in block.links)
            and all(map(is_shaped_like_name, author_names(block.text, page.house)))
        )
    )


def _leads(block: Block, blocks: Sequence[Block], page: SectionContext) -> bool:
    """Whether a label is a link to a listing, or says what such a link says."""
    if not block.links:
        return names_listing(block.text, blocks, page)
    link = block.links[0]
    is_whole = len(block.links) == 1 and link.text == block.text
    return is_whole and leads_to_listing(link.href, page)


def _in_line(blocks: Sequence[Block], lines: _Lines, page: SectionContext) -> Section | None:
    """What a line at the title says among else: by its markup, or as the page's menu does."""
    title = page.title_block
    if title is None:
        return None
    marks = names_of_marks(*lines)

    def is_listing(link: Link) -> bool:
        return leads_to_listing(link.href, page)

    menu = names_of_menu(blocks, title, page.text, is_listing, page.leads_elsewhere)
    for rule, names in ((SectionRule.MARK, marks), (SectionRule.MENU, menu)):
        for name in names:
            if is_section(name, page):
                return Section(name, rule)
    return None


def _label_in_title(block: Block, blocks: Sequence[Block], page: SectionContext) -> str | None:
    """A label that stands in the heading itself, before the title."""
    if not block.text.endswith(page.title):
        return None
    label = block.text.removesuffix(page.title).strip(" :|–—-·•")
    return label if is_section(label, page) and names_listing(label, blocks, page) else None


def _by_address(blocks: Sequence[Block], page: SectionContext) -> str | None:
    """A word of the address before the article, by the name under which the page links to it."""
    path: list[str] = []
    for segment in urlsplit(page.url).path.strip("/").split("/")[:-1]:
        path.append(segment)
        if not _WORD_SEGMENT.fullmatch(segment) or _NO_SEGMENT.fullmatch(segment):
            continue
        for block in blocks:
            for link in block.links:
                if (
                    page.path_of(link.href) == "/".join(path)
                    and leads_to_listing(link.href, page)
                    and is_section(link.text, page)
                ):
                    return link.text
    return None
