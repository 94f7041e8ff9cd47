"""Memory of a process and its children, as Linux tells it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

EVERY_S = 0.02


@dataclass(slots=True)
class Peak:
    """The most that was seen, in bytes; memory that two processes share counts once (PSS)."""

    bytes: int = 0


def family_of(pid: int) -> list[int]:
    """A process and those below it."""
    family = [pid]
    for one in family:
        with suppress(OSError):
            for task in Path(f"/proc/{one}/task").iterdir():
                family += map(int, (task / "children").read_text().split())
    return family


def memory_of(pid: int) -> int:
    """What a process holds, in bytes; 0 where it has ended."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) << 10
    return 0


@contextmanager
def watched(pid: int) -> Iterator[Peak]:
    """Look at a process and those below it until the block ends."""
    peak, ended = Peak(), threading.Event()

    def watch() -> None:
        while not ended.wait(EVERY_S):
            peak.bytes = max(peak.bytes, sum(map(memory_of, family_of(pid))))

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield peak
    finally:
        ended.set()
        watcher.join()
