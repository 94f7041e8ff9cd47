"""An output folder as a whole: feeds, state, WARC files, reports, failed pages, what was left
behind. Nothing is written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from newscrawl.errors import OutputError, UsageError
from newscrawl.identity.site import Site
from newscrawl.storage.queries.summary import (
    Row,
    all_marks,
    all_memories,
    integrity,
    positions,
    stored_lines,
    suppressions,
)
from newscrawl.storage.state.connection import NAME
from newscrawl.storage.state.repository import State
from newscrawl.storage.warc.names import FOLDER, index_name
from newscrawl.verify.articles import check_articles
from newscrawl.verify.checksum import check_checksum
from newscrawl.verify.failing import OF_ARTICLES, check_failing
from newscrawl.verify.feed_rows import Stored
from newscrawl.verify.feeds import FeedAudit
from newscrawl.verify.findings import TAKEDOWN_OWED, UNREADABLE, Finding, Findings, one_line
from newscrawl.verify.leftovers import check_leftovers
from newscrawl.verify.references import check_references
from newscrawl.verify.reports import check_reports
from newscrawl.verify.stored import StoredAudit
from newscrawl.verify.warc import WarcAudit

FEEDS = ("articles", "headlines")
IDS_AT_ONCE = 500
"""Articles that are asked for in one query, which has at most 999 variables in every SQLite."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Of failed/, as the settings say."""

    pages: int
    bytes: int


