"""What was named and waits to be visited, on the disk however much it is: articles, and how far the
feeds and sitemaps that name them were read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from newscrawl.storage.state.repository import State

Row = dict[str, Any]

QUERY_IDS = 500
"""Maximum number of ids in one query: SQLite and PostgreSQL bound the variables of a statement."""

PAGE_ROWS = 1_000
"""Articles that are taken from the disk at once: a quarter of an hour's visits."""


class FeedRead(NamedTuple):
    """When a feed or sitemap was last read to its end, all that it names being known since."""

    read_at: str
    changed: str | None
    """When it had changed last, as its index said then; None where none did."""


class Backlog:
    """Rows of `owed` and `feeds_read` that wait to be written with the rest, and what is there."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._rows: dict[str, Row] = {}
        self._feeds: dict[str, Row] = {}
        self._expected: list[str] = []
        self._looked_up: dict[str, bool] = {}

    # Articles.

    def add(self, article_id: str, *, site: str, url: str) -> None:
        """An article waits from now on. `url` is its canonical URL."""
        self._rows[article_id] = {"id": article_id, "site": site, "url": url}

    def visited(self, article_id: str) -> None:
        """It waits no more. Its row in the state goes with what is written of the visit."""
        self._rows.pop(article_id, None)

    def expect(self, ids: Sequence[str]) -> None:
        """Of these articles it may be asked whether they wait: then it is looked up for all of them
        at once."""
        self._expected, self._looked_up = list(ids), {}

    def _look_up(self, ids: Iterable[str]) -> None:
        asked = list(dict.fromkeys(ids))
        self._looked_up.update(dict.fromkeys(asked, False))
        for start in range(0, len(asked), QUERY_IDS):
            found = self._state.owed_of(asked[start : start + QUERY_IDS])
            self._looked_up.update(dict.fromkeys(found, True))

    def holds(self, article_id: str) -> bool:
        """Whether the article waits already."""
        if article_id in self._rows:
            return True
        if article_id not in self._looked_up:
            self._look_up([*self._expected, article_id])
            self._expected = []
        return self._looked_up[article_id]

    def of(self, site: str) -> Iterator[tuple[str, str | None]]:
        """What waits in the state: id and canonical URL, None where it is not known. The highest
        ids first: where they hold a day, the newest."""
        below: str | None = None
        while page := self._state.unvisited(site, below=below, limit=PAGE_ROWS):
            yield from page
            below = page[-1][0]

    # Feeds and sitemaps.

    def note_read(self, site: str, url: str, *, changed: str | None, read_at: str) -> None:
        """A feed or sitemap was read to its end. `url` is its canonical URL."""
        row = {"site": site, "url": url, "changed": changed, "read_at": read_at}
        self._feeds[url] = row

    def feeds_read(self, site: str) -> dict[str, FeedRead]:
        """How far each feed and sitemap was read, by its canonical URL."""
        return {
            url: FeedRead(read_at, changed)
            for url, read_at, changed in self._state.feeds_read(site)
        }

    def take(self) -> tuple[dict[str, Row], list[Row]]:
        """The rows of `owed`, by id, and those of `feeds_read` to write; they wait no more."""
        rows, self._rows = self._rows, {}
        feeds, self._feeds = list(self._feeds.values()), {}
        self._looked_up.update((one, True) for one in rows if one in self._looked_up)
        return rows, feeds
