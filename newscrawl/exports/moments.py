"""When a line came to be."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from newscrawl.records import Record


def updated(record: Record) -> str:
    """When the line came to be, as far as it says: the later of the fetch and the start of its
    run.

    >>> updated({"fetched_at": "2026-01-14T12:00:00Z", "run": "20260115T093000Z-2b4c"})
    '2026-01-15T09:30:00Z'
    """
    return max(str(record["fetched_at"]), _begun(record["run"][:16]))


@lru_cache(maxsize=1024)  # As many runs wrote what is told at a time, and few hundred bytes each.
def _begun(text: str) -> str:
    return f"{datetime.strptime(text, '%Y%m%dT%H%M%SZ'):%Y-%m-%dT%H:%M:%SZ}"
