"""A folder and a database know each other; those that do not belong together are refused. What a
real server says: test_postgresql_pairs.py."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from support import archives

from newscrawl.errors import UsageError
from newscrawl.storage.archive import Archive
from newscrawl.storage.files.archive_id import NAME, ArchiveId, read_id, write_id
from newscrawl.storage.state.pairing import id_in_file
from newscrawl.storage.state.repository import State

NEXT = "20260117T120000Z-0002"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An archive whose state is elsewhere, in a file."""
    folder = archives.make(tmp_path / "output")
    (folder / "newscrawl.db").rename(tmp_path / "state.db")
    return folder


@pytest.fixture
def database(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/state.db"


def opened(folder: Path, database: str | None) -> str:
    """The id that both have after a run opened them."""
    Archive(folder, run=NEXT, database=database).close()
    State(folder, database, read_only=True).close()
    told = read_id(folder)
    assert told is not None
    return told.id


def forget(path: Path) -> None:
    """Take the id out of a database: as an earlier version left it."""
    with closing(sqlite3.connect(path)) as state:
        state.execute("DELETE FROM meta WHERE name = 'archive'")
        state.commit()


def test_a_first_run_gives_both_an_id_that_stays(tmp_path: Path) -> None:
    first = opened(tmp_path / "a", None)
    assert len(first) == 32
    assert opened(tmp_path / "a", None) == first
    assert id_in_file(tmp_path / "a" / "newscrawl.db") == first
    assert opened(tmp_path / "b", None) != first


def test_a_database_may_be_moved(folder: Path, database: str, tmp_path: Path) -> None:
    before = opened(folder, database)
    told = read_id(folder)
    assert told is not None and told.state == "sqlite"
    (tmp_path / "state.db").rename(folder / "newscrawl.db")
    assert opened(folder, None) == before
    assert read_id(folder) == ArchiveId(before, "newscrawl.db")


def test_both_may_be_copied(folder: Path, database: str, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "copy")
    shutil.copy(tmp_path / "state.db", tmp_path / "copy.db")
    assert opened(tmp_path / "copy", f"sqlite:///{tmp_path}/copy.db") == opened(folder, database)


def test_a_lost_state_takes_the_id_and_is_rebuilt(
    folder: Path, database: str, tmp_path: Path
) -> None:
    before = opened(folder, database)
    (tmp_path / "state.db").unlink()
    assert opened(folder, database) == before
    with closing(State(folder, database, read_only=True)) as state:
        assert state.last_seq("articles") == 10


def test_a_folder_that_lost_its_id_is_known_by_its_lines(
    folder: Path, database: str, tmp_path: Path
) -> None:
    before = opened(folder, database)
    (folder / NAME).unlink()
    assert opened(folder, database) == before


def test_what_an_earlier_version_left_gets_an_id(
    folder: Path, database: str, tmp_path: Path
) -> None:
    (folder / NAME).unlink()
    forget(tmp_path / "state.db")
    first = opened(folder, database)
    forget(tmp_path / "state.db")
    assert opened(folder, database) == first, "a backup of the database alone"


def refused(folder: Path, database: str | None, said: str) -> None:
    """Who reads and who writes is refused, and nothing is written."""
    before = archives.snapshot(folder.parent)
    for is_read_only in (True, False):
        with pytest.raises(UsageError) as error:
            State(folder, database, read_only=is_read_only)
        assert said in str(error.value) and "\n" not in str(error.value)
    after = archives.snapshot(folder.parent)
    changed = {name for name in before | after if before.get(name) != after.get(name)}
    # SQLite itself may fold its log into the file.
    assert all("state.db" in name or name == "." for name in changed), changed


def test_a_database_of_another_folder_is_refused(
    folder: Path, database: str, tmp_path: Path
) -> None:
    other = archives.make(tmp_path / "other")
    (other / "newscrawl.db").unlink()
    refused(other, database, "is the state of another output folder than")
    (other / NAME).unlink()
    # Its first line is of the same run: made as the other was.
    lines = (other / "articles.jsonl").read_text("utf-8")
    (other / "articles.jsonl").write_text(lines.replace(archives.FIRST, NEXT, 1), "utf-8")
    refused(other, database, "which has no archive.json")
    forget(tmp_path / "state.db")
    refused(other, database, "holds the state of another archive")


def test_an_empty_folder_is_no_proof(folder: Path, database: str, tmp_path: Path) -> None:
    before = opened(folder, database)
    empty = tmp_path / "empty"
    empty.mkdir()
    refused(empty, database, f'write {{"archive": "{before}"}} into {empty / NAME}')
    # As the line says.
    (empty / NAME).write_text(f'{{"archive": "{before}"}}', "utf-8")
    assert opened(empty, database) == before
    for name in ("articles.jsonl", "headlines.jsonl"):
        assert (empty / name).read_bytes() == (folder / name).read_bytes()


def test_a_setting_that_was_forgotten_makes_no_second_state(
    folder: Path, database: str, tmp_path: Path
) -> None:
    opened(folder, database)
    refused(folder, None, "name it with -s NEWSCRAWL_DATABASE=")
    (folder / NAME).unlink()
    opened(folder, None)
    refused(folder, f"sqlite:///{tmp_path}/another.state.db", "leave out NEWSCRAWL_DATABASE")
    assert not (tmp_path / "another.state.db").exists()


def test_a_state_of_an_earlier_version_in_the_folder_gets_no_second_one(tmp_path: Path) -> None:
    folder = archives.make(tmp_path / "output")
    (folder / NAME).unlink()
    forget(folder / "newscrawl.db")
    refused(folder, f"sqlite:///{tmp_path}/another.state.db", "leave out NEWSCRAWL_DATABASE")


def test_an_id_that_stands_for_another_is_not_written_over(folder: Path, database: str) -> None:
    write_id(folder, ArchiveId("another", "sqlite"))
    refused(folder, database, "archive.json there says another")


def test_what_is_no_database_has_no_id(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_bytes(b"nothing of the kind")
    assert id_in_file(tmp_path / "x.db") is None
