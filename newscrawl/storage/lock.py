"""One run at a time in an archive: the lock of its folder and that of its database, taken once the
two were found to belong together."""

from __future__ import annotations

from pathlib import Path

from newscrawl.errors import BusyError
from newscrawl.storage.files.archive_id import read_id
from newscrawl.storage.files.lock import FolderLock
from newscrawl.storage.files.run_reports import check_output
from newscrawl.storage.state.connection import state_file
from newscrawl.storage.state.fence import fenced
from newscrawl.storage.state.pairing import id_in_file, refuse_others
from newscrawl.storage.state.repository import State
from newscrawl.storage.state.run_lock import Guard, RunLock, is_run_on


class ArchiveLock:
    """Held from its making until `release` or the end of the process."""

    def __init__(self, folder: Path, database: str | None, *, dry: bool = False) -> None:
        """`database` as the setting has it. `dry`: nothing is made for it. Raises UsageError for a
        folder and a database that do not belong together, BusyError if a run holds one of them,
        OutputError if the locks cannot be had."""
        check_pair(folder, database)
        self._folder = FolderLock(folder, dry=dry)
        try:
            self._run = RunLock(database)
        except BaseException:
            self._folder.release()
            raise

    @property
    def guard(self) -> Guard | None:
        """For whatever writes to the state: refuses where the lock was lost, or another run has
        taken over."""
        return fenced(self._run.guard)

    def release(self) -> None:
        """Let others in before the process ends."""
        self._run.release()
        self._folder.release()


def check_archive(folder: Path, database: str | None, *, dry: bool) -> None:
    """Refuse an archive that another run holds, that cannot be written, or whose parts do not
    belong together. Raises UsageError, BusyError, OutputError.

    The run itself asks again when it opens the archive; a command that asks before Scrapy starts
    is refused in one line.
    """
    lock = ArchiveLock(folder, database, dry=dry)
    try:
        if not dry:
            check_output(folder)
    finally:
        lock.release()


def check_pair(folder: Path, database: str | None) -> None:
    """Refuse a folder and a database that do not belong together; nothing is written. Raises
    UsageError, OutputError."""
    file = state_file(folder, database)
    if database or file is None or not file.exists():
        State(folder, database, read_only=True, in_use=True).close()
        return
    # After a kill to read all of it would take a copy: the id alone is enough, and where it cannot
    # be read the opening tells why.
    ours, theirs = read_id(folder), id_in_file(file)
    if ours is not None and theirs is not None:
        refuse_others(folder, str(file), ours.id, theirs)


def is_held(folder: Path, database: str | None = None) -> bool:
    """Whether a run holds the archive. The lock is given back at once: a run that starts now is not
    to be refused for us."""
    try:
        FolderLock(folder, dry=True).release()
    except BusyError:
        return True
    return is_run_on(database)
