"""Folder and database know each other: an id, made at first use, stands in both. Those that do not
belong together are refused, before anything is written.

| in the folder | in the database | what is done |
| --- | --- | --- |
| an id | the same | opened |
| an id | another | refused |
| an id, or none | none, and no line | a state that was lost, or a first run: it takes the id |
| none, or in the one only | lines | opened where the feeds begin with the same line; else refused |

The last row is what earlier versions left, or a folder whose archive.json was lost. A state that
lies in the folder itself needs no proof there.
"""

from __future__ import annotations

import json
import secrets
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, Table, delete, insert, select
from sqlalchemy.exc import SQLAlchemyError

from newscrawl.errors import UsageError
from newscrawl.storage.files.archive_id import NAME as ID_FILE
from newscrawl.storage.files.archive_id import ArchiveId, read_id, write_id
from newscrawl.storage.state.connection import NAME, sqlite_engine
from newscrawl.storage.state.schema import headlines, meta, revisions

_KEY = "archive"
"""Names the row of `meta` that holds the id."""

_FEEDS = ((revisions, "articles.jsonl"), (headlines, "headlines.jsonl"))


class Place(NamedTuple):
    """Where a state is."""

    folder: Path
    name: str
    """Of the database, as it may be shown."""
    kind: str
    """See ArchiveId.state."""

    @property
    def is_inside(self) -> bool:
        """Whether the state is the file in the folder."""
        return self.kind == NAME


def pair(connection: Connection, place: Place, *, read_only: bool) -> None:
    """Refuse a folder and a database that do not belong together; let those that do know it.
    `read_only`: writes nothing. Raises UsageError, OutputError."""
    ours, theirs = read_id(place.folder), stored_id(connection)
    if ours is not None and theirs is not None:
        refuse_others(place.folder, place.name, ours.id, theirs)
    elif theirs is None and not _has_lines(connection):
        refuse_a_second_state(place)
    elif not (place.is_inside and ours is None) and not _begin_alike(connection, place.folder):
        raise UsageError(_unknown(place, theirs))
    if read_only:
        return
    archive = ours.id if ours is not None else theirs or secrets.token_hex(16)
    # The folder first: a kill in between leaves a database of which it is not known whose it is,
    # and that is still empty.
    if ours != ArchiveId(archive, place.kind):
        write_id(place.folder, ArchiveId(archive, place.kind))
    if theirs is None:
        connection.execute(delete(meta).where(meta.c.name == _KEY))
        connection.execute(insert(meta), {"name": _KEY, "value": archive})


def stored_id(connection: Connection) -> str | None:
    """The id in the database; None if it has none yet."""
    found: str | None = connection.execute(select(meta.c.value).where(meta.c.name == _KEY)).scalar()
    return found


def id_in_file(file: Path) -> str | None:
    """The id in a database of SQLite, read without a lock or a trace; None if it has none yet, or
    cannot be read."""
    engine = sqlite_engine(file, mode="ro", immutable="1")
    try:
        with engine.connect() as connection:
            return stored_id(connection)
    except SQLAlchemyError:
        return None
    finally:
        engine.dispose()


def refuse_others(folder: Path, database: str, ours: str, theirs: str) -> None:
    """Raises UsageError unless the folder's id is that of the database."""
    if ours != theirs:
        raise UsageError(
            f"{database} is the state of another output folder than {folder}: {ID_FILE} there says"
            f" {ours}, the database says {theirs}; name the two that belong together"
        )


def refuse_a_second_state(place: Place) -> None:
    """For a database that is empty, or is yet to be made: a folder whose state is elsewhere gets no
    other one because a setting was forgotten. Raises UsageError."""
    ours = read_id(place.folder)
    known = ours.state if ours is not None else ""
    if not known and (place.folder / NAME).exists():
        known = NAME
    if known in ("", place.kind):
        return
    folder = place.folder
    if known == NAME:
        raise UsageError(
            f"the state of {folder} is {NAME} in it, and {place.name} is empty: leave out"
            f" NEWSCRAWL_DATABASE, or move {NAME} and {ID_FILE} away, and the next run builds the"
            " state there from the feeds"
        )
    raise UsageError(
        f"the state of {folder} is in a database elsewhere ({known}), and not {place.name}: name it"
        f" with -s NEWSCRAWL_DATABASE=…; if it is lost, remove {folder / ID_FILE}, and the next run"
        " rebuilds the state from the feeds"
    )


def _unknown(place: Place, theirs: str | None) -> str:
    if theirs is None:
        return (
            f"{place.name} holds the state of another archive than {place.folder}: their feeds do"
            " not begin with the same line; name the folder that belongs to it, or an empty"
            " database"
        )
    return (
        f"{place.name} is the state of another output folder than {place.folder}, which has no"
        f' {ID_FILE}: name its own; if that one is lost, write {{"archive": "{theirs}"}} into'
        f" {place.folder / ID_FILE}, and the next run writes the feeds anew"
    )


def _has_lines(connection: Connection) -> bool:
    return any(
        connection.execute(select(table.c.seq).limit(1)).first() is not None for table, _ in _FEEDS
    )


def _begin_alike(connection: Connection, folder: Path) -> bool:
    """Whether the feeds in the folder begin with the lines that the database has first: of the same
    article and run, which no two archives have."""
    found = [
        (_first_stored(connection, table), _first_line(folder / name)) for table, name in _FEEDS
    ]
    both = [(stored, line) for stored, line in found if stored is not None and line is not None]
    return bool(both) and all(stored == line for stored, line in both)


def _first_stored(connection: Connection, table: Table) -> tuple[str, str] | None:
    row = connection.execute(select(table.c.id, table.c.run).where(table.c.seq == 1)).first()
    return None if row is None else (row[0], row[1])


def _first_line(path: Path) -> tuple[str, str] | None:
    try:
        with path.open("rb") as file:
            record = json.loads(file.readline())
        return record["id"], record["run"]
    except (OSError, ValueError, TypeError, KeyError):
        # Not there, or torn: what is wrong with it is told where it is read.
        return None
