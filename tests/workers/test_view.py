"""The table of sites, shown."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from support.on_workers import site

from newscrawl import clock
from newscrawl.workers.site_table import ASKED_FOR, Standing
from newscrawl.workers.view import as_dict, printed

NOON = datetime(2026, 1, 14, 12, tzinfo=UTC)
ROW = Standing(
    site=site("one"),
    paused=False,
    next_at=NOON + timedelta(minutes=8),
    is_handed_out=False,
    owner=None,
    started_at=None,
    ended_at=None,
    run=None,
    verdict=None,
    exit_code=None,
    summary=None,
    failures=0,
)


def line(row: Standing, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The cells of its line."""
    with clock.standing_at(NOON):
        printed([row])
    cells = capsys.readouterr().out.splitlines()[1].split("  ")
    return [cell.strip() for cell in cells]


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ({}, "in 8 m 00 s"),
        ({"next_at": NOON}, "due"),
        ({"next_at": ASKED_FOR}, "due"),
        ({"is_handed_out": True}, "handed out"),
        ({"paused": True}, "paused"),
        ({"owner": "host:1:a", "is_handed_out": True, "paused": True}, "running"),
    ],
)
def test_a_site_stands_so(
    how: dict[str, object], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said in line(replace(ROW, **how), capsys)  # type: ignore[arg-type]  # of many types


def test_a_site_that_fails_again_and_again_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    row = replace(
        ROW, verdict="unreachable", exit_code=69, failures=5, ended_at=NOON - timedelta(hours=2)
    )
    shown = line(row, capsys)
    assert "2 h 00 m ago" in shown
    assert "unreachable (69, 5 in a row): tried less often" in shown


def test_as_json_it_has_every_column() -> None:
    shown = as_dict(ROW)
    assert json.loads(json.dumps(shown))["next_at"] == "2026-01-14T12:08:00Z"
    assert shown["name"] == "one" and shown["is_failing"] is False
