"""What is counted for the outcome: answers, exceptions in pipelines, errors of this crawl alone."""

from __future__ import annotations

import logging
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy import Request, Spider
from scrapy.signalmanager import SignalManager
from scrapy.statscollectors import MemoryStatsCollector

from newscrawl.downloader.internal_request import internal_request
from newscrawl.extensions.run_stats import RunStats

logger = logging.getLogger("paper")


def extension() -> tuple[RunStats, dict[str, Any]]:
    crawler: Any = SimpleNamespace(
        settings={"STATS_DUMP": False}, signals=SignalManager(), spider=None
    )
    crawler.settings = SimpleNamespace(getbool=lambda name: False)
    crawler.stats = MemoryStatsCollector(crawler)
    return RunStats.from_crawler(crawler), crawler.stats.get_stats()


@pytest.mark.parametrize(
    ("request_", "counted"),
    [
        (Request("https://paper.test/1"), {"pages/answered": 1}),
        (
            Request("https://paper.test/rules", meta={"dont_obey_robotstxt": True}),
            {"robots/answered": 1},
        ),
        (internal_request("https://paper.test/", print), {}),
    ],
    ids=["page", "robots.txt", "internal"],
)
def test_answers_are_counted_by_what_they_answer(
    request_: Request, counted: dict[str, int]
) -> None:
    stats, counts = extension()
    stats.response_received(request_)
    assert counts == counted


def test_errors_are_counted_for_the_crawl_that_logged_them() -> None:
    stats, counts = extension()
    spider, another = Spider("paper"), Spider("gazette")
    logger.error("before it began")
    stats.spider_opened(spider)
    logger.error("of this one", extra={"spider": spider})
    logger.critical("of nobody in particular")
    logger.error("of another crawl in the process", extra={"spider": another})
    logger.warning("no error")
    stats.spider_closed()
    logger.error("after it ended")
    assert counts == {"errors/logged": 2}


def test_exceptions_in_a_pipeline_are_counted() -> None:
    stats, counts = extension()
    stats.item_error()
    assert counts == {"items/errors": 1}
