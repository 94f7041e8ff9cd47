"""The newest line of each article that was ever read, for `scrapy export`; and of which archive it
is."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from itertools import chain, islice
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, func, select

from newscrawl.items import NO_FACTS, PictureFacts
from newscrawl.records import Record, picture_facts, upgraded
from newscrawl.storage.queries.decoded import decoded
from newscrawl.storage.queries.steps import Step, steps
from newscrawl.storage.state.database import PAGE_ROWS
from newscrawl.storage.state.in_order import Rows, numbered, unnumbered
from newscrawl.storage.state.repository import State
from newscrawl.storage.state.schema import articles, revisions
from newscrawl.storage.state.utf8 import utf8

_KEYS = frozenset(
    json.loads((files("newscrawl") / "schemas" / "article.json").read_bytes())["required"]
)


_LINE = utf8(revisions.c.line).label("line")


class LatestRecord(Record):
    """The newest line of an article, and what the state knows of it beside its lines."""

    translations: Sequence[str] = ()
    """Ids of the same article in other languages."""
    picture: PictureFacts = NO_FACTS


class LatestRecords:
    """The latest record of each article: what a reader holds who read all of `articles.jsonl` and
    kept the last line of each id.

    Articles that are gone are in it, their line says so; a line of an earlier schema is given with
    the keys of the present one. It can be read several times; nothing is
    held but a page of rows.
    """

    def __init__(
        self, state: State, *, since: int | None = None, folder: Path | None = None
    ) -> None:
        """`since`: only articles whose newest line has a higher `seq`; None: all. `folder` is that
        of the archive, for what lies beside the state; None where nothing does."""
        self._state = state
        self.folder = folder
        self.left_out: Counter[str] = Counter()
        """What a format could not take in, by what it is, for the last line of the command."""
        self.since = since
        self.last_seq = state.last_seq("articles")
        """Of the last line of the feed at this moment; 0 if there is none."""

    def __iter__(self) -> Iterator[Record]:
        """By site, language and number, those without a number first. Raises OutputError;
        ValueError for a line that is damaged."""
        for row in latest_rows(self._state, articles.c.seq > (self.since or 0)):
            record = LatestRecord(_record(row["line"]))
            if row["translations"]:
                record.translations = json.loads(row["translations"])
            record.picture = picture_facts(row["picture"], record["image"])
            yield record

    def newest(self, limit: int | None) -> Iterator[Record]:
        """The highest `seq` first, at most `limit`; None: all. Raises as above."""
        # Down the lines by their key, each with a look whether it is its article's newest:
        # `articles` has no index of `seq`.
        is_newest = (articles.c.id == revisions.c.id) & (articles.c.seq == revisions.c.seq)
        columns = (revisions.c.seq, _LINE, articles.c.picture)
        query = select(*columns).join(articles, is_newest)
        query = query.where(revisions.c.seq > (self.since or 0)).order_by(revisions.c.seq.desc())
        left, page = limit, _at_most(query, limit)
        while rows := self._state.rows(page):
            yield from map(_with_picture, rows)
            left = None if left is None else left - len(rows)
            page = _at_most(query.where(revisions.c.seq < rows[-1]["seq"]), left)

    def of_seqs(self, seqs: list[int]) -> list[Record]:
        """The lines of these `seq`, at most PAGE_ROWS, in their order. Raises as above."""
        is_newest = (articles.c.id == revisions.c.id) & (articles.c.seq == revisions.c.seq)
        query = select(revisions.c.seq, _LINE, articles.c.picture)
        query = query.join(articles, is_newest, isouter=True).where(revisions.c.seq.in_(seqs))
        found = {row["seq"]: row for row in self._state.rows(query)}
        return [_with_picture(found[seq]) for seq in seqs if seq in found]

    def between(self, after: int, last: int) -> Iterator[Record]:
        """Those whose newest line has a `seq` above the first and up to the second, the newest
        first. Raises as above."""
        is_newest = (articles.c.id == revisions.c.id) & (articles.c.seq == revisions.c.seq)
        query = select(_LINE, articles.c.picture).join(articles, is_newest)
        query = query.where(revisions.c.seq > after, revisions.c.seq <= last)
        yield from map(_with_picture, self._state.rows(query.order_by(revisions.c.seq.desc())))

    def warc_files(self) -> list[dict[str, Any]]:
        """The WARC files, the oldest first: `name`, and `size_bytes` of what is surely there."""
        return self._state.warc_files()

    def captures_of(self, file: str) -> Iterator[dict[str, Any]]:
        """The rows of `captures` of a WARC file."""
        return self._state.captures_of(file)

    def with_captures(self) -> Iterator[tuple[Record, dict[str, Any]]]:
        """Each article whose page is kept, with the row of `captures` of the record that its newest
        line names; those that were taken down are left out."""
        kept = (one for one in self if one["warc"] is not None and not one.get("suppressed"))
        while records := list(islice(kept, PAGE_ROWS)):
            rows = self._state.captures_of_records([one["warc"]["record_id"] for one in records])
            for record in records:
                row = rows.get(record["warc"]["record_id"])
                if row is not None and row["kind"] != "suppressed":
                    yield record, row

    def revisions(self) -> Iterator[Record]:
        """Every line of the feed behind `since`, in its order. Raises as above."""
        after = self.since or 0
        query = select(revisions.c.seq, _LINE).order_by(revisions.c.seq).limit(PAGE_ROWS)
        while rows := self._state.rows(query.where(revisions.c.seq > after)):
            for row in rows:
                yield _record(row["line"])
            after = rows[-1]["seq"]

    def steps(self) -> Iterator[Step]:
        """Every revision behind `since` beside the one before it, by article. Raises as above."""
        return steps(self._state, since=self.since)

    def sources(self) -> list[Source]:
        """The sites that articles were ever read of."""
        query = select(articles.c.site, func.max(articles.c.seq).label("seq")).where(
            articles.c.seq.is_not(None)
        )
        found = []
        for row in self._state.rows(query.group_by(articles.c.site).order_by(articles.c.site)):
            line = self._state.line("articles", row["seq"])
            found.append(
                Source(row["site"], "/".join(_record(line or "")["url"].split("/", 3)[:3]))
            )
        return found

    def first_run(self) -> str | None:
        """The run that wrote the first line: as lasting as the archive, and of no other one. None
        where there is no line."""
        rows = self._state.rows(select(revisions.c.run).order_by(revisions.c.seq).limit(1))
        return str(rows[0]["run"]) if rows else None


class Source(NamedTuple):
    """A site that is archived."""

    site: str
    """Name of its spider."""
    root: str
    """Scheme and host of its articles' canonical URLs."""


