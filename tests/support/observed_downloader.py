"""The downloader of the project, observed: for tests of the pace that a crawl keeps."""

from __future__ import annotations

from collections.abc import Coroutine
from time import monotonic
from typing import Any

from scrapy import Request
from scrapy.core.downloader import Slot
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.internet.defer import Deferred

from newscrawl.downloader.workarounds import FixedDownloader


class ObservedDownloader(FixedDownloader):
    """Writes down what pace it was to keep, and whether it kept it, on the clock that it goes by
    itself: what a server sees of that depends on how busy the machine is."""

    TIMER_S = 0.005
    """How much too early the timer of an event loop may be."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.sends: list[tuple[str, float, bool]] = []
        self.holds_s: list[float] = []
        self._last_s: dict[str, float] = {}
        self._earliest_s: dict[str, float] = {}

    def hold(self, request: Request, seconds: float) -> None:
        self.holds_s.append(seconds)
        key = self.get_slot_key(request)
        self._earliest_s[key] = max(self._earliest_s.get(key, 0.0), monotonic() + seconds)
        super().hold(request, seconds)

    def _wait_for_download(
        self, slot: Slot, request: Request, queue_dfd: Deferred[Response]
    ) -> Coroutine[Any, Any, None]:
        key, now_s = self.get_slot_key(request), slot.lastseen
        earliest_s = max(
            self._earliest_s.get(key, 0.0), self._last_s.get(key, now_s - slot.delay) + slot.delay
        )
        self.sends.append((request.url, slot.delay, now_s < earliest_s - self.TIMER_S))
        self._last_s[key] = now_s
        return super()._wait_for_download(slot, request, queue_dfd)
