"""An output folder, open for one run: what is told goes into the state first, and from there into
the feeds.

What is told waits in a batch, for a second at most while items come. The batch is committed to the
state in one transaction, and only then appended to the feeds; so a crash leaves feeds that lack the
end of what the state knows, never the other way round, and the next opening appends what is owed.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from newscrawl import clock
from newscrawl.errors import OutputError
from newscrawl.items import Article, Circumstances, Failure, Headline
from newscrawl.lifecycle import transitions
from newscrawl.lifecycle.page import LIVE, SUPPRESSED, Known
from newscrawl.records import headline_record, line_of, moment, utc
from newscrawl.storage.files.jsonl_log import GROUP_LINES, Feed, Record
from newscrawl.storage.rows import headline_row, reading_row, revision_row
from newscrawl.storage.state.repository import Batch
from newscrawl.storage.suppression.job import finish_all, recall
from newscrawl.storage.warc.records import Exchange
from newscrawl.storage.warc.recovery import recover
from newscrawl.storage.warc.writer import Origin, Row, WarcWriter, finish
from newscrawl.storage.write_buffer import WriteBuffer

GROUP_SECONDS = 1.0
"""So long a line waits for others at most: what a crash then takes is fetched again."""

CACHE_ROWS = 5_000

Counted = Callable[[str, int], None]
Validators = tuple[str | None, str | None]
"""`ETag` and `Last-Modified` of a page; None where the server sent none."""


class Archive(WriteBuffer):
    """articles.jsonl, headlines.jsonl and the state of one folder."""

    def __init__(
        self,
        folder: Path,
        *,
        run: str,
        database: str | None = None,
        dry: bool = False,
        counted: Counted | None = None,
        origin: Origin | None = None,
        clock: Callable[[], datetime] = clock.now,
    ) -> None:
        """Open all, and bring feeds and state into agreement.

        `database` is an address for SQLAlchemy; None: a file in the folder. With `dry` nothing is
        written, then or later. `counted` hears the names of what was told once it is on the disk.
        `origin` is what the WARC files of the run say of themselves; None: none are written. Raises
        OutputError.
        """
        self.folder = folder
        self.run = run
        self.dry = dry
        self.clock = clock
        self._counted = counted or (lambda name, count: None)
        self._tally: Counter[str] = Counter()
        self._since = time.monotonic()
        self._warc: WarcWriter | None = None
        if not dry:
            try:
                folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise OutputError(error.errno, f"cannot make {folder}: {error.strerror}") from error
        super().__init__(folder, database, dry=dry)
        if not dry:
            # A takedown that a crash left half-way may have left torn lines: first of all it is
            # brought to its end.
            finish_all(folder, self.state)
        self._feeds = (
            {}
            if dry
            else {name: Feed(folder / f"{name}.jsonl") for name in ("articles", "headlines")}
        )
        self._suppressed = self.state.suppressed()
        self._seqs = {name: self.state.last_seq(name) for name in ("articles", "headlines")}
        is_new = not any(self._seqs.values())
        for name, feed in self._feeds.items():
            self._settle(name, feed)
        if not dry:
            recover(folder, self.state)
            if is_new:
                recall(folder, self.state)
            self._warc = WarcWriter(folder, origin, self.state) if origin is not None else None
        self._suppressed = self.state.suppressed()

    # Feeds and state in agreement.

    def _settle(self, name: str, feed: Feed) -> None:
        """Take in lines that the state lacks, append those that the feed lacks."""
        expected = None
        for seq, line in feed.recover(*self.state.feed_position(name)):
            if seq > self._seqs[name]:
                self._take_in(name, line)
                continue
            expected = expected or self.state.lines(name, after=seq - 1)
            if next(expected) != (seq, line):
                raise feed.damaged("the state holds another line of this number")
        feed.sync()
        # Not commit: these lines are in the feed.
        self._write()
        owed: list[str] = []
        for _, line in self.state.lines(name, after=feed.seq):
            owed.append(line)
            if len(owed) >= GROUP_LINES:
                feed.append(owed)
                owed.clear()
        feed.append(owed)

    def _take_in(self, name: str, line: str) -> None:
        """A line of a feed whose state is lost."""
        record: Record = json.loads(line)
        self._seqs[name] = record["seq"]
        if name == "articles":
            self._batch.revisions.append(revision_row(record, line))
            if record["warc"] and not record.get("suppressed"):
                # In which circumstances its page was read is lost, but for what it was called.
                seen = Circumstances(record["warc"]["record_id"], (record["title"],), None, 0)
                self._batch.readings[record["id"], "read"] = reading_row(
                    record["id"], "read", seen, None, []
                )
            known = transitions.revised(
                self.known(record["id"]), record, published_by=record["page_date"]
            )
            self._put(known)
        else:
            self._batch.headlines.append(headline_row(record, line))
            self._reopen(record["id"])
        if len(self._batch.revisions) + len(self._batch.headlines) >= GROUP_LINES:
            self._write()

    # What is told.

    def capture(self, exchange: Exchange, *, is_vouched: bool = False) -> Row | None:
        """Write an exchange as it went over the wire; where the answer lies then. None if no WARC
        is written, or the article was taken down. Raises OutputError.

        `is_vouched`: the server says that what it showed at this address before still holds.
        """
        if self._warc is None or (
            exchange.article is not None and self.is_suppressed(exchange.article)
        ):
            return None
        return self._warc.add(
            exchange, confirms=self._warc.vouched(exchange) if is_vouched else None
        )

    def learn(self, layout: str, place: int, record_id: str) -> None:
        """The page in this record taught what repeats, as the one of this place in its layout."""
        self._batch.lessons.append({"layout": layout, "place": place, "record_id": record_id})

    def note_reading(self, article: Article, *, only_first: bool = False) -> None:
        """Keep in which circumstances a page was read. `only_first`: unless that is known of an
        earlier page that says the same."""
        seen, known = article.circumstances, self.known(article.id)
        if known is not None and known.tries:
            # It failed, and has been read since: what it was then is of no use any more.
            self._forget_reading(article.id, "failed")
        if seen is None and not only_first:
            # The newest line is of a page that no WARC record holds: an older page must not be read
            # in its place.
            self._forget_reading(article.id, "read")
        if seen is None or (only_first and self._has_reading(article.id)):
            return
        claimed = [[own.source, moment(own.published)] for own in article.own_dates]
        self._batch.readings[article.id, "read"] = reading_row(
            article.id, "read", seen, None, claimed
        )

    def _has_reading(self, article_id: str) -> bool:
        key = (article_id, "read")
        return key in self._batch.readings or (
            key not in self._batch.unread and self.state.has_reading(article_id)
        )

    def _forget_reading(self, article_id: str, came: str) -> None:
        self._batch.readings.pop((article_id, came), None)
        self._batch.unread.add((article_id, came))

    def note_reparse(self, site: str, code: str, chosen: str, place: str) -> None:
        """How far a reparse has come, by which program, of what; an empty place: to its end. On the
        disk with what it wrote until then."""
        self._batch.reparses = [{"site": site, "code": code, "chosen": chosen, "place": place}]
        self._told(())

    def note_failure(self, failure: Failure) -> None:
        """Keep in which circumstances a page could not be read."""
        if failure.id is not None and failure.circumstances is not None:
            row = reading_row(failure.id, "failed", failure.circumstances, failure.reason, [])
            self._batch.readings[failure.id, "failed"] = row

    def add(
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
        self._seqs["articles"] += 1
        record = {**record, "seq": self._seqs["articles"], "run": self.run}
        before = self.known(record["id"])
        bound = (
            self.published_by(before or transitions.met(record["id"], self.clock()))
            if not record["published"]
            else None
        )
        known = transitions.revised(before, record, published_by=bound)
        self._put(known, validators)
        self._batch.revisions.append(revision_row(record, line_of(record)))
        self._told(counts)
        return record

    def claim(self, article: Article) -> None:
        """Keep the dates that an article's page gives for itself; take back those that a better
        reading of it does not find."""
        for source, day in article.withdrawn:
            self._batch.unclaimed.add((article.id, source, day))
            self._batch.claims.pop((article.id, source, day), None)
        if not article.own_dates:
            return
        before = (
            {}
            if self.known(article.id) is None
            else {(row["source"], row["published"]): row for row in self._claims([article.id])}
        )
        at = utc(article.fetched_at)
        for own in article.own_dates:
            published = moment(own.published)
            assert published is not None
            row = {
                "id": article.id,
                "source": own.source,
                "published": published,
                "printed": own.printed,
                "seen_on": article.fetched_from,
                "seen_at": at,
                "run": self.run,
            }
            known = before.get((own.source, published), {})
            if known.get("last_seen_at", "") < at:
                self._batch.claims[article.id, own.source, published] = {
                    **row,
                    **known,
                    "last_seen_at": at,
                }

    def add_headline(self, headline: Headline) -> None:
        """The first sight of this headline. Raises OutputError."""
        self._seqs["headlines"] += 1
        record = headline_record(headline, seq=self._seqs["headlines"], run=self.run)
        row = headline_row(record, line_of(record))
        self._batch.headlines.append(row)
        self._days.setdefault(headline.id, []).append((row["title"], row["published"]))
        self._reopen(headline.id)
        self._told(["headlines/new"])

    def put(
        self, known: Known, *, counts: Iterable[str] = (), validators: Validators | None = None
    ) -> None:
        """What a visit said of a number, without a revision. Raises OutputError."""
        self._put(known, validators)
        self._told(counts)

    def owe(self, site: str, articles: Iterable[tuple[str, str]]) -> None:
        """The page of an article led to these (id and canonical URL): a run that ends before it
        visits them leaves them to the next.

        Listing pages are read again by the next run, a page that is stored is not.
        """
        self._batch.owed.update(
            (one, {"id": one, "site": site, "url": url})
            for one, url in articles
            if self.known(one) is None
        )

    def _put(self, known: Known, validators: Validators | None = None) -> None:
        if validators is not None:
            known = replace(known, etag=validators[0], last_modified=validators[1])
        if known.status != SUPPRESSED and self.is_suppressed(known.id):
            return
        self._batch.articles[known.id] = known
        self._batch.owed.pop(known.id, None)

    def _reopen(self, article_id: str) -> None:
        """A headline has spoken: an article that it may date is to be looked at again at the end of
        the run."""
        known = self.known(article_id)
        if (
            known is not None
            and known.status == LIVE
            and known.published_from in (None, "headline")
            and not known.redate
        ):
            self._put(replace(known, redate=True))

    def _told(self, counts: Iterable[str]) -> None:
        self._tally.update(counts)
        if (
            len(self._batch.revisions) + len(self._batch.headlines) >= GROUP_LINES // 4
            or time.monotonic() - self._since > GROUP_SECONDS
        ):
            self.commit()

    # The disk.

    def commit(self) -> None:
        """Write what waits: to the state, then to the feeds. Raises OutputError; what was committed
        before is whole."""
        if self.dry:
            return
        self._write()
        for name, rows in (
            ("articles", self._written.revisions),
            ("headlines", self._written.headlines),
        ):
            self._feeds[name].append([row["line"] for row in rows])

    @property
    def owed(self) -> int:
        """Lines that the state holds and the feeds do not: the next opening appends them."""
        return (
            sum(self._seqs[name] - feed.seq for name, feed in self._feeds.items())
            - len(self._batch.revisions)
            - len(self._batch.headlines)
        )

    def _write(self) -> None:
        """Commit the batch to the state."""
        self._written, tally = self._batch, self._tally
        if self._warc is not None:
            # Before the lines that name its records.
            self._warc.sync()
            self._written.captures, self._written.warc_files = (
                self._warc.captures,
                list(self._warc.files.values()),
            )
        if self._written:
            self._written.feeds = self._positions()
            self.state.write(self._written)
            if self._warc is not None:
                self._warc.told()
        self._rows.update(self._written.articles)
        self._days.clear()
        self._ahead.clear()
        self._batch, self._tally = Batch(), Counter()
        self._since = time.monotonic()
        for name, count in tally.items():
            self._counted(name, count)

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
                finish(self.folder, self.state)
        finally:
            if self.dry:
                for name, count in self._tally.items():
                    self._counted(name, count)
            for feed in self._feeds.values():
                feed.close()
            self.state.close()

    @property
    def now(self) -> str:
        """The time, as the state writes it."""
        return utc(self.clock())
