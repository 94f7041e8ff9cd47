"""extract.dates.order: day or month first, and what of a text tells which."""

from __future__ import annotations

from datetime import date

import pytest

from newscrawl.extract.dates.cldr import is_day_first
from newscrawl.extract.dates.order import (
    _DAY_FIRST_LANGUAGES,
    Order,
    day_first,
    days_either_way,
    has_slashes,
    is_ambiguous,
    order_of_language,
    shown_order,
    swapped,
)


@pytest.mark.parametrize(
    ("text", "order", "is_open"),
    [
        ("05/13/2026", "month_first", False),
        ("13/05/2026", "day_first", False),
        ("05/12/2026", None, True),
        ("05/05/2026", None, False),
        ("Saturday, 05/12/2026", "day_first", False),
        ("05/12/2026, Tuesday", "month_first", False),
        ("Monday, 05/12/2026", None, True),
        ("05/13/2026 | 05/12/2026", "month_first", True),
        ("05/13/2026 | 13/05/2026", None, False),
        ("00/05/2026", None, False),
        ("05.12.2026", None, False),
        ("2026/05/12", None, False),
        ("/05/12/2026/", None, False),
    ],
)
def test_a_number_above_twelve_or_a_weekday_proves_the_order(
    text: str, order: Order | None, is_open: bool
) -> None:
    assert shown_order(text) == order
    assert is_ambiguous(text) is is_open


def test_the_days_of_a_text_that_may_be_others() -> None:
    assert days_either_way("05/12/2026 and 06/06/2026") == {date(2026, 12, 5)}
    assert days_either_way("Saturday, 05/12/2026") == frozenset()
    assert has_slashes("on 05/13/2026")
    assert not has_slashes("24/7 since 2026")
    assert swapped(date(2026, 12, 5)) == date(2026, 5, 12)
    assert day_first("05/13/2026") == "13/05/2026"


@pytest.mark.parametrize(
    ("tag", "order"),
    [
        ("en-GB", "day_first"),
        ("en-150", "day_first"),
        ("EN-us", "month_first"),
        ("en_Latn_PH", "month_first"),
        ("es", "day_first"),
        ("es-PA", "month_first"),
        ("en", None),
        ("en-ZA", None),
        ("de-DE", None),
        ("x", None),
        ("", None),
    ],
)
def test_a_language_tells_the_order_only_where_it_has_one(tag: str, order: Order | None) -> None:
    assert order_of_language(tag) == order


@pytest.mark.parametrize(
    ("tag", "order"),
    [
        ("km", "day_first"),
        ("en-DK", "day_first"),
        ("en-CA", None),
        ("zu", None),
        ("lt", None),
        ("xx", None),
    ],
)
def test_what_is_in_no_list_of_ours_is_looked_up(tag: str, order: Order | None) -> None:
    assert order_of_language(tag) == order


@pytest.mark.parametrize("tag", sorted(_DAY_FIRST_LANGUAGES))
def test_our_languages_with_the_day_first_are_those_of_cldr(tag: str) -> None:
    assert is_day_first(tag)
