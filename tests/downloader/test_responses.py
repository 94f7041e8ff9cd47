"""When a response came, and where it was kept."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from scrapy import Request
from scrapy.http import Response

from newscrawl import clock
from newscrawl.downloader.responses import CAPTURE, arrived_at, capture_of

URL = "https://paper.test/en/news/detail/1"


def response(**meta: Any) -> Response:
    return Response(URL, request=Request(URL, meta=meta))


def test_a_response_arrived_when_its_record_says_so() -> None:
    row = {"at": "2026-01-14T09:30:00Z"}
    captured = response(**{CAPTURE: row})
    assert capture_of(captured) == row
    assert arrived_at(captured) == datetime(2026, 1, 14, 9, 30, tzinfo=UTC)


def test_a_response_that_is_in_no_file_arrived_now() -> None:
    with clock.standing_at(datetime(2026, 1, 15, 9, 30, tzinfo=UTC)):
        assert arrived_at(response()) == datetime(2026, 1, 15, 9, 30, tzinfo=UTC)
    assert capture_of(Response(URL)) is None
