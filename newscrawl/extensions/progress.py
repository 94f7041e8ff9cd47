"""How far a run is: on a terminal a line that is always the last one, elsewhere a line of the log
each minute."""

from __future__ import annotations

import logging
import os
import sys
from collections import deque
from collections.abc import Callable
from time import monotonic
from typing import Any, NamedTuple, Self, TextIO

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.utils.asyncio import create_looping_call
from scrapy.utils.log import get_scrapy_root_handler

from newscrawl.run.arguments import Arguments
from newscrawl.run.durations import duration
from newscrawl.run.troubles import count_of, many

LINE_S = 60.0
"""Seconds between two lines of the log: a quiet run has none."""

LIVE_S = 1.0
"""Seconds between two looks on a terminal."""

RATE_S = 60.0
"""The rate is that of the last minute: the pace changes with the site's."""

LEAST_S = 5.0
"""Of fewer seconds no rate is told."""

FOUND = ("articles/new", "articles/changed", "articles/gone")

ERASE = "\r\x1b[K"
"""To the beginning of the line, and away with what stands there."""

_logger = logging.getLogger(__name__)


class Standing(NamedTuple):
    """How far a run is at one moment."""

    pages: int
    found: int
    waiting: int
    """Pages that are known to be still to come."""
    per_minute: float | None
    """Pages; None where it is too early to tell."""

    def __str__(self) -> str:
        parts = [many(self.pages, "page"), f"{self.found} found", f"{self.waiting} waiting"]
        if self.per_minute is not None:
            parts.append(f"{self.per_minute:.0f} a minute")
            if self.waiting and self.per_minute >= 1:
                left = round(60 * self.waiting / self.per_minute)
                parts.append(f"about {duration(left)} left")
        return ", ".join(parts)


class Pace:
    """How many pages a minute came lately."""

    def __init__(self) -> None:
        self._seen: deque[tuple[float, int]] = deque()

    def note(self, pages: int, now: float) -> float | None:
        """So many pages by now, in seconds of any clock; the rate, None where it is too early."""
        self._seen.append((now, pages))
        while len(self._seen) > 2 and now - self._seen[1][0] >= RATE_S:
            self._seen.popleft()
        began, before = self._seen[0]
        if now - began < LEAST_S:
            return None
        return 60 * (pages - before) / (now - began)


class Progress:
    """Tells how far the run of a crawler is."""

    def __init__(
        self,
        crawler: Crawler,
        *,
        clock: Callable[[], float] = monotonic,
        stream: TextIO | None = None,
    ) -> None:
        """`clock` counts seconds; `stream` is where the terminal may be, standard error if None."""
        self._crawler = crawler
        self._clock = clock
        self._stream = sys.stderr if stream is None else stream
        self._pace = Pace()
        self._asked = 0
        self._task: Any = None
        self._eraser: _Eraser | None = None
        crawler.signals.connect(self.spider_opened, signals.spider_opened)
        crawler.signals.connect(self.spider_closed, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def spider_opened(self, spider: Spider) -> None:
        self._pace.note(0, self._clock())
        self._asked = asked_of(spider)
        if self.is_live:
            self._eraser = _Eraser(self._stream)
            # The first of all, so that what is logged stands on a line of its own.
            logging.root.handlers.insert(0, self._eraser)
        self._task = create_looping_call(self.tell)
        self._task.start(LIVE_S if self.is_live else LINE_S, now=False)

    def spider_closed(self) -> None:
        if self._task is not None and self._task.running:
            self._task.stop()
        if self._eraser is not None:
            self._eraser.erase()
            logging.root.removeHandler(self._eraser)

    @property
    def is_live(self) -> bool:
        """Whether somebody looks on, and wants to."""
        settings = self._crawler.settings
        return (
            self._stream.isatty()
            and os.environ.get("TERM") != "dumb"
            and settings.getbool("LOG_ENABLED")
            and settings.get("LOG_LEVEL") in ("INFO", "DEBUG")
            and settings.get("NEWSCRAWL_LOG_FORMAT") != "json"
        )

    def tell(self) -> None:
        """Say how far it is."""
        spider = self._crawler.spider
        name = spider.name if spider is not None else ""
        line = f"{name}: {self.standing()}"
        if self._eraser is None:
            _logger.info("%s", line, extra={"spider": spider})
        else:
            self._eraser.show(line)

    def standing(self) -> Standing:
        """How far it is now."""
        stats: dict[str, Any] = self._crawler.stats.get_stats()
        pages = count_of(stats, "pages/answered")
        rate = self._pace.note(pages, self._clock())
        return Standing(pages, count_of(stats, *FOUND), self._waiting(), rate)

    def _waiting(self) -> int:
        """Pages that wait or are under way, and articles that are asked for and not yet visited: at
        least so many, as a page may lead to more."""
        frontier = getattr(self._crawler.spider, "frontier", None)
        if frontier is None:
            return 0
        counts = frontier.summary()
        visited: int = sum(counts[f"articles/{name}"] for name in ("read", "gone", "failed"))
        waiting: int = frontier.unvisited + frontier.outstanding
        return max(waiting, self._asked - visited)


class _Eraser(logging.Handler):
    """The live line: it leaves the terminal before a record comes to it."""

    def __init__(self, stream: TextIO) -> None:
        # What is not shown does not need its place.
        shown = get_scrapy_root_handler()
        super().__init__(logging.INFO if shown is None else shown.level)
        self._stream = stream
        self._is_shown = False

    def show(self, line: str) -> None:
        """In the place of the line before, as much of it as there is room for."""
        self._is_shown = True
        self._stream.write(f"{ERASE}{line[: columns_of(self._stream) - 1]}")
        self._stream.flush()

    def erase(self) -> None:
        """Leave no trace."""
        if self._is_shown:
            self._is_shown = False
            self._stream.write(ERASE)
            self._stream.flush()

    def emit(self, record: logging.LogRecord) -> None:
        self.erase()


def columns_of(stream: TextIO) -> int:
    """How wide a terminal is; 80 where it does not say."""
    try:
        return os.get_terminal_size(stream.fileno()).columns or 80
    except (OSError, ValueError):
        return 80


def asked_of(spider: Any) -> int:
    """How many articles a run sets out to visit whatever pages lead to, as far as that can be told:
    those that the user named, or as many checks as it makes."""
    arguments, archive = getattr(spider, "arguments", None), getattr(spider, "archive", None)
    if not isinstance(arguments, Arguments):
        return 0
    asked = sum(one.last - one.first + 1 for one in arguments.ids) + len(arguments.keys)
    asked += len(arguments.url)
    checks = getattr(getattr(spider, "policy", None), "checks", None)
    if not arguments.names_pages and archive is not None and checks is not None:
        asked = min(checks.budget, archive.state.checkable(spider.name))
    return asked if arguments.limit is None else min(asked, arguments.limit)
