"""Articles that go on on further pages: which page is fetched next, and what one that is missing
comes to."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

from newscrawl import clock
from newscrawl.downloader.withheld import NotSent
from newscrawl.errors import PageError, PartError, UnreadError
from newscrawl.frontier.visit import Visit
from newscrawl.identity.site import ArticleRef, Site
from newscrawl.items import Absence, Circumstances
from newscrawl.parse.fetched_page import FetchedPage
from newscrawl.parse.gathering import PART_MISSING, Gathering, PartRequest
from newscrawl.parse.readings import ArticleLook
from newscrawl.parse.results import NotRead, Result, Settled, failed_page


class PartGatherer:
    """Of an article of which a page is missing nothing is written: the rest would pass for all."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def next_of(self, article: Gathering) -> Result | None:
        """The request for the next page of an article, or why it cannot be had; None: all are
        there."""
        try:
            link = article.next()
        except PartError as error:
            return self._incomplete(article, str(error))
        return PartRequest(article, link, self._site.id(article.ref)) if link is not None else None

    async def came(
        self,
        request: PartRequest,
        fetched: FetchedPage | None,
        why: str,
        look: Callable[[FetchedPage], Awaitable[ArticleLook]],
    ) -> Gathering | Result:
        """The article with the page that came for a request, or what became of its visit. `fetched`
        is None where none came, and `why`."""
        article = request.article
        is_whole = request.link == article.whole
        if is_whole and (fetched is None or fetched.status != 200 or not fetched.is_page):
            return replace(article, has_asked=True)
        if fetched is None:
            return self._incomplete(article, request.described(why))
        if fetched.status != 200 or not fetched.is_page:
            why = f"the site answered {fetched.status}"
            if fetched.status == 200:
                why = "the answer is no HTML page"
            return self._incomplete(article, request.described(why), fetched)
        page = replace(fetched, first_url=article.first.fetched.url)
        try:
            found = await look(page)
        except NotSent:
            return NotRead(article.visit)
        except (PageError, UnreadError) as error:
            if is_whole:
                return replace(article, has_asked=True)
            return self._incomplete(article, request.described(str(error)), fetched)
        return article.with_whole(page, found) if is_whole else article.with_page(page, found)

    def is_none(self, visit: Visit, ref: ArticleRef, first: ArticleRef) -> Absence:
        """What a visit comes to that met a further page of the article `first` where its URL
        promised an article of its own."""
        reason = f"a further page of {self._site.id(first)}"
        return Absence(
            self._site.id(ref),
            visit.url,
            reason,
            clock.now(),
            certain=False,
        )

    def _incomplete(
        self, article: Gathering, detail: str, page: FetchedPage | None = None
    ) -> Settled:
        first = article.first.fetched
        visit, article_id = article.visit, self._site.id(article.ref)
        failure = failed_page(visit, page or first, PART_MISSING, detail, article_id)
        failure.page = failure.page or first.body
        if first.warc is not None:
            titles = article.first.look.known.all
            failure.circumstances = Circumstances(first.warc.record_id, titles, None, 0)
        return Settled(visit, failure)
