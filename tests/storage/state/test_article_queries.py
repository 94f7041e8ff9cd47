"""Which articles a question to the state gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from support.makers import NOON, ready

from newscrawl.lifecycle.page import Known
from newscrawl.lifecycle.transitions import absent, failed, met, revised, suppressed
from newscrawl.records import article_record, utc
from newscrawl.storage.state import in_order
from newscrawl.storage.state.batch import Batch
from newscrawl.storage.state.repository import State

LATER = NOON + timedelta(days=400)


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    state = State(tmp_path)
    yield state
    state.close()


def read(number: int, language: str = "en", **facts: object) -> Known:
    article_id = f"paper/{language}/{number}"
    record = article_record(ready(number, id=article_id, language=language))
    return revised(None, {**record, "seq": number, **facts})


def write(state: State, *articles: Known) -> None:
    state.write(Batch(articles={known.id: known for known in articles}))


def numbers(found: Iterator[Known] | list[Known]) -> list[str]:
    return [known.id.removeprefix("paper/") for known in found]


KINDS = (
    read(1, published="2026-01-09"),
    read(2),
    failed(read(3, published="2026-01-09"), NOON, "timeout"),
    failed(met("paper/en/4", NOON), NOON, "timeout"),
    read(5, change="gone"),
    absent(met("paper/en/6", NOON), NOON, "http 404"),
    suppressed(read(7)),
)


@pytest.mark.parametrize(
    ("kinds", "found"),
    [
        (["all"], ["en/5", "en/3", "en/2", "en/1"]),
        (["undated"], ["en/2"]),
        (["failed"], ["en/4", "en/3"]),
        (["gone"], ["en/5"]),
        (["failed", "gone", "failed"], ["en/5", "en/4", "en/3"]),
    ],
)
def test_articles_to_visit_again_are_found_by_kind_each_once(
    state: State, kinds: list[str], found: list[str]
) -> None:
    write(state, *KINDS)
    assert numbers(state.of_kinds("paper", kinds, utc(NOON))) == found
    assert numbers(state.of_kinds("other", kinds, utc(NOON))) == []


def test_what_was_taken_down_is_never_due(state: State) -> None:
    write(state, *KINDS)
    due = numbers(state.of_kinds("paper", ["due"], utc(LATER)))
    assert due == ["en/6", "en/5", "en/4", "en/3", "en/2", "en/1"]


def test_those_that_failed_most_often_come_first(state: State) -> None:
    write(state, *KINDS, failed(failed(met("paper/en/2", NOON), NOON, "x"), NOON, "x"))
    assert numbers(state.failing("paper")) == ["en/2", "en/4", "en/3"]


def test_pages_of_rows_neither_repeat_nor_leave_out_what_a_run_writes_meanwhile(
    state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(in_order, "PAGE_ROWS", 2)
    write(state, *(read(number, language) for number in (2, 3, 4) for language in ("en", "ka")))
    found = state.of_kinds("paper", ["all"], utc(NOON))
    first = next(found)
    write(state, read(9), replace(read(2), reason="changed meanwhile"))
    rest = numbers(found)
    assert [first.id, *rest] == ["paper/en/4", "ka/4", "en/3", "ka/3", "en/2", "ka/2"]


def test_a_number_that_only_failed_is_not_accounted_for_once_it_is_due(state: State) -> None:
    patient = met("paper/en/9", NOON)
    for _ in range(5):
        patient = failed(patient, NOON, "timeout")
    write(state, *KINDS, patient)
    met_numbers, read_numbers = state.accounted("paper", utc(NOON))
    assert met_numbers == {"en": {1, 2, 3, 5, 6, 7, 9}}
    assert read_numbers == {"en": {1, 2, 3, 5, 7}}
    assert state.accounted("paper", utc(LATER))[0] == {"en": {1, 2, 3, 5, 6, 7}}


def test_twins_are_the_live_articles_of_one_text(state: State) -> None:
    write(
        state,
        read(1, content_sha256="a"),
        read(2, content_sha256="a"),
        read(3, content_sha256="a", change="gone"),
        read(4, content_sha256="b"),
    )
    assert state.twins("a") == ["paper/en/1", "paper/en/2"]
    assert state.shared_texts() == ["a"]


def test_the_oldest_day_of_the_next_articles_bounds_an_undated_one(state: State) -> None:
    write(
        state,
        read(1, published="2020-01-01"),
        read(2),
        read(3, published="2026-01-09T10:00:00+04:00"),
        read(4, published="2026-01-08"),
        read(5, "ka", published="2019-01-01"),
    )
    assert state.oldest_day_from("paper", "en", 2) == "2026-01-08"
    assert state.oldest_day_from("paper", "en", 5) is None


def test_counts_tell_apart_what_was_read_and_what_was_not(state: State) -> None:
    write(state, *KINDS)
    counts = {(row["status"], bool(row["read"])): row["count"] for row in state.counts("paper")}
    assert counts == {
        ("live", True): 3,
        ("failed", False): 1,
        ("gone", True): 1,
        ("absent", False): 1,
        ("suppressed", True): 1,
    }
    assert state.counts("other") == []
