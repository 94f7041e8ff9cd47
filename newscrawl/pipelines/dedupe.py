"""300: drop what the feeds already hold, word for word."""

from __future__ import annotations

from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from newscrawl.errors import NewscrawlError
from newscrawl.items import Article, Headline
from newscrawl.pipelines.store import StorePipeline, the_store
from newscrawl.storage.records import article_digest


class Unchanged(NewscrawlError, DropItem):  # it is no error: Scrapy counts drops by class name, and that reads as what it is
    """The feeds hold this already. Raised by DedupePipeline."""

    def __init__(self, what: str) -> None:
        # Most of what a run sees is known: Scrapy would warn of each.
        DropItem.__init__(self, what, log_level="DEBUG")


class DedupePipeline:
    """Lets through an article only if a compared field differs from its last line, a headline only on its first sight.

    Counts `articles/unchanged`.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._stats = crawler.stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def open_spider(self) -> None:
        self._store: StorePipeline = the_store(self._crawler)

    def process_item(self, item: Any) -> Any:
        if isinstance(item, Headline):
            if self._store.archive.has_headline(item):
                raise Unchanged(item.id)
        elif isinstance(item, Article):
            known = self._store.archive.known(item.id)
            if known is not None and known.digest == article_digest(item):
                self._stats.inc_value("articles/unchanged")
                raise Unchanged(item.id)
        return item
