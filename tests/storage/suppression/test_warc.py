"""Tombstones in the place of records: all of the article's, and nothing else is touched."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from support.exchanges import exchange, whole_run
from support.makers import NOON
from support.warcs import complaints, faults_of, files_of, index_of, records_of, rows_of

from newscrawl.records import utc
from newscrawl.storage.state.repository import State
from newscrawl.storage.suppression.rows import Order
from newscrawl.storage.suppression.warc import DAMAGED, write_tombstones

SECOND = "20260115T093000Z-2b4c"
VICTIM = "paper/en/2"
ORDER = Order(VICTIM, "a letter", utc(NOON), done=False, run=None)


def two_runs(folder: Path) -> list[Path]:
    for run in ("20260114T093000Z-1f3a", SECOND):
        pages = [
            exchange(f"/{number}", f"{run} {number}".encode(), article=f"paper/en/{number}")
            for number in (1, 2, 3)
        ]
        whole_run(folder, *pages, run=run)
    return files_of(folder)


def take_down(folder: Path) -> dict[str, int]:
    with closing(State(folder)) as state:
        return dict(write_tombstones(folder, state, ORDER))


def test_each_record_of_the_article_is_a_tombstone_of_its_length(tmp_path: Path) -> None:
    paths = two_runs(tmp_path)
    before = {path: records_of(path) for path in paths}
    assert take_down(tmp_path) == {"records": 2}
    for path in paths:
        after = records_of(path)
        assert [(one.offset, one.length) for one in after] == [
            (one.offset, one.length) for one in before[path]
        ]
        changed = [
            new.headers["Newscrawl-Article"]
            for old, new in zip(before[path], after, strict=True)
            if old != new
        ]
        assert changed == [VICTIM]
        assert not complaints(path)
        assert [fields["url"][-2:] for _, _, fields in index_of(path)] == ["/1", "/3"]
    assert {row["kind"] for row in rows_of(tmp_path) if row["id"] == VICTIM} == {"suppressed"}


def test_a_second_time_changes_no_byte(tmp_path: Path) -> None:
    paths = two_runs(tmp_path)
    take_down(tmp_path)
    before = [path.read_bytes() for path in paths]
    assert take_down(tmp_path) == {"records": 2}
    assert [path.read_bytes() for path in paths] == before


def test_a_file_that_is_away_is_counted_and_its_rows_lose_their_content(tmp_path: Path) -> None:
    away, here = two_runs(tmp_path)
    away.rename(tmp_path / away.name)
    assert take_down(tmp_path) == {"records elsewhere": 1, "records": 1}
    rows = [row for row in rows_of(tmp_path) if row["id"] == VICTIM]
    assert {row["digest"] for row in rows} == {None}
    assert here.exists()


def test_where_something_else_lies_nothing_is_overwritten_and_the_file_is_named(
    tmp_path: Path,
) -> None:
    harmed, whole = two_runs(tmp_path)
    [row] = [one for one in rows_of(tmp_path) if one["id"] == VICTIM and one["file"] == harmed.name]
    content = bytearray(harmed.read_bytes())
    content[row["offset"] + 30] ^= 1
    content[-1] ^= 1
    harmed.write_bytes(content)
    recorded = {one["name"]: one["sha256"] for one in rows_of(tmp_path, "warc_files")}
    assert take_down(tmp_path) == {"records": 1, f"{DAMAGED}{harmed.name}": 1}
    assert harmed.read_bytes() == content
    after = {one["name"]: one["sha256"] for one in rows_of(tmp_path, "warc_files")}
    assert after[harmed.name] == recorded[harmed.name], (
        "by it verify knows a copy for the right one"
    )
    assert after[whole.name] != recorded[whole.name]


def test_an_article_of_which_no_record_is_known_leaves_all_as_it_is(tmp_path: Path) -> None:
    whole_run(tmp_path, exchange("/1", article="paper/en/1"))
    assert take_down(tmp_path) == {}
    assert faults_of(tmp_path) == []
