"""extract.headlines.date_order: day or month first in the lists of a page."""

from __future__ import annotations

from datetime import date

import pytest
from support.paper_pages import OTHER_TITLES, an_article, headlines, memory_of

from newscrawl.extract.headlines.date_order import KnownOrders, Visited


def page(days: list[str], entry: str) -> str:
    entries = "".join(
        entry.format(href=f"/en/news/detail/{4700 + place}", title=title, day=day)
        for place, (title, day) in enumerate(zip(OTHER_TITLES, days, strict=False))
    )
    return f"<html><body><h1>News</h1><ul>{entries}</ul></body></html>"


ENTRIES = {
    "beside": "<li><a href={href}>{title}</a> <i class=d>{day}</i></li>",
    "before": "<li><span>{day}</span><br><a href={href}>{title}</a></li>",
    "inside": "<li><a href={href}>{day} | {title}</a></li>",
    "row": "<tr><td>{day}</td><td><a href={href}>{title}</a></td></tr>",
}


@pytest.mark.parametrize("entry", ENTRIES.values(), ids=ENTRIES)
@pytest.mark.parametrize(
    ("days", "read"),
    [
        (["05/13/2025", "05/04/2025", "04/30/2025"], ["2025-05-13", "2025-05-04", "2025-04-30"]),
        (["13/05/2025", "04/05/2025", "30/04/2025"], ["2025-05-13", "2025-05-04", "2025-04-30"]),
    ],
    ids=["month first", "day first"],
)
def test_one_date_of_a_place_proves_the_order_of_all(
    entry: str, days: list[str], read: list[str]
) -> None:
    assert [day for _, _, day in headlines(page(days, entry))] == read


def days_of(days: list[str], *, entry: str = "beside", **told: object) -> list[str]:
    visited = Visited(date(2025, 12, 20), str(told.get("language", "")))
    if isinstance(today := told.get("today"), date):
        visited = visited._replace(today=today)
    known = KnownOrders()
    known.add(told.get("proven", ()))  # type: ignore[arg-type]
    return [
        day for _, _, day in headlines(page(days, ENTRIES[entry]), visited=visited, known=known)
    ]


OPEN = ["03/05/2025", "02/05/2025", "01/05/2025"]
MAY = ["2025-05-03", "2025-05-02", "2025-05-01"]
FIRSTS = ["2025-03-05", "2025-02-05", "2025-01-05"]


@pytest.mark.parametrize("entry", ENTRIES)
def test_a_date_that_may_be_read_in_two_ways_is_none_until_something_proves_it(entry: str) -> None:
    assert days_of(OPEN, entry=entry) == []
    assert days_of(["05/05/2025", *OPEN], entry=entry) == ["2025-05-05"]


def test_another_place_proves_nothing() -> None:
    other = "<div class=comment><b>Nino</b> 05/13/2025<p>I was on the pier that day, too.</p></div>"
    markup = page(OPEN, ENTRIES["beside"]).replace("</body>", f"{other}</body>")
    assert headlines(markup) == []


@pytest.mark.parametrize(
    ("language", "read"),
    [
        ("en-GB", MAY),
        ("en_IN", MAY),
        ("fr", MAY),
        ("pt-BR", MAY),
        ("en-us", FIRSTS),
        ("en-Latn-US", FIRSTS),
        ("es-PR", FIRSTS),
        ("en", []),
        ("en-CA", []),
        ("fr-CA", []),
        ("ru", []),
        ("", []),
    ],
)
def test_a_language_with_its_region_tells_where_it_writes_such_dates_in_one_order(
    language: str, read: list[str]
) -> None:
    assert days_of(OPEN, language=language) == read


def test_what_the_dates_of_a_place_prove_goes_before_the_language() -> None:
    assert days_of(["31/05/2025", *OPEN], language="en-US")[1:] == MAY


def test_dates_of_a_place_that_prove_both_orders_leave_the_others_without_one() -> None:
    days = ["31/05/2025", "05/30/2025", *OPEN]
    assert days_of(days, language="en-GB") == ["2025-05-31", "2025-05-30"]


