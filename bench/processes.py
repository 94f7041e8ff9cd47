"""A process, and what it took: for the scripts beside this file. Needs wait4, so no Windows."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took from its start to its end."""

    wall_s: float
    cpu_s: float
    peak_mib: float
    """The most memory that it held at once."""


def cost_of(
    command: Sequence[str],
    *,
    folder: Path = PROJECT,
    expected: int = 0,
    on_start: Callable[[int], None] = lambda pid: None,
) -> Cost:
    """Run the command in `folder`, its output thrown away. Raises RuntimeError if it ends with
    anything but `expected`. `on_start` is called with its id."""
    started = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    assert process.stderr is not None
    on_start(process.pid)
    log = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != expected:
        raise RuntimeError(
            f"exit code {process.returncode} of"
            f" {' '.join(command)}\n{log.decode(errors='replace')[-3000:]}"
        )
    peak_mib = usage.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    return Cost(time.perf_counter() - started, usage.ru_utime + usage.ru_stime, peak_mib)


def crawl_command(root: str, output: Path, *, spider: Path | None = None) -> list[str]:
    """The project as its users run it, all of it, with the delays off. `spider` is the file of one
    that is not the project's own."""
    given = [
        "-a",
        f"root={root}",
        "-s",
        f"NEWSCRAWL_OUTPUT={output}",
        "-s",
        "DOWNLOAD_DELAY=0",
        "-s",
        "AUTOTHROTTLE_ENABLED=False",
    ]
    what = ["crawl", "ccbsnews"] if spider is None else ["runspider", str(spider)]
    return [sys.executable, "-m", "scrapy", *what, *given]
