"""When a line came to be."""

from __future__ import annotations

from datetime import datetime

from newscrawl.records import Record


def updated(record: Record) -> str:
    """When the line came to be, as far as it says: the later of the fetch and the start of its
    run.

    >>> updated({"fetched_at": "2026-01-14T12:00:00Z", "run": "20260115T093000Z-2b4c"})
    '2026-01-15T09:30:00Z'
    """
    begun = datetime.strptime(record["run"][:16], "%Y%m%dT%H%M%SZ")
    return max(str(record["fetched_at"]), f"{begun:%Y-%m-%dT%H:%M:%SZ}")
