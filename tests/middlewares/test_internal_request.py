"""What the program says to itself is answered before anything else sees it."""

from __future__ import annotations

from scrapy import Request

from newscrawl.downloader.internal_request import internal_request
from newscrawl.middlewares.internal_request import InternalRequestMiddleware

URL = "https://paper.test/"


def test_an_internal_request_is_answered_with_nothing() -> None:
    request = internal_request(URL, print, visit=7)
    response = InternalRequestMiddleware().process_request(request)
    assert response is not None
    assert (response.url, response.status, response.body) == (URL, 200, b"")
    assert request.cb_kwargs == {"visit": 7}


def test_any_other_request_goes_on() -> None:
    assert InternalRequestMiddleware().process_request(Request(URL)) is None
