"""Hands each exchange with the site to the archive, as it went over the wire: pages, listings,
redirects, errors, robots.txt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from newscrawl.downloader.handler import META, Wire
from newscrawl.downloader.responses import ARTICLE, CAPTURE, REQUISITE
from newscrawl.extensions.archive import ArchiveExtension
from newscrawl.storage.warc.records import NOT_MODIFIED_STATUS, Exchange

if TYPE_CHECKING:
    from newscrawl.identity.site import Site


class CaptureMiddleware:
    """The last before the network: it sees each response first, still compressed."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        # None where a page is fetched and no archive is kept: `scrapy fetch`, `scrapy shell`.
        extension = crawler.get_extension(ArchiveExtension)
        self._session = extension.session if extension is not None else None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        """Write the exchange, if the run writes any."""
        # A request that Scrapy makes of another, for a redirect or a second try, takes over its
        # meta.
        request.meta.pop(CAPTURE, None)
        wire: Wire | None = request.meta.pop(META, None)
        # Scrapy hands out half a response only where DOWNLOAD_FAIL_ON_DATALOSS is switched off:
        # it is no record of the page.
        if self._session and wire is not None and "dataloss" not in response.flags:
            capture = self._session.capture(
                self._exchange(wire, request, response),
                is_not_modified=response.status == NOT_MODIFIED_STATUS,
            )
            if capture is not None:
                request.meta[CAPTURE] = capture
        return response

    def _exchange(self, wire: Wire, request: Request, response: Response) -> Exchange:
        site: Site | None = getattr(self._crawler.spider, "site", None)
        article: str | None = request.meta.get(ARTICLE)
        is_requisite = REQUISITE in request.meta
        if article is None and site is not None and not is_requisite:
            ref = site.article(request.url)
            article = site.id(ref) if ref is not None else None
        return Exchange(
            url=request.url,
            at=wire.begun,
            request=wire.sent,
            response=wire.received,
            address=wire.address,
            entity=response.body,
            article=article,
            is_requisite=is_requisite,
        )
