"""Records are read from the disk or from a store alike, a store in blocks."""

from __future__ import annotations

from pathlib import Path

import pytest

from newscrawl.storage.store import sources
from newscrawl.storage.store.copies import copy_to_store
from newscrawl.storage.store.objects import StoredObject
from newscrawl.storage.store.sources import LocalFile, RemoteFile, open_source


def test_a_file_that_is_here_is_read_here(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"0123456789")
    source = open_source(path)
    assert isinstance(source, LocalFile)
    assert (source.read(3, 2), source.read(3, 9)) == (b"234", b"9")
    source.close()


def test_a_file_that_is_away_is_read_in_blocks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "BLOCK_BYTES", 4)
    path = tmp_path / "a"
    path.write_bytes(b"0123456789")
    copy_to_store(path, f"file://{tmp_path}/kept/a")
    path.unlink()
    asked: list[tuple[int, int]] = []
    whole = StoredObject.read

    def read(self: StoredObject, length: int, offset: int) -> bytes:
        asked.append((length, offset))
        return whole(self, length, offset)

    monkeypatch.setattr(StoredObject, "read", read)
    source = open_source(path)
    assert isinstance(source, RemoteFile)
    found = [source.read(2, 0), source.read(2, 2), source.read(6, 3), source.read(2, 7)]
    assert found == [b"01", b"23", b"345678", b"78"]
    assert asked == [(4, 0), (6, 3)]
    # As at the end of a file: there is no more.
    assert (source.read(5, 8), source.read(5, 10), source.read(5, 99)) == (b"89", b"", b"")
    source.close()


def test_what_is_nowhere_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        open_source(tmp_path / "a")
