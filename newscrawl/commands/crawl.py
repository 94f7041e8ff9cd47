"""`scrapy crawl SPIDER`: Scrapy's command with the arguments checked first, and the truth in the
exit code."""

from __future__ import annotations

import argparse

from scrapy import Spider
from scrapy.spiderloader import get_spider_loader

from newscrawl.cli.run_command import RunCommand
from newscrawl.errors import UsageError


class Command(RunCommand):
    """A run of a spider of this project."""

    requires_project = True

    def syntax(self) -> str:
        return "[options] SPIDER"

    def short_desc(self) -> str:
        return "Run a spider of this project, by name"

    def _find_spider(self, args: list[str], opts: argparse.Namespace) -> type[Spider]:
        assert self.settings is not None
        spiders = get_spider_loader(self.settings)
        there_are = f"there are: {', '.join(sorted(spiders.list())) or 'none'}"
        if len(args) != 1:
            what = f"{args[1]} is one word too many" if args else "no spider is named"
            raise UsageError(
                f"{what}: it is 'scrapy crawl SPIDER -a name=value -s NAME=value', {there_are}"
            )
        if args[0] not in spiders.list():
            raise UsageError(f"there is no spider of this name; {there_are}")
        return spiders.load(args[0])
