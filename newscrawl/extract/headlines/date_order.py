"""Day or month first in the lists of a page: of dates in one place one that has a number above
twelve proves the order of all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from newscrawl.extract.dates.order import Order, is_ambiguous, shown_order
from newscrawl.extract.headlines.marks import DateMark, LinkMark
from newscrawl.extract.html.outline import Block

MONTHS = 12

Mark = TypeVar("Mark", DateMark, LinkMark)


def in_order(marks: list[Mark], blocks: Sequence[Block]) -> list[Mark]:
    """The marks of a page's lists, with dates that may be read in two ways in the order that others
    of their place prove; as they were read, with the day first, where none does."""
    slashed = {one.block for one in marks if one.when is not None and "/" in blocks[one.block].text}
    orders: dict[tuple[str, str], set[Order]] = {}
    for number in slashed:
        if (order := shown_order(blocks[number].text)) is not None:
            orders.setdefault(_place(blocks[number]), set()).add(order)
    month_first = {
        number
        for number in slashed
        if orders.get(_place(blocks[number])) == {"month_first"}
        and is_ambiguous(blocks[number].text)
    }
    return [_swapped(one) if one.block in month_first else one for one in marks]


def _place(block: Block) -> tuple[str, str]:
    element = block.container
    return str(element.tag), element.get("class") or ""


def _swapped(mark: Mark) -> Mark:
    """The same with day and month in each other's place, where that is a date."""
    when = mark.when
    if when is None or when.day > MONTHS:
        return mark
    return mark._replace(when=when.replace(month=when.day, day=when.month))
