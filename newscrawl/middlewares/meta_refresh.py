"""A page that sends its reader on by `<meta http-equiv="refresh">`, as Scrapy reads it; most have
none, and are not decoded and searched for it."""

from __future__ import annotations

from scrapy import Request, Spider
from scrapy.downloadermiddlewares.redirect import MetaRefreshMiddleware
from scrapy.http import Response

SEARCHED_BYTES = 4 * 4096 + 4
"""Scrapy searches the first 4,096 characters: four bytes each at most, behind a byte order mark."""


class QuickMetaRefreshMiddleware(MetaRefreshMiddleware):
    """Asks Scrapy's own only where the word stands in the page."""

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        # In UTF-16 every other byte of it is zero, in UTF-32 three of four are.
        start = response.body[:SEARCHED_BYTES].replace(b"\0", b"").lower()
        if b"refresh" not in start:
            return response
        return super().process_response(request, response)
