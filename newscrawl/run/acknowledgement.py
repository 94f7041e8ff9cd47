"""An acknowledgement: a run of its own, by which somebody says of pages that fail, or are doubted,
that it is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import replace

from scrapy.settings import BaseSettings

from newscrawl import clock
from newscrawl.errors import UsageError
from newscrawl.lifecycle.drift import HELD
from newscrawl.lifecycle.failing import DOUBT, Failing, is_start_page
from newscrawl.records import utc
from newscrawl.run.argument_values import did_you_mean
from newscrawl.run.outcome import OK, Outcome
from newscrawl.run.output_paths import output_folder
from newscrawl.run.provenance import reported_settings
from newscrawl.run.report import run_report
from newscrawl.run.troubles import many
from newscrawl.storage.archive import Archive
from newscrawl.storage.failure_book import by_page
from newscrawl.storage.files.run_reports import check_output, end_run, new_run_id, note_start
from newscrawl.storage.lock import ArchiveLock
from newscrawl.storage.queries.failing import doubted_as_failing, failing_as_known
from newscrawl.storage.queries.snapshot import is_known, read_snapshot
from newscrawl.storage.state.repository import State

SHOWN = 3
"""Pages that the last line names."""


class Acknowledgement:
    """One run of the command: the lock, the rows, the report."""

    def __init__(self, settings: BaseSettings, pages: Sequence[str], reason: str | None) -> None:
        """`pages` are ids of articles and canonical URLs of other pages, each once; `reason` is why
        they may fail, None: they may no longer."""
        self._settings = settings
        self._folder = output_folder(settings.get("NEWSCRAWL_OUTPUT"))
        self._database = settings.get("NEWSCRAWL_DATABASE") or None
        self._pages, self._reason = pages, reason
        self._started_at = clock.now()
        self._run = new_run_id(self._started_at)

    def run(self) -> tuple[int, str]:
        """Do it, and write the report of the run. Gives the exit code and the last line. Raises
        UsageError for a page that does not fail, with nothing written; BusyError, OutputError."""
        # Before anything is made: a page that does not fail leaves no trace.
        self._rows(read_troubles(self._folder, self._database))
        lock = ArchiveLock(self._folder, self._database)
        try:
            check_output(self._folder)
            # Feeds and state in agreement first, as before whatever else is written.
            Archive(self._folder, run=self._run, database=self._database, guard=lock.guard).close()
            with closing(State(self._folder, self._database, guard=lock.guard)) as state:
                rows = self._rows(troubles(state))
                site = rows[0].site
                note_start(state, self._run, site, utc(self._started_at), self._arguments)
                state.put_failures(rows)
            outcome = Outcome(OK, "healthy", self._last_line(rows))
            what = "not acknowledged" if self._reason is None else "acknowledged"
            report = run_report(
                outcome,
                run=self._run,
                spider=site,
                started_at=self._started_at,
                finish_reason="finished",
                arguments=self._arguments,
                settings=reported_settings(self._settings),
                counts={f"pages/{what.replace(' ', '_')}": len(rows)},
                pages=[{"page": row.page, "result": what, "why": row.reason} for row in rows],
            )
            end_run(self._folder, self._database, report, guard=lock.guard)
        finally:
            lock.release()
        return outcome.code, f"{outcome.line} (run {self._run} in {self._folder})"

    @property
    def _arguments(self) -> dict[str, str]:
        how = {"undo": "1"} if self._reason is None else {"reason": self._reason}
        return {"acknowledge": " ".join(self._pages), **how}

    def _rows(self, known: Mapping[str, Failing]) -> list[Failing]:
        if self._reason is None:
            return withdrawn(self._pages, known)
        return acknowledged(self._pages, known, self._reason, utc(self._started_at))

    def _last_line(self, rows: Sequence[Failing]) -> str:
        named = ", ".join(row.page for row in rows[:SHOWN])
        more = f" and {len(rows) - SHOWN} more" if len(rows) > SHOWN else ""
        if self._reason is None:
            return f"{named}{more} no longer acknowledged: it counts as any other failure"
        return (
            f"{named}{more} acknowledged: no run is unhealthy for it, until something about it"
            " changes"
        )


def troubles(state: State) -> dict[str, Failing]:
    """Whatever fails or is doubted now, by its page: what runs have noted, and what was before that
    was kept."""
    noted = by_page(state.failures())
    found = by_page([*doubted_as_failing(state), *failing_as_known(state)])
    # What was noted says more; where an article is doubted by now it says what was.
    return found | {
        page: row
        for page, row in noted.items()
        if page not in found or found[page].kind != DOUBT or found[page].reason == row.reason
    }


def read_troubles(folder: object, database: str | None) -> dict[str, Failing]:
    """Likewise, of an archive that may be in use. Raises UsageError where there is none,
    OutputError."""
    path = output_folder(str(folder))
    if not path.is_dir() or not is_known(path, database):
        raise UsageError(f"nothing is known yet: no run has written a state in {path}")
    return read_snapshot(path, database, lambda state, running: troubles(state))


def acknowledged(
    pages: Sequence[str], known: Mapping[str, Failing], reason: str, at: str
) -> list[Failing]:
    """The rows of these pages, acknowledged. Raises UsageError for one that does not fail, or of
    which something else is asked."""
    _refuse_unknown(pages, known, lambda row: True, "fails or is doubted")
    for one in pages:
        if is_start_page(one):
            raise UsageError(
                f"{one}: this is the start page, and without it there is nothing: it cannot be"
                " acknowledged"
            )
        if known[one].reason == HELD:
            raise UsageError(
                f"{one}: its change is held back for drift, and that is no failure: look at the"
                " site, and if it is right, run once with -a accept=drift"
            )
    return [replace(known[one], acknowledged_at=at, acknowledgement=reason) for one in pages]


def withdrawn(pages: Iterable[str], known: Mapping[str, Failing]) -> list[Failing]:
    """The rows of these pages, as if nobody had acknowledged them. Raises UsageError for one that
    is not."""
    _refuse_unknown(pages, known, lambda row: row.acknowledged_at is not None, "is acknowledged")
    return [replace(known[one], acknowledged_at=None, acknowledgement=None) for one in pages]


def _refuse_unknown(
    pages: Iterable[str],
    known: Mapping[str, Failing],
    is_meant: Callable[[Failing], bool],
    what: str,
) -> None:
    there = [page for page, row in known.items() if is_meant(row)]
    for page in pages:
        if page in there:
            continue
        if not there:
            raise UsageError(f"{page!r}: nothing {what}")
        hint = did_you_mean(page, there)
        # All of many would be no hint.
        hint = hint if hint.startswith(";") else f" ({many(len(there), 'page')} {_do(what, there)})"
        raise UsageError(f"{page!r}: no such page {what}{hint}; see scrapy status")


def _do(what: str, there: Sequence[str]) -> str:
    """The verb for so many.

    >>> _do("is acknowledged", ["a", "b"]), _do("fails or is doubted", ["a"])
    ('are acknowledged', 'fails or is doubted')
    """
    if len(there) == 1:
        return what
    return what.replace("fails", "fail").replace("is", "are")
