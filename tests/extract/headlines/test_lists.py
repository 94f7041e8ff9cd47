"""extract.headlines.lists: the dated headlines of a page, and those of which the day is open."""

from __future__ import annotations

from datetime import date

from newscrawl.extract.headlines.date_order import KnownOrders
from newscrawl.extract.headlines.lists import DatedHeadline, HeadlineLists, Undecided
from newscrawl.identity.site import ArticleRef


def entry(number: int, day: date, block: int) -> DatedHeadline:
    return DatedHeadline(ArticleRef("en", str(number)), f"Of the number {number}", day, block)


SURE = entry(7, date(2026, 5, 13), 4)
OPEN = entry(8, date(2026, 6, 5), 2)
PLACE = "headline order td.day"


def test_an_entry_of_either_day_is_dated_as_other_pages_prove_else_as_its_language_is_written() -> (
    None
):
    lists = HeadlineLists([SURE], {}, frozenset(), (Undecided(OPEN, PLACE, "day_first"),))
    assert lists.dated() == [OPEN, SURE]
    known = KnownOrders({PLACE: ["month_first"]})
    assert lists.dated(known) == [OPEN._replace(published=date(2026, 5, 6)), SURE]
    untold = lists._replace(undecided=(Undecided(OPEN, PLACE, None),))
    assert untold.dated() == [SURE]
