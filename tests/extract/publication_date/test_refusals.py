"""Why a date cannot be the day of publication, wherever it stands."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from newscrawl.extract.boilerplate import Boilerplate
from newscrawl.extract.headlines.lists import DatedHeadline
from newscrawl.extract.publication_date.context import DateContext, Known
from newscrawl.extract.publication_date.refusals import MANY_PAGES, refusal
from newscrawl.extract.publication_date.visits import time_slot
from newscrawl.identity.article_id import ArticleRef

TODAY = date(2026, 1, 14)
SLOT = "meta date"


def known(
    says: list[str] | None = None,
    headlines: tuple[tuple[int, str], ...] = (),
    stamp: date | None = None,
) -> Known:
    """A page of today, and so many pages before it, whose place `SLOT` said these days."""
    memory = Boilerplate()
    for day in says or ():
        memory.learn("en", (), [(SLOT, day)] if day else [])
    entries = [
        DatedHeadline(
            ArticleRef("en", str(number)), f"Title {number}", date.fromisoformat(day), number
        )
        for number, day in headlines
    ]
    page = DateContext(
        ref=ArticleRef("en", "50"),
        title_block=1,
        title_in_sidebar=False,
        body_first=3,
        body_last=6,
        body_blocks=frozenset((3, 6)),
        head_first=16,
        headlines=entries,
        today=TODAY,
    )
    return Known(page, memory, "en", page.newest, page.successors, stamp, page.predecessors)


EVERY_DAY = [f"2026-01-{day:02}" for day in range(1, 9)]


@pytest.mark.parametrize(
    ("day", "page", "rule"),
    [
        ("2026-01-15", known(), "after_the_visit"),
        ("2026-01-09", known(), None),
        (
            "2026-01-09",
            known(headlines=((60, "2026-01-02"), (61, "2026-01-03"))),
            "later_than_its_successors",
        ),
        ("2026-01-09", known(headlines=((60, "2026-01-07"), (61, "2026-01-08"))), None),
        ("2026-01-09", known(headlines=((60, "2026-01-02"), (61, "2026-01-10"))), None),
        ("2026-01-09", known(headlines=((40, "2026-01-02"), (41, "2026-01-03"))), None),
        (
            "2021-03-04",
            known(["2021-03-04"] * 4, ((40, "2026-01-02"), (41, "2026-01-03"), (60, "2026-01-08"))),
            "same_and_before_its_predecessors",
        ),
        ("2021-03-04", known(["2021-03-04"] * 3, ((40, "2026-01-02"),)), None),
        ("2021-03-04", known(["2021-03-04"] * 4, ((60, "2026-01-02"),)), None),
        ("2026-01-09", known(["2026-01-09"] * 4, ((40, "2026-01-10"), (41, "2026-01-09"))), None),
        ("2026-01-09", known(["2026-01-09"] * MANY_PAGES), "same_on_many_pages"),
        ("2026-01-09", known(["2026-01-09"] * (MANY_PAGES - 1)), None),
        ("2026-01-09", known(["2026-01-05"] * MANY_PAGES), "never_changes"),
        ("2026-01-09", known(EVERY_DAY * 2), None),
        ("2026-01-14", known(), "today_and_nothing_known"),
        ("2026-01-14", known(["2026-01-14"] * 4), "today_on_every_page"),
        ("2026-01-14", known(["2026-01-13"] * 4), "today_on_every_page"),
        ("2026-01-14", known(EVERY_DAY), None),
        ("2026-01-14", known([""] * 8), None),
    ],
)
def test_a_refusal_names_its_rule(day: str, page: Known, rule: str | None) -> None:
    assert refusal(SLOT, date.fromisoformat(day), page) == rule


@pytest.mark.parametrize(
    ("claimed", "rule"),
    [
        ("2026-01-14T08:10:00+00:00", None),
        ("2026-01-14T11:30:00+00:00", "today_on_every_page"),
        ("2026-01-14", "today_on_every_page"),
    ],
)
def test_a_time_that_differs_from_page_to_page_and_lies_before_the_visit_is_no_clock(
    claimed: str, rule: str | None
) -> None:
    when = datetime.fromisoformat(claimed) if "T" in claimed else date.fromisoformat(claimed)
    page = known()
    noon = datetime(2026, 1, 14, 12, tzinfo=UTC)
    page = page._replace(page=page.page._replace(fetched_at=noon))
    for hour in range(8):
        said = [(SLOT, "2026-01-14"), (time_slot(SLOT), f"2026-01-14T0{hour}:15:00+00:00")]
        page.memory.learn("en", (), said)
    assert refusal(SLOT, when, page) == rule


@pytest.mark.parametrize(
    ("claimed", "rule"),
    [
        ("2025-10-02T06:30:00+00:00", "same_moment_on_every_page"),
        ("2025-10-02T00:00:00+00:00", None),
        ("2025-10-02", None),
    ],
)
def test_one_moment_on_the_first_pages_is_that_of_a_build(claimed: str, rule: str | None) -> None:
    page = known()
    for _ in range(4):
        page.memory.learn("en", (), [(SLOT, "2025-10-02"), (time_slot(SLOT), claimed)])
    when = datetime.fromisoformat(claimed) if "T" in claimed else date.fromisoformat(claimed)
    assert refusal(SLOT, when, page) == rule


def test_the_moments_of_a_busy_day_are_no_build() -> None:
    page = known()
    moments = [datetime(2025, 10, 2, hour, 30, tzinfo=UTC) for hour in range(8)]
    for moment in moments:
        said = [(SLOT, "2025-10-02"), (time_slot(SLOT), moment.isoformat())]
        page.memory.learn("en", (), said)
    assert refusal(SLOT, moments[0], page) is None


def test_a_stamp_one_day_ahead_is_the_clock_that_counts() -> None:
    tomorrow = TODAY + timedelta(days=1)
    assert refusal(SLOT, tomorrow, known(EVERY_DAY)) == "after_the_visit"
    assert refusal(SLOT, tomorrow, known(EVERY_DAY, stamp=tomorrow)) is None
    assert refusal(SLOT, tomorrow + timedelta(days=1), known(stamp=tomorrow)) == "after_the_visit"
