"""The program's clock: everything that asks what time it is asks here, so that years can be
simulated.

The environment variable `NEWSCRAWL_CLOCK` sets it for a process and for those that it starts: a
moment in ISO 8601 at which the clock stands still (`2026-01-14T09:30:00Z`), or with an `@` before
it one from which it runs on (`@2026-01-14T09:30:00Z`). Durations and time-outs are of the machine's
own monotonic clock, whatever this one says.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache

from newscrawl.errors import UsageError

VARIABLE = "NEWSCRAWL_CLOCK"


def now() -> datetime:
    """The present moment, aware, in UTC. Raises UsageError where `NEWSCRAWL_CLOCK` is no moment."""
    given = os.environ.get(VARIABLE)
    if not given:
        return datetime.now(UTC)
    moment, started_s = _parsed(given)
    return moment if started_s is None else moment + timedelta(seconds=time.monotonic() - started_s)


def now_in_seconds() -> datetime:
    """The present moment without its fraction of a second: as records and reports carry it."""
    return now().replace(microsecond=0)


@contextmanager
def standing_at(moment: datetime) -> Iterator[None]:
    """Let the clock stand still at an aware moment, here and in processes started meanwhile."""
    before = os.environ.get(VARIABLE)
    os.environ[VARIABLE] = moment.astimezone(UTC).isoformat()
    try:
        yield
    finally:
        if before is None:
            del os.environ[VARIABLE]
        else:
            os.environ[VARIABLE] = before


@cache
def _parsed(given: str) -> tuple[datetime, float | None]:
    """The moment, and the monotonic time from which the clock runs on; None: it stands still."""
    try:
        moment = datetime.fromisoformat(given.removeprefix("@"))
    except ValueError as error:
        raise UsageError(
            f"{VARIABLE}={given}: this is no moment; it looks like 2026-01-14T09:30:00Z"
        ) from error
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC), time.monotonic() if given.startswith("@") else None
