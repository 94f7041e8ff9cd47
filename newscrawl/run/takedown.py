"""A takedown: a run of its own, which takes the text of one article out of everything and leaves
the fact of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing
from typing import Any, NamedTuple

from scrapy.settings import BaseSettings

from newscrawl import clock
from newscrawl.errors import NewscrawlError, OutputError
from newscrawl.records import utc
from newscrawl.run.outcome import OK, UNHEALTHY, Outcome, outcome_of
from newscrawl.run.output_paths import output_folder
from newscrawl.run.provenance import reported_settings
from newscrawl.run.report import run_report
from newscrawl.run.troubles import many
from newscrawl.storage.archive import Archive
from newscrawl.storage.files.run_reports import check_output, end_run, new_run_id, note_start
from newscrawl.storage.lock import ArchiveLock
from newscrawl.storage.state.repository import State
from newscrawl.storage.state.run_lock import Guard
from newscrawl.storage.suppression.job import finish, order
from newscrawl.storage.suppression.rows import texts_of
from newscrawl.storage.suppression.shown_elsewhere import shown_elsewhere
from newscrawl.storage.suppression.warc import DAMAGED

Row = dict[str, Any]


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
    """One run of the command: the lock, the takedown, the report."""

    def __init__(
        self, settings: BaseSettings, article_id: str, reason: str, *, urls: Collection[str] = ()
    ) -> None:
        """`article_id` is one that is known, here or to a spider; `urls` are those at which the
        site has it, or once had it, as far as a spider knows."""
        self._settings = settings
        self._folder = output_folder(settings.get("NEWSCRAWL_OUTPUT"))
        self._database = settings.get("NEWSCRAWL_DATABASE") or None
        self._id, self._reason, self._urls = article_id, reason, urls
        self._is_ordered = False
        self._guard: Guard | None = None
        self._started_at = clock.now()
        self._run = new_run_id(self._started_at)

    def run(self) -> tuple[int, str]:
        """Do it, and write the report of the run. Gives the exit code and the last line. Raises
        NewscrawlError for what is refused."""
        lock = ArchiveLock(self._folder, self._database)
        self._guard = lock.guard
        try:
            check_output(self._folder)
            outcome, done = self._attempt()
            self._report(outcome, done)
            return outcome.code, f"{outcome.line} (run {self._run} in {self._folder})"
        finally:
            lock.release()

    def _attempt(self) -> tuple[Outcome, Done]:
        try:
            done = self._do()
        except OutputError as error:
            outcome = outcome_of(error)
            if self._is_ordered:
                line = (
                    f"{outcome.line}; the next run, or this command again, brings the takedown to"
                    " its end"
                )
                outcome = Outcome(outcome.code, outcome.verdict, line)
            return outcome, Done({}, None, [], [])
        is_whole = not done.damaged and not done.counts["suppressed/records_owed"]
        code, verdict = (OK, "healthy") if is_whole else (UNHEALTHY, "unhealthy")
        return Outcome(code, verdict, last_line(self._id, done)), done

    def _do(self) -> Done:
        article_id = self._id
        # Feeds, state and WARC files in agreement first: then all that there is of the article is
        # known.
        archive = self._opened()
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
                self._arguments,
            )
        finally:
            archive.close()
        with closing(State(self._folder, self._database, guard=self._guard)) as state:
            before = next((row for row in state.suppressions() if row["id"] == article_id), None)
            texts = texts_of(state, article_id, self._urls)
            shown = shown_elsewhere(self._folder, texts, article_id)
            self._is_ordered = True
            made = order(
                state, article_id, reason=self._reason, at=utc(self._started_at), run=self._run
            )
            counts = finish(self._folder, state, made, self._urls)
        # Its opening appends the line by which readers learn of it.
        self._opened().close()
        damaged = sorted(name.removeprefix(DAMAGED) for name in counts if name.startswith(DAMAGED))
        return Done(
            report_counts(counts, shown),
            before,
            [twin for twin in twins if twin != article_id],
            damaged,
        )

    def _opened(self) -> Archive:
        return Archive(self._folder, run=self._run, database=self._database, guard=self._guard)

    # The report.

    @property
    def _arguments(self) -> dict[str, str]:
        return {"suppress": self._id, "reason": self._reason}

    def _report(self, outcome: Outcome, done: Done) -> None:
        is_done = outcome.code in (OK, UNHEALTHY)
        result = {"page": self._id, "result": "suppressed", "why": ""}
        report = run_report(
            outcome,
            run=self._run,
            spider=self._id.partition("/")[0],
            started_at=self._started_at,
            finish_reason="finished" if is_done else "output",
            arguments=self._arguments,
            settings=reported_settings(self._settings),
            counts=done.counts,
            pages=[result] if is_done else [],
        )
        try:
            end_run(self._folder, self._database, report, guard=self._guard)
        except NewscrawlError:
            # The last line on standard error says what the report would have said.
            if outcome.code == OK:
                raise


def report_counts(counts: Counter[str], shown: int) -> dict[str, int]:
    """The counts as the report tells them."""
    return {
        "suppressed/lines": counts["lines"],
        "suppressed/headlines": counts["headlines"],
        "suppressed/named": counts["named"],
        "suppressed/followed": counts["followed"],
        "suppressed/records": counts["records"],
        "suppressed/pictures": counts["pictures"],
        "suppressed/pictures_stay": counts["pictures stay"],
        "suppressed/records_elsewhere": counts["records elsewhere"],
        "suppressed/records_owed": counts["records owed"],
        "suppressed/records_damaged": sum(
            count for name, count in counts.items() if name.startswith(DAMAGED)
        ),
        "suppressed/failed": counts["failed"],
        "suppressed/shown": shown,
        "suppressed/compacted": counts["compacted"],
    }


def last_line(article_id: str, done: Done) -> str:
    """What was done, what could not be, and what is left to others.

    >>> made = Counter(lines=1, headlines=2, named=3, followed=2, records=1, compacted=1)
    >>> counts = report_counts(made, 4)
    >>> for part in last_line("paper/en/1", Done(counts, None, ["paper/en/2"], [])).split("; "):
    ...     print(part)
    paper/en/1 is suppressed: 1 line, 2 headlines, 1 WARC record
    3 lines of other articles no longer name it, and 2 lines more say so
    4 records of other pages still show its headline
    the same text is live as paper/en/2
    """
    counts = {name.removeprefix("suppressed/"): count for name, count in done.counts.items()}
    parts = [*_taken_down(counts), *_left(counts, done)]
    how = (
        f"was suppressed already ({done.before['at']}), and it was done again"
        if done.before
        else "is suppressed"
    )
    return f"{article_id} {how}: {'; '.join(parts)}"


def _taken_down(counts: Mapping[str, int]) -> Iterator[str]:
    kinds = (("lines", "line"), ("headlines", "headline"), ("records", "WARC record"))
    yield ", ".join(many(counts[name], noun) for name, noun in kinds)
    if named := counts["named"]:
        yield (
            f"{many(named, 'line')} of other articles no longer name{'' if named > 1 else 's'} it"
            + (f", and {many(more, 'line')} more say so" if (more := counts["followed"]) else "")
        )
    if failed := counts["failed"]:
        yield (
            f"{many(failed, 'failed page')} that showed its headline"
            f" {'are' if failed > 1 else 'is'} removed"
        )


def _left(counts: Mapping[str, int], done: Done) -> Iterator[str]:
    if shown := counts["shown"]:
        yield (
            f"{many(shown, 'record')} of other pages still show{'' if shown > 1 else 's'} its"
            " headline"
        )
    if stay := counts["pictures_stay"]:
        yield (
            f"{many(stay, 'picture')} of it stay{'' if stay > 1 else 's'}, as other articles show"
            f" {'them' if stay > 1 else 'it'}, too"
        )
    if elsewhere := counts["records_elsewhere"]:
        yield f"{many(elsewhere, 'WARC record')} of it lie in files that are not here"
    if owed := counts["records_owed"]:
        yield (
            f"{many(owed, 'WARC record')} of it lie in an object store that cannot be had now: each"
            " run tries again"
        )
    if done.damaged:
        yield (
            f"{many(counts['records_damaged'], 'record')} in damaged WARC files could not be taken"
            f" down: {', '.join(done.damaged)} (restore from a copy, and suppress it again)"
        )
    if not counts["compacted"]:
        yield "the database keeps old rows until it is vacuumed"
    if done.twins:
        yield f"the same text is live as {', '.join(done.twins)}"