@pytest.mark.parametrize(
    ("days", "read"),
    [
        # In the other order the newest would be of the day after tomorrow, or later.
        (["06/04/2025", "05/04/2025"], ["2025-04-06", "2025-04-05"]),
        (["04/06/2025", "04/05/2025"], ["2025-04-06", "2025-04-05"]),
        # Both are possible.
        (["03/04/2025", "02/04/2025"], []),
        # Neither is.
        (["06/07/2025", "05/07/2025"], []),
    ],
    ids=["day first", "month first", "either", "neither"],
)
def test_no_headline_is_of_a_day_after_the_visit(days: list[str], read: list[str]) -> None:
    assert days_of(days, today=date(2025, 4, 6)) == read


@pytest.mark.parametrize(
    ("days", "read"),
    [
        (
            ["02/12/2025", "09/11/2025", "08/11/2025", "10/10/2025", "07/10/2025"],
            ["2025-12-02", "2025-11-09", "2025-11-08", "2025-10-10", "2025-10-07"],
        ),
        (
            ["12/02/2025", "11/09/2025", "11/08/2025", "10/10/2025", "10/07/2025"],
            ["2025-12-02", "2025-11-09", "2025-11-08", "2025-10-10", "2025-10-07"],
        ),
        (["02/12/2025", "09/11/2025", "08/11/2025"], []),
        (["08/06/2025", "07/05/2025", "06/04/2025", "05/03/2025", "04/02/2025"], []),
        (["03/11/2025", "09/12/2025", "02/10/2025", "04/12/2025", "10/11/2025"], []),
    ],
    ids=["day first", "month first", "too few", "falls in both", "falls in neither"],
)
def test_a_list_with_the_newest_first_falls_in_the_right_order_alone(
    days: list[str], read: list[str]
) -> None:
    assert days_of(days) == read


def test_a_weekday_or_a_date_for_machines_beside_one_proves_it() -> None:
    weekday = "<li><a href={href}>{title}</a> <i>Friday, {day}</i></li>"
    assert [day for *_, day in headlines(page(["05/12/2025"], weekday))] == ["2025-12-05"]
    for machine, read in (("2025-05-03", MAY), ("2025-03-05", FIRSTS)):
        markup = page(OPEN, "<li><a href={href}>{title}</a> <time>{day}</time></li>")
        markup = markup.replace("<time>03", f"<time datetime={machine}>03")
        assert [day for *_, day in headlines(markup)] == read
    bare = page(OPEN, "<li><a href={href}>{title}</a> <time datetime={day}></time></li>")
    assert headlines(bare) == []


def test_other_pages_of_the_site_prove_the_order_of_a_place_or_of_all_lists() -> None:
    for place in ("headline order li.", "headline order td."):
        assert days_of(OPEN, proven=[(place, "month_first")]) == FIRSTS
    other = [("headline order td.", "month_first"), ("headline order td.x", "day_first")]
    assert days_of(OPEN, proven=other) == []
    assert days_of(OPEN, proven=[*other, ("headline order li.", "day_first")]) == MAY


def test_an_article_page_learns_the_order_of_its_lists_from_others() -> None:
    article = an_article(page(OPEN, ENTRIES["beside"]))
    assert article.headlines(memory_of([page(OPEN, ENTRIES["beside"])])) == []
    taught = memory_of([page(["05/13/2025", "05/12/2025"], ENTRIES["beside"])])
    assert [entry.published.isoformat() for entry in article.headlines(taught)] == FIRSTS
    assert article.read(taught).headlines == article.headlines(taught)


@pytest.mark.parametrize(
    ("days", "read"),
    [
        (["09/01", "08/01", "07/01", "05/01", "02/01"], ["09", "08", "07", "05", "02"]),
        (["01/09", "01/08", "01/05", "01/04", "01/02"], ["09", "08", "05", "04", "02"]),
        (["02/01", "09/01", "05/01", "08/01", "07/01"], ["02", "09", "05", "08", "07"]),
        (["02/01", "09/01", "05/01", "08/01"], []),
    ],
    ids=["day first", "month first", "in no order", "too few"],
)
def test_news_of_one_month_are_not_of_one_day_of_many_months(
    days: list[str], read: list[str]
) -> None:
    assert days_of([f"{day}/2025" for day in days]) == [f"2025-01-{day}" for day in read]
