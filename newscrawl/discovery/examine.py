"""What one page shows of its site, in plain values: it is read in a process of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from newscrawl.discovery.address_shapes import grouped
from newscrawl.errors import PageError
from newscrawl.extract.feeds import Feed, read_feed
from newscrawl.extract.headlines.date_order import NOTHING_PROVEN
from newscrawl.extract.headlines.find_headlines import find_headlines
from newscrawl.extract.html.outline import text_of
from newscrawl.extract.html.page import Page
from newscrawl.extract.json_ld import article_nodes, parse
from newscrawl.extract.links import ref_finder
from newscrawl.identity.unknown_site import UnknownSite, normalized
from newscrawl.parse.fetched_page import FetchedPage
from newscrawl.parse.page_reader import PageReader
from newscrawl.parse.read import PageRecord, declared_in, read_page
from newscrawl.text import fold

MAX_LINKS = 3_000
"""Links of a page that are looked at: front pages have a thousand."""
MAX_ANCHORS = 4_000
"""Links of a page, each as often as it stands there, behind which the page is not read: with 20,000
of them and their days it took fifteen seconds."""
MAX_ENTRIES = 2_000
"""Entries of a feed or sitemap likewise: enough to tell how addresses are made."""
MAX_TEXT = 300
"""Characters of a link's text that are kept."""

MAX_HREF = 2_000
"""Characters of an address that anybody means."""
MAX_GROUPS = 4
"""Kinds of links of a page whose days are looked for."""
MIN_DATED = 3
"""Links with days that make a list of news."""

_PRODUCT = re.compile(r'"@type"\s*:\s*"(?:Product|ProductGroup|Offer|AggregateOffer)"')
_ANCHOR = re.compile(rb"<a\s", re.IGNORECASE)
_FEED = re.compile(r"application/(?:rss|atom|rdf)\+xml", re.IGNORECASE)
_FILE = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|ico|pdf|mp[34]|avi|zip|docx?|xlsx?|css|js|json|woff2?|apk)$",
    re.IGNORECASE,
)


class SeenLink(NamedTuple):
    """A link to a page of the same site, or another."""

    url: str
    """Normalised, see `unknown_site.normalized`."""
    text: str
    """What it says; empty for a picture."""


class Entry(NamedTuple):
    """A page that a feed or sitemap names."""

    url: str
    title: str
    is_dated: bool
    """Whether it says when the page was published, as feeds and news sitemaps do."""


class Examined(NamedTuple):
    """One page, looked at."""

    url: str
    """The URL that answered, normalised."""
    record: PageRecord | None = None
    """Its article; None where none can be read."""
    why_not: str = ""
    """Why none can be read."""
    is_declared: bool = False
    """Whether its metadata say that it is an article."""
    is_product: bool = False
    """Whether they say that it is something to buy."""
    has_dated_links: bool = False
    """Whether it shows a list of links with days."""
    language: str = ""
    """As the page declares it, two letters; empty where it does not."""
    links: tuple[SeenLink, ...] = ()
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    """Further sitemaps that it names."""
    entries: tuple[Entry, ...] = ()
    """Of a feed or sitemap."""
    is_feed: bool = False
    canonical: str = ""
    """Where it says that it belongs; empty where it says nothing."""
    shown_chars: int = 0
    """Characters of its visible text."""


def start() -> None:
    """The first call of a process that examines: nothing is kept there."""


