"""Who may ask a host: one owner at a time, by a lease that it renews and a token that grows with
each taking.

A lease that runs out is anybody's. Whoever held it then may wake up and go on; the token is what
keeps it from writing: see storage/state/fence.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, select, text, update
from sqlalchemy.dialects.postgresql import insert

from newscrawl.workers.database import Database
from newscrawl.workers.schema import hosts, sites

MIN_WAIT_S = 1.0
"""How long somebody waits at least for a host that another one has."""


@dataclass(frozen=True, slots=True)
class Process:
    """A process that can be told from any other of its time."""

    machine: str
    pid: int
    started: int


@dataclass(frozen=True, slots=True)
class Lease:
    """A host that is ours, for a site."""

    host: str
    site: str
    fence: int
    last: Process | None
    """The process of the run before, where that run never said that it had ended."""


class Leases:
    """The table of hosts, as one worker sees it."""

    def __init__(self, database: Database, owner: str, lease_s: float) -> None:
        """`owner` is the worker's name, like no other's; a lease that is not renewed ends after
        `lease_s`."""
        self._database = database
        self._owner = owner
        self._lease_s = lease_s

    def take(self, site: str, host: str, job: int) -> Lease | None:
        """Take a host for a site that was handed out as this job; None where another has it, the
        host is not to be asked yet, or the site is not this job's any more. Raises OutputError."""
        with self._database.transaction() as connection:
            mine = select(sites.c.name).where(
                sites.c.name == site, sites.c.job == job, ~sites.c.paused
            )
            if connection.execute(mine.with_for_update()).first() is None:
                return None
            blank = insert(hosts).values(host=host, fence=0).on_conflict_do_nothing()
            connection.execute(blank)
            before = connection.execute(_FREE, {"host": host}).first()
            if before is None:
                return None
            taken = _TAKE.returning(hosts.c.fence)
            values = {"of": host, "by": self._owner, "to": site, "lasts": self._lease_s}
            fence = connection.execute(taken, values).scalar_one()
            now = func.clock_timestamp()
            began = {"fence": fence, "started_at": now, "next_at": now}
            connection.execute(update(sites).where(sites.c.name == site).values(began))
        return Lease(host, site, fence, _process_of(before))

    def note_process(self, lease: Lease, process: Process) -> None:
        """Which process the run is: whoever takes the host over may have to end it. Raises
        OutputError."""
        values = {"machine": process.machine, "pid": process.pid, "pid_started": process.started}
        with self._database.transaction() as connection:
            connection.execute(update(hosts).where(*_is(lease)).values(values))

    def renew(self) -> set[int]:
        """Renew all leases of this worker; gives the tokens of those that are still its own.
        Raises OutputError."""
        renewed = (
            update(hosts)
            .where(hosts.c.owner == self._owner)
            .values(lease_until=_from_now(self._lease_s))
            .returning(hosts.c.fence)
        )
        with self._database.transaction() as connection:
            return set(connection.execute(renewed).scalars())

    def release(self, connection: Connection, lease: Lease, not_before_s: float) -> bool:
        """Give a host back, which nobody is to ask for so many seconds; False where it was not ours
        any more. In the transaction that enters how the run ended."""
        values: Mapping[str, Any] = {
            "owner": None,
            "pid": None,
            "machine": None,
            "pid_started": None,
            "lease_until": func.clock_timestamp(),
            "not_before": _from_now(not_before_s),
        }
        given_back = update(hosts).where(*_is(lease)).values(values).returning(hosts.c.fence)
        return connection.execute(given_back).first() is not None


def _is(lease: Lease) -> tuple[Any, Any]:
    return hosts.c.host == lease.host, hosts.c.fence == lease.fence


def _from_now(seconds: Any) -> Any:
    return func.clock_timestamp() + func.make_interval(0, 0, 0, 0, 0, 0, seconds)


def is_free() -> Any:
    """Whether a host may be taken, as a condition on a row of hosts."""
    now = func.clock_timestamp()
    return (func.coalesce(hosts.c.lease_until, text("'-infinity'")) < now) & (
        func.coalesce(hosts.c.not_before, text("'-infinity'")) < now
    )


_FREE = select(hosts).where(hosts.c.host == bindparam("host"), is_free()).with_for_update()

_TAKE = (
    update(hosts)
    .where(hosts.c.host == bindparam("of"))
    .values(
        # In microseconds, unless that would not be more than before: so a site that moves to
        # another host, or a table that was made anew, does not fall behind the archive's token.
        fence=func.greatest(
            hosts.c.fence + 1,
            text("(extract(epoch FROM clock_timestamp()) * 1000000)::bigint"),
        ),
        site=bindparam("to"),
        owner=bindparam("by"),
        machine=None,
        pid=None,
        pid_started=None,
        lease_until=_from_now(bindparam("lasts")),
    )
)


def _process_of(row: Row[Any]) -> Process | None:
    if row.pid is None or row.machine is None or row.pid_started is None:
        return None
    return Process(row.machine, row.pid, row.pid_started)
