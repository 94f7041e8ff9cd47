"""`scrapy suppress ID --reason TEXT`: a takedown. The text of an article leaves everything, the
fact of it stays.

Exit codes: 0 done, also where it was done before (it is done again, and mends); 1 done, but for
records in damaged WARC files; 2 wrong usage, or an ID that is none; 74 something cannot be written:
the next run, or the same command again, brings it to its end; 75 a run holds the folder.

`scrapy suppress --list` tells each takedown, and reads only.
"""

from __future__ import annotations

import argparse
import platform
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import scrapy
from scrapy.settings import BaseSettings
from scrapy.spiderloader import get_spider_loader

from newscrawl import clock
from newscrawl.errors import NewscrawlError, OutputError, UsageError
from newscrawl.news_spider import NewsSpider
from newscrawl.pipelines.store import output_folder
from newscrawl.records import utc
from newscrawl.run.folder_command import FolderCommand
from newscrawl.run.outcome import OK, UNHEALTHY, Outcome, outcome_of
from newscrawl.run.provenance import own_version, told_settings
from newscrawl.storage.archive import Archive
from newscrawl.storage.files.lock import FolderLock
from newscrawl.storage.files.run_reports import check_output, end_run, new_run_id, note_start
from newscrawl.storage.queries.snapshot import is_known, looked
from newscrawl.storage.state.repository import State
from newscrawl.storage.suppression.job import finish, order
from newscrawl.storage.suppression.rows import texts_of
from newscrawl.storage.suppression.warc import DAMAGED, shown_elsewhere

Row = dict[str, Any]


