"""Dates in numbers with slashes: day or month first. Dots and hyphens part day, month and year in
this order alone; slashes are printed in both."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Literal, TypeAlias

from newscrawl.extract.dates.cldr import code_of, is_day_first
from newscrawl.extract.dates.find import find_dates
from newscrawl.extract.dates.grammar import Grammar
from newscrawl.extract.dates.page_language import grammar
from newscrawl.extract.languages import LANGUAGES

Order: TypeAlias = Literal["day_first", "month_first"]

_SLASHES = re.compile(r"(?<![\w/.])([0-9]{1,2})/([0-9]{1,2})/(?=[0-9]{4}(?![0-9/]))")
_WITH_YEAR = re.compile(_SLASHES.pattern.replace("(?=[0-9]{4}(?![0-9/]))", "([0-9]{4})(?![0-9/])"))
_MONTHS = 12

# The short dates of CLDR, where they are numbers with slashes. In a language that parts them by
# dots or hyphens, slashes are somebody's setting, and its name proves nothing. Languages and
# regions that are not here are looked up (`cldr.is_day_first`).
_DAY_FIRST_LANGUAGES = frozenset("ar bn ca cy el es fr ga gl hi id it ms pt sw th ur uz vi".split())
_DAY_FIRST_REGIONS = frozenset(
    "001 150 AE AU BB BS BW CM CY FJ GB GH GI GY HK IE IL IN JM KE KW LK MT MU MW MY NG NZ PG PK QA"
    " RW SG TT TZ UG ZM ZW".split()
)
"""Where English is written with the day first."""
_MONTH_FIRST = frozenset(
    "en-US en-AS en-GU en-MH en-MP en-PH en-PR en-UM en-VI es-PA es-PR fil-PH".split()
)
_YEAR_FIRST = frozenset(("fr-CA",))


def shown_order(text: str) -> Order | None:
    """The order that the dates of a text prove by a number above twelve; None where none does, or
    where they contradict each other.

    >>> shown_order("05/13/2026"), shown_order("13/05/2026"), shown_order("05/12/2026")
    ('month_first', 'day_first', None)
    >>> shown_order("Friday, 05/06/2026")  # In May the sixth was a Wednesday.
    'day_first'
    """
    orders: set[Order] = set()
    pairs = _pairs(text)
    if len(pairs) == 1 and _has_two_readings(pairs[0]):
        return _by_weekday(text, grammar())
    for first, second in pairs:
        if first > _MONTHS >= second:
            orders.add("day_first")
        elif second > _MONTHS >= first:
            orders.add("month_first")
    return orders.pop() if len(orders) == 1 else None


def is_ambiguous(text: str) -> bool:
    """Whether a date of a text is another day in the other order.

    >>> is_ambiguous("05/12/2026 10:00"), is_ambiguous("05/13/2026"), is_ambiguous("05.12.2026")
    (True, False, False)
    """
    pairs = _pairs(text)
    return any(map(_has_two_readings, pairs)) and (
        len(pairs) > 1 or _by_weekday(text, grammar()) is None
    )


def has_slashes(text: str) -> bool:
    """Whether a date in numbers with slashes, the year behind, stands in a text."""
    return bool(_pairs(text))


def days_either_way(text: str) -> frozenset[date]:
    """The dates of a text that are another day in the other order, read with the day first.

    >>> days_either_way("05/12/2026, 13/12/2026")
    frozenset({datetime.date(2026, 12, 5)})
    """
    if not is_ambiguous(text):
        return frozenset()
    return frozenset(
        date(int(year), int(second), int(first))
        for first, second, year in _WITH_YEAR.findall(text)
        if _has_two_readings((int(first), int(second)))
    )


def swapped(day: date) -> date:
    """A day with day and month in each other's place, where that is a date; else the same.

    >>> swapped(date(2026, 12, 5)), swapped(date(2026, 5, 13))
    (datetime.date(2026, 5, 12), datetime.date(2026, 5, 13))
    """
    return day if day.day > _MONTHS else day.replace(month=day.day, day=day.month)


def order_of_language(tag: str) -> Order | None:
    """The order in which a language of a region writes dates in numbers with slashes; None where
    its tag does not tell: English without a region, a language that writes them otherwise.

    >>> order_of_language("en-GB"), order_of_language("en-US"), order_of_language("en")
    ('day_first', 'month_first', None)
    """
    language, *subtags = tag.strip().replace("_", "-").split("-")
    language = language.lower()
    region = next((one.upper() for one in subtags if len(one) == 2 or one.isdigit()), "")
    if f"{language}-{region}" in _MONTH_FIRST:
        return "month_first"
    if f"{language}-{region}" in _YEAR_FIRST:
        return None
    if language in _DAY_FIRST_LANGUAGES or (language == "en" and region in _DAY_FIRST_REGIONS):
        return "day_first"
    # What CLDR has of English without a region, is that of the United States.
    is_known = language in LANGUAGES and not (language == "en" and region)
    return "day_first" if not is_known and is_day_first(code_of(tag)) else None


def day_first(text: str) -> str:
    """A text whose dates are printed month first, with the day first.

    >>> day_first("05/13/2026 10:00")
    '13/05/2026 10:00'
    """
    return _SLASHES.sub(r"\2/\1/", text)


def _has_two_readings(pair: tuple[int, int]) -> bool:
    first, second = pair
    return first != second and 0 < first <= _MONTHS and 0 < second <= _MONTHS


@lru_cache(maxsize=1024)
def _by_weekday(text: str, grammar: Grammar) -> Order | None:
    """The order in which the one date of a text falls on the weekday beside it; None where there is
    no weekday, or it is that of both."""
    day, month = bool(find_dates(text)), bool(find_dates(day_first(text)))
    return None if day == month else "day_first" if day else "month_first"


def _pairs(text: str) -> list[tuple[int, int]]:
    if "/" not in text:
        return []
    return [(int(first), int(second)) for first, second in _SLASHES.findall(text)]
