"""A page that sends its reader on by `<meta http-equiv="refresh">`: followed like a redirect where
it is one, a stub that leads on at once, or loads itself again with the cookie that it sets. A page
that holds text is read as what it is, whether it loads itself again or leads home after a minute;
and nothing that it leads to says that an article is not there any more."""

from __future__ import annotations

import re
from typing import cast

from lxml import etree
from scrapy import Request, Spider
from scrapy.downloadermiddlewares.redirect import MetaRefreshMiddleware
from scrapy.http import Response

from newscrawl.downloader.responses import COOKIE_SET
from newscrawl.frontier.detours import leads_back
from newscrawl.identity.site import Site

SEARCHED_BYTES = 4 * 4096 + 4
"""Scrapy searches the first 4,096 characters: four bytes each at most, behind a byte order mark."""

MAX_STUB_BYTES = 65_536
"""No stub is longer than this; and a hostile page is not parsed here, in the engine."""

MAX_STUB_CHARS = 300
"""Visible text of a stub: 'You are being redirected, click here if nothing happens', in two
languages."""

_RELOAD = re.compile(
    rb"""<meta\b(?=[^>]{0,200}http-equiv\s*=\s*["']?refresh)[^>]{0,200}?content\s*=\s*["']?\s*"""
    rb"""([0-9]{1,3})[.0-9]*\s*;?\s*["'/>]"""
)
"""Seconds, and no URL."""

_UNSEEN = ("script", "style", "template")


class QuickMetaRefreshMiddleware(MetaRefreshMiddleware):
    """Asks Scrapy's own only where the word stands in the page, and follows only what it is for.
    How soon a stub has to lead on is Scrapy's setting METAREFRESH_MAXDELAY, in seconds."""

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        # In UTF-16 every other byte of it is zero, in UTF-32 three of four are.
        start = response.body[:SEARCHED_BYTES].replace(b"\0", b"").lower()
        if b"refresh" not in start:
            return response
        found = super().process_response(request, response)
        if found is response and self._loads_itself(request, start):
            again = self._redirect_request_using_get(request, response, response.url)
            found = self._redirect(again, request, "meta refresh")
        if isinstance(found, Response) or (
            self._leads_on(request, response, found.url)
            and self._may_lead(request, found.url)
            and is_stub(response.body)
        ):
            return found
        return response

    def _loads_itself(self, request: Request, start: bytes) -> bool:
        """Whether a page that has just set a cookie names no other page to go to."""
        found = _RELOAD.search(start) if COOKIE_SET in request.meta else None
        return found is not None and int(found[1]) <= self._maxdelay

    def _leads_on(self, request: Request, response: Response, url: str) -> bool:
        """Whether it leads to another page, or to this one with the cookie that it has just set."""
        is_another = url.partition("#")[0] != response.url.partition("#")[0]
        return is_another or COOKIE_SET in request.meta

    def _may_lead(self, request: Request, url: str) -> bool:
        """Whether a request may be answered from there. That of an article may not, unless it is an
        address of this article, or of a page that leads back to it; nor that of a probe, which asks
        what answers."""
        if "probe" in request.meta:
            return False
        ref = getattr(request.meta.get("visit"), "ref", None)
        site = getattr(getattr(self.crawler, "spider", None), "site", None)
        if ref is None or not isinstance(site, Site):
            return True
        return site.article(url) == ref or leads_back(url, request.meta["visit"].url, site)


def is_stub(body: bytes) -> bool:
    """Whether a page shows nearly no text: it is there to lead on.

    >>> is_stub(b"<body><a href=/en/>Continue</a>"), is_stub(b"<body>" + b"<p>A page. " * 99)
    (True, False)
    """
    if len(body) > MAX_STUB_BYTES:
        return False
    parser = etree.HTMLParser(recover=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(body.replace(b"\0", b"").lstrip(b"\xff\xfe"), parser)
    except etree.XMLSyntaxError:
        return True
    if root is None:
        return True
    top = root.find("body")
    etree.strip_elements(root, *_UNSEEN, with_tail=False)
    texts = cast("list[str]", [*(top if top is not None else root).itertext()])
    return sum(len(" ".join(text.split())) for text in texts) <= MAX_STUB_CHARS
