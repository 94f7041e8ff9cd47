"""The latest record of each article: each once, whatever lies at the end of a page of rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from support import archives

from newscrawl.storage.queries import latest
from newscrawl.storage.queries.latest import LatestRecords, Source
from newscrawl.storage.state.repository import State


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return archives.make(tmp_path_factory.mktemp("made") / "output")


@pytest.fixture(params=[1, 2, 3, 1000])
def state(
    folder: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[State]:
    monkeypatch.setattr(latest, "PAGE_ROWS", request.param)
    state = State(folder, read_only=True)
    yield state
    state.close()


def found(records: Iterator[dict[str, object]]) -> list[tuple[object, object]]:
    return [(record["seq"], record["id"]) for record in records]


def test_each_article_comes_with_its_last_line_in_the_order_of_numbers(state: State) -> None:
    numbers = [(1, 1), (9, 2), (10, 3), (4, 5), (5, 6), (6, 7), (7, 8), (8, 12)]
    assert found(iter(LatestRecords(state))) == [(seq, f"paper/en/{n}") for seq, n in numbers]


def test_since_leaves_out_what_did_not_change(state: State) -> None:
    records = LatestRecords(state, since=8)
    assert found(iter(records)) == [(9, "paper/en/2"), (10, "paper/en/3")]
    assert found(records.newest(None)) == [(10, "paper/en/3"), (9, "paper/en/2")]
    assert records.last_seq == 10


@pytest.mark.parametrize("limit", [0, 1, 3, 8, 99, None])
def test_the_newest_come_first_and_no_more_than_asked_for(state: State, limit: int | None) -> None:
    seqs = [seq for seq, _ in found(LatestRecords(state).newest(limit))]
    assert seqs == [10, 9, 8, 7, 6, 5, 4, 1][:limit]


def test_an_archive_is_known_by_its_sites_and_its_first_run(state: State) -> None:
    records = LatestRecords(state)
    assert records.sources() == [Source("paper", "https://paper.test")]
    assert records.first_run() == archives.FIRST


def test_where_no_line_is_there_is_no_first_run(tmp_path: Path) -> None:
    with closing(State(tmp_path, read_only=True)) as state:
        records = LatestRecords(state)
        assert (list(records), records.sources(), records.first_run()) == ([], [], None)


def test_a_line_that_lacks_keys_is_damage(tmp_path: Path) -> None:
    archives.make(tmp_path)
    with closing(sqlite3.connect(tmp_path / "newscrawl.db")) as database:
        database.execute("""UPDATE revisions SET line = '{"seq": 4}' WHERE seq = 4""")
        database.commit()
    with (
        closing(State(tmp_path, read_only=True)) as state,
        pytest.raises(ValueError, match="lacks keys"),
    ):
        list(LatestRecords(state))
