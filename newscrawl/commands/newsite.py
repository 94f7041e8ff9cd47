"""`scrapy newsite URL`: looks at a news site, politely, and finds out what a spider has to say of
it: root and hosts, what names its articles, languages, zone, feeds, sitemaps, listings. Prints what
it found with what speaks for it, what is doubtful, and records as they would be.

Looks at `--pages` pages at most (40), as robots.txt allows, at the delay of the settings. With
`--write` it writes the spider's file and saves pages as fixtures with their readings, which are to
be checked by eye; a file that is there is left alone. Of a site that has a spider it says what has
changed. `--json` prints what it found as one JSON object.

Exit codes: 0 found, and what names the articles is known; 1 it is no news site as far as these
pages tell, or nothing names its articles: nothing is written; 2 wrong usage; 69 the site cannot be
reached; 74 a file cannot be written; 77 robots.txt forbids the start page.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import signal
import sys
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrapy.spiderloader import get_spider_loader

from newscrawl import clock
from newscrawl.cli.folder_command import FolderCommand
from newscrawl.cli.without_archive import switch_off
from newscrawl.discovery.names import is_name
from newscrawl.downloader.gate import ANY_HOST
from newscrawl.errors import OutputError, UsageError
from newscrawl.identity.hosts import root_parts
from newscrawl.middlewares.robots import RobotsForbidden
from newscrawl.run.outcome import FORBIDDEN, OK, UNHEALTHY, UNREACHABLE

if TYPE_CHECKING:
    from newscrawl.discovery.findings import Findings
    from newscrawl.discovery.plan import LookPlan
    from newscrawl.news_spider import NewsSpider

STOP_S = 8.0
"""Seconds in which a look that is interrupted ends in order."""

PAGES = 40
MAX_PAGES = 1_000


class Command(FolderCommand):
    """Look, conclude, show, write."""

    is_of_one_archive = False
    called = "newsite"

    def syntax(self) -> str:
        return "URL [--pages N] [--name NAME] [--write] [--json]"

    def short_desc(self) -> str:
        return "Look at a news site and find out what its spider has to say"

    def long_desc(self) -> str:
        return (
            "Looks at a few pages of the site at URL and prints how its articles are named, its"
            " languages, feeds and listings, and records as they would be. Writes nothing without"
            " --write."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--pages", metavar="N", help=f"look at so many pages at most ({PAGES})")
        parser.add_argument("--name", metavar="NAME", help="the spider's name; else by the host")
        parser.add_argument(
            "--write", action="store_true", help="write the spider's file, and pages as fixtures"
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def perform(self, args: list[str], opts: argparse.Namespace) -> tuple[int, str]:
        from rich.console import Console

        from newscrawl.discovery.findings import conclude
        from newscrawl.discovery.plan import LookPlan
        from newscrawl.discovery.scope import Scope
        from newscrawl.discovery.show import show

        start, budget = _checked(args, opts)
        plan = LookPlan(start, Scope(start))
        self._signum: int | None = None
        self._look(plan, budget)
        if self._signum is not None:
            name = signal.Signals(self._signum).name
            return 128 + self._signum, f"interrupted by {name} after {len(plan.pages)} pages"
        if start not in plan.pages:
            return _not_had(start, plan.failed.get(start, "it was interrupted"))
        found = conclude(plan, opts.name)
        if opts.json:
            json.dump(found.dump(), sys.stdout, ensure_ascii=False, indent=2)
            print()
        else:
            show(found, Console())
        if not found.is_site:
            return UNHEALTHY, _why_none(found, plan)
        return self._known_or_new(found, opts, plan)

    def _look(self, plan: LookPlan, budget: int) -> None:
        from newscrawl.discovery.spider import LookSpider

        assert self.settings is not None and self.crawler_process is not None
        switch_off(self.settings)
        # What strangers write leads nowhere else: the gate asks the plan's scope.
        self.settings.set(ANY_HOST, False, priority="cmdline")
        is_shown = sys.stderr.isatty()

        def told(number: int, url: str) -> None:
            if is_shown:
                print(f"\r\x1b[K{number} of {budget}: {url[:100]}", end="", file=sys.stderr)

        self.crawler_process.crawl(LookSpider, plan=plan, budget=budget, told=told)
        loop = asyncio.get_event_loop()
        if sys.platform != "win32":
            for signum in (signal.SIGINT, signal.SIGTERM):
                loop.add_signal_handler(signum, self._interrupt, signum, loop)
        self.crawler_process.start(install_signal_handlers=False)
        if is_shown:
            print("\r\x1b[K", end="", file=sys.stderr)

    def _interrupt(self, signum: int, loop: asyncio.AbstractEventLoop) -> None:
        """End in order; at once the second time, or where that takes too long."""
        if self._signum is not None:
            os._exit(128 + signum)
        self._signum = signum
        loop.call_later(STOP_S, os._exit, 128 + signum)
        self._stopping = asyncio.ensure_future(_stop(self.crawler_process))

    def _known_or_new(
        self, found: Findings, opts: argparse.Namespace, plan: LookPlan
    ) -> tuple[int, str]:
        from newscrawl.discovery.spider_file import changes

        what = f"{found.canonical_root}: articles at {', '.join(form.text for form in found.forms)}"
        doubts = f"; {len(found.doubts)} doubts" if found.doubts else ""
        spider = self._spider_of(found)
        if spider is not None:
            said = changes(found, spider)
            for line in said:
                print(f"changed: {line}")
            news = f"{len(said)} changes" if said else "nothing has changed"
            return OK, f"{found.canonical_root} has a spider, {spider.name}: {news}{doubts}"
        if not opts.write:
            return OK, f"{what}{doubts} ({found.looked_at} pages; --write writes the spider)"
        written = _write(found, plan)
        return (
            OK,
            f"{what}{doubts}; wrote {', '.join(map(str, written))}: check the readings by eye",
        )

    def _spider_of(self, found: Findings) -> type[NewsSpider] | None:
        """The spider that the project has for this site."""
        from newscrawl.news_spider import NewsSpider

        assert self.settings is not None
        spiders = get_spider_loader(self.settings)
        for name in spiders.list():
            kind = spiders.load(name)
            if (
                issubclass(kind, NewsSpider)
                and hasattr(kind, "canonical_root")
                and kind.site_at().in_scope(f"{found.canonical_root}/")
            ):
                return kind
        return None


async def _stop(process: Any) -> None:
    await process.stop()


def _checked(args: list[str], opts: argparse.Namespace) -> tuple[str, int]:
    """The start page, and how many pages may be looked at. Raises UsageError."""
    if len(args) != 1:
        raise UsageError(f"newsite takes one URL, not {len(args)}; see 'scrapy newsite --help'")
    given = args[0] if "://" in args[0] else f"https://{args[0]}"
    if "@" in given.partition("://")[2].partition("/")[0]:
        raise UsageError("the URL has a user or a password in it, which would stand in each record")
    root = root_parts(given)
    if opts.name is not None and not is_name(opts.name):
        raise UsageError(f"--name {opts.name[:60]}: a name is like example_times")
    try:
        budget = int(opts.pages or PAGES)
    except ValueError:
        budget = 0
    if not 1 <= budget <= MAX_PAGES:
        raise UsageError(f"--pages {opts.pages}: a number from 1 to {MAX_PAGES}")
    query = f"?{root.query}" if root.query else ""
    return f"{root.scheme}://{root.netloc}{root.path or '/'}{query}", budget


def _not_had(start: str, why: str) -> tuple[int, str]:
    if why == RobotsForbidden.reason:
        return FORBIDDEN, f"{start}: {why}"
    return UNREACHABLE, f"{start} cannot be had: {why}"


def _why_none(found: Findings, plan: LookPlan) -> str:
    articles = len(plan.articles())
    if articles:
        return (
            f"{found.canonical_root}: {articles} of {found.looked_at} pages read like articles, and"
            " no form of address is sure (see the doubts): say it in a spider by hand"
        )
    reasons = sorted({page.why_not for page in plan.pages.values() if page.why_not})
    why = f" ({reasons[0]})" if reasons else ""
    return (
        f"{found.canonical_root} is no news site as far as {found.looked_at} pages tell: none of"
        f" them reads like an article{why}"
    )


def _write(found: Findings, plan: LookPlan) -> list[Path]:
    """Write the spider's file and the fixtures, in the project's root. Raises OutputError."""
    from newscrawl.discovery.fixtures import write_fixtures
    from newscrawl.discovery.spider_file import spider_file

    file = Path("newscrawl/spiders") / f"{found.name}.py"
    if not file.parent.is_dir():
        raise UsageError(f"{file.parent} is not here: --write belongs into the project's root")
    if file.exists():
        raise UsageError(f"{file} is there already; choose another --name")
    try:
        file.write_text(spider_file(found, clock.now_in_seconds().astimezone(UTC).date()), "utf-8")
        pages = write_fixtures(Path("tests/fixtures") / found.name, found.records, plan.bodies)
    except OSError as error:
        raise OutputError(error.errno, f"{file}: {error.strerror}") from error
    return [file, *pages]
