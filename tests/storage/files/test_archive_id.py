"""The file by which a folder knows its database is whole, or refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newscrawl.errors import OutputError, UsageError
from newscrawl.storage.files.archive_id import NAME, ArchiveId, read_id, write_id


def test_what_is_written_is_read(tmp_path: Path) -> None:
    assert read_id(tmp_path) is None and read_id(tmp_path / "nowhere") is None
    for told in (ArchiveId("a", "postgresql"), ArchiveId("b", "newscrawl.db")):
        write_id(tmp_path, told)
        assert read_id(tmp_path) == told
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


def test_what_a_person_writes_may_say_the_id_alone(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text(json.dumps({"archive": "a"}), "utf-8")
    assert read_id(tmp_path) == ArchiveId("a", "")


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"{}", b'{"archive": 7}', b"\xff"])
def test_what_says_no_id_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(content)
    with pytest.raises(UsageError, match="does not say which archive this is"):
        read_id(tmp_path)


def test_what_cannot_be_read_or_written_is_the_outputs(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    with pytest.raises(OutputError, match="cannot read"):
        read_id(tmp_path)
    with pytest.raises(OutputError, match="cannot write"):
        write_id(tmp_path, ArchiveId("a", ""))
