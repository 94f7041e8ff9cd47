"""A page that sends its reader on is found as Scrapy finds it, in whatever encoding; one that does
not is not decoded for it."""

from __future__ import annotations

import pytest
from scrapy import Request
from scrapy.downloadermiddlewares.redirect import MetaRefreshMiddleware
from scrapy.http import HtmlResponse, Response
from scrapy.utils.test import get_crawler

from newscrawl.middlewares.meta_refresh import SEARCHED_BYTES, QuickMetaRefreshMiddleware

URL = "https://paper.test/en/news/7"
TAG = '<meta http-equiv="{}" content="0; url=/en/news/8">'
ONWARD = TAG.format("refresh")
CRAWLER = get_crawler()
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
        "x" * 4_000 + ONWARD,
        "x" * 4_096 + ONWARD,
    ],
)
def test_the_page_leads_where_scrapy_says(text: str, encoding: str) -> None:
    assert target(OURS, page(text, encoding)) == target(SCRAPYS, page(text, encoding))


def test_the_word_is_found_behind_letters_of_four_bytes() -> None:
    onward = page("\U0001f327" * 4_000 + ONWARD)
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
