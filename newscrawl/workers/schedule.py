"""When a site is due: an interval or five fields of cron, and what the last run says of the
next."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from newscrawl.errors import UsageError

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 7 * 86_400}

DAY_S = 86_400.0
"""A site that fails is tried once a day at least, unless its schedule asks for less."""

SLOWED_DOWN = 5
"""Runs in a row that come to nothing: from then on a site is told, and tried less often than its
schedule asks. Four are over within a quarter of an hour: a restart of the site, or of a disk."""

TRIED_AGAIN = frozenset({69, 74, 75})
"""Exit codes of what passes: no site there, no room on the disk, another run in the folder."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a site is due, as its owner said it."""

    text: str
    interval_s: float | None
    """None: it is one of cron."""

    @classmethod
    def parse(cls, given: str) -> Schedule:
        """Raises UsageError.

        >>> Schedule.parse("15m").interval_s, Schedule.parse("7 */2 * * *").interval_s
        (900.0, None)
        """
        text = " ".join(given.split())
        if found := re.fullmatch(r"([1-9][0-9]{0,6})([smhdw])", text, re.ASCII):
            return cls(text, float(int(found[1]) * _UNITS[found[2]]))
        if len(text.split()) == 5:
            from croniter import croniter

            if croniter.is_valid(text):
                return cls(text, None)
        raise UsageError(
            f"{given!r} is no schedule; it looks like 15m, 1h or 1d, or like the five fields of"
            " cron: '7 */2 * * *' (UTC)"
        )

    def next_after(self, moment: datetime) -> datetime:
        """The next time after this one at which it is due."""
        if self.interval_s is not None:
            return moment + timedelta(seconds=self.interval_s)
        from croniter import croniter

        found: datetime = croniter(self.text, moment.astimezone(UTC)).get_next(datetime)
        return found

    def gap_s(self, moment: datetime) -> float:
        """Seconds from one time at which it is due to the next."""
        if self.interval_s is not None:
            return self.interval_s
        first = self.next_after(moment)
        return (self.next_after(first) - first).total_seconds()


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended."""

    exit_code: int
    """Negative: the signal that killed it."""
    verdict: str = "killed"
    """As in its report."""
    summary: str = ""
    run: str | None = None
    """None: it left no report."""
    is_cut: bool = False
    """Whether a bound left pages to the next run."""
    pace_s: float | None = None
    """Seconds between requests that robots.txt asked for; None: it said nothing of it."""
    held_s: float = 0.0
    """Seconds that the site asked not to be asked for, at the end of the run."""

    @property
    def is_interrupted(self) -> bool:
        """Whether it was stopped in order."""
        return self.exit_code in (130, 143)

    @property
    def is_failure(self) -> bool:
        """Whether it came to nothing: what is not healthy has been written all the same."""
        return self.exit_code not in (0, 1) and not self.is_interrupted


def next_run(
    schedule: Schedule,
    ended: Ended,
    failures: int,
    *,
    started: datetime,
    now: datetime,
    first_s: float,
) -> datetime:
    """When a site is due next. `failures` is how many runs in a row came to nothing, this one among
    them; `first_s` is after how many seconds the first of them is tried again.

    What was cut, stopped in order, or killed for the first time is due at once, behind the others
    that are due.
    """
    if ended.is_cut or ended.is_interrupted or (ended.exit_code < 0 and failures == 1):
        return now
    planned = max(schedule.next_after(started), now)
    if not ended.is_failure:
        return planned
    gap_s = schedule.gap_s(started)
    if failures >= SLOWED_DOWN:
        slowed_s = min(gap_s * 2.0 ** min(failures - SLOWED_DOWN + 1, 20), max(DAY_S, gap_s))
        return max(planned, now + timedelta(seconds=slowed_s))
    if ended.exit_code in TRIED_AGAIN or ended.exit_code < 0:
        again_s = min(first_s * 2.0 ** (failures - 1), gap_s, DAY_S)
        return now + timedelta(seconds=again_s)
    return planned
