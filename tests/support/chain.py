"""The whole chain of steps over one output folder, without an engine: items in, lines out."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from scrapy.exceptions import DropItem
from scrapy.settings import Settings
from scrapy.signalmanager import SignalManager
from scrapy.statscollectors import MemoryStatsCollector

from newscrawl.extensions.archive import ArchiveExtension
from newscrawl.identity.site import Site
from newscrawl.pipelines.absences import AbsencePipeline
from newscrawl.pipelines.clean import CleanPipeline
from newscrawl.pipelines.dates import DatePipeline
from newscrawl.pipelines.duplicates import DedupePipeline
from newscrawl.pipelines.listings_read import ListingsReadPipeline
from newscrawl.pipelines.revisions import RevisionPipeline
from newscrawl.pipelines.store import StorePipeline
from newscrawl.pipelines.suppression import SuppressedPipeline
from newscrawl.pipelines.twins import TwinPipeline
from newscrawl.run.arguments import Arguments


class Chain:
    """One run: the steps in their order, opened and closed as Scrapy does it."""

    def __init__(
        self, folder: Path, *, timezone: str | None = None, is_opened: bool = True
    ) -> None:
        """`is_opened`: else the test sends the signals."""
        self.folder = folder
        crawler: Any = SimpleNamespace(
            settings=Settings({"NEWSCRAWL_OUTPUT": str(folder)}),
            signals=SignalManager(),
            spider=SimpleNamespace(timezone=timezone),
            get_extension=lambda kind: self.extension,
        )
        crawler.stats = MemoryStatsCollector(crawler)
        crawler.spider.arguments = Arguments()
        crawler.spider.name = "paper"
        crawler.spider.site = Site(
            "paper", "https://paper.test", r"/(?P<lang>[a-z]{2})/news/detail/(?P<number>\d+)"
        )
        self.crawler = crawler
        self.signals = crawler.signals
        self.spider: Any = crawler.spider
        self.counts: dict[str, Any] = crawler.stats.get_stats()
        self.extension: ArchiveExtension = ArchiveExtension.from_crawler(crawler)
        self.session = self.extension.session
        steps = (
            SuppressedPipeline,
            DatePipeline,
            AbsencePipeline,
            DedupePipeline,
            ListingsReadPipeline,
            RevisionPipeline,
            TwinPipeline,
            StorePipeline,
        )
        others = [kind.from_crawler(crawler) for kind in steps]
        self.steps: list[Any] = [CleanPipeline(), *others]
        if is_opened:
            self.extension.spider_opened(crawler.spider)
            self.extension.engine_started()

    def process(self, *items: Any) -> None:
        """Send each item through; one that is dropped goes no further."""
        for item in items:
            try:
                for step in self.steps:
                    item = step.process_item(item)
            except DropItem:
                continue

    def close(self) -> None:
        for step in reversed(self.steps):
            getattr(step, "close_spider", lambda: None)()
        self.extension.spider_closed(self.spider, "finished")
        self.extension.engine_stopped()

    def kill(self) -> None:
        """End as a kill does once all is committed: no step is closed, no report is written."""
        self.session.archive.close()
        self.session.release()

    def lines(self, feed: str = "articles") -> list[dict[str, Any]]:
        return [
            json.loads(line)
            for line in (self.folder / f"{feed}.jsonl").read_bytes().split(b"\n")[:-1]
        ]


def whole_run(folder: Path, *items: Any, timezone: str | None = None) -> Chain:
    """One run over these items, from its opening to its close."""
    chain = Chain(folder, timezone=timezone)
    chain.process(*items)
    chain.close()
    return chain
