"""The rows of an article lose its text in one transaction; those of others what they call it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from support import takedowns
from support.takedowns import SECOND_TITLE, TITLE, VICTIM

from newscrawl.lifecycle.page import SUPPRESSED
from newscrawl.storage.state.repository import State
from newscrawl.storage.suppression.rows import Order, clear, lines_to_rewrite, texts_of

ORDER = Order(VICTIM, "a letter", takedowns.AT, done=False, run=takedowns.ORDERED)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return takedowns.make(tmp_path_factory.mktemp("made") / "output")


@pytest.fixture
def state(made: Path, tmp_path: Path) -> Iterator[State]:
    (tmp_path / "newscrawl.db").write_bytes((made / "newscrawl.db").read_bytes())
    with closing(State(tmp_path)) as state:
        yield state


def test_what_it_was_called_is_gathered_from_its_own_lines_and_those_of_others(
    state: State,
) -> None:
    texts = texts_of(state, VICTIM)
    assert texts.titles == {TITLE, SECOND_TITLE}
    assert texts.urls == {"https://paper.test/en/news/detail/2"}
    assert texts.authors == {"Ilka Vashten"}
    assert not texts_of(state, "paper/en/99").titles


def test_its_lines_keep_their_length_and_a_last_one_says_that_it_is_gone(state: State) -> None:
    before = dict(state.lines("articles"))
    last = state.last_seq("articles")
    counts = clear(state, ORDER, texts_of(state, VICTIM))
    after = dict(state.lines("articles"))
    assert (counts["lines"], counts["headlines"], counts["named"]) == (2, 2, 4)
    assert {seq: len(line.encode()) for seq, line in before.items()} == {
        seq: len(line.encode()) for seq, line in after.items() if seq <= last
    }
    gone = json.loads(after[last + 1])
    assert (gone["id"], gone["change"], gone["revision"], gone["suppressed"]) == (
        VICTIM,
        "gone",
        3,
        True,
    )
    [known] = state.known([VICTIM])
    assert (known.status, known.seq) == (SUPPRESSED, last + 1)
    assert state.claims([VICTIM]) == [] and state.readings([VICTIM]) == []


def test_the_lines_to_rewrite_are_its_own_and_those_that_name_it_in_order(state: State) -> None:
    texts = texts_of(state, VICTIM)
    seqs = [seq for seq, _ in lines_to_rewrite(state, "articles", VICTIM, texts.urls)]
    assert seqs == [1, 2, 3, 4, 5, 6]
    seqs = [seq for seq, _ in lines_to_rewrite(state, "headlines", VICTIM, texts.urls)]
    assert seqs == [1, 2]


def test_a_second_time_finds_nothing_left_to_say(state: State) -> None:
    texts = texts_of(state, VICTIM)
    clear(state, ORDER, texts)
    lines = dict(state.lines("articles"))
    clear(state, ORDER, texts)
    assert dict(state.lines("articles")) == lines


def test_what_repeats_on_pages_keeps_its_counts_without_the_text(state: State) -> None:
    clear(state, ORDER, texts_of(state, VICTIM))
    slots = state.boilerplate("paper")["en"]["slots"]
    assert slots == {"title": {"suppressed": 1, "Paper": 2}, "og": {"suppressed": 1}}
