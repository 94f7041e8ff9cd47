"""The state of a folder as it is at one moment, read without changing anything: at rest, after a
kill, and beside a run that writes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

from newscrawl.errors import NewscrawlError, OutputError
from newscrawl.storage.lock import is_held
from newscrawl.storage.state.connection import state_file
from newscrawl.storage.state.repository import State

T = TypeVar("T")


def is_known(folder: Path, database: str | None) -> bool:
    """Whether there is a state to read. Raises UsageError where the database is not the folder's,
    OutputError where one of them cannot be looked at."""
    try:
        file = state_file(folder, database)
        if file is not None and file.exists():
            return True
        with closing(State(folder, database, read_only=True)) as state:
            return not state.is_new
    except OSError as error:
        if isinstance(error, NewscrawlError):
            raise
        raise OutputError(error.errno, f"cannot read {folder}: {error.strerror}") from error


def read_snapshot(folder: Path, database: str | None, read: Callable[[State, bool], T]) -> T:
    """What `read` makes of the state, and of whether a run holds the folder. An empty state where
    there is none.

    A function and no `with` block, for `read` may be called twice: a database at rest is read
    without any lock, as a lock would leave files beside it; where a run began to write meanwhile,
    what was read may be of two moments, and all is read again. The last answer counts. Raises
    OutputError.
    """
    try:
        is_running, before = is_held(folder, database), stamp_of(folder, database)
        try:
            with open_snapshot(folder, database, in_use=is_running) as state:
                found = read(state, is_running)
            if is_running or stamp_of(folder, database) == before:
                return found
        except OutputError:
            if is_running or not is_held(folder, database):
                raise
        with open_snapshot(folder, database, in_use=True) as state:
            return read(state, True)
    except OSError as error:
        if isinstance(error, NewscrawlError):
            raise
        raise OutputError(error.errno, f"cannot read {folder}: {error.strerror}") from error


@contextmanager
def open_snapshot(folder: Path, database: str | None, *, in_use: bool) -> Iterator[State]:
    """The state, where all queries see the same moment. `in_use`: a run holds the folder, or may;
    without it nobody may write to the file meanwhile. Raises OutputError, also where what is read
    inside is damaged: for a ValueError or a TypeError."""
    state = State(folder, database, read_only=True, in_use=in_use)
    try:
        # One moment for all questions: what a run commits between them would make the answers
        # contradict each other.
        with state.snapshot():
            yield state
    except (ValueError, TypeError) as error:
        raise OutputError(
            None, f"cannot read {state.name}: it is damaged: {error}; scrapy verify tells more"
        ) from error
    finally:
        state.close()


def stamp_of(folder: Path, database: str | None) -> tuple[int, int, int] | None:
    """What changes when the database's file does; None where there is none. Raises OSError."""
    file = state_file(folder, database)
    try:
        if file is None:
            return None
        there = file.stat()
    except FileNotFoundError:
        return None
    return there.st_ino, there.st_mtime_ns, there.st_size
