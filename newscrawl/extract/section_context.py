"""What the search for the section of an article needs to know of the page, and which texts and
links of it may be sections at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from newscrawl.extract import vocabulary as labels
from newscrawl.extract.author_names import House
from newscrawl.extract.claims import Claim
from newscrawl.extract.html.outline import Block
from newscrawl.extract.section_labels import MAX_CHARS, MAX_WORDS
from newscrawl.text import key

_TAG_PATH = re.compile(r"/(?:tags?|keywords?|authors?|autor|search|user|login)s?[/?=]", re.I)


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


def is_section(text: str, page: SectionContext) -> bool:
    """Whether a text may be the name of a section: short, and neither the house nor the title."""
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


def leads_to_listing(href: str, page: SectionContext) -> bool:
    """Whether a link leads to a page of this site that is no article, nor its root."""
    if href.startswith("#") or page.leads_to_article(href) or _TAG_PATH.search(href):
        return False
    target, own = urlsplit(urljoin(page.base_url, href)), urlsplit(page.url)
    if target.scheme not in ("http", "https") or not target.path.strip("/"):
        return False
    host = target.netloc.removeprefix("www.")
    return host == own.netloc.removeprefix("www.") and target.path != own.path
