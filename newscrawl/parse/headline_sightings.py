"""The dated headlines that a run sees: each is told once, however many pages show it; and what they
say of where the past begins."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from scrapy.http import Response

from newscrawl.downloader.responses import arrived_at
from newscrawl.errors import DateError
from newscrawl.extract.dates.date_lines import day_of
from newscrawl.extract.dates.parse import read_date
from newscrawl.extract.feeds import Feed, FeedEntry
from newscrawl.extract.headlines.find_headlines import HeadlineLists
from newscrawl.identity.site import ArticleRef, Site
from newscrawl.items import Headline
from newscrawl.loaders import HeadlineLoader


class Sightings:
    """The headlines of one run."""

    def __init__(
        self, site: Site, since: date | None, heard: Callable[[ArticleRef, str], None]
    ) -> None:
        """`since` is the day before which nothing is wanted; None: everything is. `heard` is told
        of each headline, once."""
        self._site = site
        self._since = since
        self._heard = heard
        self._told: set[int] = set()

    def of_lists(self, lists: HeadlineLists, response: Response) -> Iterator[Headline]:
        """The headlines of a page that this run sees for the first time."""
        for entry in lists.dated:
            yield from self.first(entry.ref, entry.title, entry.published, response)

    def of_feed(self, feed: Feed, response: Response) -> Iterator[Headline]:
        """The headlines of a feed, likewise."""
        for entry in feed.entries:
            link, day = self._site.link(response.url, entry.url), entry_day(entry)
            if link is not None and link.ref is not None and entry.title and day is not None:
                yield from self.first(link.ref, entry.title, day, response)

    def first(
        self, ref: ArticleRef, title: str, published: date, response: Response
    ) -> Iterator[Headline]:
        """The headline, the first time that this run sees it: the same ten stand on every page."""
        mark = hash((ref, title, published))
        if mark in self._told:
            return
        self._told.add(mark)
        self._heard(ref, title)
        loader = HeadlineLoader()
        loader.add_value("title", title)
        loader.add_value("published", published)
        yield loader.load_headline(
            id=self._site.id(ref),
            url=self._site.canonical(ref),
            seen_on=response.url,
            seen_at=arrived_at(response),
        )

    def are_past(self, lists: HeadlineLists) -> bool:
        """Whether all that a listing tells for the first time lies before `since`: the same latest
        news stand on every page."""
        news = [
            entry
            for entry in lists.dated
            if hash((entry.ref, entry.title, entry.published)) not in self._told
        ]
        return bool(news) and all(self.is_too_old(entry.published) for entry in news)

    def is_too_old(self, day: date | None) -> bool:
        """Whether a day lies before `since`; an unknown one does not."""
        return self._since is not None and day is not None and day < self._since


def entry_day(entry: FeedEntry) -> date | None:
    """The day on which a page that a feed lists was published; None where the feed tells none that
    can be read."""
    try:
        return day_of(read_date(entry.published_text)) if entry.published_text else None
    except DateError:
        return None
