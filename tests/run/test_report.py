"""The report of a run: the keys that `scrapy verify` knows, the numbers among the stats."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from newscrawl import clock
from newscrawl.run.outcome import Outcome
from newscrawl.run.report import run_report
from newscrawl.verify.reports import ADDED, KEYS

NOON = datetime(2026, 1, 14, 12, tzinfo=UTC)


def report(**given: Any) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "run": "20260114T120000Z-1f3a",
        "spider": "paper",
        "started_at": NOON,
        "finish_reason": "finished",
        "arguments": {},
        "settings": {},
        "counts": {},
    }
    with clock.standing_at(NOON + timedelta(seconds=90)):
        return run_report(Outcome(0, "healthy", "healthy: 1 new"), **(facts | given))


def test_its_keys_are_those_of_the_contract() -> None:
    made = report()
    assert made.keys() == KEYS | ADDED
    assert (made["verdict"], made["exit_code"], made["summary"]) == (
        "healthy",
        0,
        "healthy: 1 new",
    )
    assert (made["started_at"], made["ended_at"], made["seconds"]) == (
        "2026-01-14T12:00:00Z",
        "2026-01-14T12:01:30Z",
        90.0,
    )


def test_counts_are_the_numbers_among_the_stats_in_order() -> None:
    stats = {"pages/answered": 3, "articles/new": 1, "finish_reason": "finished", "start": NOON}
    assert list(report(counts=stats)["counts"].items()) == [
        ("articles/new", 1),
        ("pages/answered", 3),
    ]


def test_rules_stand_apart_from_other_counts_in_order() -> None:
    stats = {"rules/title/claim": 1, "pages/answered": 3, "rules/body/in-aside": 2}
    made = report(counts=stats)
    assert made["counts"] == {"pages/answered": 3}
    assert list(made["rules"].items()) == [("body/in-aside", 2), ("title/claim", 1)]
    assert report()["rules"] == {}


def test_traps_stand_beside_the_walk_and_what_was_given_is_not_changed() -> None:
    walk = {"listings": 4, "traps": [{"shape": "/calendar/#", "why": "it never ends"}]}
    made = report(walk=walk)
    assert made["traps"] == [{"shape": "/calendar/#", "why": "it never ends"}]
    assert made["walk"] == {"listings": 4}
    assert "traps" in walk
    assert (report()["traps"], report()["walk"]) == ([], {})
