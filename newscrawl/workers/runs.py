"""The runs of one worker: from the host that is taken to the row that says how it went."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from newscrawl.errors import OutputError
from newscrawl.lease import Leash, boot_ns
from newscrawl.workers.leases import Lease, Leases, Process
from newscrawl.workers.outcome import outcome_of_process
from newscrawl.workers.processes import RunProcess, end_leftover, machine, started
from newscrawl.workers.queue import Queue
from newscrawl.workers.schedule import Ended
from newscrawl.workers.site_table import Site, SiteTable

HEARTBEATS = 3
"""A lease lasts so many heartbeats. With fewer, one late answer of the server let a site run
twice."""

MARGIN = 0.1
"""Share of a lease by which a run ends before it: what is on its way to the disk or the site when
its time is up has come there before somebody else begins."""

_AGAIN_S = 1.0
"""After so long what the database did not take is tried again."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """How a worker works."""

    archives: Path
    """Where the folders of sites lie that name none."""
    words: Sequence[str] = ()
    """What each run is told beside what the table says: settings that the worker was given."""
    at_once: int = 4
    """Runs at the same time."""
    heartbeat_s: float = 10.0
    grace_s: float = 15.0
    """Seconds between being told to stop and being killed."""
    first_s: float = 60.0
    """After so long a run that came to nothing is tried again; twice as long after the next."""
    delay_s: float = 1.0
    """Between two requests to a host, also of different runs."""

    @property
    def lease_s(self) -> float:
        return HEARTBEATS * self.heartbeat_s

    @property
    def held_ns(self) -> int:
        """For how long a run may ask and write, from when its lease was asked for."""
        return int((1 - MARGIN) * self.lease_s * 1e9)

    @property
    def stop_s(self) -> float:
        """With so many seconds left a run stops in order: two heartbeats have failed."""
        return (1 - MARGIN) * self.lease_s - (HEARTBEATS - 1) * self.heartbeat_s


@dataclass(slots=True, eq=False)
class Run:
    """A run that is under way."""

    lease: Lease
    taken_ns: int
    """When its lease was asked for."""
    until_ns: int
    """Until then it may ask and write."""
    leash: Leash = field(default_factory=Leash)
    process: RunProcess | None = None

    def hold_until(self, moment_ns: int) -> None:
        """Its lease was renewed."""
        self.until_ns = moment_ns
        self.leash.hold_until(moment_ns)

    def send(self, signum: signal.Signals) -> None:
        if self.process is not None:
            self.process.send(signum)


class Runs:
    """Those of one worker. A run goes on whatever becomes of the job that led to it."""

    def __init__(
        self,
        table: SiteTable,
        queue: Queue,
        leases: Leases,
        habits: Habits,
        on_line: Callable[[str, str], None],
    ) -> None:
        """`on_line` is told each line that a run says, with its site."""
        self._table, self._queue, self._leases = table, queue, leases
        self._habits = habits
        self._on_line = on_line
        self._running: set[Run] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._machine = machine()
        self.is_stopping = False
        """Whether no run begins any more."""

    async def crawl(self, site: str, host: str, job: int) -> None:
        """Do a job: a run of a site, if its host can be had. Raises OutputError."""
        if self.is_stopping or len(self._tasks) >= self._habits.at_once:
            # A worker that lost its connection is given more than it has room for.
            wait_s = 0.0 if self.is_stopping else _AGAIN_S
            await asyncio.to_thread(self._queue.give_back, site, job, wait_s)
            return
        task = asyncio.create_task(self._crawl(site, host, job))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        await asyncio.shield(task)

    async def _crawl(self, site: str, host: str, job: int) -> None:
        taken_ns = boot_ns()
        lease = await asyncio.to_thread(self._leases.take, site, host, job)
        known = await asyncio.to_thread(self._table.get, site) if lease is not None else None
        if lease is None or known is None:
            await asyncio.to_thread(self._queue.give_back, site, job)
            return
        if lease.last is not None and end_leftover(lease.last):
            logger.warning("%s: its last run, which lost its lease, was still there: killed", site)
        run = Run(lease, taken_ns, taken_ns + self._habits.held_ns)
        run.leash.hold_until(run.until_ns)
        self._running.add(run)
        try:
            ended = await self._run(run, known.site)
        finally:
            self._running.discard(run)
            run.leash.close()
        await self._enter(lease, ended)

    async def _run(self, run: Run, site: Site) -> Ended:
        habits, folder = self._habits, site.place(self._habits.archives)
        words = ["crawl", *habits.words, *site.words(habits.archives)]
        logger.info("%s: a run begins, for %s in %s", site.name, run.lease.host, folder)
        try:
            run.process = process = await RunProcess.start(
                site.name,
                words,
                run.leash,
                fence=run.lease.fence,
                stop_s=habits.stop_s,
                on_line=lambda line: self._on_line(site.name, line),
            )
        except OSError as error:
            return Ended(71, "failed", f"no process could be started: {error.strerror}")
        if self.is_stopping:
            process.send(signal.SIGTERM)
        began = started(process.pid)
        if began is not None:
            noted = Process(self._machine, process.pid, began)
            with suppress(OutputError):
                # Where that fails, so do the heartbeats, and the run ends.
                await asyncio.to_thread(self._leases.note_process, run.lease, noted)
        code = await process.ended()
        return outcome_of_process(code, process.last_line, folder)

    async def _enter(self, lease: Lease, ended: Ended) -> None:
        """Say how it ended, as soon as the database takes it."""
        habits = self._habits
        while True:
            try:
                is_ours = await asyncio.to_thread(
                    lambda: self._table.end(
                        self._leases,
                        lease,
                        ended,
                        first_s=habits.first_s,
                        delay_s=habits.delay_s,
                    )
                )
                break
            except OutputError as error:
                if self.is_stopping:
                    # It is due again when its lease has run out.
                    logger.warning("%s: how its run ended is not known: %s", lease.site, error)
                    return
                await asyncio.sleep(_AGAIN_S)
        what = f"{ended.verdict} ({ended.exit_code})"
        if not is_ours:
            what += ", after another worker took the host over"
        logger.info("%s: the run ended: %s", lease.site, what)

    # Heartbeats.

    def renewed(self, held: set[int], asked_ns: int) -> None:
        """Leases were renewed: these tokens are ours, since that moment."""
        for run in tuple(self._running):
            if run.lease.fence in held:
                run.hold_until(asked_ns + self._habits.held_ns)
            elif run.taken_ns < asked_ns:
                logger.warning("%s: its lease is lost, the run is killed", run.lease.site)
                run.send(signal.SIGKILL)

    def end_overdue(self) -> None:
        """Kill the runs whose lease has ended: they should have ended themselves."""
        now = boot_ns()
        for run in self._running:
            if run.until_ns < now:
                run.send(signal.SIGKILL)

    # The end.

    async def stop(self) -> None:
        """Stop all runs in order, and begin no other; what is there after the grace time is
        killed."""
        self.is_stopping = True
        for run in self._running:
            run.send(signal.SIGTERM)
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=self._habits.grace_s)
        self.kill()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=self._habits.grace_s)

    def kill(self) -> None:
        """End all runs at once."""
        for run in self._running:
            run.send(signal.SIGKILL)
