"""Scrapy's command, killed from inside at a chosen write: python dying.py INSTANT N crawl …

No clock hits the moments that matter most: the commit of the state, and what lies between it and
the end of the feed's line.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, NoReturn

from scrapy.cmdline import execute
from sqlalchemy import Engine, event

from newscrawl.storage.files import atomic as whole
from newscrawl.storage.files import jsonl_log as feed
from newscrawl.storage.files import run_reports as runs
from newscrawl.storage.state.repository import State
from newscrawl.storage.warc import closing
from newscrawl.storage.warc import writer as series

INSTANTS = (
    "before-commit",
    "after-commit",
    "half-line",
    "before-sync",
    "half-record",
    "before-warc-sync",
    "before-index",
    "index",
    "closed",
    "report",
    "seal",
)
"""Before and after a commit of the state; in the midst of a write to a feed, and before it is
forced to the disk; likewise to a WARC file; before its index, in the midst of it, and between it
and the note that the file is closed; in the run's report, and in what is added to that. The last
five come once in a run."""


class Countdown:
    """Kills the process at the n-th time."""

    def __init__(self, times: int) -> None:
        self._left = times

    def is_over(self) -> bool:
        self._left -= 1
        return self._left == 0


def die() -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("unreachable")


def arm(instant: str, times: int) -> None:
    """Let the process die there."""
    countdown = Countdown(times)
    system = SimpleNamespace(**vars(os))

    def write(fd: int, data: bytes) -> int:
        if instant.startswith("half-") and countdown.is_over():
            os.write(fd, data[: len(data) // 2])
            die()
        return os.write(fd, data)

    def pwrite(fd: int, data: bytes, offset: int) -> int:
        if instant.startswith("half-") and countdown.is_over():
            os.pwrite(fd, data[: len(data) // 2], offset)
            die()
        return os.pwrite(fd, data, offset)

    def fsync(fd: int) -> None:
        if instant.endswith("-sync") and countdown.is_over():
            die()
        os.fsync(fd)

    system.write, system.pwrite, system.fsync = write, pwrite, fsync
    match instant:
        case "half-line" | "before-sync":
            vars(feed)["os"] = system
        case "half-record" | "before-warc-sync":
            vars(series)["os"] = system
        case "before-index":
            vars(closing)["write_atomically"] = lambda path, content: die()
        case "index":
            system.fsync = lambda fd: die()
            vars(whole)["os"] = system
        case "closed":
            State.save_warc = lambda *arguments: die()  # type: ignore[method-assign]
        case "report":
            system.fsync = lambda fd: die()
            vars(runs)["os"] = system
        case "seal":
            countdown = Countdown(2)
            system.fsync = lambda fd: die() if countdown.is_over() else os.fsync(fd)
            vars(runs)["os"] = system
        case "before-commit":
            event.listen(
                Engine, "commit", lambda connection: die() if countdown.is_over() else None
            )
        case "after-commit":
            for name in ("write", "put"):
                setattr(State, name, dying_after(getattr(State, name), countdown))


def dying_after(method: Callable[..., None], countdown: Countdown) -> Callable[..., None]:
    """The method, and death behind it when its time has come."""

    def call(*arguments: Any) -> None:
        method(*arguments)
        if countdown.is_over():
            die()

    return call


if __name__ == "__main__":
    arm(sys.argv[1], int(sys.argv[2]))
    execute(["scrapy", *sys.argv[3:]])
