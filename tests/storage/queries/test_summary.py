"""Counts for status, and whole tables for verify: row by row, whatever lies at the end of a page of
rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from support import archives
from support.makers import NOON

from newscrawl.items import Circumstances
from newscrawl.records import utc
from newscrawl.storage.queries import summary
from newscrawl.storage.rows import reading_row
from newscrawl.storage.state.batch import Batch
from newscrawl.storage.state.repository import State


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    archives.make(tmp_path)
    state = State(tmp_path)
    yield state
    state.close()


def test_what_is_due_is_counted_and_the_next_is_named(state: State) -> None:
    [now] = summary.due(state, utc(NOON + timedelta(hours=1)))
    # Two that failed are tried again at once; one in whose place another page stood is due, too,
    # but only a day later.
    assert (now["site"], now["language"], now["count"]) == ("paper", "en", 2)
    assert now["next_due_at"] > utc(NOON + timedelta(hours=1))
    [later] = summary.due(state, utc(NOON + timedelta(days=9_000)))
    assert (later["count"], later["next_due_at"]) == (12, None)


def test_the_highest_number_that_was_read_is_no_higher_one_that_failed(state: State) -> None:
    assert summary.highest_read(state) == {("paper", "en"): 12}


def test_an_article_in_whose_place_another_page_stood_is_doubted(state: State) -> None:
    [row] = summary.doubted(state)
    assert (row["id"], row["reason"], row["doubted_in"]) == (
        "paper/en/5",
        "another page",
        archives.SECOND,
    )


def test_tables_are_given_whole(state: State) -> None:
    assert [(row["language"], row["number"]) for row in summary.all_marks(state)] == [("en", 12)]
    assert [row["pages"] for row in summary.all_memories(state)] == ['{"blocks": []}']
    assert {row["name"]: row["seq"] for row in summary.positions(state)} == {
        "articles": 10,
        "headlines": 6,
    }
    assert summary.suppressions(state) == {}
    assert summary.captured_files(state) == []
    assert summary.integrity(state) == []


@pytest.mark.parametrize("rows_at_once", [1, 3, 5, 1000])
def test_lines_come_once_each_however_many_are_held(
    state: State, rows_at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(summary, "PAGE_ROWS", rows_at_once)
    assert [row["seq"] for row in summary.stored_lines(state, "articles")] == [*range(1, 11)]
    assert [row["seq"] for row in summary.stored_lines(state, "headlines")] == [*range(1, 7)]


@pytest.mark.parametrize("rows_at_once", [2, 3, 4, 1000])
def test_readings_come_once_each_also_where_an_article_has_two(
    state: State, rows_at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = [(f"paper/en/{number}", came) for number in range(1, 6) for came in ("failed", "read")]
    seen = Circumstances("<urn:uuid:1>", (), None, 0)
    rows = {key: reading_row(*key, seen) for key in keys if key != ("paper/en/3", "failed")}
    state.write(Batch(readings=rows))
    monkeypatch.setattr(summary, "PAGE_ROWS", rows_at_once)
    assert [(row["id"], row["came"]) for row in summary.all_readings(state)] == [*rows]
