"""The look at a site: a spider that asks for what the plan wants, one page after the other."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from newscrawl.discovery import examine
from newscrawl.discovery.plan import LookPlan
from newscrawl.discovery.scope import Scope
from newscrawl.downloader.withheld import Withheld
from newscrawl.errors import UnreadError
from newscrawl.parse.fetched_page import FetchedPage
from newscrawl.readers.pool import ReaderPool
from newscrawl.run.user_agent import name_us


class LookSpider(Spider):
    """Looks at the pages that a plan wants, until it wants none or the budget is spent."""

    name = "newsite"
    custom_settings = {"CONCURRENT_REQUESTS": 1}  # noqa: RUF012  # as Scrapy declares it

    def __init__(
        self, *, plan: LookPlan, budget: int, told: Callable[[int, str], None], **kwargs: Any
    ) -> None:
        """`budget` is the number of pages; `told` is called for each with how many were looked at
        and its URL."""
        super().__init__(**kwargs)
        self.plan = plan
        self.site: Scope = plan.scope  # What the gate asks.
        self._budget = budget
        self._told = told
        self._pool = ReaderPool(1, (examine.start, ()))

    @classmethod
    def update_settings(cls, settings: Any) -> None:
        super().update_settings(settings)
        name_us(settings)

    async def start(self) -> AsyncIterator[Request]:
        for request in self._next():
            yield request

    def sitemaps_named(self, urls: Any) -> None:
        """Called by the robots middleware."""
        self.plan.sitemaps_named(list(urls))

    async def parse(self, response: Response) -> AsyncIterator[Request]:
        asked = response.request.meta["asked"] if response.request is not None else response.url
        try:
            page = await self._pool.call(examine.examine, FetchedPage.of(response))
            self.plan.found(asked, page, response.body)
        except UnreadError as error:
            self.plan.failed[asked] = str(error)
        for request in self._next():
            yield request

    def _failed(self, failure: Failure) -> Iterator[Request]:
        asked = failure.request.meta["asked"]  # type: ignore[attr-defined]  # Scrapy sets it
        error = failure.value
        self.plan.failed[asked] = _reason(error)
        yield from self._next()

    def _next(self) -> Iterator[Request]:
        done = len(self.plan.pages) + len(self.plan.failed)
        if done >= self._budget:
            return
        url = self.plan.next()
        if url is None:
            return
        self._told(done + 1, url)
        yield Request(
            url,
            callback=self.parse,
            errback=self._failed,
            meta={"asked": url},
            dont_filter=True,
        )

    async def closed(self, reason: str) -> None:
        """Scrapy calls it at the end."""
        await self._pool.close()


def _reason(error: BaseException | None) -> str:
    """Why a page could not be had, in a few words."""
    if isinstance(error, HttpError):
        return f"the site answered {error.response.status}"
    if isinstance(error, Withheld):
        return error.reason
    return str(error) or type(error).__name__
