"""archive.json: by which id an output folder and the database of its state know each other."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import NamedTuple

from newscrawl.errors import OutputError, UsageError
from newscrawl.storage.files.jsonl_log import sync_folder

NAME = "archive.json"
PART = f"{NAME}.part"
"""Where it is written before it is moved to its place."""

SCHEMA = "newscrawl.archive/1"


class ArchiveId(NamedTuple):
    """What the file says."""

    id: str
    state: str
    """Where the state is: `newscrawl.db` in the folder, or `sqlite` or `postgresql` elsewhere;
    empty if it does not say."""


def read_id(folder: Path) -> ArchiveId | None:
    """What the file says; None where there is none. Raises UsageError for one that says nothing,
    OutputError for one that cannot be read."""
    path = folder / NAME
    try:
        said = json.loads(path.read_bytes())
        return ArchiveId(_word(said["archive"]), _word(said.get("state", "")))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise OutputError(error.errno, f"cannot read {path}: {error.strerror}") from error
    except (ValueError, TypeError, KeyError, AttributeError):
        raise UsageError(
            f"{path} does not say which archive this is: restore it from a backup, or remove it if"
            " folder and database surely belong together"
        ) from None


def _word(said: object) -> str:
    if not isinstance(said, str):
        raise ValueError("no text")
    return said


def write_id(folder: Path, told: ArchiveId) -> None:
    """Write the file, whole or not at all. Raises OutputError."""
    path, part = folder / NAME, folder / PART
    content = {"schema": SCHEMA, "archive": told.id, "state": told.state}
    try:
        with part.open("wb") as file:
            file.write(json.dumps(content).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
        sync_folder(folder)
    except OSError as error:
        raise OutputError(error.errno, f"cannot write {path}: {error.strerror}") from error
