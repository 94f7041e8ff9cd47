"""Politeness: keeps to the pace that the site asks for; and a circuit breaker: ends a run that the
site refuses.

Crawl-delay sets the pace of a host. 429 and 503 pause the whole host: for as long as `Retry-After`
says, else twice as long with each retry. A run that is refused page after page is ended: finish
reason `refused`.

Settings: NEWSCRAWL_CRAWL_DELAY_MAX (30 s), NEWSCRAWL_RETRY_AFTER_MAX (300 s), NEWSCRAWL_BACKOFF (2
s, the first pause without Retry-After), NEWSCRAWL_REFUSALS_MAX (20 pages).

Stats: `manners/crawl_delay_s`, `manners/held_s` (the longest pause), `manners/waited_s` (before the
first request, for what an earlier run was told), `manners/held_left_s` (for how long the host is
not to be asked when the run has ended), `manners/refusals` (responses that refused, and those that
never came), `manners/refused` (why the run was ended).
"""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Response
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached

from newscrawl import clock
from newscrawl.downloader.responses import REQUISITE
from newscrawl.downloader.workarounds import NO_ANSWER, FixedDownloader, reason_of
from newscrawl.middlewares.kept_manners import KeptManners

logger = logging.getLogger(__name__)

SLOW_DOWN = frozenset({429, 503})
"""The statuses that say 'not so fast' (RFC 6585, 4; RFC 9110, 15.6.4)."""

REFUSALS = frozenset({401, 403, 429})
"""The statuses, beside those of a server's error, by which a site refuses a page: at once, or for
now."""

REFUSED_FOR_GOOD = frozenset({"http 401", "http 403"})
"""The refusals that are not tried again: Scrapy retries the others."""


