"""`scrapy runspider FILE`: a spider that lies in a file of its own, run like any other."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any, ClassVar

from scrapy import Spider
from scrapy.commands.runspider import _import_file
from scrapy.spiderloader import DummySpiderLoader
from scrapy.utils.spider import iter_spider_classes

from newscrawl.cli.run_command import RunCommand
from newscrawl.errors import UsageError


class Command(RunCommand):
    """A run of the last spider in a file."""

    called = "runspider"
    default_settings: ClassVar[dict[str, Any]] = {"SPIDER_LOADER_CLASS": DummySpiderLoader}

    def syntax(self) -> str:
        return "[options] FILE"

    def short_desc(self) -> str:
        return "Run a spider from a Python file"

    def _find_spider(self, args: list[str], opts: argparse.Namespace) -> type[Spider]:
        if len(args) != 1:
            what = f"{args[1]} is one word too many" if args else "no file is named"
            raise UsageError(f"{what}: it is 'scrapy runspider FILE -a name=value -s NAME=value'")
        if not Path(args[0]).is_file():
            raise UsageError(f"there is no file {args[0]}")
        try:
            module = _import_file(args[0])
        except (ImportError, ValueError, SyntaxError) as error:
            raise UsageError(f"{args[0]} cannot be loaded: {error}") from error
        spiders: list[type[Spider]] = list(iter_spider_classes(module))
        if not spiders:
            raise UsageError(f"there is no spider in {args[0]}")
        return spiders[-1]
