"""Where runs write, and where a file of the user's own may be written: not over what they
write."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.engine import make_url

from newscrawl.errors import OutputError, UsageError
from newscrawl.storage.files.archive_id import NAME as ARCHIVE_ID
from newscrawl.storage.files.lock import NAME as LOCK
from newscrawl.storage.search.index import NAME as SEARCH
from newscrawl.storage.state.connection import NAME

OURS = (
    "articles.jsonl",
    "headlines.jsonl",
    LOCK,
    ARCHIVE_ID,
    NAME,
    f"{NAME}-wal",
    f"{NAME}-shm",
    f"{NAME}-journal",
    SEARCH,
    f"{SEARCH}-journal",
)
OUR_FOLDERS = ("failed", "runs", "warc")


def output_folder(name: str | None) -> Path:
    """The folder that NEWSCRAWL_OUTPUT names, absolute; `output` where it names none."""
    return Path(name or "output").expanduser().absolute()


def archives_folder(name: str | None) -> Path:
    """The folder that NEWSCRAWL_ARCHIVES names, absolute: each folder in it is an archive."""
    return Path(name or "archives").expanduser().absolute()


def check_there(folder: Path) -> None:
    """Raises UsageError where there is no folder, OutputError where that cannot be found out."""
    try:
        if not folder.is_dir():
            raise UsageError(f"there is no folder {folder}: no run has written there")
    except OSError as error:
        raise OutputError(error.errno, f"cannot read {folder}: {error.strerror}") from error


def check_place(path: Path, folder: Path, *, database: str | None = None, like: str) -> None:
    """Refuse a place where no file of the user's may stand: a folder, a device, a file that runs
    write into `folder` or `database`.

    `like` is a name to suggest. Raises UsageError; OutputError where the place cannot be looked at.
    """
    try:
        there = path.resolve()
        if there.exists() and not there.is_file():
            raise UsageError(f"{path} is no file: name the one to write, such as {path / like}")
        check_not_ours(path, folder, database=database)
    except OSError as error:
        raise OutputError(error.errno, f"cannot write {path}: {error.strerror}") from error


def check_not_ours(path: Path, folder: Path, *, database: str | None = None) -> None:
    """Refuse the place of a file that runs write into `folder` or `database`. Raises UsageError,
    OSError where the place cannot be looked at."""
    there, home = path.resolve(), folder.resolve()
    ours = {home / name for name in OURS} | set(_files_of(database))
    if there in ours or any(there.is_relative_to(home / name) for name in OUR_FOLDERS):
        raise UsageError(f"{path} belongs to the archive itself: name another file")


def _files_of(database: str | None) -> list[Path]:
    """Those of an SQLite database that a URL names; of another there are none here."""
    url = make_url(database) if database else None
    if url is None or url.get_backend_name() != "sqlite":
        return []
    path = Path(url.database or NAME).resolve()
    return [path.with_name(path.name + end) for end in ("", "-wal", "-shm", "-journal")]
