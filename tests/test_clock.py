"""The clock can be set, for this process and for those that it starts."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from support.paths import REPOSITORY

from newscrawl import clock
from newscrawl.errors import UsageError

MOMENT = datetime(2031, 3, 5, 9, 30, tzinfo=UTC)


def test_without_the_variable_it_is_the_machines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NEWSCRAWL_CLOCK", raising=False)
    before = datetime.now(UTC)
    assert before <= clock.now() <= datetime.now(UTC)


def test_it_stands_still_where_it_is_told_to() -> None:
    with clock.standing_at(MOMENT):
        assert clock.now() == clock.now() == MOMENT


def test_it_runs_on_from_a_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSCRAWL_CLOCK", "@2031-03-05T09:30:00.5Z")
    first, second = clock.now(), clock.now()
    assert MOMENT < first < second < MOMENT + timedelta(days=1)
    assert clock.now_in_seconds().microsecond == 0


def test_a_process_that_is_started_has_the_same_time() -> None:
    program = "from newscrawl import clock; print(clock.now().isoformat())"
    with clock.standing_at(MOMENT):
        printed = subprocess.check_output(
            [sys.executable, "-c", program], text=True, cwd=REPOSITORY
        )
    assert printed.strip() == MOMENT.isoformat()


def test_what_is_no_moment_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSCRAWL_CLOCK", "tomorrow")
    with pytest.raises(UsageError, match="NEWSCRAWL_CLOCK=tomorrow"):
        clock.now()


def test_nothing_else_asks_the_machine_for_the_time() -> None:
    asking = [
        str(path)
        for path in Path(REPOSITORY, "newscrawl").rglob("*.py")
        if path.name != "clock.py"
        and any(call in path.read_text() for call in ("datetime.now(", "date.today(", "time.time("))
    ]
    assert asking == []
