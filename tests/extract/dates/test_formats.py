"""What only looks like a date, each by its rule."""

from __future__ import annotations

from datetime import date

import pytest

from newscrawl.extract.dates.formats import dates_in, part_of_something_longer
from newscrawl.extract.dates.grammar import ANY_LANGUAGE


def rules(text: str) -> list[str | None]:
    """The rule for everything in a text that has the form of a date."""
    found = []
    for match in ANY_LANGUAGE.pattern.finditer(text):
        form = next(number for number in range(1, 8) if match[f"y{number}"])
        found.append(part_of_something_longer(text, match, form))
    return found


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("9 January 2026", None),
        ("#9 January 2026", "follows_a_sign"),
        ("3.1.10.2026", "continues_a_number"),
        ("covid-9.01.2026", "continues_a_word"),
        ("news/2026/01/09", "continues_a_path"),
        ("09/01/2026/index", "goes_on"),
        ("5 – 9 January 2026", "ends_a_range"),
        ("28 December – 9 January 2026", "ends_a_range"),
        ("January 5 – January 9, 2026", "ends_a_range"),
        ("12 | 9 January 2026", None),
        ("14:30 9 January 2026", None),
        ("9. 1. 2026.", None),
        ("2026. 1. 9. 10:30", None),
        ("3. 1. 10. 2026", "continues_a_number"),
        ("פורסם ב-9 בינואר 2026", None),
        ("ה-9 בינואר 2026", None),
        ("טוב-9 בינואר 2026", "continues_a_word"),
    ],
)
def test_a_part_of_something_longer_names_its_rule(text: str, rule: str | None) -> None:
    assert rules(text)[-1] == rule
    assert bool(list(dates_in(text))) == (rule is None)


@pytest.mark.parametrize("text", ["31.02.2026", "Friday, 10.01.2026", "10 January 2026 (Friday)"])
def test_an_impossible_day_and_a_wrong_weekday_are_found_and_are_none(text: str) -> None:
    assert [when for _, when in dates_in(text)] == [None]


def test_every_year_of_a_long_text_is_looked_at() -> None:
    text = ("word " * 60 + "9 January 2026 ") * 3
    assert len(list(dates_in(text))) == 3


def test_a_number_above_twelve_between_slashes_proves_that_the_month_stands_first() -> None:
    assert [when for _, when in dates_in("01/13/2026, 13/01/2026")] == [date(2026, 1, 13)] * 2
    assert [when for _, when in dates_in("01.13.2026, 01-13-2026, 13/13/2026")] == [None] * 3


@pytest.mark.parametrize(
    "text",
    [
        "9 كانون الثاني/يناير 2026",
        "9 يناير/كانون الثاني 2026",
        "9 كانون الثاني (يناير) 2026",
        "9 كانون الثاني - يناير 2026",
        "9 يناير، 2026",
        "9 كانون الثاني/ يناير 2026",
    ],
)
def test_a_month_may_be_printed_by_both_of_its_names(text: str) -> None:
    assert [when for _, when in dates_in(text)] == [date(2026, 1, 9)]


def test_two_names_of_two_months_are_no_date() -> None:
    assert not list(dates_in("9 آذار/يناير 2026"))
