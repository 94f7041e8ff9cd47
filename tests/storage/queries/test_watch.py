"""What lags is told of live articles alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from support import archives

from newscrawl.lifecycle.drift import HELD
from newscrawl.storage.queries.watch import due_checks, held_ids, news_days
from newscrawl.storage.state.batch import Batch
from newscrawl.storage.state.repository import State


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    with closing(State(archives.make(tmp_path / "output"))) as state:
        yield state


def test_checks_are_due_of_what_is_live(state: State) -> None:
    assert due_checks(state, "paper", "2026-01-14T11:00:00Z") == 0
    assert due_checks(state, "paper", "2027-01-14T12:00:00Z") == 7


def test_what_is_held_back_and_what_is_of_which_day(state: State) -> None:
    [known] = state.known(["paper/en/1"])
    state.write(Batch(articles={known.id: replace(known, reason=HELD)}))
    assert held_ids(state, "paper") == ["paper/en/1"]
    assert date(2026, 1, 5) in news_days(state, "paper")["en"]
