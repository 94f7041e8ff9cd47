"""Dates in numbers with slashes: day or month first. Dots and hyphens part day, month and year in
this order alone; slashes are printed in both."""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

Order: TypeAlias = Literal["day_first", "month_first"]

_SLASHES = re.compile(r"(?<![\w/.])([0-9]{1,2})/([0-9]{1,2})/(?=[0-9]{4}(?![0-9/]))")
_MONTHS = 12


def shown_order(text: str) -> Order | None:
    """The order that the dates of a text prove by a number above twelve; None where none does, or
    where they contradict each other.

    >>> shown_order("05/13/2026"), shown_order("13/05/2026"), shown_order("05/12/2026")
    ('month_first', 'day_first', None)
    """
    orders: set[Order] = set()
    for first, second in _pairs(text):
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
    return any(
        first != second and first <= _MONTHS and second <= _MONTHS for first, second in _pairs(text)
    )


def day_first(text: str) -> str:
    """A text whose dates are printed month first, with the day first.

    >>> day_first("05/13/2026 10:00")
    '13/05/2026 10:00'
    """
    return _SLASHES.sub(r"\2/\1/", text)


def _pairs(text: str) -> list[tuple[int, int]]:
    if "/" not in text:
        return []
    return [(int(first), int(second)) for first, second in _SLASHES.findall(text)]
