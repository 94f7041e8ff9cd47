"""The ground under the state: a database that is opened, read and written in whole transactions,
and whose errors say what to do."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from urllib.parse import quote

from sqlalchemy import (
    Connection,
    Engine,
    Executable,
    MetaData,
    Select,
    Table,
    create_engine,
    event,
    insert,
    inspect,
    literal,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.schema import CreateTable

from newscrawl.errors import OutputError, UsageError
from newscrawl.storage.state.migrations import bring_up_to_date, lend_columns
from newscrawl.storage.state.schema import VERSION, meta, metadata

NAME = "newscrawl.db"


class Database:
    """One database. Errors of it are OutputErrors that name it."""

    def __init__(
        self,
        folder: Path,
        database: str | None = None,
        *,
        read_only: bool = False,
        in_use: bool = False,
    ) -> None:
        """Open it, and make its tables where there are none. `database` is an address for
        SQLAlchemy; None: a file in the folder.

        `read_only` leaves every byte of the folder as it is, also after a crash; with `in_use`
        beside it, it reads what a run is writing. Raises UsageError for an address that names no
        database, OutputError for one that cannot be opened or is of a later version.
        """
        self.name = without_password(database) if database else str(folder / NAME)
        self._scratch: Path | None = None
        with self._telling("open"):
            if database:
                self._engine = _engine_at(database)
            else:
                self._engine = (
                    self._read_only_engine(folder / NAME, in_use=in_use)
                    if read_only
                    else _sqlite_engine(_uri(folder / NAME))
                )
                if read_only and _is_unborn(self._engine):
                    self._engine.dispose()
                    self._engine = _empty_engine()
            if not read_only:
                bring_up_to_date(self._engine)
                metadata.create_all(self._engine)
            self._reader = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            self._check_version(read_only=read_only)
            if read_only:
                self._lend_tables()
                lend_columns(self._reader)
            if not read_only and self.dialect == "sqlite":
                self._count_opening()
        self._upsert = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}[
            self._engine.dialect.name
        ]

    def _read_only_engine(self, path: Path, *, in_use: bool) -> Engine:
        wal = path.with_name(path.name + "-wal")
        if not path.exists():
            return _empty_engine()
        if in_use and wal.exists():
            return _sqlite_engine(_uri(path) + "?mode=ro", read_only=True)
        if wal.exists() and wal.stat().st_size:
            # A run was killed: to read what it committed SQLite must write. It may, elsewhere.
            self._scratch = Path(mkdtemp(prefix="newscrawl-"))
            for one in (path, wal):
                shutil.copy(one, self._scratch)
            return _sqlite_engine(_uri(self._scratch / NAME))
        return _sqlite_engine(_uri(path) + "?mode=ro&immutable=1", read_only=True)

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
        """Let the file's header tell that somebody has written to it since it was last closed: see
        seal.py.

        SQLite counts changes there, but in WAL mode only those of the first page; to set the
        version of the user, which is ours, is one.
        """
        self._reader.exec_driver_sql("PRAGMA user_version = 0")

    def _lend_tables(self) -> None:
        """Let tables that an earlier version did not have be there, empty, for this connection
        alone."""
        there = set(inspect(self._reader).get_table_names())
        for name in metadata.tables.keys() - there if there else ():
            lent = metadata.tables[name].to_metadata(MetaData())
            lent._prefixes = ["TEMPORARY"]
            self._reader.execute(CreateTable(lent))

    def close(self) -> None:
        """The state is of no use after it."""
        with self._telling("close"):
            self._reader.close()
            self._engine.dispose()
        if self._scratch is not None:
            shutil.rmtree(self._scratch, ignore_errors=True)

    def put(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        """Write these rows, each in the place of the one with its key. Raises OutputError."""
        with self._telling("write"), self._engine.begin() as connection:
            self._put(connection, table, rows)

    def _put(self, connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        if not rows:
            return
        statement: Any = self._upsert(table)
        keys = [column.name for column in table.primary_key]
        changed = {name: statement.excluded[name] for name in rows[0] if name not in keys}
        connection.execute(
            statement.on_conflict_do_update(index_elements=keys, set_=changed), list(rows)
        )

    # The ground.

    @property
    def dialect(self) -> str:
        """sqlite or postgresql."""
        return self._engine.dialect.name

    def rows(self, asked: Executable) -> list[dict[str, Any]]:
        """What a query gives: the door for the other modules of storage."""
        return self._rows(asked)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction for the other modules of storage: all of it is on the disk behind the
        block, or nothing. Raises OutputError.

        What it overwrites or deletes is no longer in the pages that it leaves.
        """
        with self._telling("write"), self._engine.begin() as connection:
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
        with self._telling("write"):
            self._reader.exec_driver_sql("VACUUM")
            busy = self._reader.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar_one()
        if busy:
            raise OutputError(
                None, f"cannot clear {self.name}-wal: another program reads the state"
            )
        return True

    @contextmanager
    def one_moment(self) -> Iterator[None]:
        """Whatever is read inside is of the same moment, also while a run writes; the run does not
        wait for it."""
        begin = (
            "BEGIN"
            if self.dialect == "sqlite"
            else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
        )
        with self._telling("read"):
            self._reader.exec_driver_sql(begin)
        try:
            yield
        finally:
            # Where a failure has ended it already, that failure is what is to be told.
            with suppress(SQLAlchemyError):
                self._reader.exec_driver_sql("ROLLBACK")

    def _rows(self, asked: Executable, **given: Any) -> list[dict[str, Any]]:
        with self._telling("read"):
            return [dict(row) for row in self._reader.execute(asked, given).mappings()]

    def _values(self, asked: Select[Any], **given: Any) -> Sequence[Any]:
        with self._telling("read"):
            return self._reader.execute(asked, given).scalars().all()

    def _value(self, asked: Select[Any]) -> Any:
        with self._telling("read"):
            return self._reader.execute(asked.limit(1)).scalar()

    @contextmanager
    def _telling(self, what: str) -> Iterator[None]:
        try:
            yield
        except (DBAPIError, OSError) as error:
            if isinstance(error, OutputError):
                raise
            cause = error.orig if isinstance(error, DBAPIError) else error
            told = " ".join(str(cause).split())
            if "malformed" in told or "not a database" in told:
                told += "; move it away, and the next run rebuilds it from the feeds"
            raise OutputError(
                getattr(cause, "errno", None), f"cannot {what} {self.name}: {told}"
            ) from error
        except SQLAlchemyError as error:
            raise OutputError(
                None, f"cannot {what} {self.name}: {' '.join(str(error).split())}"
            ) from error


