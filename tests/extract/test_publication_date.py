"""extract.published: which of a page's dates is the day of publication, which the stamp of the
visit, and which is neither."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from support.paper_pages import (
    FIRST,
    OTHER_TITLES,
    PROSE,
    SECOND,
    TITLE,
    day,
    html,
    memory_of,
    other_text,
    read,
    story,
)

from newscrawl.extract.article import Reading
from newscrawl.extract.boilerplate import Boilerplate

LATEST = (
    "<div><b>Latest news</b><ul><li><a href='/en/news/detail/7517'>A bridge of glass opens above"
    " the gorge</a> <span>09.Jan.2026</span></li><li><a href='/en/news/detail/7516'>Beekeepers of"
    " the valley count their hives</a> <span>08.Jan.2026</span></li></ul></div>"
)
STAMP = "<div>14 Jan 2026</div>"
OWN = date(2022, 1, 12)


def json_ld(**facts: object) -> str:
    return (
        "<script"
        f' type="application/ld+json">{json.dumps({"@context": "https://schema.org", "@type": "NewsArticle", **facts})}</script>'
    )


def unknown(reading: Reading) -> bool:
    return (reading.published, reading.published_text, reading.published_from) == (None, None, None)


def known_pages(
    under_title: str = "",
    head: str = "",
    above: str = "",
    below: str = LATEST + STAMP,
    count: int = 8,
) -> Boilerplate:
    """Pages of one template, each with a text of its own; `{n}` stands for a number that
    differs."""
    return memory_of(
        [
            story(
                f"<p>{other_text(n)}</p><p>{other_text(n + 40)}</p>",
                title=f"{OTHER_TITLES[n % 8]} ({n})",
                under_title=under_title.replace("{n}", str(10 + n)),
                head=head.replace("{n}", str(10 + n)),
                above=above,
                below=below.replace("{n}", str(10 + n)),
            )
            for n in range(count)
        ]
    )


# The stamp of the visit.


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


# The page's own date.


@pytest.mark.parametrize(
    "line",
    [
        "12 January 2022",
        "12.01.2022",
        "Published: 12 January 2022",
        "By Nino Example | 12 January 2022",
        "12 January 2022 | Politics",
        "Politics, 12/01/2022",
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


# What the page says to machines.


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2022-01-12">',
        '<meta name="date" content="2022-01-12">',
        '<meta name="DC.date.issued" content="12.01.2022">',
        '<meta name="pubdate" content="12 January 2022">',
        '<meta itemprop="datePublished" content="2022-01-12">',
        json_ld(datePublished="2022-01-12"),
        json_ld(datePublished="2022-01-12", dateModified="2023-05-05"),
        (
            '<script type="application/ld+json">{"@graph": [{"@type": "WebPage", "datePublished":'
            ' "2019-01-01"}, {"@type": "NewsArticle", "datePublished": "2022-01-12"}]}</script>'
        ),
        (
            '<script type="application/ld+json">[{"@type": "BreadcrumbList"}, '
            '{"@type": ["NewsArticle", "Thing"], "datePublished": "2022-01-12"}]</script>'
        ),
    ],
)
def test_metadata_of_the_article_give_the_day(head: str) -> None:
    reading = read(story(head=head, below=LATEST + STAMP))
    assert (reading.published, reading.published_from) == (OWN, "metadata")
    assert reading.page_date == date(2026, 1, 14)


@pytest.mark.parametrize(
    "markup",
    [
        '<span itemprop="datePublished" content="2022-01-12">long ago</span>',
        '<time itemprop="datePublished" datetime="2022-01-12">long ago</time>',
        '<span itemprop="datePublished">12 January 2022</span>',
        '<span property="schema:datePublished" content="2022-01-12">long ago</span>',
        '<span property="dc:date" content="2022-01-12">long ago</span>',
        '<meta itemprop="datePublished" content="2022-01-12">',
    ],
)
def test_microdata_and_rdfa_give_the_day(markup: str) -> None:
    reading = read(story(under_title=f"<p>{markup}</p>", below=LATEST + STAMP))
    assert (reading.published, reading.published_from) == (OWN, "metadata")


def test_microdata_of_a_list_of_other_articles_do_not_count() -> None:
    cards = "".join(
        '<div itemscope itemtype="https://schema.org/NewsArticle">'
        f'<a href="/en/news/detail/{n}" itemprop="headline">{title}</a>'
        f'<time itemprop="datePublished" datetime="2022-01-{n - 4690}">x</time></div>'
        for n, title in enumerate(OTHER_TITLES, 4701)
    )
    assert unknown(read(story(below=cards)))


def test_the_time_of_the_metadata_is_kept_with_its_offset() -> None:
    reading = read(story(head=json_ld(datePublished="2022-01-12T23:30:00+04:00"), below=LATEST))
    assert reading.published == datetime(2022, 1, 12, 19, 30, tzinfo=UTC)
    assert isinstance(reading.published, datetime)
    assert reading.published.utcoffset() == timedelta(hours=4)
    assert reading.published_text == "2022-01-12T23:30:00+04:00"


@pytest.mark.parametrize("name", ["dateModified", "dateCreated", "uploadDate", "expires"])
def test_other_dates_of_the_metadata_do_not_count(name: str) -> None:
    assert unknown(read(story(head=json_ld(**{name: "2022-01-12"}), below=LATEST)))


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:modified_time" content="2022-01-12">',
        '<meta property="og:updated_time" content="2022-01-12">',
        '<meta name="last-modified" content="2022-01-12">',
        '<meta http-equiv="expires" content="Wed, 12 Jan 2022 10:00:00 GMT">',
        '<meta property="article:published_time" content="">',
        '<meta property="article:published_time" content="0000-00-00">',
        '<meta property="article:published_time" content="recently">',
        '<meta property="article:published_time" content="2022">',
        json_ld(datePublished=None),
        json_ld(datePublished=[]),
        json_ld(datePublished={"@value": 12}),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished":'
            ' "2022-01-12"</script>'
        ),
        '<script type="application/ld+json"></script>',
        '<script type="application/ld+json">null</script>',
        '<script type="application/ld+json">[[[1, "x"], {"@type": 7}]]</script>',
    ],
)
def test_metadata_that_say_nothing_of_publication_give_nothing(head: str) -> None:
    assert unknown(read(story(head=head, below=LATEST)))


def test_metadata_that_name_the_day_of_the_visit_on_every_page_do_not_count() -> None:
    head = '<meta property="article:published_time" content="2026-01-14T12:00:00+00:00">'
    memory = known_pages(head=head)
    assert unknown(read(story(head=head, below=LATEST), memory=memory, number=7518))
    for number in (4666, 7518):
        assert unknown(read(story(head=head, below=LATEST), number=number)), (
            "one page alone cannot tell a clock from a date"
        )


def test_metadata_that_name_one_old_day_on_every_page_do_not_count() -> None:
    head = '<meta name="date" content="2014-03-02">'
    memory = known_pages(head=head, below=LATEST, count=24)
    assert unknown(read(story(head=head, below=LATEST), memory=memory))


def test_a_lying_claim_gives_way_to_the_byline() -> None:
    head = '<meta property="article:published_time" content="2026-01-14">'
    memory = known_pages(head=head, under_title="<p>{n} January 2022</p>")
    reading = read(
        story(head=head, under_title="<p>12 January 2022</p>", below=LATEST), memory=memory
    )
    assert (reading.published, reading.published_from) == (OWN, "page")


def test_a_claim_later_than_the_articles_that_came_after_is_a_lie() -> None:
    """Article 4666 cannot be younger than 7516 and 7517."""
    head = '<meta property="article:published_time" content="2026-01-13">'
    assert unknown(read(story(head=head, below=LATEST)))


def test_metadata_and_byline_agree_and_the_time_is_kept() -> None:
    reading = read(
        story(
            head=json_ld(datePublished="2022-01-12T10:00:00+04:00"),
            under_title="<p>12 January 2022</p>",
            below=LATEST + STAMP,
        )
    )
    assert reading.published == datetime(2022, 1, 12, 6, 0, tzinfo=UTC)
    assert reading.published_from == "metadata"


def test_a_page_of_today_that_prints_its_own_date_and_a_stamp_gives_both() -> None:
    page = story(under_title="<p>Published: 14 January 2026</p>", below=LATEST + STAMP)
    memory = known_pages(under_title="<p>Published: {n} January 2022</p>")
    reading = read(page, memory=memory, number=7518)
    assert reading.page_date == day("2026-01-14")
    assert (reading.published, reading.published_from) == (date(2026, 1, 14), "page")


def test_json_ld_of_a_neighbour_is_not_this_article() -> None:
    nodes = [
        {
            "@type": "NewsArticle",
            "url": "https://paper.test/en/news/detail/4703",
            "headline": OTHER_TITLES[0],
            "datePublished": "2026-01-09",
        },
        {
            "@type": "NewsArticle",
            "url": "https://paper.test/en/news/detail/4666",
            "headline": TITLE,
            "datePublished": "2022-01-12",
        },
    ]
    for ordered in (nodes, nodes[::-1]):
        reading = read(
            story(
                head=f'<script type="application/ld+json">{json.dumps(ordered)}</script>',
                below=LATEST,
            )
        )
        assert (reading.title, reading.published) == (TITLE, OWN)
