"""The section that an article stands in: what the metadata say, the path over the title, the label
at it, or a part of the address that the page links to by name."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from newscrawl.extract import vocabulary as labels
from newscrawl.extract.author_names import House
from newscrawl.extract.claims import Claim
from newscrawl.extract.dates.date_lines import read_dateline
from newscrawl.extract.html import hints as at
from newscrawl.extract.html.outline import Block, Outline, text_of
from newscrawl.extract.section_labels import (
    ABOVE_TITLE,
    MAX_CHARS,
    MAX_WORDS,
    named_section,
)
from newscrawl.extract.section_marks import names_of_marks, names_of_menu
from newscrawl.text import key

LABEL_BELOW = 1
"""Blocks under a title that may be the label of its section."""

PATH_ABOVE = 8
"""Blocks over a title that may be the path to it."""

_SEPARATOR = re.compile(r"\s*[›»>→/|·•]\s*")
_WORD_SEGMENT = re.compile(r"[^\W\d_]{3,}(?:-[^\W\d_]+){0,2}")
_NO_SEGMENT = re.compile(
    r"(?:news|articles?|details?|story|stories|posts?|blog|archives?|content|index|pages?|view"
    r"|node|item|read|tags?|authors?|category|categories|section|sections|topic|topics|rubric"
    r"|local|latest|www|amp|site)",
    re.IGNORECASE,
)
"""Words in addresses that name no section."""
_TAG_PATH = re.compile(r"/(?:tags?|keywords?|authors?|autor|search|user|login)s?[/?=]", re.I)


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


class SectionContext(NamedTuple):
    """What the search for the section needs to know of the page."""

    claims: Sequence[Claim]
    """What the metadata claim, less what is the same on every page."""
    house: House
    title: str
    title_block: int | None
    head: int | None
    """The first block under the head of the article: its title, or its text where the page does
    not print the title; None where there is neither."""
    text: tuple[int, int]
    """The first and the last block of its text; both the head's where there is none."""
    url: str
    base_url: str
    leads_to_article: Callable[[str], bool]
    is_furniture: Callable[[Block], bool]
    is_label_place: Callable[[Block], bool]
    """Whether other pages show that the labels in the place of a block are those of sections."""

    def path_of(self, href: str) -> str:
        """Where a link of the page leads, as a path without its slashes at the ends."""
        return urlsplit(urljoin(self.base_url, href)).path.strip("/")


class Section(NamedTuple):
    """A section, and what gave it."""

    name: str | None
    rule: str | None


def find_section(outline: Outline, page: SectionContext) -> Section:
    """The section of an article; none where nothing names it."""
    blocks = outline.blocks
    for claim in page.claims:
        text = claim.text
        if text.count(",") > 1:  # Keywords, the first of them the section.
            text = text.split(",")[0].strip()
        if _is_section(text, page):
            return Section(text, claim.slot)
    if page.head is not None:
        name = named_section(blocks, page.head)
        if name is not None and _is_section(name, page):
            return Section(name, SectionRule.LABEL)
    if name := _marked_path(outline, page) or _path(blocks, page):
        return Section(name, SectionRule.BREADCRUMB)
    if name := _label(blocks, page):
        return Section(name, SectionRule.LABEL)
    if found := _in_line(blocks, page):
        return found
    if name := _repeated_label(blocks, page):
        return Section(name, SectionRule.LABEL_OF_FEW)
    if name := _by_address(blocks, page):
        return Section(name, SectionRule.ADDRESS)
    return Section(None, None)


def _is_section(text: str, page: SectionContext) -> bool:
    return bool(
        key(text)
        and len(text) <= MAX_CHARS
        and len(text.split()) <= MAX_WORDS
        and not text.isdigit()
        and not text.endswith(("»", "›", ">", "→", "…"))
        and not labels.no_section(text)
        and not labels.tags(text)
        and not labels.furniture(text)
        and text not in page.house
        and key(text) != key(page.title)
    )


