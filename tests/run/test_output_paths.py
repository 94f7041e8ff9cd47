"""A file of the user's own is written nowhere that belongs to the archive."""

from __future__ import annotations

from pathlib import Path

import pytest

from newscrawl.errors import UsageError
from newscrawl.run.output_paths import check_place, check_there, output_folder


def test_the_output_folder_is_absolute_and_named_output_where_nobody_says() -> None:
    assert output_folder(None) == Path.cwd() / "output"
    assert output_folder("~/papers") == Path.home() / "papers"


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    check_there(tmp_path)
    with pytest.raises(UsageError, match="no run has written there"):
        check_there(tmp_path / "nowhere")


@pytest.mark.parametrize(
    "name", ["articles.jsonl", ".lock", "newscrawl.db-wal", "runs/mine.csv", "warc/a/mine.csv"]
)
def test_a_file_of_the_archive_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="belongs to the archive"):
        check_place(tmp_path / name, tmp_path, like="mine.csv")


def test_a_folder_is_refused_with_a_name_to_take(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"mine\.csv"):
        check_place(tmp_path, tmp_path / "output", like="mine.csv")


def test_the_files_of_a_database_elsewhere_are_refused_too(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/state.db"
    with pytest.raises(UsageError, match="belongs to the archive"):
        check_place(tmp_path / "state.db-wal", tmp_path / "output", database=database, like="x")


def test_any_other_file_is_taken(tmp_path: Path) -> None:
    check_place(tmp_path / "mine.csv", tmp_path, like="x")
