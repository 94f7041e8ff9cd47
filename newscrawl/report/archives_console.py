"""Many archives at a terminal: a line each, those that need a look first."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import RenderableType
from rich.text import Text

from newscrawl.report.archives import ArchiveSummary, figures_of, short_measures
from newscrawl.report.console_troubles import age, plain_table
from newscrawl.report.health import Bounds

HEADS = ("archive", "well", "live", "newest", "last run", "failing", "held", "due")


def archive_parts(
    archives: Sequence[ArchiveSummary], bounds: Bounds, now: str
) -> list[RenderableType]:
    """What is printed of them, part by part. `now` is a time of the feeds (UTC)."""
    table = plain_table(HEADS, right=(2, 5, 6, 7))
    unreadable = []
    for one in sorted(archives, key=lambda one: not short_measures(one.verdicts(bounds))):
        short = short_measures(one.verdicts(bounds))
        well = Text(", ".join(short), "yellow") if short else Text("well", "green")
        if one.known is None:
            table.add_row(one.name, well, *["–"] * (len(HEADS) - 2))
            unreadable.append(Text(f"{one.name}: {one.trouble}", "yellow"))
            continue
        told = figures_of(one.known)
        ago = f"{age(told.last_at, now)} ago" if told.last_at else "–"
        table.add_row(
            one.name,
            well,
            str(told.live),
            told.newest or "–",
            Text("under way", "cyan") if one.known["running"] else ago,
            *map(str, (told.failing, told.held, told.due)),
        )
    return [table, *([Text(), *unreadable] if unreadable else [])]
