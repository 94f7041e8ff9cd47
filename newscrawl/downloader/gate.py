"""The gate: the one place, nearest to the network, that every request passes.

Whatever a redirect, a sitemap, `robots.txt` or its redirect says, a request goes to the site that
is crawled, by http or https, or it is not sent. The program's own requests pass here as well.

Stats: `gate/refused` counts the requests that were not sent.
"""

from __future__ import annotations

import logging
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler

from newscrawl import lease
from newscrawl.downloader.responses import REQUISITE
from newscrawl.downloader.withheld import NotSent, Withheld

SCHEMES = ("http", "https")

ANY_HOST = "NEWSCRAWL_ANY_HOST"
"""Setting of the commands whose user names each page (`scrapy fetch`, `parse`, `shell` …), and of
nothing else: no run takes it."""

RULES = "dont_obey_robotstxt"
"""Key in the `meta` of a request for robots.txt, as Scrapy has it."""

MAX_LOGGED = 20
"""Refusals of a run that are logged by their URL; all of them are counted."""

MAX_URL = 200
"""Characters of a refused URL that are told: whoever wrote it chose its length."""

_logger = logging.getLogger(__name__)


class OutsideSite(Withheld):
    """A request of `url` that would have left the site. Raised by Gate."""

    reason = "outside the site"
    is_failure = True

    def __init__(self, url: str, *, is_original: bool = False) -> None:
        """`is_original`: it is the site itself, of which a mirror is crawled."""
        self.url = url if len(url) <= MAX_URL else f"{url[:MAX_URL]}…"
        why = (
            "the site itself, of which -a root= asks nothing" if is_original else "outside the site"
        )
        super().__init__(f"{self.url} is {why}")


class Gate:
    """Refuses what would leave the site of the crawl's spider.

    Where the user names each page, and for a spider without a `site`, only other schemes than http
    and https are refused.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    def check(self, request: Request) -> None:
        """Raises OutsideSite unless the request may be sent, NotSent where the lease of the run has
        ended: somebody else may be asking the host by now."""
        held = lease.current()
        if held is not None and held.left_s <= 0:
            raise NotSent(f"{request.url}: the lease of the run has ended")
        is_named = self._crawler.settings.getbool(ANY_HOST)
        site = None if is_named else getattr(self._crawler.spider, "site", None)
        if urlsplit(request.url).scheme.lower() in SCHEMES and (
            site is None or site.may_ask(request.url) or is_named_requisite(self._crawler, request)
        ):
            return
        is_original = site is not None and site.in_scope(request.url)
        refused = OutsideSite(request.url, is_original=is_original)
        stats = self._crawler.stats
        stats.inc_value("gate/refused")
        if stats.get_value("gate/refused") <= MAX_LOGGED:
            _logger.warning("Not sent, since it is outside the site: %s", refused.url)
        raise refused


def is_named_requisite(crawler: Crawler, request: Request) -> bool:
    """Whether a request is for what pages need to be looked at, at a host that the setting names
    (NEWSCRAWL_REQUISITES_HOSTS), or for the rules of that host."""
    scope = getattr(crawler.spider, "requisite_scope", None)
    if scope is None or not (REQUISITE in request.meta or request.meta.get(RULES)):
        return False
    return bool(scope.is_named(request.url))
