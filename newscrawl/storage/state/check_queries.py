"""What a run may check: what has to be looked at first, what is due, and what was unchecked for the
longest."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise, takewhile
from typing import Any

from sqlalchemy import func, or_, select, update

from newscrawl.lifecycle.checks import Due
from newscrawl.lifecycle.drift import HELD
from newscrawl.lifecycle.page import FAILED, LIVE, Known
from newscrawl.storage.state.database import PAGE_ROWS, Database
from newscrawl.storage.state.run_order import ahead_of_now, last_first
from newscrawl.storage.state.schema import articles, runs

CHECKS = "checks/budget"
"""In the counts of a run: how many checks it could make; 0 where it was no walk."""

_RUNS = 12
"""The last ones that made checks: from their starts it is told how often runs come."""

_RUNS_READ = 200
"""Of all kinds, among which these are looked for."""

# In whose place another page stands, that could not be had, or whose change was held back: the next
# run looks again.
_IS_URGENT = (
    articles.c.doubted_in.is_not(None)
    | ((articles.c.tries > 0) & articles.c.status.in_((LIVE, FAILED)))
    | ((articles.c.reason == HELD) & articles.c.reason.is_not(None))
)


class CheckQueries(Database):
    """The part of the state that is about checks: reads the tables `articles` and `runs`."""

    def urgent(self, site: str, now: str, limit: int) -> list[Known]:
        """What the last visit could not settle, and is due at this time; the longest due first."""
        query = (
            select(articles)
            .where(articles.c.site == site, articles.c.due_at <= now, _IS_URGENT)
            .order_by(articles.c.due_at, articles.c.number.desc().nulls_last(), articles.c.id)
        )
        return [Known(**row) for row in self.rows(query.limit(limit))]

    def due(self, site: str, now: str) -> Iterator[Due]:
        """All else that is due at this time, in no order."""
        query = select(articles.c.id, articles.c.visited_at, articles.c.due_at).where(
            articles.c.site == site, articles.c.due_at <= now, ~_IS_URGENT
        )
        moment = datetime.fromisoformat
        return (Due(one, moment(at), moment(due)) for one, at, due in self.tuples(query))

    def longest_unchecked(self, site: str, before: str) -> Iterator[Known]:
        """The live articles that were not visited since this time, the longest unchecked first; by
        pages."""
        at = articles.c.visited_at
        query = (
            select(articles)
            .where(articles.c.site == site, articles.c.status == LIVE, at < before, ~_IS_URGENT)
            .order_by(at, articles.c.id)
            .limit(PAGE_ROWS)
        )
        place: Any = None
        while True:
            after = () if place is None else (or_(at > place[0], (at == place[0]) & place[1]),)
            rows = self.rows(query.where(*after))
            yield from (Known(**row) for row in rows)
            if len(rows) < PAGE_ROWS:
                return
            place = (rows[-1]["visited_at"], articles.c.id > rows[-1]["id"])

    def bring_back(self, site: str, now: str) -> int:
        """Make due what was visited later than now, by a clock that ran ahead of this one: until
        its day nothing would look at it again. Gives how many articles that are. Raises
        OutputError."""
        is_ahead = (
            (articles.c.site == site)
            & (articles.c.visited_at > ahead_of_now())
            & articles.c.due_at.is_not(None)
        )
        count = self.value(select(func.count()).where(is_ahead)) or 0
        if count:
            with self.transaction() as connection:
                connection.execute(
                    update(articles).where(is_ahead).values(visited_at=now, due_at=now)
                )
        return count

    def checkable(self, site: str) -> int:
        """How many articles a round is about: those of which a next visit is set."""
        query = select(func.count()).where(articles.c.site == site, articles.c.due_at.is_not(None))
        return self.value(query) or 0

    def oldest_check(self, site: str) -> dict[str, Any] | None:
        """The live article that is unchecked for the longest: `id`, `visited_at`; None if there is
        none."""
        query = select(articles.c.id, articles.c.visited_at).where(
            articles.c.site == site, articles.c.status == LIVE
        )
        return self.row(query.order_by(articles.c.visited_at, articles.c.id).limit(1))

    def check_runs(self, site: str) -> list[datetime]:
        """When the last runs that made checks began, the last first."""
        return [started_at for started_at, _ in self._budgets(site)]

    def last_budget(self, site: str) -> int | None:
        """How many checks the last run that made any could make; None before the first."""
        return next((budget for _, budget in self._budgets(site)), None)

    def usual_gap(self, site: str) -> timedelta | None:
        """From one run that made checks to the next, the median of the last ones; None before the
        second."""
        gaps = sorted(later - earlier for later, earlier in pairwise(self.check_runs(site)))
        return gaps[len(gaps) // 2] if gaps else None

    def told(self, site: str, name: str) -> int:
        """How many of the last runs in a row counted anything under this name."""
        query = (
            select(runs.c.counts)
            .where(runs.c.site == site, runs.c.counts.is_not(None))
            .order_by(*last_first())
            .limit(_RUNS)
        )
        counted = (bool(json.loads(one).get(name)) for one in self.values(query))
        return sum(1 for _ in takewhile(bool, counted))

    def _budgets(self, site: str) -> list[tuple[datetime, int]]:
        query = (
            select(runs.c.started_at, runs.c.counts)
            .where(runs.c.site == site, runs.c.counts.is_not(None))
            .order_by(*last_first())
            .limit(_RUNS_READ)
        )
        found = [
            (datetime.fromisoformat(row["started_at"]), int(budget))
            for row in self.rows(query)
            if (budget := json.loads(row["counts"]).get(CHECKS))
        ]
        return found[:_RUNS]
