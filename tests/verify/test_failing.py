"""A row of failures says what can be, of a page that is known."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from newscrawl.lifecycle.failing import Failing
from newscrawl.verify.failing import check_failing
from newscrawl.verify.findings import Findings

AT = "2026-01-14T12:00:00Z"
ROW = Failing("paper/en/1", "paper", "article", "http 500", AT, AT, 2)
LISTING = replace(ROW, page="https://paper.test/en/news", kind="listing")


def faults(*rows: Failing) -> list[str]:
    findings = Findings()
    check_failing(rows, {"paper/en/1"}, findings)
    assert all(one.level == "fault" and one.kind == "row of failures" for one in findings.listed)
    return [one.what for one in findings.listed]


def test_rows_that_runs_write_are_right() -> None:
    known: dict[str, Any] = {"acknowledged_at": AT, "acknowledgement": "their wall"}
    assert faults(ROW, LISTING, replace(ROW, kind="doubt", since=None, **known)) == []


@pytest.mark.parametrize(
    ("row", "facts", "said"),
    [
        (ROW, {"page": "paper/en/2"}, "no article of this id is known"),
        (LISTING, {"page": "news"}, "kind is 'listing', and the page is no URL"),
        (ROW, {"last_at": "today"}, "last_at is 'today', no time"),
        (ROW, {"since": "2026-02-01T12:00:00Z"}, "since is"),
        (ROW, {"acknowledged_at": AT}, "acknowledged without a reason"),
    ],
)
def test_whatever_cannot_be_is_told(row: Failing, facts: dict[str, Any], said: str) -> None:
    assert any(said in one for one in faults(replace(row, **facts)))
