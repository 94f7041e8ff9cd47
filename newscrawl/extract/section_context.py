"""What the search for the section of an article needs to know of the page, and which texts and
links of it may be sections at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

from newscrawl.extract import vocabulary as labels
from newscrawl.extract.author_names import House
from newscrawl.extract.claims import Claim
from newscrawl.extract.dates.find import find_dates
from newscrawl.extract.html.addresses import joined, parts_of
from newscrawl.extract.html.outline import Block
from newscrawl.extract.section_places import MAX_CHARS, MAX_WORDS, LabelPlaces
from newscrawl.extract.site_name import LANGUAGE_CHARS
from newscrawl.text import key

REMEMBERED_LINKS = 2_048
MAX_REMEMBERED_CHARS = 300
"""Links whose targets are remembered, and how long they may be: the menu of a site is on every
page. About 1 MB."""

TAG_PATH = re.compile(r"/(?:tags?|keywords?|authors?|autor|search|user|login)s?[/?=]", re.I)
"""Of links to what is told under a keyword, or of an author, and to what is no listing."""


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
    places: LabelPlaces
    """What the places of the page say on other pages."""
    page_title: str
    """The text of its `title` element."""

    def leads_elsewhere(self, href: str) -> bool:
        """Whether a link leads to another article."""
        return self.leads_to_article(href) and self.target_of(href).path != urlsplit(self.url).path

    def path_of(self, href: str) -> str:
        """Where a link of the page leads, as a path without its slashes at the ends."""
        return self.target_of(href).path.strip("/")

    def target_of(self, href: str) -> SplitResult:
        """Where a link of the page leads, in parts."""
        # What begins at the root leads to the same from every page of the site.
        base = _root_of(self.base_url) if href.startswith("/") else self.base_url
        is_short = len(base) + len(href) <= MAX_REMEMBERED_CHARS
        return (_remembered_target if is_short else _target)(base, href)


def _target(base: str, href: str) -> SplitResult:
    return parts_of(joined(base, href))


_remembered_target = lru_cache(maxsize=REMEMBERED_LINKS)(_target)


def _root_of(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/"


def is_section(text: str, page: SectionContext) -> bool:
    """Whether a text may be the name of a section: short, and neither the house nor the title."""
    return bool(
        key(text)
        and len(text) <= MAX_CHARS
        and len(text.split()) <= MAX_WORDS
        and not text.isdigit()
        and not text.startswith("#")
        and not text.endswith(("»", "›", ">", "→", "…"))
        and not labels.no_section(text)
        and not find_dates(text)
        and not labels.tags(text)
        and not labels.furniture(text)
        and text not in page.house
        and key(text) != key(page.title)
    )


def leads_to_listing(href: str, page: SectionContext, *, of_tags: bool = False) -> bool:
    """Whether a link leads to a page of this site that is no article, nor its root or that of a
    language. `of_tags`: it may be the page of a keyword, or told by a query alone."""
    if href.startswith("#") or page.leads_to_article(href):
        return False
    if not of_tags and TAG_PATH.search(href):
        return False
    target, own = page.target_of(href), urlsplit(page.url)
    path = target.path.strip("/")
    if target.scheme not in ("http", "https") or not (path or (of_tags and target.query)):
        return False
    if len(path) == LANGUAGE_CHARS and own.path.startswith(f"/{path}/"):
        return False
    host = target.netloc.removeprefix("www.")
    # An old site has one path, and tells its pages by their queries.
    is_other = own.query and target.query and target.query != own.query
    is_own = target.path == own.path and not is_other
    return host == own.netloc.removeprefix("www.") and not is_own


def names_listing(text: str, blocks: Sequence[Block], page: SectionContext) -> bool:
    """Whether a text is also that of a link to a listing."""
    said = key(text)
    return any(
        key(link.text) == said and leads_to_listing(link.href, page)
        for block in blocks
        for link in block.links
    )