class Command(FolderCommand):
    """Take an article down, or list what was."""

    called = "suppress"

    def syntax(self) -> str:
        return "ID --reason TEXT | --list"

    def short_desc(self) -> str:
        return "Take an article down: its text leaves everything, the fact of it stays"

    def long_desc(self) -> str:
        return (
            "Takes text and headlines of one article (ccbsnews/en/4666) out of the feeds, the"
            " state, the WARC files, the reports and the failed pages, and keeps it from being"
            " crawled again. It cannot be undone."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument(
            "--reason",
            metavar="TEXT",
            help="why: kept in the state and in the report of this run, nowhere else",
        )
        parser.add_argument("--list", action="store_true", help="list the takedowns")

    def told(self, args: list[str], opts: argparse.Namespace) -> tuple[int, str]:
        assert self.settings is not None
        if opts.list and not args and opts.reason is None:
            return listed(self.settings)
        if opts.list or len(args) != 1:
            raise UsageError(
                "it is 'scrapy suppress ID --reason TEXT', with an ID such as ccbsnews/en/4666, or"
                " 'scrapy suppress --list'"
            )
        reason = " ".join((opts.reason or "").split())
        if not reason:
            raise UsageError("--reason is missing: say why, for those who will ask later")
        if any("\ud800" <= letter <= "\udfff" for letter in reason):
            raise UsageError("--reason is not UTF-8")
        return Takedown(self.settings, args[0], reason).run()


def check_there(folder: Path) -> None:
    """Raises UsageError where there is no folder, OutputError where that cannot be told."""
    try:
        if not folder.is_dir():
            raise UsageError(f"there is no folder {folder}: no run has written there")
    except OSError as error:
        raise OutputError(error.errno, f"cannot read {folder}: {error.strerror}") from error


def listed(settings: BaseSettings) -> tuple[int, str]:
    """Print each takedown. Raises UsageError, OutputError."""
    folder, database = (
        output_folder(settings.get("NEWSCRAWL_OUTPUT")),
        settings.get("NEWSCRAWL_DATABASE") or None,
    )
    check_there(folder)
    rows: list[Row] = (
        looked(folder, database, lambda state, running: state.suppressions())
        if is_known(folder, database)
        else []
    )
    for row in rows:
        print(
            f"{row['id']}  {row['at']} "
            f" {row['reason']}{'' if row['done'] else '  (cut short: the next run brings it to its end)'}"
        )
    sys.stdout.flush()
    return OK, f"{len(rows)} suppressed ({folder})"


class Done(NamedTuple):
    """What a takedown came to."""

    counts: dict[str, int]
    before: Row | None
    """The takedown of the same article that there was already."""
    twins: list[str]
    """Live articles with the same text."""
    damaged: list[str]
    """WARC files in which something else lies in the place of its records."""


class Takedown:
    """One run of the command."""

    def __init__(self, settings: BaseSettings, article_id: str, reason: str) -> None:
        self._settings = settings
        self._folder = output_folder(settings.get("NEWSCRAWL_OUTPUT"))
        self._database = settings.get("NEWSCRAWL_DATABASE") or None
        self._given, self._reason = article_id, reason
        self._is_ordered = False
        self._started_at = clock.now()
        self._run = new_run_id(self._started_at)

    def run(self) -> tuple[int, str]:
        """Do it, and write the report of the run. Gives the exit code and the last line. Raises
        NewscrawlError for what is refused."""
        check_there(self._folder)
        article_id = self._checked()
        lock = FolderLock(self._folder)
        try:
            check_output(self._folder)
            try:
                done = self._do(article_id)
                line = last_line(article_id, done)
                outcome = (
                    Outcome(UNHEALTHY, "unhealthy", line)
                    if done.damaged
                    else Outcome(OK, "healthy", line)
                )
            except OutputError as error:
                done = Done({}, None, [], [])
                outcome = outcome_of(error)
                if self._is_ordered:
                    line = (
                        f"{outcome.line}; the next run, or this command again, brings the takedown"
                        " to its end"
                    )
                    outcome = Outcome(outcome.code, outcome.verdict, line)
            self._report(article_id, outcome, done)
            return outcome.code, f"{outcome.line} (run {self._run} in {self._folder})"
        finally:
            lock.release()

    def _checked(self) -> str:
        """The id as it is written. Raises UsageError for what is no article of a site that is
        known, here or to a spider."""
        name, _, rest = self._given.partition("/")
        loader = get_spider_loader(self._settings)
        spider = loader.load(name) if name in loader.list() else None
        if spider is not None and issubclass(spider, NewsSpider):
            site = spider.site_at()
            ref = site.ref(self._given)
            if site.order is not None and not site.order.position(ref):
                raise UsageError(f"{self._given!r} is no article: numbers begin with 1")
            return site.id(ref)
        if rest and self._is_met():
            return self._given
        raise UsageError(
            f"{self._given!r} is no article that is known; an id looks like ccbsnews/en/4666"
        )

    def _is_met(self) -> bool:
        if not is_known(self._folder, self._database):
            return False
        return looked(
            self._folder, self._database, lambda state, running: bool(state.known([self._given]))
        )

    def _do(self, article_id: str) -> Done:
        # Feeds, state and WARC files in agreement first: then all that there is of the article is
        # known.
        archive = Archive(self._folder, run=self._run, database=self._database)
        try:
            state = archive.state
            known = archive.known(article_id)
            twins = (
                archive.twins(known.content_sha256)
                if known is not None and known.content_sha256
                else []
            )
            # Those that were killed are left to the next crawl, which has more to make good than we
            # have.
            note_start(
                state,
                self._run,
                article_id.partition("/")[0],
                utc(self._started_at),
                self._arguments(article_id),
            )
        finally:
            archive.close()
        with closing(State(self._folder, self._database)) as state:
            before = next((row for row in state.suppressions() if row["id"] == article_id), None)
            shown = shown_elsewhere(self._folder, texts_of(state, article_id), article_id)
            self._is_ordered = True
            made = order(
                state, article_id, reason=self._reason, at=utc(self._started_at), run=self._run
            )
            counts = finish(self._folder, state, made)
        # Its opening appends the line by which readers learn of it.
        Archive(self._folder, run=self._run, database=self._database).close()
        damaged = sorted(name.removeprefix(DAMAGED) for name in counts if name.startswith(DAMAGED))
        return Done(
            told_counts(counts, shown),
            before,
            [twin for twin in twins if twin != article_id],
            damaged,
        )

    # Telling.

    def _arguments(self, article_id: str) -> dict[str, str]:
        return {"suppress": article_id, "reason": self._reason}

    def _report(self, article_id: str, outcome: Outcome, done: Done) -> None:
        ended_at = clock.now()
        report = {
            "schema": "newscrawl.run/1",
            "run": self._run,
            "spider": article_id.partition("/")[0],
            "verdict": outcome.verdict,
            "exit_code": outcome.code,
            "summary": outcome.line,
            "started_at": utc(self._started_at),
            "ended_at": utc(ended_at),
            "seconds": round((ended_at - self._started_at).total_seconds(), 3),
            "finish_reason": "finished" if outcome.code in (OK, UNHEALTHY) else "output",
            "arguments": self._arguments(article_id),
            "settings": told_settings(self._settings),
            "version": {
                "newscrawl": own_version(),
                "scrapy": scrapy.__version__,
                "python": platform.python_version(),
            },
            "counts": done.counts,
            "failures": [],
            "pages": (
                [{"page": article_id, "result": "suppressed", "why": ""}]
                if outcome.code in (OK, UNHEALTHY)
                else []
            ),
            "traps": [],
            "walk": {},
        }
        try:
            end_run(self._folder, self._database, report)
        except NewscrawlError:
            # What made it necessary to tell is told on standard error.
            if outcome.code == OK:
                raise


def told_counts(counts: Counter[str], shown: int) -> dict[str, int]:
    """The counts as the report tells them."""
    return {
        "suppressed/lines": counts["lines"],
        "suppressed/headlines": counts["headlines"],
        "suppressed/named": counts["named"],
        "suppressed/records": counts["records"],
        "suppressed/records_elsewhere": counts["records elsewhere"],
        "suppressed/records_damaged": sum(
            count for name, count in counts.items() if name.startswith(DAMAGED)
        ),
        "suppressed/failed": counts["failed"],
        "suppressed/shown": shown,
        "suppressed/compacted": counts["compacted"],
    }


def last_line(article_id: str, done: Done) -> str:
    """What was done, what could not be, and what is left to others.

    >>> counts = told_counts(Counter(lines=1, headlines=2, named=3, records=1, compacted=1), 4)
    >>> print(last_line("paper/en/1", Done(counts, None, ["paper/en/2"], [])))
    paper/en/1 is suppressed: 1 line, 2 headlines, 1 WARC record; 3 lines of other articles no longer name it; 4 records of other pages \
still show its headline; the same text is live as paper/en/2
    """
    counts = {name.removeprefix("suppressed/"): count for name, count in done.counts.items()}
    parts = [
        ", ".join(
            many(counts[name], noun)
            for name, noun in (
                ("lines", "line"),
                ("headlines", "headline"),
                ("records", "WARC record"),
            )
        )
    ]
    if counts["named"]:
        parts.append(
            f"{many(counts['named'], 'line')} of other articles no longer"
            f" name{'' if counts['named'] > 1 else 's'} it"
        )
    if counts["failed"]:
        parts.append(
            f"{many(counts['failed'], 'failed page')} that showed its headline"
            f" {'are' if counts['failed'] > 1 else 'is'} removed"
        )
    if counts["shown"]:
        parts.append(
            f"{many(counts['shown'], 'record')} of other pages still"
            f" show{'' if counts['shown'] > 1 else 's'} its headline"
        )
    if counts["records_elsewhere"]:
        parts.append(
            f"{many(counts['records_elsewhere'], 'WARC record')} of it lie in files that are not"
            " here"
        )
    if done.damaged:
        left = (
            f"{many(counts['records_damaged'], 'record')} in damaged WARC files could not be taken"
            " down"
        )
        parts.append(
            f"{left}: {', '.join(done.damaged)} (restore from a copy, and suppress it again)"
        )
    if not counts["compacted"]:
        parts.append("the database keeps old rows until it is vacuumed")
    if done.twins:
        parts.append(f"the same text is live as {', '.join(done.twins)}")
    how = (
        f"was suppressed already ({done.before['at']}), and it was done again"
        if done.before
        else "is suppressed"
    )
    return f"{article_id} {how}: {'; '.join(parts)}"


def many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
