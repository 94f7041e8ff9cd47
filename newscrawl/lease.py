"""The lease under which a worker lets a run ask a host and write: while it holds, and not a moment
longer.

The environment variable `NEWSCRAWL_LEASE` has three numbers: the token of the run, the descriptor
of eight bytes of memory that it shares with its worker, and with how many seconds left a run begins
to stop. The bytes say until when the lease holds, on the clock of the machine since its boot, which
goes on while processes are stopped and the machine sleeps. Without the variable nothing is checked.
"""

from __future__ import annotations

import mmap
import os
import struct
import time
from functools import cache

from newscrawl.errors import OutputError

VARIABLE = "NEWSCRAWL_LEASE"

LENGTH = 8
_FORM = struct.Struct("=q")


class Lease:
    """A lease, as the run sees it."""

    def __init__(self, fence: int, descriptor: int, stop_s: float) -> None:
        """Raises OutputError where the descriptor shows no lease."""
        self.fence = fence
        """Grows with each run of the host: what has seen a higher one takes nothing from this."""
        self.stop_s = stop_s
        """Where fewer seconds than these are left the run is to end."""
        try:
            self._shown = mmap.mmap(descriptor, LENGTH, prot=mmap.PROT_READ)
        except (OSError, ValueError) as error:
            raise OutputError(None, f"{VARIABLE}: there is no lease ({error})") from error

    @property
    def left_s(self) -> float:
        """Seconds for which it holds."""
        until: int = _FORM.unpack(self._shown[:LENGTH])[0]
        return (until - boot_ns()) / 1e9

    def check(self) -> None:
        """Raises OutputError where it has ended."""
        if self.left_s <= 0:
            raise OutputError(
                None,
                "the lease of this run has ended: another one may have taken over, and this one"
                " writes no more; the next one takes up from here",
            )


class Leash:
    """The other end: the worker says how long the lease holds."""

    def __init__(self) -> None:
        self.descriptor = os.memfd_create("newscrawl-lease")
        os.ftruncate(self.descriptor, LENGTH)
        self._shown = mmap.mmap(self.descriptor, LENGTH)

    def hold_until(self, moment_ns: int) -> None:
        """Let it hold until then, as `boot_ns` counts."""
        self._shown[:LENGTH] = _FORM.pack(moment_ns)

    def close(self) -> None:
        """Nobody holds it any more."""
        self._shown.close()
        os.close(self.descriptor)


def boot_ns() -> int:
    """Nanoseconds since the machine was booted, those included in which it slept."""
    return time.clock_gettime_ns(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


@cache
def current() -> Lease | None:
    """The lease of this process; None where it was started without one. Raises OutputError."""
    given = os.environ.get(VARIABLE)
    if not given:
        return None
    fence, descriptor, stop_s = given.split()
    return Lease(int(fence), int(descriptor), float(stop_s))


def check() -> None:
    """Raises OutputError where this process had a lease and it has ended."""
    lease = current()
    if lease is not None:
        lease.check()
