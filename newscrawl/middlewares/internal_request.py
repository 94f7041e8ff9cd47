"""Answers the requests that the program makes to itself, before anything else sees them."""

from __future__ import annotations

from scrapy import Request
from scrapy.http import Response

from newscrawl.downloader.internal_request import META


class InternalRequestMiddleware:
    """The first of all, so that neither robots.txt nor the pace of the site holds them."""

    def process_request(self, request: Request) -> Response | None:
        return Response(request.url, request=request) if META in request.meta else None
