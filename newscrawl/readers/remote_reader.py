"""The pages of a run, read in other processes: what goes over, and what comes back."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Any, ClassVar, NamedTuple, TypeVar

from newscrawl.extract.boilerplate import Boilerplate
from newscrawl.parse.fetched_page import FetchedPage
from newscrawl.parse.listing import Listing
from newscrawl.parse.page_reader import ArticleLook, ArticleReading, KnownTitles, PageReader
from newscrawl.parse.soft404 import Answer
from newscrawl.readers.pool import ReaderPool

MAX_LAYOUTS = 16
"""Number of layouts that a process keeps: two for each language."""

T = TypeVar("T")


class Layout(NamedTuple):
    """What is known to repeat, as it goes over: the process may have it from an earlier call."""

    version: tuple[int, str, int]
    memory: Boilerplate | None
    """None: the process is asked to have it."""


class LayoutNeeded(Exception):
    """The process does not have a layout."""


class RemoteReader:
    """Reads in the processes of a pool. See AsyncReader.

    What is known of a layout changes with every page until enough is known: till then it goes over
    with each call, and after that once a process.
    """

    def __init__(self, pool: ReaderPool) -> None:
        """`pool` begins with `start`."""
        self._pool = pool

    async def look(
        self, fetched: FetchedPage, language: str, layout: Boilerplate, known: KnownTitles
    ) -> ArticleLook:
        return await self._with_layout(_look, fetched, language, layout, known)

    async def read(
        self, fetched: FetchedPage, language: str, layout: Boilerplate, known: KnownTitles
    ) -> ArticleReading:
        return await self._with_layout(_read, fetched, language, layout, known)

    async def listing(self, fetched: FetchedPage, *, with_answer: bool = False) -> Listing | None:
        return await self._pool.call(_listing, fetched, with_answer)

    async def answer(self, fetched: FetchedPage) -> Answer | None:
        return await self._pool.call(_answer, fetched)

    async def _with_layout(
        self,
        function: Callable[[FetchedPage, Layout, KnownTitles], T],
        fetched: FetchedPage,
        language: str,
        layout: Boilerplate,
        known: KnownTitles,
    ) -> T:
        version = layout.version(language)
        if layout.is_full(language):
            try:
                return await self._pool.call(function, fetched, Layout(version, None), known)
            except LayoutNeeded:
                pass
        memory = layout.of(language)
        return await self._pool.call(function, fetched, Layout(version, memory), known)


# In the other process.


class _State:
    """What a process that reads keeps from call to call."""

    reader: PageReader
    layouts: ClassVar[OrderedDict[tuple[int, str, int], Boilerplate]] = OrderedDict()


def start(make: Callable[..., PageReader], given: tuple[Any, ...]) -> None:
    """Make what reads the pages of a site: the first call of a process."""
    _State.reader = make(*given)


def _look(fetched: FetchedPage, layout: Layout, known: KnownTitles) -> ArticleLook:
    return _State.reader.look(fetched, _memory(layout), known)


def _read(fetched: FetchedPage, layout: Layout, known: KnownTitles) -> ArticleReading:
    return _State.reader.read(fetched, _memory(layout), known)


def _listing(fetched: FetchedPage, with_answer: bool) -> Listing | None:
    return _State.reader.listing(fetched, with_answer=with_answer)


def _answer(fetched: FetchedPage) -> Answer | None:
    return _State.reader.answer(fetched)


def _memory(layout: Layout) -> Boilerplate:
    known = _State.layouts
    if layout.memory is not None:
        known[layout.version] = layout.memory
        if len(known) > MAX_LAYOUTS:
            known.popitem(last=False)
    elif layout.version not in known:
        raise LayoutNeeded
    known.move_to_end(layout.version)
    return known[layout.version]
