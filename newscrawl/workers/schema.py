"""The tables that workers share, a comment on each column, in a schema of their own: those of
procrastinate, which hands the runs out, lie beside them.

All times are the server's: `clock_timestamp()`, whatever the clocks of the machines say.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Float,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    false,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

SCHEMA = "newscrawl_workers"
"""Of the database: nothing of it lies elsewhere, so that it can share one with other programs."""

VERSION = 1
"""Of the tables. A program that meets a higher one leaves them alone."""

metadata = MetaData(schema=SCHEMA)


def _moment(name: str, comment: str, **more: Any) -> Column[Any]:
    return Column(name, DateTime(timezone=True), comment=comment, **more)


meta = Table(
    "meta",
    metadata,
    Column("name", Text, primary_key=True, comment="version, engine"),
    Column(
        "value",
        Text,
        nullable=False,
        comment="of these tables; the version of procrastinate whose tables lie beside them",
    ),
)

sites = Table(
    "sites",
    metadata,
    Column("name", Text, primary_key=True, comment="what people call it, and its folder"),
    Column("spider", Text, nullable=False, comment="name of the spider"),
    Column("arguments", JSONB, nullable=False, comment="what -a says in each run"),
    Column("settings", JSONB, nullable=False, comment="what -s says in each run"),
    Column("schedule", Text, nullable=False, comment="an interval (`15m`), or five fields of cron"),
    Column("limit", Integer, comment="most articles of a run; null: no bound"),
    Column("minutes", Float, comment="most minutes of a run; null: no bound"),
    Column("folder", Text, comment="null: a folder of its name under NEWSCRAWL_ARCHIVES"),
    Column("database", Text, comment="of the state; null: newscrawl.db in the folder"),
    Column("host", Text, nullable=False, comment="which host it asks: see hosts"),
    Column("paused", Boolean, nullable=False, server_default=false(), comment="no run begins"),
    _moment("next_at", "when it is due", nullable=False, server_default=func.clock_timestamp()),
    Column("job", BigInteger, comment="procrastinate's, while it is handed out; else null"),
    Column("fence", BigInteger, comment="of the last run that began: see hosts"),
    _moment("started_at", "of the last run that began"),
    _moment("ended_at", "of the last run that ended"),
    Column("run", Text, comment="id of the last run that ended; null: it left no report"),
    Column("verdict", Text, comment="of that run, as in its report; killed: it came to no end"),
    Column("exit_code", Integer, comment="of that run; negative: the signal that killed it"),
    Column("summary", Text, comment="the last line of that run"),
    Column(
        "failures",
        Integer,
        nullable=False,
        server_default=text("0"),
        comment="runs in a row that came to nothing",
    ),
    Index("sites_due", "next_at", "name", postgresql_where=text("job IS NULL AND NOT paused")),
    Index("sites_handed_out", "job", postgresql_where=text("job IS NOT NULL")),
)

hosts = Table(
    "hosts",
    metadata,
    Column("host", Text, primary_key=True, comment="registrable domain, or address"),
    Column(
        "fence",
        BigInteger,
        nullable=False,
        comment="token of the run that took it last; each taking has a higher one",
    ),
    Column("site", Text, comment="for which it was taken"),
    Column("owner", Text, comment="the worker that took it; null: it gave it back"),
    Column("machine", Text, comment="where its run is: boot and process namespace"),
    Column("pid", Integer, comment="process, and process group, of the run"),
    Column("pid_started", BigInteger, comment="when that began, in ticks since the boot"),
    _moment("lease_until", "until then nobody else takes it, unless it is given back"),
    _moment("not_before", "no run may ask the host before"),
    Column("pace_s", Float, comment="seconds between requests that its robots.txt asked for last"),
    Index("hosts_of_owner", "owner", postgresql_where=text("owner IS NOT NULL")),
)
