"""Opens the archive of a run and closes it, whatever starts the spider: a command, a script,
Scrapyd.

The order, as Scrapy 2.19 gives it:

| when | what |
| --- | --- |
| the extension is made | wrong settings are refused, before anything is opened |
| `spider_opened` | lock, archive, start of the run; where they cannot be had the spider is closed |
| pipelines `close_spider` | the steps write what is known at the end of a run only |
| `spider_closed` | the spider leaves to the next run what it learnt; the archive is closed |
| `engine_stopped` | every component has closed: the outcome, the report, the lock |
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any, Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider

from newscrawl import clock
from newscrawl.errors import NewscrawlError, OutputError, UsageError
from newscrawl.extensions.output_errors import OutputErrors
from newscrawl.run.outcome import Outcome, decide, last_line, outcome_of, why_of
from newscrawl.run.ping import END_S, STOP_S, Pinger, ping_address, pinger_for
from newscrawl.run.provenance import reported_settings
from newscrawl.run.report import run_report
from newscrawl.run.session import ArchiveSession
from newscrawl.run.settings_check import check_run_settings
from newscrawl.run.silences import notice, silences
from newscrawl.storage.files.run_reports import end_run

_logger = logging.getLogger(__name__)


class ArchiveExtension:
    """The archive of a crawl. Pipelines and middlewares reach it with `archive_session`."""

    def __init__(self, crawler: Crawler) -> None:
        """Raises UsageError for settings that a run cannot work with."""
        check_run_settings(crawler.settings)
        self._crawler = crawler
        self.session = ArchiveSession(crawler)
        self._output_errors = OutputErrors(self.session.refuse)
        self.outcome: Outcome | None = None
        """What became of the run; None until it has ended."""
        self.where = f"run {self.session.run} in {self.session.folder}"
        """Which run it was, and where its report lies, for a last line."""
        self.signum: int | None = None
        """The signal that stops the run, set by who received it; None means no signal."""
        self._pinger: Pinger | None = None
        self._reason: str | None = None
        self._has_started = self._has_ended = False
        for handler, signal in (
            (self.spider_opened, signals.spider_opened),
            (self.engine_started, signals.engine_started),
            (self.spider_closed, signals.spider_closed),
            (self.engine_stopped, signals.engine_stopped),
        ):
            crawler.signals.connect(handler, signal)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def spider_opened(self, spider: Spider) -> None:
        """Open the archive and hand it to the spider. Raises CloseSpider where it cannot be had:
        then nothing is fetched."""
        self._pinger = self._pinger_for_run()
        try:
            self.session.open()
        except NewscrawlError as error:
            raise self._refused(spider, error) from error
        if owed := self.session.archive.state.suppressions(undone=True):
            self._crawler.stats.set_value("takedowns/owed", len(owed))
        _logger.info("%s: %s begins", spider.name, self.where, extra={"spider": spider})
        if self._pinger is not None:
            self._pinger.start()
        self._output_errors.watch(spider)
        remember = getattr(spider, "remember", None)
        if remember is not None:
            try:
                remember(self.session.archive)
            except UsageError as error:
                raise self._refused(spider, error) from error

    def _refused(self, spider: Spider, error: NewscrawlError) -> CloseSpider:
        self.outcome = outcome_of(error)
        said = "%s: %s; nothing is fetched"
        _logger.error(said, spider.name, self.outcome.line, extra={"spider": spider})
        return CloseSpider(self.outcome.verdict)

    def engine_started(self) -> None:
        self._has_started = True

    def spider_closed(self, spider: Spider, reason: str) -> None:
        """Close the archive; the steps have written what they had."""
        session = self.session
        self._reason = reason
        finish = getattr(spider, "finish", None)
        try:
            if session.is_open and finish is not None:
                session.write(lambda: finish(reason), at_end=True)
            if self._tells_of_news and session.commit():
                session.write(self._note_silences, at_end=True)
            for article_id in sorted(getattr(spider, "passed_over", ())):
                session.results.note(article_id, "suppressed")
        finally:
            session.close()
            if not self._has_started:
                # An engine that never started does not say that it stopped.
                self.end()

    @property
    def _tells_of_news(self) -> bool:
        """Whether it is a scheduled run: one that looks where the news stand."""
        session = self.session
        is_walk = session.cause == "site" and not session.arguments.names_pages
        return session.is_open and is_walk and not session.arguments.dry_run

    def _note_silences(self) -> None:
        """Where nothing new comes any more the last line says so."""
        session, today = self.session, clock.now().date()
        unheard_of = notice(silences(session.archive.state, session.site, today))
        if unheard_of:
            self._crawler.stats.set_value("news/notice", unheard_of)

    def engine_stopped(self) -> None:
        self.end()

    def abandon(self) -> None:
        """The process is about to end in the midst of the run: write what waits, and the report.
        Where the archive is closed already, or was never open, there is the report to write."""
        if self.session.is_open:
            self.session.commit()
        self.end()

    def end(self) -> None:
        """Decide what became of the run, write its report, let the next run in. Once: what comes
        later finds it done."""
        if self._has_ended:
            return
        self._has_ended = True
        try:
            self._conclude()
        finally:
            self._output_errors.leave()
            self.session.release()
            if self._pinger is not None and self.outcome is not None:
                line = last_line(self.session.site, self.outcome, self.where)
                self._pinger.end(self.outcome.code, line)

    def wait_for_ping(self) -> None:
        """Until it is told how the run ended, or that was given up."""
        if self._pinger is not None:
            self._pinger.wait(STOP_S if self.signum is not None else END_S)

    @property
    def has_told(self) -> bool:
        """Whether it tells of this run how it ended."""
        return self._has_ended and self.outcome is not None

    def _pinger_for_run(self) -> Pinger | None:
        # A dry run is no run to wait for, nor is a reparse.
        session = self.session
        is_told = session.cause == "site" and not session.arguments.dry_run
        return pinger_for(ping_address(self._crawler.settings), is_told=is_told)

    def _conclude(self) -> None:
        session = self.session
        stats = {
            **self._crawler.stats.get_stats(),
            "walk/traps": len(self._walk().get("traps", ())),
        }
        reason = (self._reason or "shutdown") if self._has_started else "start_error"
        outcome = self.outcome or decide(
            stats, reason=reason, signum=self.signum, why=why_of(session.failures)
        )
        if outcome.verdict in ("refused", "busy"):
            self.where = f"nothing was written in {session.folder}"
        elif session.arguments.dry_run:
            self.where = f"a dry run, nothing was written in {session.folder}"
        else:
            try:
                report = self._report(outcome, stats)
                end_run(session.folder, session.database, report, guard=session.guard)
            except OutputError as refusal:
                outcome = outcome if stats.get("output/error") else outcome_of(refusal)
                self.where = f"no report of the run: {refusal.strerror}"
        self.outcome = outcome
        line = last_line(session.site, outcome, self.where)
        _logger.info("%s", line, extra={"spider": self._crawler.spider})

    def _report(self, outcome: Outcome, stats: Mapping[str, Any]) -> dict[str, Any]:
        session, settings = self.session, self._crawler.settings
        return run_report(
            outcome,
            run=session.run,
            spider=session.site,
            started_at=session.started_at,
            finish_reason=self._reason,
            arguments=session.arguments.as_dict(),
            settings={**reported_settings(settings), "NEWSCRAWL_OUTPUT": str(session.folder)},
            counts=stats,
            drift=session.drift,
            changes=session.changes,
            failures=session.failures,
            pages=session.results.as_list(),
            walk=self._walk(),
        )

    def _walk(self) -> dict[str, Any]:
        """What the frontier says of the walk; empty for a spider that has none."""
        frontier = getattr(self._crawler.spider, "frontier", None)
        return dict(frontier.summary()) if frontier is not None else {}


def archive_session(crawler: Crawler) -> ArchiveSession:
    """The archive of this crawl. Raises UsageError where EXTENSIONS has no ArchiveExtension."""
    extension = crawler.get_extension(ArchiveExtension)
    if extension is None:
        raise UsageError(
            "EXTENSIONS holds no newscrawl.extensions.archive.ArchiveExtension, and our pipelines"
            " need it"
        )
    return extension.session
