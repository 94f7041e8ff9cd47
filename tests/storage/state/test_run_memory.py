"""What one run leaves, the next finds: in place of what was there before."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.makers import NOON

from newscrawl.lifecycle.transitions import met
from newscrawl.records import utc
from newscrawl.storage.files.run_reports import note_end, note_start, restore_runs, write_run
from newscrawl.storage.rows import boilerplate_row
from newscrawl.storage.state.batch import Batch
from newscrawl.storage.state.repository import State

FIRST, SECOND = "20260114T093000Z-1f3a", "20260115T093000Z-2b4c"


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    state = State(tmp_path)
    yield state
    state.close()


def test_marks_are_replaced_by_language(state: State) -> None:
    assert state.listing_marks("paper") == {}
    state.set_listing_marks("paper", {"en": 7, "ka": 5}, since=None, run=FIRST)
    state.set_listing_marks("paper", {"en": 9}, since="2025-12-01", run=SECOND)
    assert state.listing_marks("paper") == {"en": (9, "2025-12-01"), "ka": (5, None)}
    assert state.listing_marks("other") == {}


def test_a_plan_is_replaced_whole_and_only_its_first_page_was_read(state: State) -> None:
    at = utc(NOON)
    state.set_listing_plan("paper", "en", ["/1", "/2", "/3"], at)
    state.set_listing_plan("paper", "ka", ["/ka"], at)
    state.set_listing_plan("paper", "en", ["/2", "/4"], at)
    assert state.listing_plan("paper") == {
        "en": [("/2", at), ("/4", None)],
        "ka": [("/ka", at)],
    }
    state.note_listing_read("paper", "/4", "2026-01-15T12:00:00Z")
    assert state.listing_plan("paper")["en"] == [("/2", at), ("/4", "2026-01-15T12:00:00Z")]
    state.set_listing_plan("paper", "en", [], at)
    assert state.listing_plan("paper") == {"ka": [("/ka", at)]}


def test_kinds_of_listings_are_added_up(state: State) -> None:
    state.add_listing_kinds("paper", {"/en/{n}"}, run=FIRST)
    state.add_listing_kinds("paper", {"/en/{n}", "/ka/{n}"}, run=SECOND)
    state.add_listing_kinds("paper", [], run=SECOND)
    assert state.listing_kinds("paper") == {"/en/{n}", "/ka/{n}"}


def test_boilerplate_is_kept_as_it_was_given_and_replaced_by_language(state: State) -> None:
    for language, dumped, run in (
        ("ka", {"texts": ["გვერდი"], "layout": None}, FIRST),
        ("en", {"texts": ["Page"]}, FIRST),
        ("en", {"texts": ["Another page"]}, SECOND),
    ):
        row = boilerplate_row("paper", language, dumped, run=run)
        state.write(Batch(memories={("paper", language): row}))
    assert state.boilerplate("paper") == {
        "ka": {"texts": ["გვერდი"], "layout": None},
        "en": {"texts": ["Another page"]},
    }


def test_an_article_is_unvisited_until_anything_is_known_of_it(state: State) -> None:
    owed = {
        f"{site}/en/{number}": {"id": f"{site}/en/{number}", "site": site, "url": f"/{number}"}
        for site, number in (("paper", 2), ("paper", 1), ("other", 1))
    }
    state.write(Batch(owed=owed))
    assert state.unvisited("paper") == [("paper/en/2", "/2"), ("paper/en/1", "/1")]
    assert state.unvisited("paper", below="paper/en/2", limit=1) == [("paper/en/1", "/1")]
    assert set(state.owed_of(["paper/en/1", "paper/en/3", "other/en/1"])) == {
        "paper/en/1",
        "other/en/1",
    }
    state.write(Batch(articles={"paper/en/1": met("paper/en/1", NOON)}))
    assert state.unvisited("paper") == [("paper/en/2", "/2")]


def test_a_run_that_never_ended_was_killed(tmp_path: Path, state: State) -> None:
    assert note_start(state, FIRST, "paper", utc(NOON), {"full": True}) == []
    [killed] = note_start(state, SECOND, "paper", "2026-01-15T09:30:00Z", {})
    assert killed["id"] == FIRST
    report = {"run": FIRST, "spider": "paper", "exit_code": 0, "summary": "", "counts": {}}
    moments = {"started_at": utc(NOON), "ended_at": utc(NOON), "verdict": "healthy"}
    note_end(tmp_path, None, {**report, **moments, "arguments": {}})
    assert [row["id"] for row in state.runs(unended=True)] == [SECOND]
    assert [row["id"] for row in state.runs("paper", limit=1)] == [SECOND]
    assert state.lines_of_run(FIRST) == 0


def test_a_state_that_is_older_than_the_reports_takes_their_runs_in(
    tmp_path: Path, state: State
) -> None:
    said = {"spider": "paper", "started_at": utc(NOON), "arguments": {"full": True}}
    healthy = {**said, "run": FIRST, "verdict": "healthy", "exit_code": 0, "summary": "1 new"}
    healthy |= {"ended_at": "2026-01-14T13:00:00Z", "counts": {"articles/new": 1}}
    killed = {**said, "run": SECOND, "verdict": "killed", "exit_code": None, "summary": "killed"}
    write_run(tmp_path, FIRST, healthy)
    write_run(tmp_path, SECOND, killed)
    full = "20260116T093000Z-3c5d"
    write_run(tmp_path, full, {**healthy, "run": full, "verdict": "output", "exit_code": 74})
    flipped = write_run(tmp_path, "20260117T093000Z-4d6e", {**healthy, "run": "?"})
    flipped.write_bytes(flipped.read_bytes().replace(b"1 new", b"2 new"))

    restore_runs(tmp_path, state)

    second, first = state.runs()
    assert (first["id"], first["verdict"], first["counts"]) == (
        FIRST,
        "healthy",
        '{"articles/new": 1}',
    )
    assert (second["id"], second["verdict"], second["ended_at"]) == (SECOND, "killed", None)
