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

from newscrawl.identity.site import Site
from newscrawl.pipelines.absences import AbsencePipeline
from newscrawl.pipelines.clean import CleanPipeline
from newscrawl.pipelines.dates import DatePipeline
from newscrawl.pipelines.duplicates import DedupePipeline
from newscrawl.pipelines.revisions import RevisionPipeline
from newscrawl.pipelines.store import StorePipeline
from newscrawl.pipelines.suppression import SuppressedPipeline
from newscrawl.pipelines.twins import TwinPipeline
from newscrawl.run.arguments import Arguments
from newscrawl.storage.files.run_reports import new_run_id
from support.makers import NOON


class Chain:
    """One run: the steps in their order, opened and closed as Scrapy does it."""

    def __init__(self, folder: Path, *, timezone: str | None = None) -> None:
        self.folder = folder
        crawler: Any = SimpleNamespace(
            settings=Settings({"NEWSCRAWL_OUTPUT": str(folder), "NEWSCRAWL_RUN": new_run_id(NOON)}),
            signals=SignalManager(),
            spider=SimpleNamespace(timezone=timezone),
            get_item_pipeline=lambda kind: next(
                (step for step in self.steps if isinstance(step, kind)), None
            ),
        )
        crawler.stats = MemoryStatsCollector(crawler)
        crawler.spider.arguments = Arguments()
        crawler.spider.name = "paper"
        crawler.spider.site = Site(
            "paper", "https://paper.test", r"/(?P<lang>[a-z]{2})/news/detail/(?P<number>\d+)"
        )
        self.counts: dict[str, Any] = crawler.stats.get_stats()
        self.store = StorePipeline.from_crawler(crawler)
        steps = (
            SuppressedPipeline,
            DatePipeline,
            AbsencePipeline,
            DedupePipeline,
            RevisionPipeline,
            TwinPipeline,
        )
        others = [kind.from_crawler(crawler) for kind in steps]
        self.steps: list[Any] = [CleanPipeline(), *others, self.store]
        for step in self.steps:
            getattr(step, "open_spider", lambda: None)()

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
        self.store.close()

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
