"""An append-only JSON Lines file whose lines are whole whatever happens, numbered 1, 2, 3 … by `seq`."""

from __future__ import annotations

import json
import logging
import os
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from newscrawl.errors import OutputError

Record: TypeAlias = dict[str, Any]

GROUP_LINES = 1000
"""A power cut may take so many lines at most: after each group the file is forced to the disk."""
GROUP_SECONDS = 5.0
"""Or those of so many seconds, where lines come slowly."""

_CHUNK_BYTES = 1 << 16

_encode = json.JSONEncoder(ensure_ascii=False).encode
_logger = logging.getLogger(__name__)


class Feed:
    """One feed on disk. A line is handed to the system as soon as it is appended, so that kill -9 takes none;
    what a power cut can take is bounded by the group, and whatever it leaves torn is cut on the next opening."""

    def __init__(self, path: Path) -> None:
        """Open or make the file. Raises OutputError if it cannot be written.

        What it holds has to be read once, with `recover`, before the first line is appended.
        """
        self.path = path
        self.seq = 0
        """Of the last line; 0 in an empty feed."""
        self.size_bytes = 0
        """Length of the file: all of it whole lines."""
        self._unsynced_lines = 0
        self._synced_at = time.monotonic()
        try:
            existed = path.exists()
            self._fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o644)
            if not existed:
                _sync_folder(path.parent)
        except OSError as error:
            raise OutputError(error.errno, f"cannot write {path}: {error.strerror}") from error

    def recover(self) -> Iterator[tuple[int, Record]]:
        """Each whole line as (byte offset, record), from the first; then what a crash left torn at the end is cut.

        kill -9 and a full disk can tear the last line. A power cut can also leave blocks of NUL bytes where lines of the last group
        should be: from there on all is cut, for the site still has it. Any other damage is not from a crash: OutputError, and
        nothing is touched.
        """
        self.seq, self.size_bytes = 0, 0
        with open(self._fd, "rb", closefd=False) as file:
            file.seek(0)
            for line in file:
                record = _whole(line)
                if record is None:
                    break
                if record.get("seq") != self.seq + 1:
                    raise self._damaged(f"seq is {record.get('seq')}, not {self.seq + 1}")
                yield self.size_bytes, record
                self.seq += 1
                self.size_bytes += len(line)
            else:
                return
            following = sum(1 for _ in file)
        if following and (b"\0" not in line or following > GROUP_LINES):
            raise self._damaged("not a JSON object")
        self._cut()

    def append(self, record: Mapping[str, Any]) -> tuple[int, int]:
        """Write one line; its `seq` is set here. Gives (seq, byte offset).

        Raises OutputError when the disk takes no more; the file then ends with the last whole line before.
        """
        seq, offset = self.seq + 1, self.size_bytes
        # A character without UTF-8 must not stop a crawl; text is cleaned long before, this guards an address.
        line = (_encode({**record, "seq": seq}) + "\n").encode("utf-8", "replace")
        try:
            written = os.write(self._fd, line)
            while written < len(line):
                written += os.write(self._fd, line[written:])
        except OSError as error:
            self._cut()
            raise OutputError(error.errno, f"cannot write {self.path}: {error.strerror}") from error
        self.seq, self.size_bytes = seq, offset + len(line)
        self._unsynced_lines += 1
        if self._unsynced_lines >= GROUP_LINES or time.monotonic() - self._synced_at > GROUP_SECONDS:
            self.flush()
        return seq, offset

    def read(self, offset: int) -> Record:
        """The record of the line that begins at this byte."""
        chunks = []
        while True:
            chunk = os.pread(self._fd, _CHUNK_BYTES, offset)
            end = chunk.find(b"\n")
            chunks.append(chunk if end < 0 else chunk[:end])
            if end >= 0 or not chunk:
                record: Record = json.loads(b"".join(chunks))
                return record
            offset += len(chunk)

    def records(self) -> Iterator[Record]:
        """Every record that was there when the reading began, from the first."""
        end, at = self.size_bytes, 0
        with self.path.open("rb") as file:
            for line in file:
                if at >= end:
                    return
                at += len(line)
                yield json.loads(line)

    def flush(self) -> None:
        """Force what was appended to the disk. Raises OutputError if the disk refuses it."""
        self._synced_at = time.monotonic()
        if not self._unsynced_lines:
            return
        try:
            os.fsync(self._fd)
        except OSError as error:
            raise OutputError(error.errno, f"cannot write {self.path}: {error.strerror}") from error
        self._unsynced_lines = 0

    def close(self) -> None:
        """Flush and close; the feed is of no use after it."""
        try:
            self.flush()
        finally:
            os.close(self._fd)

    def _damaged(self, what: str) -> OutputError:
        return OutputError(f"{self.path}, line {self.seq + 1}: {what}; no crash does this: set the file right or move it away")

    def _cut(self) -> None:
        """Bring the file back to its last whole line."""
        try:
            torn_bytes = os.fstat(self._fd).st_size - self.size_bytes
            os.ftruncate(self._fd, self.size_bytes)
            os.fsync(self._fd)
        except OSError as error:
            raise OutputError(error.errno, f"cannot cut the torn end of {self.path}: {error.strerror}") from error
        if torn_bytes:
            _logger.warning("%s: %d torn bytes cut from the end", self.path, torn_bytes)


def _whole(line: bytes) -> Record | None:
    """The record of a line that was written to its end; None if it is not such a line."""
    if not line.endswith(b"\n"):
        return None
    try:
        record = json.loads(line)
    except ValueError:
        return None
    return record if isinstance(record, dict) else None


def _sync_folder(folder: Path) -> None:
    """Force a new name in the folder to the disk: without it a power cut can take a whole file that was itself synced."""
    fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
