"""Revisions beside those before them, page by page."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import rows
from support.rows import present


def test_many_pages_are_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newscrawl.storage.queries.steps.PAGE_ROWS", 2)
    told = rows.archived(tmp_path)
    with present(tmp_path) as state:
        found = list(state.steps())
    assert sorted(step.record["seq"] for step in found) == [record["seq"] for record in told]
    places = [(step.record["id"], step.record["revision"]) for step in found]
    assert places == sorted(places)
    for step in found:
        before = step.before
        assert (before is None) == (step.record["revision"] == 1)
        if before is not None:
            assert (before["id"], before["revision"] + 1) == (
                step.record["id"],
                step.record["revision"],
            )


def test_from_a_line_on_each_knows_the_one_before_it(tmp_path: Path) -> None:
    rows.archived(tmp_path)
    with present(tmp_path, since=6) as state:
        found = [(step.record["seq"], step.before is not None) for step in state.steps()]
    assert found == [(7, True), (8, True), (9, True)]
