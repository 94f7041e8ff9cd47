"""Which printed date is the day of publication, and which is neither."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from support.dated_pages import LATEST, OWN, STAMP, known_pages, rule_of, unknown
from support.paper_pages import (
    FIRST,
    OTHER_TITLES,
    PROSE,
    SECOND,
    TITLE,
    html,
    memory_of,
    other_text,
    read,
    story,
)


@pytest.mark.parametrize(
    "line",
    [
        "12 January 2022",
        "12.01.2022",
        "Published: 12 January 2022",
        "By Nino Example | 12 January 2022",
        "12 January 2022 | Politics",
        "12 იანვარი 2022",
        "Опубликовано: 12 января 2022",
        "Wednesday, 12 January 2022",
        "12 January 2022. Updated: 13 January 2022",
        "Published 12 January 2022, updated 13 January 2022",
    ],
)
@pytest.mark.parametrize(
    "markup",
    [
        "<p>{}</p>",
        "<div><span>{}</span></div>",
        "<font size=1>{}</font><br>",
        "<p class=date>{}</p>",
        "<table><tr><td>{}</td></tr></table>",
    ],
)
def test_a_date_beside_the_title_is_the_day_of_publication(line: str, markup: str) -> None:
    reading = read(story(under_title=markup.format(line), below=LATEST + STAMP))
    assert reading.published == OWN
    assert reading.published_from == "page"
    assert reading.published_text
    assert reading.page_date == date(2026, 1, 14)
    assert reading.body == read(story()).body


@pytest.mark.parametrize(
    "line", ["By Nino Example | 12 January 2022", "Published: 12 January 2022"]
)
def test_a_date_right_behind_the_text_is_the_day_of_publication(line: str) -> None:
    reading = read(story(f"{PROSE}<p>{line}</p>", below=LATEST + STAMP))
    assert (reading.published, reading.published_from) == (OWN, "page")


def test_a_date_above_the_title_is_the_day_of_publication() -> None:
    reading = read(
        html(f"<div><p>12 January 2022</p><h1>{TITLE}</h1>{PROSE}</div><div>{LATEST}{STAMP}</div>")
    )
    assert (reading.published, reading.published_from) == (OWN, "page")


def test_where_most_pages_print_a_day_of_their_own_it_is_certain() -> None:
    """Fresh news: the day is the visit's own, and only the other pages tell that the place is not
    the stamp's."""
    memory = known_pages(under_title="<div>{n} January 2022</div>", below=LATEST)
    reading = read(
        story(under_title="<div>14 January 2026</div>", below=LATEST), memory=memory, number=7518
    )
    assert (reading.published, reading.published_from) == (date(2026, 1, 14), "page")


def test_what_every_page_prints_under_its_title_is_no_day_of_publication() -> None:
    page = story(under_title="<div>14 Jan 2026</div>", below=LATEST)
    assert unknown(
        read(page, memory=known_pages(under_title="<div>14 Jan 2026</div>", below=LATEST, count=20))
    )


def test_time_and_offset_are_kept() -> None:
    reading = read(
        story(
            under_title='<time datetime="2022-01-12T14:30:00+04:00">12 January</time>', below=LATEST
        )
    )
    assert reading.published == datetime(2022, 1, 12, 14, 30, tzinfo=timezone(timedelta(hours=4)))
    assert isinstance(reading.published, datetime)
    assert reading.published.utcoffset() == timedelta(hours=4)


def test_a_time_without_a_zone_is_left_out() -> None:
    """A moment needs an offset; a day does not."""
    reading = read(story(under_title="<p>12 January 2022, 14:30</p>", below=LATEST))
    assert reading.published == OWN
    assert not isinstance(reading.published, datetime)
    assert reading.published_text == "12 January 2022, 14:30"


@pytest.mark.parametrize(
    "line",
    [
        "Updated: 12 January 2022",
        "Last modified 12.01.2022",
        "Обновлено: 12.01.2022",
        "Updated 12 January 2022, 14:30",
    ],
)
def test_the_date_of_a_change_is_no_day_of_publication(line: str) -> None:
    assert unknown(read(story(under_title=f"<p>{line}</p>", below=LATEST)))


@pytest.mark.parametrize(
    "line",
    ["15 January 2026", "Published: 20 January 2026", "12 January 2027", "Posted on 14.02.2026"],
)
def test_a_future_date_is_no_day_of_publication(line: str) -> None:
    """Whether or not the page lists articles that came later."""
    head = '<meta property="article:published_time" content="2026-02-14">'
    for number, below in ((4666, LATEST), (7518, LATEST), (7518, "")):
        assert unknown(read(story(under_title=f"<p>{line}</p>", below=below), number=number))
        assert unknown(
            read(
                story(under_title=f"<p>{line}</p>", below=below),
                number=number,
                memory=known_pages(below=below),
            )
        )
        assert unknown(read(story(head=head, below=below), number=number))


