"""A file of the archive and its copy in an object store. A note beside the file's place says where
the copy lies and what it must be; it stays when the file leaves, and outlives a lost state."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from newscrawl import clock
from newscrawl.errors import OutputError, StoreError
from newscrawl.records import utc
from newscrawl.storage.files.atomic import atomic_file, write_atomically
from newscrawl.storage.store.objects import StoredObject

SCHEMA = "newscrawl.stored/1"
SUFFIX = ".stored.json"

READ_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class StoredCopy:
    """What the note says."""

    url: str
    """Of the object."""
    size_bytes: int
    sha256: str
    """In hexadecimal digits."""
    stored_at: str
    """When the copy was read back and found whole, UTC as in the feeds."""


def note_of(path: Path) -> Path:
    """Where the note of a file is."""
    return path.with_name(path.name + SUFFIX)


def stored_copy(path: Path) -> StoredCopy | None:
    """The copy of a file, whether the file is here or not; None where there is none. Raises
    OutputError for a note that cannot be read."""
    note = note_of(path)
    try:
        said = json.loads(note.read_bytes())
        return StoredCopy(
            str(said["url"]), int(said["size_bytes"]), str(said["sha256"]), str(said["stored_at"])
        )
    except FileNotFoundError:
        return None
    except OSError as error:
        raise OutputError(error.errno, f"cannot read {note}: {error.strerror}") from error
    except (ValueError, TypeError, KeyError):
        raise OutputError(
            None, f"{note} does not say where the copy lies: restore it from a backup"
        ) from None


def copy_to_store(path: Path, url: str) -> StoredCopy:
    """Copy a file to the object at `url`, read the copy back, and note that it is whole. What lies
    there already and is the same is left. Raises StoreError, also for a copy that came to be
    another; OutputError where the file cannot be read."""
    try:
        sha256, size_bytes = _digest(_read(path))
    except OSError as error:
        raise OutputError(error.errno, f"cannot read {path}: {error.strerror}") from error
    there = StoredObject(url)
    before = stored_copy(path)
    if before is not None and (before.url, before.sha256) == (url, sha256):
        return before
    if there.size() != size_bytes or _digest(there.chunks())[0] != sha256:
        there.put(path)
        found = _digest(there.chunks())
        if found != (sha256, size_bytes):
            raise StoreError(
                None,
                f"{url} is not what was copied there: {found[1]} bytes of {size_bytes}, or others",
            )
    copy = StoredCopy(url, size_bytes, sha256, utc(clock.now()))
    write_atomically(note_of(path), json.dumps({"schema": SCHEMA, **asdict(copy)}).encode() + b"\n")
    return copy


def refresh(path: Path) -> bool:
    """Copy a file once more where its copy is not what it is now. Gives whether that was so. Raises
    StoreError, OutputError."""
    before = stored_copy(path) if path.exists() else None
    return before is not None and copy_to_store(path, before.url).sha256 != before.sha256


def bring_back(path: Path) -> None:
    """Put the copy of a file in the file's place. Raises StoreError where it is not what it should
    be: nothing is in the place then; OutputError."""
    copy = stored_copy(path)
    if copy is None:
        raise StoreError(None, f"no note says where a copy of {path} lies")
    with atomic_file(path) as file:
        digest, size_bytes = hashlib.sha256(), 0
        for chunk in StoredObject(copy.url).chunks():
            file.write(chunk)
            digest.update(chunk)
            size_bytes += len(chunk)
        if (digest.hexdigest(), size_bytes) != (copy.sha256, copy.size_bytes):
            raise StoreError(None, f"{copy.url} is not what was copied there")


def check_copy(copy: StoredCopy) -> bool:
    """Whether the store still holds what was copied there: all of it is read. Raises
    StoreError."""
    there = StoredObject(copy.url)
    return there.size() == copy.size_bytes and _digest(there.chunks())[0] == copy.sha256


def _read(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(READ_BYTES):
            yield chunk


def _digest(chunks: Iterable[bytes]) -> tuple[str, int]:
    digest, size_bytes = hashlib.sha256(), 0
    for chunk in chunks:
        digest.update(chunk)
        size_bytes += len(chunk)
    return digest.hexdigest(), size_bytes