class FolderAudit:
    """One folder. `check` reads it; what it counted and found is in the fields after that."""

    def __init__(
        self,
        folder: Path,
        database: str | None,
        *,
        sites: Mapping[str, Site],
        failed: Bounds,
        asks_store: bool = False,
    ) -> None:
        """`asks_store`: copies in an object store are read there, too."""
        self.findings = Findings()
        self.counts: dict[str, int] = {}
        """What was read: lines of each feed, rows of articles, WARC records, copies in an object
        store, reports, failed pages."""
        self._folder = folder
        self._database = database
        self._sites = sites
        self._failed = failed
        self._asks_store = asks_store
        self._is_lost = False
        """Whether there is no state: what cannot be read is a fault of its own."""

    def check(self) -> None:
        """Read all. Raises OSError (OutputError among it) for what cannot be read at all: no
        permission, a failing disk."""
        state = self._opened()
        if state is None or state.is_new:
            if state is not None:
                self._is_lost = True
                state.close()
            self._check(None)
            return
        with closing(state):
            self._check_database(state)
            self._check(state)

    def _check(self, state: State | None) -> None:
        runs = self._runs(state)
        known = check_reports(self._folder, runs, self.findings)
        feeds = [self._check_feed(name, state) for name in FEEDS]
        if self._is_lost and any(feed.lines for feed in feeds):
            todo = "nothing: the next run rebuilds it from the feeds"
            self.findings.add(Finding("owed", NAME, "no state", "there is no state", todo))
        for feed in feeds:
            self._check_unknown_runs(feed, known)
        if state is not None:
            self._check_rows(state, feeds[0], known)
        self.findings.half_done = self._half_done(state)
        self._check_warc(state, runs)
        self.findings.half_done = set()
        # A file that is no database at all is reported already.
        if runs is not None and self._database is None:
            check_checksum(self._folder, runs, self.findings)
        self.counts["reports"] = len(known)
        self.counts["failed"] = check_leftovers(
            self._folder,
            self.findings,
            failed_max=self._failed.pages,
            failed_bytes=self._failed.bytes,
        )

    def _check_unknown_runs(self, feed: FeedAudit, known: set[str]) -> None:
        for run, line in feed.runs.items():
            if run not in known:
                what = (
                    f"run {run} is named from this line on, and neither the state nor runs/ knows"
                    " it"
                )
                todo = "restore its report from a copy"
                self.findings.add(
                    Finding("fault", feed.path.name, "unknown run", what, todo, line, id=run)
                )

    def _half_done(self, state: State | None) -> set[str]:
        """The WARC files, and their indexes, that a takedown was rewriting when it was cut
        short."""
        try:
            undone = state.suppressions(undone=True) if state is not None else []
            names = (
                {row["file"] for one in undone for row in state.captures_of_article(one["id"])}
                if state is not None
                else set()
            )
        except UNREADABLE:
            # Reported where these rows are read for what they say.
            return set()
        return {f"{FOLDER}/{name}" for one in names for name in (one, index_name(one))}

    # The state.

    def _opened(self) -> State | None:
        try:
            return State(self._folder, self._database, read_only=True)
        except UsageError:
            raise
        except UNREADABLE as error:
            if isinstance(error, OutputError) and (
                self._database or not _is_readable(self._folder / NAME)
            ):
                raise
            self.findings.fault_in_state("unreadable", one_line(error))
            return None

    def _check_database(self, state: State) -> None:
        try:
            found = integrity(state)
        except UNREADABLE as error:
            found = [one_line(error)]
        for what in found:
            self.findings.fault_in_state("integrity", f"SQLite finds: {what}")

    def _runs(self, state: State | None) -> list[Row] | None:
        try:
            return state.runs() if state else None
        except UNREADABLE as error:
            self.findings.fault_in_state(
                "unreadable", f"the runs in it cannot be read: {one_line(error)}"
            )
            return None

    def _check_feed(self, name: str, state: State | None) -> FeedAudit:
        feed = FeedAudit(self._folder, name, self.findings, self._stored(name, state), self._sites)
        feed.check()
        self.counts[name] = feed.lines
        return feed

    def _stored(self, name: str, state: State | None) -> Stored | None:
        if state is None:
            return None
        try:
            found = {
                row["name"]: (int(row["seq"]), int(row["size_bytes"])) for row in positions(state)
            }
            if unknown := sorted(found.keys() - set(FEEDS)):
                self.findings.fault_in_state(
                    "row of feeds",
                    f"it tells how far {unknown[0]!r} is written, and there is no such feed",
                )
            return Stored(
                stored_lines(state, name),
                state.last_seq(name),
                found.get(name, (0, 0)),
                suppressions(state),
            )
        except UNREADABLE as error:
            self.findings.fault_in_state(
                "unreadable", f"the lines of {name}.jsonl in it cannot be read: {one_line(error)}"
            )
            return None

    def _check_rows(self, state: State, articles: FeedAudit, runs: set[str]) -> None:
        try:
            stored_seq, takedowns = state.last_seq("articles"), suppressions(state)
            self._check_takedowns(takedowns)
            self.counts["rows"] = check_articles(
                state.all_articles(),
                articles.last,
                runs=runs,
                stored_seq=stored_seq,
                takedowns=takedowns,
                findings=self.findings,
            )
            check_failing(state.failures(), self._known_of(state), self.findings)
            self._check_marks(state, runs)
            self._check_memories(state)
        except UNREADABLE as error:
            self.findings.fault_in_state(
                "unreadable", f"its tables cannot be read: {one_line(error)}"
            )

    def _check_takedowns(self, takedowns: Mapping[str, bool]) -> None:
        for article_id, is_done in takedowns.items():
            if not is_done:
                what = "its takedown was cut short"
                self.findings.add(
                    Finding("owed", NAME, "takedown", what, TAKEDOWN_OWED, id=article_id)
                )

    def _known_of(self, state: State) -> set[str]:
        ids = [row.page for row in state.failures() if row.kind in OF_ARTICLES]
        return {
            known.id
            for start in range(0, len(ids), IDS_AT_ONCE)
            for known in state.known(ids[start : start + IDS_AT_ONCE])
        }

    def _check_marks(self, state: State, runs: set[str]) -> None:
        for row in all_marks(state):
            if row["run"] not in runs:
                what = (
                    f"the mark of {row['site']}/{row['language']} names {row['run']}, which is no"
                    " run"
                )
                self.findings.fault_in_state("row of marks", what)

    def _check_memories(self, state: State) -> None:
        for row in all_memories(state):
            if not _is_json(row["pages"]):
                what = f"what is known of the pages of {row['site']}/{row['language']} is no JSON"
                self.findings.fault_in_state("row of memories", what)

    def _check_warc(self, state: State | None, runs: list[Row] | None) -> None:
        # Without the table of runs all that it knew is unknown: its tables are of no use.
        state = state if runs is not None else None
        stored = StoredAudit(self.findings, asks=self._asks_store)
        warc = WarcAudit(self._folder, state, self.findings, runs=runs or (), stored=stored)
        warc.check()
        check_references(self._folder, state, warc.records, self.findings)
        self.counts["records"] = warc.records.count
        if stored.count:
            self.counts["stored"] = stored.count


def _is_readable(path: Path) -> bool:
    """Whether the system lets us read it: then what is wrong is in it."""
    try:
        with path.open("rb") as file:
            while file.read(1 << 20):
                pass
    except OSError:
        return False
    return True


def _is_json(text: object) -> bool:
    try:
        json.loads(str(text))
    except ValueError:
        return False
    return True
