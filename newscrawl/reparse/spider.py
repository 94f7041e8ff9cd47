"""The spider of `scrapy reparse`: it asks no site for anything. What the readers give goes through
the pipelines of a crawl.

tasks from the state --> readers, one a core --> Article, Headline --> pipelines
"""

from __future__ import annotations

import asyncio
import inspect
import logging
import os
import sys
from collections import deque
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from scrapy import Spider

from newscrawl.extensions.archive import archive_session
from newscrawl.extract.decisions import RULES
from newscrawl.frontier.frontier import Frontier
from newscrawl.identity.given_ids import given_ids
from newscrawl.identity.requisite_scope import RequisiteScope
from newscrawl.reparse.readers import Readers
from newscrawl.reparse.tasks import Tasks
from newscrawl.reparse.values import Lesson, Outcome, Task
from newscrawl.run.arguments import Arguments
from newscrawl.run.provenance import code_digest
from newscrawl.run.settings_check import requisite_hosts

if TYPE_CHECKING:
    from newscrawl.news_spider import NewsSpider
    from newscrawl.storage.archive import Archive

TASKS_AT_ONCE = 32
"""Number of tasks that go to a reader process in one piece."""

LOGGED_EVERY = 1000
"""Number of pages after which the log reports progress where there is no terminal."""

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ReparseArguments(Arguments):
    """What a reparse is to do: `ids` and `dry_run` of the crawl's arguments, and how many processes
    read."""

    processes: int = 0
    """0: one for each core."""

    def as_dict(self) -> dict[str, object]:
        return {"reparse": True, **Arguments.as_dict(self)}


class ReparseSpider(Spider):
    """Reads the pages of one site again from the WARC files. Made by `reparse_of`.

    Counts `pages/answered`: pages that were read, listings among them. Pages that can no longer be
    read, and records that are not where they should be, are failures: the run is not healthy.
    """

    of: ClassVar[type[NewsSpider]]
    """The spider whose pages are read."""
    cause = "parser"
    """Of every line that this run writes."""

    def __init__(self, arguments: ReparseArguments) -> None:
        super().__init__()
        self.arguments = arguments
        self.timezone = self.of.timezone
        self.site = self.of.site_for(Arguments())
        # The scheduler asks for it; there is nothing to be visited.
        self.frontier = Frontier()
        self.archive: Archive | None = None
        self.requisite_scope: RequisiteScope | None = None

    def remember(self, archive: Archive) -> None:
        """Take up the archive. Called when it is open, before the run starts."""
        self.archive = archive
        # What pages need is owed then, and fetched by the next crawl.
        hosts = requisite_hosts(self.crawler.settings)
        self.requisite_scope = None if hosts is None else RequisiteScope(self.site, hosts)

    async def start(self) -> AsyncIterator[Any]:
        """Read all that was chosen, in the order of languages and numbers."""
        assert self.archive is not None
        self.crawler.stats.set_value("pages/named", 1)
        begun = self._begun()
        languages = [*self.of.languages, *self.archive.state.languages(self.name)]
        keys = given_ids(self.site, self.arguments.keys, languages)
        refs = {ref for one in keys for ref in one.refs}
        tasks = Tasks(self.archive.state, self.site, self.arguments.ids, refs)
        total = self.archive.state.count_articles_with_pages(self.name)
        with _progress() as progress:
            bar = progress.add_task(self.name, total=total or None)
            done = 0
            async for outcomes, place in self._outcomes(tasks.after(begun), tasks.lessons(), total):
                self.archive.prefetch_evidence([one.id for one in outcomes if one.id is not None])
                for outcome in outcomes:
                    await self._send(outcome)
                done += len(outcomes)
                progress.update(bar, completed=min(done, total))
                if (
                    not progress.live.is_started
                    and done // LOGGED_EVERY != (done - len(outcomes)) // LOGGED_EVERY
                ):
                    _logger.info("%d pages of about %d read again", done, total)
                self.archive.note_reparse(self.name, self._code, self._chosen, place)
        self.archive.note_reparse(self.name, self._code, self._chosen, "")
        return
        yield  # Scrapy wants a generator.

    async def _send(self, outcome: Outcome) -> None:
        """Send what came of a page through the pipelines."""
        self.crawler.stats.inc_value("pages/answered")
        for rule in outcome.rules:
            self.crawler.stats.inc_value(f"{RULES}{rule}")
        scraper = self.crawler.engine.scraper
        for item in (*outcome.headlines, outcome.article):
            if item is not None:
                await scraper.start_itemproc_async(item, response=None)
        if outcome.failure is not None:
            archive_session(self.crawler).note_failure(outcome.failure)

    # How far it has come.

    @property
    def _code(self) -> str:
        return code_digest(Path(inspect.getfile(self.of)))

    @property
    def _chosen(self) -> str:
        return ",".join(map(str, (*self.arguments.ids, *self.arguments.keys)))

    def _begun(self) -> str:
        """How far an earlier reparse by the same program came that was interrupted; empty if none
        was."""
        assert self.archive is not None
        row = self.archive.state.unfinished_reparse(self.name)
        if (
            row is None
            or self.arguments.dry_run
            or (row["code"], row["chosen"]) != (self._code, self._chosen)
            or not row["place"]
        ):
            return ""
        print(f"{self.name}: continues after {row['place']}", file=sys.stderr)
        return str(row["place"])

    # Who reads.

    async def _outcomes(
        self, tasks: Iterator[tuple[Task, str]], lessons: list[Lesson], total: int
    ) -> AsyncIterator[tuple[list[Outcome], str]]:
        """What came of the tasks, in their order, some at a time, each with the place of its
        last."""
        assert self.archive is not None
        settings = self.crawler.settings
        processes = 0
        if settings.getint("NEWSCRAWL_READERS", 1):
            processes = self.arguments.processes or os.cpu_count() or 1
        processes = min(processes, 1 + total // (2 * TASKS_AT_ONCE))
        readers = Readers(
            self.archive.folder,
            self.of,
            max_bytes=settings.getint("DOWNLOAD_MAXSIZE"),
            processes=processes,
            with_requisites=self.requisite_scope is not None,
        )
        under_way: deque[tuple[asyncio.Task[list[Outcome]], str]] = deque()
        try:
            await readers.learn(lessons, self.archive.state.boilerplate(self.name))
            while True:
                while len(under_way) < 2 * processes + 1 and (
                    chunk := list(islice(tasks, TASKS_AT_ONCE))
                ):
                    reading = readers.read([task for task, _ in chunk])
                    under_way.append((asyncio.ensure_future(reading), chunk[-1][1]))
                if not under_way:
                    return
                outcomes, place = under_way.popleft()
                yield await outcomes, place
        finally:
            for outcomes, _ in under_way:
                outcomes.cancel()
            await readers.close()


def reparse_of(spider: type[NewsSpider]) -> type[ReparseSpider]:
    """The reparse of a site: a spider of the same name."""
    return type(f"{spider.__name__}Reparse", (ReparseSpider,), {"name": spider.name, "of": spider})


def _progress() -> Progress:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("pages"),
        TimeRemainingColumn(),
    )
    console = Console(stderr=True)
    return Progress(*columns, console=console, disable=not console.is_terminal)
