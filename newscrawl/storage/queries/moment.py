"""An archive at one moment, read row by row for as long as it takes: at rest, after a kill, and
beside a run that writes.

A database at rest is read without any lock, as a lock would leave files beside it. A run that
begins meanwhile is noticed, and what was read last is read again, from then on under SQLite's own
protection. The moment stays what it was: whatever lines came after it are not seen.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from sqlalchemy import ColumnElement, Executable, Select, select

from newscrawl.errors import NewscrawlError, OutputError, UsageError
from newscrawl.records import utc
from newscrawl.storage.lock import is_held
from newscrawl.storage.queries.snapshot import is_known, open_snapshot, stamp_of
from newscrawl.storage.state.database import PAGE_ROWS
from newscrawl.storage.state.prepared import Prepared
from newscrawl.storage.state.repository import State
from newscrawl.storage.state.schema import articles, revisions
from newscrawl.storage.state.utf8 import utf8

T = TypeVar("T")
Row = dict[str, Any]


class Moment:
    """One moment. To be closed."""

    def __init__(self, folder: Path, database: str | None) -> None:
        """`database` as the setting has it. Raises UsageError where there is no state, or where it
        is not that of the folder; OutputError where it cannot be read."""
        self._folder, self._database = folder, database
        if not is_known(folder, database):
            raise UsageError(f"there is no state in {folder}: no run has written there")
        self._open = ExitStack()
        try:
            in_use = is_held(folder, database)
            self._before = stamp_of(folder, database)
            self._state = self._entered(in_use=in_use)
            self.last_seq = self._read(lambda state: state.last_seq("articles"))
            """Of the last line of articles.jsonl that is seen; 0 if there is none."""
        except OSError as error:
            self.close()
            raise _named(error, folder) from error
        except BaseException:
            self.close()
            raise

    @property
    def name(self) -> str:
        """Of the state, for messages."""
        return self._state.name

    def close(self) -> None:
        """It is of no use after it."""
        self._open.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # What is asked.

    def rows(self, query: Executable | Prepared, **parameters: Any) -> list[Row]:
        """The rows that a query gives. Raises OutputError."""
        return self._read(lambda state: state.rows(query, **parameters))

    def newest(self, row: Row) -> Row | None:
        """This row of a newest line, with `seq` and `line`, or the one that was the newest at the
        moment; None where there was none."""
        if row["seq"] <= self.last_seq:
            return row
        return self.line_of(row["id"])

    def line_of(self, article_id: str, until: datetime | None = None) -> Row | None:
        """The newest line of an article, as `id`, `seq`, `line`, `translations`, `picture`;
        `until`: of those whose page had been fetched by then. None where there is none."""
        query = (
            select(revisions.c.id, revisions.c.seq, revisions.c.line, *_BESIDE)
            .join(articles, articles.c.id == revisions.c.id)
            .where(revisions.c.id == article_id, revisions.c.seq <= self.last_seq)
            .order_by(revisions.c.seq.desc())
        )
        if until is None:
            return next(iter(self.rows(query.limit(1))), None)
        rows = self.rows(query)
        return next((row for row in rows if _fetched_at(row["line"]) <= utc(until)), None)

    def revisions(self, article_id: str) -> list[Row]:
        """Every line of an article in its order: `id`, `line`, `last_seen_before_at`."""
        query = select(revisions.c.id, revisions.c.line, revisions.c.last_seen_before_at)
        return self.rows(
            query.where(revisions.c.id == article_id, revisions.c.seq <= self.last_seq).order_by(
                revisions.c.seq
            )
        )

    def beside(self, article_id: str) -> tuple[str | None, str | None]:
        """What the state keeps of an article's translations and picture."""
        rows = self.rows(select(*_BESIDE).where(articles.c.id == article_id))
        return (rows[0]["translations"], rows[0]["picture"]) if rows else (None, None)

    def lines(self, after: int, columns: Sequence[Any] = ()) -> Iterator[Row]:
        """The lines of articles.jsonl after this one, as `seq`, `id`, `line`, in UTF-8,
        and further columns."""
        wanted = (revisions.c.seq, revisions.c.id, utf8(revisions.c.line).label("line"), *columns)
        query: Select[Any] = select(*wanted).where(revisions.c.seq <= self.last_seq)
        while True:
            page = query.where(revisions.c.seq > after).order_by(revisions.c.seq)
            rows = self.rows(page.limit(PAGE_ROWS))
            yield from rows
            if len(rows) < PAGE_ROWS:
                return
            after = rows[-1]["seq"]

    @property
    def archive(self) -> str:
        """What is as lasting as the archive, and of no other one: the run that wrote its first
        line; empty where there is none."""
        rows = self.rows(select(revisions.c.run).order_by(revisions.c.seq).limit(1))
        return rows[0]["run"] if rows else ""

    def writer_of(self, seq: int) -> str:
        """Article and run of a line; empty where there is none."""
        query = select(revisions.c.id, revisions.c.run).where(revisions.c.seq == seq)
        return next((f"{row['id']} {row['run']}" for row in self.rows(query)), "")

    @property
    def takedowns(self) -> int:
        """How many articles were taken down."""
        return len(self._read(lambda state: state.suppressions()))

    def newest_lines(self, after: int, limit: int) -> list[tuple[int, str]]:
        """The lines after this one, each with its `seq`, that are the newest of their articles; at
        most so many."""
        query = _newest(revisions.c.seq > after).order_by(revisions.c.seq).limit(limit)
        return [
            (row["seq"], row["line"]) for row in self.rows(query) if row["seq"] <= self.last_seq
        ]

    def lines_of(self, seqs: Sequence[int], *where: ColumnElement[bool]) -> list[Row]:
        """Those of these lines that are the newest of their articles, and whose articles are so, as
        `id`, `seq`, `line`, `translations`, `picture`; the highest `seq` first."""
        query = _newest(revisions.c.seq.in_(list(seqs)), *where)
        rows = self.rows(query.order_by(revisions.c.seq.desc()))
        return [row for row in rows if row["seq"] <= self.last_seq]

    def capture(self, record_id: str) -> Row | None:
        """The row of `captures` of a WARC record; None where it is not known."""
        return self._read(lambda state: state.capture(record_id))

    # How it is read.

    def _read(self, read: Callable[[State], T]) -> T:
        while not self._state.is_guarded:
            try:
                found = read(self._state)
                if self._is_as_before():
                    return found
            except OutputError:
                if self._is_as_before():
                    raise
            # Somebody wrote: what was read may be of two moments.
            self._open.close()
            self._before = stamp_of(self._folder, self._database)
            self._state = self._entered(in_use=True)
        return read(self._state)

    def _is_as_before(self) -> bool:
        return stamp_of(self._folder, self._database) == self._before

    def _entered(self, *, in_use: bool) -> State:
        opened = open_snapshot(self._folder, self._database, in_use=in_use)
        return self._open.enter_context(opened)


_BESIDE = (articles.c.translations, articles.c.picture)
"""What the state keeps of an article beside its lines."""


def _newest(*where: ColumnElement[bool]) -> Select[Any]:
    is_newest = (articles.c.id == revisions.c.id) & (articles.c.seq == revisions.c.seq)
    columns = (revisions.c.id, revisions.c.seq, revisions.c.line, *_BESIDE)
    return select(*columns).join(articles, is_newest).where(*where)


def _fetched_at(line: str) -> str:
    return str(json.loads(line)["fetched_at"])


def _named(error: OSError, folder: Path) -> OSError:
    if isinstance(error, NewscrawlError):
        return error
    return OutputError(error.errno, f"cannot read {folder}: {error.strerror}")
