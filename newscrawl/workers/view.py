"""The table of sites, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from rich.console import Console
from rich.table import Table

from newscrawl import clock
from newscrawl.records import utc
from newscrawl.run.durations import duration
from newscrawl.workers.site_table import ASKED_FOR, Standing


def as_dict(row: Standing) -> dict[str, Any]:
    """A site and how it stands, as JSON values; times are UTC as in the feeds."""
    shown = {**asdict(row.site), **asdict(row), "is_failing": row.is_failing}
    shown.pop("site")
    return {
        name: utc(value) if isinstance(value, datetime) else value for name, value in shown.items()
    }


def printed(rows: Iterable[Standing]) -> None:
    """Print the table, a line a site."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("site", "host", "every", "next", "last run", "verdict", "owner"):
        table.add_column(name, overflow="fold")
    now = clock.now()
    for row in rows:
        table.add_row(
            row.site.name,
            row.site.host,
            row.site.schedule,
            _next(row, now),
            _ago(row.ended_at, now),
            _verdict(row),
            row.owner or "",
        )
    Console(soft_wrap=True).print(table)


def _next(row: Standing, now: datetime) -> str:
    if row.owner is not None:
        return "running"
    if row.paused:
        return "paused"
    if row.is_handed_out:
        return "handed out"
    if row.next_at <= ASKED_FOR or row.next_at <= now:
        return "due"
    return f"in {duration(int((row.next_at - now).total_seconds()))}"


def _ago(moment: datetime | None, now: datetime) -> str:
    if moment is None:
        return "never"
    return f"{duration(max(0, int((now - moment).total_seconds())))} ago"


def _verdict(row: Standing) -> str:
    if row.verdict is None:
        return ""
    times = f", {row.failures} in a row" if row.failures > 1 else ""
    slowed = ": tried less often" if row.is_failing else ""
    return f"{row.verdict} ({row.exit_code}{times}){slowed}"
