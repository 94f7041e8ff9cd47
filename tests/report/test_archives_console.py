"""A terminal shows many archives in a line each, those that need a look first."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

from rich.console import Console
from support.watched import BOUNDS, NOW, known, run

from newscrawl.report.archives import ArchiveSummary
from newscrawl.report.archives_console import archive_parts


def lines(*archives: ArchiveSummary) -> list[str]:
    out = StringIO()
    Console(file=out, width=80).print(*archive_parts(archives, BOUNDS, NOW), sep="\n")
    return [" ".join(line.split()) for line in out.getvalue().splitlines()]


def test_those_that_need_a_look_come_first() -> None:
    well = ArchiveSummary("gazette", Path("gazette"), known(), None)
    late = ArchiveSummary("herald", Path("herald"), known(run(10)), None)
    lost = ArchiveSummary("courier", Path("courier"), None, "its state is damaged")
    under_way = ArchiveSummary("post", Path("post"), known() | {"running": True}, None)
    head, *rows = lines(well, late, lost, under_way)
    assert head == "archive well live newest last run failing held due"
    assert rows[0] == "herald age 200 2026-01-15 6 d 02 h ago 0 0 3"
    assert rows[1] == "courier state – – – – – –"
    assert rows[2] == "gazette well 200 2026-01-15 2 h 00 m ago 0 0 3"
    assert rows[3] == "post well 200 2026-01-15 under way 0 0 3"
    assert rows[-1] == "courier: its state is damaged"


def test_one_without_a_run_has_no_age() -> None:
    told = known() | {"runs": []}
    _, row = lines(ArchiveSummary("gazette", Path("gazette"), told, None))
    assert row == "gazette run 200 2026-01-15 – 0 0 3"
