"""Real workers, real runs, a real server."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest
from procrastinate.exceptions import ConnectorException
from psycopg_pool import PoolTimeout
from support import launcher
from support.harness import SITE, check_truth
from support.on_workers import Workers, site, workers
from support.timeouts import COMMAND_S, until

from newscrawl.replica import Replica, running
from newscrawl.verify.folder import Bounds, FolderAudit
from newscrawl.workers.worker import said

__all__ = ["workers"]

pytestmark = pytest.mark.slow

QUICK = (
    *("-s", "DOWNLOAD_DELAY=0.05", "-s", "AUTOTHROTTLE_ENABLED=False", "-s", "NEWSCRAWL_READERS=0"),
    *("-s", "NEWSCRAWL_WORKERS_HEARTBEAT=1", "-s", "NEWSCRAWL_WORKERS_RETRY=1"),
)


class Bench:
    """A table, its archives, and workers."""

    def __init__(self, workers: Workers, folder: Path, stack: ExitStack) -> None:
        self.workers, self.folder = workers, folder
        self._stack = stack

    def replica(self, **options: int) -> Replica:
        given = {"articles": 12, "languages": ("en",), **options}
        return self._stack.enter_context(running(**given))  # type: ignore[arg-type]  # of many types

    def work(self, *words: str) -> launcher.Command:
        return self._stack.enter_context(
            launcher.start(
                "work",
                *QUICK,
                *words,
                *("-s", f"NEWSCRAWL_ARCHIVES={self.folder}"),
                env={"NEWSCRAWL_WORKERS_DATABASE": self.workers.url},
            )
        )

    def verdict(self, name: str) -> str | None:
        return self.workers.row(name).verdict

    def is_done(self, name: str) -> bool:
        """Whether its last run left nothing to one that is due at once."""
        row = self.workers.row(name)
        is_planned = row.ended_at is not None and row.next_at > row.ended_at
        return is_planned and not row.is_handed_out

    def check(self, name: str, replica: Replica) -> None:
        """Fails unless its archive is whole, and says what the site shows."""
        audit = FolderAudit(
            self.folder / name, None, sites={SITE.name: SITE}, failed=Bounds(10_000, 1 << 30)
        )
        audit.check()
        assert [f"{one.level} {one.file}: {one.what}" for one in audit.findings.listed] == []
        found = check_truth(self.folder / name, replica.truth())
        assert not found, str(found)


@pytest.fixture
def bench(workers: Workers, tmp_path: Path) -> Iterator[Bench]:
    with ExitStack() as stack:
        yield Bench(workers, tmp_path, stack)


def test_what_is_due_is_run_and_told(bench: Bench) -> None:
    replicas = {name: bench.replica(seed=seed) for seed, name in enumerate(("one", "two"))}
    for name, replica in replicas.items():
        bench.workers.table.put(site(name, host=name, arguments={"root": replica.root}))
    worker = bench.work()
    until(lambda: all(bench.verdict(name) == "healthy" for name in replicas))
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(COMMAND_S) == 143
    assert worker.stderr().splitlines()[-1] == "work: stopped in order by SIGTERM"
    assert "[one] " in worker.stderr()
    for name, replica in replicas.items():
        bench.check(name, replica)


def test_a_run_ends_with_its_worker_and_is_taken_up_by_the_next(bench: Bench) -> None:
    replica = bench.replica(articles=40)
    bench.workers.table.put(site("one", host="one", arguments={"root": replica.root}))
    worker = bench.work("-s", "DOWNLOAD_DELAY=0.1")
    until(lambda: len(replica.requests()) > 10)
    [(pid,)] = bench.workers.rows("SELECT pid FROM hosts")
    worker.kill()
    assert worker.wait(COMMAND_S) == -signal.SIGKILL
    until(lambda: not Path(f"/proc/{pid}/stat").exists())
    bench.work()
    until(lambda: bench.verdict("one") == "healthy")
    bench.check("one", replica)


def test_a_worker_that_is_stopped_loses_its_run_and_writes_nothing_more(bench: Bench) -> None:
    replica = bench.replica(articles=40)
    bench.workers.table.put(site("one", host="one", arguments={"root": replica.root}))
    worker = bench.work("-s", "DOWNLOAD_DELAY=0.1")
    until(lambda: len(replica.requests()) > 10)
    [(pid, fence)] = bench.workers.rows("SELECT pid, fence FROM hosts")
    for one in (pid, worker.pid):
        os.kill(one, signal.SIGSTOP)
    bench.work()
    until(lambda: bench.verdict("one") == "healthy")
    assert bench.workers.rows(f"SELECT fence > {fence} FROM hosts") == [(True,)]
    os.kill(worker.pid, signal.SIGCONT)
    bench.check("one", replica)
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(COMMAND_S) == 143
    bench.check("one", replica)


def test_a_run_that_is_cut_goes_on_at_once(bench: Bench) -> None:
    replica = bench.replica(articles=30)
    one = site("one", host="one", arguments={"root": replica.root}, limit=8, schedule="1d")
    bench.workers.table.put(one)
    bench.work()
    until(lambda: bench.is_done("one"))
    bench.check("one", replica)
    assert len(list((bench.folder / "one" / "runs").glob("*.json"))) >= 3


def test_what_the_engine_says_is_told_in_words() -> None:
    error = ConnectorException()
    error.__cause__ = psycopg.errors.ForeignKeyViolation("insert or update …\nDETAIL: …")
    assert said(error).startswith("another worker took this one for dead")
    error.__cause__ = psycopg.OperationalError("the connection\n is lost")
    assert said(error) == "the connection is lost"
    assert said(PoolTimeout()) == "PoolTimeout"
