"""A checksum of the file of the state, as a run left it: it distinguishes a byte that flipped since
from one that was written since."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from newscrawl.errors import OutputError
from newscrawl.storage.state.connection import NAME

StateChecksum = dict[str, Any]
"""`file`, `sha256`, `size_bytes`, and `changes`: how often the file was changed, as SQLite counts
it; see `Database._count_opening`."""

HEADER_BYTES = 100
"""Length of the header of an SQLite file (https://www.sqlite.org/fileformat2.html, 1.3)."""


def state_checksum(folder: Path) -> StateChecksum | None:
    """The checksum of the file; None where there is none, or it is not all of the state: commits
    wait in the write-ahead log beside it. Raises OutputError."""
    path = folder / NAME
    wal = path.with_name(NAME + "-wal")
    try:
        if not path.exists() or (wal.exists() and wal.stat().st_size):
            return None
        with path.open("rb") as file:
            header = file.read(HEADER_BYTES)
            file.seek(0)
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        return {
            "file": NAME,
            "sha256": digest,
            "size_bytes": path.stat().st_size,
            "changes": change_counters(header)[0],
        }
    except OSError as error:
        raise OutputError(error.errno, f"cannot read {path}: {error.strerror}") from error


def change_counters(header: bytes) -> tuple[int, int]:
    """How often an SQLite file was changed, as its header says in two places
    (https://www.sqlite.org/fileformat2.html, 1.3)."""
    return int.from_bytes(header[24:28], "big"), int.from_bytes(header[92:96], "big")
