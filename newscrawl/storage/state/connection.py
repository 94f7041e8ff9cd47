"""How a database is reached: its URL, and the engines for SQLite and PostgreSQL."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Engine, create_engine, event, inspect, literal, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from newscrawl.errors import UsageError
from newscrawl.storage.state.schema import meta, metadata

NAME = "newscrawl.db"
"""Name of the file in an output folder that holds the state, where no database is given."""


def check_database(database: str) -> None:
    """Raises UsageError unless this is the URL of a database that the state can live in."""
    try:
        url = make_url(database)
        if url.get_backend_name() not in ("sqlite", "postgresql"):
            raise UsageError(
                f"-s NEWSCRAWL_DATABASE={without_password(database)}: sqlite and postgresql are"
                f" known, {url.get_backend_name()} is not"
            )
        url.get_dialect().import_dbapi()
    except (ArgumentError, NoSuchModuleError):
        raise UsageError(
            "-s NEWSCRAWL_DATABASE=…: no address of a database; it looks like"
            " postgresql+psycopg://user@host/name"
        ) from None
    except ImportError as error:
        raise UsageError(
            f"-s NEWSCRAWL_DATABASE={without_password(database)}: its driver is not installed:"
            f" {error}"
        ) from None


def without_password(database: str) -> str:
    """The URL of a database as it may be shown.

    >>> without_password("postgresql+psycopg://user:secret@host/name")
    'postgresql+psycopg://user:***@host/name'
    """
    try:
        return make_url(database).render_as_string(hide_password=True)
    except ArgumentError:
        return "the database"


def engine_at(database: str) -> Engine:
    """The engine for the database at this URL."""
    url = make_url(database)
    if url.get_backend_name() == "sqlite":
        return sqlite_engine(Path(url.database or NAME).absolute())
    return create_engine(url, isolation_level="READ COMMITTED")


def sqlite_engine(path: Path, **options: str) -> Engine:
    """The engine for a file of SQLite. `options` are those of its URI, `mode="ro"` for one that is
    only read: https://www.sqlite.org/uri.html."""
    # Not as text, which SQLAlchemy would unquote: SQLite took what follows a # or ? for no part of
    # the name.
    url = URL.create(
        "sqlite", database=f"file:{quote(str(path))}", query={**options, "uri": "true"}
    )
    engine = create_engine(url, connect_args={"timeout": 30})

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _: Any) -> None:
        if not options:
            # A commit is on the disk when it returns, and readers need not wait for it.
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA cache_size=-16384")

    return engine


def empty_engine() -> Engine:
    """The engine for a state in which nothing is known, in memory."""
    engine = create_engine("sqlite://")
    metadata.create_all(engine)
    return engine


def has_no_tables_yet(engine: Engine) -> bool:
    """Whether a full disk or a kill came before all tables were made: the one that is filled first
    is not there, and no other has a row."""
    there = inspect(engine).get_table_names()
    if meta.name in there or not metadata.tables.keys() >= set(there):
        return False
    with engine.connect() as connection:
        return all(
            connection.execute(
                select(literal(1)).select_from(metadata.tables[name]).limit(1)
            ).first()
            is None
            for name in there
        )
