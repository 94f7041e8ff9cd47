"""A run that never ended and is not under way was killed."""

from typing import Any

import pytest

from newscrawl.report.run_summary import run_summary


def row(**facts: Any) -> dict[str, Any]:
    made = {"id": "20260114T093000Z-1f3a", "site": "paper", "verdict": "healthy", "exit_code": 0}
    made |= {"started_at": "2026-01-14T09:30:00Z", "ended_at": "2026-01-14T09:35:00Z"}
    return {**made, "counts": '{"articles/new": 7}', "arguments": "{}", "summary": "7", **facts}


def test_counts_are_0_where_nothing_was_counted_of_the_kind() -> None:
    found = run_summary(row(), under_way=False)
    assert (found["new"], found["gone"], found["seconds"]) == (7, 0, 300)
    assert (found["verdict"], found["under_way"]) == ("healthy", False)


@pytest.mark.parametrize(("under_way", "verdict"), [(True, None), (False, "killed")])
def test_a_run_without_an_end_is_under_way_or_was_killed(
    under_way: bool, verdict: str | None
) -> None:
    unended = row(verdict=None, exit_code=None, ended_at=None, counts=None, summary=None)
    found = run_summary(unended, under_way=under_way)
    assert (found["verdict"], found["under_way"]) == (verdict, under_way)
    assert (found["seconds"], found["new"], found["exit_code"]) == (None, None, None)


def test_a_run_that_ended_is_not_under_way_though_another_holds_the_folder() -> None:
    assert not run_summary(row(), under_way=True)["under_way"]


def test_arguments_that_are_no_object_are_none() -> None:
    assert run_summary(row(arguments="[1]"), under_way=False)["arguments"] == {}
    assert run_summary(row(arguments=None), under_way=False)["arguments"] == {}
