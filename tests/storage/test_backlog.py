"""What waits to be visited: asked in batches, given page by page, and written with the rest."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from newscrawl.storage import backlog as module
from newscrawl.storage.backlog import Backlog, FeedRead
from newscrawl.storage.state.batch import Batch
from newscrawl.storage.state.repository import State


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    state = State(tmp_path)
    yield state
    state.close()


def written(state: State, backlog: Backlog) -> None:
    rows, feeds = backlog.take()
    state.write(Batch(owed=rows, feeds_read=feeds))


def filled(state: State, count: int) -> Backlog:
    backlog = Backlog(state)
    for number in range(count):
        backlog.add(f"paper/en/{number:03}", site="paper", url=f"https://paper.test/{number}")
    written(state, backlog)
    return backlog


def test_the_highest_ids_come_first_and_no_more_than_a_page_is_held(
    state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PAGE_ROWS", 3)
    backlog = filled(state, 8)
    ids = [article_id for article_id, _ in backlog.of("paper")]
    assert ids == [f"paper/en/{number:03}" for number in range(7, -1, -1)]
    assert list(backlog.of("other")) == []


def test_those_that_are_expected_are_asked_for_at_once(
    state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr(module, "QUERY_IDS", 2)

    def owed_of(ids: list[str]) -> list[str]:
        asked.append(ids)
        return ids[:1]

    monkeypatch.setattr(state, "owed_of", owed_of)
    backlog = Backlog(state)
    backlog.expect(["a", "b", "c"])
    assert asked == []
    assert [backlog.holds(one) for one in "abc"] == [True, False, True]
    assert asked == [["a", "b"], ["c"]]


def test_what_was_added_is_held_before_and_after_it_is_written_and_until_it_is_visited(
    state: State,
) -> None:
    backlog = Backlog(state)
    backlog.expect(["paper/en/1", "paper/en/2"])
    assert not backlog.holds("paper/en/1")
    backlog.add("paper/en/1", site="paper", url="https://paper.test/1")
    assert backlog.holds("paper/en/1")
    written(state, backlog)
    assert backlog.holds("paper/en/1")
    assert not backlog.holds("paper/en/2")
    backlog.add("paper/en/2", site="paper", url="https://paper.test/2")
    backlog.visited("paper/en/2")
    assert backlog.take() == ({}, [])


def test_it_is_known_when_a_feed_was_read_and_what_its_index_said(state: State) -> None:
    backlog = Backlog(state)
    for changed in (None, "2026-01-14"):
        backlog.note_read("paper", "/a.xml", changed=changed, read_at="2026-01-15T00:00:00Z")
    backlog.note_read("paper", "/b.xml", changed=None, read_at="2026-01-15T00:00:00Z")
    written(state, backlog)
    assert backlog.feeds_read("paper") == {
        "/a.xml": FeedRead("2026-01-15T00:00:00Z", "2026-01-14"),
        "/b.xml": FeedRead("2026-01-15T00:00:00Z", None),
    }
    assert backlog.feeds_read("other") == {}
