"""The file of the index, `search.db` in the output folder: rows by the `seq` of the lines that they
are of, each written once. An article that changed has a later row; the earlier ones are passed over
when they are found, for they are no newest line any more.

The index holds words and their places, no text. A takedown removes the file: nothing of an article
can be left in it then. It is made anew from the state by whoever searches next; so it is where an
index is of another archive, of another version, damaged, or knows of fewer takedowns.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from newscrawl.errors import OutputError
from newscrawl.storage.queries.moment import Moment
from newscrawl.storage.search.words import folded

NAME = "search.db"
VERSION = "1"
"""Of the index: another one is made anew."""

COMMIT_LINES = 2_000
"""So many lines are indexed in one go: what a kill takes is a second's work, and another program
that searches meanwhile waits no longer."""

FIRST_ROWS = 64
"""Rows that are found at once: a screen or two first, then ever more, as each question costs anew
to find where it left off. Between them nobody is kept from writing."""

LOOKED_UP = 256
"""Rows that are looked up in the state at once, which bounds the variables of a statement."""

_FOUND = "SELECT rowid FROM texts WHERE texts MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?"
_ADDED = "INSERT INTO texts (rowid, title, body) VALUES (?, ?, ?)"

_TABLES = """
CREATE TABLE IF NOT EXISTS made (name TEXT PRIMARY KEY, value TEXT);
CREATE VIRTUAL TABLE IF NOT EXISTS texts USING fts5(
    title, body, content='', tokenize="unicode61 remove_diacritics 2", prefix='3');
"""


class SearchIndex:
    """The index of one folder. To be closed."""

    def __init__(self, folder: Path) -> None:
        """It lies in the folder; where that cannot be written to in one of the system's, for as
        long as this is open."""
        self._scratch: TemporaryDirectory[str] | None = None
        if not os.access(folder, os.W_OK):
            self._scratch = TemporaryDirectory(prefix="newscrawl-")
        self._path = Path(self._scratch.name if self._scratch else folder) / NAME
        self._driver: sqlite3.Connection | None = None

    def close(self) -> None:
        """It is of no use after it."""
        if self._driver is not None:
            self._driver.close()
            self._driver = None
        if self._scratch is not None:
            self._scratch.cleanup()

    def bring_up_to_date(self, moment: Moment) -> None:
        """Index what the moment has and the index has not. Raises OutputError."""
        of = {"version": VERSION, "archive": moment.archive, "takedowns": str(moment.takedowns)}
        try:
            if not self._is_of(of, moment):
                self._begin_anew(of)
            self._add(moment)
        except sqlite3.OperationalError as error:
            raise self._error("write", error) from error
        except sqlite3.DatabaseError as error:
            try:
                # Damaged: it holds nothing that cannot be made again.
                self._begin_anew(of)
                self._add(moment)
            except sqlite3.Error:
                raise self._error("write", error) from error

    def found(self, match: str) -> Iterator[list[int]]:
        """The `seq` of each line that matches, the highest first, page by page. Raises
        OutputError."""
        below, limit = 1 << 62, FIRST_ROWS
        while True:
            try:
                rows = self._opened().execute(_FOUND, (match, below, limit)).fetchall()
            except sqlite3.Error as error:
                raise self._error("read", error) from error
            for start in range(0, len(rows), LOOKED_UP):
                yield [seq for (seq,) in rows[start : start + LOOKED_UP]]
            if len(rows) < limit:
                return
            below, limit = rows[-1][0], limit * 8

    def _is_of(self, of: dict[str, str], moment: Moment) -> bool:
        if not self._path.exists():
            return False
        made = dict(self._opened().execute("SELECT name, value FROM made").fetchall())
        if not (made.items() >= of.items() and "seq" in made):
            return False
        # A state that was brought back from a backup may have other lines of the same numbers.
        seq = int(made["seq"])
        return seq > moment.last_seq or made.get("last", "") == moment.writer_of(seq)

    def _begin_anew(self, of: dict[str, str]) -> None:
        if self._driver is not None:
            self._driver.close()
            self._driver = None
        remove(self._path.parent)
        driver = self._opened()
        driver.execute("BEGIN IMMEDIATE")
        made = [*of.items(), ("seq", "0")]
        driver.executemany("INSERT OR IGNORE INTO made VALUES (?, ?)", made)
        driver.execute("COMMIT")

    def _add(self, moment: Moment) -> None:
        driver = self._opened()
        while True:
            driver.execute("BEGIN IMMEDIATE")
            try:
                [(after,)] = driver.execute("SELECT value FROM made WHERE name = 'seq'").fetchall()
                if int(after) >= moment.last_seq:
                    return
                rows = moment.newest_lines(int(after), COMMIT_LINES)
                driver.executemany(_ADDED, _texts(rows))
                done = rows[-1][0] if len(rows) == COMMIT_LINES else moment.last_seq
                of_last = [("seq", str(done)), ("last", moment.writer_of(done))]
                driver.executemany("INSERT OR REPLACE INTO made VALUES (?, ?)", of_last)
                driver.execute("COMMIT")
            finally:
                if driver.in_transaction:
                    driver.execute("ROLLBACK")

    def _opened(self) -> sqlite3.Connection:
        if self._driver is None:
            # Statements begin and end their transactions themselves.
            self._driver = sqlite3.connect(self._path, timeout=30, isolation_level=None)
            self._driver.executescript(_TABLES)
        return self._driver

    def _error(self, what: str, error: sqlite3.Error) -> OutputError:
        return OutputError(
            None, f"cannot {what} {self._path}: {error}; it may be removed, and is made anew"
        )


def remove(folder: Path) -> bool:
    """Remove the index of a folder; False where there is none. Raises OutputError."""
    was_there = (folder / NAME).exists()
    for name in (f"{NAME}-journal", NAME):
        try:
            (folder / name).unlink(missing_ok=True)
        except OSError as error:
            why = f"cannot remove {folder / name}: {error.strerror}"
            raise OutputError(error.errno, why) from error
    return was_there


def _texts(rows: list[tuple[int, str]]) -> Iterator[tuple[int, str, str]]:
    for seq, line in rows:
        record = json.loads(line)
        if not record.get("suppressed"):
            yield seq, folded(record["title"]), folded(record["body"])
