"""When a page is due again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from newscrawl.lifecycle.recrawl import (
    MAX_RETRY_WAIT,
    MAX_WAIT,
    MIN_WAIT,
    next_absence_check,
    next_check,
    next_try,
)


def test_an_article_is_checked_ever_more_rarely_within_bounds() -> None:
    waits = [next_check(timedelta(days=age)) for age in range(0, 4_000, 50)]
    assert waits == sorted(waits)
    assert (waits[0], waits[-1]) == (MIN_WAIT, MAX_WAIT)
    assert next_check(timedelta(days=-1)) == MIN_WAIT, "of a page that is dated tomorrow"


def test_some_seventy_checks_in_four_years_and_half_of_them_in_ten_weeks() -> None:
    ages, age = [], timedelta(0)
    while age < timedelta(days=4 * 365):
        age += next_check(age)
        ages.append(age)
    assert 60 < len(ages) < 80
    assert 0.4 < sum(age < timedelta(weeks=10) for age in ages) / len(ages) < 0.6


@pytest.mark.parametrize("tries", [0, 1, 2])
def test_a_page_that_failed_once_or_twice_is_tried_by_the_next_run(tries: int) -> None:
    assert next_try(tries) == timedelta(0)


@pytest.mark.parametrize("wait", [next_try, next_absence_check])
def test_what_fails_or_is_absent_waits_longer_each_time_up_to_a_bound(wait: object) -> None:
    assert callable(wait)
    waits = [wait(times) for times in range(1, 40)]
    assert waits == sorted(waits)
    assert waits[-1] in (MAX_RETRY_WAIT, MAX_WAIT)
    assert wait(10_000) == waits[-1], "no number is too large to be doubled"
