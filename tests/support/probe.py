"""Real crawls in a process of their own, several at once where the test wants it.

`python probe.py` reads a list of crawls (see `plan`) as JSON from standard input and prints a
Result for each.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Coroutine, Mapping
from pathlib import Path
from typing import Any, TypedDict

import scrapy
from scrapy.core.downloader import Slot
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.http import Response
from twisted.internet.defer import Deferred
from twisted.python.failure import Failure

from newscrawl.downloader.workarounds import FixedDownloader, reason_of
from support.paths import PYTHONPATH
from support.timeouts import COMMAND_S


class Result(TypedDict):
    """What came of one crawl."""

    finish_reason: str
    stats: dict[str, Any]
    answers: list[tuple[str, int, int]]
    """Address, status, bytes of the body."""
    failures: list[tuple[str, str, str]]
    """Address, name of the exception, our word for it."""
    sitemaps: list[str]
    sent: list[tuple[str, float]]
    """Address and moment of each request that TimedDownloader sent, in order; monotonic seconds of
    the downloader's own clock, which a busy machine does not distort."""
    grown_mib: float
    """The memory that the process took at most, beyond what it had before the crawls. MiB."""


QUIET: dict[str, Any] = {
    "LOG_LEVEL": "WARNING",
    "TELNETCONSOLE_ENABLED": False,
    "REMOTE_CONTROL_ENABLED": False,
    "HTTPERROR_ALLOW_ALL": True,
    "STATS_DUMP": False,
}


class ProbeSpider(scrapy.Spider):
    """Asks for its addresses and writes down what came. `from_first`: the first page leads to the
    others, as a listing does."""

    name = "probe"

    def __init__(self, urls: list[str], die_after: int, from_first: bool) -> None:
        super().__init__()
        self.urls = urls
        self.die_after = die_after
        self.from_first = from_first
        self.answers: list[tuple[str, int, int]] = []
        self.failures: list[tuple[str, str, str]] = []
        self.sitemaps: list[str] = []
        self.sent: list[tuple[str, float]] = []

    async def start(self) -> AsyncIterator[scrapy.Request]:
        for url in self.urls[:1] if self.from_first else self.urls:
            yield self.request(url)

    def request(self, url: str) -> scrapy.Request:
        return scrapy.Request(url, callback=self.parse, errback=self.failed)

    async def parse(self, response: Response) -> AsyncIterator[dict[str, str] | scrapy.Request]:
        self.answers.append((response.url, response.status, len(response.body)))
        if self.die_after and len(self.answers) == self.die_after:
            os.kill(os.getpid(), signal.SIGKILL)
        yield {"url": response.url}
        if self.from_first and response.url == self.urls[0]:
            for url in self.urls[1:]:
                yield self.request(url)

    def failed(self, failure: Failure) -> None:
        error = failure.value
        assert error is not None
        self.failures.append((failure.request.url, type(error).__name__, reason_of(error)))  # type: ignore[attr-defined]

    def sitemaps_named(self, urls: list[str]) -> None:
        self.sitemaps.extend(urls)


class TimedDownloader(FixedDownloader):
    """Writes down when each request had its turn."""

    def _wait_for_download(
        self, slot: Slot, request: scrapy.Request, queue_dfd: Deferred[Response]
    ) -> Coroutine[Any, Any, None]:
        spider: Any = self.crawler.spider
        spider.sent.append((request.url, slot.lastseen))
        return super()._wait_for_download(slot, request, queue_dfd)


class MostTasks:
    """A pipeline that counts the tasks alive in the event loop: the stat `probe/tasks`."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> MostTasks:
        return cls(crawler)

    async def process_item(self, item: Any) -> Any:
        self.crawler.stats.max_value("probe/tasks", len(asyncio.all_tasks()))
        return item


def plan(
    urls: list[str],
    settings: Mapping[str, Any] | None = None,
    *,
    die_after: int = 0,
    from_first: bool = False,
) -> dict[str, Any]:
    """A crawl to come; `die_after` kills its process (SIGKILL) after so many pages."""
    return {
        "urls": urls,
        "settings": dict(settings or {}),
        "die_after": die_after,
        "from_first": from_first,
    }


def start(*crawls: dict[str, Any]) -> subprocess.Popen[str]:
    """The process that runs these crawls; `finished` reads its results."""
    process = subprocess.Popen(
        [sys.executable, __file__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": PYTHONPATH},
    )
    assert process.stdin is not None
    process.stdin.write(json.dumps(crawls))
    process.stdin.close()
    process.stdin = None
    return process


def finished(process: subprocess.Popen[str]) -> list[Result]:
    """The results, in the order of the crawls; fails with the log when there are none."""
    try:
        out, log = process.communicate(timeout=COMMAND_S)
    except subprocess.TimeoutExpired:
        process.kill()
        out, log = process.communicate()
    assert process.returncode == 0, f"the crawl ended with {process.returncode}\n{log}"
    results: list[Result] = json.loads(out)
    return results


def crawl(urls: list[str], settings: Mapping[str, Any] | None = None) -> Result:
    """One crawl from start to end."""
    [result] = finished(start(plan(urls, settings)))
    return result


def _peak_kib() -> int:
    # Not getrusage: its peak is handed down from the parent process.
    status = Path("/proc/self/status")
    return int(status.read_text().split("VmHWM:")[1].split()[0]) if status.exists() else 0


def _main() -> None:
    crawls = json.load(sys.stdin)
    process = AsyncCrawlerProcess(settings=QUIET)
    crawlers: list[Crawler] = []
    before_kib = _peak_kib()
    for task in crawls:
        crawler = process.create_crawler(ProbeSpider)
        crawler.settings.setdict(task["settings"], priority="cmdline")
        process.crawl(
            crawler, urls=task["urls"], die_after=task["die_after"], from_first=task["from_first"]
        )
        crawlers.append(crawler)
    process.start()
    grown_mib = (_peak_kib() - before_kib) / 1024
    results = []
    for crawler in crawlers:
        spider = crawler.spider
        assert isinstance(spider, ProbeSpider)
        stats = crawler.stats.get_stats()
        results.append(
            Result(
                finish_reason=stats.get("finish_reason", ""),
                stats={
                    name: value
                    for name, value in stats.items()
                    if isinstance(value, (int, float, str))
                },
                answers=spider.answers,
                failures=spider.failures,
                sitemaps=spider.sitemaps,
                sent=spider.sent,
                grown_mib=grown_mib,
            )
        )
    print(json.dumps(results))


if __name__ == "__main__":
    _main()
