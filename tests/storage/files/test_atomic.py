"""A file is written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from newscrawl.errors import OutputError
from newscrawl.storage.files.atomic import atomic_file, write_atomically


def test_it_takes_the_place_of_what_is_there(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    for content in (b"old", b"new"):
        write_atomically(path, content)
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    link = tmp_path / "page.html"
    link.symlink_to(tmp_path / "there" / "page.html")
    write_atomically(link, b"new")
    assert link.is_symlink() and (tmp_path / "there" / "page.html").read_bytes() == b"new"


def test_what_was_there_stays_when_it_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="cannot write"):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_is_written_piece_by_piece_and_can_be_read_again(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(b"old")
    with atomic_file(path) as file:
        for piece in (b"a", b"b"):
            file.write(piece)
        file.seek(0)
        assert file.read() == b"ab"
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"ab"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    "error", [KeyboardInterrupt(), ValueError("no row"), OutputError("cannot read the state")]
)
def test_an_error_inside_leaves_what_was_there_and_stays_what_it_is(
    tmp_path: Path, error: BaseException
) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(b"old")
    with pytest.raises(type(error)) as raised, atomic_file(path) as file:
        file.write(b"new")
        raise error
    assert raised.value is error
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
