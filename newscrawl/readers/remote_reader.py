"""The pages of a run, read in other processes: what goes over, and what comes back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from newscrawl.extract.boilerplate import Boilerplate
from newscrawl.extract.headlines.date_order import NOTHING_PROVEN, KnownOrders
from newscrawl.parse.answers import Answer
from newscrawl.parse.fetched_page import FetchedPage
from newscrawl.parse.listing import Listing
from newscrawl.parse.readings import ArticleLook, ArticleReading, KnownTitles
from newscrawl.readers import served
from newscrawl.readers.pool import ReaderPool
from newscrawl.readers.served import Layout, LayoutNeeded

T = TypeVar("T")


class RemoteReader:
    """Reads in the processes of a pool. See AsyncReader.

    What is known of a layout changes with every page until enough is known: till then it goes over
    with each call, and after that once a process.
    """

    def __init__(self, pool: ReaderPool) -> None:
        """`pool` begins with `served.start`."""
        self._pool = pool

    async def look(
        self, fetched: FetchedPage, language: str, layout: Boilerplate, known: KnownTitles
    ) -> ArticleLook:
        return await self._with_layout(served.look, fetched, language, layout, known)

    async def read(
        self, fetched: FetchedPage, language: str, layout: Boilerplate, known: KnownTitles
    ) -> ArticleReading:
        return await self._with_layout(served.read, fetched, language, layout, known)

    async def listing(
        self,
        fetched: FetchedPage,
        *,
        with_answer: bool = False,
        orders: KnownOrders = NOTHING_PROVEN,
    ) -> Listing | None:
        call = self._pool.call
        listing = await call(served.listing, fetched, with_answer, orders, 0)
        while listing is not None and listing.rest is not None:
            # In parts, each with bounds of its own: a sitemap may name 50,000 pages.
            more = await call(served.listing, fetched, with_answer, orders, listing.rest)
            if more is None:
                break
            listing.add(more)
        return listing

    async def answer(self, fetched: FetchedPage) -> Answer | None:
        return await self._pool.call(served.answer, fetched)

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
