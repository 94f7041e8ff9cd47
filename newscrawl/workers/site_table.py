"""The table of sites: what runs when, and how the last run went."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import RowMapping, delete, func, select, text, update
from sqlalchemy.dialects.postgresql import insert

from newscrawl.errors import UsageError
from newscrawl.workers.database import Database
from newscrawl.workers.leases import Lease, Leases
from newscrawl.workers.schedule import SLOWED_DOWN, Ended, Schedule, next_run
from newscrawl.workers.schema import hosts, sites

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,62}", re.ASCII)
"""Of a site: it is the name of a folder, too."""

MINUTES = 20.0
"""The bound of a run where none is given: so long a site keeps others from its worker."""

ASKED_FOR = datetime(1970, 1, 1, tzinfo=UTC)
"""As the time at which a site is due: somebody wants it at once, before all others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What the user says of a site."""

    name: str
    spider: str
    host: str
    schedule: str
    arguments: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)
    limit: int | None = None
    minutes: float | None = None
    folder: str | None = None
    database: str | None = None

    def words(self, archives: Path) -> list[str]:
        """What is typed behind `crawl` for a run of it. `archives` is where folders lie that it
        does not name."""
        arguments: dict[str, object] = dict(self.arguments)
        arguments |= {"limit": self.limit} if self.limit is not None else {}
        arguments |= {"minutes": f"{self.minutes:g}"} if self.minutes is not None else {}
        settings = {**self.settings, "NEWSCRAWL_OUTPUT": str(self.place(archives))}
        if self.database:
            settings["NEWSCRAWL_DATABASE"] = self.database
        return [
            self.spider,
            *(word for name, value in arguments.items() for word in ("-a", f"{name}={value}")),
            *(word for name, value in settings.items() for word in ("-s", f"{name}={value}")),
        ]

    def place(self, archives: Path) -> Path:
        """Its output folder."""
        return Path(self.folder).expanduser() if self.folder else archives / self.name


SAID = tuple(Site.__dataclass_fields__)
"""Names of the columns that the user says."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A site, and how it stands: a row of the table."""

    site: Site
    paused: bool
    next_at: datetime
    is_handed_out: bool
    owner: str | None
    """The worker that runs it; None: none does."""
    started_at: datetime | None
    ended_at: datetime | None
    run: str | None
    verdict: str | None
    exit_code: int | None
    summary: str | None
    failures: int

    @property
    def is_failing(self) -> bool:
        """Whether it is tried less often, since it came to nothing again and again."""
        return self.failures >= SLOWED_DOWN


def check_name(name: str) -> str:
    """Raises UsageError for what cannot be the name of a site."""
    if not _NAME.fullmatch(name):
        raise UsageError(
            f"{name!r} is no name of a site: small letters, digits, dots and dashes; it looks like"
            " ccbsnews"
        )
    return name


