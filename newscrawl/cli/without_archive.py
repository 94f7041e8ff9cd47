"""For the commands that look at single pages (`scrapy parse`, `shell`, `fetch`, `view`, `check`)
and for `scrapy bench`: nothing of a run is switched on, so that none of them opens an archive."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import Any

from scrapy.commands import ScrapyCommand
from scrapy.extensions.feedexport import FeedExporter
from scrapy.settings import BaseSettings

from newscrawl.downloader.gate import ANY_HOST
from newscrawl.extensions.archive import ArchiveExtension
from newscrawl.extensions.feeds import ArticleFeeds
from newscrawl.extensions.run_stats import RunStats
from newscrawl.middlewares.forbidden_editions import ForbiddenEditions

SWITCHED_OFF: Mapping[str, Any] = {
    "ITEM_PIPELINES": {},
    # Ours hands out what the frontier found: `scrapy parse` of one page would crawl the site.
    "SCHEDULER": "scrapy.core.scheduler.Scheduler",
    ANY_HOST: True,
}


class WithoutArchive(ScrapyCommand):
    """Mixed in before a command of Scrapy."""

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        assert self.settings is not None
        switch_off(self.settings)


def switch_off(settings: BaseSettings) -> None:
    """Take out of the settings what belongs to a run, above whatever a spider or the command line
    says."""
    for name, value in SWITCHED_OFF.items():
        settings.set(name, value, priority="cmdline")
    for extension in (ArchiveExtension, ArticleFeeds, ForbiddenEditions, RunStats):
        settings.set_in_component_priority_dict("EXTENSIONS", extension, None)
    settings.set_in_component_priority_dict("EXTENSIONS", FeedExporter, 0)
