"""NewsSpider: a visit -> a request; a listing page -> what it leads to; an article page -> its items. The only base class of spiders."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator
from datetime import UTC, date, datetime
from importlib.metadata import version
from typing import Any, ClassVar, Self

from parsel import Selector
from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Response
from scrapy.settings import SETTINGS_PRIORITIES, BaseSettings
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure as TwistedFailure

from newscrawl.answers import is_html, is_page
from newscrawl.arguments import Arguments
from newscrawl.errors import DateError, PageError
from newscrawl.extract.article import ArticlePage
from newscrawl.extract.datelines import day_of
from newscrawl.extract.dates import read_date
from newscrawl.extract.feeds import Feed, read_feed
from newscrawl.extract.headlines import HeadlineLists, find_headlines
from newscrawl.extract.links import Links, find_links, ref_finder, text_digest
from newscrawl.extract.memory import Memory
from newscrawl.extract.page import Page
from newscrawl.items import Article, Failure, Headline, HeadlinePair
from newscrawl.loaders import ArticleLoader, HeadlineLoader
from newscrawl.upstream import NotSent, Withheld, reason_of
from newscrawl.urls import ArticleRef, Site
from newscrawl.visits import Visit, Visits

Item = Article | Headline | Failure
NOT_THERE = (404, 410)


class NewsSpider(Spider):
    """Crawls one news site. A site's spider names the site and, where the extraction errs, its own selectors."""

    canonical_root: ClassVar[str]
    """Scheme and host that records carry: `https://www.ccbsnews.info`."""
    article_address: ClassVar[str]
    """The path of an article, as a regular expression with the groups `lang` and `number`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Takes the `-a` arguments of the contract. Raises UsageError for a wrong one."""
        self.arguments = Arguments.parse(**kwargs)
        super().__init__()
        self.site = Site(self.name, self.canonical_root, self.article_address, root=self.arguments.root)
        self.visits = Visits(limit=self.arguments.limit, address=self.site.address)
        self.memory = Memory()
        self._waiting: dict[str, list[tuple[Visit, ArticlePage, Response]]] = {}
        self._told: set[int] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.read_waiting, signals.spider_idle)
        return spider

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        super().update_settings(settings)
        agent = settings["USER_AGENT"].replace("{version}", version("newscrawl")).replace("{contact}", settings["NEWSCRAWL_CONTACT"])
        # Scrapy applies the project's settings once more: only what stands above them stays.
        settings.set("USER_AGENT", agent, max(settings.getpriority("USER_AGENT") or 0, SETTINGS_PRIORITIES["spider"]))

    # A site may say more.

    def load_article(self, loader: ArticleLoader) -> None:
        """Add values from a site's own selectors, best first. Called before the extraction fills what is left."""

    # What to fetch.

    async def start(self) -> AsyncIterator[Request]:
        """The crawl begins at the root; the scheduler asks the frontier from there on."""
        self.visits.seed(self.site.root)
        return
        yield  # Scrapy wants a generator, though the frontier gives the requests.

    def sitemaps_named(self, urls: Iterable[str]) -> None:
        """Sitemaps that robots.txt names are listings too. Called by the robots middleware."""
        for url in urls:
            address = self.site.resolve(self.site.root, url)
            if address is not None:
                self.visits.seed(address, "feed")

    def request_for(self, visit: Visit) -> Request:
        """The request of a visit, made when it is about to be sent."""
        callback = self.parse_article if visit.kind == "article" else self.parse_listing
        return Request(visit.url, callback=callback, errback=self.failed, dont_filter=True, meta={"visit": visit})

    # What came.

    def parse_listing(self, response: Response) -> Iterator[Item]:
        """A page that may lead to articles: its links go to the frontier, its dated headlines to the archive."""
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
            is_past = self._is_past(lists)
            yield from self._headlines(lists, response)
            self._found(visit, links, lists, is_past=is_past, digest=text_digest(page))
        else:
            self._count("listings/not_html")
        self.visits.done(visit)

    def parse_article(self, response: Response) -> Iterator[Item]:
        """An article page: its links and headlines are told at once, its text is read when enough pages are known to tell what repeats."""
        visit: Visit = response.meta["visit"]
        ref = self.site.article(response.url)
        if ref is None:
            self._count("articles/not_found")
            self.visits.gone(visit)
            return
        if not is_page(response):
            yield self._failure(visit, response, "empty page" if not response.body.strip() else "not html", "the answer is no HTML page")
            return
        try:
            page = self._page(response)
            article = ArticlePage(page, ref, ref_finder(page, self.site))
        except PageError as error:
            yield self._failure(visit, response, "no markup", str(error), error.missing)
            return
        yield from self._headlines(article.lists, response)
        self._found(visit, find_links(page, self.site), article.lists)
        article.teach(self.memory)
        waiting = self._waiting.setdefault(ref.language, [])
        waiting.append((visit, article, response))
        if self.memory.knows(ref.language):
            self._waiting[ref.language] = []
            for one in waiting:
                yield from self._read(*one)

    def read_waiting(self) -> None:
        """Read the pages that waited for others of their kind, now that none will come. Called when the crawl has nothing else to do."""
        if any(self._waiting.values()) and self.crawler.engine is not None:
            # Items come out of callbacks only; this address is answered without a network (RFC 2397).
            self.crawler.engine.crawl(Request("data:,", callback=self._read_all, dont_filter=True))
            raise DontCloseSpider

    def _read_all(self, response: Response | None = None) -> Iterator[Item]:
        waiting = [one for pages in self._waiting.values() for one in pages]
        self._waiting.clear()
        for one in waiting:
            yield from self._read(*one)

    def _read(self, visit: Visit, article: ArticlePage, response: Response) -> Iterator[Item]:
        assert article.ref is not None
        loader = ArticleLoader(selector=Selector(root=article.page.root, type="html"))
        self.load_article(loader)
        reading = article.read(self.memory, visit.headlines)
        if reading.title and article.contradicts(reading.title, visit.headlines):
            detail = f"the page shows {reading.title[:80]!r}, but the link to it says {visit.headlines[0][:80]!r}"
            yield self._failure(visit, response, "another page", detail)
            return
        reading.image = reading.image and self.site.at_home(reading.image)
        loader.add_reading(reading)
        loader.replace_value(
            "headlines", [HeadlinePair(entry.title, self.site.canonical(entry.ref), entry.published) for entry in reading.headlines]
        )
        try:
            item = loader.load_article(
                id=self.site.id(article.ref),
                url=self.site.canonical(article.ref),
                language=article.ref.language,
                fetched_at=article.page.fetched_at,
                fetched_from=response.url,
            )
        except PageError as error:
            yield self._failure(visit, response, f"no {' and '.join(error.missing)}", str(error), error.missing)
            return
        if self._is_too_old(item.published and day_of(item.published)):
            self._count("articles/before_since")
        else:
            yield item
        self.visits.done(visit)

    def failed(self, failure: TwistedFailure) -> Iterator[Item]:
        """A request that brought no page."""
        visit: Visit = failure.request.meta["visit"]  # type: ignore[attr-defined]  # Scrapy sets it on every failure that it hands out
        error = failure.value
        assert error is not None
        if isinstance(error, NotSent):
            # The run ends: no more pages will come for those that wait for others of their kind.
            yield from self._read_all()
            return
        if isinstance(error, Withheld):
            self.visits.failed(visit)
            return
        if isinstance(error, HttpError):
            yield from self._refused(visit, error.response)
            return
        reason = reason_of(error)
        if reason == "redirect loop" and visit.kind != "article":
            # A trap that has ended by itself: no page was there to be lost.
            self._count("listings/not_found")
            self.visits.gone(visit)
            return
        self.visits.failed(visit)
        yield Failure(visit.url, visit.kind, reason, f"{reason}: {error}"[:500], datetime.now(UTC))

    def _refused(self, visit: Visit, response: Response) -> Iterator[Item]:
        status = response.status
        if status in NOT_THERE and visit.url != self.site.root:
            self._count("articles/not_found" if visit.kind == "article" else "listings/not_found")
            self.visits.gone(visit)
            return
        yield self._failure(visit, response, f"http {status}", f"the site answered {status}")

    # Helpers of the above.

    def _page_if_any(self, response: Response) -> Page | None:
        """The page of an answer; None where it holds none."""
        try:
            return self._page(response) if is_page(response) else None
        except PageError:
            return None

    def _page(self, response: Response) -> Page:
        content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
        return Page(response.body, response.url, fetched_at=datetime.now(UTC), content_type=content_type)

    def _found(self, visit: Visit, links: Links, lists: HeadlineLists, *, is_past: bool = False, digest: int = 0) -> None:
        days = {entry.ref: entry.published for entry in lists.dated}
        articles = [(ref, url, lists.titles.get(ref, "")) for ref, url in links.articles if not self._is_too_old(days.get(ref))]
        if left := len(links.articles) - len(articles):
            self._count("articles/before_since", left)
        self.visits.found(visit, articles=articles, listings=() if is_past else links.listings, feeds=links.feeds, digest=digest)

    def _is_past(self, lists: HeadlineLists) -> bool:
        """Whether all that a listing tells for the first time lies before `since`: the same latest news stand on every page."""
        news = [entry for entry in lists.dated if hash((entry.ref, entry.title, entry.published)) not in self._told]
        return bool(news) and all(self._is_too_old(entry.published) for entry in news)

    def _is_too_old(self, day: date | None) -> bool:
        since = self.arguments.since
        return since is not None and day is not None and day < since

    def _headlines(self, lists: HeadlineLists, response: Response) -> Iterator[Headline]:
        for entry in lists.dated:
            yield from self._headline(entry.ref, entry.title, entry.published, response)

    def _headline(self, ref: ArticleRef, title: str, published: date, response: Response) -> Iterator[Headline]:
        """The headline, the first time that this run sees it: the same ten stand on every page."""
        mark = hash((ref, title, published))
        if mark in self._told:
            return
        self._told.add(mark)
        loader = HeadlineLoader()
        loader.add_value("title", title)
        loader.add_value("published", published)
        yield loader.load_headline(id=self.site.id(ref), url=self.site.canonical(ref), seen_on=response.url, seen_at=datetime.now(UTC))

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
            day = None
            if entry.title and entry.published_text:
                try:
                    day = day_of(read_date(entry.published_text))
                except DateError:
                    self._count("dates/unread")
                else:
                    yield from self._headline(link.ref, entry.title, day, response)
            if not self._is_too_old(day):
                articles.append((link.ref, link.url, entry.title or ""))
        feeds = [address for url in feed.sitemaps if (address := self.site.resolve(response.url, url)) is not None]
        self.visits.found(visit, articles=articles, listings=listings, feeds=feeds)

    def _failure(self, visit: Visit, response: Response, reason: str, detail: str, missing: tuple[str, ...] = ()) -> Failure:
        self.visits.failed(visit)
        return Failure(
            visit.url, visit.kind, reason, detail, datetime.now(UTC), missing=missing, status=response.status, page=response.body or None
        )

    def _count(self, name: str, count: int = 1) -> None:
        self.crawler.stats.inc_value(name, count)
