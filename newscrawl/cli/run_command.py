"""What the commands that start a run have in common: refusals in one line, signals, the exit code,
the last line. Lock, archive and report are the run's own: see extensions/archive.py.

Scrapy's own commands leave with 0 after failed pages, a full disk or a server that is not there.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import logging
import os
import signal
import sys
from abc import abstractmethod
from contextlib import suppress
from typing import Any, ClassVar, NoReturn

from scrapy import Spider
from scrapy.commands import BaseRunSpiderCommand

from newscrawl.cli.quiet_log import quiet
from newscrawl.cli.streams import give_up_output, prepare, say
from newscrawl.errors import LookError, NewscrawlError, UsageError
from newscrawl.extensions.archive import ArchiveExtension
from newscrawl.run.argument_values import FALSE
from newscrawl.run.arguments import ARGUMENTS, Arguments
from newscrawl.run.outcome import Outcome, last_line, outcome_of
from newscrawl.run.output_paths import output_folder
from newscrawl.run.ping import END_S, STOP_S, check_address, ping_address, pinger_for
from newscrawl.run.settings_check import check_run_settings
from newscrawl.storage.lock import check_archive

GRACE_S = 5.0
"""Seconds that an orderly stop waits for the pages that are under way: the contract gives ten for
the whole of it."""

NOTHING = "nothing was fetched"
LOOKED = "pages were looked at, and nothing was written"

_logger = logging.getLogger(__name__)


class RunCommand(BaseRunSpiderCommand):
    """One run: check, crawl, say what became of it."""

    called: ClassVar[str] = "crawl"
    """The name of the command, for a last line that names no spider."""
    is_awaited: ClassVar[bool] = True
    """Whether it is told to NEWSCRAWL_PING how it ended."""
    _is_dry = False

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        add_spider_arguments(parser)

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Refuse what is wrong before Scrapy opens anything: one line, exit code 2, 74 or 75."""
        assert self.settings is not None
        prepare()
        for signum in (signal.SIGINT, signal.SIGTERM):
            signal.signal(signum, self._end_early)
        super().process_options(args, opts)
        quiet(self.settings)
        self._is_dry = opts.spargs.get("dry_run", "0") not in FALSE
        try:
            check_run_settings(self.settings)
            self._spidercls = self._find_spider(args, opts)
            arguments = self._read_arguments(opts)
            settings = self.settings.copy()
            self._spidercls.update_settings(settings)
            check_run_settings(settings)
            check_archive(
                output_folder(settings.get("NEWSCRAWL_OUTPUT")),
                settings.get("NEWSCRAWL_DATABASE") or None,
                dry=arguments.dry_run,
            )
        except NewscrawlError as error:
            outcome, who = outcome_of(error), args[0] if args else self.called
            self._ping(outcome, who)
            self._say(outcome, who, LOOKED if isinstance(error, LookError) else NOTHING)
            raise SystemExit(outcome.code) from None

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Crawl, set the exit code, print the last line."""
        assert self.crawler_process is not None
        self._signum: int | None = None
        crawler = self._crawler = self._create_crawler(self._spidercls)
        crawl = asyncio.ensure_future(self.crawler_process.crawl(crawler, **self._given(opts)))
        self._heed_signals(asyncio.get_event_loop())
        # What is loaded by now stays for good; the thresholds are set in commands/.
        gc.freeze()
        # Our own handlers remember which signal it was, and let a second one end the process with
        # its report written.
        self.crawler_process.start(install_signal_handlers=False)
        self._finish(_error(crawl))

    # What one kind of run has different from another.

    @abstractmethod
    def _find_spider(self, args: list[str], opts: argparse.Namespace) -> type[Spider]:
        """The spider that runs. Raises UsageError."""

    def _read_arguments(self, opts: argparse.Namespace) -> Arguments:
        """What the run is to do. Raises UsageError, also where the arguments name a page that is
        not of the spider's site."""
        arguments = Arguments.parse(**opts.spargs)
        site_for = getattr(self._spidercls, "site_for", None)
        if site_for is not None:
            site_for(arguments)
        return arguments

    def _given(self, opts: argparse.Namespace) -> dict[str, Any]:
        """What the spider is made with."""
        return dict(opts.spargs)

    # Signals.

    def _end_early(self, signum: int, frame: object) -> NoReturn:
        # Before the crawl there is nothing to stop in order.
        name = signal.Signals(signum).name
        outcome = Outcome(128 + signum, "interrupted", f"interrupted by {name} before it began")
        self._ping(outcome, self.called, STOP_S)
        print(last_line(self.called, outcome, NOTHING), file=sys.stderr, flush=True)
        os._exit(outcome.code)

    def _heed_signals(self, loop: asyncio.AbstractEventLoop) -> None:
        if sys.platform == "win32":
            # A loop takes no handlers there: Ctrl-C is a KeyboardInterrupt, and no signal is lost.
            return
        for signum in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(signum, self._interrupt, signum)

    def _interrupt(self, signum: int) -> None:
        if self._signum is not None:
            self._end_at_once()
        self._signum = signum
        self._pass_on_signal()
        _logger.info(
            "Received %s: stopping in order; send it again to stop at once",
            signal.Signals(signum).name,
        )
        self._stopping = asyncio.ensure_future(self._stop())
        asyncio.get_running_loop().call_later(GRACE_S, self._give_up)

    def _pass_on_signal(self) -> None:
        if self._extension is not None:
            self._extension.signum = self._signum

    def _give_up(self) -> None:
        """A page that is under way takes longer than anybody waits: write what was fetched, and
        leave the page to the next run."""
        _logger.info("Still waiting for a page after %g s: the run ends without it", GRACE_S)
        if self._extension is not None:
            self._extension.abandon()
        self._end_at_once()

    def _end_at_once(self) -> NoReturn:
        if self._extension is not None:
            self._extension.end()
        self._finish(None)
        sys.stderr.flush()
        # Not sys.exit: the loop may be stuck in what made the user impatient. Every line is with
        # the system already.
        os._exit(self.exitcode)

    async def _stop(self) -> None:
        # Before the engine runs Scrapy forgets a request to stop.
        while self._crawler.crawling and not (
            self._crawler._engine and self._crawler.engine.running
        ):
            await asyncio.sleep(0.05)
        self._pass_on_signal()
        await self._crawler.stop_async()

    # The end.

    @property
    def _extension(self) -> ArchiveExtension | None:
        """None until Scrapy has made it."""
        extensions = self._crawler._extensions
        return None if extensions is None else self._crawler.get_extension(ArchiveExtension)

    def _finish(self, error: BaseException | None) -> None:
        extension, where = self._extension, NOTHING
        if error is not None:
            outcome = outcome_of(error)
            if not isinstance(error, NewscrawlError):
                _logger.error("The run ended in a defect of the program", exc_info=error)
        elif extension is not None and extension.outcome is not None:
            outcome, where = extension.outcome, extension.where
        elif self._signum is not None:
            outcome = Outcome(128 + self._signum, "interrupted", "interrupted before it began")
        else:
            outcome = outcome_of(RuntimeError("the run came to no end (see the log)"))
        try:
            for line in extension.session.results.lines() if extension is not None else ():
                print(line)
            sys.stdout.flush()
        except OSError as failed:
            give_up_output()
            _logger.error("What the run found cannot be shown: %s", failed.strerror)
        self.exitcode = outcome.code
        if extension is not None and extension.has_told:
            extension.wait_for_ping()
        else:
            self._ping(outcome, self._spidercls.name)
        self._say(outcome, self._spidercls.name, where)

    def _ping(self, outcome: Outcome, who: str, wait_s: float = END_S) -> None:
        """Tell of a run that ended before it had an archive, as far as there is an address to tell
        it to."""
        assert self.settings is not None
        address = ping_address(self.settings)
        try:
            check_address(address)
        except UsageError:
            return
        pinger = pinger_for(address, is_told=self.is_awaited and not self._is_dry)
        if pinger is not None:
            pinger.end(outcome.code, last_line(who, outcome, NOTHING))
            pinger.wait(wait_s)

    def _say(self, outcome: Outcome, who: str, where: str) -> None:
        """The last line on standard error, whatever becomes of the log."""
        for handler in logging.getLogger().handlers:
            with suppress(OSError):
                handler.flush()
        say(last_line(who, outcome, where))


def add_spider_arguments(parser: argparse.ArgumentParser) -> None:
    """Let the help of a command say what -a takes."""
    group = parser.add_argument_group("Spider arguments")
    for name, argument in ARGUMENTS.items():
        # For the help alone: nobody types an option with a space in it.
        group.add_argument(
            f"-a {name}={argument.value}",
            dest=argparse.SUPPRESS,
            action="store_true",
            help=argument.meaning,
        )


def _error(crawl: asyncio.Future[None]) -> BaseException | None:
    """What ended the crawl in its start; None if it took its course, however that ended."""
    return crawl.exception() if crawl.done() and not crawl.cancelled() else None
