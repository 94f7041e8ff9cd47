"""The processes of runs, and what is left of those that lost their lease."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import replace

from support.timeouts import STEP_S

from newscrawl.workers.leases import Process
from newscrawl.workers.processes import end_leftover, machine, started

SLEEPER = [sys.executable, "-c", "import sys; print(flush=True); sys.stdin.read()"]


def sleeper() -> subprocess.Popen[bytes]:
    process = subprocess.Popen(
        SLEEPER, stdin=subprocess.PIPE, stdout=subprocess.PIPE, process_group=0
    )
    assert process.stdout is not None and process.stdout.readline()
    return process


def test_a_run_that_lost_its_lease_is_killed_though_it_is_stopped() -> None:
    with sleeper() as process:
        began = started(process.pid)
        assert began is not None
        os.kill(process.pid, signal.SIGSTOP)
        assert end_leftover(Process(machine(), process.pid, began))
        assert process.wait(STEP_S) == -signal.SIGKILL


def test_no_other_process_is_ever_killed() -> None:
    with sleeper() as process:
        began = started(process.pid)
        assert began is not None
        there = Process(machine(), process.pid, began)
        assert not end_leftover(replace(there, machine="another"))
        assert not end_leftover(replace(there, started=began - 1))
        assert process.poll() is None
        process.kill()
    assert started(process.pid) is None
    assert not end_leftover(there)
