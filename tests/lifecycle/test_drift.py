"""What is out of the ordinary for a site, and what is an ordinary day."""

from __future__ import annotations

from math import comb
from random import Random

import pytest

from newscrawl.lifecycle.drift import MEASURES, chance, figures


def found(counts: dict[str, float], earlier: list[dict[str, float]]) -> set[str]:
    """Names of the measures; the pages of all known articles came unless it is said."""
    told, *runs = (
        {f"drift/{name}": count for name, count in {"read": run.get("known", 0), **run}.items()}
        for run in (counts, *earlier)
    )
    return {one.measure.name for one in figures(told, runs) if one.is_drift}


QUIET: list[dict[str, float]] = [{"known": 20, "changed": 1, "new": 3, "listings": 3}] * 10


@pytest.mark.parametrize(
    "counts",
    [
        {"known": 33, "changed": 31, "shorter": 31},
        {"known": 36, "changed": 36, "garbled": 30},
        {"known": 7_500, "changed": 2_000},
    ],
)
def test_a_site_that_changed_as_a_whole_is_drift_with_and_without_a_history(
    counts: dict[str, float],
) -> None:
    assert "changed" in found(counts, QUIET)
    assert "changed" in found(counts, [])


@pytest.mark.parametrize(
    "counts",
    [
        {"known": 20, "changed": 4},
        {"known": 9, "changed": 9},
        {"known": 500, "changed": 60},
        {"known": 30, "changed": 3, "shorter": 2},
        {"new": 3, "new undated": 1},
        {"new": 1, "new undated": 1},
        {"listings": 3},
    ],
)
def test_a_few_changes_are_none(counts: dict[str, float]) -> None:
    assert found(counts, QUIET) == set()


def test_where_many_articles_change_each_day_many_are_usual() -> None:
    busy: list[dict[str, float]] = [{"known": 20, "changed": 12, "shorter": 5}] * 10
    assert found({"known": 20, "changed": 15, "shorter": 6}, busy) == set()


def test_new_articles_without_a_date_are_drift_where_each_had_one() -> None:
    assert found({"new": 3, "new undated": 3}, QUIET) == {"new undated"}
    dateless: list[dict[str, float]] = [{"new": 3, "new undated": 3}] * 10
    assert found({"new": 3, "new undated": 3}, dateless) == set()
    assert found({"new": 40, "new undated": 40}, []) == set(), "it is the first run"


def test_runs_that_visit_few_articles_are_taken_together() -> None:
    small: dict[str, float] = {"known": 2, "changed": 2, "shorter": 2}
    assert found(small, QUIET) == set()
    assert found(small, [small, *QUIET]) == set()
    assert found(small, [small, small, *QUIET]) == {"shorter"}
    assert found({"known": 2, "changed": 1}, [small, small, *QUIET]) == set(), "it loses nothing"


def test_what_the_server_vouches_for_hides_no_loss_and_outweighs_changes() -> None:
    vouched: list[dict[str, float]] = [{"known": 100, "read": 12, "changed": 2}] * 10
    assert found({"known": 100, "read": 10, "changed": 10, "shorter": 10}, vouched) == {"shorter"}
    assert found({"known": 100, "read": 12, "changed": 12}, vouched) == set()
    assert found({"known": 100, "read": 12, "undated": 11}, vouched) == {"undated"}
    assert found({"known": 9, "read": 100, "unread": 90}, vouched) == {"unread"}


def test_a_run_with_drift_says_nothing_of_what_is_usual() -> None:
    bad: dict[str, float] = {"known": 30, "changed": 30, "found": 1}
    assert found({"known": 30, "changed": 30}, [*QUIET, *[bad] * 50]) == {"changed"}
    accepted: dict[str, float] = {"known": 30, "changed": 30, "accepted": 1}
    assert found({"known": 30, "changed": 30}, [accepted, *QUIET * 20]) == set()


def test_ordinary_days_give_no_alarm() -> None:
    random = Random(1)
    for rate in (0.01, 0.05, 0.3):
        # Of a site that changes so much a run has been accepted.
        runs: list[dict[str, float]] = [{"known": 200, "changed": 200 * rate}]
        for _ in range(400):
            known = random.randint(0, 60)
            changed = sum(random.random() < rate for _ in range(known))
            new = random.randint(0, 6)
            undated = sum(random.random() < rate for _ in range(new))
            day: dict[str, float] = {
                "known": known,
                "changed": changed,
                "new": new,
                "new undated": undated,
            }
            assert found(day, runs[:200]) == set(), (rate, len(runs), day)
            runs.insert(0, day)


def test_the_chance_is_the_tail_of_the_binomial_distribution() -> None:
    for of in (1, 5, 40):
        for rate in (0.01, 0.2, 0.9):
            for count in range(of + 1):
                exact = sum(
                    comb(of, k) * rate**k * (1 - rate) ** (of - k) for k in range(count, of + 1)
                )
                assert chance(count, of, rate) == pytest.approx(min(1, exact), rel=1e-6)
    assert chance(0, 0, 0.5) == 1
    assert chance(1, 9, 0) == 0
    assert 0 <= chance(90_000, 100_000, 0.5) < 1e-300
    assert chance(40_000, 100_000, 0.5) == pytest.approx(1)


def test_each_measure_has_a_name_of_its_own() -> None:
    assert len({one.name for one in MEASURES}) == len(MEASURES)
    assert {one.of for one in MEASURES} == {"known", "read", "new", "listings"}
