"""What the state knows of records and of the pages that were read from them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from newscrawl.storage.state.batch import Batch
from newscrawl.storage.state.repository import State


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    state = State(tmp_path)
    yield state
    state.close()


def capture(record_id: str, **facts: Any) -> dict[str, Any]:
    made = {
        "record_id": record_id,
        "file": "paper-1-1-00000.warc.gz",
        "offset": 0,
        "length": 1,
        "kind": "response",
        "url": "http://x/",
    }
    nothing = dict.fromkeys(("mime", "digest", "entity", "refers_to", "id"))
    return {**made, "at": "2026-01-14T12:00:00Z", "status": 200, **nothing, **facts}


def reading(
    article_id: str, record_id: str, came: str = "read"
) -> dict[tuple[str, str], dict[str, Any]]:
    row = {
        "id": article_id,
        "came": came,
        "record_id": record_id,
        "reason": None,
        "titles": "[]",
        "layout": None,
        "learnt": 0,
        "claims": "[]",
    }
    return {(article_id, came): row}


def test_a_page_whose_body_was_taken_down_with_its_twin_is_no_reading_any_more(
    state: State,
) -> None:
    state.save_warc(
        [], [capture("a", kind="response"), capture("b", kind="revisit", refers_to="a")]
    )
    state.write(Batch(readings=reading("paper/en/2", "b")))
    assert state.has_reading("paper/en/2")

    state.save_warc([], [capture("a", kind="suppressed")])

    assert not state.has_reading("paper/en/2")


def test_what_is_unread_is_gone_and_what_is_read_in_the_same_moment_stays(state: State) -> None:
    state.save_warc([], [capture("a"), capture("b")])
    state.write(Batch(readings={**reading("paper/en/1", "a"), **reading("paper/en/2", "a")}))

    keys = {("paper/en/1", "read"), ("paper/en/2", "read")}
    state.write(Batch(withdrawn_readings=keys, readings=reading("paper/en/2", "b")))

    assert not state.has_reading("paper/en/1")
    assert [row["record_id"] for row in state.readings(["paper/en/1", "paper/en/2"])] == ["b"]
