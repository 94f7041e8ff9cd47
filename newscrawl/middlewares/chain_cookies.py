"""Cookies for the length of one chain of redirects, and no longer: a site that lets nobody in
without its cookie is entered, and no session makes pages differ from visit to visit.

A chain is what one request leads to: redirects, a stub that loads itself again, second tries. The
next request begins without a cookie.
"""

from __future__ import annotations

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.http.cookies import CookieJar

from newscrawl.downloader.responses import COOKIE_SET

JAR = "cookie_jar"
"""Key of a request's `meta`: the cookies of its chain. Not there while no answer has set any."""

MAX_COOKIES, MAX_COOKIE_BYTES = 50, 4096
"""Of a chain; longer ones are left out. RFC 6265, 6.1, asks a browser for no less than that, and no
site lets in those only who keep more."""


class ChainCookiesMiddleware:
    """Between redirects and the network. Only the site's own hosts are ever asked (gate), and each
    gets the cookies that it set, or that another host set for its domain."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ChainCookiesMiddleware:
        return cls()

    def process_request(self, request: Request) -> None:
        """Send what the chain holds for this address."""
        jar: CookieJar | None = request.meta.get(JAR)
        if jar is not None:
            request.headers.pop("Cookie", None)
            jar.add_cookie_header(request)

    def process_response(self, request: Request, response: Response) -> Response:
        """Keep what the answer sets, and note whether the chain had it."""
        request.meta.pop(COOKIE_SET, None)
        given = [
            one for one in response.headers.getlist("Set-Cookie") if len(one) <= MAX_COOKIE_BYTES
        ]
        if given:
            jar: CookieJar = request.meta.setdefault(JAR, CookieJar())
            before = _names(jar)
            setting = Response(response.url)
            setting.headers.setlist("Set-Cookie", given[: MAX_COOKIES - len(before)])
            jar.extract_cookies(setting, request)
            if _names(jar) - before:
                request.meta[COOKIE_SET] = True
        return response


def _names(jar: CookieJar) -> set[tuple[str, str, str]]:
    return {(one.domain, one.path, one.name) for one in jar}
