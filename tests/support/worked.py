"""Many sites, worked by real workers on a real server, and killed at random: for test_workers.py and
bench/workers."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from random import Random

from newscrawl.errors import OutputError
from newscrawl.verify.folder import Bounds, FolderAudit
from newscrawl.workers.database import Database, read_url
from newscrawl.workers.site_table import Site, SiteTable, Standing
from support.harness import SITE, check_truth, lines_of
from support.many_sites import Asked, ManySites, Wanted
from support.paths import PYTHONPATH
from support.postgres import Server, run_sql
from support.timeouts import LONG_COMMAND_S, STEP_S

POLL_S = 0.2


@dataclass
class Bench:
    """A table of sites, their archives, and workers that can be killed."""

    server: Server
    database: str
    sites: ManySites
    folder: Path
    heartbeat_s: float
    delay_s: float
    minutes: float | None = None
    at_once: int = 4
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)
    killed: Counter[str] = field(default_factory=Counter)
    started: int = 0

    def add_all(self, schedule: str = "1d") -> None:
        """Every site into the table."""
        self.table = SiteTable(Database(read_url(self.database)))
        for one in self.sites.wanted:
            self.table.put(
                Site(
                    name=one.name,
                    spider="ccbsnews",
                    host=one.host,
                    schedule=schedule,
                    arguments={"root": self.sites.roots[one.name]},
                    minutes=self.minutes,
                )
            )

    def start(self) -> subprocess.Popen[bytes]:
        """One more worker."""
        settings = {
            "DOWNLOAD_DELAY": self.delay_s,
            "AUTOTHROTTLE_ENABLED": False,
            "NEWSCRAWL_READERS": 0,
            "NEWSCRAWL_ARCHIVES": self.folder / "archives",
            "NEWSCRAWL_WORKERS_HEARTBEAT": self.heartbeat_s,
            "NEWSCRAWL_WORKERS_RETRY": 0.5,
        }
        self.started += 1
        with (self.folder / f"worker{self.started}.log").open("wb") as log:
            worker = subprocess.Popen(
                [
                    *(sys.executable, "-m", "newscrawl", "work", "--at-once", str(self.at_once)),
                    *(word for name, one in settings.items() for word in ("-s", f"{name}={one}")),
                ],
                cwd=self.folder,
                env=os.environ
                | {"PYTHONPATH": PYTHONPATH, "NEWSCRAWL_WORKERS_DATABASE": self.database},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        self.workers.append(worker)
        return worker

    def rows(self) -> list[Standing]:
        return self.table.all()

    def undone(self) -> list[str]:
        """Sites that have not been read to their end."""
        return [row.site.name for row in self.rows() if not is_done(row)]

    def settle(self, seconds: float = LONG_COMMAND_S) -> None:
        """Return when every site is done; fail where that does not come about."""
        latest_s = time.monotonic() + seconds
        while undone := self._undone():
            assert time.monotonic() < latest_s, f"not done: {undone}"
            self.replace_dead()
            time.sleep(POLL_S)

    def wait_for_requests(self, count: int) -> None:
        """Return when so many more have come, or no more come since all is done."""
        wanted, latest_s = len(self.sites.requests()) + count, time.monotonic() + LONG_COMMAND_S
        while len(self.sites.requests()) < wanted and self._undone():
            assert time.monotonic() < latest_s, f"{count} requests did not come"
            self.replace_dead()
            time.sleep(POLL_S)

    def _undone(self) -> list[str]:
        with suppress(OutputError):
            return self.undone()
        return ["the server is away"]

    def replace_dead(self) -> None:
        """A supervisor starts a worker that ended anew."""
        for worker in [one for one in self.workers if one.poll() is not None]:
            self.workers.remove(worker)
            self.start()

    def stop(self) -> list[int]:
        """End all workers in order; their exit codes."""
        for worker in self.workers:
            worker.send_signal(signal.SIGCONT)
            worker.terminate()
        codes = [worker.wait(STEP_S) for worker in self.workers]
        self.workers.clear()
        return codes

    # Kills.

    def runs(self) -> list[int]:
        """The processes of the runs under way."""
        found = run_sql(
            self.database,
            "SELECT pid FROM newscrawl_workers.hosts"
            " WHERE pid IS NOT NULL AND lease_until > clock_timestamp()",
        )
        return [row[0] for row in found]

    def kill(self, what: str, random: Random) -> None:
        """One kill: a `worker`, a `run`, the `server`; or a worker, or a run with it, `stopped`
        for the length of two leases."""
        if what == "server":
            self.server.stop(at_once=True)
            time.sleep(random.uniform(0.1, 1.0))
            self.server.start()
        elif what == "run":
            if runs := self.runs():
                # One that has asked for something, if there is one: it has something to lose.
                asking = {one.process for one in self.sites.requests()}
                _signal(random.choice([*asking.intersection(runs)] or runs), signal.SIGKILL)
        else:
            worker = random.choice(self.workers)
            if what == "worker":
                worker.kill()
                worker.wait(STEP_S)
                self.replace_dead()
            else:
                self._stop_for_two_leases(worker, with_runs=what == "stopped with its runs")
        self.killed[what] += 1

    def _stop_for_two_leases(self, worker: subprocess.Popen[bytes], *, with_runs: bool) -> None:
        below = Path(f"/proc/{worker.pid}/task/{worker.pid}/children")
        family = [*map(int, below.read_text().split())] if with_runs else []
        for pid in (*family, worker.pid):
            _signal(pid, signal.SIGSTOP)
        time.sleep(6 * self.heartbeat_s)
        for pid in (worker.pid, *family):
            _signal(pid, signal.SIGCONT)

    # What came of it.

    def faults(self) -> list[str]:
        """What is wrong in the archives: each article is to be there once, equal to the truth, and
        every folder whole."""
        found = []
        for one in self.sites.wanted:
            folder = self.folder / "archives" / one.name
            audit = FolderAudit(
                folder, None, sites={SITE.name: SITE}, failed=Bounds(10_000, 1 << 30)
            )
            audit.check()
            found += [
                f"{one.name}: {fault.level} {fault.file} {fault.id}: {fault.what}"
                for fault in audit.findings.listed
            ]
            untrue = check_truth(folder, self.sites.truth(one.name))
            found += [f"{one.name}: {untrue}"] if untrue else []
            firsts = Counter(line["id"] for line in lines_of(folder) if line["revision"] == 1)
            found += [f"{one.name}: {name} twice" for name, times in firsts.items() if times > 1]
        return found

    def owners_at_once(self) -> list[str]:
        """Hosts that a process asked after another one had begun to, and before that had ended."""
        found = []
        for host, asked in by_host(self.sites.requests()).items():
            seen: list[int] = []
            for one in asked:
                if one.process in seen[:-1]:
                    found.append(f"{host}: process {one.process} came back at {one.at_s}")
                if not seen or seen[-1] != one.process:
                    seen.append(one.process)
        return found

    def gaps(self, *, between_runs: bool) -> list[float]:
        """Seconds between two requests to a host, of one run or of two, the shortest first."""
        return sorted(
            later.at_s - one.at_s
            for asked in by_host(self.sites.requests()).values()
            for one, later in pairwise(asked)
            if (one.process != later.process) == between_runs
        )

    def fetched_again(self) -> tuple[int, int]:
        """Of article pages: how many requests were not the first, and how many there were."""
        asked = Counter(
            (one.site, one.path) for one in self.sites.requests() if "/detail/" in one.path
        )
        return sum(asked.values()) - len(asked), sum(asked.values())


def is_done(row: Standing) -> bool:
    """Whether its last run left nothing to one that is due at once."""
    is_planned = row.ended_at is not None and row.next_at > row.ended_at
    return is_planned and not row.is_handed_out and row.verdict in ("healthy", "unhealthy")


def by_host(asked: Iterable[Asked]) -> dict[str, list[Asked]]:
    hosts: dict[str, list[Asked]] = defaultdict(list)
    for one in sorted(asked):
        hosts[one.host].append(one)
    return hosts


def _signal(pid: int, signum: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signum)


def twenty(articles: int = 15) -> list[Wanted]:
    """Twenty sites on sixteen hosts: three of them have two or three sites."""
    hosts = [f"127.0.0.{number}" for number in range(2, 18)]
    hosts += ["127.0.0.2", "127.0.0.2", "127.0.0.3", "127.0.0.4"]
    # Seeds of which a crawl that nobody disturbs reads every article as it is.
    return [
        Wanted(f"site{place:02}", host, place + 21, articles) for place, host in enumerate(hosts)
    ]


@contextmanager
def ended(bench: Bench) -> Iterator[Bench]:
    """No worker is left behind."""
    try:
        yield bench
    finally:
        for worker in bench.workers:
            worker.kill()
            worker.wait(STEP_S)
