"""Defects of Scrapy 2.19, worked around in this one place.

Each has a test on the stock class in `tests/downloader/test_workarounds.py` that fails when Scrapy
has mended it: then the class here can go.

- `robots.txt` is bypassed by requests that wait for it: FixedRobots.
- The limit per domain does not hold without a delay, and an orderly stop first sends all that waits
  for its turn: FixedDownloader.
- `CONCURRENT_ITEMS` at its default of 100 starts 100 tasks for each response: `settings.py` says 4,
  which doubles the pages a second.
- `JOBDIR` loses the queue when the process is killed: `refuse_jobdir`.

Private names of Scrapy that are used: `Downloader._wait_for_download`, `Downloader._latercall`,
`ExecutionEngine._slot`.
"""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Coroutine, Iterator
from time import monotonic
from typing import Any

from scrapy import Request, signals
from scrapy.core.downloader import Downloader, Slot
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    NotSupported,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from scrapy.http import Response
from scrapy.robotstxt import RobotParser
from scrapy.settings import BaseSettings
from scrapy.utils.asyncio import call_later, create_looping_call
from scrapy.utils.httpobj import urlparse_cached
from twisted.internet.defer import Deferred
from twisted.internet.error import ConnectError, ConnectionClosed

from newscrawl.downloader.withheld import NotSent, Withheld
from newscrawl.errors import UsageError

engine_closing = object()
"""A signal: the engine is about to close, and waits for what is under way. Sent once a run, a
quarter of a second after at the latest."""

NO_ANSWER = (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
    ConnectError,
    ConnectionClosed,
)
"""What the downloader raises when no whole response came. All of them are retried."""


def refuse_jobdir(settings: BaseSettings) -> None:
    """Raises UsageError if the run is to keep its queue in JOBDIR.

    Scrapy writes that queue down only when it closes: after a kill -9 it is lost, and the next run
    ends at once as if all were done.
    """
    if settings.get("JOBDIR"):
        raise UsageError(
            "JOBDIR is not supported: Scrapy loses the queue that it keeps there when the process"
            " is killed; leave the setting out"
        )


class FixedRobots(RobotsTxtMiddleware):
    """Fetches robots.txt once a host, and gives its rules to every request that waits for them.

    Scrapy 2.14 to 2.19 lets all waiters share one Deferred: the first one to consume it leaves
    None, 'all is allowed', to the others.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._rules: dict[str, asyncio.Task[RobotParser | None]] = {}

    async def robot_parser(self, request: Request) -> RobotParser | None:
        """The rules of the request's host; None means that all is allowed."""
        host = urlparse_cached(request).netloc
        if host not in self._rules:
            self._rules[host] = asyncio.ensure_future(self.fetch_rules(request))
        return await self._rules[host]

    async def fetch_rules(self, request: Request) -> RobotParser | None:
        """Fetch the rules of the request's host. Called once a host."""
        return await super().robot_parser(request)


