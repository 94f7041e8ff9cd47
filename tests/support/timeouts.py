"""How long a test waits before it gives up: the one place, and one variable that scales it.

A time-out in a test is there so that a process that hangs ends the test; it promises nothing of the
speed of the project. So each is given as what is enough on a quiet machine, and multiplied by the
environment variable `NEWSCRAWL_TEST_PATIENCE`: 10 unless it is set.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from time import monotonic, sleep

VARIABLE = "NEWSCRAWL_TEST_PATIENCE"
DEFAULT_PATIENCE = 10.0
"""Eight suites at once on two cores took up to six times as long as one alone."""


def patience() -> float:
    """By what a time-out is multiplied. Raises ValueError where that is no number above 0."""
    given = os.environ.get(VARIABLE) or DEFAULT_PATIENCE
    factor = float(given)
    if not factor > 0:
        raise ValueError(f"{VARIABLE}={given}: it has to be a number above 0")
    return factor


def patient(quiet_s: float) -> float:
    """Seconds to wait for what takes at most so many on a quiet machine."""
    return quiet_s * patience()


def until(condition: Callable[[], bool]) -> None:
    """Return as soon as the condition holds; fail where it does not within a step."""
    latest_s = monotonic() + STEP_S
    while not condition():
        assert monotonic() < latest_s, "it did not come to pass"
        sleep(POLL_S)


POLL_S = 0.01

STEP_S = patient(10)
"""For one step of a conversation on this machine: a request that arrives, a thread that ends."""

COMMAND_S = patient(30)
"""For a command from its start to its end."""

LONG_COMMAND_S = patient(60)
"""For one that crawls or reads a whole archive."""

LIFE_S = patient(180)
"""For seven weeks of runs, one after the other."""
