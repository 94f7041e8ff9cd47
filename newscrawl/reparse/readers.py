"""The processes that read pages again: what goes over to them, and what comes back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newscrawl.errors import UnreadError
from newscrawl.readers.pool import ReaderPool, SameProcess
from newscrawl.readers.spider_source import SpiderSource
from newscrawl.reparse.layouts import Layouts
from newscrawl.reparse.reader import Reader, failure_of
from newscrawl.reparse.values import KeptPage, Lesson, Outcome, Task, Taught

if TYPE_CHECKING:
    from newscrawl.news_spider import NewsSpider

_VERSIONS = count()


class Readers:
    """Reads the pages of one site from one output folder, in other processes or in this one."""

    def __init__(
        self,
        folder: Path,
        spider: type[NewsSpider],
        *,
        max_bytes: int,
        processes: int,
        with_requisites: bool = False,
    ) -> None:
        """`max_bytes` is the most that a page may have. `processes` is how many read; 0: this one
        does. `with_requisites`: it is asked what pages need to be looked at."""
        bounds = (max_bytes, with_requisites)
        source = SpiderSource.of(spider) if processes else None
        self._pool: ReaderPool | SameProcess
        if source is None:
            # Where a script defines the spider, too: no other process could find it.
            start_reading(folder, spider, *bounds)
            self._pool = SameProcess()
        else:
            self._pool = ReaderPool(processes, (start_reading, (folder, source, *bounds)))
        self._layouts = Layouts((), {})
        self._version = next(_VERSIONS)

    async def learn(self, lessons: Sequence[Lesson], latest: Mapping[str, Any]) -> None:
        """Learn again what was known to repeat, from the same pages. `latest` is what the state
        knows of each language by now."""
        found = await self._pool.call_each(_taught, [(lesson.page,) for lesson in lessons])
        taught = [
            # What a page that is too heavy taught, nobody can say: it is as good as lost.
            Taught(is_lost=True) if isinstance(one, UnreadError) else one
            for one in found
        ]
        self._layouts = Layouts(zip(lessons, taught, strict=True), latest)
        self._version = next(_VERSIONS)

    async def read(self, tasks: Sequence[Task]) -> list[Outcome]:
        """What comes of each task. Raises NotSent where the run ends first."""
        found: list[Outcome | UnreadError] = []
        # None has them at first; a process that takes the place of another in the midst of it, too.
        for carriers in (0, 1, len(tasks)):
            given: list[tuple[object, ...]] = [(task, self._version) for task in tasks]
            given[:carriers] = [(*one, self._layouts) for one in given[:carriers]]
            try:
                found = await self._pool.call_each(_read, given)
                break
            except LayoutsNeeded:
                continue
        return [
            _too_heavy(task, one) if isinstance(one, UnreadError) else one
            for task, one in zip(tasks, found, strict=True)
        ]

    async def close(self) -> None:
        """End the processes."""
        await self._pool.close()


def _too_heavy(task: Task, error: UnreadError) -> Outcome:
    page = task.pages[0]
    failure = failure_of(page, task.id, error.reason, str(error))
    return Outcome(task.id, None, [], failure if page.reason is None else None)


# In the process that reads.


class LayoutsNeeded(Exception):
    """The process does not have the layouts."""


class _State:
    """What a process keeps from call to call."""

    reader: Reader
    version = -1
    layouts: Layouts


def start_reading(
    folder: Path,
    spider: type[NewsSpider] | SpiderSource,
    max_bytes: int,
    with_requisites: bool = False,
) -> None:
    """Make what reads: the first call of a process."""
    kind = spider.load() if isinstance(spider, SpiderSource) else spider
    _State.reader = Reader(folder, kind, max_bytes, with_requisites=with_requisites)


def _taught(page: KeptPage) -> Taught:
    return _State.reader.taught(page)


def _read(task: Task, version: int, layouts: Layouts | None = None) -> Outcome:
    if layouts is not None:
        _State.version, _State.layouts = version, layouts
    elif _State.version != version:
        raise LayoutsNeeded
    return _State.reader.read(task, _State.layouts)
