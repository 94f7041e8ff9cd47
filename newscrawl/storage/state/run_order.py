"""Which run was the last, also where the clock of a machine once ran ahead."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from newscrawl import clock
from newscrawl.records import utc
from newscrawl.storage.state.schema import runs

CLOCKS_DIFFER = timedelta(days=1)
"""What was done later than so long from now was done by a clock that was wrong: machines that keep
time by a server differ by less than a second, and a clock in the wrong zone by less than a day."""


def ahead_of_now() -> str:
    """The moment from which on everything was written by a clock that ran ahead of this one."""
    return utc(clock.now() + CLOCKS_DIFFER)


def last_first() -> tuple[Any, ...]:
    """For `order_by`: the last run first. One that has still to come by this clock is the last of
    all: its clock was wrong, and until its day it would hide what all later runs say."""
    return (runs.c.started_at > ahead_of_now(), runs.c.started_at.desc(), runs.c.id.desc())
