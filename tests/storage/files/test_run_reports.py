"""runs/ holds a whole report or none, and the output folder is tried before the first request."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from newscrawl.errors import OutputError
from newscrawl.storage.files.run_reports import check_output, new_run_id, write_run
from newscrawl.storage.files.seal import sealed

MOMENT = datetime(2026, 1, 14, 13, 30, tzinfo=timezone(timedelta(hours=4)))


def test_a_run_is_named_by_its_moment_in_utc() -> None:
    assert re.fullmatch(r"20260114T093000Z-[0-9a-f]{4}", new_run_id(MOMENT))


def test_names_sort_by_time() -> None:
    assert new_run_id(MOMENT) < new_run_id(MOMENT + timedelta(seconds=1))


def test_a_report_is_written_whole(tmp_path: Path) -> None:
    path = write_run(tmp_path, "20260114T093000Z-1f3a", {"verdict": "healthy", "title": "ნიუსი"})
    assert path.read_bytes() == sealed({"verdict": "healthy", "title": "ნიუსი"})
    assert [entry.name for entry in (tmp_path / "runs").iterdir()] == ["20260114T093000Z-1f3a.json"]


def test_a_report_that_cannot_be_written_is_an_output_error(tmp_path: Path) -> None:
    (tmp_path / "runs").write_text("a file")
    with pytest.raises(OutputError):
        write_run(tmp_path, "20260114T093000Z-1f3a", {})


def test_a_folder_that_can_be_written_is_left_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "articles.jsonl").write_text("kept\n")
    check_output(tmp_path)
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["articles.jsonl", "runs"]
    assert (tmp_path / "articles.jsonl").read_text() == "kept\n"


def test_a_folder_is_made_where_it_is_missing(tmp_path: Path) -> None:
    check_output(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()


@pytest.mark.parametrize("name", ["file", "file/below", "/proc/nowhere"])
def test_a_folder_that_cannot_be_written_is_an_output_error(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cannot write in"):
        check_output(tmp_path / name)


def test_a_feed_that_cannot_be_written_is_an_output_error(tmp_path: Path) -> None:
    (tmp_path / "articles.jsonl").mkdir()
    with pytest.raises(OutputError):
        check_output(tmp_path)
