"""A folder that is filled anew: whole files, and nothing left of an earlier export."""

from __future__ import annotations

from pathlib import Path

import pytest

from newscrawl.errors import OutputError
from newscrawl.exports.folder import Folder


def test_what_is_the_same_is_left_as_it_is(tmp_path: Path) -> None:
    Folder(tmp_path / "out").put("a/b.json", b"one")
    before = (tmp_path / "out/a/b.json").stat().st_ino
    Folder(tmp_path / "out").put("a/b.json", b"one")
    assert (tmp_path / "out/a/b.json").stat().st_ino == before
    Folder(tmp_path / "out").put("a/b.json", b"two")
    assert (tmp_path / "out/a/b.json").read_bytes() == b"two"
    assert len(list((tmp_path / "out/a").iterdir())) == 1


def test_files_of_an_earlier_export_go_and_those_of_others_stay(tmp_path: Path) -> None:
    for name in ("a-1.xml", "a-2.xml", "index.html"):
        Folder(tmp_path).put(name, b"old")
    again = Folder(tmp_path)
    with again.file("a-1.xml") as file:
        file.write(b"new")
    again.remove_others("a-*.xml")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        "a-1.xml": b"new",
        "index.html": b"old",
    }


def test_an_error_names_the_place(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError, match="file"):
        Folder(tmp_path / "file").put("a.json", b"")
