"""The latest are those of the newest day or change, whatever order they were found in."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from support import rows

from newscrawl.exports.newest_first import newest_first, told_at

FOUND = datetime(2026, 1, 16, 12, tzinfo=UTC)


def test_a_first_crawl_that_found_the_oldest_last_does_not_begin_with_them(tmp_path: Path) -> None:
    found = [
        rows.record(number, published=date(2026, 1, number), published_from="page")
        for number in (9, 8, 3, 2, 1)
    ]
    list(rows.written(tmp_path, rows.FIRST, found))
    with rows.present(tmp_path) as present:
        assert [one["id"] for one in newest_first(present, 3)] == [
            "paper/en/9",
            "paper/en/8",
            "paper/en/3",
        ]


@pytest.mark.parametrize(
    ("facts", "at"),
    [
        ({"published": "2026-01-09T01:30:00+04:00"}, "2026-01-08T21:30:00Z"),
        ({"published": "2026-01-09"}, "2026-01-09"),
        ({"published_between": ["2026-01-04", None]}, "2026-01-04"),
        ({"published_between": [None, "2026-01-16"]}, ""),
        ({"run": rows.SECOND}, "2026-01-16T12:00:00Z"),
        ({"published": "2020-01-01", "change": "changed"}, "2026-01-16T12:00:00Z"),
        ({"published": "2020-01-01", "change": "gone"}, "2026-01-16T12:00:00Z"),
        ({"published": "2020-01-01", "change": "changed", "cause": "parser"}, "2020-01-01"),
        (
            {"published": "2020-01-01", "change": "gone", "cause": "parser", "suppressed": True},
            "2026-01-16T12:00:00Z",
        ),
    ],
    ids=[
        "a moment",
        "a day",
        "an interval",
        "no first day, in the first run",
        "undated, found later",
        "changed",
        "gone",
        "read differently",
        "taken down",
    ],
)
def test_when_there_was_something_new(facts: dict[str, Any], at: str) -> None:
    line = {**rows.record(1, fetched_at=FOUND), "run": rows.FIRST, **facts}
    assert told_at(line, rows.FIRST) == at
