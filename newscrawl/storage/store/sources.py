"""A WARC file to read records from: here on the disk, or in an object store."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Protocol

from newscrawl.storage.store.copies import stored_copy
from newscrawl.storage.store.objects import StoredObject

BLOCK_BYTES = 1 << 20
"""What is asked of a store at once: records are mostly read in their order, and a request a record
would take longer than the reading."""


class Source(Protocol):
    """Bytes by their place."""

    def read(self, length: int, offset: int) -> bytes:
        """So many bytes from an offset on; fewer at the end. Raises OSError."""

    def close(self) -> None:
        """It is read no more."""


class LocalFile:
    """A file on the disk."""

    def __init__(self, path: Path) -> None:
        """Raises OSError."""
        self._fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC)

    def read(self, length: int, offset: int) -> bytes:
        return os.pread(self._fd, length, offset)

    def close(self) -> None:
        os.close(self._fd)


class RemoteFile:
    """A file in a store. The block that was read last is kept."""

    def __init__(self, url: str, size_bytes: int) -> None:
        self._object = StoredObject(url)
        self._size_bytes = size_bytes
        self._block, self._block_at = b"", 0

    def read(self, length: int, offset: int) -> bytes:
        if not self._block_at <= offset <= offset + length <= self._block_at + len(self._block):
            wanted = min(max(length, BLOCK_BYTES), self._size_bytes - offset)
            self._block = self._object.read(wanted, offset) if wanted > 0 else b""
            self._block_at = offset
        start = offset - self._block_at
        return self._block[start : start + length]

    def close(self) -> None:
        self._block = b""


def open_source(path: Path) -> Source:
    """A file, or its copy where it is not here. Raises OSError where there is neither."""
    try:
        return LocalFile(path)
    except FileNotFoundError:
        copy = stored_copy(path)
        if copy is None:
            raise
        return RemoteFile(copy.url, copy.size_bytes)
