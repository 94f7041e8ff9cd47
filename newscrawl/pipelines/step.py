"""What the steps that ask the store have in common."""

from __future__ import annotations

from typing import Self

from scrapy.crawler import Crawler

from newscrawl.pipelines.store import StorePipeline, the_store


class Step:
    """A step of the pipeline; the store is at hand from the opening of the spider on."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def open_spider(self) -> None:
        self._store: StorePipeline = the_store(self._crawler)
