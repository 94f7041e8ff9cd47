"""What status knows of a site at which all is well, and what a test wants to be otherwise."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from newscrawl.report.health import Bounds

NOW = "2026-01-16T12:00:00Z"
BOUNDS = Bounds(timedelta(hours=36))


def run(day: int, **facts: Any) -> dict[str, Any]:
    """A run of half an hour, on a day of January."""
    made = {
        "run": f"202601{day:02}T093000Z-1f3a",
        "site": "paper",
        "command": "crawl",
        "under_way": False,
        "verdict": "healthy",
        "exit_code": 0,
        "started_at": f"2026-01-{day:02}T09:30:00Z",
        "ended_at": f"2026-01-{day:02}T10:00:00Z",
        "seconds": 1800,
        "arguments": {},
        "summary": "healthy: 1 new",
    }
    counts = {"new": 1, "changed": 0, "gone": 0, "unchanged": 9, "failed": 0}
    return {**made, **counts, **facts}


def failing(page: str = "paper/en/9", **facts: Any) -> dict[str, Any]:
    """An article that fails."""
    made = {
        "id": page,
        "status": "failed",
        "reason": "http 500",
        "tries": 4,
        "since": "2026-01-10T09:40:00Z",
        "visited_at": "2026-01-16T09:40:00Z",
        "next_try_at": None,
        "acknowledged": None,
    }
    return {**made, **facts}


def listing(**facts: Any) -> dict[str, Any]:
    """A listing page that fails."""
    made = {
        "page": "https://paper.test/en/news",
        "kind": "listing",
        "reason": "timeout",
        "tries": 4,
        "since": "2026-01-10T09:40:00Z",
        "last_at": "2026-01-16T09:40:00Z",
        "acknowledged": None,
    }
    return {**made, **facts}


def held() -> dict[str, Any]:
    """Changes that drift holds back."""
    measure = {"measure": "shorter", "count": 12, "of": 33, "usual": 1, "usual_of": 900}
    return {
        "ids": ["paper/en/1", "paper/en/2"],
        "since": "2026-01-14T09:30:00Z",
        "run": "20260114T093000Z-1f3a",
        "measures": [measure | {"is_drift": True}],
    }


def site(**facts: Any) -> dict[str, Any]:
    """A site."""
    numbers = {"highest_read": 12, "missing": 3, "suppressed": 0}
    language = {"language": "en", "live": 200, "gone": 1, "undated": 0, "numbers": numbers}
    made = {
        "site": "paper",
        "languages": [language],
        "together": None,
        "conflicts": [],
        "reasons": {},
        "failures": [],
        "failing_pages": [],
        "doubted": [],
        "held": None,
        "drift": [],
        "checks": {
            "due": 3,
            "oldest": "paper/en/1",
            "oldest_at": "2026-01-02T11:00:00Z",
            "oldest_due_at": "2026-01-20T11:00:00Z",
            "is_short": False,
            "budget": 100,
            "budget_wanted": 100,
            "longest_days": 18.0,
        },
        "newest": {
            "en": {"day": "2026-01-15", "days": 1, "longest_days": 3, "unheard_of": False},
        },
        "notice": None,
        "takedowns_owed": [],
    }
    return {**made, **facts}


def known(*runs: dict[str, Any], **facts: Any) -> dict[str, Any]:
    """All that is known, of one site; the runs are those of the last three days unless a test says
    otherwise."""
    told = list(runs) or [run(day) for day in (16, 15, 14)]
    return {"at": NOW, "running": False, "sites": [site(**facts)], "runs": told}
