from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from newscrawl.exports.moments import day, moment, offset_minutes, updated


@pytest.mark.parametrize(
    ("text", "its_day", "its_moment", "offset"),
    [
        (None, None, None, None),
        ("2026-01-09", date(2026, 1, 9), None, None),
        (
            "2026-01-09T01:30:00+04:00",
            date(2026, 1, 9),
            datetime(2026, 1, 8, 21, 30, tzinfo=UTC),
            240,
        ),
        ("9999-12-31T23:59:59-12:00", date(9999, 12, 31), None, -720),
    ],
)
def test_a_day_and_a_moment_are_what_the_page_gives(
    text: str | None, its_day: date | None, its_moment: datetime | None, offset: int | None
) -> None:
    assert (day(text), moment(text), offset_minutes(text)) == (its_day, its_moment, offset)


def test_a_line_came_to_be_when_it_was_fetched_or_by_a_later_run() -> None:
    record = {"fetched_at": "2026-01-14T12:00:00Z", "run": "20260113T093000Z-2b4c"}
    assert updated(record) == "2026-01-14T12:00:00Z"
    assert updated({**record, "run": "20260115T093000Z-2b4c"}) == "2026-01-15T09:30:00Z"
