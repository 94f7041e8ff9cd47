"""Who reads the pages of a run: this process, or others. Each answer may take its time."""

from __future__ import annotations

from typing import Protocol

from newscrawl.extract.boilerplate import Boilerplate
from newscrawl.extract.headlines.date_order import NOTHING_PROVEN, KnownOrders
from newscrawl.parse.answers import Answer
from newscrawl.parse.fetched_page import FetchedPage
from newscrawl.parse.listing import Listing
from newscrawl.parse.page_reader import PageReader
from newscrawl.parse.readings import ArticleLook, ArticleReading, KnownTitles


class AsyncReader(Protocol):
    """Reads the pages of one site, as PageReader does. Every method raises UnreadError where a page
    costs too much, and NotSent where the run ends first."""

    async def look(
        self, fetched: FetchedPage, language: str, layout: Boilerplate, known: KnownTitles
    ) -> ArticleLook:
        """See PageReader. `language` is that of the article: what the layout knows of others need
        not be told."""
        ...

    async def read(
        self, fetched: FetchedPage, language: str, layout: Boilerplate, known: KnownTitles
    ) -> ArticleReading:
        """See PageReader, and `look`."""
        ...

    async def listing(
        self,
        fetched: FetchedPage,
        *,
        with_answer: bool = False,
        orders: KnownOrders = NOTHING_PROVEN,
    ) -> Listing | None:
        """See PageReader."""
        ...

    async def answer(self, fetched: FetchedPage) -> Answer | None:
        """See PageReader."""
        ...


class LocalReader:
    """Reads in this process, at once: for a debugger, a script, a test. A page may cost what it
    likes."""

    def __init__(self, reader: PageReader) -> None:
        self._reader = reader

    async def look(
        self, fetched: FetchedPage, language: str, layout: Boilerplate, known: KnownTitles
    ) -> ArticleLook:
        return self._reader.look(fetched, layout, known)

    async def read(
        self, fetched: FetchedPage, language: str, layout: Boilerplate, known: KnownTitles
    ) -> ArticleReading:
        return self._reader.read(fetched, layout, known)

    async def listing(
        self,
        fetched: FetchedPage,
        *,
        with_answer: bool = False,
        orders: KnownOrders = NOTHING_PROVEN,
    ) -> Listing | None:
        return self._reader.listing(fetched, with_answer=with_answer, orders=orders)

    async def answer(self, fetched: FetchedPage) -> Answer | None:
        return self._reader.answer(fetched)
