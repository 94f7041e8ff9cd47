"""The processes that read the pages of a run: how many, and from when to when."""

from __future__ import annotations

import asyncio
import logging

from scrapy import signals
from scrapy.crawler import Crawler

from newscrawl.downloader.workarounds import engine_closing
from newscrawl.parse.async_reader import AsyncReader, LocalReader
from newscrawl.parse.page_reader import PageReader
from newscrawl.readers import served
from newscrawl.readers.pool import ReaderPool
from newscrawl.readers.remote_reader import RemoteReader
from newscrawl.readers.spider_source import ReadingSpider, start_of

READ_AT_THE_END_S = 3.5
"""Seconds that a run which is to end still reads what came: less than `cli.run_command` waits for
the whole of it."""

_logger = logging.getLogger(__name__)


def reader_for(spider: ReadingSpider, root: str | None, crawler: Crawler) -> AsyncReader:
    """What reads for a spider, whose site is crawled at a root: other processes, which end with its
    run, or this one."""
    pool = pool_for(spider, root, crawler)
    return LocalReader(PageReader.of(spider.context)) if pool is None else RemoteReader(pool)


def pool_for(spider: ReadingSpider, root: str | None, crawler: Crawler) -> ReaderPool | None:
    """The processes that read for a spider, whose site is crawled at a root; they end with its run.
    None where this process is to read."""
    count = crawler.settings.getint("NEWSCRAWL_READERS", 1)
    if count == 0:
        return None
    start = start_of(type(spider), spider.context, root)
    if start is None:
        _logger.warning(
            "Pages are read in this process, without a bound on what one may cost: %s has rules of"
            " its own and is defined in the script; put it into a module that the script imports",
            type(spider).__name__,
        )
        return None
    pool = ReaderPool(count, (served.start, start))
    pool.warm_up()

    def closing() -> None:
        asyncio.get_running_loop().call_later(READ_AT_THE_END_S, pool.give_up)

    async def close() -> None:
        await pool.close()

    for handler, signal in ((closing, engine_closing), (close, signals.engine_stopped)):
        # Scrapy holds handlers weakly.
        crawler.signals.connect(handler, signal, weak=False)
    return pool
