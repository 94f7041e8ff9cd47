"""What is known of articles and headlines: what the state holds, and what waits to be written to
it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from newscrawl.dating.decide import Evidence
from newscrawl.dating.evidence import evidence_of
from newscrawl.errors import OutputError
from newscrawl.items import Headline
from newscrawl.lifecycle import transitions
from newscrawl.lifecycle.page import LIVE, Known
from newscrawl.storage.files.jsonl_log import Record
from newscrawl.storage.state.repository import Batch, State

CACHE_ROWS = 5_000

StrRow = dict[str, str]


class WriteBuffer:
    """The reading side of an archive."""

    def __init__(self, folder: Path, database: str | None, *, dry: bool) -> None:
        """Open the state; see Archive."""
        self.state = State(folder, database, read_only=dry)
        self._batch = Batch()
        """What waits."""
        self._days: dict[str, list[tuple[str, str]]] = {}
        """Titles and days of the headlines that wait, by article."""
        self._rows: dict[str, Known | None] = {}
        self._suppressed: set[str] = set()
        self._ahead: dict[str, tuple[list[StrRow], list[StrRow]]] = {}
        """Claims and sightings of articles, as the state holds them since it was last written
        to."""

    def known(self, article_id: str) -> Known | None:
        """What is known of a number; None if it was never met."""
        pending = self._batch.articles.get(article_id)
        if pending is not None:
            return pending
        if article_id not in self._rows:
            self.look_up([article_id])
        return self._rows[article_id]

    def is_suppressed(self, article_id: str) -> bool:
        """Whether the article was taken down: it is not visited, read or written any more."""
        return article_id in self._suppressed

    def look_up(self, ids: Iterable[str]) -> None:
        """Ask for many at once, so that `known` need not ask for each."""
        new = [one for one in dict.fromkeys(ids) if one not in self._rows]
        if len(self._rows) + len(new) > CACHE_ROWS:
            self._rows.clear()
        for start in range(0, len(new), 500):
            asked = new[start : start + 500]
            self._rows.update(dict.fromkeys(asked))
            self._rows.update((known.id, known) for known in self.state.known(asked))

    def look_ahead(self, ids: Sequence[str]) -> None:
        """Ask for all that is known of the days of many articles at once, so that `evidence` need
        not ask for each."""
        self.look_up(ids)
        self._ahead = {one: ([], []) for one in ids}
        for place, rows in enumerate((self.state.claims(ids), self.state.sightings(ids))):
            for row in rows:
                self._ahead[row["id"]][place].append(row)

    def latest(self, known: Known) -> Record:
        """The newest line of an article that was read."""
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
        record: Record = json.loads(line)
        return record

    def has_headline(self, headline: Headline) -> bool:
        """Whether this article has been seen under this title with this day."""
        said = (headline.title, headline.published.isoformat())
        return said in self._days.get(headline.id, ()) or self.state.has_headline(
            headline.id, *said
        )

    def sightings(self, article_id: str) -> list[dict[str, str]]:
        """Every dated headline of an article, in the order of their first sight: `title`,
        `published`, `seen_on`, `seen_at`, `run`."""
        pending = (
            [row for row in self._batch.headlines if row["id"] == article_id]
            if article_id in self._days
            else []
        )
        return [*self._sightings([article_id]), *pending]

    def evidence(self, ids: Sequence[str]) -> dict[str, list[Evidence]]:
        """All that is known about the days of these articles: what their own pages said, and what
        headlines elsewhere say."""
        self.look_up(ids)
        met = [article_id for article_id in ids if self.known(article_id) is not None]
        claimed = {(row["id"], row["source"], row["published"]): row for row in self._claims(met)}
        claimed |= {key: row for key, row in self._batch.claims.items() if key[0] in ids}
        for withdrawn in self._batch.unclaimed:
            claimed.pop(withdrawn, None)
        pending = (
            [row for row in self._batch.headlines if row["id"] in ids]
            if not self._days.keys().isdisjoint(ids)
            else []
        )
        return evidence_of(ids, claimed.values(), [*self._sightings(ids), *pending])

    def _claims(self, ids: Sequence[str]) -> list[StrRow]:
        if self._ahead.keys() >= set(ids):
            return [row for one in ids for row in self._ahead[one][0]]
        return self.state.claims(ids) if ids else []

    def _sightings(self, ids: Sequence[str]) -> list[StrRow]:
        if self._ahead.keys() >= set(ids):
            return [row for one in ids for row in self._ahead[one][1]]
        return self.state.sightings(ids)

    def published_by(self, known: Known) -> str | None:
        """A day after which an undated article was surely not published, by its neighbours; None if
        none is dated."""
        if known.published or known.number is None:
            return None
        return self.state.oldest_day_from(known.site, known.language, known.number)

    def known_or_met(self, article_id: str, at: datetime, url: str | None = None) -> Known:
        """What is known of an article that was visited at this moment, for the first time if need
        be. `url` is its canonical URL, None where it is not known."""
        return self.known(article_id) or transitions.met(article_id, at, url)

    def twins(self, content_sha256: str) -> list[str]:
        """Ids of the live articles that say this, in order."""
        pending = self._batch.articles
        said = {one for one in self.state.twins(content_sha256) if one not in pending}
        said |= {
            known.id
            for known in pending.values()
            if known.content_sha256 == content_sha256 and known.status == LIVE
        }
        return sorted(said)

    def to_redate(self, site: str) -> list[str]:
        """Ids of the articles about whose day headlines have said something new."""
        pending = [known.id for known in self._batch.articles.values() if known.redate]
        return list(dict.fromkeys([*self.state.to_redate(site), *pending]))
