"""Which claim of the metadata is believed, and what a doubt leaves."""

from __future__ import annotations

from datetime import date

import pytest
from support.dated_pages import LATEST, known_pages, rule_of, unknown
from support.paper_pages import read, story

from newscrawl.records import moment

TODAY = '<meta property="article:published_time" content="2026-01-14T08:10:00+04:00">'
NUMBER = 7518
"""Younger than all articles that the page lists."""


@pytest.mark.parametrize(
    "behind",
    [
        {"head": TODAY + '<meta name="pubdate" content="2025-12-18">'},
        {
            "head": TODAY,
            "below": "<div itemscope><span itemprop=datePublished content=2025-12-18></span></div>",
        },
    ],
)
def test_behind_a_doubted_claim_of_today_the_next_one_is_a_neighbours(
    behind: dict[str, str],
) -> None:
    assert unknown(read(story(**behind), number=NUMBER))


def test_a_claim_behind_a_doubt_carries_the_rule() -> None:
    head = TODAY + '<meta name="pubdate" content="2025-12-18">'
    reading = read(story(head=head), number=NUMBER)
    assert rule_of(reading, "2026-01-14T08:10:00+04:00") == ("refused", "today_and_nothing_known")
    assert rule_of(reading, "2025-12-18") == ("refused", "after_a_doubt")


@pytest.mark.parametrize(
    "line",
    ["<p>Published: 14 January 2026</p>", "<p>By Nino Example | 14 January 2026, 08:10</p>"],
)
def test_a_claim_of_today_that_a_byline_repeats_is_believed(line: str) -> None:
    reading = read(story(head=TODAY, under_title=line, below=LATEST), number=NUMBER)
    assert reading.published_from == "metadata"
    assert rule_of(reading, "2026-01-14T08:10:00+04:00") == ("own", "printed_too")


@pytest.mark.parametrize(
    "page",
    [
        {"under_title": "<p>14 January 2026</p>"},
        {"under_title": "<p>Updated: 14 January 2026</p>"},
        {"above": "<nav>Published: 14 January 2026</nav>"},
    ],
    ids=["no label", "a change", "frame"],
)
def test_a_stamp_repeats_nothing(page: dict[str, str]) -> None:
    assert unknown(read(story(head=TODAY, below=LATEST, **page), number=NUMBER))


def test_a_byline_of_another_day_goes_before_a_doubted_claim() -> None:
    line = "<p>Published: 12 January 2022</p>"
    reading = read(story(head=TODAY, under_title=line, below=LATEST))
    assert (reading.published, reading.published_from) == (date(2022, 1, 12), "page")


def test_the_articles_of_a_busy_day_are_dated_by_their_times() -> None:
    head = '<meta property="article:published_time" content="2026-01-14T{n}:15:00+04:00">'
    page = story(head=head.replace("{n}", "12"), below=LATEST)
    assert read(page, memory=known_pages(head=head), number=NUMBER).published is not None
    a_clock = head.replace("{n}:15:00+04:00", "12:00:{n}Z")
    page = story(head=a_clock.replace("{n}", "30"), below=LATEST)
    assert unknown(read(page, memory=known_pages(head=a_clock), number=NUMBER))


def test_a_claim_that_may_be_day_or_month_first_is_no_date() -> None:
    reading = read(story(head='<meta name="pubdate" content="11/01/2025 12:43">'), number=NUMBER)
    assert unknown(reading)
    assert rule_of(reading, "11/01/2025 12:43") == ("refused", "day_or_month_first")


@pytest.mark.parametrize(
    ("claim", "published"),
    [("05/13/2025", "2025-05-13"), ("13/05/2025", "2025-05-13"), ("05/05/2025", "2025-05-05")],
)
def test_a_number_above_twelve_proves_the_order(claim: str, published: str) -> None:
    reading = read(story(head=f'<meta name="pubdate" content="{claim}">'), number=NUMBER)
    assert (reading.published, reading.published_text) == (date.fromisoformat(published), claim)


@pytest.mark.parametrize(
    ("pages", "published"),
    [("05/{n}/2025", date(2025, 11, 1)), ("{n}/05/2025", date(2025, 1, 11))],
)
def test_other_pages_prove_the_order_of_the_same_place(pages: str, published: date) -> None:
    head = '<meta name="pubdate" content="{}">'
    memory = known_pages(head=head.format(pages))
    reading = read(story(head=head.format("11/01/2025")), memory=memory, number=NUMBER)
    assert reading.published == published


def test_where_pages_contradict_each_other_the_order_stays_unknown() -> None:
    head = '<meta name="pubdate" content="05/{n}/2025"><meta name="pubdate" content="{n}/05/2025">'
    page = story(head='<meta name="pubdate" content="11/01/2025">')
    assert unknown(read(page, memory=known_pages(head=head), number=NUMBER))


@pytest.mark.parametrize(
    ("behind", "published"),
    [("T10:00:00", "2021-06-01"), ("T10:01:12", "2021-06-01"), ("T10:30:00", "2022-03-05T10:30")],
)
def test_a_publication_right_behind_the_last_change_is_of_the_same_save(
    behind: str, published: str
) -> None:
    head = (
        '<meta property="article:modified_time" content="2022-03-05T10:00:00+04:00">'
        f'<meta property="article:published_time" content="2022-03-05{behind}+04:00">'
    )
    page = story(head=head, under_title="<p>Published 1 June 2021</p>")
    assert (moment(read(page).published) or "").startswith(published)
    assert (moment(read(story(head=head)).published) or "").startswith(f"2022-03-05{behind}")


@pytest.mark.parametrize(
    ("changed", "published"),
    [("2022-03-05", "2021-06-01"), ("2022-03-04", "2021-06-01"), ("2022-02-20", "2022-03-05")],
)
def test_a_day_right_behind_that_of_the_last_change_yields_to_the_printed_one(
    changed: str, published: str
) -> None:
    head = (
        f'<meta property="article:modified_time" content="{changed}">'
        '<meta property="article:published_time" content="2022-03-05">'
    )
    page = story(head=head, under_title="<p>Published 1 June 2021</p>")
    assert moment(read(page).published) == published
    assert moment(read(story(head=head)).published) == "2022-03-05"


def test_a_moment_of_the_day_of_the_last_change_yields_to_the_printed_day() -> None:
    head = (
        '<meta property="article:modified_time" content="2022-03-05">'
        '<meta property="article:published_time" content="2022-03-05T00:00:00+04:00">'
    )
    page = story(head=head, under_title="<p>Published 1 June 2021</p>")
    assert moment(read(page).published) == "2021-06-01"
