"""What tests of readers/ have done in another process."""

from __future__ import annotations

import os
import signal
import sys
import threading
from pathlib import Path

from newscrawl.errors import PageError


def begin() -> None:
    """Nothing has to be made ready."""


def begin_badly() -> None:
    raise ImportError("no such site")


def die_at_once() -> None:
    os._exit(7)


def number() -> int:
    return os.getpid()


def twice(value: int) -> int:
    return 2 * value


def fail(message: str) -> None:
    raise PageError(message, missing=("title",))


def unsendable() -> object:
    return lambda: None


def spin() -> None:
    while True:
        pass


def wait() -> None:
    threading.Event().wait()


def swell() -> int:
    return len(b"x" * (1 << 30))


def nest(depth: int = 0) -> None:
    nest(depth + 1)


def print_much() -> str:
    print("not an answer" * 10_000)
    sys.stdout.flush()
    return "said"


def die_once(mark: Path) -> str:
    """The first process that is asked ends over it."""
    if mark.exists():
        return "read"
    mark.touch()
    os.kill(os.getpid(), signal.SIGKILL)
    return ""


def die_always(value: int) -> int:
    if value == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return value
