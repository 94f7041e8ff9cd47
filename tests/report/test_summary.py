"""What is known is one value: by site, by language, with the evidence that disagrees."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from support import archives

from newscrawl.lifecycle.page import Known
from newscrawl.report.summary import intervals_summary, last_line, summarize
from newscrawl.storage.state.repository import State

AT = "2026-01-16T12:00:00Z"


def known(number: int, first: str | None, last: str | None) -> Known:
    name = f"paper/en/{number}"
    return Known(
        name, "paper", "en", str(number), number, "live", AT, AT, not_before=first, not_after=last
    )


def site(**facts: Any) -> dict[str, Any]:
    numbers = {"highest_read": 12, "missing": 3, "suppressed": 0}
    languages = [
        {"live": 7, "gone": 1, "numbers": numbers},
        {"live": 2, "gone": 0, "numbers": numbers},
    ]
    return {
        "together": None,
        "languages": languages,
        "failures": [],
        "failing_pages": [],
        "held": None,
        "notice": None,
        **facts,
    }


def test_all_that_a_folder_holds_is_in_it(tmp_path: Path) -> None:
    state = State(archives.make(tmp_path / "output"), read_only=True)
    found = summarize(state, AT, running=False)
    [paper] = found["sites"]
    [english] = paper["languages"]
    assert (english["live"], english["gone"], english["undated"]) == (7, 1, 5)
    assert english["dated"] == {"metadata": 0, "page": 2, "url": 0, "headline": 0}
    assert english["numbers"]["elsewhere"] == 1
    assert [one["id"] for one in paper["doubted"]] == ["paper/en/5"]
    assert paper["reasons"] == {"http 500": 1, "no body": 1}
    assert [run["run"] for run in found["runs"]] == [archives.SECOND, archives.FIRST]
    assert found["feeds"]["articles"]["seq"] == 10
    state.close()


def test_only_the_last_runs_are_in_it_where_that_is_asked(tmp_path: Path) -> None:
    state = State(archives.make(tmp_path / "output"), read_only=True)
    found = summarize(state, AT, running=True, runs=1)
    assert [run["run"] for run in found["runs"]] == [archives.SECOND]
    assert found["running"]
    state.close()


def test_intervals_are_measured_where_both_ends_are_known() -> None:
    narrow, wide = known(1, "2026-01-01", "2026-01-03"), known(2, "2026-01-01", "2026-01-11")
    found = intervals_summary([narrow, wide, known(3, None, None)])
    assert (found["known"], found["median_days"], found["widest_days"]) == (2, 6, 10)
    assert found["articles"]["paper/en/1"] == ["2026-01-01", "2026-01-03"]
    assert found["articles"]["paper/en/3"] is None
    assert intervals_summary([]) == {
        "known": 0,
        "median_days": None,
        "widest_days": None,
        "articles": {},
    }


def test_the_last_line_adds_the_languages_up() -> None:
    said = last_line({"sites": [site()], "running": False}, "output")
    assert said == "9 live, 1 gone, 6 numbers missing, 0 failing; no run is under way (output)"


def test_where_articles_have_no_order_no_number_is_said_to_be_missing() -> None:
    orderless = site()
    for language in orderless["languages"]:
        language["numbers"] = {"highest_read": None, "missing": 0, "suppressed": 0}
    said = last_line({"sites": [orderless], "running": False}, "output")
    assert said == "9 live, 1 gone, 0 failing; no run is under way (output)"


@pytest.mark.parametrize("missing", [0, 4])
def test_numbers_that_languages_share_are_missing_once(missing: int) -> None:
    shared = site(together={"missing": missing})
    said = last_line({"sites": [shared], "running": True}, "output")
    assert f", {missing} numbers missing," in said
    assert "; a run is under way" in said


def test_the_last_line_says_what_is_acknowledged_and_held_back() -> None:
    acknowledged = {"acknowledged": {"at": AT, "reason": "their wall"}}
    told = site(
        failures=[acknowledged],
        failing_pages=[{"acknowledged": None}],
        held={"ids": ["paper/en/1"]},
        notice="nothing new for 9 days",
    )
    said = last_line({"sites": [told], "running": False}, "output")
    assert "2 failing (1 acknowledged), 1 change held back; nothing new for 9 days; no run" in said
