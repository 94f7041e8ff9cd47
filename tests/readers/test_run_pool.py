"""How many processes read for a run, and that they end with it."""

from __future__ import annotations

import asyncio
import logging

import pytest
from scrapy import signals
from scrapy.utils.test import get_crawler
from support.kept import PaperSpider, RuledSpider

from newscrawl.downloader.withheld import NotSent
from newscrawl.downloader.workarounds import engine_closing
from newscrawl.readers import run_pool
from newscrawl.readers.run_pool import pool_for


def test_no_process_reads_where_none_is_asked_for() -> None:
    crawler = get_crawler(PaperSpider, {"NEWSCRAWL_READERS": 0})
    assert pool_for(PaperSpider(), None, crawler) is None


def test_rules_that_a_script_defines_are_followed_in_the_process_of_the_run(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(RuledSpider, "__module__", "__main__")
    with caplog.at_level(logging.WARNING):
        assert pool_for(RuledSpider(), None, get_crawler(RuledSpider)) is None
    assert "put it into a module" in caplog.text


def test_what_is_not_read_soon_after_the_run_is_to_end_is_left_to_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(run_pool, "READ_AT_THE_END_S", 0.0)

    async def run() -> None:
        crawler = get_crawler(PaperSpider)
        pool = pool_for(PaperSpider(), None, crawler)
        assert pool is not None
        crawler.signals.send_catch_log(engine_closing)
        with pytest.raises(NotSent):
            await pool.call(str)
        await crawler.signals.send_catch_log_async(signals.engine_stopped)

    asyncio.run(run())
