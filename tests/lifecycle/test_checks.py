"""Which known articles a run visits again: no old one is forgotten, whatever the size and the
schedule."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from support.rounds import live

from newscrawl.lifecycle.checks import (
    MIN_CHECKS,
    MIN_CHECKS_A_DAY,
    ROUND_PAUSE,
    Due,
    Pace,
    latest_first,
    round_part,
    run_budget,
)
from newscrawl.lifecycle.recrawl import MAX_WAIT

NOON = datetime(2026, 1, 14, 12, tzinfo=UTC)
HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)


def due(name: str, *, visited: timedelta, wait: timedelta) -> Due:
    """Visited so long before noon, and due after this wait."""
    return Due(name, NOON - visited, NOON - visited + wait)


def test_lateness_counts_in_proportion_to_the_wait() -> None:
    young = due("young", visited=2 * DAY, wait=6 * HOUR)
    old = due("old", visited=200 * DAY, wait=180 * DAY)
    middle = due("middle", visited=20 * DAY, wait=10 * DAY)
    assert latest_first([old, middle, young], NOON, 2) == ["young", "middle"]


def test_what_was_to_be_visited_at_once_comes_first_and_a_clock_set_back_harms_nothing() -> None:
    at_once = due("at once", visited=HOUR, wait=timedelta(0))
    young = due("young", visited=20 * DAY, wait=HOUR)
    tomorrow = due("of tomorrow", visited=-DAY, wait=HOUR)
    assert latest_first([tomorrow, young, at_once], NOON, 3) == ["at once", "young", "of tomorrow"]


def test_the_budget_follows_the_size_of_the_archive_up_to_what_the_user_allows() -> None:
    assert run_budget(60, DAY, 1_000) == MIN_CHECKS_A_DAY
    assert run_budget(60, HOUR, 1_000) == MIN_CHECKS
    assert run_budget(60, WEEK, 1_000) == 7 * MIN_CHECKS_A_DAY
    assert run_budget(100_000, DAY, 1_000) == 1_000
    assert run_budget(100_000, HOUR, 1_000) == 53
    assert run_budget(8_000, None, 1_000) == 100, "before the second run one a day is expected"
    assert run_budget(8_000, -DAY, 1_000) == MIN_CHECKS, "a clock was set back"
    assert run_budget(8_000, DAY, 7) == 7
    assert run_budget(8_000, DAY, 0) == round_part(0) == 0


def test_the_pace_tells_where_the_checks_are_too_few() -> None:
    daily = Pace(7_500, 94, DAY)
    assert daily.round is not None and daily.longest is not None
    assert daily.round.days == 79 and daily.longest.days == 107 and not daily.is_short
    few = Pace(7_500, 30, DAY)
    assert few.is_short
    assert not Pace(7_500, few.checks_wanted, DAY).is_short
    none = Pace(7_500, 0, DAY)
    assert none.is_short and none.round is none.longest is None
    assert not Pace(0, 0, DAY).is_short


@pytest.mark.parametrize(
    ("articles", "gap", "years"),
    [
        (500, DAY, 2.0),
        (500, HOUR, 0.1),
        # All of ten years: bench/checks.
        *(
            pytest.param(articles, gap, years, marks=pytest.mark.slow)
            for articles, years in ((500, 5), (7_500, 5), (100_000, 1.5))
            for gap in (HOUR, DAY, WEEK)
        ),
    ],
)
def test_no_article_stays_unchecked_for_longer_than_one_and_a_half_even_rounds(
    articles: int, gap: timedelta, years: float
) -> None:
    life = live(articles, gap, years)
    at_the_end = articles + round(2 * 365 * years)
    pace = Pace(at_the_end, run_budget(at_the_end, gap, 1_000), gap)
    assert pace.round is not None
    # A small archive is through within hours, and left alone for a day then.
    pause = ROUND_PAUSE if pace.round < 2 * DAY else timedelta(0)
    assert life.longest <= 1.5 * pace.round + 2 * gap + pause
    # A hundred thousand, once a week, are more than the checks of one run can go round.
    assert pace.is_short == (articles > 50_000 and gap == WEEK)
    assert life.longest <= MAX_WAIT or pace.is_short
    # What is new is looked at more often than the round comes by.
    assert life.first_month > 2.5
