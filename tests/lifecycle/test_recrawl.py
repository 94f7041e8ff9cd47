"""When a page is due again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from newscrawl.lifecycle.recrawl import LATEST, SOONEST, next_check, next_look, next_try

AGES = [timedelta(hours=hours) for hours in (0, 1, 59, 61, 24 * 40, 24 * 1_799, 24 * 1_801, 10**6)]


@pytest.mark.parametrize("age", AGES)
def test_a_page_waits_six_hours_at_least_and_half_a_year_at_most(age: timedelta) -> None:
    assert SOONEST <= next_check(age) <= LATEST


def test_the_older_a_page_the_longer_it_waits() -> None:
    waits = [next_check(age) for age in AGES]
    assert waits == sorted(waits)


def test_a_failure_is_tried_at_once_twice_and_then_ever_later_up_to_a_month() -> None:
    waits = [next_try(tries) for tries in range(1, 1_000)]
    assert waits[:2] == [timedelta(0), timedelta(0)]
    assert waits[2] == timedelta(hours=1)
    assert waits == sorted(waits)
    assert waits[-1] == timedelta(days=30)


def test_where_nothing_is_a_look_is_rare_and_ever_rarer() -> None:
    waits = [next_look(absences) for absences in range(1, 1_000)]
    assert waits[0] == timedelta(days=7)
    assert waits == sorted(waits)
    assert waits[-1] == LATEST
