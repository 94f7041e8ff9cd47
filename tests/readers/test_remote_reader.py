"""Another process reads what this one does, whatever it has to be told first."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from support.kept import PaperSpider
from support.parsing import NOT_FOUND, SITE, STORIES, fetched, story

from newscrawl.errors import PageError
from newscrawl.extract.boilerplate import Boilerplate
from newscrawl.parse.async_reader import LocalReader
from newscrawl.parse.feed_parts import PART_ENTRIES
from newscrawl.parse.page_reader import PageReader
from newscrawl.parse.readings import KnownTitles
from newscrawl.readers import served
from newscrawl.readers.pool import ReaderPool
from newscrawl.readers.remote_reader import RemoteReader
from newscrawl.readers.spider_source import start_of

KNOWN = KnownTitles((STORIES[1][0],))
NO_MARKUP = fetched(1, b"<!-- nothing -->")


@asynccontextmanager
async def pool() -> AsyncIterator[ReaderPool]:
    start = start_of(PaperSpider, PaperSpider().context, None)
    assert start is not None
    made = ReaderPool(1, (served.start, start))
    try:
        yield made
    finally:
        await made.close()


def full(*numbers: int) -> Boilerplate:
    """A layout of which enough is known."""
    memory = Boilerplate(enough=len(numbers))
    for number in numbers:
        memory.learn_places("en", *PageReader(SITE).sample(fetched(number)))
    return memory


def test_it_gives_what_the_local_one_gives() -> None:
    async def compare() -> None:
        local = LocalReader(PageReader(SITE))
        listing = fetched(1, story(1, list_of=(3, 2)), url=SITE.root)
        layouts = (Boilerplate(), full(2, 3, 4, 5), full(2, 3, 4, 5))
        async with pool() as processes:
            remote = RemoteReader(processes)
            for layout in layouts:
                for number in (1, 2):
                    given = (fetched(number), "en", layout, KNOWN)
                    assert await remote.look(*given) == await local.look(*given)
                    assert await remote.read(*given) == await local.read(*given)
            for with_answer in (True, False):
                there = await remote.listing(listing, with_answer=with_answer)
                here = await local.listing(listing, with_answer=with_answer)
                assert there is not None
                assert here is not None
                there.digest = here.digest  # Of the hash of this process.
                assert there == here
            missing = fetched(1, NOT_FOUND)
            assert await remote.answer(missing) == await local.answer(missing)
            with pytest.raises(PageError, match="no markup"):
                await remote.look(NO_MARKUP, "en", layouts[1], KNOWN)

    asyncio.run(compare())


def test_a_long_sitemap_comes_in_parts_and_is_whole() -> None:
    async def compare() -> None:
        entries = "".join(
            f"<url><loc>https://paper.test/en/news/detail/{number}</loc></url>"
            for number in range(1, PART_ENTRIES + 10)
        )
        page = fetched(1, f"<urlset>{entries}</urlset>".encode(), url=f"{SITE.root}sitemap.xml")
        async with pool() as processes:
            there = await RemoteReader(processes).listing(page)
        assert there == await LocalReader(PageReader(SITE)).listing(page)

    asyncio.run(compare())


def test_a_process_that_takes_the_place_of_another_is_told_the_layout_again() -> None:
    async def replace() -> None:
        layout = full(2, 3, 4, 5)
        async with pool() as processes:
            remote = RemoteReader(processes)
            first = await remote.look(fetched(1), "en", layout, KNOWN)
            os.kill(await processes.call(os.getpid), signal.SIGKILL)
            assert await remote.look(fetched(1), "en", layout, KNOWN) == first
            assert first.reading is not None

    asyncio.run(replace())
