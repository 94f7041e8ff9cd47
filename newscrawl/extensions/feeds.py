"""Scrapy's own feed exports (`-o`, `-O`, FEEDS): the lines that a run writes to articles.jsonl.

Items of a crawl are internal: articles before they are numbered, sightings, failures. A feed gets
the record instead, with the keys and values of the contract, and so also the revisions that are
written when the run ends. Of a dry run it gets what would have been written.
"""

from __future__ import annotations

import json
from typing import Any, Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exporters import CsvItemExporter
from scrapy.extensions.feedexport import FeedExporter

from newscrawl.extensions.archive import archive_session
from newscrawl.records import Record
from newscrawl.run.session import article_written

_json = json.JSONEncoder(ensure_ascii=False).encode


class ArticleFeeds(FeedExporter):
    """Set in the place of Scrapy's FeedExporter, and configured as that is."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Raises NotConfigured where no feed is asked for."""
        exporter = cls(crawler)
        crawler.signals.connect(exporter.open_spider, signals.spider_opened)
        crawler.signals.connect(exporter.close_spider, signals.spider_closed)
        crawler.signals.connect(exporter.article_written, article_written)
        return exporter

    def open_spider(self, spider: Spider) -> None:
        """Open the feeds; not those of a run that is refused: `-O` would empty a good file."""
        if archive_session(self.crawler).is_open:
            super().open_spider(spider)

    def article_written(self, record: Record, spider: Spider) -> None:
        self.item_scraped(record, spider)


class ArticleCsvExporter(CsvItemExporter):
    """Lists and objects as JSON text, as `scrapy export csv` writes them."""

    def serialize_field(self, field: Any, name: str, value: Any) -> Any:
        if isinstance(value, list | dict):
            return _json(value)
        return super().serialize_field(field, name, value)
