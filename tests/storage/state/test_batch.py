"""A batch knows whether there is anything to write."""

from __future__ import annotations

from dataclasses import fields

import pytest

from newscrawl.storage.state.batch import Batch


def test_an_empty_batch_is_nothing_to_write() -> None:
    assert not Batch()


@pytest.mark.parametrize("name", [field.name for field in fields(Batch)])
def test_a_row_of_any_table_is_something_to_write(name: str) -> None:
    batch = Batch()
    rows = getattr(batch, name)
    if isinstance(rows, dict):
        rows["key"] = {}
    elif isinstance(rows, set):
        rows.add("key")
    else:
        rows.append({})
    assert batch
