"""500: hand the item to storage/, count it, and end the crawl when the disk takes no more."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, DropItem
from scrapy.utils.defer import deferred_from_coro

from newscrawl.arguments import OWN_NUMBERS
from newscrawl.errors import OutputError, UsageError
from newscrawl.items import Article, Failure, Headline
from newscrawl.storage.archive import Archive
from newscrawl.storage.failed import FailedPages
from newscrawl.storage.feed import Record
from newscrawl.storage.records import utc
from newscrawl.storage.runs import MAX_FAILURES, new_run_id

NO_LISTING = frozenset({401, 404, 410})
"""A link to what looked like a listing and is a dead end, or asks for a password: no site is free of them."""

_logger = logging.getLogger(__name__)


class StorePipeline:
    """The one store of a crawl. The other steps reach it with `the_store`.

    Counts `articles/new`, `articles/changed`, `articles/failed`, `headlines/new`, `listings/failed`, `listings/not_found` and
    `pages/failed/<reason>`; sets `output/error` when a write failed.
    """

    def __init__(self, crawler: Crawler, folder: Path, run: str) -> None:
        self._crawler = crawler
        self._stats = crawler.stats
        self.folder = folder
        self.run = run
        self.failures: list[dict[str, Any]] = []
        """What failed and why, in the order of the run; the first 1,000."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        folder = output_folder(crawler.settings.get("NEWSCRAWL_OUTPUT"))
        # The crawl command names the run; a crawl from a script names it here.
        store = cls(crawler, folder, crawler.settings.get("NEWSCRAWL_RUN") or new_run_id(datetime.now(UTC)))
        # Not close_spider: Scrapy closes the last pipeline first, and the date step still writes when it is closed.
        crawler.signals.connect(store.close, signals.spider_closed)
        return store

    @cached_property
    def archive(self) -> Archive:
        """The feeds, opened by the first step that asks, while the spider is opened. Raises CloseSpider if they cannot be."""
        try:
            return Archive(self.folder)
        except OutputError as error:
            # Any other exception here makes Scrapy's own extensions fail in turn, with a traceback that hides the cause.
            self._note(error)
            raise CloseSpider("output") from error

    @cached_property
    def failed_pages(self) -> FailedPages:
        """failed/, looked at when the first page fails."""
        settings = self._crawler.settings
        return FailedPages(
            self.folder / "failed",
            max_pages=settings.getint("NEWSCRAWL_FAILED_MAX", OWN_NUMBERS["NEWSCRAWL_FAILED_MAX"]),
            max_bytes=settings.getint("NEWSCRAWL_FAILED_BYTES", OWN_NUMBERS["NEWSCRAWL_FAILED_BYTES"]),
        )

    def open_spider(self) -> None:
        _ = self.archive

    def process_item(self, item: Any) -> Any:
        if isinstance(item, Article):
            stored = self._try(lambda: self.archive.add_article(item, run=self.run))
            if stored:
                self._stats.inc_value(f"articles/{item.change}")
        elif isinstance(item, Headline):
            stored = self._try(lambda: self.archive.add_headline(item, run=self.run))
            if stored:
                self._stats.inc_value("headlines/new")
        elif isinstance(item, Failure):
            stored = self._try(lambda: self._add_failure(item))
        else:
            return item
        if not stored:
            raise DropItem("the output cannot be written", log_level="DEBUG")
        return item

    def add_record(self, record: Record) -> bool:
        """Append a line that another step has made of an earlier one. False if the output can no longer be written."""
        stored = self._try(lambda: self.archive.add_record({**record, "run": self.run}))
        if stored:
            self._stats.inc_value(f"articles/{record['change']}")
        return stored

    def close(self) -> None:
        """Force everything to the disk."""
        if "archive" not in self.__dict__:
            return
        try:
            self.archive.close()
        except OutputError as error:
            self._note(error)

    def _add_failure(self, failure: Failure) -> None:
        self._stats.inc_value(f"pages/failed/{failure.reason}")
        # Feeds and sitemaps are listings, too.
        pages = "articles" if failure.kind == "article" else "listings"
        dead_link = pages == "listings" and failure.status in NO_LISTING
        self._stats.inc_value("listings/not_found" if dead_link else f"{pages}/failed")
        told: dict[str, Any] | None = None
        if len(self.failures) < MAX_FAILURES:
            told = failure_record(failure)
            self.failures.append(told)
        if failure.page is not None:
            kept = self.failed_pages.keep(failure.url, failure.page, seen_at=failure.seen_at)
            if told is not None and kept is not None:
                told["kept"] = kept.relative_to(self.folder).as_posix()

    def _try(self, write: Callable[[], None]) -> bool:
        """Write. On the first refusal of the disk the crawl ends; after it nothing is tried any more."""
        if self._stats.get_value("output/error"):
            return False
        try:
            write()
        except OutputError as error:
            self._note(error)
            # A pipeline cannot raise CloseSpider: Scrapy heeds it only from callbacks.
            deferred_from_coro(self._crawler.engine.close_spider_async(reason="output"))
            return False
        return True

    def _note(self, error: OutputError) -> None:
        if not self._stats.get_value("output/error"):
            self._stats.set_value("output/error", error.strerror or str(error))
            _logger.warning("The output cannot be written: %s", error.strerror or error)


def the_store(crawler: Crawler) -> StorePipeline:
    """The store of this crawl. Raises UsageError where ITEM_PIPELINES has none."""
    store = crawler.get_item_pipeline(StorePipeline)
    if store is None:
        raise UsageError("ITEM_PIPELINES holds no newscrawl.pipelines.store.StorePipeline, and the other steps need it")
    return store


def output_folder(name: str | None) -> Path:
    """The folder that NEWSCRAWL_OUTPUT names, absolute; `output` where it names none."""
    return Path(name or "output").expanduser().absolute()


def failure_record(failure: Failure) -> dict[str, Any]:
    """A failed page as runs/<id>.json tells it."""
    return {
        "url": failure.url,
        "kind": failure.kind,
        "reason": failure.reason,
        "detail": failure.detail,
        "missing": list(failure.missing),
        "status": failure.status,
        "seen_at": utc(failure.seen_at),
        "kept": None,
    }
