"""robots.txt by RFC 9309: what it forbids is not fetched, and nothing is where it could not be
fetched itself.

Stats: `robots/forbidden` and `robots/unreachable` count the requests refused,
`robots/unreachable_reason` says why in a word or two: `http 503` where the server answered,
`timeout`, `connection refused` and the like where it did not.
"""

from __future__ import annotations

import logging
from urllib.parse import urljoin

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotSupported, UnsupportedURLSchemeError
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached
from scrapy.utils.misc import build_from_crawler, load_object

from newscrawl.downloader.gate import ANY_HOST, OutsideSite, is_named_requisite
from newscrawl.downloader.responses import REQUISITE
from newscrawl.downloader.withheld import NotSent, Withheld
from newscrawl.downloader.workarounds import FixedRobots, reason_of, words_of

logger = logging.getLogger(__name__)

MAX_REDIRECTS = 5
"""RFC 9309, 2.3.1.2: beyond five the file counts as unavailable."""

MAX_BYTES = 500 * 1024
"""RFC 9309, 2.5: a parser reads at least so much; what follows is not read."""


MAX_NAMED = 1_000
"""URLs of forbidden pages that are kept, for a spider that has a list `forbidden` for them."""


class RobotsForbidden(Withheld):
    """robots.txt forbids the page. Raised by RobotsMiddleware."""

    reason = "forbidden by robots.txt"


class RobotsUnreachable(Withheld):
    """robots.txt could not be fetched, so nothing else is. Raised by RobotsMiddleware."""

    reason = "robots.txt unreachable"


class NoRules(RobotParser):
    """The rules in place of a robots.txt that could not be fetched: nothing is allowed."""

    def __init__(self, reason: str) -> None:
        self.reason = reason

    @classmethod
    def from_crawler(cls, crawler: Crawler, robotstxt_body: bytes) -> NoRules:
        return cls("not fetched")

    def allowed(self, url: str | bytes, user_agent: str | bytes) -> bool:
        return False


class RobotsMiddleware(FixedRobots):
    """Obeys robots.txt, and offers the sitemaps that it names to the spider's
    `sitemaps_named(urls)` where it has one."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._agent: str = (
            crawler.settings["ROBOTSTXT_USER_AGENT"] or crawler.settings["USER_AGENT"]
        )
        self._parser_class: type[RobotParser] = load_object(crawler.settings["ROBOTSTXT_PARSER"])

    async def process_request(self, request: Request, spider: Spider | None = None) -> None:
        """Hold a request to the rules of its host; one that the gate will refuse to none: nothing
        is asked of that host, not even for them."""
        may_ask = getattr(getattr(self.crawler.spider, "site", None), "may_ask", None)
        if (
            may_ask is None
            or self.crawler.settings.getbool(ANY_HOST)
            or may_ask(request.url)
            or is_named_requisite(self.crawler, request)
        ):
            await super().process_request(request)

    async def fetch_rules(self, request: Request) -> RobotParser:
        """The rules of the request's host."""
        host = urlparse_cached(request)
        try:
            response = await self._fetch(f"{host.scheme}://{host.netloc}/robots.txt")
        except NotSent:
            raise
        except OutsideSite as error:
            return self._unreachable(request, f"it led to {error.url}, outside the site", "")
        except Exception as error:  # Whatever the cause: RFC 9309, 2.3.1.4, treats all alike.
            return self._unreachable(request, reason_of(error), words_of(error))
        if response.status >= 500:
            return self._unreachable(request, f"http {response.status}", "")
        rules = build_from_crawler(
            self._parser_class, self.crawler, rules_text(response.status, response.body)
        )
        self._offer_sitemaps(rules, response)
        await self.crawler.signals.send_catch_log_async(
            signals.robots_parsed, robotparser=rules, request=request
        )
        return rules

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        """Raises RobotsForbidden or RobotsUnreachable if the request may not be sent."""
        if rp is None or rp.allowed(request.url, self._agent):
            return
        if REQUISITE in request.meta:
            # No page: that it is not to be had is no trouble of the run's.
            raise RobotsForbidden(f"{request.url}: robots.txt does not allow it")
        if isinstance(rp, NoRules):
            self.crawler.stats.inc_value("robots/unreachable")
            raise RobotsUnreachable(f"{request.url}: robots.txt could not be had ({rp.reason})")
        self.crawler.stats.inc_value("robots/forbidden")
        forbidden = getattr(self.crawler.spider, "forbidden", None)
        if forbidden is not None and len(forbidden) < MAX_NAMED:
            forbidden.append(request.url)
        raise RobotsForbidden(f"{request.url}: robots.txt forbids it")

    async def _fetch(self, url: str) -> Response:
        # Redirects are followed here and not by Scrapy, whose limit is that of pages, and which
        # would follow a page's meta refresh too.
        for _ in range(MAX_REDIRECTS + 1):
            request = Request(
                url,
                callback=NO_CALLBACK,
                priority=self.DOWNLOAD_PRIORITY,
                dont_filter=True,
                meta={
                    "dont_obey_robotstxt": True,
                    "dont_redirect": True,
                    "give_up_log_level": logging.INFO,
                },
            )
            try:
                response = await self.crawler.engine.download_async(request)
            except (NotSupported, UnsupportedURLSchemeError) as error:
                # No handler is installed but those that have the gate in them.
                self.crawler.stats.inc_value("gate/refused")
                raise OutsideSite(request.url) from error
            location = response.headers.get(b"Location")
            if not 300 <= response.status < 400 or location is None:
                break
            url = urljoin(url, location.decode("latin-1").strip())
        return response

    def _unreachable(self, request: Request, reason: str, detail: str) -> NoRules:
        self.crawler.stats.set_value("robots/unreachable_reason", reason)
        logger.warning(
            "robots.txt of %s could not be had (%s), so nothing is fetched there. %s",
            urlparse_cached(request).netloc,
            reason,
            detail,
        )
        return NoRules(reason)

    def _offer_sitemaps(self, rules: RobotParser, response: Response) -> None:
        # Scrapy's parsers do not offer sitemaps; Protego, which its default parser wraps, does.
        named = [
            urljoin(response.url, url)
            for url in getattr(getattr(rules, "rp", None), "sitemaps", ())
        ]
        offer = getattr(self.crawler.spider, "sitemaps_named", None)
        if named and offer is not None:
            offer(named)


def rules_text(status: int, body: bytes) -> bytes:
    r"""The rules in a response to /robots.txt that is not a server's error; empty means that all is
    allowed.

    4xx, and redirects without an end, are 'unavailable' (RFC 9309, 2.3.1.3). A web page sent in its
    place holds no rules.

    >>> rules_text(200, b"User-agent: *\nDisallow: /private\n")
    b'User-agent: *\nDisallow: /private\n'
    >>> rules_text(403, b"User-agent: *\nDisallow: /\n")
    b''
    >>> rules_text(200, b"<!doctype html><p>Disallow: /")
    b''
    """
    if not 200 <= status < 300 or body.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        return b""
    if len(body) <= MAX_BYTES:
        return body
    # To a whole line: half a line of `Disallow: /private` may be `Disallow: /`.
    return body[: body.rfind(b"\n", 0, MAX_BYTES) + 1]
