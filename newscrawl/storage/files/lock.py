"""One run at a time in an output folder. The lock is the operating system's: any death of the
process releases it."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from newscrawl.errors import BusyError, OutputError

NAME = ".lock"


class FolderLock:
    """Held from its making until the process ends. The empty file stays: to remove it would let two
    runs lock two files."""

    def __init__(self, folder: Path, *, dry: bool = False) -> None:
        """Raises BusyError if another run holds the folder, OutputError if the lock cannot be made.
        `dry`: nothing is made for it."""
        self._descriptor: int | None = None
        if dry and not (folder / NAME).exists():
            # No run has ever been here.
            return
        try:
            if not dry:
                folder.mkdir(parents=True, exist_ok=True)
            how = os.O_RDONLY if dry else os.O_RDWR | os.O_CREAT
            self._descriptor = os.open(folder / NAME, how | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise OutputError(
                error.errno, f"cannot write {folder}: {error.strerror}", str(folder)
            ) from error
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            self.release()
            raise BusyError(f"another run holds {folder}") from error

    def release(self) -> None:
        """Let others in before the process ends."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
