"""Claims of the metadata beside the printed dates: which of them is believed."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from support.dated_pages import LATEST, OWN, STAMP, json_ld, known_pages, unknown
from support.paper_pages import (
    OTHER_TITLES,
    TITLE,
    day,
    read,
    story,
)


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


def test_every_claim_carries_the_rule_that_decided() -> None:
    head = (
        '<meta property="article:published_time" content="some day">'
        '<meta name="pubdate" content="2022-01-12">'
        '<meta name="dc.date" content="2022-01-11">'
    )
    reading = read(story(head=head, below=LATEST))
    assert [(one.text, one.outcome, one.rule) for one in reading.date_verdicts] == [
        ("some day", "refused", "unreadable"),
        ("2022-01-12", "own", "best_claim"),
        ("2022-01-11", "refused", "better_claim"),
    ]
