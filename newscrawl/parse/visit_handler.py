"""What a visit brought -> items for the pipelines, findings for the frontier, and the end of the
visit. The callbacks of a crawl without Scrapy."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import suppress
from datetime import date

from newscrawl.downloader.withheld import NotSent
from newscrawl.downloader.workarounds import reason_of
from newscrawl.errors import OutputError, UnreadError
from newscrawl.extract.dates.date_lines import day_of
from newscrawl.frontier.frontier import Visit
from newscrawl.frontier.policies import CrawlPolicy
from newscrawl.items import Absence, Confirmation, Failure, Headline
from newscrawl.parse import start_page
from newscrawl.parse.article_parser import ArticleParser
from newscrawl.parse.async_reader import AsyncReader
from newscrawl.parse.context import ParseContext
from newscrawl.parse.fetched_page import FetchedPage
from newscrawl.parse.gathering import PartRequest
from newscrawl.parse.headline_sightings import HeadlineSightings
from newscrawl.parse.leads import tell
from newscrawl.parse.listing import Listing, ShownArticle
from newscrawl.parse.readings import ArticleLook
from newscrawl.parse.rereading import Rereading
from newscrawl.parse.results import Asked, Item, NotRead, Probe, Result, Settled, known_at_once
from newscrawl.parse.unfetched import refused, unanswered, unread

NOT_MODIFIED = 304


class VisitHandler:
    """Works off the visits of one run.

    Counts in the stats of the run: `articles/before_since`, `dates/unread`, `listings/not_html`,
    `listings/not_found`, `drift/listings` (those that showed the news before) and of them
    `drift/bare` (those that show no article), and `rules/<rule>`, the article pages on which a rule
    of the extraction decided anything.
    """

    def __init__(
        self,
        context: ParseContext,
        policy: CrawlPolicy,
        *,
        since: date | None,
        reader: AsyncReader | None = None,
    ) -> None:
        """`since` is the day before which nothing is wanted; None: everything is. `reader` reads
        the pages; None: this process does."""
        self.policy = policy
        self.sightings = HeadlineSightings(
            context.site, since, lambda ref, title: self.policy.hear(ref, title)
        )
        self._parser = ArticleParser(context, reader)
        self._rereading = Rereading(context, self._parser.earlier)
        self._is_reread = context.archive is None
        self._context = context
        self._start = start_page.StartPage(context.site.root)

    def save_layouts(self) -> None:
        """Leave to the next run what this one learnt of the site's layout. Raises OutputError."""
        self._parser.save_layouts()

    def read_with(self, reader: AsyncReader) -> None:
        """From now on this one reads."""
        self._parser.reader = reader

    def recall(self) -> None:
        """Take up what the archive of the context knows of the site's layout."""
        self._parser.recall()
        self._is_reread = False

    async def listing(self, visit: Visit, fetched: FetchedPage) -> AsyncIterator[Item | Asked]:
        """A page that may lead to articles: its links go to the frontier."""
        site = self._context.site
        if site.article(fetched.url) is not None:
            async for item in self.article(visit, fetched):
                yield item
            return
        try:
            listing = await self._parser.reader.listing(
                fetched,
                with_answer=visit.url == site.root,
                orders=self._parser.pending.list_orders(),
            )
        except NotSent:
            self.withheld(visit)
            return
        except UnreadError as error:
            self.policy.lost(visit)
            for item in self._settle([Settled(visit, unread(visit, fetched, error))]):
                yield item
            return
        if listing is None:
            self._context.count("listings/not_html", 1)
            self.policy.lost(visit)
            failures = list(start_page.no_listing(visit, fetched, site.root))
            for failure in failures:
                yield failure
            self._context.was_read(visit.url, unless=failures)
            self.policy.frontier.done(visit)
            return
        for item in self._listed(visit, fetched, listing):
            yield item

    def _listed(
        self, visit: Visit, fetched: FetchedPage, listing: Listing
    ) -> Iterator[Headline | Failure]:
        """What a listing shows, and where it leads."""
        self._parser.pending.note_orders(listing.orders)
        if not listing.is_feed:
            self._parser.pending.last_tags.saw(fetched.body)
        self._context.site.learn((shown.ref, shown.url) for shown in listing.articles)
        # An index of sitemaps leads to the news and shows none.
        is_index = listing.is_feed and bool(listing.feeds) and not listing.articles
        if showed_news := not is_index and self.policy.showed_news(visit.url):
            self._context.count("drift/listings", 1)
            self._context.count("drift/bare", int(not listing.articles))
        failures = list(start_page.lossy_feed(visit, fetched, listing))
        yield from failures
        is_past = self.sightings.are_past(listing.headlines)
        yield from self.sightings.of(listing.headlines, fetched, is_listing=True)
        if listing.unread_dates:
            self._context.count("dates/unread", listing.unread_dates)
        if listing.answer is not None:
            self._parser.saw_home(listing.answer)
        self._start.sees(visit, fetched, listing, showed_news=showed_news)
        wanted = self._wanted(listing)
        onward = self.policy.onward(
            visit, listing.links(wanted if listing.is_feed else listing.articles)
        )
        onward = ((), onward[1]) if is_past else onward
        archive, digest = self._context.archive, listing.digest
        tell(self.policy, archive, visit, wanted, onward, digest=digest, keep=listing.is_feed)
        if listing.is_feed and not failures:
            self.policy.read_to_end(visit, fetched.fetched_at)
        self._context.was_read(visit.url, unless=failures)
        self.policy.frontier.done(visit)

    async def article(self, visit: Visit, fetched: FetchedPage) -> AsyncIterator[Item | Asked]:
        """An article page: its links and headlines are passed on at once, its text is read when
        enough pages are known to tell what repeats."""
        site = self._context.site
        if fetched.status == NOT_MODIFIED and visit.ref is not None:
            self.policy.frontier.done(visit)
            yield Confirmation(site.id(visit.ref), fetched.url, fetched.fetched_at)
            return
        ref = site.article(fetched.url)
        if ref is None:
            for item in self.led_elsewhere(visit, fetched.url):
                yield item
            return
        try:
            look = await self._parser.look(visit, ref, fetched)
        except NotSent:
            self.withheld(visit)
            return
        if isinstance(look, Failure):
            results: AsyncIterator[Result] = known_at_once([Settled(visit, look)])
        else:
            for headline in self._looked_at(visit, fetched, look):
                yield headline
            results = self._parser.take(visit, ref, fetched, look)
        async for item in self._settled(results):
            yield item

    def _looked_at(
        self, visit: Visit, fetched: FetchedPage, look: ArticleLook
    ) -> Iterator[Headline]:
        """What an article page shows of others."""
        self._context.site.learn((shown.ref, shown.url) for shown in look.leads.articles)
        yield from self.sightings.of(look.headlines, fetched)
        wanted = self._wanted(look.leads)
        follows = self.policy.follows_from_articles
        onward = (look.leads.listings, look.leads.feeds) if follows else ((), ())
        keep = visit.kind == "article"
        tell(self.policy, self._context.archive, visit, wanted, onward, keep=keep)

    def led_elsewhere(self, visit: Visit, url: str) -> Iterator[Item | Asked]:
        """The URL of an article leads to another page, or that of any page away from the site."""
        if visit.ref is not None:
            yield from self._settle(self._parser.led_elsewhere(visit, url))
        elif visit.url == self._context.site.root:
            yield from self._settle([Settled(visit, start_page.led_away(visit, url))])
        else:
            self.policy.lost(visit)
            self.policy.frontier.gone(visit)

    def asked_came(
        self, asked: Asked, fetched: FetchedPage | None, why: str = ""
    ) -> AsyncIterator[Item | Asked]:
        """What came for a request beside the visits; None: nothing, and `why`."""
        if isinstance(asked, Probe):
            return self._settled(self._parser.answered(asked, fetched))
        return self._settled(self._parser.part_came(asked, fetched, why))

    def asked_failed(
        self, asked: Asked, error: BaseException | None
    ) -> AsyncIterator[Item | Asked]:
        """A request beside the visits brought no page."""
        if isinstance(asked, PartRequest) and isinstance(error, NotSent):
            # The run ends first: the article has not failed.
            self.withheld(asked.article.visit)
            return self.drain()
        return self.asked_came(asked, None, reason_of(error) if error is not None else "")

    def refused(self, visit: Visit, fetched: FetchedPage) -> Iterator[Item | Asked]:
        """An answer with another status than 200."""
        if (failed := refused(visit, fetched, self._context.site)) is None:
            self.policy.lost(visit)
        yield from self._without_page(visit, failed)

    def unanswered(self, visit: Visit, error: BaseException) -> Iterator[Item | Asked]:
        """An error on the way."""
        return self._without_page(visit, unanswered(visit, error, self._context.site))

    def withheld(self, visit: Visit) -> None:
        """The page was not asked for: nobody failed, and nothing is known of it."""
        self.policy.frontier.failed(visit)

    def _without_page(
        self, visit: Visit, failed: Failure | Absence | None
    ) -> Iterator[Item | Asked]:
        if failed is not None:
            yield from self._settle([Settled(visit, failed)])
            return
        # A listing that is not there: links to such are no failure.
        self._context.count("listings/not_found", 1)
        self._context.was_read(visit.url)
        self.policy.frontier.gone(visit)

    @property
    def is_empty(self) -> bool:
        """Whether no page waits for others, or to be read again, or to be told of."""
        is_read = self._is_reread or not self._parser.pending.has_learnt
        return self._parser.is_empty and is_read and self._start.is_told

    def ask_companions(self) -> None:
        """Visit known articles again where pages wait for others of their layout."""
        self.policy.frontier.ask(list(self._parser.companions()))

    async def drain(self) -> AsyncIterator[Item | Asked]:
        """What still waits, read with what there is: no more pages will come. Then what was read
        with less, once a run."""
        async for item in self._settled(self._parser.drain()):
            yield item
        for failure in self._start.tell(others_lead=self.policy.passed_by > 0):
            yield failure
        if self._is_reread or not self._parser.is_empty:
            return
        self._is_reread = True
        pending, reader = self._parser.pending, self._parser.reader
        given = pending.memory, pending.layouts, reader, pending.to_reread
        # A run that ends first, or can no longer write, leaves the lines as they are.
        with suppress(NotSent, OutputError):
            async for article in self._rereading.articles(*given):
                yield article

    async def _settled(self, results: AsyncIterator[Result]) -> AsyncIterator[Item | Asked]:
        async for result in results:
            for item in self._settle([result]):
                yield item

    def _settle(self, results: Iterable[Result]) -> Iterator[Item | Asked]:
        """The items that are settled, whose visits end with them; requests are passed on."""
        for result in results:
            if isinstance(result, Asked | NotRead):
                if isinstance(result, NotRead):
                    self.withheld(result.visit)
                else:
                    yield result
                continue
            visit, item = result.visit, result.item
            if isinstance(item, Failure):
                self.policy.frontier.failed(visit)
            elif isinstance(item, Absence):
                self.policy.frontier.gone(visit)
            else:
                self.policy.frontier.done(visit)
                if self.sightings.is_too_old(item.published and day_of(item.published)):
                    self._context.count("articles/before_since", 1)
                    continue
            yield item

    def _wanted(self, listing: Listing) -> list[ShownArticle]:
        """The articles of a page that are not known to be from before `since`."""
        wanted = self.sightings.wanted(listing.articles)
        if not listing.is_feed:
            self._context.count("articles/before_since", len(listing.articles) - len(wanted))
        return wanted
