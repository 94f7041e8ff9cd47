"""The tables are read by people, too: each column says what it holds."""

from __future__ import annotations

import pytest
from sqlalchemy import Text

from newscrawl.storage.state.schema import metadata
from newscrawl.storage.state.schema.columns import StorableText, storable, text_column

COLUMNS = [column for table in metadata.tables.values() for column in table.columns]


@pytest.mark.parametrize("column", COLUMNS, ids=str)
def test_each_column_has_a_comment(column: object) -> None:
    assert getattr(column, "comment", None)


def test_a_part_of_the_key_is_never_null() -> None:
    assert not text_column("id", "the article", primary_key=True).nullable
    assert text_column("reason", "why").nullable
    assert not text_column("site", "name", nullable=False).nullable


def test_each_table_has_a_key() -> None:
    assert [table.name for table in metadata.tables.values() if not table.primary_key] == []


def test_no_column_takes_text_by_another_door() -> None:
    by_another = [column for column in COLUMNS if isinstance(column.type, Text)]
    assert by_another == []
    assert any(isinstance(column.type, StorableText) for column in COLUMNS)


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("a\0b", "a\ufffdb"),
        ("\ud800 and \0", "\ufffd and \ufffd"),
        ("Порт \x9b \ufdd0 \U0010ffff", "Порт \x9b \ufdd0 \U0010ffff"),
        ("", ""),
    ],
)
def test_only_what_postgresql_cannot_hold_is_replaced(text: str, stored: str) -> None:
    assert storable(text) == stored
