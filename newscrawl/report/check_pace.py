"""How far the checks of known articles lag behind, and how fast they go round."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from newscrawl.lifecycle.checks import USUAL_GAP, Pace
from newscrawl.records import utc
from newscrawl.storage.queries.watch import due_checks
from newscrawl.storage.state.repository import State

Summary = dict[str, Any]

_OF_PACE = (
    "budget",
    "gap_hours",
    "round_days",
    "longest_days",
    "oldest_due_at",
    "budget_wanted",
)
"""Null before the first run that made checks."""


def checks_summary(state: State, site: str, now: str, *, live: int) -> Summary:
    """Of one site with so many live articles, in keys of `scrapy status --json`. Raises
    OutputError."""
    oldest, budget = state.oldest_check(site) or {}, state.last_budget(site)
    found = {
        "due": due_checks(state, site, now),
        "oldest": oldest.get("id"),
        "oldest_at": oldest.get("visited_at"),
        "is_short": False,
    }
    if not oldest or budget is None:
        return found | dict.fromkeys(_OF_PACE)
    gap = state.usual_gap(site) or USUAL_GAP
    pace = Pace(live, budget, gap)
    visited_at = datetime.fromisoformat(oldest["visited_at"])
    return found | {
        "is_short": pace.is_short,
        "budget": budget,
        "gap_hours": round(gap / timedelta(hours=1), 1),
        "round_days": _days(pace.round),
        "longest_days": _days(pace.longest),
        "oldest_due_at": utc(visited_at + pace.longest) if pace.longest else None,
        "budget_wanted": pace.checks_wanted,
    }


def _days(length: timedelta | None) -> float | None:
    return None if length is None else round(length / timedelta(days=1), 1)


def too_few(checks: Summary) -> str | None:
    """What there is to say where the checks cannot keep the schedule; None: they can."""
    if not checks["is_short"]:
        return None
    return (
        f"checks are too few for the schedule: {checks['budget']} a run, where"
        f" {checks['budget_wanted']} would see each article twice a year; run more often, or raise"
        " NEWSCRAWL_CHECKS_MAX"
    )
