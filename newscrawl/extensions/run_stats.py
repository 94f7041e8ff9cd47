"""Counts what the outcome of a run is decided from, and Scrapy does not count."""

from __future__ import annotations

import logging
from typing import Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler

from newscrawl.downloader.internal_request import META
from newscrawl.downloader.responses import REQUISITE


class RunStats:
    """Counts `pages/answered`, `robots/answered` (answers to a request for robots.txt),
    `items/errors` (exceptions in a pipeline) and `errors/logged`."""

    def __init__(self, crawler: Crawler) -> None:
        self._stats = crawler.stats
        self._handler: _ErrorCounter | None = None
        for handler, signal in (
            (self.spider_opened, signals.spider_opened),
            (self.response_received, signals.response_received),
            (self.item_error, signals.item_error),
            (self.spider_closed, signals.spider_closed),
        ):
            crawler.signals.connect(handler, signal)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def spider_opened(self, spider: Spider) -> None:
        self._handler = _ErrorCounter(self, spider)
        logging.root.addHandler(self._handler)

    def spider_closed(self) -> None:
        if self._handler is not None:
            logging.root.removeHandler(self._handler)

    def response_received(self, request: Request) -> None:
        if META not in request.meta and REQUISITE not in request.meta:
            # Not by its path: robots.txt may be redirected to anywhere.
            is_robots = request.meta.get("dont_obey_robotstxt")
            self._stats.inc_value("robots/answered" if is_robots else "pages/answered")

    def item_error(self) -> None:
        self._stats.inc_value("items/errors")

    def error_logged(self) -> None:
        self._stats.inc_value("errors/logged")


class _ErrorCounter(logging.Handler):
    """Hears the errors of one crawl. Scrapy's own count, `log_count/ERROR`, is that of the process,
    in which other crawls may be under way, and of the levels that LOG_LEVEL lets through."""

    def __init__(self, stats: RunStats, spider: Spider) -> None:
        super().__init__(logging.ERROR)
        self._run_stats = stats
        self._spider = spider

    def emit(self, record: logging.LogRecord) -> None:
        if getattr(record, "spider", self._spider) in (self._spider, None):
            self._run_stats.error_logged()
