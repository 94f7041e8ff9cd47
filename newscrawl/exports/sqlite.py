"""SQLite: a database for readers, with the tables `article` and `revision` and a search over titles
and texts. It is not the state: nothing of it is read again.

- Columns are those of the other tables, with their types: a day is `2026-01-09`, a moment
  `2026-01-08T21:30:00Z`, a list or an object JSON, true 1. What a column means stands beside it in
  the schema.
- The search, `article_fts`, takes words by Unicode, without case and accents. The capitals of
  Georgian (Mtavruli) came to Unicode later than to SQLite: they are letters of words all the same,
  and what is searched is written in small letters. Words are not cut to their stems; a star ends
  one that has many endings: `тоннел*`, `თბილის*`.
"""

from __future__ import annotations

import errno
import json
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

from newscrawl.exports.fields import TEXTS, Field, Kind, columns, is_suppressed
from newscrawl.records import Record, utc
from newscrawl.storage.queries.latest import LatestRecords

BATCH_ROWS = 500
"""Rows that are held at once."""

TYPES: dict[Kind, str] = {"integer": "INTEGER", "boolean": "INTEGER"}
"""Those of columns that are no text."""

MTAVRULI = "".join(map(chr, (*range(0x1C90, 0x1CBB), 0x1CBD, 0x1CBE, 0x1CBF)))
"""The capital letters of Georgian."""

HASH_BYTES = 32 << 20
"""How much of the search is sorted at once: with FTS5's own megabyte it takes twice as long."""

TABLES = {
    "article": "The newest record of each article.",
    "revision": "Every line of articles.jsonl: each version of each article.",
}

SITE = Field("site", "string", "Name of the site.", lambda one: one["id"].split("/")[0], "id")

PRAGMAS = (
    # Nobody reads it before it is whole, and what is half written is thrown away.
    "PRAGMA journal_mode = OFF",
    "PRAGMA synchronous = OFF",
    "PRAGMA locking_mode = EXCLUSIVE",
    # 64 MiB.
    "PRAGMA cache_size = -65536",
)


def write(file: BinaryIO, present: LatestRecords, *, thin: bool) -> int:
    """Write the database. Gives the number of articles. Raises OSError."""
    with (
        _place_of(file) as path,
        _named_as_disk_errors(),
        closing(sqlite3.connect(path, isolation_level=None)) as database,
    ):
        return _Writer(database, thin=thin).fill(present)


def table_columns(table: str, *, thin: bool) -> tuple[Field, ...]:
    """The columns of `article` or `revision`. `thin`: without the text. A revision has no headlines
    of others: they make none."""
    found = (SITE, *columns(thin=thin))
    return tuple(one for one in found if table == "article" or one.key != "headlines")


class _Writer:
    def __init__(self, database: sqlite3.Connection, *, thin: bool) -> None:
        self._database = database
        self._fields = {name: table_columns(name, thin=thin) for name in ("article", "revision")}
        self._is_searched = not thin

    def fill(self, present: LatestRecords) -> int:
        for pragma in PRAGMAS:
            self._database.execute(pragma)
        for statement in self._schema():
            self._database.execute(statement)
        self._database.execute("BEGIN")
        down: set[str] = set()
        count = self._insert("article", _noting_suppressed(present, down))
        # Lines that a takedown has not reached yet have no text here either.
        self._insert("revision", (_without_text(one, down) for one in present.revisions()))
        if self._is_searched:
            self._fill_search()
        self._database.execute("COMMIT")
        self._database.execute("ANALYZE")
        return count

    def _schema(self) -> Iterator[str]:
        for (name, fields), key in zip(self._fields.items(), ("id", "seq"), strict=True):
            yield _table(name, fields, key)
        yield "CREATE INDEX article_by_published ON article (published)"
        yield "CREATE INDEX article_by_seq ON article (seq)"
        yield "CREATE INDEX revision_of_article ON revision (id, revision)"
        if self._is_searched:
            tokenizer = f"unicode61 remove_diacritics 2 tokenchars ''{MTAVRULI}''"
            yield (
                "CREATE VIRTUAL TABLE article_fts USING fts5(title, body, content='article',"
                f" content_rowid='rowid', tokenize='{tokenizer}')"
            )

    def _insert(self, table: str, records: Iterable[Record]) -> int:
        cells = [(field.value, _CELLS.get(field.kind)) for field in self._fields[table]]
        marks = ", ".join("?" * len(cells))
        rows = (
            [
                value if cell is None or value is None else cell(value)
                for value, cell in ((read(record), cell) for read, cell in cells)
            ]
            for record in records
        )
        count = 0
        while batch := list(islice(rows, BATCH_ROWS)):
            self._database.executemany(f"INSERT INTO {table} VALUES ({marks})", batch)
            count += len(batch)
        return count

    def _fill_search(self) -> None:
        self._database.execute(
            f"INSERT INTO article_fts (article_fts, rank) VALUES ('hashsize', {HASH_BYTES})"
        )
        self._database.create_function("small", 1, str.lower, deterministic=True)
        self._database.execute(
            "INSERT INTO article_fts (rowid, title, body)"
            " SELECT rowid, small(title), small(body) FROM article"
        )


def _table(name: str, fields: Iterable[Field], key: str) -> str:
    """The statement that makes a table, with what each column means beside it: it stays in the
    schema."""
    lines = [f"CREATE TABLE {name} ( -- {TABLES[name]}"]
    for field in fields:
        rule = " NOT NULL" if field.required else ""
        kind = TYPES.get(field.kind, "TEXT")
        lines.append(f"  {field.name} {kind}{rule}, -- {field.meaning}")
    return "\n".join([*lines, f"  PRIMARY KEY ({key})", ")"])


def _noting_suppressed(present: Iterable[Record], down: set[str]) -> Iterator[Record]:
    for record in present:
        if is_suppressed(record):
            down.add(record["id"])
        yield record


def _without_text(record: Record, down: set[str]) -> Record:
    if record["id"] not in down or is_suppressed(record):
        return record
    empty: Record = {key: [] if isinstance(record[key], list) else None for key in TEXTS}
    return {**record, **empty}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


def _moment(value: datetime) -> str:
    return utc(value)


_CELLS: dict[Kind, Callable[[Any], Any]] = {
    "boolean": int,
    "date": str,
    "datetime": _moment,
    "strings": _json,
    "headlines": _json,
    "warc": _json,
}
"""What a value is in a cell, where SQLite does not have it as such."""


@contextmanager
def _place_of(file: BinaryIO) -> Iterator[str]:
    """A path at which SQLite can write the file."""
    name = getattr(file, "name", None)
    if isinstance(name, str):
        yield name
        file.seek(0, 2)
        return
    with TemporaryDirectory() as folder:
        path = Path(folder) / "export.db"
        yield str(path)
        with path.open("rb") as made:
            shutil.copyfileobj(made, file)


@contextmanager
def _named_as_disk_errors() -> Iterator[None]:
    """What SQLite says of the disk becomes an OSError."""
    try:
        yield
    except sqlite3.OperationalError as error:
        is_full = "full" in str(error)
        raise OSError(
            errno.ENOSPC if is_full else errno.EIO,
            "No space left on device" if is_full else str(error),
        ) from error
