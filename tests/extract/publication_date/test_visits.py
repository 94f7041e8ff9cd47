"""What the place of a date says from visit to visit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from datetime import time as time_of_day

import pytest
from support.dated_pages import json_ld
from support.paper_pages import OTHER_TITLES, an_article, other_text, story

from newscrawl.extract.boilerplate import Boilerplate
from newscrawl.extract.publication_date.visits import (
    differs,
    is_clock,
    said_on,
    stood_still,
    varies,
    visit_slot,
)

FIRST = date(2026, 1, 14)
SLOT = "div.line"
Visits = Sequence[tuple[int, Sequence[int]]]
"""Days since the first visit; and what the pages of that visit said, as days likewise."""


def memory_of(visits: Visits) -> Boilerplate:
    memory = Boilerplate()
    for visited, said in visits:
        for one in said:
            when = FIRST + timedelta(days=one)
            on = FIRST + timedelta(days=visited)
            memory.learn(
                "en", (), [(SLOT, when.isoformat()), (visit_slot(SLOT), said_on(on, when))]
            )
    return memory


STAMP: Visits = [(0, [0] * 6), (1, [1] * 3), (5, [5])]
KEPT_BY_A_CACHE: Visits = [(0, [-1] * 6), (1, [0] * 3), (5, [4])]
BUILD: Visits = [(0, [-3] * 6), (7, [5] * 3)]
BYLINE: Visits = [(0, [-9, -4, -4, -1]), (1, [1, -4]), (2, [2])]
ONE_A_DAY: Visits = [(day, [-day * 3]) for day in range(6)]
BUSY_DAY: Visits = [(0, [0] * 6)]


@pytest.mark.parametrize(
    ("visits", "clock", "different", "still"),
    [
        (STAMP, True, False, True),
        (KEPT_BY_A_CACHE, True, False, True),
        (BUILD, False, False, True),
        (BYLINE, False, True, False),
        (ONE_A_DAY, False, True, False),
        (BUSY_DAY, True, False, True),
        ([(0, [0] * 3)], False, False, False),
    ],
    ids=["stamp", "cache", "build", "byline", "one a day", "busy day", "too few"],
)
def test_what_goes_with_the_visits(
    visits: Visits, clock: bool, different: bool, still: bool
) -> None:
    memory = memory_of(visits)
    assert is_clock(memory, "en", SLOT) == clock
    assert varies(memory, "en", SLOT) == different
    assert stood_still(memory, "en", SLOT) == still


def test_moments_of_a_busy_day_differ_though_their_days_go_with_the_visit() -> None:
    memory = Boilerplate()
    for hour in range(6):
        when = datetime.combine(FIRST, time_of_day(hour), UTC)
        memory.learn("en", (), [(visit_slot(SLOT), said_on(FIRST, when))])
    assert is_clock(memory, "en", SLOT)
    assert differs(memory, "en", SLOT)
    assert not stood_still(memory, "en", SLOT)


def test_a_memory_that_knows_no_visits_tells_by_all_its_pages() -> None:
    memory = Boilerplate()
    for day in range(6):
        memory.learn("en", (), [(SLOT, (FIRST + timedelta(days=day)).isoformat())])
    assert varies(memory, "en", SLOT)
    assert not stood_still(memory, "en", SLOT)


def test_what_was_taken_down_is_no_date() -> None:
    memory = memory_of(STAMP)
    memory.learn("en", (), [(visit_slot(SLOT), "[taken down]")])
    assert is_clock(memory, "en", SLOT)


# Lives of small sites, a visit a day.

STAMPS = {
    "with a button": {"under_title": "<div><span>{d:%d.%m.%Y}</span> <span>Share</span></div>"},
    "with a weekday": {"under_title": "<div>{d:%A}, {day} {d:%B %Y} <a href='#'>Print</a></div>"},
    "by itself": {"under_title": "<p>{day} {d:%B %Y}</p>"},
    "in a row": {"under_title": "<table><tr><td>{d:%d.%m.%Y}</td><td>Our town</td></tr></table>"},
    "over the title": {"above": "<span>{d:%A}, {day} {d:%B %Y}</span>"},
    "for machines": {"under_title": "<time datetime='{d}'>{day} {d:%B %Y}</time>"},
    "as a claim": {"head": "<meta name='date' content='{d}'>"},
    "as JSON-LD": {"head": json_ld(datePublished="DAY")},
    "with a time": {"head": json_ld(datePublished="DAYT03:00:00Z")},
}
LATEST = (
    "<div><b>Latest</b><ul><li><a href='/en/news/detail/7517'>A bridge of glass opens above"
    " the gorge</a> <span>{d:%d.%m.%Y}</span></li><li><a href='/en/news/detail/7516'>Beekeepers"
    " count their hives</a> <span>{d:%d.%m.%Y}</span></li></ul></div>"
)


def filled(markup: str, day: date) -> str:
    if "DAY" in markup:
        return markup.replace("DAY", day.isoformat())
    if "{d" not in markup:
        return markup
    return markup.format(d=day, day=day.day)


def page(number: int, visited: date, stamp: dict[str, str], latest: bool) -> str:
    parts = {place: filled(markup, visited) for place, markup in stamp.items()}
    if latest:
        parts["below"] = filled(LATEST, visited - timedelta(days=3))
    return story(
        f"<p>{other_text(number)}</p><p>{other_text(number + 40)}</p>",
        title=f"{OTHER_TITLES[number % 8]} ({number})",
        **parts,
    )


@pytest.mark.parametrize("latest", [False, True], ids=["no list", "list"])
@pytest.mark.parametrize("a_day", [1, 3, 10])
@pytest.mark.parametrize("stamp", STAMPS.values(), ids=STAMPS)
def test_the_stamp_is_never_the_day_of_publication(
    stamp: dict[str, str], a_day: int, latest: bool
) -> None:
    """Ten articles are read on the first day, and few of them again on each day after it."""
    memory = Boilerplate()
    for passed in range(7):
        visited = FIRST + timedelta(days=passed)
        again = range(10) if passed == 0 else [(passed * 3 + one) % 10 for one in range(a_day)]
        pages = [
            an_article(
                page(number, visited, stamp, latest),
                number=number,
                fetched_at=datetime.combine(visited, time_of_day(9, 30), UTC),
            )
            for number in again
        ]
        for article in pages:
            article.teach(memory)
        readings = [article.read(memory) for article in pages]
        assert [reading.published for reading in readings] == [None] * len(pages)


@pytest.mark.parametrize("a_day", [1, 3, 10])
def test_a_byline_beside_the_stamp_is_read_on_every_day(a_day: int) -> None:
    memory = Boilerplate()
    for passed in range(7):
        visited = FIRST + timedelta(days=passed)
        again = range(10) if passed == 0 else [(passed * 3 + one) % 10 for one in range(a_day)]
        pages = []
        for number in again:
            own = FIRST - timedelta(days=number)
            stamp = {
                "above": "<div>{day} {d:%B %Y}</div>",
                "under_title": f"<p>{own.day} {own:%B %Y}</p>",
            }
            pages.append(
                an_article(
                    page(number, visited, stamp, latest=False),
                    number=number,
                    fetched_at=datetime.combine(visited, time_of_day(9, 30), UTC),
                )
            )
        for article in pages:
            article.teach(memory)
        for number, article in zip(again, pages, strict=True):
            reading = article.read(memory)
            assert reading.published == FIRST - timedelta(days=number)
            assert reading.page_date == visited


def test_articles_that_are_read_on_their_days_are_told_from_a_clock_by_their_times() -> None:
    memory = Boilerplate()
    for passed in range(8):
        at = datetime.combine(FIRST + timedelta(days=passed), time_of_day(20), UTC)
        claimed = at - timedelta(hours=3 + passed % 5, minutes=7 * passed)
        head = json_ld(datePublished=claimed.isoformat())
        markup = page(passed, at.date(), {"head": head}, latest=False)
        article = an_article(markup, number=passed, fetched_at=at)
        article.teach(memory)
        if memory.knows("en"):
            assert article.read(memory).published == claimed
    old = json_ld(datePublished="2025-11-03T10:15:00+00:00")
    article = an_article(page(9, FIRST, {"head": old}, latest=False), number=9, fetched_at=at)
    published = article.read(memory).published
    assert published is not None
    assert published.isoformat() == "2025-11-03T10:15:00+00:00"
