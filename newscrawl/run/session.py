"""The archive of one run, from its lock to its last commit.

Each write is tried once. After the first that the disk refuses the run ends, and nothing is tried
any more: a shorter line might still fit, and the feeds would lack one in their midst.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any

from scrapy.crawler import Crawler
from scrapy.utils.defer import deferred_from_coro

from newscrawl import clock
from newscrawl.errors import OutputError
from newscrawl.identity.site import Site
from newscrawl.items import Article, Failure
from newscrawl.lifecycle.page import Known
from newscrawl.records import Record, utc
from newscrawl.run.arguments import Arguments
from newscrawl.run.output_paths import output_folder
from newscrawl.run.provenance import warc_origin
from newscrawl.run.results import Results, change_record, failure_record
from newscrawl.run.settings_check import int_setting
from newscrawl.run.standing import How, StandingFailures, is_dead_end, pages_of
from newscrawl.storage.archive import Archive
from newscrawl.storage.files.failed_pages import FailedPages
from newscrawl.storage.files.run_reports import (
    MAX_FAILURES,
    check_output,
    new_run_id,
    note_start,
    write_killed,
)
from newscrawl.storage.lock import ArchiveLock
from newscrawl.storage.state.run_lock import Guard
from newscrawl.storage.warc.records import Exchange
from newscrawl.storage.warc.writer import Origin, Row
from newscrawl.storage.write_buffer import Validators

article_written = object()
"""A signal: a line of articles.jsonl was written, or in a dry run would have been. Handlers get
`record` and `spider`."""

_logger = logging.getLogger(__name__)


class ArchiveSession:
    """What pipelines and middlewares of a run write, and where they look up what is known.

    Counts `articles/new`, `articles/changed` once they are on the disk, `articles/failed`,
    `headlines/new`, `listings/failed`, `listings/not_found` and `pages/failed/<reason>`; for
    failures that stand `articles/standing`, `listings/standing`, `pages/standing/<reason>`, for
    those acknowledged likewise; the same of `editions`; sets `output/error` when a write failed.
    """

    archive: Archive
    """Feeds and state. There from the signal `spider_opened` on."""

    def __init__(self, crawler: Crawler) -> None:
        """Nothing is opened, or written, before `open`."""
        self._crawler = crawler
        self._stats = crawler.stats
        self._lock: ArchiveLock | None = None
        self.is_open = False
        """Whether there is an archive to write to."""
        self.started_at = clock.now()
        self.run = new_run_id(self.started_at)
        self.folder = output_folder(crawler.settings.get("NEWSCRAWL_OUTPUT"))
        self.database: str | None = crawler.settings.get("NEWSCRAWL_DATABASE") or None
        self.arguments: Arguments = getattr(crawler.spider, "arguments", None) or Arguments()
        self.follows_a_kill = False
        """Whether the run before was killed, and left undone what runs do at their end."""
        self.failures: list[dict[str, Any]] = []
        """What failed and why, in the order of the run; the first 1,000."""
        self._standing = StandingFailures(self.folder)
        self.changes: list[dict[str, Any]] = []
        """Which known articles changed, in which fields, and why; the first 1,000."""
        self.drift: list[dict[str, Any]] = []
        """What the run counted of the site as a whole, beside what is usual."""
        self.results = Results(
            keep=self.arguments.names_pages or self.arguments.dry_run,
            detailed=self.arguments.dry_run,
        )

    # From the opening to the end.

    def open(self) -> None:
        """Take the locks, bring the archive into agreement, enter the run. Raises UsageError,
        BusyError, OutputError."""
        dry = self.arguments.dry_run
        self._lock = ArchiveLock(self.folder, self.database, dry=dry)
        if not dry:
            check_output(self.folder)
        self.archive = Archive(
            self.folder,
            run=self.run,
            database=self.database,
            dry=dry,
            on_count=self._stats.inc_value,
            origin=self._origin(),
            guard=self.guard,
        )
        self.is_open = True
        if not dry:
            self._note_start()

    def close(self) -> None:
        """Force everything to the disk. The lock stays: the report is still to come."""
        if not self.is_open:
            return
        self.is_open = False
        try:
            self.archive.close()
        except OutputError as error:
            self.note_refusal(error)
        if self.archive.missing_lines:
            self._stats.set_value("output/owed", self.archive.missing_lines)

    @property
    def guard(self) -> Guard | None:
        """That of the lock; None before `open`, and where there is nothing to guard."""
        return self._lock.guard if self._lock is not None else None

    def release(self) -> None:
        """Let the next run in."""
        if self._lock is not None:
            self._lock.release()

    @property
    def site(self) -> str:
        """The name of the spider, which is that of its site."""
        return self._crawler.spider.name if self._crawler.spider is not None else ""

    @property
    def cause(self) -> str:
        """Of what this run does: `site` where it fetches pages, `parser` where it reads them again
        from the WARC files."""
        return getattr(self._crawler.spider, "cause", "site")

    @cached_property
    def failed_pages(self) -> FailedPages:
        """failed/, looked at when the first page fails."""
        settings = self._crawler.settings
        return FailedPages(
            self.folder / "failed",
            max_pages=int_setting(settings, "NEWSCRAWL_FAILED_MAX"),
            max_bytes=int_setting(settings, "NEWSCRAWL_FAILED_BYTES"),
        )

    def _origin(self) -> Origin | None:
        settings = self._crawler.settings
        if (
            self.arguments.dry_run
            or self.cause == "parser"
            or not settings.getbool("NEWSCRAWL_WARC")
        ):
            return None
        return warc_origin(settings, self.site, self.run, self.arguments)

    def _note_start(self) -> None:
        state = self.archive.state
        started_at = utc(self.started_at)
        for row in note_start(state, self.run, self.site, started_at, self.arguments.as_dict()):
            write_killed(self.folder, state, row)
            self.follows_a_kill = True

    # Writing.

    def write(self, write: Callable[[], object], *, at_end: bool = False) -> bool:
        """Write. False if the output can no longer be written; the first time this ends the run,
        unless it is `at_end` already."""
        if self._stats.get_value("output/error"):
            return False
        try:
            write()
        except OutputError as error:
            self.note_refusal(error)
            if not at_end:
                self._stop()
            return False
        return True

    def refuse(self, error: OutputError) -> None:
        """End the run for an error that came where nothing was being written."""
        if self.is_open and not self._stats.get_value("output/error"):
            self.note_refusal(error)
            self._stop()

    def _stop(self) -> None:
        # A pipeline cannot raise CloseSpider: Scrapy heeds it only from callbacks.
        deferred_from_coro(self._crawler.engine.close_spider_async(reason="output"))

    def note_refusal(self, error: OutputError) -> None:
        """Keep the first write that failed, for the outcome of the run."""
        if not self._stats.get_value("output/error"):
            self._stats.set_value("output/error", error.strerror or str(error))
            _logger.warning("The output cannot be written: %s", error.strerror or error)

    def capture(self, exchange: Exchange, *, is_not_modified: bool = False) -> Row | None:
        """Keep an exchange; where the answer lies then. None if no WARC is written.
        `is_not_modified`: the server answered 304."""
        kept: list[Row | None] = []
        self.write(
            lambda: kept.append(self.archive.capture(exchange, is_not_modified=is_not_modified))
        )
        return kept[0] if kept else None

    def canonical(self, article_id: str) -> str | None:
        """The canonical URL of an article; None where nothing of this run tells it."""
        return self._site.url_of(article_id) if self._site is not None else None

    @property
    def _site(self) -> Site | None:  # A spider of another make has none.
        site = getattr(self._crawler.spider, "site", None)
        return site if isinstance(site, Site) else None

    def put(self, known: Known, *counts: str, validators: Validators | None = None) -> bool:
        """What a visit said of an article, without a revision. False as for `write`."""
        return self.write(
            lambda: self.archive.put_article(known, counts=counts, validators=validators)
        )

    def add(
        self,
        record: Record,
        *,
        before: Record | None,
        counts: Iterable[str],
        validators: Validators | None = None,
        article: Article | None = None,
    ) -> bool:
        """The next revision of an article. `before` is its last line, if it was read; `article` the
        reading that it is from, if there was one. False as for `write`."""
        added: list[Record] = []
        stored = self.write(
            lambda: added.append(
                self.archive.add_revision(
                    record, counts=counts, validators=validators, article=article
                )
            )
        )
        for line in added:
            if before is not None and len(self.changes) < MAX_FAILURES:
                self.changes.append(change_record(before, line))
            if line["change"] != "gone" or article is not None:
                self.results.note_revision(before, line)
            self._crawler.signals.send_catch_log(
                article_written, record=line, spider=self._crawler.spider
            )
        return stored

    def revise(self, before: Record, after: Record, *counts: str) -> bool:
        """The next revision of an article, made from its last line by another step: it is gone, or
        more is known of it from elsewhere. False as for `write`."""
        is_leaving = after["change"] == "gone" and before["change"] != "gone"
        change = "gone" if is_leaving else "changed"
        record = {
            **after,
            "change": change,
            "cause": self.cause if is_leaving else "parser",
            "revision": before["revision"] + 1,
        }
        counted = counts if is_leaving else ("articles/changed", *counts)
        return self.add(record, before=before, counts=counted)

    def commit(self) -> bool:
        """Write what waits. False as for `write`."""
        return self.write(lambda: self.archive.commit())

    def to_redate(self) -> list[str]:
        """Ids of the articles of this site about whose day headlines have said something new."""
        return self.archive.to_redate(self.site) if self.commit() else []

    def page_of(self, failure: Failure) -> str:
        """By what the archive knows the page: the id of its article, or its canonical URL."""
        return failure.id or (self._site.at_home(failure.url) if self._site else failure.url)

    def _how(self, failure: Failure) -> How:
        if self._site is not None and failure.url == self._site.root:
            # Without the start page there is nothing.
            return "failed"
        known = self.archive.known(failure.id) if failure.id is not None else None
        failing = self.archive.failures.of(self.page_of(failure))
        return self._standing.how(failure, known, failing, is_asked=self.arguments.names_pages)

    def note_failure(self, failure: Failure) -> dict[str, Any]:
        """Count a failed page and enter it in the report, not in the archive; gives the entry."""
        how = self._how(failure)
        told = "failed" if is_dead_end(failure) else how
        self._stats.inc_value(f"pages/{told}/{failure.reason}")
        self._stats.inc_value(f"{pages_of(failure)}/{how}")
        self.results.note(failure.id or failure.url, "failed", failure.reason)
        entry = failure_record(failure, how)
        if len(self.failures) < MAX_FAILURES:
            self.failures.append(entry)
        return entry
