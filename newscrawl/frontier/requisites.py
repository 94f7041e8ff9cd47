"""What pages need to be looked at, asked for one by one when a run has nothing else to do: style
sheets, pictures of articles (NEWSCRAWL_REQUISITES).

Only then: no article waits for a picture. Each passes the middlewares as a page does, robots.txt
and pace among them; its record is no page's, and nothing of it is read but what a sheet names.

Stats: `requisites/kept`, `requisites/failed`, `requisites/bytes`, and `requisites/left` where the
budget was spent (NEWSCRAWL_REQUISITES_MAX, NEWSCRAWL_REQUISITES_BYTES).
"""

from __future__ import annotations

from collections import deque
from typing import Any, Protocol

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.statscollectors import StatsCollector
from twisted.python.failure import Failure as TwistedFailure

from newscrawl.downloader.responses import REQUISITE
from newscrawl.downloader.withheld import NotSent, Withheld
from newscrawl.downloader.workarounds import reason_of
from newscrawl.extract.css import MAX_CHARS, named_in
from newscrawl.identity.requisite_scope import RequisiteScope
from newscrawl.identity.site import Site
from newscrawl.run.settings_check import int_setting, requisite_hosts
from newscrawl.storage.archive import Archive
from newscrawl.storage.requisite_book import Need

MAX_BYTES = 8 << 20
"""Of one of them: a photograph as a camera makes it. Beyond that it is no part of a page."""

FAILED_IN_A_ROW = 5
"""So many failures in a row end it for this run: it is the host that fails, and no refusal of
pictures is to become one of pages."""

SLOW_DOWN = frozenset({429, 503})
"""The statuses that say 'not so fast' (RFC 6585, 4; RFC 9110, 15.6.4)."""

_TRY_AGAIN = frozenset({408, 425, 429})
"""Statuses below 500 that another time may not have (RFC 9110, 15.5; RFC 8470; RFC 6585)."""


class Requisites:
    """Those of one run."""

    def __init__(
        self,
        archive: Archive,
        scope: RequisiteScope,
        stats: StatsCollector,
        *,
        max_requests: int,
        max_bytes: int,
    ) -> None:
        self._archive, self._scope, self._stats = archive, scope, stats
        self._requests_left, self._bytes_left = max_requests, max_bytes
        self._waiting: deque[dict[str, Any]] = deque()
        self._failed_in_a_row = 0
        self._is_over = False

    def next(self) -> Request | None:
        """The next one; None where none is owed, or the budget is spent. Raises OutputError."""
        while not self._is_over and (row := self._next_row()) is not None:
            if self._scope.admit(row["url"], row["url"]) != row["url"]:
                # Of another site of the archive, or of a host that is named no more.
                self._archive.requisites.passed_over(row)
            elif row["kind"] != "style" and self._archive.requisites.is_kept(row["url"]):
                # A sheet is fetched again: what it names may not be known.
                self._archive.requisites.came(row)
            elif self._requests_left <= 0 or self._bytes_left <= 0:
                self._stats.set_value("requisites/left", 1)
                self._is_over = True
            else:
                self._requests_left -= 1
                return self._request(row)
        return None

    def _next_row(self) -> dict[str, Any] | None:
        if not self._waiting:
            # The state is asked, and is to know what this run has asked for.
            self._archive.commit()
            self._waiting.extend(self._archive.requisites.waiting())
        return self._waiting.popleft() if self._waiting else None

    def _request(self, row: dict[str, Any]) -> Request:
        meta = {
            REQUISITE: row,
            "handle_httpstatus_all": True,
            # Where it leads is owed like any other, and held to the same bounds.
            "dont_redirect": True,
            # By another run.
            "dont_retry": True,
            "download_maxsize": MAX_BYTES,
        }
        return Request(row["url"], self.came, errback=self.failed, dont_filter=True, meta=meta)

    def came(self, response: Response) -> None:
        """An answer, whatever its status. Raises OutputError."""
        row, book = response.meta[REQUISITE], self._archive.requisites
        self._bytes_left -= len(response.body)
        self._stats.inc_value("requisites/bytes", len(response.body))
        location = response.headers.get(b"Location")
        if 300 <= response.status < 400 and location is not None:
            self._need(row, [(location.decode("latin-1"), row["kind"])])
        elif response.status != 200:
            # A host that asks for a pause has it until the next run: the pages are done.
            self._is_over = self._is_over or response.status in SLOW_DOWN
            is_for_good = response.status < 500 and response.status not in _TRY_AGAIN
            self._ended(row, f"http {response.status}", for_good=is_for_good)
            return
        elif row["kind"] == "style":
            sheet = response.body[:MAX_CHARS].decode("utf-8", "replace")
            kinds = {True: "style", False: "part"}
            # The sheets that it imports come before the pictures.
            self._waiting.clear()
            self._need(row, [(one.url, kinds[one.is_sheet]) for one in named_in(sheet)])
        self._failed_in_a_row = 0
        book.came(row)
        self._archive.was_asked("requisites/kept")

    def failed(self, failure: TwistedFailure) -> None:
        """No answer. Raises OutputError."""
        row = failure.request.meta[REQUISITE]  # type: ignore[attr-defined]  # Scrapy sets it on every failure that it hands out
        error = failure.value
        assert error is not None
        if isinstance(error, NotSent):
            # The run ends: it is owed as before.
            return
        reason = reason_of(error)
        is_for_good = reason == "too large" or isinstance(error, Withheld)
        self._ended(row, reason, for_good=is_for_good)

    def _need(self, row: dict[str, Any], written: list[tuple[str, Any]]) -> None:
        book, found = self._archive.requisites, []
        for address, kind in written:
            if (url := self._scope.admit(row["url"], address)) is not None:
                found.append(Need(url, kind))
        articles = book.articles_of(row["url"]) if row["kind"] == "picture" else ()
        book.need(found, at=self._archive.now, depth=row["depth"] + 1, articles=articles)

    def _ended(self, row: dict[str, Any], reason: str, *, for_good: bool) -> None:
        self._archive.requisites.failed(row, reason, for_good=for_good)
        self._archive.was_asked("requisites/failed")
        # That one is not there says nothing of the others.
        self._failed_in_a_row += reason not in ("http 404", "http 410", "forbidden by robots.txt")
        if self._failed_in_a_row >= FAILED_IN_A_ROW:
            self._is_over = True


class OwingSpider(Protocol):
    """What is asked of a spider whose run may fetch what its pages need."""

    crawler: Crawler
    site: Site
    context: Any
    requisite_scope: RequisiteScope | None


def requisites_of(spider: OwingSpider, archive: Archive) -> Requisites | None:
    """What the pages of a run need, once the spider and what reads for it know that it is wanted;
    None where it is not, and in a run that writes nothing. Raises UsageError."""
    settings = spider.crawler.settings
    hosts = requisite_hosts(settings)
    if hosts is None or archive.dry:
        return None
    spider.requisite_scope = RequisiteScope(spider.site, hosts)
    spider.context.with_requisites = True
    return Requisites(
        archive,
        spider.requisite_scope,
        spider.crawler.stats,
        max_requests=int_setting(settings, "NEWSCRAWL_REQUISITES_MAX"),
        max_bytes=int_setting(settings, "NEWSCRAWL_REQUISITES_BYTES"),
    )
