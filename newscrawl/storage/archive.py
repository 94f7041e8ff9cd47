"""The two feeds of an output folder, and what they hold: enough to know what need not be written again."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from newscrawl.errors import OutputError
from newscrawl.items import Article, Headline
from newscrawl.storage.feed import Feed, Record
from newscrawl.storage.records import article_record, compared_digest, headline_record


class Known(NamedTuple):
    """What is remembered of an article: the last line that the feed holds of it."""

    digest: bytes
    """Of its compared fields."""
    revision: int
    offset: int
    """Where its line begins in articles.jsonl, in bytes."""
    open_to_headlines: bool
    """A headline list may date it: it is undated, or dated by one already."""
    headline_day: date | None
    """The day that a headline list gave it; None if it has none from there."""


# One small bytes object an article: a hundred thousand tuples of objects would take 30 MB, these take 7.
_ENTRY = struct.Struct("<8sIQi")
_CLOSED = -1
_UNDATED = 0


class Archive:
    """articles.jsonl and headlines.jsonl of one folder, open for this run. Memory: 24 MB for 100,000 articles
    with a headline each."""

    def __init__(self, folder: Path) -> None:
        """Open both, cut what a crash left torn, and read what they hold. Raises OutputError."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(error.errno, f"cannot make {folder}: {error.strerror}") from error
        self.articles = Feed(folder / "articles.jsonl")
        self.headlines = Feed(folder / "headlines.jsonl")
        self._entries: dict[str, bytes] = {}
        self._seen: set[int] = set()
        for offset, record in self.articles.recover():
            self._remember(record, offset)
        for _, record in self.headlines.recover():
            self._seen.add(_key(record))

    def known(self, article_id: str) -> Known | None:
        """What the feed holds of this article; None if it has never been written."""
        entry = self._entries.get(article_id)
        if entry is None:
            return None
        digest, revision, offset, day = _ENTRY.unpack(entry)
        return Known(digest, revision, offset, day >= _UNDATED, date.fromordinal(day) if day > _UNDATED else None)

    def record(self, known: Known) -> Record:
        """The last line of an article, whole."""
        return self.articles.read(known.offset)

    def has_headline(self, headline: Headline) -> bool:
        """Whether this article has been seen under this title with this day."""
        return _headline_key(headline) in self._seen

    def sightings(self) -> Iterator[Record]:
        """Every line of headlines.jsonl, read from the disk."""
        return self.headlines.records()

    def add_article(self, article: Article, *, run: str) -> None:
        """Append this revision. Raises OutputError."""
        self.add_record(article_record(article, run=run))

    def add_record(self, record: Record) -> None:
        """Append this line of an article. Raises OutputError."""
        _, offset = self.articles.append(record)
        self._remember(record, offset)

    def add_headline(self, headline: Headline, *, run: str) -> None:
        """Append this sighting. Raises OutputError."""
        self.headlines.append(headline_record(headline, run=run))
        self._seen.add(_headline_key(headline))

    def close(self) -> None:
        """Force both feeds to the disk and close them. Raises OutputError."""
        try:
            self.articles.close()
        finally:
            self.headlines.close()

    def _remember(self, record: Mapping[str, Any], offset: int) -> None:
        self._entries[record["id"]] = _ENTRY.pack(compared_digest(record), record["revision"], offset, _day(record))


def _day(record: Mapping[str, Any]) -> int:
    """What the entry says of the line's date."""
    if record["change"] == "gone" or record["published_from"] not in {None, "headline"}:
        return _CLOSED
    return date.fromisoformat(record["published"]).toordinal() if record["published"] else _UNDATED


def _key(record: Mapping[str, Any]) -> int:
    # 64 bits for a sighting in place of its three strings: two of 100,000 fall together once in 3,000,000,000 archives.
    return hash((record["id"], record["title"], record["published"]))


def _headline_key(headline: Headline) -> int:
    return hash((headline.id, headline.title, headline.published.isoformat()))
