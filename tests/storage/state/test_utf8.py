"""A text as its bytes, in either database."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Column, MetaData, Table, Text, create_engine, insert, select
from sqlalchemy.dialects import postgresql

from newscrawl.storage.state.utf8 import utf8

LINES = Table("lines", MetaData(), Column("line", Text))


@pytest.mark.parametrize("text", ["", "ferry", "Паром, ბორანი 🛳", "a\\x41\\\\'\"", "a\nb", None])
def test_sqlite_gives_the_bytes_of_a_text(text: str | None) -> None:
    engine = create_engine("sqlite://")
    LINES.create(engine)
    with engine.begin() as connection:
        connection.execute(insert(LINES), {"line": text})
        found = connection.execute(select(utf8(LINES.c.line).label("line"))).all()
    assert [row.line for row in found] == [text if text is None else text.encode()]
    engine.dispose()


def test_postgresql_takes_no_backslash_for_an_escape() -> None:
    """A cast to bytea would."""
    dialect: Any = postgresql.dialect
    made = select(utf8(LINES.c.line)).compile(dialect=dialect())
    assert "convert_to(lines.line, 'UTF8')" in str(made)
