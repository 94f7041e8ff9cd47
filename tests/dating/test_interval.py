"""When an interval of days is worth a line."""

from __future__ import annotations

from datetime import date

from newscrawl.dating.interval import is_worth_a_line

EIGHTH, NINTH = date(2026, 1, 8), date(2026, 1, 9)


def test_an_interval_that_lost_an_end_asks_for_no_line() -> None:
    whole, half = (EIGHTH, NINTH), (None, NINTH)
    assert not is_worth_a_line(half, whole) and not is_worth_a_line(half, half)
    assert is_worth_a_line(whole, half)
