"""Crawls that no command of ours starts: a script, as the documentation of Scrapy has it, in a
process of its own.

`python scripts.py` reads groups of crawls as JSON from standard input. The crawls of a group run at
the same time, the groups one after the other; what came of each crawl is printed as JSON.
"""

from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.utils.project import get_project_settings

from support import launcher
from support.paths import PYTHONPATH

QUICK = {"DOWNLOAD_DELAY": 0, "AUTOTHROTTLE_ENABLED": False}


@dataclass(frozen=True)
class Crawl:
    """A crawl to come."""

    output: Path
    arguments: dict[str, str] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        settings = {**QUICK, **self.settings, "NEWSCRAWL_OUTPUT": str(self.output)}
        return {"settings": settings, "arguments": self.arguments}


@dataclass(frozen=True)
class Done:
    """What came of a script."""

    reasons: list[str]
    """Of each crawl Scrapy's finish reason, or the exception that ended it in its start."""
    stderr: str


def run(*groups: list[Crawl]) -> Done:
    """Run the script to its end, away from the project's folder."""
    done = launcher.run(
        program=[__file__],
        stdin=json.dumps([[crawl.as_json() for crawl in group] for group in groups]),
        cwd=Path("/"),
        env=environment(),
    )
    assert done.returncode == 0, done.stderr
    return Done(json.loads(done.stdout), done.stderr)


def environment() -> dict[str, str]:
    """How a script finds this project's settings from any folder."""
    return {"PYTHONPATH": PYTHONPATH, "SCRAPY_SETTINGS_MODULE": "newscrawl.settings"}


async def _crawl(process: AsyncCrawlerProcess, task: dict[str, Any]) -> str:
    crawler = process.create_crawler("ccbsnews")
    crawler.settings.setdict(task["settings"], priority="cmdline")
    try:
        await process.crawl(crawler, **task["arguments"])
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return str(crawler.stats.get_value("finish_reason"))


def _main() -> None:
    groups = json.load(sys.stdin)
    process = AsyncCrawlerProcess(get_project_settings())
    reasons: list[str] = []

    async def crawl_all() -> None:
        for group in groups:
            reasons.extend(await asyncio.gather(*(_crawl(process, task) for task in group)))

    # Not `stop_after_crawl`: a crawl that is refused in its start leaves nothing to wait for.
    task = asyncio.get_event_loop().create_task(crawl_all())
    task.add_done_callback(lambda _: process._stop_reactor())
    process.start(stop_after_crawl=False)
    print(json.dumps(reasons))


if __name__ == "__main__":
    _main()
