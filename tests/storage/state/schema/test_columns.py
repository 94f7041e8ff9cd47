"""The tables are read by people, too: each column says what it holds."""

from __future__ import annotations

import pytest

from newscrawl.storage.state.schema import metadata
from newscrawl.storage.state.schema.columns import text_column

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