class SiteTable:
    """All sites. Raises OutputError where the database cannot be used."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self, names: Iterable[str] | None = None) -> list[Standing]:
        """All rows by name, or those of these names."""
        query = (
            select(sites, hosts.c.owner)
            .select_from(
                sites.outerjoin(
                    hosts,
                    (hosts.c.host == sites.c.host)
                    & (hosts.c.site == sites.c.name)
                    & (hosts.c.lease_until > func.clock_timestamp()),
                )
            )
            .order_by(sites.c.name)
        )
        if names is not None:
            query = query.where(sites.c.name.in_(list(names)))
        with self._database.transaction() as connection:
            return [_standing(row) for row in connection.execute(query).mappings()]

    def get(self, name: str) -> Standing | None:
        """The row of this name; None where there is none."""
        return next(iter(self.all([name])), None)

    def put(self, site: Site, *, replace: bool = True) -> bool:
        """Add a site, which is due at once; or say of the one of this name what is different. False
        where nothing is, and, unless `replace`, where there is one of this name."""
        check_name(site.name)
        Schedule.parse(site.schedule)
        row = asdict(site)
        with self._database.transaction() as connection:
            found = connection.execute(select(sites).where(sites.c.name == site.name)).mappings()
            before = found.first()
            if before is None:
                added = insert(sites).values(row).on_conflict_do_nothing().returning(sites.c.name)
                return connection.execute(added).first() is not None
            changed = {name: value for name, value in row.items() if before[name] != value}
            if not replace or not changed:
                return False
            if "schedule" in changed and changed.keys() & {"schedule"}:
                changed["next_at"] = func.least(sites.c.next_at, _planned(before, site))
            connection.execute(update(sites).where(sites.c.name == site.name).values(changed))
            return True

    def set_paused(self, name: str, paused: bool) -> None:
        """No run begins any more, or runs begin again. Raises UsageError for an unknown name."""
        self._change(name, paused=paused)

    def run_now(self, name: str) -> None:
        """Let it be due at once, whatever its schedule says. Raises UsageError for an unknown
        name, and for one that is paused."""
        known = self.get(name)
        if known is not None and known.paused:
            raise UsageError(f"{name} is paused: scrapy sites resume {name}")
        self._change(name, next_at=ASKED_FOR)

    def remove(self, name: str) -> None:
        """Take it out of the table; its archive stays. Raises UsageError for an unknown name."""
        with self._database.transaction() as connection:
            gone = connection.execute(delete(sites).where(sites.c.name == name)).rowcount
        if not gone:
            raise unknown(name)

    def _change(self, name: str, **values: Any) -> None:
        with self._database.transaction() as connection:
            changed = update(sites).where(sites.c.name == name).values(values)
            if not connection.execute(changed).rowcount:
                raise unknown(name)

    # What workers enter.

    def end(
        self, leases: Leases, lease: Lease, ended: Ended, *, first_s: float, delay_s: float
    ) -> bool:
        """Enter how a run ended, when the next is due, and give its host back. False where the host
        was taken over: then nothing is entered. `first_s` as for next_run; `delay_s` is what lies
        between two requests."""
        with self._database.transaction() as connection:
            pace = connection.execute(_PACE, {"host": lease.host}).scalar()
            pace_s = ended.pace_s if ended.pace_s is not None else (pace or 0.0)
            wait_s = max(ended.held_s, delay_s, pace_s)
            if not leases.release(connection, lease, wait_s):
                return False
            paced = update(hosts).where(hosts.c.host == lease.host).values(pace_s=pace_s)
            connection.execute(paced)
            mine = {"name": lease.site, "fence": lease.fence, "asked_for": ASKED_FOR}
            found = connection.execute(_ENDING, mine).first()
            if found is None:
                return True
            failures = found.failures + 1 if ended.is_failure else 0
            due = next_run(
                Schedule.parse(found.schedule),
                ended,
                failures,
                started=found.started_at,
                now=found.now,
                first_s=first_s,
            )
            values = {
                "job": None,
                "ended_at": func.clock_timestamp(),
                "run": ended.run,
                "verdict": ended.verdict,
                "exit_code": ended.exit_code,
                "summary": ended.summary,
                "failures": failures,
                # Somebody may have asked for another run meanwhile.
                "next_at": found.next_at if found.is_asked_for else due,
            }
            connection.execute(update(sites).where(sites.c.name == lease.site).values(values))
        return True


_PACE = text(f"SELECT pace_s FROM {hosts} WHERE host = :host")

_ENDING = text(
    "SELECT schedule, failures, started_at, next_at, clock_timestamp() AS now,"
    f" next_at <= :asked_for AS is_asked_for FROM {sites}"
    " WHERE name = :name AND fence = :fence FOR UPDATE"
)


def _planned(before: RowMapping, site: Site) -> datetime:
    started: datetime = before["started_at"] or before["next_at"]
    return Schedule.parse(site.schedule).next_after(started)


def unknown(name: str) -> UsageError:
    """The error for a name that is not in the table."""
    return UsageError(f"there is no site {name} in the table: scrapy sites shows those there are")


def _standing(row: RowMapping) -> Standing:
    return Standing(
        site=Site(**{name: row[name] for name in SAID}),
        is_handed_out=row["job"] is not None,
        **{
            name: row[name]
            for name in Standing.__dataclass_fields__
            if name not in ("site", "is_handed_out")
        },
    )
