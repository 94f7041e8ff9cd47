"""Years of checks, simulated: the choice of each run is that of newscrawl/lifecycle/checks.py, the
state a few lists."""

from __future__ import annotations

from collections import OrderedDict
from datetime import UTC, datetime, timedelta
from heapq import heappop, heappush
from itertools import islice
from typing import NamedTuple

from newscrawl.lifecycle.checks import (
    ROUND_PAUSE,
    Due,
    latest_first,
    round_part,
    run_budget,
)
from newscrawl.lifecycle.recrawl import next_check

START = datetime(2026, 1, 1, tzinfo=UTC)


class Life(NamedTuple):
    """What became of the articles of a simulated archive."""

    longest: timedelta
    """That any article was unchecked, at any time after its first visit."""
    checks: int
    """In all."""
    first_month: float
    """Visits to an article in its first thirty days, the mean."""


def live(articles: int, gap: timedelta, years: float, *, a_day: int = 2, most: int = 1_000) -> Life:
    """So many articles, published at the pace of the site and all read by the first run, then a run
    after each gap."""
    published = [START - timedelta(days=number / a_day) for number in range(articles)]
    last: OrderedDict[int, datetime] = OrderedDict.fromkeys(range(articles), START)
    due_at: dict[int, datetime] = {}
    waiting: list[tuple[datetime, int]] = []
    due: dict[int, Due] = {}
    longest, checks, young = timedelta(0), 0, 0

    def visit(number: int, now: datetime) -> None:
        last[number] = now
        last.move_to_end(number)
        due.pop(number, None)
        due_at[number] = now + next_check(now - published[number])
        heappush(waiting, (due_at[number], number))

    for number in range(articles):
        visit(number, START)
    now, end = START, START + timedelta(days=365 * years)
    while now < end:
        now += gap
        budget = run_budget(len(published), gap, most)
        while waiting and waiting[0][0] <= now:
            at, number = heappop(waiting)
            if due_at[number] == at:
                due[number] = Due(str(number), last[number], at)
        chosen: dict[int, None] = {}
        ripe = (one for one, at in last.items() if now - at > ROUND_PAUSE)
        for number in islice(ripe, round_part(budget)):
            chosen[number] = None
        for one in latest_first(due.values(), now, budget):
            if len(chosen) < budget:
                chosen[int(one)] = None
        for number in chosen:
            longest = max(longest, now - last[number])
            young += now - published[number] < timedelta(days=30)
            checks += 1
            visit(number, now)
        new = len(published)
        for number in range(new, new + round((now - START).days * a_day) + articles - new):
            published.append(now)
            visit(number, now)
    longest = max(longest, now - next(iter(last.values())))
    return Life(longest, checks, young / max(1, len(published) - articles))
