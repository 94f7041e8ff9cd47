"""What is wrong with the start page, in words."""

from __future__ import annotations

import pytest
from support.parsing import NOW, SITE, fetched, ref, url_of

from newscrawl.extract.html.page import Page
from newscrawl.frontier.frontier import Kind, Visit
from newscrawl.parse.listing import Listing, ShownArticle
from newscrawl.parse.start_page import (
    QUOTED_CHARS,
    StartPage,
    led_away,
    lossy_feed,
    no_listing,
    no_page,
    what_is_shown,
)

ROOT = Visit(1, SITE.root, "listing")


def shown(body: str, pages: int = 0) -> str:
    return what_is_shown(Page(f"<html>{body}</html>".encode(), SITE.root, fetched_at=NOW), pages)


@pytest.mark.parametrize(
    ("body", "pages", "says"),
    [
        ("<form><input type=password></form>", 3, "it asks for a password"),
        (
            "<div id=app></div><script src=/app.js></script>",
            0,
            "without its scripts it says nothing",
        ),
        (
            "<p>Wait, please.</p><script>wait()</script>",
            0,
            "without its scripts it says no more than 'Wait, please.'",
        ),
        (
            "<nav><a href=/a>Menu</a></nav><h1>It works!</h1>",
            2,
            "it leads to 2 other pages and to no article, and says 'It works!'",
        ),
        ("<title>Parked</title>", 0, "it leads to no page of the site, and says 'Parked'"),
    ],
)
def test_it_says_what_stands_there(body: str, pages: int, says: str) -> None:
    assert shown(body, pages) == says


def test_a_long_text_is_quoted_in_part() -> None:
    assert len(shown(f"<p>{'word ' * 999}</p>")) < 2 * QUOTED_CHARS


def test_an_answer_that_is_no_page_is_called_what_it_is() -> None:
    empty = no_page(ROOT, fetched(1, b"", status=204))
    assert (empty.reason, empty.detail) == ("empty page", "the answer is empty (status 204)")
    data = no_page(ROOT, fetched(1, b"{}", content_type="application/json"))
    assert data.reason == "not html"
    assert data.detail.endswith("it is application/json")
    assert "no type" in no_page(ROOT, fetched(1, b"{}", content_type="")).detail


def test_where_it_leads_away_the_address_is_named() -> None:
    failure = led_away(ROOT, "https://other.test/")
    assert (failure.url, failure.reason) == (SITE.root, "leads elsewhere")
    assert "https://other.test/, outside the site" in failure.detail


def test_it_is_told_once_and_only_where_no_page_leads_to_articles_or_it_did() -> None:
    start = StartPage(SITE.root)
    assert start.is_told
    assert list(start.tell()) == []
    bare = Listing([], [], [], [], lack="it asks for a password")
    start.sees(ROOT, fetched(1, url="https://paper.test/enter"), bare, showed_news=False)
    start.sees(Visit(2, SITE.root + "sport", "listing"), fetched(1), bare, showed_news=True)
    assert not start.is_told
    [failure] = start.tell()
    assert failure.detail == (
        "it leads to https://paper.test/enter, and there it asks for a password"
    )
    assert list(start.tell()) == []
    news = Listing([ShownArticle(ref(1), url_of(1), "", None)], [], [], [])
    start.sees(Visit(2, SITE.root + "sport", "listing"), fetched(1), news, showed_news=False)
    start.sees(ROOT, fetched(1, url=SITE.root), bare, showed_news=False)
    assert list(start.tell()) == [], "a site may begin with a page that shows none"
    assert start.is_told
    start.sees(ROOT, fetched(1, url=SITE.root), bare, showed_news=True)
    assert len(list(start.tell())) == 1


def test_pages_that_were_passed_by_lead_to_articles_as_they_did() -> None:
    bare = Listing([], [], [], [], lack="it asks for a password")
    start = StartPage(SITE.root)
    start.sees(ROOT, fetched(1, url=SITE.root), bare, showed_news=False)
    assert list(start.tell(others_lead=True)) == []
    assert start.is_told


@pytest.mark.parametrize(
    ("kind", "is_feed", "loss", "detail"),
    [
        ("feed", True, "it is broken", "it is broken"),
        ("feed", True, "", None),
        ("feed", False, "", "in its place stands a page that leads to no article"),
        ("listing", False, "", None),
    ],
)
def test_a_feed_that_broke_is_told(
    kind: Kind, is_feed: bool, loss: str, detail: str | None
) -> None:
    visit = Visit(1, "https://paper.test/feed", kind)
    listing = Listing([], [], [], [], is_feed=is_feed, loss=loss)
    found = [one.detail for one in lossy_feed(visit, fetched(1), listing)]
    assert found == ([detail] if detail else [])


@pytest.mark.parametrize(
    ("visit", "body", "reason"),
    [
        (ROOT, b"{}", "not html"),
        (Visit(1, "https://paper.test/feed", "feed"), b"", "broken feed"),
        (Visit(1, "https://paper.test/feed", "feed"), b"{}", "broken feed"),
        (Visit(1, "https://paper.test/file", "listing"), b"{}", None),
    ],
)
def test_what_is_neither_page_nor_feed_is_a_failure_where_one_was_promised(
    visit: Visit, body: bytes, reason: str | None
) -> None:
    found = [one.reason for one in no_listing(visit, fetched(1, body), SITE.root)]
    assert found == ([reason] if reason else [])


def test_a_page_that_only_leads_to_the_news_is_not_lost() -> None:
    start = StartPage(SITE.root)
    splash = Listing([], [SITE.root + "en/"], [], [], lack="it leads to 1 other page")
    news = Listing([ShownArticle(ref(1), url_of(1), "", None)], [], [], [])
    start.sees(ROOT, fetched(1, url=SITE.root), splash, showed_news=True)
    start.sees(Visit(2, SITE.root + "sport", "listing"), fetched(1), news, showed_news=False)
    assert not start.is_told
    start.sees(Visit(2, SITE.root + "en/", "listing"), fetched(1), news, showed_news=False)
    assert list(start.tell()) == []
