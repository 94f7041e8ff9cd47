"""What needs a look, for people at a terminal: failures, doubts, what is held back, checks that
lag, news that no longer come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from newscrawl.report.check_pace import too_few
from newscrawl.report.health import between, spoken

SHOWN_FAILURES = 8
SHOWN_REASONS = 4
SHOWN_DOUBTED = 4
SHOWN_HELD = 4

Summary = dict[str, Any]


def trouble_parts(site: Summary, now: str) -> list[RenderableType]:
    """What needs a look at one site; nothing where all is well."""
    parts: list[RenderableType] = []
    if site["notice"]:
        parts.append(Text(f"\n{site['notice']}", "yellow"))
    if site["conflicts"]:
        said = f"\nconflicts about the day: {len(site['conflicts'])}, see --conflicts"
        parts.append(Text(said, "yellow"))
    if site["failures"] or site["failing_pages"]:
        parts += failure_parts(site, now)
    if site["doubted"]:
        ids = short([one["id"] for one in site["doubted"]], SHOWN_DOUBTED)
        said = f"\ndoubted, gone if the next look finds the same: {ids}"
        parts.append(Text(said, "yellow"))
    if site["held"]:
        parts.append(Text(f"\n{held_line(site['held'])}", "yellow"))
    return [*parts, *check_lines(site["checks"], now)]


def failure_parts(site: Summary, now: str) -> list[RenderableType]:
    """How many fail for which reasons, and those that came most often."""
    reasons = [f"{count} {reason}" for reason, count in site["reasons"].items()]
    pages = [f"{one['kind']} {one['reason']}" for one in site["failing_pages"]]
    parts: list[RenderableType] = [
        Text(f"\nfailing: {short([*reasons, *pages], SHOWN_REASONS)}", "yellow")
    ]
    if site["failures"]:
        parts.append(failures_table(site["failures"], now))
    for one in site["failing_pages"]:
        since = f" for {age(one['since'], now)}" if one["since"] else ""
        said = f"{one['kind']} {one['page']}: {one['reason']}{since}"
        parts.append(Text("; ".join(filter(None, (said, _known(one["acknowledged"]))))))
    known = [one for one in site["failures"] if one["acknowledged"]]
    parts += [Text(f"{one['id']}: {_known(one['acknowledged'])}", "dim") for one in known]
    return parts


def failures_table(failures: Sequence[Summary], now: str) -> Group:
    """The failures that came most often."""
    table = plain_table(("failed", "times", "for", "next try", "why"), right=(1, 2))
    for one in failures[:SHOWN_FAILURES]:
        table.add_row(
            one["id"],
            str(one["tries"]),
            age(one["since"], now),
            next_try(one["next_try_at"], now),
            one["reason"] or "",
        )
    more = len(failures) - SHOWN_FAILURES
    return Group(table, *([Text(f"and {more} more, see --json", "dim")] if more > 0 else []))


def held_line(held: Summary) -> str:
    """Which changes are held back, since when, and for what.

    >>> held_line({"ids": ["paper/en/1"], "since": None, "measures": []})
    'held back: 1 change, to paper/en/1; if the site is right, run once with -a accept=drift'
    """
    count = len(held["ids"])
    since = f" since {held['since'][:10]}" if held["since"] else ""
    measures = ", ".join(
        f"{one['measure']} {one['count']} of {one['of']}" for one in held["measures"]
    )
    because = f" ({measures})" if measures else ""
    return (
        f"held back{since}{because}: {count} change{'s' * (count != 1)}, to"
        f" {short(held['ids'], SHOWN_HELD)}; if the site is right, run once with -a accept=drift"
    )


def check_lines(checks: Summary, now: str) -> Iterable[Text]:
    """How far checks lag behind."""
    if checks["oldest"] is None:
        return
    turn = checks["oldest_due_at"]
    by = f"; its turn comes by {turn[:10]}" if turn else ""
    yield Text(
        f"\nunchecked for the longest: {checks['oldest']}, {age(checks['oldest_at'], now)}{by}"
    )
    if said := too_few(checks):
        yield Text(said, "yellow")


def _known(acknowledged: Summary | None) -> str:
    """Why it is known to fail; empty where nobody said so."""
    if acknowledged is None:
        return ""
    return f"known since {acknowledged['at'][:10]}: {acknowledged['reason']}"


def age(since: str | None, now: str) -> str:
    """How long ago, for people.

    >>> age("2026-01-14T12:00:00Z", "2026-01-16T13:00:00Z"), age(None, "2026-01-16T13:00:00Z")
    ('2 d 01 h', '–')
    """
    return spoken(between(since, now)) if since is not None else "–"


def next_try(time: str | None, now: str) -> str:
    """When a page is tried again, for people; UTC.

    >>> noon = "2026-01-14T12:00:00Z"
    >>> [next_try(time, noon) for time in ("2026-01-14T12:30:00Z", noon, None)]
    ['2026-01-14 12:30', 'next run', 'when asked']
    """
    if time is None:
        return "when asked"
    return time[:16].replace("T", " ") if time > now else "next run"


def short(words: Sequence[str], most: int, *, of: int = 0) -> str:
    """The first so many, and how many more there are. `of` is how many there are in all, where
    those given are but the first."""
    rest = max(of, len(words)) - min(most, len(words))
    return ", ".join(words[:most]) + (f" and {rest} more" if rest > 0 else "")


def plain_table(names: Sequence[str], *, right: Sequence[int]) -> Table:
    """A table without lines; the columns in these places hold numbers."""
    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    for place, name in enumerate(names):
        table.add_column(name, justify="right" if place in right else "left", overflow="fold")
    return table
