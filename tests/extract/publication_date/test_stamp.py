"""Which printed date is the stamp of the visit."""

from __future__ import annotations

from datetime import date

import pytest
from support.dated_pages import LATEST, STAMP, known_pages, rule_of, unknown
from support.paper_pages import (
    read,
    story,
)


@pytest.mark.parametrize(
    "place",
    [
        {"above": STAMP},
        {"below": STAMP},
        {
            "above": (
                "<div><a href=/>Paper</a> <span>14 Jan 2026</span> <a href=/ka/>ქართული</a></div>"
            )
        },
        {"below": "<table><tr><td>14 Jan 2026</td><td>© Paper</td></tr></table>"},
        {"below": "<footer><p>14 Jan 2026</p><p>© Paper 2026</p></footer>"},
        {"above": "<font size=1>Wednesday, 14 January 2026</font><br>"},
        {"under_title": STAMP},
    ],
    ids=[
        "header",
        "footer",
        "header line",
        "footer row",
        "footer element",
        "font",
        "under the title",
    ],
)
@pytest.mark.parametrize("learnt", [False, True])
def test_the_stamp_is_the_page_date_and_never_the_day_of_publication(
    place: dict[str, str], learnt: bool
) -> None:
    above, under_title, below = (
        place.get("above", ""),
        place.get("under_title", ""),
        place.get("below", "") + LATEST,
    )
    page = story(above=above, under_title=under_title, below=below)
    memory = known_pages(above=above, under_title=under_title, below=below) if learnt else None
    reading = read(page, memory=memory)
    assert reading.page_date == date(2026, 1, 14)
    assert unknown(reading)


def test_a_stamp_is_told_even_where_the_page_lists_no_news() -> None:
    reading = read(story(below=STAMP), memory=known_pages(below=STAMP))
    assert reading.page_date == date(2026, 1, 14)
    assert unknown(reading)


def test_a_stamp_one_day_ahead_of_our_clock_is_the_page_date() -> None:
    """The site lies east of UTC and its day begins first."""
    reading = read(story(below=LATEST + "<div>15 Jan 2026</div>"))
    assert reading.page_date == date(2026, 1, 15)
    assert unknown(reading)


def test_a_stamp_with_a_running_clock_is_told() -> None:
    reading = read(
        story(below=f"{LATEST}<div>14 Jan 2026, 12:11:49</div>"),
        memory=known_pages(below=LATEST + "<div>14 Jan 2026, 12:{n}:17</div>"),
    )
    assert reading.page_date == date(2026, 1, 14)
    assert unknown(reading)


def test_a_page_without_a_stamp_has_no_page_date() -> None:
    assert read(story(below=LATEST)).page_date is None
    assert read(story(below=LATEST, under_title="<div>12 January 2022</div>")).page_date is None


def test_a_date_of_a_neighbour_is_neither_stamp_nor_publication() -> None:
    reading = read(story(below=LATEST))
    assert reading.page_date is None
    assert unknown(reading)


def test_the_stamp_carries_the_rule_that_found_it() -> None:
    first = read(story(below=LATEST + STAMP))
    assert rule_of(first, "14 Jan 2026") == ("stamp", "alone_apart_from_title")
    later = read(story(below=LATEST + STAMP), memory=known_pages())
    assert rule_of(later, "14 Jan 2026") == ("stamp", "same_on_every_page")
