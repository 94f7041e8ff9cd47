"""The database of the state: opened without harm, and its errors say what to do."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from newscrawl.errors import OutputError
from newscrawl.storage.state.connection import NAME
from newscrawl.storage.state.database import Database
from newscrawl.storage.state.schema import VERSION, meta, owed


def sql(folder: Path, statement: str) -> None:
    with closing(sqlite3.connect(folder / NAME)) as connection:
        connection.execute(statement)
        connection.commit()


def ids(database: Database) -> list[str]:
    return list(database.values(select(owed.c.id).order_by(owed.c.id)))


def test_a_row_takes_the_place_of_the_one_with_its_key(tmp_path: Path) -> None:
    with closing(Database(tmp_path)) as database:
        database.put(owed, [{"id": "a", "site": "one"}, {"id": "b", "site": "one"}])
        database.put(owed, [{"id": "a", "site": "another"}])
        database.put(owed, [])
        assert database.rows(select(owed.c.id, owed.c.site).order_by(owed.c.id)) == [
            {"id": "a", "site": "another"},
            {"id": "b", "site": "one"},
        ]
        assert database.row(select(owed).where(owed.c.id == "c")) is None
        assert database.value(select(owed.c.site).order_by(owed.c.id)) == "another"


def test_text_that_no_database_holds_is_cleaned_on_its_way_in_and_found_again(
    tmp_path: Path,
) -> None:
    with closing(Database(tmp_path)) as database:
        database.put(owed, [{"id": "a\0", "site": "\ud83d", "url": None}])
        assert database.row(select(owed).where(owed.c.id == "a\0")) == {
            "id": "a\ufffd",
            "site": "\ufffd",
            "url": None,
            "named_at": None,
        }


def test_a_transaction_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with closing(Database(tmp_path)) as database:
        with pytest.raises(RuntimeError), database.transaction() as connection:
            database.upsert(connection, owed, [{"id": "a", "site": "one"}])
            raise RuntimeError
        assert ids(database) == []


def test_a_snapshot_does_not_see_what_is_written_meanwhile(tmp_path: Path) -> None:
    with closing(Database(tmp_path)) as writer:
        writer.put(owed, [{"id": "a", "site": "one"}])
        with closing(Database(tmp_path, read_only=True, in_use=True)) as reader:
            with reader.snapshot():
                assert ids(reader) == ["a"]
                writer.put(owed, [{"id": "b", "site": "one"}])
                assert ids(reader) == ["a"]
            assert ids(reader) == ["a", "b"]


def test_a_state_of_a_later_version_is_refused(tmp_path: Path) -> None:
    Database(tmp_path).close()
    sql(tmp_path, "UPDATE meta SET value = '99'")
    with pytest.raises(OutputError, match="a later version of newscrawl"):
        Database(tmp_path)


def test_a_version_that_is_none_is_damage(tmp_path: Path) -> None:
    Database(tmp_path).close()
    sql(tmp_path, "UPDATE meta SET value = 'x'")
    with pytest.raises(OutputError, match="its version is 'x'; move it away"):
        Database(tmp_path, read_only=True)


def test_who_reads_where_nothing_is_finds_an_empty_state_and_makes_none(tmp_path: Path) -> None:
    with closing(Database(tmp_path, read_only=True)) as database:
        assert ids(database) == []
    assert list(tmp_path.iterdir()) == []


def test_who_reads_what_a_kill_left_reads_a_copy_and_removes_it(tmp_path: Path) -> None:
    """The log holds commits that the file does not: only a copy may take them in."""
    with closing(Database(tmp_path)) as writer:
        writer.put(owed, [{"id": "a", "site": "one"}])
        left = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
        with closing(Database(tmp_path, read_only=True)) as reader:
            assert ids(reader) == ["a"]
            assert reader._scratch is not None and reader._scratch.exists()
        assert not reader._scratch.exists()
        assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == left


def test_what_is_erased_is_in_no_byte_of_the_file(tmp_path: Path) -> None:
    secret = "the ferry that nobody shall name"
    with closing(Database(tmp_path)) as database:
        database.put(owed, [{"id": secret, "site": "one"}])
        with database.erasing_transaction() as connection:
            connection.execute(owed.delete())
        assert database.compact()
        content = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert secret.encode() not in content


def test_each_opening_to_write_is_counted_in_the_file(tmp_path: Path) -> None:
    """By it a file that somebody wrote to is told from one whose bytes flipped."""
    counts = []
    for _ in range(3):
        Database(tmp_path).close()
        counts.append(int.from_bytes((tmp_path / NAME).read_bytes()[24:28], "big"))
    assert counts == sorted(set(counts))
    Database(tmp_path, read_only=True).close()
    assert int.from_bytes((tmp_path / NAME).read_bytes()[24:28], "big") == counts[-1]


def test_the_version_is_written_once(tmp_path: Path) -> None:
    for _ in range(2):
        with closing(Database(tmp_path)) as database:
            of_version = select(meta).where(meta.c.name == "version")
            assert database.rows(of_version) == [{"name": "version", "value": VERSION}]
