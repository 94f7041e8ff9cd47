"""A line that nobody sees is not made; one that somebody may see is Scrapy's."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from scrapy import Request, Spider
from scrapy.exceptions import DropItem
from scrapy.http import Response
from scrapy.logformatter import LogFormatter
from scrapy.utils import log

from newscrawl.extensions.log_lines import QuickLogFormatter

URL = "https://paper.test/en/news/7"
SPIDER = Spider("paper")
RESPONSE = Response(URL, request=Request(URL))
QUIETLY, ALOUD = DropItem("known", log_level="DEBUG"), DropItem("torn", log_level="WARNING")


@pytest.fixture(params=[logging.DEBUG, logging.INFO, None])
def level(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[int | None]:
    """Of Scrapy's own handler; None: it is not installed."""
    given: int | None = request.param
    handler = logging.NullHandler() if given is not None else None
    if handler is not None and given is not None:
        handler.setLevel(given)
    monkeypatch.setattr(log, "_scrapy_root_handler", handler)
    yield given


def test_lines_of_pages_and_items_are_made_where_they_are_seen(level: int | None) -> None:
    ours, scrapys = QuickLogFormatter(), LogFormatter()
    is_seen = level != logging.INFO
    crawled = ours.crawled(RESPONSE.request, RESPONSE, SPIDER)  # type: ignore[arg-type]
    assert crawled == (scrapys.crawled(RESPONSE.request, RESPONSE, SPIDER) if is_seen else None)  # type: ignore[arg-type]
    for made, expected in (
        (ours.scraped({}, RESPONSE, SPIDER), scrapys.scraped({}, RESPONSE, SPIDER)),
        (
            ours.dropped({}, QUIETLY, RESPONSE, SPIDER),
            scrapys.dropped({}, QUIETLY, RESPONSE, SPIDER),
        ),
    ):
        assert made == (expected if is_seen else None)


def test_what_is_dropped_aloud_is_told_in_any_case(level: int | None) -> None:
    told = QuickLogFormatter().dropped({}, ALOUD, RESPONSE, SPIDER)
    assert told == LogFormatter().dropped({}, ALOUD, RESPONSE, SPIDER)
