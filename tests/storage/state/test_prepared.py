"""A prepared statement says and gives what SQLAlchemy would: the same rows, the same types, the
same cleaning of texts."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Connection, bindparam, create_engine, delete, select
from sqlalchemy.dialects import postgresql

from newscrawl.storage.state.prepared import Prepared, insert_of, upsert_of
from newscrawl.storage.state.schema import metadata, warc_files

BY_NAME = Prepared(
    select(warc_files)
    .where(warc_files.c.name.in_(bindparam("names", expanding=True)))
    .order_by(warc_files.c.name)
)
OPEN = Prepared(
    select(warc_files.c.name).where(
        warc_files.c.run == bindparam("run"),
        warc_files.c.closed.is_(False),
        warc_files.c.size_bytes.in_((1, 2)),
    )
)
COLUMNS = ("name", "run", "size_bytes", "sha256", "closed")


def row(name: str, **given: Any) -> dict[str, Any]:
    return {"name": name, "run": "r", "size_bytes": 1, "sha256": "0", "closed": False, **given}


@pytest.fixture
def connection() -> Iterator[Connection]:
    engine = create_engine("sqlite://")
    metadata.create_all(engine)
    with engine.begin() as connection:
        upsert_of("sqlite", warc_files, COLUMNS).write(
            connection, [row(name, closed=name == "c") for name in "abcde"]
        )
        yield connection


def driver(connection: Connection) -> sqlite3.Connection:
    made = connection.connection.driver_connection
    assert isinstance(made, sqlite3.Connection)
    return made


@pytest.mark.parametrize("names", ["", "a", "ab", "ace", "xedcba", "aaab"])
def test_a_query_gives_the_rows_and_the_types_that_sqlalchemy_gives(
    connection: Connection, names: str
) -> None:
    given = {"names": list(names)}
    expected = [dict(one) for one in connection.execute(BY_NAME.statement, given).mappings()]
    assert BY_NAME.rows(driver(connection), given) == expected
    assert all(isinstance(one["closed"], bool) for one in expected)


def test_values_in_the_statement_itself_are_given_with_those_of_the_call(
    connection: Connection,
) -> None:
    found = OPEN.tuples(driver(connection), {"run": "r"})
    assert [name for (name,) in found] == ["a", "b", "d", "e"]
    assert OPEN.tuples(driver(connection), {"run": "of another"}) == []


def test_a_row_takes_the_place_of_the_one_with_its_key(connection: Connection) -> None:
    again = [row("a", size_bytes=7), row("f", size_bytes=8)]
    upsert_of("sqlite", warc_files, COLUMNS).write(connection, again)
    found = BY_NAME.rows(driver(connection), {"names": ["a", "f"]})
    assert [one["size_bytes"] for one in found] == [7, 8]


def test_an_insert_refuses_a_key_that_is_there(connection: Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="warc_files"):
        insert_of(warc_files, COLUMNS).write(connection, [row("a")])


@pytest.mark.parametrize("text", ["a\0b", "a\ud800b", "ღ\0", "ordinary", "ღია"])
def test_text_is_cleaned_when_it_is_written_and_when_it_is_compared_with(
    connection: Connection, text: str
) -> None:
    insert_of(warc_files, COLUMNS).write(connection, [row(text)])
    [found] = BY_NAME.rows(driver(connection), {"names": [text]})
    cleaned = text.replace("\0", "\ufffd").replace("\ud800", "\ufffd")
    assert found["name"] == cleaned
    assert connection.execute(BY_NAME.statement, {"names": [text]}).scalar() == cleaned


def test_rows_are_deleted_one_by_one(connection: Connection) -> None:
    gone = Prepared(delete(warc_files).where(warc_files.c.name == bindparam("gone")))
    gone.write(connection, [{"gone": "a"}, {"gone": "nobody"}, {"gone": "e"}])
    left = connection.execute(select(warc_files.c.name)).scalars().all()
    assert sorted(left) == ["b", "c", "d"]


def test_postgresql_has_its_own_text() -> None:
    prepared = upsert_of("postgresql", warc_files, COLUMNS)
    text = str(prepared.statement.compile(dialect=postgresql.dialect()))  # type: ignore[no-untyped-call]
    assert "ON CONFLICT (name) DO UPDATE" in text
