"""Which printed date is the stamp of the visit."""

from __future__ import annotations

from datetime import date, datetime

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


@pytest.mark.parametrize(("printed", "is_stamp"), [("12 Jan 2026", True), ("11 Jan 2026", False)])
def test_a_page_alone_shows_a_stamp_of_the_days_of_the_visit_only(
    printed: str, is_stamp: bool
) -> None:
    reading = read(story(below=LATEST + f"<div>{printed}</div>"))
    assert reading.page_date == (date(2026, 1, 12) if is_stamp else None)
    assert unknown(reading)


def test_a_dateline_of_years_ago_leaves_the_claim_of_that_day_alone() -> None:
    claim = '<meta property="article:published_time" content="2022-01-12T09:00:00+04:00">'
    places = "".join(f"<li>{place}</li>" for place in ("Sea", "Town", "Market", "Weather", "Notes"))
    reading = read(story(head=claim, above=f"<p>12 January 2022</p><ul>{places}</ul>"))
    assert (reading.published_from, reading.page_date) == ("metadata", None)
    assert reading.published == datetime.fromisoformat("2022-01-12T09:00:00+04:00")


def test_pages_that_agree_prove_a_stamp_of_any_day() -> None:
    stamp = "<div>2 Nov 2025</div>"
    old = stamp + LATEST.replace("Jan.2026", "Oct.2025")
    reading = read(story(below=old), memory=known_pages(below=old))
    assert reading.page_date == date(2025, 11, 2)