@pytest.mark.parametrize(
    "text",
    [
        (
            "On 12 January 2022 the river had carried the old pier away, and it took four years to"
            " build another."
        ),
        "The ferry sailed on 12.01.2022 for the last time.",
        "12 January 2022 was the day when the old pier broke, and nobody has forgotten it since.",
        (
            "The storm (12 January 2022) had broken both piers, and no boat had sailed from that"
            " day to this."
        ),
    ],
)
def test_a_date_in_the_text_is_no_day_of_publication(text: str) -> None:
    for body in (
        f"<p>{text}</p>{PROSE}",
        f"<p>{FIRST}</p><p>{text}</p><p>{SECOND}</p>",
        f"{PROSE}<p>{text}</p>",
    ):
        reading = read(story(body, below=LATEST + STAMP))
        assert unknown(reading)
        assert text in (reading.body or "")


def test_a_date_in_the_title_is_no_day_of_publication() -> None:
    for title in ("The ferry of 12 January 2022", "12 January 2022: the day the pier broke"):
        reading = read(story(title=title, below=LATEST + STAMP))
        assert reading.title == title
        assert unknown(reading)


@pytest.mark.parametrize("learnt", [False, True])
@pytest.mark.parametrize(
    "body",
    [
        (
            f"<p>{FIRST}</p><table><tr><td>12.01.2022</td><td>17"
            f" boats</td></tr><tr><td>13.01.2022</td><td>19 boats</td></tr></table>{PROSE}"
        ),
        f"{PROSE}<div><b>Reader</b> <span>3.01.2022, 10:15</span><p>I was there.</p></div>",
        f"{PROSE}<div><h4>Events</h4><p>12.01.2022</p><p>Concert</p></div>",
    ],
    ids=["table", "comment", "events"],
)
def test_a_date_inside_or_below_the_text_is_no_day_of_publication(body: str, learnt: bool) -> None:
    assert unknown(read(story(body, below=LATEST), memory=known_pages() if learnt else None))


def test_a_date_of_a_comment_is_no_day_of_publication() -> None:
    comments = "".join(
        f"<div><b>Reader {n}</b> <span>{n}.01.2022, 10:15</span><p>I was there and the tea was"
        " good.</p></div>"
        for n in range(3, 6)
    )
    assert unknown(
        read(story(f"{PROSE}<div class=comments><h3>Comments</h3>{comments}</div>", below=LATEST))
    )


def test_a_partial_date_is_no_day_of_publication() -> None:
    for line in ("January 2022", "12 January", "2022", "Published: January 2022"):
        assert unknown(read(story(under_title=f"<p>{line}</p>", below=LATEST)))


@pytest.mark.parametrize(
    "line", ["© 2022", "Copyright 2014-2026 Paper", "Issue 12 (2022)", "Tel. 12-01-2022-33"]
)
def test_what_only_looks_like_a_date_is_none(line: str) -> None:
    assert unknown(read(story(under_title=f"<p>{line}</p>", below=LATEST)))


@pytest.mark.parametrize(
    ("line", "text", "rule"),
    [
        ("<p>Published: 12 January 2022</p>", "12 January 2022", ("own", "labelled")),
        ("<p>12 January 2022</p>", "12 January 2022", ("own", "older_than_the_news")),
        ("<p>16 January 2026</p>", "16 January 2026", ("refused", "after_the_visit")),
        ("<nav>12 January 2022</nav>", "12 January 2022", ("refused", "in_frame")),
    ],
)
def test_a_printed_date_carries_the_rule_that_decided(
    line: str, text: str, rule: tuple[str, str]
) -> None:
    assert rule_of(read(story(under_title=line, below=LATEST)), text) == rule


def test_of_two_dates_the_verdicts_say_why_the_one_was_taken() -> None:
    reading = read(
        story(under_title="<p>Published: 12 January 2022</p><h3>11 January 2022</h3>", below=LATEST)
    )
    assert rule_of(reading, "12 January 2022") == ("own", "labelled")
    assert rule_of(reading, "11 January 2022") == ("refused", "another_is_labelled")


def test_where_pages_are_known_the_reason_is_what_they_say() -> None:
    line = "<p>{n} January 2022</p>"
    pages = known_pages(under_title=line)
    assert rule_of(
        read(story(under_title=line.replace("{n}", "12"), below=LATEST), memory=pages),
        "12 January 2022",
    ) == ("own", "differs_from_page_to_page")
    rare = read(story(under_title="<p>12 January 2022</p>", below=LATEST), memory=known_pages())
    assert rule_of(rare, "12 January 2022") == ("own", "in_a_rare_place")


@pytest.mark.parametrize(
    ("line", "is_own"), [("11 January 2026", True), ("12 January 2026", False)]
)
def test_a_date_at_the_title_that_is_too_old_for_a_stamp_is_that_of_publication(
    line: str, is_own: bool
) -> None:
    reading = read(story(under_title=f"<p>{line}</p>"))
    assert (reading.published is not None) == is_own
    if is_own:
        assert rule_of(reading, line) == ("own", "older_than_the_visit")


