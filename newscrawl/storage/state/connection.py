"""How a database is reached: its URL, and the engines for SQLite and PostgreSQL."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Engine, Pool, create_engine, event, inspect, literal, select, text
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
    """As much of the URL of a database as may be shown: of a file its path, of a server how it is
    spoken to. Any part of what leads to a server may be a secret, its host too.

    >>> without_password("postgresql+psycopg://user:secret@host/name?sslpassword=secret")
    'postgresql+psycopg://…'
    >>> without_password("sqlite:////srv/state.db?key=secret")
    'sqlite:////srv/state.db'
    """
    try:
        url = make_url(database)
    except ArgumentError:
        return "the database"
    if url.get_backend_name() == "sqlite":
        return URL.create(url.drivername, database=url.database).render_as_string()
    return f"{url.drivername}://…"


def state_file(folder: Path | None, database: str | None) -> Path | None:
    """The file of SQLite that holds the state; None where a server does. `database` as the setting
    has it; `folder` may be None where it names one."""
    if not database:
        return folder / NAME if folder is not None else Path(NAME)
    url = make_url(database)
    if url.get_backend_name() != "sqlite":
        return None
    return Path(url.database or NAME).absolute()


def kind_of(folder: Path, database: str | None) -> str:
    """Where the state is: newscrawl.db in the folder, or `sqlite` or `postgresql` elsewhere."""
    file = state_file(folder, database)
    if file is None:
        return "postgresql"
    return NAME if file.resolve() == (folder / NAME).resolve() else "sqlite"


def engine_at(database: str, *, poolclass: type[Pool] | None = None) -> Engine:
    """The engine for the database at this URL."""
    url = make_url(database)
    if url.get_backend_name() == "sqlite":
        return sqlite_engine(Path(url.database or NAME).absolute())
    given = {}
    if url.get_driver_name() in _LIBPQ:
        given = {name: value for name, value in _CONNECTION.items() if name not in url.query}
    return create_engine(
        url, isolation_level="READ COMMITTED", connect_args=given, poolclass=poolclass
    )


_LIBPQ = ("psycopg", "psycopg2")
"""Drivers that know these parameters:
https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS."""

_CONNECTION = {
    "client_encoding": "utf8",
    "application_name": "newscrawl",
    # A run may be silent for longer than what lies between it and the server keeps a connection
    # open; and a server that went away is noticed after a minute, not after two hours.
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
}


def check_server(engine: Engine, name: str) -> None:
    """Refuse a database that holds something else, or not all text. Raises UsageError."""
    with engine.connect() as connection:
        encoding = connection.execute(text("SHOW server_encoding")).scalar_one()
    if encoding != "UTF8":
        raise UsageError(
            f"{name} holds {encoding} and not all text: make one with CREATE DATABASE … ENCODING"
            " 'UTF8' TEMPLATE template0"
        )
    inspector = inspect(engine)
    there = inspector.get_table_names()
    # A kill may have left some of our tables without the one that names them: those hold nothing
    # that ours do not.
    others = [
        name
        for name in sorted(metadata.tables.keys() & set(there))
        if {column["name"] for column in inspector.get_columns(name)}
        - set(metadata.tables[name].columns.keys())
    ]
    if others and meta.name not in there:
        raise UsageError(
            f"{name} has tables of another program ({', '.join(others)}): give the state a database"
            " of its own"
        )


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
    if engine.dialect.name == "postgresql":
        # All are made in one transaction; those of others may lie beside them.
        return meta.name not in there
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
