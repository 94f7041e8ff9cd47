"""Keeps what Scrapy says of itself out of the log of our commands: seven lists of components and a
dump of its counts, 130 lines, before and after a quiet run of three. All of it is in the run's
report, or the same each day; with LOG_LEVEL=DEBUG it is there, unless each line is to be JSON:
it begins before that can be said."""

from __future__ import annotations

import logging

from scrapy.settings import BaseSettings

CHATTY = (
    "asyncio",
    "scrapy.addons",
    "scrapy.core.engine",
    "scrapy.crawler",
    "scrapy.middleware",
    "scrapy.statscollectors",
    "scrapy.utils.log",
)
"""Loggers whose INFO is of this kind."""


def is_no_account(record: logging.LogRecord) -> bool:
    """A filter: what is at least a warning passes, and the lines of pages."""
    is_page = record.name == "scrapy.core.engine" and record.levelno == logging.DEBUG
    return is_page or record.levelno >= logging.WARNING


def quiet(settings: BaseSettings) -> None:
    """From now on, in this process. A filter and no level: Scrapy sets levels anew when it sets its
    log up."""
    is_debug = str(settings.get("LOG_LEVEL")).upper() in ("DEBUG", "NOTSET", "10", "0")
    is_shown = is_debug and settings.get("NEWSCRAWL_LOG_FORMAT") != "json"
    for name in CHATTY:
        logger = logging.getLogger(name)
        logger.removeFilter(is_no_account)
        if not is_shown:
            logger.addFilter(is_no_account)
