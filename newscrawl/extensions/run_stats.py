"""Counts what Scrapy does not, and the outcome of a run is decided from."""

from __future__ import annotations

from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler


class RunStats:
    """Counts `pages/answered`, `robots/answered` (answers to a request for robots.txt) and
    `items/errors` (exceptions in a pipeline)."""

    def __init__(self, crawler: Crawler) -> None:
        self._stats = crawler.stats
        crawler.signals.connect(self.response_received, signals.response_received)
        crawler.signals.connect(self.item_error, signals.item_error)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def response_received(self, request: Request) -> None:
        # A data: URL is a spider's word to itself.
        if not request.url.startswith("data:"):
            # Not by its path: robots.txt may be redirected to anywhere.
            is_robots = request.meta.get("dont_obey_robotstxt")
            self._stats.inc_value("robots/answered" if is_robots else "pages/answered")

    def item_error(self) -> None:
        self._stats.inc_value("items/errors")
