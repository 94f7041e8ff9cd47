"""What is held back is told with the run that began it, and with what was out of the ordinary
then."""

from __future__ import annotations

import json
from typing import Any

from newscrawl.lifecycle.failing import Failing
from newscrawl.report.watch import acknowledgement, held_summary, measures_of, pages_summary

AT = "2026-01-14T12:00:00Z"
USUAL = {"drift/known": 30, "drift/read": 30, "drift/changed": 1}


def crawl(day: int, **counts: int) -> dict[str, Any]:
    named = {name.replace("__", "/"): count for name, count in counts.items()}
    return {
        "id": f"run of {day}",
        "site": "paper",
        "started_at": f"2026-01-{day:02}T09:00:00Z",
        "counts": json.dumps({**USUAL, **named}),
    }


def test_it_is_held_since_the_first_run_in_a_row_that_did() -> None:
    held = {"drift__held": 12, "drift__found": 2}
    runs = [
        crawl(9, drift__held=12, drift__found=1),
        # Killed, and one that told of listings alone.
        {**crawl(8), "counts": None},
        crawl(7, **held, drift__changed=12, drift__shorter=12),
        crawl(6, drift__found=1),
        *(crawl(day) for day in (5, 4, 3)),
        crawl(2, **held),
    ]
    found = held_summary(["paper/en/1"], runs)
    assert found is not None and (found["since"], found["run"]) == (
        "2026-01-07T09:00:00Z",
        "run of 7",
    )
    assert [one["measure"] for one in found["measures"]] == ["changed", "shorter"]
    assert held_summary([], runs) is None


def test_without_counts_it_is_not_known_since_when() -> None:
    found = held_summary(["paper/en/1"], [{**crawl(8), "counts": None}])
    assert found == {"ids": ["paper/en/1"], "since": None, "run": None, "measures": []}


def test_the_measures_are_those_of_the_last_run_that_counted_any() -> None:
    suppressed = {**crawl(9), "counts": '{"suppressed/lines": 1}'}
    one, *_ = measures_of([suppressed, crawl(8, drift__changed=2), crawl(7)])
    assert (one["measure"], one["count"], one["of"], one["usual"], one["usual_of"]) == (
        "changed",
        2,
        30,
        1,
        30,
    )
    assert measures_of([suppressed]) == []


def test_only_what_is_no_article_is_a_failing_page() -> None:
    known: dict[str, Any] = {"acknowledged_at": AT, "acknowledgement": "their wall"}
    rows = [
        Failing("paper/en/1", "paper", "article", "http 500", AT),
        Failing("paper/en/2", "paper", "doubt", "another page", AT),
        Failing("https://paper.test/feed", "paper", "feed", "timeout", AT, AT, 3, **known),
    ]
    [page] = pages_summary(rows)
    assert (page["page"], page["acknowledged"]) == (
        "https://paper.test/feed",
        {"at": AT, "reason": "their wall"},
    )
    assert acknowledgement(rows[2], "no body") is None and acknowledgement(None, None) is None
