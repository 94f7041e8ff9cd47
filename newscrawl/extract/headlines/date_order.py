"""Day or month first in the lists of a page: what proves the order of a place, and which dates may
be read in two ways until something does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from newscrawl.errors import DateError
from newscrawl.extract.boilerplate import Boilerplate
from newscrawl.extract.dates.order import (
    Order,
    days_either_way,
    has_slashes,
    order_of_language,
    shown_order,
    swapped,
)
from newscrawl.extract.dates.parse import day_of, read_date
from newscrawl.extract.headlines.date_marks import DateMark
from newscrawl.extract.headlines.marks import LinkMark
from newscrawl.extract.html.outline import MACHINE_DATE, Block
from newscrawl.extract.html.page import Page

MIN_FALLS = 3
"""Days that fall so often, and never rise, are in the order of a list, newest first: of lists in
any other order one in twenty-four looks alike."""

MIN_DAYS = 5
"""So many days of one month would be the same day of as many months in the other order: news come
by the day."""

LISTS = "headline order"
"""The place that stands for all lists of a site: where they agree, a new one is no exception."""

Mark = DateMark | LinkMark


class Visited(NamedTuple):
    """What a visit tells of the order in which a page prints day and month."""

    today: date | None = None
    """Its day; None where it is not known."""
    language: str = ""
    """As the page declares it: `en-GB`."""

    @property
    def order(self) -> Order | None:
        """The order in which this language is written; None where that does not tell."""
        return order_of_language(self.language)


UNKNOWN = Visited()


class ListOrders:
    """The order of day and month in each place of a page's lists, as far as the page proves it."""

    def __init__(self, marks: Iterable[Mark], blocks: Sequence[Block], visited: Visited) -> None:
        """`marks` are all dates of the page that may be those of headlines, in page order."""
        self._blocks = blocks
        self.fallback = visited.order
        """The order in which the language of the page is written; None where that is not one."""
        self._proven: dict[str, set[Order]] = {}
        self._open: dict[str, list[date]] = {}
        self.places: dict[int, str] = {}
        """The blocks with a date in numbers with slashes, each with its place."""
        for mark in marks:
            if mark.when is not None and "/" in _printed(blocks[mark.block]):
                self._take(mark.block, mark.when)
        for place, days in self._open.items():
            if place not in self._proven and (order := _by_sequence(days, visited.today)):
                self._proven[place] = {order}

    def _take(self, number: int, when: date) -> None:
        block = self._blocks[number]
        text = _printed(block)
        if not has_slashes(text):
            return
        place = self.places[number] = place_of(block)
        order = shown_order(text) or _by_machine_date(block, when)
        if order is not None:
            self._proven.setdefault(place, set()).add(order)
        else:
            self._open.setdefault(place, []).append(when)

    def open_place(self, blocks: Iterable[int], when: date) -> str | None:
        """The place of a date in one of these blocks, where that is another day in the other order;
        None where it is not."""
        for number in blocks:
            if number in self.places and when in days_either_way(_printed(self._blocks[number])):
                return self.places[number]
        return None

    def proven_in(self, blocks: Iterable[int]) -> frozenset[tuple[str, Order]]:
        """What dates in these blocks prove of their places."""
        places = {self.places[number] for number in blocks if number in self.places}
        return frozenset(
            (place, order) for place in places if (order := self.order(place)) is not None
        )

    def order(self, place: str) -> Order | None:
        """The order of a place; None where the page does not prove it."""
        orders = self._proven.get(place, set())
        return next(iter(orders)) if len(orders) == 1 else None

    def contradicts_itself(self, place: str) -> bool:
        """Whether dates of a place prove both orders: then nothing else tells."""
        return len(self._proven.get(place, ())) > 1


def place_of(block: Block) -> str:
    """The name of the place of a date in lists: the same in all entries of a list."""
    element = block.container
    return f"{LISTS} {element.tag}.{element.get('class') or ''}"


def in_order(when: date, order: Order) -> date:
    """A date that was read with the day first, in the order of its place."""
    return swapped(when) if order == "month_first" else when


def visited_by(page: Page, language: str = "") -> Visited:
    """What the visit of a page tells; `language` is that of its article, where the page declares
    none."""
    return Visited(page.fetched_at.date(), page.language or language)


class KnownOrders:
    """What pages of a site proved of the order in their lists."""

    def __init__(self, proven: Mapping[str, Iterable[str]] | None = None) -> None:
        """`proven` is what each place proved, as a memory of pages has it."""
        self._proven = {place: set(orders) for place, orders in (proven or {}).items()}

    def add(self, proven: Iterable[tuple[str, Order]]) -> None:
        """Take in what another page proved."""
        for place, order in slots_of_orders(proven):
            self._proven.setdefault(place, set()).add(order)

    def order(self, place: str) -> Order | None:
        """The order of a place, else of all lists; None where they contradict each other."""
        orders = self._proven.get(place) or self._proven.get(LISTS, set())
        if len(orders) != 1:
            return None
        return "month_first" if "month_first" in orders else "day_first"


NOTHING_PROVEN = KnownOrders()


def slots_of_orders(orders: Iterable[tuple[str, Order]]) -> set[tuple[str, str]]:
    """What the lists of a page prove, for the memory."""
    return {(one, order) for place, order in orders for one in (place, LISTS)}


def known_orders(memory: Boilerplate, language: str | None = None) -> KnownOrders:
    """What a memory of pages tells of the order in lists, those of one language or of all."""
    return KnownOrders(memory.said(LISTS, language))


def _printed(block: Block) -> str:
    """The text of a block with its dates for machines."""
    if not block.machine_dates:
        return block.text
    machine = [text for text, link in block.segments if link == MACHINE_DATE]
    return " | ".join([block.text, *(text for text in machine if "/" in text)])


def _by_machine_date(block: Block, when: date) -> Order | None:
    """The order that a date for machines beside a printed one proves."""
    for text, link in block.segments if block.machine_dates else ():
        if link != MACHINE_DATE or "/" in text:
            continue
        try:
            day = day_of(read_date(text))
        except DateError:
            continue
        if day in (when, swapped(when)):
            return "day_first" if day == when else "month_first"
    return None


def _by_sequence(days: Sequence[date], today: date | None) -> Order | None:
    """The one order in which no date of a place lies after the visit; else the one in which all are
    of one month; else the one in which they fall, as in a list with the newest first."""
    read: dict[Order, Sequence[date]] = {
        "day_first": days,
        "month_first": [swapped(day) for day in days],
    }
    if today is not None:
        tomorrow = today + timedelta(days=1)  # It has begun, east of here.
        read = {order: one for order, one in read.items() if max(one) <= tomorrow}
    if len(read) == 2 and len(set(days)) >= MIN_DAYS:
        of_one_month = {order: one for order, one in read.items() if _are_of_one_month(one)}
        read = of_one_month or read
    if len(read) == 2:
        read = {order: one for order, one in read.items() if _falls(one)}
    return next(iter(read)) if len(read) == 1 else None


def _are_of_one_month(days: Sequence[date]) -> bool:
    return len({(day.year, day.month) for day in days}) == 1


def _falls(days: Sequence[date]) -> bool:
    return (
        all(one >= other for one, other in pairwise(days))
        and sum(one > other for one, other in pairwise(days)) >= MIN_FALLS
    )
