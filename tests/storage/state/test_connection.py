"""Which databases are known, and what is said of those that are not."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import insert, inspect

from newscrawl.errors import UsageError
from newscrawl.storage.state.connection import (
    NAME,
    check_database,
    empty_engine,
    has_no_tables_yet,
    sqlite_engine,
    without_password,
)
from newscrawl.storage.state.schema import meta, metadata, owed


@pytest.mark.parametrize(
    ("database", "said"),
    [
        ("mysql://user:secret@host/name", "sqlite and postgresql are known, mysql is not"),
        ("nonsense", "no address of a database"),
        ("postgresql+nodriver://host/name", "no address of a database"),
    ],
)
def test_a_database_that_is_not_known_is_wrong_usage(database: str, said: str) -> None:
    with pytest.raises(UsageError, match=said) as refused:
        check_database(database)
    assert "secret" not in str(refused.value)


def test_a_file_of_sqlite_is_known() -> None:
    check_database("sqlite:///newscrawl.db")


def test_what_is_no_url_is_not_shown() -> None:
    assert without_password("user:secret@host") == "the database"


def test_a_folder_whose_name_has_the_signs_of_a_url_is_opened(tmp_path: Path) -> None:
    folder = tmp_path / "what? #1 & 50% of it"
    folder.mkdir()
    engine = sqlite_engine(folder / NAME)
    metadata.create_all(engine)
    engine.dispose()
    read_only = sqlite_engine(folder / NAME, mode="ro", immutable="1")
    assert meta.name in inspect(read_only).get_table_names()
    read_only.dispose()
    assert [path.name for path in tmp_path.iterdir()] == [folder.name]
    assert [path.name for path in folder.iterdir()] == [NAME]


def test_a_commit_is_on_the_disk_and_readers_need_not_wait(tmp_path: Path) -> None:
    engine = sqlite_engine(tmp_path / NAME)
    with engine.connect() as connection:
        pragmas = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous")
        ]
    engine.dispose()
    assert pragmas == ["wal", 2]


def test_a_database_whose_tables_a_kill_left_unmade_is_told_from_one_that_lost_them() -> None:
    engine = empty_engine()
    assert not has_no_tables_yet(engine)
    meta.drop(engine)
    assert has_no_tables_yet(engine)
    with engine.begin() as connection:
        connection.execute(insert(owed), {"id": "paper/en/1", "site": "paper"})
    assert not has_no_tables_yet(engine), "a table has a row: it is damaged"
    engine.dispose()
