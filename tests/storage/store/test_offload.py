"""WARC files that lie in an object store: every command still knows where they are."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest
from support import takedowns
from support.archives import FIRST, make_with_warc
from support.object_store import reached
from support.stored import audited, offload
from support.warcs import files_of, index_of, rows_of

from newscrawl.errors import OutputError, StoreError
from newscrawl.storage.archive import Archive
from newscrawl.storage.state.repository import State
from newscrawl.storage.store.copies import check_copy, note_of, stored_copy
from newscrawl.storage.store.offload import (
    Offloaded,
    bring_back_warc,
    offload_exports,
)
from newscrawl.storage.warc.names import FOLDER, index_name
from newscrawl.storage.warc.reader import WarcReader


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_with_warc(tmp_path_factory.mktemp("made") / "output")


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "output"))


@pytest.fixture
def store(tmp_path: Path) -> str:
    (tmp_path / "kept").mkdir()
    return f"file://{tmp_path}/kept"


def records(folder: Path) -> list[bytes]:
    """What the reader gives of each capture, in the order of the files, those that were taken down
    left out."""
    reader = WarcReader(folder)
    try:
        return [reader.record(row).block for row in rows_of(folder) if row["kind"] != "suppressed"]
    finally:
        reader.close()


def test_closed_files_and_their_indexes_are_copied_once(folder: Path, store: str) -> None:
    paths = files_of(folder)
    assert len(paths) > 2
    done = offload(folder, store)
    assert (done.copied, done.kept, done.removed) == (2 * len(paths), 0, 0)
    assert (offload(folder, store).copied, offload(folder, store).kept) == (0, 2 * len(paths))
    for path in paths:
        copy = stored_copy(path)
        assert copy is not None
        assert check_copy(copy)
    assert audited(folder, asks_store=True) == []


def test_records_of_files_that_are_away_are_read(folder: Path, store: str) -> None:
    before, paths = records(folder), files_of(folder)
    assert offload(folder, store, remove=True).removed == len(paths)
    assert files_of(folder) == []
    assert records(folder) == before
    assert audited(folder) == []
    assert audited(folder, asks_store=True) == []


def test_a_run_leaves_them_away_and_writes_its_own(folder: Path, store: str) -> None:
    offload(folder, store, remove=True)
    Archive(folder, run="20260118T093000Z-4d5e").close()
    assert files_of(folder) == []
    assert audited(folder) == []


def test_a_file_under_way_is_not_copied(folder: Path, store: str) -> None:
    with closing(State(folder)) as state:
        row = state.warc_files()[0]
        state.save_warc([{**row, "closed": False}], [])
    assert offload(folder, store, remove=True).removed == len(rows_of(folder, "warc_files")) - 1
    assert [path.name for path in files_of(folder)] == [row["name"]]


def test_a_damaged_file_is_neither_trusted_nor_removed(folder: Path, store: str) -> None:
    path = files_of(folder)[0]
    content = bytearray(path.read_bytes())
    content[99] ^= 1
    path.write_bytes(content)
    with pytest.raises(OutputError, match="is damaged"):
        offload(folder, store, remove=True)
    assert path.exists()
    path.write_bytes(content[:-1])
    with pytest.raises(OutputError, match="is damaged and is not copied"):
        offload(folder, store, remove=True)


def test_a_store_that_spoils_is_found_out_and_nothing_is_removed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with reached(monkeypatch) as server:
        server.spoils = True
        with pytest.raises(StoreError, match="is not what was copied there"):
            offload(folder, server.url, remove=True)
        server.spoils, server.is_down = False, True
        with pytest.raises(StoreError, match="cannot reach"):
            offload(folder, server.url, remove=True)
        paths = files_of(folder)
        assert [note_of(path).exists() for path in paths] == [False] * len(paths)
        server.is_down = False
        assert offload(folder, server.url, remove=True).removed == len(paths)
        assert len(records(folder)) == len(rows_of(folder))


def test_they_come_back(folder: Path, store: str) -> None:
    before = {path.name: path.read_bytes() for path in files_of(folder)}
    offload(folder, store, remove=True)
    with closing(State(folder, read_only=True)) as state:
        done = bring_back_warc(folder, state)
        assert done.copied == len(before)
        assert {path.name: path.read_bytes() for path in files_of(folder)} == before
        for path in files_of(folder):
            path.unlink()
            note_of(path).unlink()
        with pytest.raises(StoreError, match="no note says where a copy lies"):
            bring_back_warc(folder, state)


def test_a_note_of_another_file_brings_nothing_back(folder: Path, store: str) -> None:
    offload(folder, store, remove=True)
    one, other, *_ = sorted((folder / FOLDER).glob("*.warc.gz.stored.json"))
    one.write_bytes(other.read_bytes())
    with (
        closing(State(folder, read_only=True)) as state,
        pytest.raises(StoreError, match="is of another file"),
    ):
        bring_back_warc(folder, state)
    assert one.name.removesuffix(".stored.json") not in [path.name for path in files_of(folder)]


def test_a_lost_state_is_rebuilt_with_what_lies_in_the_store(folder: Path, store: str) -> None:
    before = rows_of(folder)
    offload(folder, store, remove=True)
    for path in folder.glob("newscrawl.db*"):
        path.unlink()
    Archive(folder, run="20260118T093000Z-4d5e").close()
    assert [row["record_id"] for row in rows_of(folder)] == [row["record_id"] for row in before]
    assert audited(folder) == []
    assert offload(folder, store, remove=True).removed == len(rows_of(folder, "warc_files"))


def test_a_lost_state_waits_for_a_store_that_cannot_be_had(
    folder: Path, store: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    before = len(rows_of(folder))
    offload(folder, store, remove=True)
    for path in folder.glob("newscrawl.db*"):
        path.unlink()
    (tmp_path / "kept").rename(tmp_path / "away")
    Archive(folder, run="20260118T093000Z-4d5e").close()
    assert "the next run tries again" in caplog.text
    assert rows_of(folder) == []
    owed = [one for one in audited(folder) if one.startswith("owed")]
    assert owed
    assert all(one.endswith("not in the state") for one in owed)
    (tmp_path / "away").rename(tmp_path / "kept")
    Archive(folder, run="20260119T093000Z-4d5e").close()
    assert len(rows_of(folder)) == before


def test_a_takedown_reaches_the_copies(tmp_path: Path, store: str) -> None:
    folder = takedowns.make(tmp_path / "output")
    [path] = files_of(folder)
    offload(folder, store, remove=True)
    takedowns.take_down(folder)
    assert not path.exists()
    assert audited(folder, asks_store=True) == []
    stored = tmp_path / "kept" / FOLDER / path.name
    shown = [secret for secret in takedowns.SECRETS if secret.encode() in b"".join(records(folder))]
    # The listing and the pages of others keep their headlines, as in a file that is here.
    assert not set(shown) & set(takedowns.SENTENCES)
    index = (tmp_path / "kept" / FOLDER / index_name(path.name)).read_bytes()
    assert index == (folder / FOLDER / index_name(path.name)).read_bytes()
    assert b"detail/2" not in index
    with closing(State(folder, read_only=True)) as state:
        assert state.suppressions(undone=True) == []
        bring_back_warc(folder, state)
    assert path.read_bytes() == stored.read_bytes()
    assert index_of(path)


def test_a_takedown_that_the_store_keeps_waiting_is_owed_and_brought_to_its_end(
    tmp_path: Path, store: str
) -> None:
    folder = takedowns.make(tmp_path / "output")
    offload(folder, store, remove=True)
    (tmp_path / "kept").rename(tmp_path / "away")
    counts = takedowns.take_down(folder)
    assert (counts["records owed"], counts.get("records", 0)) == (4, 0)
    # What is here has gone all the same.
    assert takedowns.SENTENCES[0].encode() not in (folder / "articles.jsonl").read_bytes()
    with closing(State(folder, read_only=True)) as state:
        assert [row["id"] for row in state.suppressions(undone=True)] == [takedowns.VICTIM]
    (tmp_path / "away").rename(tmp_path / "kept")
    Archive(folder, run=takedowns.NEXT).close()
    with closing(State(folder, read_only=True)) as state:
        assert state.suppressions(undone=True) == []
    assert takedowns.SENTENCES[0].encode() not in b"".join(records(folder))
    assert audited(folder, asks_store=True) == []


def test_exports_are_copied_as_they_are(store: str, tmp_path: Path) -> None:
    path = tmp_path / "articles.parquet"
    path.write_bytes(b"PAR1")
    assert offload_exports([path], store) == Offloaded(copied=1, bytes=4)
    assert (tmp_path / "kept/exports/articles.parquet").read_bytes() == b"PAR1"
    path.write_bytes(b"PAR1PAR1")
    assert offload_exports([path], store).bytes == 8
    assert FIRST not in {one.name for one in (tmp_path / "kept").iterdir()}
