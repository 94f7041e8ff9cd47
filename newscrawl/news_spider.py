"""NewsSpider: a visit -> a request; what came -> items, and what the frontier learns. The only base
class of spiders."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from scrapy import Request, Spider
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Response
from scrapy.settings import BaseSettings
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure as TwistedFailure

from newscrawl.downloader.internal_request import internal_request
from newscrawl.downloader.withheld import NotSent, Withheld
from newscrawl.errors import UsageError
from newscrawl.frontier.frontier import Visit
from newscrawl.frontier.policies import policy_for
from newscrawl.frontier.requisites import Requisites, requisites_of
from newscrawl.identity.given_ids import given_ids
from newscrawl.identity.named_site import NamedSite
from newscrawl.identity.requisite_scope import RequisiteScope
from newscrawl.identity.site import Site
from newscrawl.loaders import ArticleLoader
from newscrawl.parse.beside import ASKED, request_beside
from newscrawl.parse.context import ParseContext, no_rules
from newscrawl.parse.fetched_page import FetchedPage
from newscrawl.parse.kept_pages import KeptPages
from newscrawl.parse.results import Asked, Item, known_at_once
from newscrawl.parse.single_page import SinglePage
from newscrawl.parse.visit_handler import NOT_MODIFIED, VisitHandler
from newscrawl.readers.run_pool import reader_for
from newscrawl.run.arguments import Arguments
from newscrawl.run.settings_check import int_setting
from newscrawl.run.site_folders import use_own_folder
from newscrawl.run.standing import RUNS
from newscrawl.run.troubles import lost_pages
from newscrawl.run.user_agent import name_us
from newscrawl.storage.parser_archive import ParserArchive
from newscrawl.storage.state.check_queries import CHECKS

if TYPE_CHECKING:
    from newscrawl.storage.archive import Archive


BARE = "drift/bare"
"""Listing pages that showed the news and show nothing: the plan keeps them while that is news."""


class NewsSpider(NamedSite, Spider):
    """Crawls one news site. A site's spider names the site and, where the extraction errs, its own
    selectors."""

    timezone: ClassVar[str | None] = None
    """IANA name of the zone in which the site prints its days; None means UTC."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Takes the `-a` arguments of the contract. Raises UsageError for a wrong one."""
        self.arguments = Arguments.parse(**kwargs)
        super().__init__()
        self.site = self.site_for(self.arguments)
        self.archive: Archive | None = None
        self.requisites: Requisites | None = None
        self.requisite_scope: RequisiteScope | None = None
        self.forbidden: list[str] = []  # URLs that robots.txt forbids: the first of them
        self.policy = policy_for(self.site, None, self.arguments, languages=self.languages)
        self.frontier = self.policy.frontier
        has_rules = type(self).load_article is not NewsSpider.load_article
        rules = self.load_article if has_rules else no_rules
        self.context = ParseContext(self.site, self.timezone, rules, count=self._count)
        self._visits = VisitHandler(self.context, self.policy, since=self.arguments.since)

    @classmethod
    def site_for(cls, arguments: Arguments) -> Site:
        """The site that these arguments speak of. Raises UsageError where they name a page that is
        not of it."""
        site = cls.site_at(arguments.root)
        for url in arguments.addresses():
            if not url.lower().startswith(("http://", "https://")) or site.article(url) is None:
                raise UsageError(
                    f"{url} is no article of {cls.name}; it looks like"
                    f" {site.example_url(cls.languages[0])}"
                )
        given_ids(site, arguments.keys, cls.languages, option="-a ids=")
        has_addresses = site.order is not None and site.order.has_addresses
        if not has_addresses and (arguments.ids or arguments.missing):
            what = "no numbers" if site.order is None else "more than a number in their addresses"
            raise UsageError(
                f"-a ids=…: the articles of {cls.name} have {what}; name them by their keys, with"
                f" -a ids={site.scheme.example(cls.languages[0]).key}, or by their addresses, with"
                " -a url= or -a urls="
            )
        return site

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        super().update_settings(settings)
        use_own_folder(settings, cls.name)
        name_us(settings)

    def remember(self, archive: Archive) -> None:
        """Take up what earlier runs learnt; the archive extension calls it before the crawl. Raises
        UsageError for what was named and cannot be had."""
        self.archive = archive
        self.context.archive = ParserArchive(archive, self.site)
        max_bytes = self.crawler.settings.getint("DOWNLOAD_MAXSIZE")
        self.context.kept = KeptPages(archive.folder, max_bytes=max_bytes).fetched
        self._visits.recall()
        checks_max = int_setting(self.crawler.settings, "NEWSCRAWL_CHECKS_MAX")
        self.policy = policy_for(
            self.site, archive, self.arguments, languages=self.languages, checks_max=checks_max
        )
        self.policy.check()
        self.frontier = self.policy.frontier
        self._visits.policy = self.policy
        self.requisites = requisites_of(self, archive)
        self._visits.read_with(reader_for(self, self.arguments.root, self.crawler))

    @property
    def passed_over(self) -> set[str]:
        """Ids of the articles that were asked for and not visited, since they were taken down."""
        return self.policy.passed_over

    # A site may say more.

    def load_article(self, loader: ArticleLoader) -> None:
        """Add values from a site's own selectors, best first. Called before the extraction fills
        what is left."""

    # What to fetch.

    async def start(self) -> AsyncIterator[Request]:
        """The crawl policy says where to begin; the scheduler asks the frontier from there on."""
        self.policy.begin()
        return
        yield  # Scrapy wants a generator, though the frontier gives the requests.

    def sitemaps_named(self, urls: Iterable[str]) -> None:
        """Sitemaps that robots.txt names are listings too. Called by the robots middleware."""
        for url in urls:
            resolved = self.site.resolve(self.site.root, url)
            if resolved is not None:
                self.policy.sitemap(resolved)

    def request_for(self, visit: Visit) -> Request:
        """The request of a visit, made when it is about to be sent."""
        meta: dict[str, Any] = {"visit": visit}
        callback, headers = self.parse_listing, {}
        if visit.kind == "article":
            callback, headers = self.parse_article, self.policy.validators(visit)
            if headers:
                meta["handle_httpstatus_list"] = [NOT_MODIFIED]
        return Request(
            visit.url, callback, errback=self.failed, dont_filter=True, headers=headers, meta=meta
        )

    # What came.

    def parse_listing(self, response: Response) -> AsyncIterator[Item | Request]:
        """A page that may lead to articles: its links go to the frontier, its dated headlines to
        the archive.

        A response that no visit of the frontier brought (`scrapy parse`, `scrapy shell`) gives its
        headlines, and a request for each page that it leads to.
        """
        visit, fetched = _visit_of(response), FetchedPage.of(response)
        if visit is not None:
            return self._given(self._visits.listing(visit, fetched))
        page = SinglePage(self.context, fetched)
        return known_at_once(page.article() if page.is_article else self._single_listing(page))

    def _single_listing(self, page: SinglePage) -> Iterator[Item | Request]:
        listing = page.listing()
        if listing is None:
            return
        yield from page.headlines(listing)
        articles = dict.fromkeys(shown.url for shown in listing.articles)
        yield from (Request(url, callback=self.parse_article) for url in articles)
        listings = (*listing.listings, *listing.feeds)
        yield from (Request(url, callback=self.parse_listing) for url in listings)

    def parse_article(self, response: Response) -> AsyncIterator[Item]:
        """An article page: its links and headlines are passed on at once, its text is read when
        enough pages are known to tell what repeats.

        A response that no visit of the frontier brought is read at once, by itself.
        """
        visit, fetched = _visit_of(response), FetchedPage.of(response)
        if visit is not None:
            return self._given(self._visits.article(visit, fetched))
        return known_at_once(SinglePage(self.context, fetched).article())

    def led_elsewhere(self, visit: Visit, url: str) -> AsyncIterator[Item]:
        """The URL of an article leads to another page. Called by the scheduler, too, when it
        refuses a redirect."""
        return self._given(known_at_once(self._visits.led_elsewhere(visit, url)))

    def failed(self, failure: TwistedFailure) -> AsyncIterator[Item]:
        """A request that brought no page."""
        visit: Visit = failure.request.meta["visit"]  # type: ignore[attr-defined]  # Scrapy sets it on every failure that it hands out
        error = failure.value
        assert error is not None
        if isinstance(error, NotSent):
            # The run ends: no more pages will come for those that wait for others of their kind.
            return self._given(self._visits.drain())
        if isinstance(error, Withheld) and not error.is_failure:
            self._visits.withheld(visit)
            return known_at_once(())
        if isinstance(error, HttpError):
            fetched = FetchedPage.of(error.response)
            return self._given(known_at_once(self._visits.refused(visit, fetched)))
        return self._given(known_at_once(self._visits.unanswered(visit, error)))

    def idle(self) -> None:
        """Nothing else is to be done: ask for what helps to read the pages that wait, or read them
        with what there is. Called by the scheduler."""
        self.policy.rest()
        if self._visits.is_empty and not self.frontier.waiting:
            if self.requisites is None or (request := self.requisites.next()) is None:
                return
            self.crawler.engine.crawl(request)
            raise DontCloseSpider
        self._visits.ask_companions()
        if self.crawler.engine is not None:
            # It also wakes the engine up, which would else look for what is next in five seconds.
            callback = self.parse_nothing if self.frontier.waiting else self.drain
            self.crawler.engine.crawl(internal_request(self.site.root, callback))
        raise DontCloseSpider

    def parse_nothing(self, response: Response) -> None:
        """The engine is awake."""

    def drain(self, response: Response) -> AsyncIterator[Item]:
        """What still waits, read with what there is: no more pages will come."""
        return self._given(self._visits.drain())

    async def _given(self, results: AsyncIterator[Item | Asked]) -> AsyncIterator[Item]:
        """The items; what is needed beside the visits is asked for, of the engine if there is
        one."""
        async for result in results:
            if not isinstance(result, Asked):
                yield result
            elif (engine := self.crawler.engine) is None:
                async for item in self._given(self._visits.asked_came(result, None)):
                    yield item
            else:
                engine.crawl(request_beside(result, self.asked_came, self.asked_failed))

    def asked_came(self, response: Response) -> AsyncIterator[Item]:
        """What came for a probe, whatever its status, or for a further page of an article."""
        return self._given(self._visits.asked_came(response.meta[ASKED], FetchedPage.of(response)))

    def asked_failed(self, failure: TwistedFailure) -> AsyncIterator[Item]:
        """A request beside the visits brought no page."""
        asked: Asked = failure.request.meta[ASKED]  # type: ignore[attr-defined]  # as in `failed`
        if isinstance(failure.value, HttpError):
            fetched = FetchedPage.of(failure.value.response)
            return self._given(self._visits.asked_came(asked, fetched))
        return self._given(self._visits.asked_failed(asked, failure.value))

    def finish(self, reason: str) -> None:
        """The run ends: what it learnt is left to the next. The archive is open still."""
        archive, stats = self.archive, self.crawler.stats
        self._count("articles/known_shown", self.policy.known_shown)
        self._count("sitemaps/passed_by", self.policy.passed_by)
        self._count(CHECKS, self.policy.checks.budget)
        self._count("pages/named", int(not self.policy.is_walk))
        if archive is None or archive.dry or stats.get_value("output/error"):
            return
        lost = lost_pages(stats.get_stats())
        complete = (
            reason == "finished"
            and not lost
            and not self.policy.has_unvisited
            and bool(stats.get_value("pages/answered", 1))
            and not (stats.get_value(BARE, 0) and archive.state.told(self.name, BARE) < RUNS)
        )
        self._visits.save_layouts()
        archive.commit()
        self.policy.finish(complete=complete and self.policy.is_walk)
        stats.set_value("walk/complete", int(complete))
        stats.set_value("walk/cut", int(reason == "finished" and self.policy.is_cut))
        for name, count in self.policy.numbers.items():
            stats.set_value(f"numbers/{name}", count)

    def _count(self, name: str, count: int = 1) -> None:
        # A spider that is only asked to read has no crawler.
        if getattr(self, "crawler", None) is not None:
            self.crawler.stats.inc_value(name, count)


def _visit_of(response: Response) -> Visit | None:
    """The visit that brought a response; None where the frontier did not ask for it."""
    return response.meta.get("visit") if response.request is not None else None