class PolitenessMiddleware:
    """Sees each response before the next request to the host is sent, and each failure before it
    becomes a retry."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        settings = crawler.settings
        self.agent: str = settings["ROBOTSTXT_USER_AGENT"] or settings["USER_AGENT"]
        self.delay_s = settings.getfloat("DOWNLOAD_DELAY")
        self.crawl_delay_max_s = settings.getfloat("NEWSCRAWL_CRAWL_DELAY_MAX", 30)
        self.retry_after_max_s = settings.getfloat("NEWSCRAWL_RETRY_AFTER_MAX", 300)
        self.backoff_s = settings.getfloat("NEWSCRAWL_BACKOFF", 2)
        self.retry_times = (
            settings.getint("RETRY_TIMES") if settings.getbool("RETRY_ENABLED") else 0
        )
        self.refusals_max = settings.getint("NEWSCRAWL_REFUSALS_MAX", 20)
        self.pages_refused_in_a_row = 0
        self._kept = KeptManners(
            crawler, max_wait_s=max(self.retry_after_max_s, self.crawl_delay_max_s)
        )
        self._met: set[str] = set()
        """Hosts that were asked for something, or are about to be."""
        self._closing: asyncio.Task[None] | None = None
        crawler.signals.connect(self.robots_parsed, signals.robots_parsed)
        # Not process_response: by then the downloader has sent the next request of the host.
        crawler.signals.connect(self.response_downloaded, signals.response_downloaded)
        crawler.signals.connect(self.spider_closed, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> PolitenessMiddleware:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Wait for what an earlier run was told, before the first request to a host: its rules are
        one."""
        host = self._host(request)
        if host in self._met:
            return
        await self._kept.wait(host)
        if host not in self._met:
            self._met.add(host)
            self._slow_down(request, min(self._kept.pace_s(host), self.crawl_delay_max_s))

    def spider_closed(self) -> None:
        if left_s := self._kept.held_left_s():
            self.crawler.stats.set_value("manners/held_left_s", left_s)

    def robots_parsed(self, robotparser: RobotParser, request: Request) -> None:
        """Take the pace that robots.txt asks for, if it is slower than ours."""
        asked_s = robotparser.crawl_delay(self.agent) or 0.0
        self._kept.note_pace(self._host(request), asked_s)
        delay_s = min(asked_s, self.crawl_delay_max_s)
        if self._slow_down(request, delay_s):
            logger.info(
                "robots.txt asks for %g s between requests: %g s are kept", asked_s, delay_s
            )

    def _slow_down(self, request: Request, delay_s: float) -> bool:
        """Take this pace, if it is slower than ours."""
        if delay_s <= self.delay_s:
            return False
        self._downloader.slow_down(request, delay_s)
        if throttle := self.crawler.get_extension(AutoThrottle):
            # It would go back to DOWNLOAD_DELAY as soon as the site answers fast.
            throttle.mindelay = delay_s
            throttle.maxdelay = max(throttle.maxdelay, delay_s)
        self.crawler.stats.set_value("manners/crawl_delay_s", delay_s)
        return True

    def _host(self, request: Request) -> str:
        return urlparse_cached(request).hostname or ""

    def response_downloaded(self, request: Request, response: Response) -> None:
        """Pause the host, or count a refusal, if the response says so."""
        if response.status in SLOW_DOWN:
            self._pause(request, response)
        if response.status in REFUSALS or response.status >= 500:
            self._refused(request, f"http {response.status}")
        else:
            self.pages_refused_in_a_row = 0

    def process_exception(self, request: Request, exception: Exception) -> None:
        if isinstance(exception, NO_ANSWER):
            self._refused(request, reason_of(exception))

    def _pause(self, request: Request, response: Response) -> None:
        asked_s = retry_after(response.headers.get(b"Retry-After"), clock.now())
        if asked_s is None:
            asked_s = self.backoff_s * 2.0 ** request.meta.get("retry_times", 0)
        seconds = min(asked_s, self.retry_after_max_s)
        self._downloader.pause(request, seconds)
        self._kept.note_pause(self._host(request), seconds)
        self.crawler.stats.max_value("manners/held_s", seconds)
        logger.info(
            "%s answered %d: nothing is sent for %g s", request.url, response.status, seconds
        )

    def _refused(self, request: Request, reason: str) -> None:
        if REQUISITE in request.meta:
            # A site may refuse its pictures and show its pages.
            return
        self.crawler.stats.inc_value("manners/refusals")
        # A page counts when it is given up: one that answers the second time is no refusal,
        # whatever order the answers come in.
        if reason not in REFUSED_FOR_GOOD and request.meta.get("retry_times", 0) < self.retry_times:
            return
        self.pages_refused_in_a_row += 1
        if self.pages_refused_in_a_row >= self.refusals_max and self._closing is None:
            why = (
                f"{self.pages_refused_in_a_row} pages in a row were refused, the last with"
                f" {reason}: {request.url}"
            )
            self.crawler.stats.set_value("manners/refused", why)
            logger.warning("The site refuses the run: %s", why)
            self._downloader.drop_waiting()
            self._closing = asyncio.ensure_future(
                self.crawler.engine.close_spider_async(reason="refused")
            )

    @property
    def _downloader(self) -> FixedDownloader:
        downloader = self.crawler.engine.downloader
        assert isinstance(downloader, FixedDownloader), (
            "DOWNLOADER must be newscrawl.downloader.workarounds.FixedDownloader"
        )
        return downloader


def retry_after(header: bytes | None, now: datetime) -> float | None:
    """Seconds to wait, from either form of the header; 0.0 for a date that has passed, None where
    there is none to read.

    Source: RFC 9110, 10.2.3.

    >>> noon = datetime(2026, 1, 14, 12, tzinfo=UTC)
    >>> retry_after(b"120", noon), retry_after(b"soon", noon)
    (120.0, None)
    >>> retry_after(b"Wed, 14 Jan 2026 12:01:30 GMT", noon)
    90.0
    """
    text = (header or b"").decode("latin-1").strip()
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        when = parsedate_to_datetime(text)
    except ValueError:
        return None
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    return max(0.0, (when - now).total_seconds())
