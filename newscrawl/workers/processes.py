"""The process of a run, seen from its worker; and those of workers that died or were stopped."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from newscrawl.lease import VARIABLE, Leash
from newscrawl.workers.child import START
from newscrawl.workers.leases import Process

LAST_LINES = 20
"""Lines of a run's log that are kept for its summary."""

_LINE_BYTES = 1 << 20
"""A longer line of a log is cut."""


class RunProcess:
    """A run under way, in a process group of its own."""

    def __init__(self, process: asyncio.subprocess.Process, on_line: Callable[[str], None]) -> None:
        self._process = process
        self._on_line = on_line
        self.last_line = ""
        """What it said last: its summary, when it has ended."""

    @classmethod
    async def start(
        cls,
        site: str,
        words: Sequence[str],
        leash: Leash,
        *,
        fence: int,
        stop_s: float,
        on_line: Callable[[str], None],
    ) -> RunProcess:
        """Begin a run. Raises OSError where the system gives no process."""
        given = (json.dumps(sys.path), str(os.getpid()), site)
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", START, *given),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            pass_fds=(leash.descriptor,),
            process_group=0,
            limit=_LINE_BYTES,
            env=os.environ | {VARIABLE: f"{fence} {leash.descriptor} {stop_s:g}"},
        )
        assert process.stdin is not None
        with suppress(OSError):
            # Where it has ended already, that is told by its end.
            process.stdin.write(json.dumps(list(words)).encode())
            process.stdin.close()
        return cls(process, on_line)

    @property
    def pid(self) -> int:
        """Of the process, and of its group."""
        return self._process.pid

    async def ended(self) -> int:
        """Its exit code, when it has ended; negative: the signal that killed it."""
        assert self._process.stdout is not None
        while line := await _line(self._process.stdout):
            text = line.decode("utf-8", "replace").rstrip()
            self.last_line = text or self.last_line
            self._on_line(text)
        return await self._process.wait()

    def send(self, signum: signal.Signals) -> None:
        """Tell it to stop, or end it and all that it started."""
        with suppress(ProcessLookupError):
            if signum == signal.SIGKILL:
                os.killpg(self.pid, signum)
            else:
                os.kill(self.pid, signum)


async def _line(stream: asyncio.StreamReader) -> bytes:
    try:
        return await stream.readline()
    except ValueError:
        # Too long: the rest of it comes as the next.
        return b"...\n"


def machine() -> str:
    """What tells this machine, since its boot, and this namespace of processes from all others."""
    boot = Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
    return f"{boot}/{Path('/proc/self/ns/pid').readlink()}"


def started(pid: int) -> int | None:
    """When a process of this machine began, in ticks since the boot; None: there is none."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace")
    except OSError:
        return None
    # The second field is the program's name, in brackets, and may have any letter in it: proc(5).
    return int(stat.rpartition(")")[2].split()[19])


def end_leftover(process: Process) -> bool:
    """Kill the group of a run whose lease has ended, where it is on this machine and surely that
    run still. Gives whether it was."""
    if process.machine != machine() or started(process.pid) != process.started:
        return False
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    return True
