"""A worker: takes what is due, and keeps its leases."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import socket
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from secrets import token_hex

import psycopg
from procrastinate import App, JobContext, PsycopgConnector
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Status
from psycopg_pool import PoolTimeout

from newscrawl.errors import OutputError
from newscrawl.lease import boot_ns
from newscrawl.workers.database import Database
from newscrawl.workers.leases import Leases
from newscrawl.workers.queue import QUEUE, TASK, Queue
from newscrawl.workers.runs import Habits, Runs
from newscrawl.workers.site_table import SiteTable

SWEEP_S = 1.0
"""How often it is looked for what is due, and for what was left by a worker that died: three looks
and the start of a run come to less than the five seconds that a takeover may take beside the lease.
More often where heartbeats are quicker."""

_LOST = (ConnectorException, psycopg.Error, PoolTimeout, OSError)
"""What the engine raises when the server is gone."""

logger = logging.getLogger(__name__)


def said(error: BaseException) -> str:
    """An error in one line. The engine's own say no more than that there is one.

    >>> said(OutputError(None, "cannot use it: gone"))
    'cannot use it: gone'
    """
    cause = error.__cause__ if isinstance(error, ConnectorException) else None
    if isinstance(cause, psycopg.errors.ForeignKeyViolation):
        return "another worker took this one for dead: it gave no sign of life for a lease's length"
    text = getattr(error, "strerror", None) or str(cause or error)
    return " ".join(text.split()) or type(error).__name__


class Worker:
    """One worker."""

    def __init__(
        self, database: Database, habits: Habits, on_line: Callable[[str, str], None]
    ) -> None:
        """`on_line` as for Runs."""
        self.name = f"{socket.gethostname()}:{os.getpid()}:{token_hex(3)}"
        self._database, self._habits = database, habits
        self._queue = Queue(database)
        self._leases = Leases(database, self.name, habits.lease_s)
        self._runs = Runs(SiteTable(database), self._queue, self._leases, habits, on_line)
        self._told: asyncio.Queue[signal.Signals] = asyncio.Queue()
        self._sweep_s = min(SWEEP_S, habits.heartbeat_s / 3)
        self._troubles: set[str] = set()
        self._pulse = ThreadPoolExecutor(1)

    async def work(self) -> signal.Signals:
        """Work until a signal says to stop; gives which it was, when all runs have ended."""
        loop = asyncio.get_running_loop()
        for signum in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(signum, self._told.put_nowait, signum)
        tasks = [
            asyncio.create_task(one)
            for one in (
                self._every(self._habits.heartbeat_s, self._renew),
                self._every(self._habits.heartbeat_s / 3, self._guard),
                self._every(self._sweep_s, self._hand_out),
                self._every(self._sweep_s, self._take_back),
                self._engine(),
            )
        ]
        told = asyncio.create_task(self._told.get())
        done, _ = await asyncio.wait((told, *tasks), return_when=asyncio.FIRST_COMPLETED)
        for task in done - {told}:
            # They have no end: it is a defect, and the process that was to tell of it must end.
            self._runs.kill()
            task.result()
        signum = told.result()
        logger.info("%s: no run begins any more, those under way stop in order", signum.name)
        stop = asyncio.create_task(self._runs.stop())
        again = asyncio.create_task(self._told.get())
        await asyncio.wait((stop, again), return_when=asyncio.FIRST_COMPLETED)
        if not stop.done():
            self._runs.kill()
            await stop
        for task in (*tasks, again):
            task.cancel()
        await asyncio.wait(tasks, timeout=self._habits.grace_s)
        return signum

    async def _every(self, seconds: float, what: Callable[[], Awaitable[None]]) -> None:
        """Do it again and again; where the database is away, as soon as it is there."""
        while True:
            began = boot_ns()
            try:
                await what()
            except (OutputError, *_LOST) as error:
                self._note(what.__name__, error)
            else:
                self._is_well(what.__name__)
            await asyncio.sleep(max(0.0, seconds - (boot_ns() - began) / 1e9))

    def _note(self, what: str, error: BaseException) -> None:
        """Something does not work: told once, whatever else does not for the same reason."""
        if not self._troubles:
            logger.warning("%s; it is tried again and again", said(error))
        self._troubles.add(what)

    def _is_well(self, what: str) -> None:
        if what in self._troubles:
            self._troubles.remove(what)
            if not self._troubles:
                logger.info("The database is there again")

    async def _renew(self) -> None:
        # In a thread of its own: the others may all wait for the server.
        fences = self._runs.fences()
        asked_ns = boot_ns()
        loop = asyncio.get_running_loop()
        held = await loop.run_in_executor(self._pulse, self._leases.renew, fences)
        self._runs.renewed(fences - held, held, asked_ns)

    async def _guard(self) -> None:
        self._runs.end_overdue()

    async def _hand_out(self) -> None:
        if not self._runs.is_stopping:
            await asyncio.to_thread(self._queue.hand_out)

    async def _take_back(self) -> None:
        await asyncio.to_thread(self._queue.take_back)

    async def _engine(self) -> None:
        """Let procrastinate hand out jobs; where it loses the server, begin it anew."""
        while True:
            try:
                await self._run_engine()
            except _LOST as error:
                self._note("engine", error)
            else:
                self._is_well("engine")
            await asyncio.sleep(SWEEP_S)

    async def _run_engine(self) -> None:
        habits = self._habits
        app = App(
            connector=PsycopgConnector(
                conninfo=self._database.conninfo, min_size=1, max_size=4, timeout=habits.lease_s
            )
        )

        @app.task(name=TASK, queue=QUEUE, pass_context=True)
        async def crawl_site(context: JobContext, site: str, host: str) -> None:
            assert context.job.id is not None
            await self._runs.crawl(site, host, context.job.id)

        async with app.open_async():
            ending = asyncio.create_task(self._every(self._sweep_s, lambda: self._end_stalled(app)))
            try:
                await app.run_worker_async(
                    queues=[QUEUE],
                    concurrency=habits.at_once,
                    install_signal_handlers=False,
                    delete_jobs="always",
                    update_heartbeat_interval=habits.heartbeat_s,
                    stalled_worker_timeout=habits.lease_s,
                    # Runs are ours, and go on: see Runs.crawl.
                    shutdown_graceful_timeout=0,
                    # No word is sent when a lock is given back.
                    fetch_job_polling_interval=SWEEP_S,
                )
            finally:
                ending.cancel()

    async def _end_stalled(self, app: App) -> None:
        """End the jobs of workers that gave no sign for as long as a lease: their sites are due
        again. Not put back as they are: a worker that wakes up would end them for whoever has them
        then."""
        stalled = await app.job_manager.get_stalled_jobs(
            queue=QUEUE, seconds_since_heartbeat=self._habits.lease_s
        )
        for job in stalled:
            await app.job_manager.finish_job(job, status=Status.FAILED, delete_job=True)
