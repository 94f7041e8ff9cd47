"""A record of a WARC file -> the page as the parser takes it, decoded as Scrapy does."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from scrapy import Request
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes
from scrapy.settings import Settings
from scrapy.signalmanager import SignalManager

from newscrawl.downloader.responses import CAPTURE
from newscrawl.parse.fetched_page import FetchedPage
from newscrawl.storage.warc.reader import WarcReader
from newscrawl.storage.warc.records import WarcError

RECORD_LOST = (WarcError, OSError, IgnoreRequest)
"""What `KeptPages.fetched` raises for a record that is not there, or is not what it should be."""


class KeptPages:
    """The pages in the WARC files of one output folder."""

    def __init__(self, folder: Path, *, max_bytes: int) -> None:
        """`max_bytes` is the most that a page may have once it is decompressed."""
        self._playback = WarcReader(folder)
        # All that it asks of a crawler.
        crawler: Any = SimpleNamespace(
            stats=None,
            settings=Settings({"DOWNLOAD_MAXSIZE": max_bytes}),
            signals=SignalManager(),
        )
        self._decompress = HttpCompressionMiddleware(crawler=crawler)

    def fetched(
        self, row: Mapping[str, Any], origin: Mapping[str, Any] | None = None
    ) -> FetchedPage:
        """The page of a row of `captures` as it came; `origin` is the row of the record that holds
        the body, for a revisit. Raises one of RECORD_LOST."""
        answer = self._playback.response(row, origin)
        request = Request(row["url"], meta={CAPTURE: dict(row)})
        headers = Headers()
        for name, value in answer.headers:
            headers.appendlist(name, value)
        kind = responsetypes.from_args(headers=headers, url=request.url, body=answer.body)
        plain = kind(
            request.url, status=answer.status, headers=headers, body=answer.body, request=request
        )
        response = self._decompress.process_response(request, plain)
        assert isinstance(response, Response)
        response.request = request
        return FetchedPage.of(response)
