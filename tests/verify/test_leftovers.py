"""What a crash left is owed; what nobody left there is a fault; what is the user's is neither."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.makers import NOON

from newscrawl.storage.files.failed_pages import FailedPages
from newscrawl.verify.findings import Findings
from newscrawl.verify.leftovers import check_leftovers

PAGE = "paper-0123456789-20260114T120000Z"


def found(folder: Path, *, pages: int = 9, size: int = 999) -> list[tuple[str, str, str]]:
    findings = Findings()
    check_leftovers(folder, findings, failed_max=pages, failed_bytes=size)
    return [(one.level, one.file, one.kind) for one in findings.listed]


@pytest.mark.parametrize(
    ("name", "level", "kind"),
    [
        (".probe-run", "owed", "unfinished"),
        (".probe-other", "fault", "does not belong here"),
        ("articles.jsonl.part", "fault", "does not belong here"),
        ("newscrawl.db-wal", "owed", "uncommitted"),
        (f"failed/{PAGE}.part", "owed", "unfinished"),
        ("failed/notes.txt", "fault", "does not belong here"),
    ],
)
def test_a_leftover_is_told_apart_by_its_name(
    tmp_path: Path, name: str, level: str, kind: str
) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"?")
    assert found(tmp_path) == [(level, name, kind)]


@pytest.mark.parametrize("name", ["notes.txt", "failed/.gitkeep", f"failed/{PAGE}.html"])
def test_what_belongs_there_or_to_the_user_is_left_alone(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"?")
    assert found(tmp_path) == []


def test_a_database_whose_commits_are_all_in_it_owes_nothing(tmp_path: Path) -> None:
    (tmp_path / "newscrawl.db-wal").touch()
    assert found(tmp_path) == []


def test_a_byte_that_flips_in_a_failed_page_is_found(tmp_path: Path) -> None:
    page = FailedPages(tmp_path / "failed", max_pages=9, max_bytes=99).keep(
        "https://paper.test/1", b"<p>?", seen_at=NOON
    )
    assert page is not None
    assert found(tmp_path) == []
    for content in (b"<p>!", b"", b"<p>?\n"):
        page.write_bytes(content)
        assert found(tmp_path) == [("fault", f"failed/{page.name}", "digest")]


def test_failed_pages_are_counted_and_held_against_both_bounds(tmp_path: Path) -> None:
    (tmp_path / "failed").mkdir()
    for digit in "12":
        (tmp_path / "failed" / f"{PAGE.replace('0', digit, 1)}.html").write_bytes(b"12345")
    assert check_leftovers(tmp_path, Findings(), failed_max=2, failed_bytes=10) == 2
    assert found(tmp_path, pages=2, size=10) == []
    assert found(tmp_path, pages=1, size=9) == [("owed", "failed/", "bound")] * 2