class FixedDownloader(Downloader):
    """Keeps the limit per domain also without a delay, stops without sending what still waits, and
    can pause a host.

    Scrapy 2.14 to 2.19 counts a transfer only when its task first runs, after the loop that starts
    tasks has looked at the count.
    """

    CLOSING_CHECK_S = 0.25
    """How often it is checked whether the engine is closing: well below the ten seconds in which a
    signal is to be obeyed, and no load."""

    def __init__(self, crawler: Crawler) -> None:
        refuse_jobdir(crawler.settings)
        super().__init__(crawler)
        self._paused_until: dict[str, float] = {}
        self._is_closing = False
        self._closing_check = create_looping_call(self._drop_when_closing)
        crawler.signals.connect(self._spider_opened, signals.spider_opened)

    def _wait_for_download(
        self, slot: Slot, request: Request, queue_dfd: Deferred[Response]
    ) -> Coroutine[Any, Any, None]:
        # A plain function: it counts the transfer when it is called, not when the coroutine that it
        # gives first runs.
        slot.transferring.add(request)
        return super()._wait_for_download(slot, request, queue_dfd)

    def pause(self, request: Request, seconds: float) -> None:
        """Send nothing more to the request's host for `seconds` from now. A pause that lasts longer
        stays."""
        key = self.get_slot_key(request)
        slot = self.slots.get(key)
        if slot is None:
            return
        now = monotonic()
        until = max(self._paused_until.get(key, 0.0), now + seconds)
        self._paused_until[key] = until
        if slot.latercall:
            slot.latercall.cancel()
        slot.latercall = call_later(until - now, self._latercall, slot)

    def slow_down(self, request: Request, delay_s: float) -> None:
        """Leave at least `delay_s` between two requests to the request's host, one at a time, from
        now on."""
        key = self.get_slot_key(request)
        self.per_slot_settings[key] = {"delay": delay_s, "jitter": 0, "concurrency": 1}
        if slot := self.slots.get(key):
            slot.delay, slot.jitter, slot.concurrency = delay_s, 0.0, 1

    def drop_waiting(self) -> None:
        """Fail every request that waits for its turn with NotSent."""
        for slot in self.slots.values():
            while slot.queue:
                request, response_dfd = slot.queue.popleft()
                response_dfd.errback(NotSent(f"{request.url}: the run ended first"))

    def close(self) -> None:
        if self._closing_check.running:
            self._closing_check.stop()
        super().close()

    def _spider_opened(self) -> None:
        self._closing_check.start(self.CLOSING_CHECK_S)

    def _drop_when_closing(self) -> None:
        # Scrapy has no signal for 'closing', and would send what waits at the pace of the delay:
        # minutes after a Ctrl-C.
        engine_slot = self.crawler.engine._slot
        if engine_slot is not None and engine_slot.closing is not None:
            if not self._is_closing:
                self._is_closing = True
                self.crawler.signals.send_catch_log(engine_closing)
            self.drop_waiting()


def reason_of(error: BaseException) -> str:
    """The reason why a request failed, in a word or two: `Failure.reason`, for the report.

    >>> reason_of(DownloadTimeoutError("Getting http://site.test took longer than 30 seconds."))
    'timeout'
    """
    if isinstance(error, Withheld):
        return error.reason
    if any("certificate verify failed" in str(cause) for cause in _causes(error)):
        return "bad certificate"
    for kinds, reason in _REASONS:
        if isinstance(error, kinds):
            return reason
    if isinstance(error, IgnoreRequest):
        # HttpCompressionMiddleware and RedirectMiddleware raise the same class: the cause and the
        # text tell them apart.
        if error.__cause__ is not None:
            return "too large"
        return "redirect loop" if "redirections" in str(error) else "ignored"
    return (
        "bad compression"
        if type(error).__module__.partition(".")[0] in _COMPRESSION_MODULES
        else type(error).__name__
    )


def words_of(error: BaseException) -> str:
    """What a request's error says, for people: not how it looks to the program, and never nothing.

    >>> words_of(ResponseDataLossError())
    'the connection ended before all of the answer had come'
    """
    if isinstance(error, ResponseDataLossError) and not str(error):
        return "the connection ended before all of the answer had come"
    # Twisted's errors of a connection hold a list of failures, and say how these look.
    *_, last = _causes(error)
    return " ".join(str(last).split()) or type(last).__name__


def _causes(error: BaseException) -> Iterator[BaseException]:
    """An error, and what it came from, the first cause last."""
    yield error
    reasons = getattr(error, "reasons", None)
    further = reasons[-1].value if reasons else None
    if further is None and isinstance(error, DownloadFailedError):
        further = error.__cause__
    if further is not None:
        yield from _causes(further)


_REASONS: tuple[tuple[type[BaseException] | tuple[type[BaseException], ...], str], ...] = (
    (DownloadTimeoutError, "timeout"),
    ((NotSupported, UnsupportedURLSchemeError), "outside the site"),
    (DownloadConnectionRefusedError, "connection refused"),
    (CannotResolveHostError, "host not found"),
    (ResponseDataLossError, "cut short"),
    ((DownloadFailedError, ConnectError, ConnectionClosed), "connection failed"),
    (DownloadCancelledError, "too large"),
    ((gzip.BadGzipFile, EOFError), "bad compression"),
    (OSError, "connection failed"),
    # RedirectMiddleware builds a Request of whatever `Location` says: `mailto:`, half an IPv6
    # address.
    (ValueError, "bad redirect"),
)

_COMPRESSION_MODULES = frozenset(
    {"zlib", "struct", "brotli", "_brotli", "brotlicffi", "backports", "compression"}
)
"""Where the errors of the decompressors live; which of them is installed is Scrapy's choice."""
