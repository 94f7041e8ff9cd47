"""A table of sites on a PostgreSQL of the tests' own, and those who use it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from newscrawl.workers.database import Database, read_url
from newscrawl.workers.leases import Leases
from newscrawl.workers.queue import Queue
from newscrawl.workers.site_table import Site, SiteTable, Standing
from support.postgres import run_sql

LEASE_S = 30.0


def site(name: str, **said: Any) -> Site:
    """A site that a test says little of."""
    return Site(
        **{"name": name, "spider": "ccbsnews", "host": "example.ge", "schedule": "1h", **said}
    )


class Workers:
    """What workers share."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.database = Database(read_url(url))
        self.table = SiteTable(self.database)
        self.queue = Queue(self.database)

    def leases(self, owner: str = "us") -> Leases:
        return Leases(self.database, owner, LEASE_S)

    def job(self, name: str) -> int:
        """The job as which a site is handed out."""
        [(job,)] = self.rows(f"SELECT job FROM sites WHERE name = '{name}'")
        assert isinstance(job, int)
        return job

    def end_jobs(self) -> None:
        """As the engine does when they are done."""
        self.rows("DELETE FROM procrastinate_events; DELETE FROM procrastinate_jobs")

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        return run_sql(f"{self.url}?options=-csearch_path%3Dnewscrawl_workers", query)

    def row(self, name: str) -> Standing:
        found = self.table.get(name)
        assert found is not None
        return found


@pytest.fixture
def workers(database: str) -> Iterator[Workers]:
    """An empty table."""
    yield Workers(database)
