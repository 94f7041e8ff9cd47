"""`newscrawl.read`: one page of any site, by that page alone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import get_type_hints

import pytest
from scrapy.settings import Settings
from scrapy.spiderloader import get_spider_loader
from support.parsing import DOUBTFUL, LOG_IN, NOW, STORIES, fetched, html, story

import newscrawl
from newscrawl import PageError, UsageError, clock
from newscrawl.loaders import ArticleLoader
from newscrawl.parse.page_reader import PageReader
from newscrawl.parse.read import PageRecord, declared_url, read_page
from newscrawl.replica.markups import MARKUPS
from newscrawl.replica.options import Options
from newscrawl.replica.replies import request_for
from newscrawl.replica.site import Site as ReplicaSite
from newscrawl.settings import SPIDER_MODULES
from newscrawl.spiders import reader_at
from newscrawl.text import content_sha256

KNOWN = "https://www.ccbsnews.info/en/news/detail/4666"
ELSEWHERE = "https://gazette.test/2026/03/05/the-ferry-sails-again"
DATED = '<meta property="article:published_time" content="2026-01-09T14:30:00+04:00">'


def page(head: str = "", *, list_of: tuple[int, ...] = (), lang: str = "") -> str:
    declared = f" lang={lang}" if lang else ""
    return f"<html{declared}><head>{head}</head><body>{story(1, list_of=list_of)}</body></html>"


def test_the_record_has_the_keys_that_one_page_can_tell_in_their_order() -> None:
    record = newscrawl.read(page(), KNOWN, fetched_at=NOW)
    assert list(record) == list(get_type_hints(PageRecord))


def test_a_page_of_a_known_site_has_its_id_and_its_canonical_url() -> None:
    record = newscrawl.read(
        page(DATED, list_of=(3,)),
        "http://ccbsnews.info/en/news/detail/4666/?utm_source=x#top",
        fetched_at=NOW,
    )
    assert record["id"] == "ccbsnews/en/4666"
    assert record["url"] == KNOWN
    assert record["fetched_from"] == "http://ccbsnews.info/en/news/detail/4666/?utm_source=x#top"
    assert (record["title"], record["body"]) == STORIES[1]
    assert record["content_sha256"] == content_sha256(*STORIES[1])
    assert record["language"] == "en"
    assert record["fetched_at"] == "2026-01-14T12:00:00Z"
    assert (record["published"], record["published_from"]) == (
        "2026-01-09T14:30:00+04:00",
        "metadata",
    )
    assert record["headlines"] == [
        {
            "title": STORIES[3][0],
            "url": "https://www.ccbsnews.info/en/news/detail/3",
            "published": "2026-01-03",
        }
    ]


def test_a_page_of_any_other_site_has_no_id_and_its_own_url() -> None:
    record = newscrawl.read(page(lang="en-GB"), f"{ELSEWHERE}?utm_source=x#top", fetched_at=NOW)
    assert record["id"] is None
    assert record["url"] == ELSEWHERE
    assert record["language"] == "en"
    assert (record["title"], record["body"]) == STORIES[1]


def test_a_text_that_is_not_believed_is_an_error_that_says_why() -> None:
    with pytest.raises(PageError, match=r"doubtful body: .*cookies") as error:
        newscrawl.read(html(DOUBTFUL), KNOWN, fetched_at=NOW)
    assert error.value.missing == ()


@pytest.mark.parametrize("lang", ["", "english", "x-default", "?"])
def test_a_language_that_the_page_does_not_tell_is_none(lang: str) -> None:
    assert newscrawl.read(page(lang=lang), ELSEWHERE, fetched_at=NOW)["language"] is None


def test_a_page_of_a_known_site_that_is_no_article_there_has_no_id() -> None:
    record = newscrawl.read(page(), "https://www.ccbsnews.info/en/about", fetched_at=NOW)
    assert (record["id"], record["title"]) == (None, STORIES[1][0])


def test_a_url_that_is_not_known_may_be_empty() -> None:
    record = newscrawl.read(page(list_of=(3,)), "", fetched_at=NOW)
    assert (record["id"], record["url"], record["fetched_from"]) == (None, None, None)
    assert (record["title"], record["body"]) == STORIES[1]


def test_text_is_read_as_it_is_whatever_it_declares() -> None:
    text = page("<meta charset=windows-1251>").replace("felt", "войлочных")
    for content_type in (None, "text/html; charset=koi8-r", "image/png"):
        record = newscrawl.read(text, KNOWN, fetched_at=NOW, content_type=content_type)
        assert "войлочных slippers" in record["body"]


def test_bytes_are_decoded_as_the_header_says() -> None:
    body = page().replace("felt", "войлочных").encode("koi8-r")
    record = newscrawl.read(body, KNOWN, fetched_at=NOW, content_type="text/html; charset=koi8-r")
    assert "войлочных slippers" in record["body"]


@pytest.mark.parametrize("body", [b"", b" \n ", "", b"%PDF-1.7", b'{"a": 1}', "no markup at all"])
def test_what_is_no_page_is_an_error(body: str | bytes) -> None:
    with pytest.raises(PageError):
        newscrawl.read(body, KNOWN)


def test_what_the_header_says_to_be_no_page_is_none() -> None:
    with pytest.raises(PageError, match="no HTML page"):
        newscrawl.read(page().encode(), KNOWN, content_type="application/pdf")


@pytest.mark.parametrize(
    ("body", "missing"),
    [
        (html(f"<h1>{STORIES[1][0]}</h1>"), ("body",)),
        (b"<html><body><ul><li><a href=/>Home</a></ul></body></html>", ("title", "body")),
    ],
)
def test_half_an_article_is_an_error_that_names_the_other_half(
    body: bytes, missing: tuple[str, ...]
) -> None:
    with pytest.raises(PageError) as caught:
        newscrawl.read(body, KNOWN, fetched_at=NOW)
    assert caught.value.missing == missing
    assert all(part in str(caught.value) for part in missing)


@pytest.mark.parametrize(
    "url",
    ["nonsense", "/en/news/detail/7", "ftp://a.test/7", "http://", "http://[::1/7", "javascript:7"],
)
def test_a_url_that_cannot_be_is_refused(url: str) -> None:
    with pytest.raises(UsageError, match="no URL"):
        newscrawl.read(page(), url)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(UsageError, match="time zone"):
        newscrawl.read(page(), KNOWN, fetched_at=datetime(2026, 1, 14))


def test_a_moment_of_any_zone_is_written_in_utc_and_none_is_now() -> None:
    at = NOW.astimezone(timezone(timedelta(hours=4)))
    assert newscrawl.read(page(), KNOWN, fetched_at=at)["fetched_at"] == "2026-01-14T12:00:00Z"
    with clock.standing_at(datetime(2031, 3, 5, 9, 30, tzinfo=UTC)):
        assert newscrawl.read(page(), KNOWN)["fetched_at"] == "2031-03-05T09:30:00Z"


def test_a_date_after_the_fetch_is_not_believed() -> None:
    at = datetime(2026, 1, 8, 12, tzinfo=UTC)
    record = newscrawl.read(page(DATED), KNOWN, fetched_at=at)
    assert (record["published"], record["published_from"]) == (None, None)


def test_the_day_of_a_neighbours_headline_is_not_the_articles() -> None:
    for url in (KNOWN, "http://other.test/en/news/detail/4666"):
        record = newscrawl.read(page(list_of=(2, 3, 4, 5)), url, fetched_at=NOW)
        assert record["published"] is None
        assert len(record["headlines"]) == 4


def test_the_rules_of_a_site_come_first_and_one_that_fails_is_an_error() -> None:
    def named(loader: ArticleLoader) -> None:
        loader.add_value("section", "Valley")
        loader.add_value("published", date(2026, 1, 2))

    def broken(loader: ArticleLoader) -> None:
        raise KeyError("no such part")

    site = reader_at(KNOWN, get_spider_loader(Settings({"SPIDER_MODULES": SPIDER_MODULES}))).site
    given = fetched(1, url=KNOWN)
    record = read_page(given, PageReader(site, load_article=named))
    assert (record["section"], record["published"], record["published_from"]) == (
        "Valley",
        "2026-01-02",
        "page",
    )
    with pytest.raises(PageError, match="KeyError"):
        read_page(given, PageReader(site, load_article=broken))


def test_a_log_in_form_is_read_without_a_crash() -> None:
    try:
        newscrawl.read(html(LOG_IN), ELSEWHERE, fetched_at=NOW)
    except PageError as error:
        assert error.missing


def test_it_is_repeatable() -> None:
    first = newscrawl.read(page(list_of=(3, 2)), ELSEWHERE, fetched_at=NOW)
    assert newscrawl.read(page(list_of=(3, 2)), ELSEWHERE, fetched_at=NOW) == first


@pytest.mark.parametrize("markup", sorted(MARKUPS))
@pytest.mark.parametrize("host", ["https://www.ccbsnews.info", "http://another.test:8080"])
def test_pages_of_every_markup_are_read_alone_and_never_dated_wrongly(
    markup: str, host: str
) -> None:
    options = Options(
        markup=markup,
        articles=12,
        languages=("en", "ru", "ka"),
        listing_size=20,
        seed=1,
        today=date(2026, 1, 14),
        seed_page=None,
        plain_links=False,
        faults=(),
    )
    site = ReplicaSite(options)
    wrong = []
    for truth in site.truth():
        path = truth["url"].removeprefix("https://www.ccbsnews.info")
        record = newscrawl.read(site.answer(request_for(path)).body, host + path, fetched_at=NOW)
        if record["published"] and record["published"][:10] != (truth["published"] or "")[:10]:
            wrong.append((truth["id"], record["published"]))
        # Of a page of bare div and span nothing tells the title from the name of the site.
        if markup != "soup" and (record["title"], record["body"]) != (
            truth["title"],
            truth["body"],
        ):
            wrong.append((truth["id"], record["title"]))
    assert wrong == []


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ("<link rel=canonical href=' https://a.test/7 '>", "https://a.test/7"),
        ("<meta property='og:url' content='https://a.test/8'>", "https://a.test/8"),
        (
            "<meta property='og:url' content='https://a.test/8'>"
            "<link rel=canonical href=https://a.test/7>",
            "https://a.test/7",
        ),
        ("<link rel=canonical href=/7>", ""),
        (
            "<link rel=canonical><meta property='og:url' content='https://a.test/8'>",
            "https://a.test/8",
        ),
        ("<link rel=canonical href='http://[::1'>", ""),
        ("", ""),
    ],
)
def test_a_page_may_say_where_it_belongs(head: str, url: str) -> None:
    assert declared_url(page(head).encode()) == url


def test_what_is_no_page_says_nothing_of_where_it_belongs() -> None:
    assert declared_url(b"") == declared_url(b"<!-- -->") == ""
