"""A look into a folder's state that changes nothing, at rest, after a kill and beside a run that
writes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from newscrawl.errors import BusyError, NewscrawlError, OutputError
from newscrawl.storage.files.lock import FolderLock
from newscrawl.storage.state.connection import NAME
from newscrawl.storage.state.repository import State

T = TypeVar("T")


def is_known(folder: Path, database: str | None) -> bool:
    """Whether there is a state to look at. Raises OutputError where the folder cannot be looked
    at."""
    try:
        return bool(database) or (folder / NAME).exists()
    except OSError as error:
        raise OutputError(error.errno, f"cannot read {folder}: {error.strerror}") from error


def looked(folder: Path, database: str | None, look: Callable[[State, bool], T]) -> T:
    """What `look` makes of the state; it is told whether a run holds the folder. An empty state
    where there is none.

    `look` may be called twice; the last answer counts. Raises OutputError.
    """
    try:
        running, before = is_held(folder), _stamp(folder)
        try:
            found = _look(folder, database, look, running=running)
            if running or _stamp(folder) == before:
                return found
        except OutputError:
            if running or not is_held(folder):
                raise
        # A run that began after the look at the lock has written what was taken for still.
        return _look(folder, database, look, running=True)
    except OSError as error:
        if isinstance(error, NewscrawlError):
            raise
        raise OutputError(error.errno, f"cannot read {folder}: {error.strerror}") from error


def _look(
    folder: Path, database: str | None, look: Callable[[State, bool], T], *, running: bool
) -> T:
    state = State(folder, database, read_only=True, in_use=running)
    try:
        # One moment for all questions: what a run commits between them would make the answers
        # contradict each other.
        with state.one_moment():
            return look(state, running)
    except (ValueError, TypeError) as error:
        raise OutputError(
            None, f"cannot read {state.name}: it is damaged: {error}; scrapy verify tells more"
        ) from error
    finally:
        state.close()


def _stamp(folder: Path) -> tuple[int, int, int] | None:
    """What changes when the database's file does; None where there is none."""
    try:
        there = (folder / NAME).stat()
    except FileNotFoundError:
        return None
    return there.st_ino, there.st_mtime_ns, there.st_size


def is_held(folder: Path) -> bool:
    """Whether a run holds the folder. The lock is given back at once: a run that starts now is not
    to be refused for us."""
    try:
        FolderLock(folder, dry=True).release()
    except BusyError:
        return True
    return False
