"""failed/ keeps pages as they came and stays within its bounds."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from pathlib import Path

import pytest
from support.makers import NOON

from newscrawl.errors import OutputError
from newscrawl.storage.files.failed_pages import FailedPages

PAGE = b"<p>\xff\x00 not even text\r\n"


def pages(folder: Path, *, max_pages: int = 3, max_bytes: int = 100) -> FailedPages:
    return FailedPages(folder / "failed", max_pages=max_pages, max_bytes=max_bytes)


def keep(kept: FailedPages, number: int, page: bytes = PAGE) -> Path | None:
    return kept.keep(
        f"https://paper.test/en/news/detail/{number}",
        page,
        seen_at=NOON + timedelta(minutes=number),
    )


def test_a_page_is_kept_byte_by_byte_under_a_name_that_tells_which(tmp_path: Path) -> None:
    path = keep(pages(tmp_path), 4)
    assert path is not None
    assert path.read_bytes() == PAGE
    assert path.name.startswith("en-news-detail-4-")
    digest = hashlib.sha256(PAGE).hexdigest()[:16]
    assert path.name.endswith(f"-20260114T120400Z-{digest}.html")


def test_a_page_that_an_earlier_version_kept_is_one_of_them(tmp_path: Path) -> None:
    path = keep(pages(tmp_path), 4)
    assert path is not None
    earlier = path.with_name(path.name[: path.name.index("Z-") + 1] + ".html")
    path.rename(earlier)
    again = pages(tmp_path).keep("https://paper.test/en/news/detail/4", b"?", seen_at=NOON)
    assert list((tmp_path / "failed").iterdir()) == [again]


def test_the_oldest_leave_when_there_are_too_many(tmp_path: Path) -> None:
    kept = pages(tmp_path)
    paths = [keep(kept, number) for number in range(5)]
    assert [path is not None and path.exists() for path in paths] == [
        False,
        False,
        True,
        True,
        True,
    ]


def test_the_oldest_leave_when_they_are_too_large(tmp_path: Path) -> None:
    kept = pages(tmp_path)
    paths = [keep(kept, number, b"x" * 45) for number in range(3)]
    assert [path is not None and path.exists() for path in paths] == [False, True, True]


def test_the_bounds_hold_across_runs(tmp_path: Path) -> None:
    for number in range(7):
        keep(pages(tmp_path), number)
    assert len(list((tmp_path / "failed").iterdir())) == 3


def test_one_page_an_address(tmp_path: Path) -> None:
    kept = pages(tmp_path)
    for minute in range(3):
        kept.keep("https://paper.test/1", b"%d" % minute, seen_at=NOON + timedelta(minutes=minute))
    assert [path.read_bytes() for path in (tmp_path / "failed").iterdir()] == [b"2"]


def test_a_page_above_the_bounds_is_not_kept_and_drives_none_out(tmp_path: Path) -> None:
    kept = pages(tmp_path)
    small = keep(kept, 1)
    assert keep(kept, 2, b"x" * 101) is None
    assert small is not None and small.exists()


def test_no_page_at_all_may_be_kept(tmp_path: Path) -> None:
    assert keep(pages(tmp_path, max_pages=0), 1) is None
    assert not (tmp_path / "failed").exists()


def test_files_of_other_names_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "failed").mkdir()
    note = tmp_path / "failed" / "note.html"
    note.write_text("mine")
    kept = pages(tmp_path, max_pages=1)
    for number in range(3):
        keep(kept, number)
    assert note.read_text() == "mine"


def test_addresses_that_read_alike_do_not_meet(tmp_path: Path) -> None:
    kept = pages(tmp_path)
    kept.keep("https://paper.test/?a", b"1", seen_at=NOON)
    kept.keep("https://paper.test/?b", b"2", seen_at=NOON)
    assert len(list((tmp_path / "failed").iterdir())) == 2


def test_a_folder_that_cannot_be_made_is_an_output_error(tmp_path: Path) -> None:
    (tmp_path / "failed").write_text("a file")
    with pytest.raises(OutputError):
        keep(pages(tmp_path), 1)
