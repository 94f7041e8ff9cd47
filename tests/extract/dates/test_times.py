"""A time of day makes a moment of a day only with an offset that is a number."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from newscrawl.extract.dates.times import day_of, with_time

NINTH = date(2026, 1, 9)


@pytest.mark.parametrize(
    ("printed", "moment"),
    [
        ("14:30Z", "2026-01-09T14:30:00+00:00"),
        ("14:30 GMT", "2026-01-09T14:30:00+00:00"),
        ("2:30 PM UTC+4", "2026-01-09T14:30:00+04:00"),
        ("12:05 a.m. GMT", "2026-01-09T00:05:00+00:00"),
        ("12:05 p.m. GMT", "2026-01-09T12:05:00+00:00"),
        ("2 pm GMT", "2026-01-09T14:00:00+00:00"),
        ("14:30:15.5+04:00", "2026-01-09T14:30:15.500000+04:00"),
        ("14:30 -0330", "2026-01-09T14:30:00-03:30"),
    ],
)
def test_an_offset_makes_a_moment(printed: str, moment: str) -> None:
    assert with_time(NINTH, printed) == datetime.fromisoformat(moment)


@pytest.mark.parametrize("printed", ["14:30", "14:30 MSK", "14:30 EST", "14:30+15:00", "25:00 GMT"])
def test_without_one_the_day_stays(printed: str) -> None:
    assert with_time(NINTH, printed) == NINTH


def test_a_span_of_time_is_no_offset_unless_the_form_is_exact() -> None:
    assert with_time(NINTH, "10:00-12:00") == NINTH
    assert with_time(NINTH, "10:00-12:00", exact=True) == datetime.fromisoformat(
        "2026-01-09T10:00:00-12:00"
    )


def test_the_basic_form_has_no_colons() -> None:
    assert with_time(NINTH, "143000Z", basic=True) == datetime.fromisoformat(
        "2026-01-09T14:30:00+00:00"
    )
    assert with_time(NINTH, "143000", basic=True) == NINTH


def test_the_day_of_a_moment_is_that_of_its_own_zone() -> None:
    assert day_of(datetime.fromisoformat("2026-01-09T23:30:00+04:00")) == NINTH
    assert day_of(NINTH) == NINTH
