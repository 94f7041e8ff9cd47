"""The log as lines of JSON (NEWSCRAWL_LOG_FORMAT=json), for who collects logs by machine."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from typing import Any, Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.utils.log import get_scrapy_root_handler


class JsonFormatter(logging.Formatter):
    """Each record as one object on one line: `time` (UTC), `level`, `logger`, `message`, `spider`
    where it is of one, `error` with a traceback where there is one."""

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        spider = getattr(record, "spider", None)
        if isinstance(spider, Spider):
            told["spider"] = spider.name
        if record.exc_info:
            told["error"] = self.formatException(record.exc_info)
        # A half character is in no UTF-8: it is told as its escape.
        line = json.dumps(told, ensure_ascii=False)
        return line.encode("utf-8", "backslashreplace").decode()


class JsonLog:
    """Sets the format of Scrapy's own handler; where somebody else has set the log up, it is
    theirs."""

    def __init__(self, crawler: Crawler) -> None:
        self._is_wanted = crawler.settings.get("NEWSCRAWL_LOG_FORMAT") == "json"
        # Scrapy makes its handler anew when the extensions are made.
        crawler.signals.connect(self.spider_opened, signals.spider_opened)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def spider_opened(self) -> None:
        handler = get_scrapy_root_handler()
        if handler is not None and self._is_wanted:
            handler.setFormatter(JsonFormatter())
