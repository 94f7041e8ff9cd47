"""The closed WARC files of an archive, with their indexes, and exports: copied to an object store,
and removed here when told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from newscrawl.errors import OutputError, StoreError
from newscrawl.storage.files.jsonl_log import sync_folder
from newscrawl.storage.state.repository import State
from newscrawl.storage.store.copies import bring_back, copy_to_store, stored_copy
from newscrawl.storage.warc.names import FOLDER, index_name

EXPORTS = "exports"
"""Folder in the store of what is no WARC file."""


@dataclass(slots=True)
class Offloaded:
    """What was done."""

    copied: int = 0
    """Files that were copied now, and read back."""
    kept: int = 0
    """Files whose copy was there already."""
    removed: int = 0
    """WARC files that are no longer here."""
    bytes: int = 0
    """Of what was copied."""


def offload_warc(folder: Path, state: State, store: str, *, remove: bool) -> Offloaded:
    """Copy each closed WARC file and its index to `store`, a place in an object store. `remove`:
    the file leaves this folder once its copy was read back and is what the state says; its index
    stays. What was copied before is not copied again. Raises OutputError, StoreError."""
    done = Offloaded()
    for row in state.warc_files():
        path = folder / FOLDER / row["name"]
        if not row["closed"] or not path.exists():
            continue
        if path.stat().st_size != row["size_bytes"]:
            raise OutputError(
                None, f"{path} is damaged and is not copied: see what scrapy verify says of it"
            )
        for one in (path.with_name(index_name(path.name)), path):
            _copy(one, f"{store}/{FOLDER}/{one.name}", done)
        copy = stored_copy(path)
        if copy is None or copy.sha256 != row["sha256"]:
            raise OutputError(
                None, f"{path} is damaged, and so is its copy: see what scrapy verify says of it"
            )
        if remove:
            path.unlink()
            sync_folder(path.parent)
            done.removed += 1
    return done


def offload_exports(files: Sequence[Path], store: str) -> Offloaded:
    """Copy files of the user's own, such as exports, to `store`. Raises OutputError,
    StoreError."""
    done = Offloaded()
    for path in files:
        _copy(path, f"{store}/{EXPORTS}/{path.name}", done)
    return done


def bring_back_warc(folder: Path, state: State) -> Offloaded:
    """Put every WARC file that lies in an object store back in its place; the copies stay. Raises
    OutputError, StoreError where one is not what it should be."""
    done = Offloaded()
    for path in _away(folder, state):
        bring_back(path)
        done.copied += 1
        done.bytes += path.stat().st_size
    return done


def _away(folder: Path, state: State) -> Iterator[Path]:
    for row in state.warc_files():
        path = folder / FOLDER / row["name"]
        if not path.exists():
            copy = stored_copy(path)
            if copy is None:
                raise StoreError(None, f"{path} is not here, and no note says where a copy lies")
            if (copy.size_bytes, copy.sha256) != (row["size_bytes"], row["sha256"]):
                raise StoreError(
                    None, f"the note of {path} is of another file: see what scrapy verify says"
                )
            yield path


def _copy(path: Path, url: str, done: Offloaded) -> None:
    before = stored_copy(path)
    copy = copy_to_store(path, url)
    if copy == before:
        done.kept += 1
    else:
        done.copied += 1
        done.bytes += copy.size_bytes
