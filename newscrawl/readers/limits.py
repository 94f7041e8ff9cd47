"""What one page may cost the process that reads it: bounds of processor time and memory (POSIX
setrlimit), which hold whatever the page makes a library do."""

from __future__ import annotations

import time
from contextlib import suppress
from math import floor
from pathlib import Path

try:
    import resource
except ImportError:  # Windows knows neither bound: there the pool's time-out is the only one.
    resource = None  # type: ignore[assignment]

PROCESSOR_TIME_S = 10
"""Seconds of processor time for one page (contract, section 7)."""

MEMORY_BYTES = 384 << 20
"""Memory of a process that reads, its own modules (80 MB) among them. The contract (section 7)
allows 512 MiB, and 700 MB for the whole crawl, which holds eight answers of 16 MB besides."""

_NEAR = 0.85
"""Share of the memory from which on a result is not believed: where an allocation fails libxml2
takes what it has for the whole page, and the largest single step of a page of 16 MB is below the
rest."""
_MUCH = 0.5
"""Share of the memory that one page may leave used in a process that goes on: the next is to have
its own."""


def bound_memory(most: int = MEMORY_BYTES) -> None:
    """From now on an allocation beyond `most` bytes fails. Where the system has no such bound
    nothing changes."""
    if resource is None:
        return
    with suppress(OSError, ValueError):
        # What is bounded is the address space: libraries take more of it than memory.
        address_space, resident = _statm()
        room = most - resident + address_space
        resource.setrlimit(resource.RLIMIT_AS, (room, room))


def bound_processor_time(seconds: int = PROCESSOR_TIME_S) -> None:
    """From now on this process may use so many seconds of processor time; beyond, the system ends
    it with SIGXCPU. Called again, it begins anew."""
    if resource is None:
        return
    with suppress(OSError, ValueError):
        most = max(1, floor(time.process_time()) + seconds)
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (most, hard))


def no_core_dump() -> None:
    """A process that a bound ends leaves no image of its memory on the disk."""
    if resource is not None:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def is_out_of_memory(peak: int, most: int = MEMORY_BYTES) -> bool:
    """Whether a process with this peak came so near its bound that an allocation may have failed
    unseen."""
    return peak > _NEAR * most


def is_swollen(peak: int, most: int = MEMORY_BYTES) -> bool:
    """Whether a process with this peak should be replaced before it reads another page."""
    return peak > _MUCH * most


def peak_memory() -> int:
    """The most memory that this process ever had, in bytes; 0 where the system does not tell."""
    with suppress(OSError):
        # Not getrusage: what it tells begins with the peak of the process that began this one.
        for line in Path("/proc/self/status").read_bytes().splitlines():
            if line.startswith(b"VmHWM:"):
                return int(line.split()[1]) << 10
    return 0


def _statm() -> tuple[int, int]:
    """Address space and memory in bytes (Linux, proc_pid_statm). Raises OSError elsewhere."""
    assert resource is not None
    pages = Path("/proc/self/statm").read_bytes().split()
    size = resource.getpagesize()
    return int(pages[0]) * size, int(pages[1]) * size
