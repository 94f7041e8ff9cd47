"""The whole site: every listing page; and what it tells of where the news stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from newscrawl import clock
from newscrawl.frontier.frontier import Visit
from newscrawl.frontier.policies.base import CrawlPolicy, Onward
from newscrawl.frontier.policies.listing_plan import DEEP, Shown, make_plan
from newscrawl.frontier.policies.news_order import NewsOrder
from newscrawl.frontier.policies.sitemap_plan import marks_of, plan_of_feeds, worth_reading
from newscrawl.frontier.url_pattern import url_pattern
from newscrawl.identity.numbering import below_the_lowest, count_unaccounted, numbering
from newscrawl.identity.site import Site
from newscrawl.records import utc
from newscrawl.run.arguments import Arguments

if TYPE_CHECKING:
    from newscrawl.extract.links import Links
    from newscrawl.storage.archive import Archive
    from newscrawl.storage.backlog import FeedRead

MAX_KINDS = 5_000
"""Maximum number of kinds of listing pages that are remembered of a site: some have a kind for
every tag."""


class FullCrawl(CrawlPolicy):
    """Walks every listing page, and learns from them where the news stands."""

    def __init__(
        self, site: Site, archive: Archive | None, arguments: Arguments, *, checks_max: int = 0
    ) -> None:
        super().__init__(site, archive, arguments, checks_max=checks_max)
        self._shown: dict[str, list[Shown]] = {}
        self._in_feeds: dict[str, list[Shown]] = {}
        """Likewise by feeds and sitemaps, which serve where no listing page shows the news."""
        self._indexes: dict[str, str] = {}
        """For each feed or sitemap: which other named it."""
        self._changed: dict[str, str] = {}
        """When feeds changed last, as the indexes of this run have it, by canonical URL."""
        self._order: NewsOrder | None = None if archive is None else NewsOrder(site, archive)
        self._kinds: set[str] = set()
        """Kinds of listing pages that the pages read in this run lead to."""

    def showed_news(self, url: str) -> bool:
        return url in self._news_pages

    @cached_property
    def _news_pages(self) -> set[str]:
        """Where the last complete run found the news."""
        if self.archive is None:
            return set()
        plans = self.archive.state.listing_plan(self.site.name).values()
        urls = (self.site.resolve(self.site.root, url) for pages in plans for url, _ in pages)
        return {url for url in urls if url is not None}

    @cached_property
    def _feeds_read(self) -> Mapping[str, FeedRead]:
        """How far earlier runs read each feed; none of them where all are to be read again."""
        if self.archive is None or self.arguments.full or self.arguments.since:
            return {}
        return self.archive.backlog.feeds_read(self.site.name)

    def onward(self, page: Visit, links: Links) -> Onward:
        at_home = self.site.at_home
        self._changed |= {at_home(url): changed for url, changed in links.changed.items()}
        if self._order is not None:
            shown = self._shown
            if page.kind != "listing":
                shown = self._in_feeds
                self._indexes |= {at_home(url): at_home(page.url) for url in links.feeds}
            for language, places in self._order.places_in(links).items():
                # A sitemap shows 50,000, and there are many of them.
                kept = frozenset(places) if page.kind == "listing" else marks_of(places)
                shown.setdefault(language, []).append(Shown(at_home(page.url), page.depth, kept))
            if page.kind == "listing" and len(self._kinds) < MAX_KINDS:
                self._kinds.update(url_pattern(at_home(url)) for url in links.listings)
        said = {url: links.changed.get(url) for url in links.feeds}
        known = {url: self._feeds_read.get(at_home(url)) for url in links.feeds}
        feeds = worth_reading(said, known, clock.now().date())
        self.passed_by += len(said) - len(feeds)
        return links.listings, feeds

    def read_to_end(self, feed: Visit, at: datetime) -> None:
        if self.archive is None or self.arguments.since:
            return
        url = self.site.at_home(feed.url)
        self.archive.backlog.note_read(
            self.site.name, url, changed=self._changed.get(url), read_at=utc(at)
        )

    def finish(self, *, complete: bool) -> None:
        self._leave_waiting()
        if self.archive is None or self._order is None or not complete:
            return
        if not self._shown and not self._in_feeds:
            return
        archive, site = self.archive, self.site
        if self._order.numbers is not None and self._order.numbers.has_addresses:
            met, read = archive.state.accounted(site.name, archive.now)
            how = numbering(read)
            missing, up_to = count_unaccounted(met, read, how)
            lowest, below = below_the_lowest(met, read, how)
            self.numbers = {"missing": missing, "up_to": up_to, "lowest": lowest, "below": below}
        languages = archive.state.languages(site.name)
        for language in languages:
            newest = self._order.newest(language, DEEP)
            plan = make_plan(self._shown.get(language, ()), newest) or plan_of_feeds(
                self._in_feeds.get(language, ()), self._indexes, marks_of(newest)
            )
            archive.state.set_listing_plan(site.name, language, plan, archive.now)
        self._put_signposts(self._kinds)
        # After all plans, and all at once: later runs would not look for a language that a kill
        # left without its mark.
        self._mark(self._order.marks(languages))

    def _leave_waiting(self) -> None:
        """What waits still is left to the next run by its ids, where no number tells that it is
        missing and where it is."""
        site = self.site
        if self.archive is not None and (site.order is None or not site.order.has_addresses):
            waiting = self.frontier.waiting_articles()
            self.archive.prefetch(site.id(ref) for ref in waiting)
            self.archive.add_unvisited(
                site.name, ((site.id(ref), site.canonical(ref)) for ref in waiting)
            )

    def _put_signposts(self, kinds: Iterable[str]) -> None:
        assert self.archive is not None
        self.archive.state.add_listing_kinds(self.site.name, kinds, run=self.archive.run)

    def _mark(self, highest: Mapping[str, int]) -> None:
        """Up to the highest number of each of these languages the listings are settled."""
        assert self.archive is not None
        since = self.arguments.since.isoformat() if self.arguments.since else None
        self.archive.state.set_listing_marks(
            self.site.name, highest, since=since, run=self.archive.run
        )
