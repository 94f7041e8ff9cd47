"""A page that sends its reader on is found as Scrapy finds it, in whatever encoding; one that does
not is not decoded for it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest
from scrapy import Request, Spider
from scrapy.downloadermiddlewares.redirect import MetaRefreshMiddleware
from scrapy.http import HtmlResponse, Response
from scrapy.utils.test import get_crawler

from newscrawl import settings
from newscrawl.downloader.responses import COOKIE_SET
from newscrawl.frontier.visit import Visit
from newscrawl.identity.article_id import ArticleRef
from newscrawl.identity.site import Site
from newscrawl.middlewares.meta_refresh import (
    MAX_STUB_BYTES,
    SEARCHED_BYTES,
    QuickMetaRefreshMiddleware,
    is_stub,
)

URL = "https://paper.test/en/news/7"
TAG = '<meta http-equiv="{}" content="0; url=/en/news/8">'
ONWARD = TAG.format("refresh")
CRAWLER = get_crawler(settings_dict={"METAREFRESH_MAXDELAY": settings.METAREFRESH_MAXDELAY})
OURS, SCRAPYS = (
    kind.from_crawler(CRAWLER) for kind in (QuickMetaRefreshMiddleware, MetaRefreshMiddleware)
)


def page(text: str, encoding: str = "utf-8") -> HtmlResponse:
    return HtmlResponse(URL, body=text.encode(encoding), encoding=encoding)


def target(middleware: MetaRefreshMiddleware, response: Response) -> str:
    return middleware.process_response(Request(URL), response).url


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be", "utf-32", "cp1251"])
@pytest.mark.parametrize(
    "text",
    [
        ONWARD,
        TAG.format("REFRESH"),
        f"<noscript>{ONWARD}</noscript>",
        "<p>The refreshing rain of Velikhar",
        "<p>The rain of Velikhar",
        f"<!--{'x' * 3_900}-->{ONWARD}",
        f"<!--{'x' * 4_096}-->{ONWARD}",
    ],
)
def test_the_page_leads_where_scrapy_says(text: str, encoding: str) -> None:
    assert target(OURS, page(text, encoding)) == target(SCRAPYS, page(text, encoding))


def test_the_word_is_found_behind_letters_of_four_bytes() -> None:
    onward = page("<!--" + "\U0001f327" * 4_000 + "-->" + ONWARD)
    assert len(onward.body) < SEARCHED_BYTES
    assert target(OURS, onward) == target(SCRAPYS, onward) == "https://paper.test/en/news/8"


def test_a_page_without_the_word_is_not_decoded() -> None:
    class Undecodable(HtmlResponse):
        @property
        def text(self) -> str:
            raise AssertionError("decoded")

    plain = Undecodable(URL, body=b"<p>The rain of Velikhar")
    assert OURS.process_response(Request(URL), plain) is plain
    with pytest.raises(AssertionError, match="decoded"):
        OURS.process_response(Request(URL), Undecodable(URL, body=ONWARD.encode()))


@pytest.mark.parametrize(
    "text",
    [
        f"{ONWARD}<p>{'The rain of Velikhar falls on the just. ' * 20}",
        TAG.format("refresh").replace("/en/news/8", "/en/news/7"),
        TAG.format("refresh").replace("/en/news/8", "#top"),
        TAG.format("refresh").replace("0;", "60;"),
        f"{ONWARD}<script>{' ' * MAX_STUB_BYTES}</script>",
    ],
)
def test_a_page_that_is_no_stub_or_leads_on_later_or_to_itself_is_read(text: str) -> None:
    assert target(OURS, page(text)) == URL


def test_what_nobody_sees_is_no_text_of_a_stub() -> None:
    assert is_stub(f"<title>Rain</title>{ONWARD}<script>{'go(); ' * 900}</script>".encode())
    assert is_stub(b"") and is_stub(b"\0\0")


def test_a_stub_at_an_article_may_lead_to_what_leads_back_and_nowhere_else() -> None:
    site = Site("paper", "https://paper.test", r"/(?P<lang>[a-z]{2})/news/(?P<number>\d+)")
    crawler = get_crawler(settings_dict={"METAREFRESH_MAXDELAY": 5})
    crawler.spider = cast("Spider", SimpleNamespace(site=site))
    ours = QuickMetaRefreshMiddleware.from_crawler(crawler)
    url = "https://paper.test/en/news/7"
    visit = Visit(1, url, "article", ArticleRef("en", "7"))
    for to, is_followed in (("/consent?u=/en/news/7", True), ("/consent", False), ("/en", False)):
        stub = f'<meta http-equiv="refresh" content="0; url={to}"><p>One moment'
        response = HtmlResponse(url, body=stub.encode(), encoding="utf-8")
        found = ours.process_response(Request(url, meta={"visit": visit}), response)
        assert isinstance(found, Request) == is_followed, to


@pytest.mark.parametrize(
    ("tag", "is_followed"),
    [
        ('<meta http-equiv="refresh" content="0">', True),
        ("<META content='1;' http-equiv=Refresh>", True),
        (f'<meta http-equiv="refresh" content="0; url={URL}">', True),
        ('<meta http-equiv="refresh" content="300">', False),
        ('<meta name="refresh" content="0">', False),
    ],
)
def test_a_stub_that_sets_a_cookie_may_load_itself_again(tag: str, is_followed: bool) -> None:
    for meta, followed in (({COOKIE_SET: True}, is_followed), ({}, False)):
        found = OURS.process_response(Request(URL, meta=meta), page(f"{tag}<p>One moment"))
        assert isinstance(found, Request) == followed
        assert found.url == URL
    text = page(tag + "<p>A page that holds a text of its own. " * 20)
    assert isinstance(OURS.process_response(Request(URL, meta={COOKIE_SET: True}), text), Response)
