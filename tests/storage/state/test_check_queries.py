"""What the state tells of checks: what cannot wait, what is due, what was unchecked for longest."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from support.makers import NOON

from newscrawl.lifecycle.drift import HELD
from newscrawl.lifecycle.page import LIVE, Known
from newscrawl.lifecycle.transitions import absent, doubted, failed, met, suppressed
from newscrawl.records import utc
from newscrawl.storage.state import check_queries
from newscrawl.storage.state.batch import Batch
from newscrawl.storage.state.check_queries import CHECKS
from newscrawl.storage.state.repository import State
from newscrawl.storage.state.schema import runs

DAY = timedelta(days=1)


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    state = State(tmp_path)
    yield state
    state.close()


def read(number: int, *, days_ago: int, due_in: int = 9) -> Known:
    at = NOON - days_ago * DAY
    known = met(f"paper/en/{number}", at)
    due_at = utc(at + due_in * DAY)
    return replace(known, status=LIVE, seq=number, visited_at=utc(at), due_at=due_at)


def write(state: State, *articles: Known) -> None:
    state.write(Batch(articles={known.id: known for known in articles}))


def test_what_the_last_visit_could_not_settle_cannot_wait_and_all_else_is_due(state: State) -> None:
    late = read(1, days_ago=20)
    early = read(2, days_ago=1)
    broken = failed(read(3, days_ago=20), NOON - DAY, "timeout")
    never_read = failed(met("paper/en/4", NOON), NOON - DAY, "timeout")
    in_doubt = doubted(read(5, days_ago=20), NOON - 2 * DAY, "not found", "a run")
    nothing = absent(met("paper/en/6", NOON), NOON - 30 * DAY, "http 404")
    taken_down = suppressed(read(7, days_ago=20))
    held = replace(read(8, days_ago=1, due_in=0), reason=HELD)
    write(state, late, early, broken, never_read, in_doubt, nothing, taken_down, held)
    found = [known.id for known in state.urgent("paper", utc(NOON), 9)]
    assert found == ["paper/en/5", "paper/en/8", "paper/en/4", "paper/en/3"]
    assert len(state.urgent("paper", utc(NOON), 2)) == 2
    due = {one.id: one for one in state.due("paper", utc(NOON))}
    assert due.keys() == {"paper/en/1", "paper/en/6"}
    assert due["paper/en/1"].visited_at == NOON - 20 * DAY
    assert due["paper/en/1"].due_at == NOON - 11 * DAY
    assert state.checkable("paper") == 7
    assert not state.urgent("other", utc(NOON), 9)
    assert not list(state.due("other", utc(NOON)))


def test_the_longest_unchecked_come_first_each_once(
    state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check_queries, "PAGE_ROWS", 2)
    ages = {1: 5, 2: 9, 3: 9, 4: 9, 5: 2, 6: 0}
    write(state, *(read(number, days_ago=days) for number, days in ages.items()))
    write(state, suppressed(read(7, days_ago=99)))
    found = [known.number for known in state.longest_unchecked("paper", utc(NOON - DAY))]
    assert found == [2, 3, 4, 1, 5]
    assert state.oldest_check("paper") == {
        "id": "paper/en/2",
        "visited_at": utc(NOON - 9 * DAY),
    }
    assert state.oldest_check("other") is None


def test_only_runs_that_made_checks_tell_how_often_runs_come(state: State) -> None:
    hours = {
        0: {CHECKS: 30},
        24: {CHECKS: 30},
        25: {CHECKS: 0},
        26: {},
        49: {CHECKS: 30},
        72: {CHECKS: 30},
    }
    state.put(
        runs,
        [
            {
                "id": f"run {hour}",
                "site": "paper",
                "started_at": utc(NOON + timedelta(hours=hour)),
                "arguments": "{}",
                "counts": json.dumps(counts),
            }
            for hour, counts in hours.items()
        ],
    )
    state.put(
        runs,
        [{"id": "killed", "site": "paper", "started_at": utc(NOON), "arguments": "{}"}],
    )
    starts = state.check_runs("paper")
    assert starts == [NOON + timedelta(hours=hour) for hour in (72, 49, 24, 0)]
    assert state.usual_gap("paper") == timedelta(hours=24)
    assert (state.told("paper", CHECKS), state.told("paper", "drift/bare")) == (2, 0)
    assert state.usual_gap("other") is None