def test_other_pages_prove_that_a_place_prints_the_month_first() -> None:
    page = story(under_title="<p>Published: 01/12/2022</p>", below=LATEST)
    for pages, published in (
        ("<p>Published: 12/{n}/2021</p>", date(2022, 1, 12)),
        ("<p>Published: {n}/12/2021</p>", date(2022, 12, 1)),
    ):
        memory = known_pages(under_title=pages)
        assert read(page, memory=memory).published == published


def test_a_printed_date_that_may_be_day_or_month_first_is_none_until_something_proves_it() -> None:
    reading = read(story(under_title="<p>Published: 01/12/2022</p>", below=LATEST))
    assert unknown(reading)
    assert rule_of(reading, "01/12/2022") == ("refused", "day_or_month_first")


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("Published: 12/01/2026", date(2026, 1, 12)),
        ("Published: 01/12/2026", date(2026, 1, 12)),
        ("Published: 01/13/2022", date(2022, 1, 13)),
        ("Published: 05/05/2022", date(2022, 5, 5)),
        ("<time datetime=2022-01-12>12/01/2022</time>", OWN),
        ("<time datetime=2022-01-12>01/12/2022</time>", OWN),
    ],
    ids=[
        "not yet",
        "not yet, month first",
        "number",
        "the same",
        "machines",
        "machines, month first",
    ],
)
def test_what_proves_the_order_of_a_printed_date(line: str, published: date) -> None:
    assert read(story(under_title=f"<p>{line}</p>")).published == published


def untitled(line: str, text: str = PROSE, title: str = TITLE) -> str:
    """A page that tells its title to browsers alone."""
    return html(f"<main>{line}{text}</main>", head=f"<title>{title}</title>")


def other_untitled(line: str, number: int) -> str:
    return untitled(line, f"<p>{other_text(number)}</p>" * 2, OTHER_TITLES[number % 8])


def test_without_a_printed_title_a_line_over_the_text_that_varies_gives_the_day() -> None:
    others = [other_untitled(f"<div>{day} January 2022</div>", day) for day in range(3, 11)]
    reading = read(untitled("<div>12 January 2022</div>"), memory=memory_of(others))
    assert (reading.title, reading.published) == (TITLE, OWN)
    assert unknown(read(untitled("<div>12 January 2022</div>"))), "one page alone cannot tell"


def test_without_a_printed_title_a_line_that_stands_still_is_no_day_of_publication() -> None:
    line = "<div>12 January 2022</div>"
    others = [other_untitled(line, number) for number in range(3, 11)]
    assert unknown(read(untitled(line), memory=memory_of(others)))


def test_a_byline_between_the_standfirst_and_the_text_is_the_articles() -> None:
    lead = "<p>The ferry sails again, and the tea is as hot as it was before the storm came.</p>"
    markup = story(body=f"{lead}<p class=byline>12 January 2022</p>{PROSE}", below=LATEST)
    assert read(markup).published == date(2022, 1, 12)
    chronicle = f"{PROSE}<p>12 January 2022</p>{PROSE}"
    assert read(story(body=chronicle, below=LATEST)).published is None


@pytest.mark.parametrize(
    ("language", "published"),
    [("en-GB", date(2022, 12, 1)), ("en-US", date(2022, 1, 12)), ("en", None)],
)
def test_the_language_of_a_page_tells_the_order_where_nothing_else_does(
    language: str, published: date | None
) -> None:
    page = story(under_title="<p>Published: 01/12/2022</p>", below=LATEST)
    assert read(page.replace("<html", f"<html lang={language}")).published == published


def test_a_date_for_machines_that_may_be_two_days_proves_nothing() -> None:
    line = "<p>Published: <time datetime=01/12/2022>01/12/2022</time></p>"
    assert unknown(read(story(under_title=line, below=LATEST)))


def test_a_weekday_proves_the_order_of_a_printed_date() -> None:
    page = story(under_title="<p>Published: Wednesday, 12/01/2022</p>", below=LATEST)
    assert read(page).published == date(2022, 1, 12)


@pytest.mark.parametrize(
    "line", ["Submitted by Nino Example on 12 January 2022", "12 January 2022", "Nino | 12.01.2022"]
)
def test_an_article_has_a_footer_of_its_own_which_may_stand_over_its_text(line: str) -> None:
    page = (
        "<html><body><main><article><h1>The night ferry returns</h1><footer><p>{}</p></footer>"
        f"<div>{PROSE}</div></article></main><footer><p>12 March 2021</p></footer></body></html>"
    )
    reading = read(page.format(line))
    assert (reading.published, reading.published_from) == (date(2022, 1, 12), "page")
    assert unknown(read(page.format("Harbour")))


def test_the_hour_of_the_newest_entry_is_no_day_of_publication() -> None:
    entries = "".join(
        f"<section><h4>1{day} January 2022, 14:0{day}</h4><p>{other_text(day)}</p></section>"
        for day in (4, 3, 2)
    )
    page = f"<html><body><h1>The ferry is adrift</h1><div>{{}}{entries}</div></body></html>"
    assert unknown(read(page.format("")))
    assert read(page.format("<p>12 January 2022</p>")).published == date(2022, 1, 12)
