"""An append-only JSON Lines file, derived from the state: its lines are whole whatever happens,
numbered 1, 2, 3 … by `seq`."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from newscrawl import lease
from newscrawl.errors import OutputError
from newscrawl.records import Record

GROUP_LINES = 1000
"""Maximum number of lines that are written without being forced to the disk: a power cut can spoil
so many."""

MAX_LINE_BYTES = 32 << 20
"""How far back the line before a position is looked for; twice the largest page that is fetched."""

_logger = logging.getLogger(__name__)


class Feed:
    """One feed on disk. What a crash leaves torn is cut on the next opening; what is missing then,
    the state still has."""

    def __init__(self, path: Path) -> None:
        """Open or make the file. Raises OutputError if it cannot be written.

        `recover` has to be read to its end before the first line is appended.
        """
        self.path = path
        self.seq = 0
        """Of the last line; 0 in an empty feed."""
        self.size_bytes = 0
        """Length of the file: all of it whole lines."""
        self.synced = (0, 0)
        """`seq` and `size_bytes` as they surely are on the disk."""
        try:
            existed = path.exists()
            self._fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
            if not existed:
                sync_folder(path.parent)
        except OSError as error:
            raise OutputError(error.errno, f"cannot write {path}: {error.strerror}") from error

    def recover(self, seq: int = 0, size_bytes: int = 0) -> Iterator[tuple[int, str]]:
        """Each whole line behind the position, as (seq, line); then what a crash left torn at the
        end is cut.

        `seq` and `size_bytes` are a position that was surely on the disk; where the file no longer
        shows it, all lines are read. kill -9 and a full disk can tear the last line, a power cut
        can leave blocks of NUL bytes where the last lines should be. Any other damage is not from a
        crash: OutputError, and nothing is touched.
        """
        self.seq, self.size_bytes = self.synced = (
            (seq, size_bytes) if self._ends_at(seq, size_bytes) else (0, 0)
        )
        with open(self._fd, "rb", closefd=False) as file:
            file.seek(self.size_bytes)
            for line in file:
                if (record := _record_of(line)) is None:
                    break
                if record.get("seq") != self.seq + 1:
                    raise self.damaged(f"seq is {record.get('seq')}, not {self.seq + 1}")
                yield self.seq + 1, line[:-1].decode()
                self.seq += 1
                self.size_bytes += len(line)
            else:
                return
            following = sum(1 for _ in file)
        if following and (b"\0" not in line or following > GROUP_LINES):
            raise self.damaged("not a JSON object")
        self._cut()

    def _ends_at(self, seq: int, size_bytes: int) -> bool:
        """Whether the line of this number ends there."""
        if not size_bytes or os.fstat(self._fd).st_size < size_bytes:
            return False
        look = min(size_bytes, 1 << 16)
        while True:
            tail = os.pread(self._fd, look, size_bytes - look)
            start = tail.rfind(b"\n", 0, -1) + 1
            if start or look >= min(size_bytes, MAX_LINE_BYTES):
                record = _record_of(tail[start:])
                return record is not None and record.get("seq") == seq
            look = min(size_bytes, look * 8)

    def append(self, lines: Sequence[str]) -> None:
        """Write these lines, the next ones by `seq`, and force them to the disk.

        Each byte goes to its own place, not to wherever the file ends: what another run has written
        there meanwhile is the same lines. Raises OutputError where it did, where the lease of this
        run has ended, and when the disk takes no more: the file then ends with the last whole line
        before them.
        """
        if not lines:
            return
        lease.check()
        self._check_end()
        written = ("\n".join(lines) + "\n").encode("utf-8", "replace")
        done = 0
        try:
            while done < len(written):
                done += os.pwrite(self._fd, written[done:], self.size_bytes + done)
        except OSError as error:
            self._cut()
            raise OutputError(error.errno, f"cannot write {self.path}: {error.strerror}") from error
        self.seq += len(lines)
        self.size_bytes += len(written)
        self.sync()

    def _check_end(self) -> None:
        if os.fstat(self._fd).st_size != self.size_bytes:
            raise OutputError(
                None,
                f"another program has written to {self.path}: it does not end where this run left"
                " it; the next run looks at it",
            )

    def sync(self) -> None:
        """Force the file to the disk. Raises OutputError if the disk refuses it."""
        try:
            os.fsync(self._fd)
        except OSError as error:
            raise OutputError(error.errno, f"cannot write {self.path}: {error.strerror}") from error
        self.synced = (self.seq, self.size_bytes)

    def close(self) -> None:
        """The feed is of no use after it."""
        os.close(self._fd)

    def damaged(self, what: str) -> OutputError:
        """The error for what is wrong with the next line."""
        return OutputError(
            f"{self.path}, line {self.seq + 1}: {what}; no crash does this: set the file right or"
            " move it away"
        )

    def _cut(self) -> None:
        """Bring the file back to its last whole line."""
        try:
            torn_bytes = os.fstat(self._fd).st_size - self.size_bytes
            os.ftruncate(self._fd, self.size_bytes)
            os.fsync(self._fd)
        except OSError as error:
            raise OutputError(
                error.errno, f"cannot cut the torn end of {self.path}: {error.strerror}"
            ) from error
        if torn_bytes:
            _logger.warning("%s: %d torn bytes cut from the end", self.path, torn_bytes)


def _record_of(line: bytes) -> Record | None:
    """The record of a line that was written to its end; None if it is not such a line."""
    if not line.endswith(b"\n"):
        return None
    try:
        record = json.loads(line)
    except ValueError:
        return None
    return record if isinstance(record, dict) else None


def sync_folder(folder: Path) -> None:
    """Force a new name in the folder to the disk: without it a power cut can take a whole file that
    was itself synced."""
    fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
