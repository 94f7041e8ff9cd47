"""Where a page leads: to articles, to other pages of the site, to feeds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple, Protocol

from newscrawl.extract.headlines.marks import FindRef
from newscrawl.extract.hidden_links import hidden_links
from newscrawl.extract.html.page import Page
from newscrawl.identity.site import ArticleRef, Link

_HREF = {
    "a": "href",
    "area": "href",
    "link": "href",
    "frame": "src",
    "iframe": "src",
    "option": "value",
}
_FEED = re.compile(r"(?:application|text)/(?:rss|atom|rdf|xml|feed)", re.IGNORECASE)
_PAGING = frozenset(
    (
        "next",
        "prev",
        "previous",
        "first",
        "last",
        "start",
        "alternate",
        "contents",
        "archives",
        "up",
        "home",
        "canonical",
        "sitemap",
    )
)
_CLOCK = re.compile(r"\b\d{1,2}:\d{2}(?::\d{2})?\b")


class Links(NamedTuple):
    """The URLs that a page names, each once, in reading order."""

    articles: list[tuple[ArticleRef, str]]
    listings: list[str]
    feeds: list[str]
    changed: Mapping[str, str] = MappingProxyType({})
    """When feeds changed last, as the index that names them has it, where it tells."""


class LinkFinder(Protocol):
    """What is asked of a site to find the links of a page."""

    def link(self, base_url: str, href: str) -> Link | None:
        """Where a link leads; None: not to this site."""
        ...


def find_links(page: Page, site: LinkFinder) -> Links:
    """Every link of a page that stays on the site. Other hosts, files, `mailto:` and the like are
    left out."""
    articles: dict[ArticleRef, str] = {}
    listings: dict[str, None] = {}
    feeds: dict[str, None] = {}
    base = page.base_url
    link_of = site.link
    for element in page.root.iter("a", "area", "link", "frame", "iframe", "option"):
        tag = element.tag
        href = element.get(_HREF[tag])
        if not href or (tag == "option" and not href.startswith(("/", "http", "?"))):
            continue
        if tag == "link":
            rel = set((element.get("rel") or "").lower().split())
            if not rel & _PAGING:
                continue
            if "sitemap" in rel or _FEED.match(element.get("type") or ""):
                link = link_of(base, href)
                if link is not None:
                    feeds[link.url] = None
                continue
        link = link_of(base, href)
        if link is None:
            continue
        if link.ref is not None:
            articles.setdefault(link.ref, link.url)
        else:
            listings[link.url] = None
    return Links(list(articles.items()), list(listings), list(feeds))


def with_hidden(links: Links, page: Page, site: LinkFinder) -> Links:
    """The links of a listing page, and the addresses on it that are no links, behind them."""
    articles, listings = dict(links.articles), dict.fromkeys(links.listings)
    keys = {ref.key for ref in articles}
    for href in hidden_links(page, keys):
        link = site.link(page.base_url, href)
        if link is not None and link.ref is not None:
            articles.setdefault(link.ref, link.url)
        elif link is not None:
            listings.setdefault(link.url)
    return Links(list(articles.items()), list(listings), links.feeds)


def ref_finder(page: Page, site: LinkFinder) -> FindRef:
    """Tells which article a link of the page, as written, leads to. A link to a place in the page
    itself leads nowhere."""
    base, link_of = page.base_url, site.link

    def find_ref(href: str) -> ArticleRef | None:
        link = None if href.startswith("#") else link_of(base, href)
        return link.ref if link else None

    return find_ref


def text_digest(page: Page) -> int:
    """Stands for what a page shows, the time of day aside: two URLs with one digest are one
    page. Never 0."""
    return (
        hash(
            "\n".join(
                [
                    _CLOCK.sub("", block.text) if ":" in block.text else block.text
                    for block in page.outline.blocks
                ]
            )
        )
        or 1
    )


def remembering(find_ref: FindRef) -> FindRef:
    """The same, asked once for each link of the page."""
    known: dict[str, ArticleRef | None] = {}

    def remembered(href: str) -> ArticleRef | None:
        if href not in known:
            known[href] = find_ref(href)
        return known[href]

    return remembered
