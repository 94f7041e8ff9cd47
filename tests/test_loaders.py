"""loaders: a site's own selectors come first, the reading fills what they leave empty, and half an
article is none."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from scrapy.http import HtmlResponse

from newscrawl.errors import PageError
from newscrawl.extract.headlines.lists import DatedHeadline
from newscrawl.extract.reading import Reading
from newscrawl.identity.site import ArticleRef
from newscrawl.items import Article, Headline, OwnDate
from newscrawl.loaders import ArticleLoader, HeadlineLoader

NOON = datetime(2026, 1, 14, 12, 0, tzinfo=UTC)
PAGE = """<h1>The  ferry
returns</h1><h2></h2><div class=lead>First&nbsp;words.</div><div class=text><p>It sailed.</p><p> </p><p>At  seven.</p></div>
<p class=by>Nino Example</p><p class=by>Luka Sample</p><p class=at>9 January 2026</p>"""
KNOWN: dict[str, Any] = {
    "id": "paper/en/7",
    "url": "https://paper.test/en/news/detail/7",
    "language": "en",
    "fetched_at": NOON,
    "fetched_from": "http://x.test/7",
}
READING = Reading(
    title="The ferry, as read",
    body="One paragraph.\n\nAnother.",
    headlines=[DatedHeadline(ArticleRef("en", "8"), "A bridge opens", date(2026, 1, 9), 3)],
    published=date(2022, 1, 12),
    published_text="12 January 2022",
    published_from="page",
    page_date=date(2026, 1, 14),
    section="Harbour",
    authors=["Reader"],
    image="https://paper.test/i/a.jpg",
    description="What became of the ferry.",
    modified=date(2022, 1, 13),
    tags=["Ferries"],
)
NOTHING = Reading(None, None, [], None, None, None, None, None)


def a_loader() -> ArticleLoader:
    response = HtmlResponse("https://paper.test/en/news/detail/7", body=PAGE, encoding="utf-8")
    return ArticleLoader(response=response, selector=response.selector)


def test_the_reading_alone_makes_an_article() -> None:
    loader = a_loader()
    loader.add_reading(READING)
    article = loader.load_article(**KNOWN)
    assert isinstance(article, Article)
    for name in (
        "title",
        "body",
        "headlines",
        "published",
        "published_text",
        "published_from",
        "page_date",
        "section",
        "authors",
        "image",
        "description",
        "modified",
        "tags",
    ):
        assert getattr(article, name) == getattr(READING, name), name
    for name, value in KNOWN.items():
        assert getattr(article, name) == value, name


def test_a_sites_selectors_win_over_the_reading() -> None:
    loader = a_loader()
    loader.add_css("title", "h1::text")
    loader.add_css("body", ".lead::text, .text p:not(:nth-child(2))::text")
    loader.add_css("authors", ".by::text")
    loader.add_value("section", " Piers\n")
    loader.add_value("tags", [" Piers", "boats"])
    loader.add_value("description", "\nAt seven ")
    loader.add_reading(READING)
    article = loader.load_article(**KNOWN)
    assert article.title == "The ferry returns"
    assert article.body == "First words.\n\nIt sailed.\n\nAt seven."
    assert article.authors == ["Nino Example", "Luka Sample"]
    assert article.section == "Piers"
    assert (article.tags, article.description) == (["Piers", "boats"], "At seven")
    assert article.image == READING.image, "what the site does not name is filled by the reading"


@pytest.mark.parametrize("selector", ["h5::text", ".none::text", "h2::text"])
def test_a_selector_that_finds_nothing_leaves_the_field_to_the_reading(selector: str) -> None:
    loader = a_loader()
    for name in ("title", "body", "authors"):
        loader.add_css(name, selector)
    loader.add_reading(READING)
    article = loader.load_article(**KNOWN)
    assert (article.title, article.body, article.authors) == (
        READING.title,
        READING.body,
        READING.authors,
    )


def test_of_several_selectors_the_first_wins() -> None:
    loader = a_loader()
    loader.add_css("title", ".by::text")
    loader.add_css("title", "h1::text")
    loader.add_reading(READING)
    assert loader.load_article(**KNOWN).title == "Nino Example"


def test_what_the_page_does_not_show_is_none_or_empty() -> None:
    loader = a_loader()
    loader.add_reading(replace(NOTHING, title="T", body="B"))
    article = loader.load_article(**KNOWN)
    for name in ("published", "published_text", "published_from", "page_date", "section", "image"):
        assert getattr(article, name) is None, name
    assert (article.headlines, article.authors) == ([], [])


@pytest.mark.parametrize(
    ("reading", "missing"),
    [
        (NOTHING, ("title", "body")),
        (replace(NOTHING, title="T"), ("body",)),
        (replace(NOTHING, body="B"), ("title",)),
        (replace(READING, title=""), ("title",)),
        (replace(READING, body=""), ("body",)),
    ],
)
def test_a_page_without_title_or_body_is_an_error_that_names_what_is_missing(
    reading: Reading, missing: tuple[str, ...]
) -> None:
    loader = a_loader()
    loader.add_reading(reading)
    with pytest.raises(PageError) as caught:
        loader.load_article(**KNOWN)
    assert caught.value.missing == missing
    for part in missing:
        assert part in str(caught.value)


def test_a_date_by_a_rule_is_one_of_the_pages_own_dates_where_it_has_none_else() -> None:
    ninth = date(2026, 1, 9)
    for own in ([], [OwnDate("metadata", "2026-01-08", date(2026, 1, 8))]):
        loader = a_loader()
        loader.add_value("published", ninth)
        loader.add_reading(replace(NOTHING, title="T", body="B"))
        article = loader.load_article(**KNOWN, own_dates=own)
        assert article.own_dates == (own or [OwnDate("page", "", ninth)])


def test_lists_of_two_articles_are_not_shared() -> None:
    made = []
    for _ in range(2):
        loader = a_loader()
        loader.add_reading(READING)
        made.append(loader.load_article(**KNOWN))
    made[0].authors.append("Somebody")
    made[0].headlines.clear()
    assert made[1].authors == READING.authors == ["Reader"]
    assert len(made[1].headlines) == len(READING.headlines) == 1


def test_a_headline_is_assembled() -> None:
    loader = HeadlineLoader()
    loader.add_value("title", "  A bridge\n opens ")
    loader.add_value("published", date(2026, 1, 9))
    made = loader.load_headline(
        id="paper/en/8",
        url="https://paper.test/en/news/detail/8",
        seen_on="https://paper.test/en/",
        seen_at=NOON,
    )
    assert made == Headline(
        "paper/en/8",
        "https://paper.test/en/news/detail/8",
        "A bridge opens",
        date(2026, 1, 9),
        "https://paper.test/en/",
        NOON,
    )
