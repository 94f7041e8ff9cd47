"""NewsSpider: a visit -> a request; a listing page -> what it leads to; an article page -> its
items. The only base class of spiders."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from scrapy import Request, Spider
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Response
from scrapy.settings import SETTINGS_PRIORITIES, BaseSettings
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure as TwistedFailure

from newscrawl import clock
from newscrawl.downloader.responses import arrived_at, is_html, is_page
from newscrawl.downloader.workarounds import NotSent, Withheld, reason_of
from newscrawl.errors import PageError, UsageError
from newscrawl.extract.article import ArticlePage
from newscrawl.extract.dates.date_lines import day_of
from newscrawl.extract.feeds import Feed, read_feed
from newscrawl.extract.headlines.find_headlines import HeadlineLists, find_headlines
from newscrawl.extract.html.page import Page
from newscrawl.extract.links import Links, find_links, ref_finder, text_digest
from newscrawl.frontier.frontier import Visit
from newscrawl.frontier.policies import Onward, policy_for
from newscrawl.identity.numeric import NumericScheme
from newscrawl.identity.scheme import IdentityScheme
from newscrawl.identity.site import ArticleRef, Site
from newscrawl.items import Absence, Article, Confirmation, Failure, Headline
from newscrawl.loaders import ArticleLoader
from newscrawl.parse.article_parser import ArticleParser, failed_page
from newscrawl.parse.headline_sightings import Sightings, entry_day
from newscrawl.run.arguments import Arguments
from newscrawl.run.provenance import own_version

if TYPE_CHECKING:
    from newscrawl.storage.archive import Archive

Item = Article | Headline | Failure | Absence | Confirmation
NOT_THERE = (404, 410)
NOT_MODIFIED = 304


class NewsSpider(Spider):
    """Crawls one news site. A site's spider names the site and, where the extraction errs, its own
    selectors."""

    canonical_root: ClassVar[str]
    """Scheme and host that records carry: `https://www.ccbsnews.info`."""
    article_address: ClassVar[str]
    """The path of an article, as a regular expression with the groups `lang` and `number`. A site
    that names its articles otherwise has another `scheme`."""
    timezone: ClassVar[str | None] = None
    """IANA name of the zone in which the site prints its days; None means UTC."""
    languages: ClassVar[tuple[str, ...]] = ("en",)
    """The languages that are certain; others are found."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Takes the `-a` arguments of the contract. Raises UsageError for a wrong one."""
        self.arguments = Arguments.parse(**kwargs)
        super().__init__()
        self.site = self.site_for(self.arguments)
        self.article_parser = ArticleParser(self)
        self.archive: Archive | None = None
        self.policy = policy_for(self.site, None, self.arguments, languages=self.languages)
        self.frontier = self.policy.frontier
        self.sightings = Sightings(
            self.site, self.arguments.since, lambda ref, title: self.policy.hear(ref, title)
        )

    @classmethod
    def site_for(cls, arguments: Arguments) -> Site:
        """The site that these arguments speak of. Raises UsageError where they name a page that is
        not of it."""
        site = cls.site_at(arguments.root)
        for url in arguments.addresses():
            if not url.lower().startswith(("http://", "https://")) or site.article(url) is None:
                raise UsageError(
                    f"{url} is no article of {cls.name}; it looks like"
                    f" {site.rule_url(site.scheme.example(cls.languages[0])) or site.canonical_root}"
                )
        if site.order is None and (arguments.ids or arguments.missing):
            raise UsageError(
                f"-a ids=…: the articles of {cls.name} have no numbers; name them by their"
                " addresses, with -a url= or -a urls="
            )
        return site

    @classmethod
    def scheme(cls) -> IdentityScheme:
        """What names the articles of the site. Raises UsageError where `article_address` cannot
        serve."""
        return NumericScheme(cls.article_address)

    @classmethod
    def site_at(cls, root: str | None = None) -> Site:
        """The site, crawled at this root; None: at its own. Raises UsageError for what cannot be
        one."""
        return Site(cls.name, cls.canonical_root, cls.scheme(), root=root)

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        super().update_settings(settings)
        agent = (
            settings["USER_AGENT"]
            .replace("{version}", own_version())
            .replace("{contact}", settings["NEWSCRAWL_CONTACT"])
        )
        # Scrapy applies the project's settings once more: only what stands above them stays.
        settings.set(
            "USER_AGENT",
            agent,
            max(settings.getpriority("USER_AGENT") or 0, SETTINGS_PRIORITIES["spider"]),
        )

    def remember(self, archive: Archive) -> None:
        """Take up what earlier runs learnt. Called by the archive extension, before the crawl
        starts."""
        self.archive = archive
        self.article_parser.pending.recall(archive, self.name)
        checks_max = self.crawler.settings.getint("NEWSCRAWL_CHECKS_MAX", 100)
        self.policy = policy_for(
            self.site, archive, self.arguments, languages=self.languages, checks_max=checks_max
        )
        self.frontier = self.policy.frontier

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
        """The round says where the crawl begins; the scheduler asks the frontier from there on."""
        self.policy.begin()
        return
        yield  # Scrapy wants a generator, though the frontier gives the requests.

    def sitemaps_named(self, urls: Iterable[str]) -> None:
        """Sitemaps that robots.txt names are listings too. Called by the robots middleware."""
        for url in urls:
            address = self.site.resolve(self.site.root, url)
            if address is not None:
                self.policy.sitemap(address)

    def request_for(self, visit: Visit) -> Request:
        """The request of a visit, made when it is about to be sent."""
        meta: dict[str, Any] = {"visit": visit}
        if visit.kind != "article":
            return Request(
                visit.url,
                callback=self.parse_listing,
                errback=self.failed,
                dont_filter=True,
                meta=meta,
            )
        headers = self.policy.validators(visit)
        if headers:
            meta["handle_httpstatus_list"] = [NOT_MODIFIED]
        return Request(
            visit.url,
            callback=self.parse_article,
            errback=self.failed,
            dont_filter=True,
            headers=headers,
            meta=meta,
        )

    # What came.

    def parse_listing(self, response: Response) -> Iterator[Item]:
        """A page that may lead to articles: its links go to the frontier, its dated headlines to
        the archive."""
        visit: Visit = response.meta["visit"]
        if self.site.article(response.url) is not None:
            yield from self.parse_article(response)
            return
        feed = None if is_html(response) else read_feed(response.body)
        if feed is not None:
            yield from self._read_feed(feed, visit, response)
        elif (page := self._page_if_any(response)) is not None:
            links = find_links(page, self.site)
            lists = find_headlines(page.outline, ref_finder(page, self.site))
            is_past = self.sightings.are_past(lists)
            yield from self.sightings.of_lists(lists, response)
            if visit.url == self.site.root:
                self.article_parser.saw_home(page)
            onward = self.policy.onward(visit, links)
            self._found(
                visit,
                links,
                lists,
                ((), onward[1]) if is_past else onward,
                digest=text_digest(page),
            )
        else:
            self._count("listings/not_html")
            self.policy.lost(visit)
        self.frontier.done(visit)

    def parse_article(self, response: Response) -> Iterator[Item]:
        """An article page: its links and headlines are told at once, its text is read when enough
        pages are known to tell what repeats."""
        visit: Visit = response.meta["visit"]
        ref = self.site.article(response.url)
        if response.status == NOT_MODIFIED and visit.ref is not None:
            self.frontier.done(visit)
            yield Confirmation(self.site.id(visit.ref), response.url, arrived_at(response))
            return
        if ref is None:
            yield from self.led_elsewhere(visit, response.url)
            return
        if not is_page(response):
            yield self._failure(
                visit,
                response,
                "empty page" if not response.body.strip() else "not html",
                "the answer is no HTML page",
            )
            return
        try:
            page = self.page_of(response)
            article = ArticlePage(page, ref, ref_finder(page, self.site))
        except PageError as error:
            yield self._failure(visit, response, "no markup", str(error), error.missing)
            return
        yield from self.sightings.of_lists(article.lists, response)
        links = find_links(page, self.site)
        self._found(
            visit,
            links,
            article.lists,
            (links.listings, links.feeds) if self.policy.follows_from_articles else ((), ()),
        )
        yield from self.article_parser.take(visit, article, response)

    def idle(self) -> None:
        """Nothing else is to be done: ask for what helps to read the pages that wait, or read them
        with what there is. Called by the scheduler."""
        self.policy.rest()
        if self.article_parser.is_empty and not self.frontier.waiting:
            return
        self.frontier.ask(
            [
                ref
                for language in self.article_parser.pending.languages_short_of_pages()
                for ref in self.article_parser.companions(language)
            ]
        )
        if self.crawler.engine is not None:
            # Items come out of callbacks only; this address is answered without a network (RFC
            # 2397). It also wakes the engine up, which would else look for what is next in five
            # seconds.
            callback = self.parse_nothing if self.frontier.waiting else self.article_parser.rest
            self.crawler.engine.crawl(Request("data:,", callback=callback, dont_filter=True))
        raise DontCloseSpider

    def parse_nothing(self, response: Response) -> None:
        """The engine is awake."""

    def settle(self, visit: Visit, item: Article | Failure | Absence) -> Iterator[Item]:
        """What a visit to an article came to, once that is certain. Called by the desk."""
        if isinstance(item, Failure):
            self.frontier.failed(visit)
        elif isinstance(item, Absence):
            self.frontier.gone(visit)
        else:
            self.frontier.done(visit)
            if self.sightings.is_too_old(item.published and day_of(item.published)):
                self._count("articles/before_since")
                return
        yield item

    def led_elsewhere(self, visit: Visit, url: str) -> Iterator[Item]:
        """An article's address leads to another page. Called by the scheduler, too, when it refuses
        a redirect."""
        if visit.ref is None:
            self.frontier.gone(visit)
            return
        yield from self.article_parser.led_elsewhere(visit, url)

    def failed(self, failure: TwistedFailure) -> Iterator[Item]:
        """A request that brought no page."""
        visit: Visit = failure.request.meta["visit"]  # type: ignore[attr-defined]  # Scrapy sets it on every failure that it hands out
        error = failure.value
        assert error is not None
        if isinstance(error, NotSent):
            # The run ends: no more pages will come for those that wait for others of their kind.
            yield from self.article_parser.rest()
            return
        if isinstance(error, Withheld):
            self.frontier.failed(visit)
            return
        if isinstance(error, HttpError):
            yield from self._refused(visit, error.response)
            return
        reason = reason_of(error)
        if reason == "redirect loop" and visit.kind != "article":
            # A trap that has ended by itself: no page was there to be lost.
            self._count("listings/not_found")
            self.frontier.gone(visit)
            return
        self.frontier.failed(visit)
        yield Failure(
            visit.url,
            visit.kind,
            reason,
            f"{reason}: {error}"[:500],
            clock.now(),
            id=self._id(visit),
        )

    def _refused(self, visit: Visit, response: Response) -> Iterator[Item]:
        status = response.status
        if status in NOT_THERE and visit.url != self.site.root:
            self.frontier.gone(visit)
            if visit.ref is not None:
                yield Absence(
                    self.site.id(visit.ref),
                    visit.url,
                    f"http {status}",
                    clock.now(),
                    certain=True,
                )
            else:
                self._count("listings/not_found")
                self.policy.lost(visit)
            return
        yield self._failure(visit, response, f"http {status}", f"the site answered {status}")

    def finish(self, reason: str) -> None:
        """The run ends: what it learnt is left to the next. Called when all items have been worked
        off, and the archive is open still."""
        archive = self.archive
        stats = self.crawler.stats
        self._count("articles/known_shown", self.policy.known_shown)
        self._count("pages/named", int(not self.policy.is_walk))
        if archive is None or archive.dry or stats.get_value("output/error"):
            return
        lost = stats.get_value("listings/failed", 0) or stats.get_value("robots/unreachable", 0)
        complete = (
            reason == "finished"
            and not lost
            and not self.frontier.unvisited
            and bool(stats.get_value("pages/answered", 1))
        )
        self.article_parser.pending.leave()
        archive.commit()
        self.policy.finish(complete=complete and self.policy.is_walk)
        stats.set_value("walk/complete", int(complete))

    # Helpers of the above.

    def _id(self, visit: Visit) -> str | None:
        return self.site.id(visit.ref) if visit.ref is not None else None

    def _page_if_any(self, response: Response) -> Page | None:
        """The page of an answer; None where it holds none."""
        try:
            return self.page_of(response) if is_page(response) else None
        except PageError:
            return None

    def page_of(self, response: Response) -> Page:
        """The page of an answer. Raises PageError if there is no markup in it."""
        content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
        return Page(
            response.body, response.url, fetched_at=arrived_at(response), content_type=content_type
        )

    def _found(
        self, visit: Visit, links: Links, lists: HeadlineLists, onward: Onward, *, digest: int = 0
    ) -> None:
        if self.archive is not None:
            self.archive.look_up(self.site.id(ref) for ref, _ in links.articles)
        days = {entry.ref: entry.published for entry in lists.dated}
        articles = [
            (ref, url, lists.titles.get(ref, ""))
            for ref, url in links.articles
            if not self.sightings.is_too_old(days.get(ref))
        ]
        if left := len(links.articles) - len(articles):
            self._count("articles/before_since", left)
        if visit.kind == "article" and self.archive is not None and self.policy.is_walk:
            self.archive.owe(
                self.name, ((self.site.id(ref), self.site.canonical(ref)) for ref, _, _ in articles)
            )
        self.frontier.found(
            visit, articles=articles, listings=onward[0], feeds=onward[1], digest=digest
        )

    def _read_feed(self, feed: Feed, visit: Visit, response: Response) -> Iterator[Item]:
        articles: list[tuple[ArticleRef, str, str]] = []
        listings: list[str] = []
        for entry in feed.entries:
            link = self.site.link(response.url, entry.url)
            if link is None:
                continue
            if link.ref is None:
                listings.append(link.url)
                continue
            day = entry_day(entry)
            if entry.title and day is not None:
                yield from self.sightings.first(link.ref, entry.title, day, response)
            elif entry.title and entry.published_text:
                self._count("dates/unread")
            if not self.sightings.is_too_old(day):
                articles.append((link.ref, link.url, entry.title or ""))
        feeds = [
            address
            for url in feed.sitemaps
            if (address := self.site.resolve(response.url, url)) is not None
        ]
        links = Links([(ref, url) for ref, url, _ in articles], listings, feeds)
        onward = self.policy.onward(visit, links)
        self.frontier.found(visit, articles=articles, listings=onward[0], feeds=onward[1])

    def _failure(
        self,
        visit: Visit,
        response: Response,
        reason: str,
        detail: str,
        missing: tuple[str, ...] = (),
    ) -> Failure:
        self.frontier.failed(visit)
        return failed_page(visit, response, reason, detail, self._id(visit), missing)

    def _count(self, name: str, count: int = 1) -> None:
        self.crawler.stats.inc_value(name, count)
