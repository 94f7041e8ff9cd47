"""The database under the state: opened, read and written in whole transactions; its errors say
what to do."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from sqlalchemy import (
    Connection,
    Engine,
    Executable,
    MetaData,
    Select,
    Table,
    insert,
    inspect,
    select,
)
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.schema import CreateTable

from newscrawl.errors import OutputError
from newscrawl.storage.state.connection import (
    NAME,
    check_server,
    empty_engine,
    engine_at,
    has_no_tables_yet,
    kind_of,
    sqlite_engine,
    state_file,
    without_password,
)
from newscrawl.storage.state.errors import errors_named
from newscrawl.storage.state.migrations import add_missing_columns, bring_up_to_date
from newscrawl.storage.state.pairing import Place, pair, refuse_a_second_state
from newscrawl.storage.state.prepared import Prepared, upsert_of
from newscrawl.storage.state.run_lock import Guard
from newscrawl.storage.state.schema import VERSION, meta, metadata

PAGE_ROWS = 1000
"""Rows that are held at once where there may be very many: enough that a query for each page costs
little beside its rows."""


class Database:
    """One database. Its errors are OutputErrors that name it."""

    def __init__(
        self,
        folder: Path,
        database: str | None = None,
        *,
        read_only: bool = False,
        in_use: bool = False,
        guard: Guard | None = None,
    ) -> None:
        """Open it, and make its tables where there are none. `database` is a URL for SQLAlchemy;
        None: a file in the folder.

        `read_only` leaves every byte of the folder as it is, also after a crash; with `in_use`
        beside it, it reads what a run is writing. `guard` is that of the lock under which it is
        written. Raises UsageError for a URL that names no database, and for a database that is not
        that of the folder; OutputError for one that cannot be opened or is of a later version.
        """
        self.name = without_password(database) if database else str(folder / NAME)
        self._scratch: Path | None = None
        self._guard = guard
        self._lost: Exception | None = None
        """With which error the connection that reads was lost."""
        self.is_guarded = True
        """Whether what is read stays of one moment, whoever writes: but for a file at rest."""
        self.is_new = False
        """Whether no run has written to it yet; only where it is read only."""
        with errors_named("open", self.name), ExitStack() as undo:
            undo.callback(self._let_go)
            self._engine = self._engine_of(folder, database, read_only=read_only, in_use=in_use)
            if read_only and has_no_tables_yet(self._engine):
                self._engine.dispose()
                self._engine, self.is_new = empty_engine(), True
            if not read_only:
                bring_up_to_date(self._engine)
            self._reader = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            undo.callback(self._reader.close)
            self._driver: sqlite3.Connection | None = (
                self._reader.connection.driver_connection if self.dialect == "sqlite" else None
            )
            """For the statements that are prepared; None: through SQLAlchemy."""
            self._check_version(read_only=read_only)
            if read_only:
                self._add_missing_tables()
                add_missing_columns(self._reader)
            elif self.dialect == "sqlite":
                self._count_opening()
            place = Place(folder, self.name, kind_of(folder, database))
            pair(self._reader, place, read_only=read_only)
            undo.pop_all()

    def _engine_of(
        self, folder: Path, database: str | None, *, read_only: bool, in_use: bool
    ) -> Engine:
        file = state_file(folder, database)
        if file is None:
            assert database is not None
            engine = engine_at(database)
            check_server(engine, self.name)
            return engine
        if not file.exists():
            # Before it is made.
            refuse_a_second_state(Place(folder, self.name, kind_of(folder, database)))
        return self._read_only_engine(file, in_use=in_use) if read_only else sqlite_engine(file)

    def _read_only_engine(self, path: Path, *, in_use: bool) -> Engine:
        wal = path.with_name(path.name + "-wal")
        if not path.exists():
            self.is_new = True
            return empty_engine()
        if in_use and wal.exists():
            return sqlite_engine(path, mode="ro")
        if wal.exists() and wal.stat().st_size:
            # A run was killed: to read what it committed SQLite must write. It may, elsewhere.
            self._scratch = Path(mkdtemp(prefix="newscrawl-"))
            for one in (path, wal):
                shutil.copy(one, self._scratch)
            return sqlite_engine(self._scratch / NAME)
        self.is_guarded = False
        return sqlite_engine(path, mode="ro", immutable="1")

    def _check_version(self, *, read_only: bool) -> None:
        found = self._reader.execute(select(meta.c.value).where(meta.c.name == "version")).scalar()
        if found is None and not read_only:
            with self._engine.begin() as connection:
                connection.execute(insert(meta), {"name": "version", "value": VERSION})
        elif found is not None and not str(found).isdecimal():
            raise OutputError(
                f"{self.name} is damaged: its version is {found!r}; move it away, and the next run"
                " rebuilds it from the feeds"
            )
        elif found is not None and int(found) > int(VERSION):
            raise OutputError(
                f"{self.name} was written by a later version of newscrawl: use that version, or"
                " another output folder"
            )

    def _count_opening(self) -> None:
        """Let the file's header show that somebody has written to it since it was last closed: see
        files/checksum.py. SQLite counts changes there, but in WAL mode only those of the first
        page. To set the user version, which is free for our use, is such a change.
        """
        self._reader.exec_driver_sql("PRAGMA user_version = 0")

    def _add_missing_tables(self) -> None:
        """Make tables that an earlier version did not have: empty, and for this connection alone,
        as the file is not to be written to."""
        there = set(inspect(self._reader).get_table_names())
        for name in metadata.tables.keys() - there if there else ():
            table = metadata.tables[name].to_metadata(MetaData())
            table._prefixes = ["TEMPORARY"]
            self._reader.execute(CreateTable(table))

    def close(self) -> None:
        """The state is of no use after it."""
        with errors_named("close", self.name):
            self._reader.close()
            self._let_go()

    def _let_go(self) -> None:
        if hasattr(self, "_engine"):
            self._engine.dispose()
        if self._scratch is not None:
            shutil.rmtree(self._scratch, ignore_errors=True)

    # Read.

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except (SQLAlchemyError, sqlite3.Error, OSError) as error:
            if self._lost is None and self._reader.invalidated:
                self._lost = error
            # Later reads would complain of the transaction that was cut, and not tell why.
            with errors_named("read", self.name):
                raise self._lost or error from error

    @property
    def dialect(self) -> str:
        """sqlite or postgresql."""
        return self._engine.dialect.name

    def rows(self, query: Executable | Prepared, **parameters: Any) -> list[dict[str, Any]]:
        """The rows that a query gives. For the modules of storage/ alone. Raises OutputError."""
        with self._reading():
            if isinstance(query, Prepared) and self._driver is not None:
                return query.rows(self._driver, parameters)
            found = self._reader.execute(_statement(query), parameters)
            names = tuple(found.keys())  # Mappings of SQLAlchemy's cost a third of a long row.
            return [dict(zip(names, row, strict=True)) for row in found]

    def row(self, query: Executable | Prepared, **parameters: Any) -> dict[str, Any] | None:
        """The first row that a query gives; None if it gives none. Likewise."""
        return next(iter(self.rows(query, **parameters)), None)

    def values(self, query: Select[Any] | Prepared, **parameters: Any) -> Sequence[Any]:
        """The first column of all rows that a query gives. Likewise."""
        with self._reading():
            if isinstance(query, Prepared) and self._driver is not None:
                return [row[0] for row in query.tuples(self._driver, parameters)]
            return self._reader.execute(_statement(query), parameters).scalars().all()

    def tuples(self, query: Select[Any]) -> Iterator[Sequence[Any]]:
        """The rows that a query gives, one by one: for very many. Likewise."""
        with self._reading():
            yield from self._reader.execute(query)

    def value(self, query: Select[Any]) -> Any:
        """The first column of the first row that a query gives; None if it gives none. Likewise."""
        with self._reading():
            return self._reader.execute(query.limit(1)).scalar()

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Whatever is read inside is of the same moment, also while a run writes; the run does not
        wait for it."""
        begin = (
            "BEGIN"
            if self.dialect == "sqlite"
            else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
        )
        with self._reading():
            self._reader.exec_driver_sql(begin)
        try:
            yield
        finally:
            # Where a failure has ended it already, that failure is the one to report.
            with suppress(SQLAlchemyError):
                self._reader.exec_driver_sql("ROLLBACK")

    # Write.

    def put(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        """Write these rows, each in the place of the one with its key, in a transaction of their
        own. For the modules of storage/ alone. Raises OutputError."""
        with self.transaction() as connection:
            self.upsert(connection, table, rows)

    def upsert(
        self, connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]
    ) -> None:
        """Write these rows, each in the place of the one with its key. All have the columns of the
        first."""
        if not rows:
            return
        upsert_of(self.dialect, table, tuple(rows[0])).write(connection, rows)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """All that is written inside is on the disk behind the block, or nothing of it. Raises
        OutputError."""
        with errors_named("write", self.name), self._engine.begin() as connection:
            if self._guard is not None:
                self._guard(connection)
            yield connection

    @contextmanager
    def erasing_transaction(self) -> Iterator[Connection]:
        """Likewise; and what it overwrites or deletes is no longer in the pages that it leaves."""
        with self.transaction() as connection:
            if self.dialect == "sqlite":
                connection.exec_driver_sql("PRAGMA secure_delete=ON")
            yield connection

    def compact(self) -> bool:
        """Leave no byte in the files of what is in no row any more. False where that is not in our
        hands: in any database but SQLite.

        Raises OutputError, also where somebody reads the state for so long that it cannot be done.
        """
        if self.dialect != "sqlite":
            return False
        with errors_named("write", self.name):
            self._reader.exec_driver_sql("VACUUM")
            busy = self._reader.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar_one()
        if busy:
            raise OutputError(
                None, f"cannot clear {self.name}-wal: another program reads the state"
            )
        return True


def _statement(query: Executable | Prepared) -> Executable:
    statement: Executable = query.statement if isinstance(query, Prepared) else query
    return statement
