"""What to look at next, so that few pages tell most: the start page, what it says of feeds and
sitemaps, some listings, some pages of each kind of address. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

from newscrawl.discovery.address_shapes import (
    Address,
    grouped,
    taken_apart,
    telling_name,
    with_name_alone,
)
from newscrawl.discovery.examine import Entry, Examined
from newscrawl.discovery.scope import Scope
from newscrawl.discovery.views import views_of_others
from newscrawl.identity.acting import acts
from newscrawl.identity.listing_words import names_a_listing
from newscrawl.records import Record

MAX_FEEDS = 3
MAX_SITEMAPS = 4
MAX_LISTINGS = 6
SAMPLES = 5
"""Pages of a kind of address that are looked at while another has none."""
MAX_TRIES = 3
"""So many pages are asked for until one is had: old links lead nowhere."""
MAX_WORDS = 6
"""So many different words before a number are kinds of pages; more are sections."""
MAX_KINDS = 10
"""Kinds of addresses of which pages are looked at: the most usual ones."""
MIN_HEADLINE_CHARS = 20
MIN_HEADLINE_WORDS = 4
"""A link with a shorter text leads to a section or a service as often as to an article."""
MIN_BODY_CHARS = 200
"""A page with a shorter text is believed to be an article only if it says so."""


class LookPlan:
    """What is known so far, and what is worth a look."""

    def __init__(self, start: str, scope: Scope) -> None:
        self.start = start
        self.scope = scope
        self.pages: dict[str, Examined] = {}
        """What was looked at, by the URL that was asked for."""
        self.failed: dict[str, str] = {}
        """What could not be had, with the reason."""
        self.texts: dict[str, str] = {}
        """The pages of the site that links lead to, each with the longest text of such a link."""
        self.shown_on: Counter[str] = Counter()
        """On how many listings a link stands: what stands on all leads to a section or service."""
        self.entries: dict[str, Entry] = {}
        """What feeds and sitemaps name."""
        self.feeds: list[str] = []
        self.sitemaps: list[str] = []
        self.bodies: dict[str, bytes] = {}
        """The bytes of the articles that were read, by URL."""
        self.asked: set[str] = set()
        self._short_for: dict[str, str] = {}
        """Shortened addresses that were asked for, each with the one that it is made of."""

    # What came.

    def found(self, asked: str, page: Examined, body: bytes = b"") -> None:
        """A page was looked at; `body` is what came."""
        if page.record is not None and page.record["fetched_from"] is not None:
            self.bodies[page.record["fetched_from"]] = body
        self.pages[asked] = page
        self.asked |= {asked, page.url}
        for entry in page.entries:
            if self.scope.may_ask(entry.url):
                self.entries.setdefault(entry.url, entry)
        for link in page.links:
            if not self.scope.may_ask(link.url) or acts(_address(link.url)):
                continue
            self.shown_on[link.url] += 1
            self._said(link.url, link.text)
        if page.record is not None and self.scope.may_ask(page.canonical):
            self._said(page.canonical, self.texts.get(page.url, ""))
        for feed in page.feeds:
            self._known(self.feeds, feed)
        for sitemap in page.sitemaps:
            self._known(self.sitemaps, sitemap)

    def _said(self, url: str, text: str) -> None:
        """A link to this page has this text."""
        if len(text) >= len(self.texts.get(url, "")):
            self.texts[url] = text

    def sitemaps_named(self, urls: list[str]) -> None:
        """robots.txt names these."""
        for url in urls:
            self._known(self.sitemaps, url)

    def _known(self, where: list[str], url: str) -> None:
        if url not in where and self.scope.may_ask(url):
            where.append(url)

    # What is next.

    def next(self) -> str | None:
        """The URL to look at next; None where nothing more is worth it."""
        for url in self._wishes():
            if url not in self.asked:
                self.asked.add(url)
                return url
        return None

    def _wishes(self) -> Iterator[str]:
        yield self.start
        yield from self.feeds[:MAX_FEEDS]
        yield from self._best_sitemaps()
        kinds = self._kinds()
        # One of each kind first: an article tells what its neighbours are.
        for wanted in (1, 2):
            yield from self._samples(kinds, wanted)
        yield from self._listings()
        yield from self._samples(kinds, SAMPLES)
        yield from self._shortened()

    def _shortened(self) -> Iterator[str]:
        """Of each script that shows articles by a query of several names one address with nothing
        but the number: what else is needed shows by what comes."""
        for group in grouped(self.articles()):
            one, name = group.addresses[0], telling_name(group.addresses)
            if name and len(one.query) > 1 and one.url not in self._short_for.values():
                short = with_name_alone(one, name)
                self._short_for.setdefault(short, one.url)
                yield short

    def _best_sitemaps(self) -> list[str]:
        """News sitemaps first, then indexes, then the last one: it has what is newest."""
        ranked = sorted(
            self.sitemaps,
            key=lambda url: (
                "news" not in url,
                "post" not in url and "article" not in url and "index" not in url,
            ),
        )
        return ranked[:MAX_SITEMAPS]

    def _kinds(self) -> list[list[str]]:
        """The addresses that may be articles, by how they are made; within a kind those that
        headlines and feeds name first."""
        groups = grouped(url for url in [*self.entries, *self.texts] if self._may_be_article(url))
        kinds: dict[tuple[str, ...], list[str]] = {}
        for group in groups:
            words = {one.words for one in group.addresses}
            # Numbers alone do not tell news from products; many words are sections.
            is_apart = len(words) <= MAX_WORDS and not group.addresses[0].has_slug
            for one in group.addresses:
                languages = (part.text for part in one.path if part.form == "{lang}")
                apart = (one.words,) if is_apart else ()
                kinds.setdefault((*group.shape, *languages, *apart), []).append(one.url)
        ranked = sorted(
            kinds.values(), key=lambda urls: -sum(2 * self.is_named(url) + 1 for url in urls)
        )
        return [sorted(urls, key=lambda url: not self.is_named(url)) for urls in ranked[:MAX_KINDS]]

    def _may_be_article(self, url: str) -> bool:
        segments = [one for one in urlsplit(url).path.split("/") if one]
        return not any(names_a_listing(one, surely=True) for one in segments)

    def is_named(self, url: str) -> bool:
        """Whether a headline leads there, or a feed or news sitemap names it."""
        entry = self.entries.get(url)
        return (entry is not None and entry.is_dated) or is_headline(self.texts.get(url, ""))

    def _samples(self, kinds: list[list[str]], wanted: int) -> Iterator[str]:
        for place in range(MAX_TRIES * wanted):
            for kind in kinds:
                done = sum(url in self.pages for url in kind)
                tried = sum(url in self.asked for url in kind)
                if done >= wanted or tried >= MAX_TRIES * wanted:
                    continue
                fresh = [url for url in kind if url not in self.asked]
                # From both ends: the newest, and what stands furthest from them.
                yield from fresh[: 1 if place % 2 == 0 else 0] or fresh[-1:]

    def _listings(self) -> list[str]:
        """Pages that links with short texts lead to, those on the start page that have the
        shortest addresses first."""
        page = self.pages.get(self.start)
        links = page.links if page is not None else ()
        found = [
            link.url
            for link in links
            if self.scope.may_ask(link.url)
            and link.text
            and not is_headline(link.text)
            and not acts(_address(link.url))
            and not urlsplit(link.url).query
            and link.url != self.start
        ]
        ranked = sorted(dict.fromkeys(found), key=lambda url: (_depth(url), found.index(url)))
        return [url for url in ranked if not _has_number(taken_apart(url))][:MAX_LISTINGS]

    # What it comes to.

    def articles(self) -> dict[str, Record]:
        """The articles that were read, by URL; those aside that lie elsewhere and say so."""
        left = self._views() | self._short_for.keys()
        return {
            page.url: dict(page.record)
            for page in self.pages.values()
            if page.record is not None and page.url not in left and self._is_article(page)
        }

    def others(self) -> list[str]:
        """The pages that were looked at and show no article; feeds and sitemaps aside."""
        articles = self.articles()
        short = {url for url, of in self._short_for.items() if self._shows(url, articles.get(of))}
        shown = articles.keys() | self._views() | short
        looked_at = [page.url for page in self.pages.values() if not page.is_feed]
        lost = [url for url in self._short_for if url in self.failed]
        return [url for url in dict.fromkeys([*looked_at, *lost]) if url not in shown]

    def _shows(self, url: str, article: Record | None) -> bool:
        """Whether the page at this URL shows this article."""
        page = self.pages.get(url)
        if article is None or page is None or page.record is None:
            return False
        return all(page.record[name] == article[name] for name in ("title", "body"))

    def _views(self) -> set[str]:
        return views_of_others(self.pages.values())

    def _is_article(self, page: Examined) -> bool:
        """Whether a page is an article: it says so, or the link that leads to it is its headline,
        or it tells the day of its publication; and most of what it shows is no list of others."""
        record, parts = page.record, urlsplit(page.url)
        is_home = page.url == self.start or not (parts.path.strip("/") or parts.query)
        if record is None or is_home or page.is_product:
            return False
        text = self.texts.get(page.url, "")
        is_called_so = is_headline(text) and _says(text, record["title"])
        if page.is_declared or is_called_so:
            return True
        return record["published"] is not None and len(record["body"]) >= MIN_BODY_CHARS

    def named(self) -> list[str]:
        """The URLs that headlines, feeds and news sitemaps lead to."""
        urls = [*self.entries, *self.texts]
        return [url for url in dict.fromkeys(urls) if self.is_named(url)]


def is_headline(text: str) -> bool:
    """Whether the text of a link is long enough for the title of an article."""
    return len(text) >= MIN_HEADLINE_CHARS and len(text.split()) >= MIN_HEADLINE_WORDS


def _says(text: str, title: str) -> bool:
    """Whether the text of a link holds a title, or begins it."""
    said, wanted = text.casefold(), title.casefold()
    return wanted in said or (len(said) >= MIN_HEADLINE_CHARS and said in wanted)


def _depth(url: str) -> int:
    return len([one for one in urlsplit(url).path.split("/") if one])


def _has_number(address: Address) -> bool:
    return any("{number" in part.form or "{slug" in part.form for part in address.path)


def _address(url: str) -> str:
    """The path of a URL with its query."""
    parts = urlsplit(url)
    return f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
