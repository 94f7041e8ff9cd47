"""The part of the state that is about WARC files: which response lies where, and how pages were
read from them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, func, select

from newscrawl.identity.article_id import position_of
from newscrawl.storage.state.database import PAGE_ROWS, Database
from newscrawl.storage.state.prepared import Prepared
from newscrawl.storage.state.schema import (
    articles,
    captures,
    lessons,
    readings,
    reparses,
    runs,
    suppressions,
    warc_files,
)

Row = dict[str, Any]

_CAPTURE = Prepared(select(captures).where(captures.c.record_id == bindparam("record_id")))
_OF_ENTITY = Prepared(
    select(captures)
    .where(captures.c.entity == bindparam("entity"), captures.c.kind == "response")
    .limit(1)
)
_AT_URL = Prepared(
    select(captures)
    .where(
        captures.c.url == bindparam("url"),
        captures.c.kind.in_(("response", "revisit")),
        captures.c.status == 200,
    )
    .order_by(captures.c.at.desc(), captures.c.file.desc(), captures.c.offset.desc())
    .limit(1)
)
_origins = captures.alias("origins")
_HAS_READING = Prepared(
    select(readings.c.id)
    .join(captures, captures.c.record_id == readings.c.record_id, isouter=True)
    .join(_origins, _origins.c.record_id == captures.c.refers_to, isouter=True)
    .where(readings.c.id == bindparam("id"), readings.c.came == "read")
    .where(func.coalesce(_origins.c.kind, "response") != "suppressed")
)


def beside(first: Mapping[str, Any], rows: Iterable[Row]) -> list[Row]:
    """Those of these rows, the oldest first, whose pages may have been fetched with a first one:
    for the same article, in the same run, after it."""

    run = first["file"].rpartition("-")[0]
    return [
        row
        for row in rows
        if row["id"] == first["id"]
        and row["at"] >= first["at"]
        and row["file"].rpartition("-")[0] == run
    ]


class Captures(Database):
    """Rows of `warc_files`, `captures`, `readings`, `lessons`, `suppressions` and `reparses`."""

    def warc_files(self) -> list[Row]:
        """Every WARC file, the oldest first."""
        return self.rows(select(warc_files).order_by(warc_files.c.name))

    def open_warc_files(self) -> list[Row]:
        """Those of a run that is under way, or was killed."""
        return self.rows(
            select(warc_files).where(warc_files.c.closed.is_(False)).order_by(warc_files.c.name)
        )

    def save_warc(
        self, files: Sequence[Mapping[str, Any]], rows: Sequence[Mapping[str, Any]]
    ) -> None:
        """Write files, and the responses in them, in one transaction. Raises OutputError."""
        with self.transaction() as connection:
            self.upsert(connection, warc_files, files)
            self.upsert(connection, captures, rows)

    def captures_of(self, file: str) -> Iterator[Row]:
        """The responses in a file, in the order in which they lie there."""
        after = -1
        while True:
            query = (
                select(captures)
                .where(captures.c.file == file, captures.c.offset > after)
                .order_by(captures.c.offset)
            )
            rows = self.rows(query.limit(PAGE_ROWS))
            yield from rows
            if len(rows) < PAGE_ROWS:
                return
            after = rows[-1]["offset"]

    def capture(self, record_id: str) -> Row | None:
        """The response in this record; None if it is not known."""
        return self.row(_CAPTURE, record_id=record_id)

    def capture_of_entity(self, entity: bytes) -> Row | None:
        """The record that holds this body; None if none does."""
        return self.row(_OF_ENTITY, entity=entity)

    def capture_at(self, url: str) -> Row | None:
        """The newest record of a page at this URL, perhaps a revisit; None if there is none."""
        return self.row(_AT_URL, url=url)

    def captures_of_article(self, article_id: str) -> list[Row]:
        """Every response from the URL of an article, the oldest first."""
        return self.rows(
            select(captures)
            .where(captures.c.id == article_id)
            .order_by(captures.c.at, captures.c.offset)
        )

    def further_pages(self, ids: Sequence[str]) -> list[Row]:
        """The pages of these articles from other URLs than those of the pages that were read as
        their first, and redirects there, the oldest first."""
        first = captures.alias("first")
        is_first = (
            select(readings.c.id)
            .join(first, first.c.record_id == readings.c.record_id)
            .where(readings.c.id == captures.c.id, first.c.url == captures.c.url)
            .exists()
        )
        is_page = captures.c.status.between(200, 399) & captures.c.kind.in_(("response", "revisit"))
        return self.rows(
            select(captures)
            .where(captures.c.id.in_(list(ids)), is_page, ~is_first)
            .order_by(captures.c.at, captures.c.file, captures.c.offset)
        )

    def has_reading(self, article_id: str) -> bool:
        """Whether it is known how the newest line of an article was read, and its page has not been
        taken down with that of a twin."""
        return bool(self.values(_HAS_READING, id=article_id))

    def readings(self, ids: Sequence[str]) -> list[Row]:
        """How the pages of these articles were read."""
        return self.rows(select(readings).where(readings.c.id.in_(list(ids))))

    def captures_of_records(self, record_ids: Sequence[str]) -> dict[str, Row]:
        """The responses in these records, by record; those that are not known are left out."""
        found: dict[str, Row] = {}
        for start in range(0, len(record_ids), PAGE_ROWS):
            some = record_ids[start : start + PAGE_ROWS]
            found |= {
                row["record_id"]: row
                for row in self.rows(select(captures).where(captures.c.record_id.in_(some)))
            }
        return found

    def other_pages(self, after: str) -> list[Row]:
        """At most PAGE_ROWS of the pages that are no articles, each body once, in the order of
        their record ids, from the one after this."""
        query = select(captures).where(
            captures.c.record_id > after,
            captures.c.id.is_(None),
            captures.c.kind == "response",
            captures.c.status == 200,
            captures.c.url.not_like("%/robots.txt"),
            captures.c.requisite.is_(None),
        )
        return self.rows(query.order_by(captures.c.record_id).limit(PAGE_ROWS))

    def articles_with_pages(
        self, site: str, after: tuple[str, str], limit: int
    ) -> list[tuple[str, str, str, int | None]]:
        """Articles whose page was ever kept, at most `limit`: id, language, key, `seq` of the
        newest line; by language and number, those without a number first. `after` is the language
        and the key behind which they begin; an empty key: the first of the language."""
        columns = (articles.c.id, articles.c.language, articles.c.key, articles.c.seq)
        language, number = articles.c.language, articles.c.number
        position = position_of(after[1])
        further = (
            number.is_not(None) | (articles.c.key > after[1])
            if position is None
            else number > position
        )
        later = (language > after[0]) | ((language == after[0]) & further)
        kept = select(readings.c.id).where(readings.c.id == articles.c.id).exists()
        query = (
            select(*columns)
            .where(articles.c.site == site, later, kept)
            .order_by(language, number.nulls_first(), articles.c.key)
        )
        return [
            (row["id"], row["language"], row["key"], row["seq"])
            for row in self.rows(query.limit(limit))
        ]

    def count_articles_with_pages(self, site: str) -> int:
        """Number of articles whose page was ever kept."""
        query = select(func.count(readings.c.id.distinct())).where(
            readings.c.id.startswith(f"{site}/", autoescape=True)
        )
        return self.value(query) or 0

    def captured_sites(self) -> list[str]:
        """The sites of which pages were kept, by the names of their spiders."""
        query = select(articles.c.site).where(articles.c.id.in_(select(readings.c.id))).distinct()
        return sorted(self.values(query))

    def roots_of_files(self) -> dict[str, str | None]:
        """For each WARC file whose run is known where it crawled the site; None: at its own
        URL."""
        query = select(warc_files.c.name, runs.c.arguments).join(
            runs, runs.c.id == warc_files.c.run
        )
        return {row["name"]: json.loads(row["arguments"]).get("root") for row in self.rows(query)}

    def article_capture_in(self, file: str) -> Row | None:
        """The first response in a WARC file that is from the URL of an article; None if there is
        none."""
        query = select(captures).where(captures.c.file == file, captures.c.id.is_not(None))
        return self.row(query.order_by(captures.c.offset).limit(1))

    def lessons_by_layout(self) -> dict[str, list[str]]:
        """For each layout the records of the pages that taught what repeats in it, in order."""
        found: dict[str, list[str]] = {}
        for row in self.rows(select(lessons).order_by(lessons.c.layout, lessons.c.place)):
            found.setdefault(row["layout"], []).append(row["record_id"])
        return found

    def suppressions(self, *, undone: bool = False) -> list[Row]:
        """The takedowns, in the order of their ids; `undone`: those that a crash left half-way."""
        query = select(suppressions).order_by(suppressions.c.id)
        return self.rows(query.where(suppressions.c.done.is_(False)) if undone else query)

    def unfinished_reparse(self, site: str) -> Row | None:
        """The reparse that was left half-way; None if none was."""
        return self.row(select(reparses).where(reparses.c.site == site))