def examine(fetched: FetchedPage) -> Examined:
    """What a page shows. Never raises for what stands in it."""
    url = normalized(fetched.url)
    feed = None if _is_html(fetched) else read_feed(fetched.body)
    if feed is not None and (feed.entries or feed.sitemaps):
        return _of_feed(url, feed)
    fetched = replace(fetched, body=_beginning(fetched.body))
    try:
        page = Page(
            fetched.body,
            fetched.url,
            fetched_at=fetched.fetched_at,
            content_type=fetched.content_type,
        )
    except PageError as error:
        return Examined(url, why_not=str(error))
    record, why_not = None, ""
    try:
        record = read_page(fetched, PageReader(UnknownSite(fetched.url)))
    except PageError as error:
        why_not = fold(str(error))
    base = page.base_url
    return Examined(
        url,
        record,
        why_not,
        is_declared=_is_declared(page),
        is_product=_is_product(page),
        has_dated_links=_has_dated_links(page, fetched.url),
        language=(page.root.get("lang") or "")[:2].lower(),
        links=tuple(_links(page, base)),
        feeds=tuple(dict.fromkeys(_feeds(page, base))),
        canonical=_resolved(base, said) if (said := declared_in(page.root)) else "",
        shown_chars=sum(len(block.text) for block in page.outline.blocks),
    )


def _beginning(body: bytes) -> bytes:
    """A page as far as its links are looked at."""
    following = islice(_ANCHOR.finditer(body), MAX_ANCHORS, None)
    return body[: found.start()] if (found := next(following, None)) is not None else body


def _is_html(fetched: FetchedPage) -> bool:
    return b"<html" in fetched.body[:2_000].lower()


def _of_feed(url: str, feed: Feed) -> Examined:
    entries = (
        Entry(target, fold(entry.title or ""), entry.published_text is not None)
        for entry in feed.entries[:MAX_ENTRIES]
        if (target := _resolved(url, entry.url))
    )
    sitemaps = (target for one in feed.sitemaps if (target := _resolved(url, one)))
    return Examined(url, entries=tuple(entries), sitemaps=tuple(sitemaps), is_feed=True)


def _is_declared(page: Page) -> bool:
    kinds = (
        meta.get("content", "").lower()
        for meta in page.root.iterfind(".//meta[@property='og:type']")
    )
    scripts = page.root.iterfind(".//script[@type='application/ld+json']")
    return "article" in kinds or any(
        list(article_nodes(parse(script.text or ""), page.url)) for script in scripts
    )


def _is_product(page: Page) -> bool:
    kinds = [meta.get("content", "") for meta in page.root.iterfind(".//meta[@property='og:type']")]
    scripts = page.root.iterfind(".//script[@type='application/ld+json']")
    return any("product" in kind.lower() for kind in kinds) or any(
        _PRODUCT.search(script.text or "") for script in scripts
    )


def _has_dated_links(page: Page, url: str) -> bool:
    """Whether it shows links with days beside them, three at least that are made alike."""
    groups = grouped(link.url for link in _links(page, page.base_url))
    for group in groups[:MAX_GROUPS]:
        site = UnknownSite(group.addresses[0].url)
        lists = find_headlines(page.outline, ref_finder(page, site))
        if len(lists.dated(NOTHING_PROVEN)) >= MIN_DATED:
            return True
    return False


def _links(page: Page, base: str) -> Iterator[SeenLink]:
    """The links of a page, each URL once, with the longest text that leads there."""
    found: dict[str, str] = {}
    for element in page.root.iter("a"):
        href = element.get("href")
        target = _resolved(base, href) if href and len(href) <= MAX_HREF else ""
        if not target or _FILE.search(urlsplit(target).path):
            continue
        if len(found) >= MAX_LINKS:
            break
        text = fold(text_of(element))[:MAX_TEXT]
        if len(text) >= len(found.get(target, "")):
            found[target] = text
    return (SeenLink(url, text) for url, text in found.items())


def _feeds(page: Page, base: str) -> Iterator[str]:
    for element in page.root.iter("link"):
        rel = (element.get("rel") or "").lower().split()
        is_feed = "alternate" in rel and _FEED.match(element.get("type") or "")
        if is_feed and (target := _resolved(base, element.get("href") or "")):
            yield target


def _resolved(base: str, href: str) -> str:
    """A URL of a page; empty for anything else."""
    try:
        url = normalized(urljoin(base, href.strip()))
    except ValueError:
        return ""
    return url if url.startswith(("http://", "https://")) else ""
