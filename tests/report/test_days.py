"""The calendar: every day in its place, months where there are many years, what has no day told
beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from newscrawl.report.days import calendar, level_of, levels_of
from newscrawl.report.elements import Element, as_html


def drawn(elements: Sequence[Element]) -> str:
    return "".join(as_html(element) for element in elements)


def test_a_day_is_a_square_with_its_date_and_count() -> None:
    found = drawn(calendar({"2026-01-01": 1, "2026-12-31": 1200}, 0))
    assert "<title>2026-01-01: 1</title>" in found and "<title>2026-12-31: 1,200</title>" in found
    # 1 January 2026 is a Thursday: first column, fourth row.
    assert (
        'd="M2 51h6v6h-6z"><title>2026-01-01' in found
        or 'd="M1 50h8v8h-8z"><title>2026-01-01' in found
    )
    assert 'aria-label="2026: 1,201 articles on 2 days, most on 2026-12-31 (1,200)"' in found


def test_every_day_of_a_leap_year_is_drawn() -> None:
    days = {str(date(2024, 1, 1) + timedelta(offset)): 1 for offset in range(366)}
    assert drawn(calendar(days, 0)).count("<title>2024-") == 366


def test_of_many_years_months_are_told_and_the_newest_years_day_by_day() -> None:
    days = {f"{year}-03-{day:02}": day for year in range(2007, 2027) for day in range(1, 29)}
    found = drawn(calendar(days, 7))
    assert found.count('class="year"') == 3
    assert found.count('<th scope="row">') == 20
    # As the sum of March, and of the year; and beside each year that is shown day by day.
    assert found.count(f">{sum(range(1, 29))}<") == 20 * 2 + 3
    assert "7 live articles without a known day have no place here." in found


def test_a_year_without_an_article_is_seen_and_a_wrong_year_does_not_make_a_thousand() -> None:
    found = drawn(calendar({"2020-01-01": 1, "2022-01-01": 1}, 0))
    assert 'aria-label="2021: no article"' in found
    found = drawn(calendar({"1001-01-01": 1, "2026-01-01": 1}, 0))
    assert found.count('class="year"') == 2


def test_without_any_day_it_says_so() -> None:
    assert "No article has a day yet." in drawn(calendar({}, 3))
    assert "No article has a day yet." in drawn(calendar({"soon": 3}, 0))


def test_the_highest_count_has_the_highest_level() -> None:
    for counts in ([1], [1, 1, 1, 9], [1, 2, 3, 4, 5, 6, 7, 800], [5] * 9):
        levels = levels_of(counts)
        assert level_of(max(counts), levels) == 4
        assert levels[0].least == 1 and all(
            low.most + 1 == high.least for low, high in pairwise(levels)
        )
