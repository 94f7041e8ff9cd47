"""Cookies last for one chain of redirects."""

from __future__ import annotations

import pytest
from scrapy import Request
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.http import Response
from scrapy.utils.test import get_crawler

from newscrawl.downloader.responses import COOKIE_SET
from newscrawl.middlewares.chain_cookies import (
    MAX_COOKIE_BYTES,
    MAX_COOKIES,
    ChainCookiesMiddleware,
)

URL = "https://paper.test/en/news/7"
OURS = ChainCookiesMiddleware()
REDIRECTS = RedirectMiddleware.from_crawler(get_crawler())


def led_on(request: Request, *cookies: str, to: str = URL) -> Request:
    """The request that a redirect makes of one, as it is sent."""
    response = Response(request.url, 302, headers={"Location": to}, request=request)
    response.headers.setlist("Set-Cookie", list(cookies))
    OURS.process_response(request, response)
    following = REDIRECTS.process_response(request, response)
    assert isinstance(following, Request)
    OURS.process_request(following)
    return following


def sent(request: Request) -> set[str]:
    header = (request.headers.get("Cookie") or b"").decode()
    return set(header.split("; ")) if header else set()


def test_what_an_answer_sets_is_sent_from_there_on_and_changed_where_it_changes() -> None:
    first = led_on(Request(URL), "seen=1; Path=/; HttpOnly", "lang=en")
    assert sent(first) == {"seen=1", "lang=en"}
    second = led_on(first, "lang=ka")
    assert sent(second) == {"seen=1", "lang=ka"}
    assert sent(led_on(second, "seen=; Max-Age=0; Path=/")) == {"lang=ka"}


def test_the_next_request_begins_without_a_cookie() -> None:
    led_on(Request(URL), "seen=1")
    following = Request(URL)
    OURS.process_request(following)
    assert sent(following) == set()


@pytest.mark.parametrize(
    ("cookie", "to"),
    [
        ("seen=1; Path=/ru", URL),
        ("seen=1", "https://other.test/"),
        ("seen=1; Domain=other.test", "https://other.test/"),
        ("seen=1; Secure", "http://paper.test/en/news/7"),
    ],
)
def test_a_cookie_goes_where_it_is_for(cookie: str, to: str) -> None:
    assert sent(led_on(Request(URL), cookie, to=to)) == set()


def test_a_chain_keeps_so_many_cookies_of_such_a_length_and_no_more() -> None:
    many = [f"c{number}={number}; Path=/" for number in range(2 * MAX_COOKIES)]
    first = led_on(Request(URL), f"long={'x' * MAX_COOKIE_BYTES}", *many)
    assert len(sent(first)) == MAX_COOKIES
    assert len(sent(led_on(first, "one=more; Path=/"))) == MAX_COOKIES


def test_it_is_noted_where_the_chain_did_not_have_the_cookie() -> None:
    first = led_on(Request(URL), "seen=1")
    assert first.meta[COOKIE_SET]
    assert COOKIE_SET not in led_on(first, "seen=2").meta
    assert COOKIE_SET not in led_on(first).meta
