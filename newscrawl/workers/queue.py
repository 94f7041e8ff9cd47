"""What is due is handed out: a job of procrastinate's for each site, of which no two of one host
run at once.

A site is handed out while its row names a job. Both are written in one transaction; a job that is
gone without a word (a worker died) lets its site be due again.
"""

from __future__ import annotations

from procrastinate import App, SyncPsycopgConnector
from procrastinate.jobs import Job
from sqlalchemy import bindparam, select, text, update

from newscrawl.workers.database import Database
from newscrawl.workers.leases import is_free
from newscrawl.workers.schema import hosts, sites

QUEUE, TASK = "newscrawl", "crawl_site"

AT_ONCE = 500
"""Sites that are handed out in one transaction: the rest follows in the next."""

_HANDING_OUT = int.from_bytes(b"newshand")
"""Number of the lock that one of the workers holds while it hands out."""


class Queue:
    """Hands out what is due."""

    def __init__(self, database: Database) -> None:
        self._database = database
        # Never opened: it writes through our connections.
        self._jobs = App(connector=SyncPsycopgConnector()).job_manager

    def hand_out(self) -> int:
        """Make a job of each site that is due, whose host is free; gives how many. 0, too, where
        another worker is at it. Raises OutputError."""
        with self._database.transaction() as connection:
            if not connection.execute(_ALONE).scalar():
                return 0
            due = connection.execute(_DUE).all()
            if not due:
                return 0
            jobs = [
                Job(
                    queue=QUEUE,
                    lock=row.host,
                    queueing_lock=row.name,
                    task_name=TASK,
                    task_kwargs={"site": row.name, "host": row.host},
                )
                for row in due
            ]
            driver = connection.connection.driver_connection
            made = self._jobs.batch_defer_jobs(jobs, connection=driver)
            named = [{"of": job.task_kwargs["site"], "to": job.id} for job in made]
            connection.execute(_HAND_OUT, named)
            return len(named)

    def take_back(self) -> int:
        """Let sites be due again whose job is gone and whose run is nobody's; gives how many.
        Raises OutputError."""
        with self._database.transaction() as connection:
            return connection.execute(_LOST).rowcount

    def give_back(self, site: str, job: int, wait_s: float = 0.0) -> None:
        """Let a site be due again whose job could not be done, after so many seconds. Raises
        OutputError."""
        with self._database.transaction() as connection:
            connection.execute(_GIVE_BACK, {"of": site, "was": job, "after": wait_s})


_ALONE = text(f"SELECT pg_try_advisory_xact_lock({_HANDING_OUT})")

_DUE = (
    select(sites.c.name, sites.c.host)
    .select_from(sites.outerjoin(hosts, hosts.c.host == sites.c.host))
    .where(
        sites.c.job.is_(None),
        ~sites.c.paused,
        sites.c.next_at <= text("clock_timestamp()"),
        hosts.c.host.is_(None) | is_free(),
        # `run` and a crash may have left one.
        text(
            "NOT EXISTS (SELECT FROM procrastinate_jobs AS job"
            " WHERE job.queueing_lock = sites.name AND job.status = 'todo')"
        ),
    )
    .order_by(sites.c.next_at, sites.c.name)
    .limit(AT_ONCE)
    .with_for_update(of=sites, skip_locked=True)
)

_HAND_OUT = update(sites).where(sites.c.name == bindparam("of")).values(job=bindparam("to"))

_LOST = (
    update(sites)
    .where(
        sites.c.job.is_not(None),
        text(
            "NOT EXISTS (SELECT FROM procrastinate_jobs AS job"
            " WHERE job.id = sites.job AND job.status IN ('todo', 'doing'))"
        ),
        ~select(hosts.c.host)
        .where(
            hosts.c.host == sites.c.host,
            hosts.c.site == sites.c.name,
            hosts.c.lease_until > text("clock_timestamp()"),
        )
        .exists(),
    )
    .values(job=None)
)

_GIVE_BACK = (
    update(sites)
    .where(sites.c.name == bindparam("of"), sites.c.job == bindparam("was"))
    .values(
        job=None,
        next_at=text("greatest(next_at, clock_timestamp() + make_interval(secs => :after))"),
    )
)
