"""What a listing shows: the articles and pages that it leads to, and its dated headlines. A feed or
a sitemap is a listing, too."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from newscrawl.errors import DateError
from newscrawl.extract.dates.date_lines import day_of
from newscrawl.extract.dates.order import (
    Order,
    days_either_way,
    is_ambiguous,
    shown_order,
    swapped,
)
from newscrawl.extract.dates.parse import read_date
from newscrawl.extract.feeds import Feed, FeedEntry
from newscrawl.extract.headlines.lists import DatedHeadline
from newscrawl.extract.links import Links
from newscrawl.identity.site import ArticleRef, Link
from newscrawl.parse.answers import Answer
from newscrawl.parse.context import SiteURLs


class SeenHeadline(NamedTuple):
    """A dated headline as it stands on a page."""

    ref: ArticleRef
    """The article that it leads to."""
    title: str
    published: date
    """The day printed beside it."""


class ShownArticle(NamedTuple):
    """An article that a page leads to."""

    ref: ArticleRef
    url: str
    """Where it is, at the root that is crawled."""
    title: str
    """The text of the link; empty where it says nothing of the article."""
    published: date | None
    """The day printed beside it; None where there is none that can be read."""


@dataclass(slots=True)
class Listing:
    """What a listing shows."""

    articles: list[ShownArticle]
    listings: list[str]
    """URLs of further listing pages."""
    feeds: list[str]
    """URLs of feeds and sitemaps."""
    headlines: list[SeenHeadline]
    """The dated headlines, in page order."""
    changed: dict[str, str] = field(default_factory=dict)
    """When feeds changed last, as the index that names them has it, where it tells."""
    is_feed: bool = False
    unread_dates: int = 0
    """Dates of a feed that could not be read."""
    digest: int = 0
    """Stands for what the page shows; 0 for a feed, which is not compared."""
    orders: frozenset[tuple[str, Order]] = frozenset()
    """What its lists prove of the order of day and month, place by place."""
    answer: Answer | None = None
    """The page as it is compared with others; None where that was not asked for."""
    lack: str = ""
    """What it shows in place of articles, in words, where that was asked for; else empty."""
    loss: str = ""
    """What of a feed could not be read, in words; empty where nothing is known to be lost."""
    rest: int | None = None
    """At which entry a feed goes on, of which this is a part; None: there is no more of it."""

    @property
    def is_bare(self) -> bool:
        """Whether it leads nowhere."""
        return not self.articles and not self.listings and not self.feeds

    def add(self, more: Listing) -> None:
        """Take in the next part of the same feed."""
        self.articles += more.articles
        self.listings += more.listings
        self.headlines += more.headlines
        self.unread_dates += more.unread_dates
        self.rest = more.rest

    def links(self, articles: Sequence[ShownArticle]) -> Links:
        """Where it leads; of the articles to these alone."""
        shown = [(one.ref, one.url) for one in articles]
        return Links(shown, self.listings, self.feeds, self.changed)


def seen_headlines(dated: Sequence[DatedHeadline]) -> list[SeenHeadline]:
    """The dated headlines of a page, as values."""
    return [SeenHeadline(entry.ref, entry.title, entry.published) for entry in dated]


def listing_of_page(
    links: Links,
    dated: Sequence[DatedHeadline],
    titles: Mapping[ArticleRef, str],
    parts: Collection[ArticleRef] = (),
) -> Listing:
    """Where a page leads, but for the further pages of its own article (`parts`)."""
    days = {entry.ref: entry.published for entry in dated}
    shown = [
        ShownArticle(ref, url, titles.get(ref, ""), days.get(ref))
        for ref, url in links.articles
        if ref not in parts
    ]
    return Listing(shown, links.listings, links.feeds, seen_headlines(dated))


def listing_of_feed(
    feed: Feed, url: str, site: SiteURLs, *, first: int = 0, most: int | None = None
) -> Listing:
    """What the feed at a URL lists of the site. Other hosts and files are left out. Of its entries
    those from `first` on, `most` of them; None: all."""
    listing = Listing([], [], [], [], is_feed=True, loss=feed.loss)
    end = len(feed.entries) if most is None else first + most
    listing.rest = end if end < len(feed.entries) else None
    order, home = _order_in(feed), site.at_home(url)
    for entry in feed.entries[first:end]:
        link = _page_of(entry, url, home, site)
        if link is None:
            continue
        if link.ref is None:
            listing.listings.append(link.url)
            continue
        day = _day_of(entry, order)
        if entry.title and day is not None:
            listing.headlines.append(SeenHeadline(link.ref, entry.title, day))
        elif entry.title and entry.published_text:
            listing.unread_dates += 1
        listing.articles.append(ShownArticle(link.ref, link.url, entry.title or "", day))
    if not first:
        _name_sitemaps(listing, feed, url, site)
    return listing


def _order_in(feed: Feed) -> Order | None:
    """The order of day and month in the dates of a feed; None where they show none, or two."""
    dated = (entry.published_text for entry in feed.entries if entry.published_text)
    shown = {shown_order(text) for text in dated} - {None}
    return shown.pop() if len(shown) == 1 else None


def _name_sitemaps(listing: Listing, feed: Feed, url: str, site: SiteURLs) -> None:
    for sitemap in feed.sitemaps:
        link = site.link(url, sitemap)
        if link is not None:
            listing.feeds.append(link.url)
            if sitemap in feed.changed:
                listing.changed[link.url] = feed.changed[sitemap]


def _page_of(entry: FeedEntry, url: str, feed: str, site: SiteURLs) -> Link | None:
    """Where an entry of the feed at a URL, whose canonical one is `feed`, leads; None where that is
    no page of the site, or the entry is what a reader wrote, on a day of his own: it leads to a
    place in an article (`/news/detail/5#comment-77`), or its feed lies below one
    (`/news/detail/5/feed`)."""
    link = site.link(url, entry.url)
    if link is None or link.ref is None:
        return link
    article = site.at_home(link.url)
    is_below = feed != article and feed.startswith(f"{article.rstrip('/')}/")
    return None if is_below or entry.url.partition("#")[2] else link


def _day_of(entry: FeedEntry, order: Order | None) -> date | None:
    """The day on which a page that a feed lists was published; None where the feed tells none that
    can be read, or one of two. `order` is that of day and month in the other dates of the feed."""
    text = entry.published_text or ""
    if not text:
        return None
    if is_ambiguous(text) and order is None:
        return None
    try:
        day = day_of(read_date(text))
    except DateError:
        return None
    return swapped(day) if day in days_either_way(text) and order == "month_first" else day
