"""The lock on a database: one holder, whatever machine it is on, and no write without it."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from support.makers import ready
from support.paths import PYTHONPATH
from support.postgres import Server, run_sql
from support.timeouts import COMMAND_S, until

from newscrawl.errors import BusyError, OutputError
from newscrawl.records import article_record
from newscrawl.storage.archive import Archive
from newscrawl.storage.state.repository import State
from newscrawl.storage.state.run_lock import RunLock, is_on_a_server, is_run_on

RUN, NEXT = "20260114T120000Z-0001", "20260115T120000Z-0002"
CUT = (
    "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
    " AND mode = 'ExclusiveLock'"
)
HELD = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"
HOLDER = """
import os, sys
from newscrawl.storage.state.run_lock import RunLock
lock = RunLock(sys.argv[1])
print("held", flush=True)
sys.stdin.read()
"""


def test_a_file_needs_no_lock_of_its_own(tmp_path: Path) -> None:
    for database in (None, f"sqlite:///{tmp_path}/x.db"):
        lock = RunLock(database)
        assert lock.guard is None
        assert not is_run_on(database)
        lock.release()
    assert is_on_a_server("postgresql+psycopg://host/name")


@pytest.mark.slow
def test_one_run_at_a_time_holds_it(database: str) -> None:
    lock = RunLock(database)
    assert is_run_on(database)
    with pytest.raises(BusyError, match=r"another run \(from 127.0.0.1\) holds postgresql"):
        RunLock(database)
    lock.release()
    assert not is_run_on(database)
    RunLock(database).release()


@pytest.mark.slow
def test_each_database_has_its_own(database: str, server: Server) -> None:
    other = server.new()
    lock, another = RunLock(database), RunLock(other)
    lock.release()
    another.release()
    server.drop(other)


@pytest.mark.slow
def test_a_process_that_is_killed_releases_it(database: str) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, database],
        env={"PYTHONPATH": PYTHONPATH},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None and process.stdout.readline() == "held\n"
        with pytest.raises(BusyError):
            RunLock(database)
        process.kill()
        process.wait(COMMAND_S)
    until(lambda: not is_run_on(database))
    RunLock(database).release()


@pytest.mark.slow
@pytest.mark.parametrize("has_successor", [False, True])
def test_nothing_is_written_once_it_is_lost(
    has_successor: bool, database: str, tmp_path: Path
) -> None:
    lock = RunLock(database)
    archive = Archive(tmp_path, run=RUN, database=database, guard=lock.guard)
    archive.add_revision(article_record(ready(1)))
    archive.commit()
    run_sql(database, CUT)
    until(lambda: run_sql(database, HELD) == [(0,)])
    successor = RunLock(database) if has_successor else None

    archive.add_revision(article_record(ready(2)))
    with pytest.raises(OutputError, match=r"the lock on postgresql.* was lost") as refused:
        archive.close()
    assert "\n" not in str(refused.value)
    assert run_sql(database, "SELECT seq FROM revisions") == [(1,)]
    assert (tmp_path / "articles.jsonl").read_bytes().count(b"\n") == 1
    lock.release()
    if successor is not None:
        successor.release()
    Archive(tmp_path, run=NEXT, database=database).close()


@pytest.mark.slow
def test_the_next_run_waits_for_what_is_being_written(database: str, tmp_path: Path) -> None:
    lock = RunLock(database)
    with closing(State(tmp_path, database, guard=lock.guard)) as state:
        with state.transaction():
            run_sql(database, CUT)
            until(lambda: not is_run_on(database))
            waiting = subprocess.Popen(
                [sys.executable, "-c", HOLDER, database],
                env={"PYTHONPATH": PYTHONPATH},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            until(lambda: run_sql(database, f"{HELD} AND NOT granted") == [(1,)])
        assert waiting.stdout is not None and waiting.stdout.readline() == "held\n"
        with pytest.raises(OutputError, match="was lost"), state.transaction():
            raise AssertionError("unreachable")
        waiting.communicate(timeout=COMMAND_S)
    lock.release()
