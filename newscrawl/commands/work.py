"""`scrapy work`: a worker. It takes the sites that are due from the table of `scrapy sites`, and
runs each as `scrapy crawl` does, until it is told to stop.

Exit codes: 2 refused: wrong usage, no database named, or the extra `workers` not installed; 74 the
database cannot be used; 130, 143 stopped by a signal, after an orderly stop of all runs.

Each line that a run says stands on standard error, with its site before it.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import sys
from typing import TYPE_CHECKING

from scrapy.settings import SETTINGS_PRIORITIES, BaseSettings

from newscrawl.cli.folder_command import FolderCommand
from newscrawl.errors import UsageError
from newscrawl.run.output_paths import output_folder

if TYPE_CHECKING:
    from newscrawl.workers.runs import Habits

AT_ONCE = 4
"""A run needs half a core while pages come, and waits for its site for most of the time."""

MAX_AT_ONCE = 500


class Command(FolderCommand):
    """Work."""

    is_of_one_archive = False
    called = "work"

    def syntax(self) -> str:
        return "[--at-once N]"

    def short_desc(self) -> str:
        return "A worker: runs the sites of `scrapy sites` that are due, until it is stopped"

    def long_desc(self) -> str:
        return (
            "Takes sites that are due from the table in NEWSCRAWL_WORKERS_DATABASE and runs each as"
            " scrapy crawl does. Any number of workers, on any number of machines, share a table;"
            " no two runs ask a host at once. SIGTERM ends it in order. Settings given with -s"
            " hold for each run."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument(
            "--at-once",
            metavar="N",
            default=str(AT_ONCE),
            help=f"runs at the same time; default: {AT_ONCE}",
        )

    def perform(self, args: list[str], opts: argparse.Namespace) -> tuple[int, str]:
        assert self.settings is not None
        if args:
            raise UsageError(f"{args[0]}: work takes options only, see 'scrapy work --help'")
        at_once = read_at_once(opts.at_once)
        from newscrawl.workers.database import Database, database_url

        url = database_url(self.settings)
        from newscrawl.workers.worker import Worker

        _log_to_standard_error()
        habits = habits_of(self.settings, at_once)
        database = Database(url, for_long=True)
        worker = Worker(database, habits, _say)
        _say("work", f"{worker.name}, {at_once} at once")
        signum = asyncio.run(worker.work())
        database.close()
        return 128 + signum, f"stopped in order by {signum.name}"


def read_at_once(given: str) -> int:
    """Raises UsageError.

    >>> read_at_once("8")
    8
    """
    if not given.isascii() or not given.isdigit() or not 1 <= int(given) <= MAX_AT_ONCE:
        raise UsageError(f"--at-once {given}: not a number from 1 to {MAX_AT_ONCE}")
    return int(given)


def habits_of(settings: BaseSettings, at_once: int) -> Habits:
    """How a worker works, by its settings. Raises UsageError."""
    from newscrawl.workers.runs import Habits

    heartbeat_s = settings.getfloat("NEWSCRAWL_WORKERS_HEARTBEAT", 10)
    if not heartbeat_s:
        raise UsageError("-s NEWSCRAWL_WORKERS_HEARTBEAT=0: leases need one; 10 is usual")
    return Habits(
        archives=output_folder(settings.get("NEWSCRAWL_ARCHIVES") or "archives"),
        words=given_settings(settings),
        at_once=at_once,
        heartbeat_s=heartbeat_s,
        grace_s=settings.getfloat("NEWSCRAWL_WORKERS_GRACE", 15),
        first_s=settings.getfloat("NEWSCRAWL_WORKERS_RETRY", 60),
        delay_s=settings.getfloat("DOWNLOAD_DELAY"),
    )


OWN = ("NEWSCRAWL_OUTPUT", "NEWSCRAWL_DATABASE", "NEWSCRAWL_ARCHIVES", "LOG_ENABLED")
"""Settings that are the worker's, or each site's own."""


def given_settings(settings: BaseSettings) -> list[str]:
    """What `-s` said to the worker, as its runs are told it."""
    words = []
    for name in settings:
        is_own = name in OWN or name.startswith("NEWSCRAWL_WORKERS_")
        if settings.getpriority(name) == SETTINGS_PRIORITIES["cmdline"] and not is_own:
            words += ["-s", f"{name}={settings[name]}"]
    return words


def _say(site: str, line: str) -> None:
    print(f"[{site}] {line}", file=sys.stderr, flush=True)


def _log_to_standard_error() -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s", "%Y-%m-%d %H:%M:%S"))
    ours = logging.getLogger("newscrawl.workers")
    ours.addHandler(handler)
    ours.setLevel(logging.INFO)
    # When the server goes away they print tracebacks; we say it in a line.
    for name in ("procrastinate", "psycopg"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