def _leads_to_listing(href: str, page: SectionContext) -> bool:
    """Whether a link leads to a page of this site that is no article, nor its root."""
    if href.startswith("#") or page.leads_to_article(href) or _TAG_PATH.search(href):
        return False
    target, own = urlsplit(urljoin(page.base_url, href)), urlsplit(page.url)
    if target.scheme not in ("http", "https") or not target.path.strip("/"):
        return False
    host = target.netloc.removeprefix("www.")
    return host == own.netloc.removeprefix("www.") and target.path != own.path


def _marked_path(outline: Outline, page: SectionContext) -> str | None:
    """The last step of what its markup calls a breadcrumb, less the article itself."""
    for path in outline.trails:
        names = [
            text
            for link in path.iter("a")
            if _leads_to_listing(link.get("href") or "", page)
            and _is_section(text := text_of(link), page)
        ]
        if names:
            return _step_without_link(text_of(path), names[-1], page) or names[-1]
    return None


def _step_without_link(path: str, last: str, page: SectionContext) -> str | None:
    """The last step of a path where that is no link: the section that the page is in, unless it is
    the article itself, whole or cut short. `last` is the last step that is one."""
    _, _, rest = path.rpartition(last)
    step = rest.strip(" ›»>→/|·•:–—-")
    if step.endswith(("…", "...")) or key(page.title).startswith(key(step)):
        return None
    return step if _is_section(step, page) else None


def _path(blocks: Sequence[Block], page: SectionContext) -> str | None:
    """The last step of a line of links over the title, or over the text where no block shows the
    title, that begins at the root."""
    head = page.head
    if head is None:
        return None
    for block in blocks[max(0, head - PATH_ABOVE) : head]:
        if len(block.links) < 2 or not _SEPARATOR.search(block.text):
            continue
        if len(page.path_of(block.links[0].href)) > 2:  # Neither the root nor that of a language.
            continue
        names = [
            link.text
            for link in block.links[1:]
            if _leads_to_listing(link.href, page) and _is_section(link.text, page)
        ]
        # A row of links that is no path leads to many sections.
        if 0 < len(names) <= 3:
            return _step_without_link(block.text, names[-1], page) or names[-1]
    return None


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
        not _is_section(block.text, page)
        or block.heading == 1
        or block.flags & _NO_LABEL
        or page.is_furniture(block)
        or read_dateline(block.text)
        or labels.author(block.text)
    )


def _leads(block: Block, blocks: Sequence[Block], page: SectionContext) -> bool:
    """Whether a label is a link to a listing, or says what such a link says."""
    if not block.links:
        return _names_listing(block.text, blocks, page)
    link = block.links[0]
    is_whole = len(block.links) == 1 and link.text == block.text
    return is_whole and _leads_to_listing(link.href, page)


def _names_listing(text: str, blocks: Sequence[Block], page: SectionContext) -> bool:
    said = key(text)
    return any(
        key(link.text) == said and _leads_to_listing(link.href, page)
        for block in blocks
        for link in block.links
    )


def _in_line(blocks: Sequence[Block], page: SectionContext) -> Section | None:
    """What a line at the title says among else: by its markup, or as the page's menu does."""
    title = page.title_block
    if title is None:
        return None
    marks = names_of_marks(blocks, title, page.text, page.is_furniture)
    menu = names_of_menu(blocks, title, page.text, lambda one: _leads_to_listing(one.href, page))
    for rule, names in ((SectionRule.MARK, marks), (SectionRule.MENU, menu)):
        for name in names:
            if _is_section(name, page):
                return Section(name, rule)
    return None


def _repeated_label(blocks: Sequence[Block], page: SectionContext) -> str | None:
    """A label over the title where other pages have labels of sections."""
    title = page.title_block
    for block in reversed(blocks[max(0, title - ABOVE_TITLE) : title] if title else ()):
        if not block.links and _may_be_label(block, page) and page.is_label_place(block):
            return block.text
    return None


def _label_in_title(block: Block, blocks: Sequence[Block], page: SectionContext) -> str | None:
    """A label that stands in the heading itself, before the title."""
    if not block.text.endswith(page.title):
        return None
    label = block.text.removesuffix(page.title).strip(" :|–—-·•")
    return label if _is_section(label, page) and _names_listing(label, blocks, page) else None


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
                    and _leads_to_listing(link.href, page)
                    and _is_section(link.text, page)
                ):
                    return link.text
    return None
