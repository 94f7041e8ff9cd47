"""One run at a time in an output folder. The lock is the operating system's: any death of the process releases it."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from newscrawl.errors import BusyError, OutputError

NAME = ".lock"


class FolderLock:
    """Held from its making until the process ends. The empty file stays: to remove it would let two runs lock two files."""

    def __init__(self, folder: Path) -> None:
        """Raises BusyError if another run holds the folder, OutputError if the lock cannot be made."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._descriptor = os.open(folder / NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise OutputError(error.errno, f"cannot write {folder}: {error.strerror}", str(folder)) from error
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(self._descriptor)
            raise BusyError(f"another run holds {folder}") from error