def latest_rows(state: Rows, *where: ColumnElement[bool]) -> Iterator[dict[str, Any]]:
    """The newest line of each article for which this holds, as `number`, `id`, `seq`, `line`, in
    UTF-8, `translations` and `picture`: by site, language and number, those without a number first.
    Raises
    OutputError."""
    read = (articles.c.seq.is_not(None), *where)
    of = select(articles.c.site, articles.c.language).where(*read).distinct()
    columns = (articles.c.number, articles.c.id, articles.c.translations, articles.c.picture)
    for place in state.rows(of.order_by(articles.c.site, articles.c.language)):
        query = (
            select(*columns, revisions.c.seq, _LINE)
            .join(revisions, revisions.c.seq == articles.c.seq)
            .where(
                articles.c.site == place["site"], articles.c.language == place["language"], *read
            )
        )
        yield from chain(unnumbered(state, query), numbered(state, query))


def _at_most(query: Select[Any], limit: int | None) -> Select[Any]:
    return query.limit(PAGE_ROWS if limit is None else min(limit, PAGE_ROWS))


def _with_picture(row: Mapping[str, Any]) -> LatestRecord:
    record = LatestRecord(_record(row["line"]))
    record.picture = picture_facts(row["picture"], record["image"])
    return record


def _record(line: bytes | str) -> Record:
    record = decoded(line)
    if not record.keys() >= _KEYS:
        raise ValueError(f"a line of an article lacks keys: {line[:80]!r}")
    return upgraded(record)
