"""The database that workers share: reached, made where it is empty, brought up to date; its errors
say what to do."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING

from sqlalchemy import URL, Connection, NullPool, create_engine, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from newscrawl.errors import OutputError, UsageError
from newscrawl.storage.state.errors import errors_named
from newscrawl.workers.schema import SCHEMA, VERSION, meta, metadata

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings

SETTING = "NEWSCRAWL_WORKERS_DATABASE"
"""Name of the setting, and of the environment variable."""

_MAKING = int.from_bytes(b"newsmake")
"""Number of the lock under which the tables are made: two that are started at once make one."""

_PARAMETERS = {
    "application_name": "newscrawl-workers",
    # The tables of procrastinate are named without a schema.
    "options": f"-c search_path={SCHEMA} -c statement_timeout=60s -c lock_timeout=20s",
    # A server that went away is given up long before a lease ends.
    "connect_timeout": "5",
    "tcp_user_timeout": "10000",
    "keepalives_idle": "5",
    "keepalives_interval": "2",
    "keepalives_count": "3",
}


def database_url(settings: BaseSettings) -> URL:
    """Where the table of sites is. Raises UsageError where no setting says so, or the extra
    `workers` is not installed."""
    given = str(settings.get(SETTING) or os.environ.get(SETTING) or "")
    if not given:
        raise UsageError(
            f"no database of workers is named: -s {SETTING}=postgresql://user@host/name, or the"
            " environment variable of this name"
        )
    missing = [name for name in ("psycopg", "procrastinate") if find_spec(name) is None]
    if missing:
        raise UsageError(
            f"{' and '.join(missing)} {'is' if len(missing) == 1 else 'are'} not installed: pip"
            " install 'newscrawl[workers]'"
        )
    return read_url(given)


def read_url(given: str) -> URL:
    """The URL of a database of PostgreSQL. Raises UsageError for any other text.

    >>> read_url("postgresql://me@127.0.0.1/sites").drivername
    'postgresql+psycopg'
    """
    try:
        url = make_url(given)
    except ArgumentError:
        url = None
    if url is None or url.get_backend_name() != "postgresql":
        raise UsageError(
            f"-s {SETTING}=…: no address of a PostgreSQL database; it looks like"
            " postgresql://user@host/name"
        )
    url = url.set(drivername="postgresql+psycopg")
    ours = {name: value for name, value in _PARAMETERS.items() if name not in url.query}
    return url.update_query_dict(ours)


class Database:
    """One database. Its errors are OutputErrors that name it."""

    def __init__(self, url: URL, *, for_long: bool = False) -> None:
        """Make the tables where there are none. `for_long`: connections are kept open, each looked
        at before it is used, as a restart of the server may have closed it; to be closed by
        `close`. Raises OutputError, also for tables of a later version."""
        self.url = url
        self.name = url.set(query={}).render_as_string(hide_password=True)
        # A new connection costs the server more than what is asked through it.
        pool = {"pool_pre_ping": True} if for_long else {"poolclass": NullPool}
        self._engine = create_engine(url, isolation_level="READ COMMITTED", **pool)
        with self.transaction() as connection:
            self._make(connection)

    @property
    def conninfo(self) -> str:
        """How procrastinate reaches it: in libpq's own words, which know no `+` for a space."""
        from psycopg.conninfo import make_conninfo

        place = self.url.translate_connect_args(username="user", database="dbname")
        words = {name: str(value) for name, value in {**place, **self.url.query}.items()}
        return make_conninfo("", **words)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """All that is written inside is kept behind the block, or nothing of it. Raises
        OutputError."""
        with errors_named("use", self.name), self._engine.begin() as connection:
            yield connection

    def close(self) -> None:
        """Close the connections that were kept open."""
        self._engine.dispose()

    def _make(self, connection: Connection) -> None:
        if connection.execute(text("SELECT to_regclass('meta')")).scalar() is None:
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_MAKING})"))
            connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}"))
            metadata.create_all(connection)
            _make_engine(connection)
            row = {"name": "version", "value": str(VERSION)}
            connection.execute(insert(meta).on_conflict_do_nothing(), row)
        found = connection.execute(select(meta.c.value).where(meta.c.name == "version")).scalar()
        if found is None or int(found) > VERSION:
            raise OutputError(
                None,
                f"the tables of workers in {self.name} are of a later version of newscrawl: use"
                " that version on every machine",
            )


def _make_engine(connection: Connection) -> None:
    """The tables of procrastinate, and by which version they were made."""
    if connection.execute(text("SELECT to_regclass('procrastinate_jobs')")).scalar() is not None:
        return
    from procrastinate import __version__
    from procrastinate.schema import SchemaManager

    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute(SchemaManager.get_schema())
    row = {"name": "engine", "value": __version__}
    connection.execute(insert(meta).on_conflict_do_nothing(), row)
