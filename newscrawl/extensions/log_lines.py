"""The lines that Scrapy logs of each page and item: not made where nobody would see them."""

from __future__ import annotations

import logging
from typing import Any

from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.logformatter import LogFormatter
from scrapy.utils.log import get_scrapy_root_handler
from twisted.python.failure import Failure


def is_silent() -> bool:
    """Whether Scrapy's own handler shows no line of the level DEBUG. Where it is not installed,
    those of whoever started the crawl may."""
    handler = get_scrapy_root_handler()
    return handler is not None and handler.level > logging.DEBUG


class QuickLogFormatter(LogFormatter):
    """Scrapy's lines (LOG_FORMATTER); None, which Scrapy passes over, for one that nobody sees."""

    def crawled(self, request: Request, response: Response, spider: Spider) -> Any:
        return None if is_silent() else super().crawled(request, response, spider)

    def scraped(self, item: Any, response: Response | Failure | None, spider: Spider) -> Any:
        return None if is_silent() else super().scraped(item, response, spider)

    def dropped(
        self,
        item: Any,
        exception: BaseException,
        response: Response | Failure | None,
        spider: Spider,
    ) -> Any:
        # Those of another level say something.
        if getattr(exception, "log_level", None) == "DEBUG" and is_silent():
            return None
        return super().dropped(item, exception, response, spider)
