"""The bounds of a process hold whatever it does; tried in processes of their own."""

from __future__ import annotations

import subprocess
import sys

import pytest
from support.paths import REPOSITORY
from support.timeouts import COMMAND_S

HEAD = "from newscrawl.readers import limits\n"


def run(program: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", HEAD + program],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=COMMAND_S,
        check=False,
    )


@pytest.mark.skipif(sys.platform != "linux", reason="the bound of memory is Linux's alone")
def test_memory_beyond_the_bound_is_refused_and_told() -> None:
    program = (
        "limits.bound_memory(256 << 20)\n"
        "print(limits.is_out_of_memory(limits.peak_memory(), 256 << 20),"
        " limits.is_swollen(limits.peak_memory(), 256 << 20))\n"
        "kept = [b'x' * (1 << 20) for _ in range(150)]\n"
        "print(limits.is_out_of_memory(limits.peak_memory(), 256 << 20),"
        " limits.is_swollen(limits.peak_memory(), 256 << 20))\n"
        "try:\n"
        "    kept += [b'x' * (1 << 20) for _ in range(150)]\n"
        "except MemoryError:\n"
        "    print('refused', limits.is_out_of_memory(limits.peak_memory(), 256 << 20))\n"
    )
    assert run(program).stdout.split() == [*("False", "False", "False", "True"), "refused", "True"]


def test_processor_time_beyond_the_bound_ends_the_process_and_asking_again_begins_anew() -> None:
    program = (
        "import time\n"
        "def work(until):\n"
        "    while time.process_time() < until: pass\n"
        "limits.no_core_dump()\n"
        "limits.bound_processor_time(2)\n"
        "work(time.process_time() + 0.5)\n"
        "limits.bound_processor_time(2)\n"
        "print('still here', flush=True)\n"
        "work(60)\n"
    )
    done = run(program)
    assert done.stdout.split() == ["still", "here"]
    assert done.returncode < 0, "a signal ended it"
