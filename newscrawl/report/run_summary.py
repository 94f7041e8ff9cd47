"""The runs, as `scrapy status` and the report show them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

COUNTED = ("new", "changed", "gone", "unchanged", "failed")
"""What is shown of the counts of a run."""


OTHERS = ("reparse", "suppress", "acknowledge")
"""Commands that are no crawl: their arguments begin with their names."""


def run_summary(row: Mapping[str, Any], *, under_way: bool) -> dict[str, Any]:
    """A run, in the keys of `scrapy status --json`.

    One that has no verdict and is not under way was killed: the next run will say so, and here it
    is said already.
    """
    unended = row["verdict"] is None
    counts = _object(row["counts"])
    return {
        "run": row["id"],
        "site": row["site"],
        "command": command_of(row),
        "under_way": unended and under_way,
        "verdict": "killed" if unended and not under_way else row["verdict"],
        "exit_code": row["exit_code"],
        "started_at": row["started_at"],
        "ended_at": row["ended_at"],
        "seconds": seconds_between(row["started_at"], row["ended_at"]),
        **{
            name: counts.get(f"articles/{name}", 0) if row["counts"] is not None else None
            for name in COUNTED
        },
        "arguments": _object(row["arguments"]),
        "summary": row["summary"],
    }


def command_of(row: Mapping[str, Any]) -> str:
    """Which command a run was of: crawl, reparse, suppress or acknowledge.

    >>> command_of({"arguments": '{"suppress": "paper/en/1"}'}), command_of({"arguments": "{}"})
    ('suppress', 'crawl')
    """
    arguments = _object(row["arguments"])
    return next((name for name in OTHERS if name in arguments), "crawl")


def seconds_between(started_at: str, ended_at: str | None) -> int | None:
    """How long a run took; None if it has no end.

    >>> seconds_between("2026-01-14T09:30:00Z", "2026-01-14T11:45:02Z")
    8102
    >>> seconds_between("2026-01-14T09:30:00Z", None)
    """
    if ended_at is None:
        return None
    return round(
        (datetime.fromisoformat(ended_at) - datetime.fromisoformat(started_at)).total_seconds()
    )


def _object(text: str | None) -> dict[str, Any]:
    found = json.loads(text) if text else {}
    return found if isinstance(found, dict) else {}
