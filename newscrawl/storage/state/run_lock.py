"""One run at a time on a database of PostgreSQL, from whatever machine: an advisory lock of the
server's, held by a connection of its own. Any death of the process releases it, and so does the
loss of the connection: then nothing more is written."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, NullPool, text

from newscrawl.errors import BusyError, OutputError
from newscrawl.storage.state.connection import engine_at, state_file, without_password
from newscrawl.storage.state.errors import errors_named

Guard = Callable[[Connection], None]
"""Called at the beginning of each transaction that writes; raises OutputError where it must not."""

_RUN = int.from_bytes(b"newscraw")
"""Number of the lock that a run holds. Each database has its own locks."""

_WRITE = _RUN + 1
"""Number of the lock that a run shares with itself while it writes, and that the next one takes for
a moment: what a run that lost its connection has begun to write comes to its end first."""

WAIT_FOR_WRITES_S = 30
"""How long the next run waits for that: a transaction takes a second at most."""

_DEAD_CLIENT = (
    "tcp_keepalives_idle = 30",
    "tcp_keepalives_interval = 10",
    "tcp_keepalives_count = 3",
)
"""A machine that went away is noticed after a minute; the default is two hours, in which no run
could begin."""

_HOLDER = text(
    "SELECT host(client_addr) FROM pg_locks JOIN pg_stat_activity USING (pid)"
    " WHERE locktype = 'advisory' AND granted AND objsubid = 1"
    " AND pg_locks.database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    f" AND classid = {_RUN >> 32} AND objid = {_RUN & 0xFFFFFFFF}"
)
_IS_OURS = text(f"{_HOLDER.text} AND pid = :pid")


class RunLock:
    """Held from its making until `release` or the end of the process. A database of SQLite needs
    none: the folder's lock is its own."""

    def __init__(self, database: str | None) -> None:
        """`database` as the setting has it. Raises BusyError if a run holds it, OutputError if it
        cannot be reached."""
        self._connection: Connection | None = None
        self.guard: Guard | None = None
        """For the State that writes under this lock; None where there is nothing to guard."""
        if not is_on_a_server(database):
            return
        assert database is not None
        self._name = without_password(database)
        with errors_named("open", self._name):
            self._engine = engine_at(database, poolclass=NullPool)
            self._connection = self._engine.connect().execution_options(
                isolation_level="AUTOCOMMIT"
            )
            try:
                self._take(self._connection)
            except BaseException:
                self.release()
                raise
        self.guard = self._check

    def _take(self, connection: Connection) -> None:
        for setting in _DEAD_CLIENT:
            connection.execute(text(f"SET {setting}"))
        # A run may wait for a slow site for longer than a server lets others idle.
        connection.execute(
            text("SELECT set_config(name, '0', false) FROM pg_settings WHERE name = :name"),
            {"name": "idle_session_timeout"},
        )
        if not connection.execute(text(f"SELECT pg_try_advisory_lock({_RUN})")).scalar():
            place = connection.execute(_HOLDER).scalar()
            raise BusyError(f"another run{f' (from {place})' if place else ''} holds {self._name}")
        self._pid = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
        connection.execute(text(f"SET lock_timeout = '{WAIT_FOR_WRITES_S}s'"))
        connection.execute(text(f"SELECT pg_advisory_lock({_WRITE})"))
        connection.execute(text(f"SELECT pg_advisory_unlock({_WRITE})"))

    def _check(self, connection: Connection) -> None:
        """Raises OutputError where the lock was lost: at the beginning of a transaction, to the end
        of which no other run then writes."""
        connection.execute(text(f"SELECT pg_advisory_xact_lock_shared({_WRITE})"))
        if connection.execute(_IS_OURS, {"pid": self._pid}).first() is None:
            raise OutputError(
                None,
                f"the lock on {self._name} was lost with its connection: another run may have"
                " begun, and this one writes no more; the next one takes up from here",
            )

    def release(self) -> None:
        """Let others in before the process ends."""
        if self._connection is not None:
            # It ends with the session, which may have been lost before.
            self._connection.invalidate()
            self._connection.close()
            self._engine.dispose()
            self._connection = None


def is_on_a_server(database: str | None) -> bool:
    """Whether the setting names a database that other machines can reach."""
    return bool(database) and state_file(None, database) is None


def is_run_on(database: str | None) -> bool:
    """Whether a run holds the database. Asks without taking the lock. Raises OutputError."""
    if not is_on_a_server(database):
        return False
    assert database is not None
    with errors_named("read", without_password(database)):
        engine = engine_at(database, poolclass=NullPool)
        try:
            with engine.connect() as connection:
                return connection.execute(_HOLDER).first() is not None
        finally:
            engine.dispose()
