"""One page by itself, as items: for a response that no visit of a crawl brought, as in `scrapy
parse` and `scrapy shell`."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urljoin

from newscrawl.errors import PageError
from newscrawl.extract.boilerplate import Boilerplate
from newscrawl.frontier.frontier import Visit
from newscrawl.identity.site import Site
from newscrawl.items import Article, Failure, Headline
from newscrawl.parse.context import ParseContext
from newscrawl.parse.fetched_page import FetchedPage
from newscrawl.parse.headline_sightings import HeadlineSightings
from newscrawl.parse.listing import Listing
from newscrawl.parse.page_reader import PageReader
from newscrawl.parse.readings import KnownTitles
from newscrawl.parse.results import failed_page, why_no_article

_logger = logging.getLogger(__name__)


class SinglePage:
    """Reads a page as if there were no other. One of another host is taken for a page of a mirror
    of the site: the user knows why this spider is to read it."""

    def __init__(self, context: ParseContext, fetched: FetchedPage) -> None:
        site = context.site
        if fetched.url.startswith("http") and not site.in_scope(fetched.url):
            root = urljoin(fetched.url, "/")
            hosts = site.further_hosts
            mirror = Site(
                site.name, site.canonical_root, site.scheme, root=root, further_hosts=hosts
            )
            context = replace(context, site=mirror)
        self._site = context.site
        self._reader = PageReader.of(context)
        self._sightings = HeadlineSightings(context.site)
        self._fetched = fetched
        self._ref = context.site.article(fetched.url)

    @property
    def is_article(self) -> bool:
        """Whether its URL is that of an article."""
        return self._ref is not None

    def article(self) -> Iterator[Article | Headline | Failure]:
        """The dated headlines of an article page, and the article, or why there is none. Raises
        what a site's own rule raised."""
        fetched, reader = self._fetched, self._reader
        if not self.is_article:
            yield self._failure("not an article", "the site has no article at this URL")
            return
        if not fetched.is_page:
            reason = "empty page" if fetched.is_empty else "not html"
            yield self._failure(reason, "the answer is no HTML page")
            return
        try:
            yield from self._sightings.of(reader.headlines(fetched), fetched)
            reading = reader.read(fetched, Boilerplate(), KnownTitles())
        except PageError as error:
            yield self._failure("no markup", str(error), error.missing)
            return
        if reading.rule_error is not None:
            raise reading.rule_error
        if reading.parts.next is not None:
            _logger.warning(
                "%s is one page of several: the article goes on at %s",
                fetched.url,
                reading.parts.next.url,
            )
        yield reading.article or self._failure(*why_no_article(reading), reading.missing)

    def listing(self) -> Listing | None:
        """Where a listing leads; None where it is neither HTML nor a feed."""
        return self._reader.listing(self._fetched)

    def headlines(self, listing: Listing) -> Iterator[Headline]:
        """The dated headlines of a listing."""
        yield from self._sightings.of(listing.headlines, self._fetched)

    def _failure(self, reason: str, detail: str, missing: tuple[str, ...] = ()) -> Failure:
        visit = Visit(0, self._fetched.url, "article", self._ref)
        article_id = self._site.id(self._ref) if self._ref is not None else None
        return failed_page(visit, self._fetched, reason, detail, article_id, missing)
