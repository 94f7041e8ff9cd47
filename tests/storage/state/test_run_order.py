"""The last run is the one that was last by a clock that can be right."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from support.makers import NOON

from newscrawl import clock
from newscrawl.records import utc
from newscrawl.storage.files.run_reports import note_start
from newscrawl.storage.state.repository import State

DAY = timedelta(days=1)


def test_a_run_of_a_clock_that_ran_ahead_does_not_hide_those_after_it(tmp_path: Path) -> None:
    state = State(tmp_path)
    for name, at in (
        ("first", NOON - 2 * DAY),
        ("ahead", NOON + 3650 * DAY),
        ("second", NOON - DAY),
        ("zone", NOON + DAY / 3),
    ):
        note_start(state, name, "paper", utc(at), {})
    with clock.standing_at(NOON):
        assert [row["id"] for row in state.runs("paper")] == ["zone", "second", "first", "ahead"]
    state.close()
