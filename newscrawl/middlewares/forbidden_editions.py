"""An edition of the site that robots.txt forbids while it allows others: told like any other
trouble that stands, and never passed over in silence.

Most of what a robots.txt forbids is nothing to an archive: searches, print versions, log-ins. An
article is; and so is a page of one language of which there is an allowed counterpart in another.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.robotstxt import RobotParser

from newscrawl import clock
from newscrawl.downloader.internal_request import META
from newscrawl.extensions.archive import archive_session
from newscrawl.frontier.url_pattern import url_pattern
from newscrawl.identity.language_codes import LANGUAGES
from newscrawl.identity.site import Site
from newscrawl.items import Failure

REASON = "forbidden by robots.txt"

MAX_FORBIDDEN = 1_000
"""Forbidden URLs of a run that are looked at."""

MAX_PAGES = 5_000
"""Kinds of pages that came and are kept for comparison."""

_CODE = re.compile(r"(?<=/)([a-z]{2})(?=/|$)")

_logger = logging.getLogger(__name__)


class ForbiddenEditions:
    """Counts `editions/failed` and `editions/standing`, by the session's `note_failure`."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        settings = crawler.settings
        self._agent: str = settings["ROBOTSTXT_USER_AGENT"] or settings["USER_AGENT"]
        self._rules: list[RobotParser] = []
        self._kinds: set[str] = set()
        """Kinds of pages that are known: of those that came, and of those to which pages of earlier
        runs led."""
        self._suspects: list[str] = []
        """URLs at the root that is crawled that would be asked for if pages still led there."""
        for handler, signal in (
            (self.spider_opened, signals.spider_opened),
            (self.robots_parsed, signals.robots_parsed),
            (self.response_received, signals.response_received),
            (self.spider_closed, signals.spider_closed),
        ):
            crawler.signals.connect(handler, signal)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def spider_opened(self, spider: Spider) -> None:
        session, site = archive_session(self._crawler), getattr(spider, "site", None)
        if not session.is_open or not isinstance(site, Site) or session.arguments.names_pages:
            return
        kinds = session.archive.state.listing_kinds(spider.name)
        urls = [url for kind in sorted(kinds) if (url := site.resolve(site.root, kind))]
        self._kinds |= {url_pattern(url) for url in urls}
        self._suspects = [url for url in urls if "#" not in url and "?" not in url]
        # Articles that were never read are known from no page of this run.
        for code in sorted(set().union(*map(codes_in, urls))):
            example = site.scheme.example(code)
            if site.scheme.path(example) is not None:
                self._suspects.append(site.address(example))

    def robots_parsed(self, robotparser: RobotParser) -> None:
        self._rules.append(robotparser)

    def response_received(self, response: Response, request: Request) -> None:
        if META not in request.meta and len(self._kinds) < MAX_PAGES:
            self._kinds.add(url_pattern(response.url))

    def spider_closed(self, spider: Spider) -> None:
        site = getattr(spider, "site", None)
        if not self._rules or not isinstance(site, Site):
            return
        met: list[str] = getattr(spider, "forbidden", [])
        urls = list(dict.fromkeys([*met, *self._suspects]))[:MAX_FORBIDDEN]
        session = archive_session(self._crawler)
        for language, url in editions(urls, self._allows, self._kinds, site):
            # An address that tells no language is of a section, or of some articles.
            what = f"the pages in {language!r}" if language in codes_in(url) else "articles"
            detail = f"robots.txt forbids {what}: {url}"
            session.note_failure(Failure(url, "edition", REASON, detail, clock.now()))
            _logger.warning("%s", detail)

    def _allows(self, url: str) -> bool:
        return all(rules.allowed(url, self._agent) for rules in self._rules)


def codes_in(url: str) -> set[str]:
    """The codes of languages that stand in the path of a URL, or of a kind of URLs.

    >>> sorted(codes_in("https://a.test/ru/news/tv")), codes_in("https://a.test/zz/")
    (['ru'], set())
    """
    path = url.partition("://")[2].partition("?")[0]
    return {code for code in _CODE.findall(path) if code in LANGUAGES}


def editions(
    urls: Iterable[str], allows: Callable[[str], bool], kinds: Collection[str], site: Site
) -> Iterator[tuple[str, str]]:
    """The languages of which articles are forbidden, or listings that are allowed in another;
    each with the first of its URLs. `kinds` are those of pages that there are (`url_pattern`)."""
    told = set[str]()
    for url in urls:
        ref = site.article(url)
        codes = ({ref.language} if ref is not None else codes_in(url)) - told
        if not codes or allows(url):
            continue
        for code in sorted(codes):
            if ref is not None or _has_counterpart(url, code, allows, kinds):
                told.add(code)
                yield code, url


def _has_counterpart(
    url: str, code: str, allows: Callable[[str], bool], kinds: Collection[str]
) -> bool:
    """Whether the same page in another language is there, and allowed."""
    place = re.compile(rf"(?<=/){code}(?=/|$)")
    languages = set().union(*map(codes_in, kinds)) - {code}
    others = (place.sub(language, url) for language in sorted(languages))
    known = {kind.rstrip("/") for kind in kinds}
    return any(url_pattern(other).rstrip("/") in known and allows(other) for other in others)
