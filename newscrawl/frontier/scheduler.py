"""Scrapy's door to the frontier: a Request exists only from the moment when it is about to be sent.

Set `SCHEDULER = "newscrawl.frontier.scheduler.FrontierScheduler"`, with InternalRequestMiddleware.
The engine asks for the next request whenever a response has been worked off, so what a page added
to the frontier is seen at once. There is no duplicate filter: the frontier knows every page.
"""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncIterator
from typing import Any, Protocol, cast

from scrapy import Request, Spider, signals
from scrapy.core.scheduler import BaseScheduler
from scrapy.crawler import Crawler
from scrapy.http import Response

from newscrawl.downloader.internal_request import internal_request
from newscrawl.downloader.responses import COOKIE_SET
from newscrawl.frontier.detours import leads_back
from newscrawl.frontier.frontier import Frontier, Visit
from newscrawl.identity.site import Link, Site


class VisitingSpider(Protocol):
    """What the scheduler needs of a spider."""

    frontier: Frontier
    site: Site

    def request_for(self, visit: Visit) -> Request:
        """The request for a visit, with the visit itself in `meta["visit"]`."""
        ...

    def led_elsewhere(self, visit: Visit, url: str) -> AsyncIterator[Any]:
        """What is to be told of an article whose address leads to another page, or of a page that
        leads away from the site."""
        ...


class FrontierScheduler(BaseScheduler):
    """Gives retries, redirects and the spider's own requests first, then the visits.

    A redirect to a page that has its own visit is refused: Scrapy then sends `request_dropped`, and
    the visit ends here. One that leaves the site, or the article, is not sent, and the spider is
    told. The stat `visits/redirects_dropped` counts both.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._stats = crawler.stats
        self._signals = crawler.signals
        self._requests: deque[Request] = deque()
        self._spider: VisitingSpider

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> FrontierScheduler:
        return cls(crawler)

    def open(self, spider: Spider) -> None:
        self._spider = cast("VisitingSpider", spider)
        # Here and not in the spider: where another scheduler is set, as `scrapy parse` does, nobody
        # takes out of the frontier what an idle spider puts into it.
        idle = getattr(spider, "idle", None)
        if idle is not None:
            self._signals.connect(idle, signals.spider_idle)

    def enqueue_request(self, request: Request) -> bool:
        visit = request.meta.get("visit")
        if visit is not None and "redirect_urls" in request.meta:
            link = self._spider.site.link(request.url, request.url)
            if not self._may_follow(visit, link, request):
                self._stats.inc_value("visits/redirects_dropped")
                if visit.kind != "article" and link is not None:
                    self._spider.frontier.done(visit)
                    return False
                request = internal_request(
                    visit.url,
                    _led_elsewhere,
                    spider=self._spider,
                    visit=visit,
                    leads_to=request.url,
                )
            elif link is not None and not self._spider.site.may_ask(request.url):
                request = _on_the_mirror(request, link.url)
        self._requests.append(request)
        return True

    def _may_follow(self, visit: Visit, link: Link | None, request: Request) -> bool:
        if link is None:
            return False
        if leads_back(link.url, visit.url, self._spider.site):
            return True
        if COOKIE_SET in request.meta and self._spider.frontier.is_detour(link.url):
            return True
        if visit.kind == "article" and link.ref is None:
            return False
        return self._spider.frontier.redirected(visit, link.url, link.ref)

    def next_request(self) -> Request | None:
        if self._requests:
            return self._requests.popleft()
        visit = self._spider.frontier.next()
        return None if visit is None else self._spider.request_for(visit)

    def has_pending_requests(self) -> bool:
        return bool(self._requests) or self._spider.frontier.waiting


def _on_the_mirror(request: Request, url: str) -> Request:
    """A redirect to the site itself, followed to the same page of the mirror that is crawled. If
    the mirror leads from there, the gate says so."""
    return request if url in request.meta["redirect_urls"] else request.replace(url=url)


async def _led_elsewhere(
    response: Response, spider: VisitingSpider, visit: Visit, leads_to: str
) -> AsyncIterator[Any]:
    async for found in spider.led_elsewhere(visit, leads_to):
        yield found
