"""The manners that a host asked for, kept from run to run: until when nothing is to be asked, and
the pace of its robots.txt.

They are in the state, so that they hold whoever runs next: a run that begins within a `Retry-After`
waits for its end, and one that follows a kill waits as long as the host wants between two requests,
as nobody knows when the last one was sent.
"""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime, timedelta

from scrapy.crawler import Crawler

from newscrawl import clock
from newscrawl.downloader.withheld import NotSent
from newscrawl.downloader.workarounds import engine_closing
from newscrawl.extensions.archive import ArchiveExtension
from newscrawl.records import utc
from newscrawl.run.session import ArchiveSession

logger = logging.getLogger(__name__)


class KeptManners:
    """What the state holds of hosts, for one run. Where no archive is open nothing is kept."""

    def __init__(self, crawler: Crawler, *, max_wait_s: float) -> None:
        """No wait is longer than `max_wait_s`."""
        self._crawler = crawler
        self._max_wait_s = max_wait_s
        self._waits: dict[str, asyncio.Task[None]] = {}
        self._closing = asyncio.Event()
        self._until: dict[str, datetime] = {}
        crawler.signals.connect(self._close, engine_closing)

    def _close(self) -> None:
        self._closing.set()

    @property
    def _session(self) -> ArchiveSession | None:
        extension = self._crawler.get_extension(ArchiveExtension)
        if extension is None or not extension.session.is_open:
            return None
        return extension.session

    def pace_s(self, host: str) -> float:
        """Seconds between two requests that the host asked for last; 0: it asked for nothing."""
        session = self._session
        return session.archive.state.manners(host)[1] if session is not None else 0.0

    async def wait(self, host: str) -> None:
        """Return when the host may be asked for the first time in this run. Raises NotSent where
        the run ends before."""
        if host not in self._waits:
            self._waits[host] = asyncio.ensure_future(self._wait(host))
        await self._waits[host]
        if self._closing.is_set():
            raise NotSent(f"{host}: the run ended before it was to be asked")

    async def _wait(self, host: str) -> None:
        session = self._session
        if session is None:
            return
        until, pace_s = session.archive.state.manners(host)
        left_s = _seconds_until(until)
        wait_s = min(max(left_s, pace_s if session.follows_a_kill else 0.0), self._max_wait_s)
        if wait_s <= 0:
            return
        why = "Retry-After of the run before" if left_s >= pace_s else "its pace, after a kill"
        logger.info("%s is not asked for %.0f s: %s", host, wait_s, why)
        self._crawler.stats.max_value("manners/waited_s", wait_s)
        try:
            await asyncio.wait_for(self._closing.wait(), wait_s)
        except TimeoutError:
            return

    def note_pause(self, host: str, seconds: float) -> None:
        """The host asked not to be asked for so long."""
        until = clock.now() + timedelta(seconds=seconds)
        self._until[host] = max(until, self._until.get(host, until))
        self._put(host, not_before=utc(self._until[host]))

    def note_pace(self, host: str, pace_s: float) -> None:
        """The pace that the host's robots.txt asks for; 0: none."""
        session = self._session
        if session is not None and session.archive.state.manners(host)[1] != pace_s:
            self._put(host, pace_s=pace_s)

    def held_left_s(self) -> float:
        """Seconds for which a host of this run is not to be asked from now on."""
        return max((_seconds_until(utc(until)) for until in self._until.values()), default=0.0)

    def _put(self, host: str, **what: str | float) -> None:
        session = self._session
        if session is not None and not session.archive.dry:
            session.write(lambda: session.archive.state.note_manners(host, **what))


def _seconds_until(moment: str | None) -> float:
    if moment is None:
        return 0.0
    return (datetime.fromisoformat(moment) - clock.now()).total_seconds()
