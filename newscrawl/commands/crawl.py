"""`scrapy crawl SPIDER`: Scrapy's command with the arguments checked first, and the truth in the
exit code.

Scrapy's own leaves with 0 after failed pages, a full disk or a server that is not there.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import gc
import logging
import os
import platform
import signal
import sys
from typing import Any, ClassVar, NoReturn

import scrapy
from scrapy import Spider, signals
from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.http import Request, Response
from scrapy.spiderloader import get_spider_loader

from newscrawl import clock
from newscrawl.downloader.workarounds import refuse_jobdir
from newscrawl.errors import NewscrawlError, OutputError, UsageError
from newscrawl.pipelines.store import StorePipeline, output_folder
from newscrawl.records import utc
from newscrawl.run.arguments import Arguments
from newscrawl.run.outcome import Outcome, decide, outcome_of
from newscrawl.run.provenance import own_version, told_settings
from newscrawl.run.settings_check import check_settings
from newscrawl.storage.files.lock import FolderLock
from newscrawl.storage.files.run_reports import check_output, end_run, new_run_id

GRACE_S = 5.0
"""So long an orderly stop waits for the pages that are under way."""

_logger = logging.getLogger(__name__)


class Command(ScrapyCrawl):
    """One run: check, crawl, tell."""

    called: ClassVar[str] = "crawl"
    """The name of the command, for a last line that names no spider."""

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Refuse what is wrong before Scrapy opens anything: one line, exit code 2 or 74."""
        assert self.settings is not None
        for signum in (signal.SIGINT, signal.SIGTERM):
            signal.signal(signum, self._end_early)
        known = {
            name: value for name, value in self.settings.items() if name.startswith("NEWSCRAWL_")
        }
        super().process_options(args, opts)
        try:
            check_settings(self.settings, known=known)
            self._folder = output_folder(self.settings.get("NEWSCRAWL_OUTPUT"))
            self._arguments = self._read_arguments(args, opts)
            refuse_jobdir(self.settings)
            self._lock = FolderLock(self._folder, dry=self._arguments.dry_run)
            if not self._arguments.dry_run:
                check_output(self._folder)
        except NewscrawlError as error:
            self._refuse(outcome_of(error), args)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Crawl, then set the exit code, write runs/<id>.json and print the last line."""
        assert self.crawler_process is not None
        self._started_at = clock.now()
        self._run_id = new_run_id(self._started_at)
        self._signum: int | None = None
        crawler = self._crawler = self._create_crawler(self._spider(args))
        crawler.settings.set("NEWSCRAWL_RUN", self._run_id, priority="cmdline")
        crawler.settings.set("NEWSCRAWL_OUTPUT", str(self._folder), priority="cmdline")
        for handler, when in (
            (self._count_page, signals.response_received),
            (self._count_error, signals.item_error),
        ):
            crawler.signals.connect(handler, when)
        crawl = asyncio.ensure_future(self.crawler_process.crawl(crawler, **self._given(opts)))
        self._heed_signals(asyncio.get_event_loop())
        # 589 -> 725 pages a second: most of what a page leaves goes without the collector, and what
        # is loaded by now stays for good.
        gc.freeze()
        gc.set_threshold(10_000, 50, 100)
        # Our own handlers remember which signal it was, and let a second one end the process with
        # its report written.
        self.crawler_process.start(install_signal_handlers=False)
        self._finish(_error(crawl))

    # What another kind of run has different.

    def _read_arguments(self, args: list[str], opts: argparse.Namespace) -> Arguments:
        """What the run is to do. Raises UsageError."""
        assert self.settings is not None
        spiders = get_spider_loader(self.settings)
        _check_spider(args, spiders.list())
        arguments = Arguments.parse(**opts.spargs)
        _check_site(spiders.load(args[0]), arguments)
        return arguments

    def _spider(self, args: list[str]) -> str | type[Spider]:
        """The spider that runs, or its name."""
        return args[0]

    def _given(self, opts: argparse.Namespace) -> dict[str, Any]:
        """What the spider is made with."""
        return dict(opts.spargs)

    # Signals.

    def _end_early(self, signum: int, frame: object) -> NoReturn:
        # Before the crawl there is nothing to stop in order.
        name = signal.Signals(signum).name
        print(
            f"{self.called}: interrupted by {name} before it began (nothing was fetched)",
            file=sys.stderr,
            flush=True,
        )
        os._exit(128 + signum)

    def _heed_signals(self, loop: asyncio.AbstractEventLoop) -> None:
        for signum in (signal.SIGINT, signal.SIGTERM):
            # A Windows loop takes no handlers; Ctrl-C is a KeyboardInterrupt there.
            with contextlib.suppress(NotImplementedError):
                loop.add_signal_handler(signum, self._interrupt, signum)

    def _interrupt(self, signum: int) -> None:
        if self._signum is not None:
            self._finish(None)
            sys.stderr.flush()
            # Not sys.exit: the loop may be stuck in what made the user impatient. Every line is
            # with the system already.
            os._exit(self.exitcode)
        self._signum = signum
        _logger.info(
            "Received %s: stopping in order; send it again to stop at once",
            signal.Signals(signum).name,
        )
        self._stopping = asyncio.ensure_future(self._stop())
        asyncio.get_running_loop().call_later(GRACE_S, self._give_up)

    def _give_up(self) -> None:
        """A page that is under way takes longer than anybody waits: write what was fetched, and
        leave the page to the next run."""
        _logger.info("Still waiting for a page after %g s: the run ends without it", GRACE_S)
        store = self._store()
        if store is not None:
            store.commit()
        self._finish(None)
        sys.stderr.flush()
        os._exit(self.exitcode)

    async def _stop(self) -> None:
        # Before the engine runs Scrapy forgets a request to stop.
        while self._crawler.crawling and not (
            self._crawler._engine and self._crawler.engine.running
        ):
            await asyncio.sleep(0.05)
        await self._crawler.stop_async()

    # What Scrapy does not count.

    def _count_page(self, response: Response, request: Request) -> None:
        # A data: address is a spider's word to itself.
        if not request.url.startswith("data:"):
            # Not by its path: robots.txt may be redirected to anywhere.
            is_robots = request.meta.get("dont_obey_robotstxt")
            self._crawler.stats.inc_value("robots/answered" if is_robots else "pages/answered")

    def _count_error(self) -> None:
        self._crawler.stats.inc_value("items/errors")

    # The end.

    def _finish(self, error: BaseException | None) -> None:
        stats = self._crawler.stats.get_stats() if self._crawler._stats else {}
        failures = self._failures()
        frontier = getattr(self._crawler.spider, "frontier", None)
        stats = {
            **stats,
            "walk/traps": len(frontier.summary()["traps"]) if frontier is not None else 0,
        }
        if error is not None:
            outcome = outcome_of(error)
            if not isinstance(error, NewscrawlError):
                _logger.error("The run ended in a defect of the program", exc_info=error)
        else:
            outcome = decide(
                stats,
                reason=stats.get("finish_reason", "shutdown"),
                signum=self._signum,
                why=_why(failures),
            )
        where = f"run {self._run_id} in {self._folder}"
        if self._arguments.dry_run:
            where = f"a dry run, nothing was written in {self._folder}"
        elif outcome.verdict != "refused":
            try:
                database = self._crawler.settings.get("NEWSCRAWL_DATABASE") or None
                end_run(self._folder, database, self._report(outcome, stats, failures))
            except OutputError as refusal:
                outcome = outcome if stats.get("output/error") else outcome_of(refusal)
                where = f"no report of the run: {refusal.strerror}"
        store = self._store()
        for line in store.results.told() if store else ():
            print(line)
        sys.stdout.flush()
        self.exitcode = outcome.code
        self._say(outcome, self._crawler.spidercls.name, where)

    def _report(
        self, outcome: Outcome, stats: dict[str, Any], failures: list[dict[str, Any]]
    ) -> dict[str, Any]:
        """What runs/<id>.json holds, but for `state`, which is known when the state is closed."""
        frontier = getattr(self._crawler.spider, "frontier", None)
        walk = frontier.summary() if frontier is not None else {}
        ended_at = clock.now()
        return {
            "schema": "newscrawl.run/1",
            "run": self._run_id,
            "spider": self._crawler.spidercls.name,
            "verdict": outcome.verdict,
            "exit_code": outcome.code,
            "summary": outcome.line,
            "started_at": utc(self._started_at),
            "ended_at": utc(ended_at),
            "seconds": round((ended_at - self._started_at).total_seconds(), 3),
            "finish_reason": stats.get("finish_reason"),
            "arguments": self._arguments.as_dict(),
            "settings": told_settings(self._crawler.settings),
            "version": {
                "newscrawl": own_version(),
                "scrapy": scrapy.__version__,
                "python": platform.python_version(),
            },
            "counts": {
                key: value for key, value in sorted(stats.items()) if isinstance(value, int | float)
            },
            "failures": failures,
            "pages": store.results.as_list() if (store := self._store()) else [],
            "traps": walk.pop("traps", []),
            "walk": walk,
        }

    def _store(self) -> StorePipeline | None:
        return (
            None
            if self._crawler._engine is None
            else self._crawler.get_item_pipeline(StorePipeline)
        )

    def _failures(self) -> list[dict[str, Any]]:
        store = self._store()
        return store.failures if store else []

    def _refuse(self, outcome: Outcome, args: list[str]) -> NoReturn:
        self._say(outcome, args[0] if args else self.called, "nothing was fetched")
        raise SystemExit(outcome.code)

    def _say(self, outcome: Outcome, who: str, where: str) -> None:
        """The last line on standard error, whatever becomes of the log."""
        for handler in logging.getLogger().handlers:
            handler.flush()
        print(f"{who}: {outcome.line} ({where})", file=sys.stderr, flush=True)


def _check_spider(args: list[str], spiders: list[str]) -> None:
    there_are = f"there are: {', '.join(sorted(spiders)) or 'none'}"
    if len(args) != 1:
        what = f"{args[1]} is one word too many" if args else "no spider is named"
        raise UsageError(
            f"{what}: it is 'scrapy crawl SPIDER -a name=value -s NAME=value', {there_are}"
        )
    if args[0] not in spiders:
        raise UsageError(f"there is no spider of this name; {there_are}")


def _check_site(spider: type[Spider], arguments: Arguments) -> None:
    """Raises UsageError where the arguments name a page that is not of the spider's site."""
    site_for = getattr(spider, "site_for", None)
    if site_for is not None:
        site_for(arguments)


def _error(crawl: asyncio.Future[None]) -> BaseException | None:
    """What ended the crawl in its start; None if it took its course, however that ended."""
    return crawl.exception() if crawl.done() and not crawl.cancelled() else None


def _why(failures: list[dict[str, Any]]) -> str:
    """The first failure that counts, in a sentence."""
    for failure in sorted(failures, key=lambda failure: failure["status"] in {404, 410}):
        url, detail = failure["url"], failure["detail"]
        return detail if url in detail else f"{url}: {detail}"
    return ""
