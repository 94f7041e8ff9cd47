"""A state of an earlier version: what it lacks is empty for who reads it, and made by who
writes."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

from support.makers import ready

from newscrawl.records import article_record
from newscrawl.storage.archive import Archive
from newscrawl.storage.state.repository import State

LATER_TABLES = (
    "warc_files",
    "captures",
    "readings",
    "lessons",
    "suppressions",
    "reparses",
    "failures",
)


def of_an_earlier_version(folder: Path) -> None:
    archive = Archive(folder, run="20260114T120000Z-0001")
    archive.add_revision(article_record(ready()))
    archive.close()
    with closing(sqlite3.connect(folder / "newscrawl.db")) as database:
        for table in LATER_TABLES:
            database.execute(f"DROP TABLE {table}")
        database.commit()


def test_who_reads_finds_the_tables_empty_and_leaves_every_byte(tmp_path: Path) -> None:
    of_an_earlier_version(tmp_path)
    before = hashlib.sha256((tmp_path / "newscrawl.db").read_bytes()).digest()

    state = State(tmp_path, read_only=True)

    assert state.warc_files() == [] and state.suppressions() == [] and state.captured_sites() == []
    assert state.unfinished_reparse("paper") is None and state.last_seq("articles") == 1
    state.close()
    assert hashlib.sha256((tmp_path / "newscrawl.db").read_bytes()).digest() == before


def test_who_writes_makes_them(tmp_path: Path) -> None:
    of_an_earlier_version(tmp_path)

    Archive(tmp_path, run="20260115T120000Z-0002").close()

    with closing(sqlite3.connect(tmp_path / "newscrawl.db")) as database:
        there = {
            name
            for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        }
    assert there >= set(LATER_TABLES)