def check_database(database: str) -> None:
    """Raises UsageError unless this is an address of a database that the state can live in."""
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
    """The address of a database as it may be shown."""
    try:
        return make_url(database).render_as_string(hide_password=True)
    except ArgumentError:
        return "the database"


def _uri(path: Path) -> str:
    return f"file:{quote(str(path))}"


def _engine_at(database: str) -> Engine:
    url = make_url(database)
    if url.get_backend_name() == "sqlite":
        return _sqlite_engine(_uri(Path(url.database or NAME).absolute()))
    return create_engine(url, isolation_level="READ COMMITTED")


def _empty_engine() -> Engine:
    engine = _sqlite_engine(":memory:")
    metadata.create_all(engine)
    return engine


def _is_unborn(engine: Engine) -> bool:
    """Whether a full disk or a kill came before the tables were made: the one that is filled first
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


def _sqlite_engine(uri: str, *, read_only: bool = False) -> Engine:
    if uri == ":memory:":
        return create_engine("sqlite://")
    joint = "&" if "?" in uri else "?"
    engine = create_engine(f"sqlite:///{uri}{joint}uri=true", connect_args={"timeout": 30})

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _: Any) -> None:
        if not read_only:
            # A commit is on the disk when it returns, and readers need not wait for it.
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA cache_size=-16384")

    return engine
