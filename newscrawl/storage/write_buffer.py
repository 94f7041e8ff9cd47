"""What a run has found and not yet written; and what is known of articles and headlines: what the
state holds, and what waits to be written to it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from newscrawl.dating.decide import Evidence
from newscrawl.dating.evidence import evidence_of
from newscrawl.errors import OutputError
from newscrawl.items import Article, Circumstances, Failure, Headline
from newscrawl.lifecycle import transitions
from newscrawl.lifecycle.headline_changes import is_news
from newscrawl.lifecycle.page import LIVE, SUPPRESSED, Known
from newscrawl.records import Record, moment, upgraded
from newscrawl.storage.backlog import QUERY_IDS, Backlog
from newscrawl.storage.failure_book import FailureBook
from newscrawl.storage.requisite_book import RequisiteBook
from newscrawl.storage.rows import as_stored, claim_rows, headline_row, reading_row, revision_row
from newscrawl.storage.state.batch import Batch
from newscrawl.storage.state.repository import State

CACHE_ROWS = 5_000
"""Maximum number of articles whose rows are kept in memory: a few megabytes."""

FEEDS = ("articles", "headlines")
"""Names of the feeds, as the state and the files have them."""

StrRow = dict[str, str]

Validators = tuple[str | None, str | None]
"""`ETag` and `Last-Modified` of a page; None where the server sent none."""


class WriteBuffer:
    """Rows that wait to be written together, and reads that see them as if they were written.

    Nothing here writes to the disk: that is for whoever holds the buffer, see Archive.
    """

    def __init__(self, state: State, *, run: str) -> None:
        """`run` is the id of the run that writes."""
        self.state = state
        self.run = run
        self.last_seqs = {name: state.last_seq(name) for name in FEEDS}
        """`seq` of the last line of each feed, those that wait included."""
        self._batch = Batch()
        """What waits."""
        self._waiting_headlines: dict[str, list[StrRow]] = {}
        """Rows of the headlines that wait, by article."""
        self._cache: dict[str, Known | None] = {}
        self._suppressed = state.suppressed()
        self.failures = FailureBook(state)
        """The pages that fail."""
        self.requisites = RequisiteBook(state, run)
        """What pages need to be looked at."""
        self.backlog = Backlog(state)
        """What waits to be visited."""
        self._prefetched: dict[str, tuple[list[StrRow], list[StrRow]]] = {}
        """Claims and sightings of articles, as the state holds them since it was last written
        to."""

    # What is known.

    def known(self, article_id: str) -> Known | None:
        """What is known of an article; None if it was never met."""
        waiting = self._batch.articles.get(article_id)
        if waiting is not None:
            return waiting
        if article_id not in self._cache:
            self.prefetch([article_id])
        return self._cache[article_id]

    def known_or_met(self, article_id: str, at: datetime, url: str | None = None) -> Known:
        """What is known of an article that was visited at this moment, for the first time if need
        be. `url` is its canonical URL, None where it is not known."""
        return self.known(article_id) or transitions.met(article_id, at, url)

    def is_suppressed(self, article_id: str) -> bool:
        """Whether the article was taken down: it is not visited, read or written any more."""
        return article_id in self._suppressed

    def suppressed_with(self, content_sha256: str) -> str | None:
        """The article that said this when it was taken down; None where none did."""
        return self.state.suppressed_with(content_sha256) if self._suppressed else None

    def prefetch(self, ids: Iterable[str]) -> None:
        """Ask for many articles at once, so that `known` need not ask for each."""
        missing = [one for one in dict.fromkeys(ids) if one not in self._cache]
        if len(self._cache) + len(missing) > CACHE_ROWS:
            self._cache.clear()
        for start in range(0, len(missing), QUERY_IDS):
            queried = missing[start : start + QUERY_IDS]
            self._cache.update(dict.fromkeys(queried))
            self._cache.update((known.id, known) for known in self.state.known(queried))

    def prefetch_evidence(self, ids: Sequence[str]) -> None:
        """Ask for all that is known of the days of many articles at once, so that `evidence` need
        not ask for each."""
        self.prefetch(ids)
        self._prefetched = {one: ([], []) for one in ids}
        for place, rows in enumerate((self.state.claims(ids), self.state.sightings(ids))):
            for row in rows:
                self._prefetched[row["id"]][place].append(row)

    def latest_record(self, known: Known) -> Record:
        """The newest line of an article that was read, `upgraded`. Raises OutputError where it is
        not there."""
        assert known.seq is not None
        line = next(
            (row["line"] for row in reversed(self._batch.revisions) if row["seq"] == known.seq),
            None,
        )
        line = line or self.state.line("articles", known.seq)
        if line is None:
            raise OutputError(
                f"{self.state.name}: revision {known.seq} of {known.id} is not there; no crash does"
                " this: restore the file"
            )
        return upgraded(json.loads(line))

    def is_news(self, headline: Headline) -> bool:
        """Whether the feed is to tell of this headline."""
        told = self.state.told_headlines(headline.id)
        waiting = self._waiting_headlines.get(headline.id, ())
        return is_news(as_stored(headline), [*told, *waiting])

    def sightings(self, article_id: str) -> list[StrRow]:
        """Every dated headline of an article, in the order of their first sight: `title`,
        `published`, `seen_on`, `seen_at`, `run`."""
        return [*self._stored_sightings([article_id]), *self._sightings_that_wait([article_id])]

    def evidence(self, ids: Sequence[str]) -> dict[str, list[Evidence]]:
        """All that is known about the days of these articles: what their own pages said, and what
        headlines elsewhere say."""
        self.prefetch(ids)
        met = [article_id for article_id in ids if self.known(article_id) is not None]
        claims = {
            (row["id"], row["source"], row["published"]): row for row in self._stored_claims(met)
        }
        claims |= {key: row for key, row in self._batch.claims.items() if key[0] in ids}
        for withdrawn in self._batch.withdrawn_claims:
            claims.pop(withdrawn, None)
        sightings = [*self._stored_sightings(ids), *self._sightings_that_wait(ids)]
        return evidence_of(ids, claims.values(), sightings)

    def latest_possible_day(self, known: Known) -> str | None:
        """A day after which an undated article was surely not published, by its neighbours; None if
        none is dated, or if it is dated itself."""
        if known.published or known.number is None:
            return None
        return self.state.oldest_day_from(known.site, known.language, known.number)

    def twins(self, content_sha256: str) -> list[str]:
        """Ids of the live articles that have this text, in order."""
        waiting = self._batch.articles
        ids = {one for one in self.state.twins(content_sha256) if one not in waiting}
        ids |= {
            known.id
            for known in waiting.values()
            if known.content_sha256 == content_sha256 and known.status == LIVE
        }
        return sorted(ids)

    def to_redate(self, site: str) -> list[str]:
        """Ids of the articles about whose day headlines have said something new."""
        waiting = [known.id for known in self._batch.articles.values() if known.redate]
        return list(dict.fromkeys([*self.state.to_redate(site), *waiting]))

    def _stored_claims(self, ids: Sequence[str]) -> list[StrRow]:
        if self._prefetched.keys() >= set(ids):
            return [row for one in ids for row in self._prefetched[one][0]]
        return self.state.claims(ids) if ids else []

    def _stored_sightings(self, ids: Sequence[str]) -> list[StrRow]:
        if self._prefetched.keys() >= set(ids):
            return [row for one in ids for row in self._prefetched[one][1]]
        return self.state.sightings(ids)

    def _sightings_that_wait(self, ids: Sequence[str]) -> list[StrRow]:
        if self._waiting_headlines.keys().isdisjoint(ids):
            return []
        return [row for one in ids for row in self._waiting_headlines.get(one, ())]

    # What waits.

    @property
    def waiting_lines(self) -> int:
        """Number of lines that wait to be written."""
        return len(self._batch.revisions) + len(self._batch.headlines)

    def add_lesson(self, layout: str, place: int, record_id: str) -> None:
        """The page in this WARC record taught what repeats, as the one of this place in its
        layout."""
        self._batch.lessons.append({"layout": layout, "place": place, "record_id": record_id})

    def note_reading(self, article: Article, *, only_first: bool = False) -> None:
        """Keep in which circumstances a page was read. `only_first`: unless that is known of an
        earlier page that says the same."""
        seen, known = article.circumstances, self.known(article.id)
        if known is not None and known.tries:
            # It failed, and has been read since: what it was then is of no use any more.
            self._withdraw_reading(article.id, "failed")
        if seen is None and not only_first:
            # The newest line is of a page that no WARC record holds: an older page must not be read
            # in its place.
            self._withdraw_reading(article.id, "read")
        if seen is None or (only_first and self._has_reading(article.id)):
            return
        dates = [[own.source, moment(own.published)] for own in article.own_dates]
        self._batch.readings[article.id, "read"] = reading_row(
            article.id, "read", seen, claims=dates
        )

    def note_failure(self, failure: Failure) -> None:
        """Keep in which circumstances a page could not be read."""
        if failure.id is not None and failure.circumstances is not None:
            row = reading_row(failure.id, "failed", failure.circumstances, reason=failure.reason)
            self._batch.readings[failure.id, "failed"] = row

    def note_own_dates(self, article: Article) -> None:
        """Keep the dates that an article's page gives for itself; take back those that a better
        reading of it does not find."""
        for source, day in article.withdrawn:
            self._batch.withdrawn_claims.add((article.id, source, day))
            self._batch.claims.pop((article.id, source, day), None)
        if not article.own_dates:
            return
        stored = [] if self.known(article.id) is None else self._stored_claims([article.id])
        for row in claim_rows(article, stored, run=self.run):
            self._batch.claims[row["id"], row["source"], row["published"]] = row

    def restore(self, name: str, line: str) -> None:
        """Take in a line of a feed (`articles` or `headlines`) whose state was lost."""
        record: Record = json.loads(line)
        self.last_seqs[name] = record["seq"]
        if name == "headlines":
            self._batch.headlines.append(headline_row(record, line))
            self._redate(record["id"])
            return
        self._put_revision(record, line)
        if record["warc"] and not record.get("suppressed"):
            # In which circumstances its page was read is lost, but for what it was called.
            seen = Circumstances(record["warc"]["record_id"], (record["title"],), None, 0)
            self._batch.readings[record["id"], "read"] = reading_row(record["id"], "read", seen)
        before = self.known(record["id"])
        self._put_article(transitions.revised(before, record, published_by=record["page_date"]))

    def _put_revision(self, record: Record, line: str, last_seen: str | None = None) -> None:
        self._batch.revisions.append(revision_row(record, line, last_seen))

    def _put_article(self, known: Known, validators: Validators | None = None) -> None:
        if validators is not None:
            known = replace(known, etag=validators[0], last_modified=validators[1])
        if known.status != SUPPRESSED and self.is_suppressed(known.id):
            return
        self._batch.articles[known.id] = known
        self.failures.heard(known)
        self.backlog.visited(known.id)

    def _put_headline(self, record: Record, line: str) -> None:
        row = headline_row(record, line)
        self._batch.headlines.append(row)
        self._waiting_headlines.setdefault(row["id"], []).append(row)
        self._redate(row["id"])

    def _redate(self, article_id: str) -> None:
        """An article that a new headline may date is to be looked at again at the end of the
        run."""
        known = self.known(article_id)
        if (
            known is not None
            and known.status == LIVE
            and known.published_from in (None, "headline", "url")
            and not known.redate
        ):
            self._put_article(replace(known, redate=True))

    def _has_reading(self, article_id: str) -> bool:
        key = (article_id, "read")
        return key in self._batch.readings or (
            key not in self._batch.withdrawn_readings and self.state.has_reading(article_id)
        )

    def _withdraw_reading(self, article_id: str, came: str) -> None:
        self._batch.readings.pop((article_id, came), None)
        self._batch.withdrawn_readings.add((article_id, came))

    def _start_batch(self) -> None:
        """What waited is in the state: nothing waits any more."""
        self._cache.update(self._batch.articles)
        self._waiting_headlines.clear()
        self._prefetched.clear()
        self._batch = Batch()
