"""A file and its copy: read back, noted, brought back, never believed unread."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newscrawl.errors import OutputError, StoreError
from newscrawl.storage.store.copies import (
    bring_back,
    check_copy,
    copy_to_store,
    note_of,
    refresh,
    stored_copy,
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(b"0123456789")
    return path


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"file://{tmp_path}/kept/a.warc.gz"


def test_a_copy_is_noted_and_not_made_twice(file: Path, url: str, tmp_path: Path) -> None:
    assert stored_copy(file) is None
    copy = copy_to_store(file, url)
    assert (copy.url, copy.size_bytes) == (url, 10)
    assert stored_copy(file) == copy
    assert json.loads(note_of(file).read_bytes())["schema"] == "newscrawl.stored/1"
    (tmp_path / "kept/a.warc.gz").write_bytes(b"not asked for again")
    assert copy_to_store(file, url) == copy
    assert not check_copy(copy)


def test_what_lies_there_already_is_taken_for_the_copy_only_if_it_is_the_same(
    file: Path, url: str, tmp_path: Path
) -> None:
    there = tmp_path / "kept/a.warc.gz"
    there.parent.mkdir()
    there.write_bytes(b"9876543210")
    copy = copy_to_store(file, url)
    assert (there.read_bytes(), check_copy(copy)) == (b"0123456789", True)


def test_a_file_that_changed_is_copied_again(file: Path, url: str) -> None:
    copy_to_store(file, url)
    assert not refresh(file)
    file.write_bytes(b"012xxxx789")
    assert refresh(file)
    copy = stored_copy(file)
    assert copy is not None
    assert check_copy(copy)
    assert not refresh(file.with_name("never-copied"))


def test_a_copy_comes_back_whole_or_not_at_all(file: Path, url: str, tmp_path: Path) -> None:
    copy_to_store(file, url)
    file.unlink()
    bring_back(file)
    assert file.read_bytes() == b"0123456789"
    file.unlink()
    (tmp_path / "kept/a.warc.gz").write_bytes(b"012345678?")
    with pytest.raises(StoreError, match="is not what was copied there"):
        bring_back(file)
    assert {path.name for path in tmp_path.iterdir()} == {"kept", note_of(file).name}


def test_what_was_never_copied_cannot_come_back(file: Path) -> None:
    with pytest.raises(StoreError, match="no note says where a copy"):
        bring_back(file)


@pytest.mark.parametrize("note", [b"", b"[]", b'{"url": "s3://kept/a"}', b"{"])
def test_a_note_that_says_nothing_is_an_error(file: Path, note: bytes) -> None:
    note_of(file).write_bytes(note)
    with pytest.raises(OutputError, match="does not say where the copy lies"):
        stored_copy(file)
