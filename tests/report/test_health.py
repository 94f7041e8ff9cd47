"""Each measure falls short for a reason of its own, and says what to do."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from support.watched import BOUNDS, NOW, failing, held, known, listing, run, site

from newscrawl.lifecycle.drift import HELD
from newscrawl.report.health import Bounds, check, walks_of

CHECKS = site()["checks"]
LATE = CHECKS | {"oldest_due_at": "2026-01-12T11:00:00Z"}
TOO_FEW = CHECKS | {"is_short": True, "budget": 7}


def short(told: dict[str, Any], bounds: Bounds | None = None) -> dict[str, str]:
    verdicts = check(told, bounds or BOUNDS)
    assert [
        one.measure for one in verdicts
    ] == "run age failures held checks news takedowns".split()
    return {one.measure: one.says for one in verdicts if not one.is_ok}


def test_where_all_is_well_nothing_falls_short() -> None:
    assert short(known()) == {}


@pytest.mark.parametrize(
    ("facts", "measure", "said"),
    [
        ({"failures": [failing()]}, "failures", "1 page fails: paper/en/9 (http 500)"),
        ({"failing_pages": [listing()]}, "failures", "https://paper.test/en/news (timeout)"),
        ({"failures": [failing(f"paper/en/{n}") for n in range(5)]}, "failures", "and 2 more"),
        ({"held": held()}, "held", "2 changes held back for 2 d 02 h (shorter): look"),
        ({"checks": LATE}, "checks", "paper/en/1 is unchecked since 2026-01-02, and had its turn"),
        ({"checks": TOO_FEW}, "checks", "too few for the schedule: 7 a run, where 100 would"),
        ({"notice": "nothing new for 9 days"}, "news", "nothing new for 9 days"),
    ],
)
def test_a_measure_that_falls_short_says_why(
    facts: dict[str, Any], measure: str, said: str
) -> None:
    found = short(known(**facts))
    assert list(found) == [measure]
    assert said in found[measure]


@pytest.mark.parametrize("verdict", ["unhealthy", "interrupted", "killed", "unreachable"])
def test_the_last_run_is_healthy_or_falls_short(verdict: str) -> None:
    ended = {"ended_at": None, "summary": None} if verdict == "killed" else {}
    found = short(known(run(16, verdict=verdict, **ended), run(15)))
    assert list(found) == ["run"] and f"was {verdict}" in found["run"]


def test_a_run_that_is_late_falls_short_and_so_does_an_archive_without_one() -> None:
    assert "ended 2 d 02 h ago, more than 1 d 12 h" in short(known(run(14)))["age"]
    assert short(known(run(14)), BOUNDS._replace(max_age=timedelta(days=3))) == {}
    assert short(known(run(16, under_way=True)))["run"].startswith("no run has come to an end yet")


def test_what_is_acknowledged_falls_short_of_nothing() -> None:
    acknowledged = {"at": NOW, "reason": "their wall"}
    facts = {
        "failures": [failing(acknowledged=acknowledged)],
        "failing_pages": [listing(acknowledged=acknowledged)],
    }
    assert short(known(**facts)) == {}


def test_what_cannot_be_acknowledged_is_not_advised_to_be() -> None:
    start = listing(page="https://paper.test/", reason="timeout")
    alone = short(known(failing_pages=[start]))["failures"]
    assert "the start page has to answer again" in alone and "acknowledge" not in alone
    both = short(known(failing_pages=[listing(), start]))["failures"]
    assert both.startswith("2 pages fail: https://paper.test/ (timeout), https://paper.test/en")
    assert both.endswith("; of the others look, and say with scrapy acknowledge what is known")
    assert "failures" not in short(known(failures=[failing(reason=HELD)], held=held()))


def test_runs_of_single_pages_and_takedowns_say_nothing_unless_there_is_no_other() -> None:
    single = run(16, verdict="unhealthy", arguments={"ids": "7"})
    other = run(16, command="suppress")
    assert walks_of([single, other, run(15)], "paper") == [run(15)]
    assert walks_of([single, other], "paper") == [single]
    assert walks_of([run(15, site="other")], "paper") == []


def test_a_takedown_that_waits_for_a_store_falls_short() -> None:
    says = short(known(takedowns_owed=["paper/en/9"]))
    assert says == {
        "takedowns": "1 takedown not at its end: paper/en/9; the store that has the rest of it"
        " cannot be had: each run tries again"
    }
