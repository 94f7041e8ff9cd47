"""How far checks lag behind, from what the state holds of articles and runs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from support import archives

from newscrawl.report.check_pace import checks_summary, too_few
from newscrawl.storage.state.repository import State
from newscrawl.storage.state.schema import runs

NOW = "2026-01-23T12:00:00Z"


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    with closing(State(archives.make(tmp_path / "output"))) as state:
        yield state


def note_runs(state: State, *budgets: int) -> None:
    """A run every other day, each with so many checks."""
    state.put(
        runs,
        [
            {
                "id": f"202601{20 + 2 * place}T120000Z-0001",
                "site": "paper",
                "started_at": f"2026-01-{20 + 2 * place}T12:00:00Z",
                "arguments": "{}",
                "counts": json.dumps({"checks/budget": budget}),
            }
            for place, budget in enumerate(budgets)
        ],
    )


def test_the_pace_is_that_of_the_last_runs(state: State) -> None:
    note_runs(state, 2, 2)
    found = checks_summary(state, "paper", NOW, live=7)
    assert found["oldest"] == "paper/en/1"
    assert (found["budget"], found["gap_hours"], found["round_days"]) == (2, 48.0, 7.0)
    # Four runs, of which each goes on by two, and a gap until the first of them.
    assert found["longest_days"] == 10.0
    assert found["oldest_due_at"] > found["oldest_at"]
    assert too_few(found) is None


def test_checks_that_are_too_few_are_told_with_how_many_would_do(state: State) -> None:
    note_runs(state, 2, 2)
    found = checks_summary(state, "paper", NOW, live=7_000)
    said = too_few(found)
    assert said is not None and said.startswith("checks are too few for the schedule: 2 a run")
    assert str(found["budget_wanted"]) in said


def test_before_the_first_run_with_checks_no_pace_is_known(state: State) -> None:
    found = checks_summary(state, "paper", NOW, live=7)
    assert found["oldest"] == "paper/en/1"
    assert found["budget"] is found["oldest_due_at"] is found["longest_days"] is None
    assert too_few(found) is None
    assert checks_summary(state, "other", NOW, live=0)["oldest"] is None
