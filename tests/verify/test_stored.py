"""Copies in an object store are held against the state; they are read when that is asked for."""

from __future__ import annotations

from pathlib import Path

from support.archives import make_with_warc
from support.stored import audited, offload
from support.warcs import files_of

from newscrawl.storage.warc.names import FOLDER, index_name


def away(tmp_path: Path) -> tuple[Path, Path]:
    """An archive whose WARC files are in a store, and the folder that the store is."""
    folder, kept = make_with_warc(tmp_path / "output"), tmp_path / "kept"
    kept.mkdir()
    offload(folder, f"file://{kept}", remove=True)
    assert files_of(folder) == []
    return folder, kept / FOLDER


def test_what_is_away_is_clean(tmp_path: Path) -> None:
    folder, _ = away(tmp_path)
    assert audited(folder) == []
    assert audited(folder, asks_store=True) == []


def test_the_index_of_a_file_that_is_away_is_what_the_state_says(tmp_path: Path) -> None:
    folder, kept = away(tmp_path)
    name = index_name(sorted(kept.glob("*.warc.gz"))[0].name)
    (folder / FOLDER / name).write_bytes(b"com,paper)/ 20260114 {}")
    assert audited(folder) == [f"fault warc/{name} index"]
    (folder / FOLDER / name).unlink()
    assert audited(folder) == [f"fault warc/{name} no index"]


def test_a_copy_that_rots_is_found_when_it_is_asked_for(
    tmp_path: Path,
) -> None:
    folder, kept = away(tmp_path)
    lost, rotten, *_ = sorted(kept.glob("*.warc.gz"))
    lost.unlink()
    rotten.write_bytes(rotten.read_bytes()[::-1])
    assert audited(folder) == []
    assert audited(folder, asks_store=True) == [
        f"fault warc/{lost.name} copy",
        f"fault warc/{rotten.name} copy",
    ]


def test_a_note_that_says_another_thing_than_the_state_is_a_fault(tmp_path: Path) -> None:
    folder, _ = away(tmp_path)
    notes = sorted((folder / FOLDER).glob("*.warc.gz.stored.json"))
    said = notes[0].read_text()
    notes[0].write_text(said.replace('"size_bytes": ', '"size_bytes": 1'))
    notes[1].write_text("{}")
    warc = [one.name.removesuffix(".stored.json") for one in notes]
    assert audited(folder) == [
        f"fault warc/{warc[0]} copy",
        f"fault warc/{notes[1].name} note of a copy",
        f"fault warc/{warc[1]} missing",
    ]
