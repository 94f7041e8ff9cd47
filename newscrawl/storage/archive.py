"""An output folder, open for one run: what it finds goes into the state first, and from there into
the feeds.

Rows wait in a buffer, are committed to the state in one transaction, and only then appended to the
feeds; so a crash leaves feeds that lack the end of what the state knows, never the other way round,
and the next opening appends what is missing.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from newscrawl import clock
from newscrawl.errors import OutputError
from newscrawl.items import Article, Headline
from newscrawl.lifecycle.page import Known
from newscrawl.lifecycle.transitions import last_seen_before, met, revised
from newscrawl.records import Record, headline_record, line_of, utc
from newscrawl.storage.feed_recovery import reconcile
from newscrawl.storage.files.jsonl_log import GROUP_LINES, Feed
from newscrawl.storage.files.run_reports import restore_runs
from newscrawl.storage.rows import boilerplate_row, with_facts
from newscrawl.storage.state.batch import Batch
from newscrawl.storage.state.repository import State
from newscrawl.storage.state.run_lock import Guard
from newscrawl.storage.suppression.job import finish_interrupted, restore_orders
from newscrawl.storage.warc.closing import close_finished
from newscrawl.storage.warc.records import Exchange
from newscrawl.storage.warc.recovery import recover
from newscrawl.storage.warc.writer import Origin, Row, WarcWriter
from newscrawl.storage.write_buffer import FEEDS, Validators, WriteBuffer

BATCH_LINES = GROUP_LINES // 4
"""Number of waiting lines that are written at once, however young they are: well below what a feed
writes without forcing it to the disk."""

BATCH_SECONDS = 1.0
"""How long a line waits for others at most: what a crash then takes is fetched again."""

CountCallback = Callable[[str, int], None]


class Archive(WriteBuffer):
    """articles.jsonl, headlines.jsonl, the WARC files and the state of one folder."""

    def __init__(
        self,
        folder: Path,
        *,
        run: str,
        database: str | None = None,
        dry: bool = False,
        on_count: CountCallback | None = None,
        origin: Origin | None = None,
        guard: Guard | None = None,
        clock: Callable[[], datetime] = clock.now,
    ) -> None:
        """Open all, and bring feeds, WARC files, reports and state into agreement.

        `database` is a URL for SQLAlchemy; None: a file in the folder. With `dry` nothing is ever
        written. `on_count` is called with names and numbers of what was written, once it is on the
        disk. `origin` is what the WARC files of the run say of themselves; None: none are written.
        `guard` is that of the lock. Raises UsageError for another folder's database, OutputError.
        """
        self.folder = folder
        self.dry = dry
        self.clock = clock
        self._on_count = on_count or (lambda name, count: None)
        self._counts: Counter[str] = Counter()
        self._written_at = time.monotonic()
        self._warc: WarcWriter | None = None
        self._feeds: dict[str, Feed] = {}
        if dry:
            super().__init__(State(folder, database, read_only=True), run=run)
            return
        _make(folder)
        state = State(folder, database, guard=guard)
        if guard is not None:
            _check_guard(state)
        # First of all: a takedown that a crash left half-way may have left torn lines.
        finish_interrupted(folder, state)
        self._feeds = {name: Feed(folder / f"{name}.jsonl") for name in FEEDS}
        super().__init__(state, run=run)
        is_new = not any(self.last_seqs.values())
        for name, feed in self._feeds.items():
            # Not commit: lines that are restored are in the feed.
            reconcile(name, feed, self, self._write_to_state)
        recover(folder, state)
        restore_runs(folder, state)
        if is_new:
            restore_orders(folder, state)
        if origin is not None:
            self._warc = WarcWriter(folder, origin, state, clock=clock)
        self._suppressed = state.suppressed()

    @property
    def now(self) -> str:
        """The time, as the state writes it."""
        return utc(self.clock())

    # What a run finds.

    def capture(self, exchange: Exchange, *, is_not_modified: bool = False) -> Row | None:
        """Write an exchange as it went over the wire; the row of `captures` of its response. None
        if no WARC is written, the article was taken down, or a 304 confirms nothing that is known.
        Raises OutputError.

        `is_not_modified`: the server says that what it showed at this URL before still holds (304).
        """
        if self._warc is None or (
            exchange.article is not None and self.is_suppressed(exchange.article)
        ):
            return None
        confirmed = self._warc.confirmed_record(exchange) if is_not_modified else None
        return self._warc.add(exchange, confirms=confirmed)

    def captured(self, record_id: str) -> Row | None:
        """The row of `captures` of a WARC record, whether it waits or is in the state; None where
        it is not known."""
        if self._warc is not None:
            return self._warc.captured(record_id)
        return self.state.capture(record_id)

    def own_dates_read(self, article_id: str) -> set[tuple[str, str]] | None:
        """The days (source and day) that the page gave for itself from which the last line of an
        article is; None where that is not known."""
        waiting = self._batch.readings.get((article_id, "read"))
        rows = [waiting] if waiting is not None else self.state.readings([article_id])
        for row in rows:
            if row["came"] == "read":
                return {(source, day) for source, day in json.loads(row["claims"])}
        return None

    def add_revision(
        self,
        record: Record,
        *,
        counts: Iterable[str] = (),
        validators: Validators | None = None,
        article: Article | None = None,
    ) -> Record:
        """The next revision of an article; gives it with its `seq` and `run`, which are set here.
        `article` is the reading that it is from, if there was one.

        Raises OutputError.
        """
        if article is not None:
            self.note_reading(article)
        assert not self.is_suppressed(record["id"]), f"{record['id']} was taken down"
        self.last_seqs["articles"] += 1
        record = {**record, "seq": self.last_seqs["articles"], "run": self.run}
        before = self.known(record["id"])
        bound = (
            self.latest_possible_day(before or met(record["id"], self.clock()))
            if not record["published"]
            else None
        )
        self._put_revision(record, line_of(record), last_seen_before(before, record))
        known = revised(before, record, published_by=bound)
        if article is not None:
            known = with_facts(known, article)
        self._put_article(known, validators)
        self._count(counts)
        return record

    def add_headline(self, headline: Headline) -> None:
        """The first sight of this headline. Raises OutputError."""
        self.last_seqs["headlines"] += 1
        record = headline_record(headline, seq=self.last_seqs["headlines"], run=self.run)
        self._put_headline(record, line_of(record))
        self._count(["headlines/new"])

    def put_article(
        self, known: Known, *, counts: Iterable[str] = (), validators: Validators | None = None
    ) -> None:
        """What a visit found out about an article, without a revision. Raises OutputError."""
        self._put_article(known, validators)
        self._count(counts)

    def was_asked(self, *counts: str) -> None:
        """A requisite was asked for, and `requisites` knows what came of it. Raises OutputError."""
        self._count(counts)

    def add_unvisited(self, site: str, articles: Iterable[tuple[str, str]]) -> None:
        """Something led to these articles (id and canonical URL): a run that ends before it visits
        them leaves them to the next. Raises OutputError.

        Listing pages are read again by the next run; a page that is stored is not, nor is a sitemap
        that has not changed.
        """
        for article_id, url in articles:
            if self.known(article_id) is None and not self.backlog.holds(article_id):
                self.backlog.add(article_id, site=site, url=url, named_at=self.now)
        self._count(())

    def put_boilerplate(self, site: str, language: str, dumped: Mapping[str, Any]) -> None:
        """What repeats from page to page of a language, as `Boilerplate.dump` gives it. On the disk
        with the lessons that it is made of, and behind their pages: a kill leaves all or none of
        it."""
        row = boilerplate_row(site, language, dumped, run=self.run)
        self._batch.memories[site, language] = row

    def note_reparse(self, site: str, code: str, chosen: str, place: str) -> None:
        """How far a reparse has come, by which program, of what; an empty place: to its end. On the
        disk with what it wrote until then. Raises OutputError."""
        self._batch.reparses = [{"site": site, "code": code, "chosen": chosen, "place": place}]
        self._count(())

    def _count(self, counts: Iterable[str]) -> None:
        """Count once this is on the disk; write what waits, if it is time."""
        self._counts.update(counts)
        if self.waiting_lines >= BATCH_LINES or time.monotonic() - self._written_at > BATCH_SECONDS:
            self.commit()

    # The disk.

    def commit(self) -> None:
        """Write what waits: to the state, then to the feeds. Raises OutputError; what was committed
        before is whole."""
        if self.dry:
            return
        written = self._write_to_state()
        for name, rows in (("articles", written.revisions), ("headlines", written.headlines)):
            self._feeds[name].append([row["line"] for row in rows])

    @property
    def missing_lines(self) -> int:
        """Number of lines that the state holds and the feeds do not: the next opening appends
        them."""
        written = sum(self.last_seqs[name] - feed.seq for name, feed in self._feeds.items())
        return written - self.waiting_lines

    def _write_to_state(self) -> Batch:
        """Commit what waits to the state; gives what was written."""
        batch, counts = self._batch, self._counts
        batch.failures, batch.recovered = self.failures.take()
        batch.requisites, batch.requisite_uses = self.requisites.take()
        batch.owed, batch.feeds_read = self.backlog.take()
        if self._warc is not None:
            # Before the lines that name its records.
            self._warc.sync()
            batch.captures, batch.warc_files = self._warc.captures, [*self._warc.files.values()]
        if batch:
            batch.feeds = self._positions()
            self.state.write(batch)
            if self._warc is not None:
                self._warc.forget_saved()
        self._start_batch()
        self._counts = Counter()
        self._written_at = time.monotonic()
        for name, count in counts.items():
            self._on_count(name, count)
        return batch

    def _positions(self) -> list[dict[str, str | int]]:
        """How far each feed is surely on the disk."""
        return [
            {"name": name, "seq": feed.synced[0], "size_bytes": feed.synced[1]}
            for name, feed in self._feeds.items()
        ]

    def close(self) -> None:
        """Write what waits and close all. Raises OutputError."""
        try:
            self.commit()
            if not self.dry:
                self.state.write(Batch(feeds=self._positions()))
            if self._warc is not None:
                self._warc.close()
                close_finished(self.folder, self.state)
        finally:
            if self.dry:
                for name, count in self._counts.items():
                    self._on_count(name, count)
            for feed in self._feeds.values():
                feed.close()
            self.state.close()


def _check_guard(state: State) -> None:
    """Before anything is set right: who has lost the archive finds it out here."""
    try:
        with state.transaction():
            pass
    except BaseException:
        state.close()
        raise


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(error.errno, f"cannot make {folder}: {error.strerror}") from error
