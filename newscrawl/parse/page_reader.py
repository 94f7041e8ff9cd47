"""One page -> a reading of it: pure, values in and values out.

Nothing here knows other pages, a run or an archive: what is known of them comes as an argument
(titles, the layout). All arguments and all results can be pickled, so that pages can be read in
another process. `scrapy crawl`, `scrapy reparse` and `newscrawl.read` read by this door alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Self
from zoneinfo import ZoneInfo

from parsel import Selector

from newscrawl.errors import PageError
from newscrawl.extract.article import ArticlePage
from newscrawl.extract.boilerplate import Boilerplate
from newscrawl.extract.dates.page_language import page_in
from newscrawl.extract.headlines.date_order import NOTHING_PROVEN, KnownOrders, visited_by
from newscrawl.extract.headlines.find_headlines import find_headlines
from newscrawl.extract.html.page import Page
from newscrawl.extract.json_lists import html_of_json, is_json
from newscrawl.extract.links import find_links, ref_finder, text_digest, with_hidden
from newscrawl.extract.page_lesson import PageLesson
from newscrawl.extract.parts import find_parts
from newscrawl.extract.reading import Reading
from newscrawl.items import Article, HeadlinePair, OwnDate
from newscrawl.loaders import ArticleLoader
from newscrawl.parse.answers import Answer, answer_of
from newscrawl.parse.context import ParseContext, SiteURLs
from newscrawl.parse.feed_parts import FeedParts
from newscrawl.parse.fetched_page import FetchedPage, is_whole
from newscrawl.parse.listing import (
    Listing,
    SeenHeadline,
    listing_of_page,
    seen_headlines,
)
from newscrawl.parse.readings import ArticleLook, ArticleReading, KnownTitles
from newscrawl.parse.start_page import what_is_shown

MAX_PARSED = 64
"""Parsed pages that are kept between two calls at most: those that wait for others of their layout,
three for each language. One that was given up is parsed again."""

MAX_PARSED_BYTES = 2 << 20
"""Likewise of their bytes: parsed they take thirty times as much."""


class PageReader:
    """Reads the pages of one site."""

    def __init__(
        self,
        site: SiteURLs,
        *,
        timezone: str | None = None,
        load_article: Callable[[ArticleLoader], None] | None = None,
        with_requisites: bool = False,
    ) -> None:
        """`timezone` is the IANA name of the zone in which the site prints its days, None means
        UTC; `load_article` adds values by the site's own rules; `with_requisites`: it is asked
        what pages need to be looked at."""
        self.site = site
        self._with_requisites = with_requisites
        self._load_article = load_article
        self.zone = ZoneInfo(timezone or "UTC")
        self._parsed: dict[FetchedPage, ArticlePage] = {}
        self._feeds = FeedParts()

    @classmethod
    def of(cls, context: ParseContext) -> Self:
        """The reader of a run."""
        return cls(
            context.site,
            timezone=context.timezone,
            load_article=context.load_article,
            with_requisites=context.with_requisites,
        )

    # Articles.

    def look(self, fetched: FetchedPage, layout: Boilerplate, known: KnownTitles) -> ArticleLook:
        """What an article page shows, and, if its layout is this one, and that is known well, what
        it says. Raises PageError if there is no markup in it."""
        page = self.article_page(fetched)
        blocks = page.page.outline.blocks
        dated = page.headlines(layout)
        is_foreign = layout.is_foreign(page.language, [block.place for block in blocks])
        is_lesson = is_foreign or not layout.is_full(page.language)
        return ArticleLook(
            seen_headlines(dated),
            listing_of_page(
                find_links(page.page, self.site), dated, page.lists.titles, page.parts.refs
            ),
            page.sample(self.today(fetched)) if is_lesson else None,
            None if is_lesson else self.read(fetched, layout, known),
            known,
            page.parts,
            page.prose(),
        )

    def headlines(
        self, fetched: FetchedPage, layout: Boilerplate | None = None
    ) -> list[SeenHeadline]:
        """The dated headlines on an article page. Raises PageError for one without markup."""
        return seen_headlines(self.article_page(fetched).headlines(layout or Boilerplate()))

    def sample(self, fetched: FetchedPage) -> PageLesson:
        """What an article page teaches of its layout. Raises PageError."""
        return self.article_page(fetched).sample(self.today(fetched))

    def read(self, fetched: FetchedPage, layout: Boilerplate, known: KnownTitles) -> ArticleReading:
        """The article of a page. `layout` is what repeats on pages like it.

        Raises PageError if there is no markup.
        """
        page = self.article_page(fetched)
        reading = page.read(layout, known.all, today=self.today(fetched))
        reading.image = reading.image and self.site.at_home(reading.image)
        article: Article | None = None
        missing: tuple[str, ...] = ()
        rule_error: Exception | None = None
        doubt = reading.body_doubt
        try:
            loader = self.own_values(page)
            if loader.get_collected_values("body"):
                doubt = None
            article = self._load(loader, fetched, page, reading)
        except PageError as error:
            missing = error.missing
        except Exception as error:  # A site's own rule may raise whatever it likes.
            rule_error = error
        title = reading.title or ""
        return ArticleReading(
            article if doubt is None else None,
            missing,
            rule_error,
            reading.title,
            reading.body,
            is_whole(fetched.body),
            contradicts_links=bool(title) and page.contradicts(title, known.links),
            contradicts_headlines=bool(title) and page.contradicts(title, known.headlines),
            body_doubt=doubt,
            rules=tuple(reading.decisions.counts()) if reading.decisions is not None else (),
            parts=page.parts,
            prose=page.prose(),
            text_sample=page.text_sample(reading),
        )

    def own_values(self, page: ArticlePage) -> ArticleLoader:
        """What the site's own rules give of a page. Raises whatever they raise."""
        loader = ArticleLoader(selector=Selector(root=page.page.root, type="html"))
        if self._load_article is not None:
            self._load_article(loader)
        return loader

    def _load(
        self, loader: ArticleLoader, fetched: FetchedPage, page: ArticlePage, reading: Reading
    ) -> Article:
        """What was read as an item; `loader` holds what the site's own rules gave, which come
        first. Raises PageError where title or body is missing."""
        loader.add_reading(reading)
        pairs = [
            HeadlinePair(entry.title, self.site.canonical(entry.ref), entry.published)
            for entry in reading.headlines
        ]
        loader.replace_value("headlines", pairs)
        article = loader.load_article(
            id=self.site.id(page.ref) if page.ref is not None else "",
            url=self.site.canonical(page.ref) if page.ref is not None else fetched.url,
            language=page.language,
            fetched_at=fetched.fetched_at,
            fetched_from=fetched.url,
            translations=[self.site.id(other) for other in page.translations()],
            requisites=page.requisites(reading) if self._with_requisites else [],
            own_dates=[OwnDate(own.source, own.text, own.when) for own in reading.own_dates],
            etag=fetched.etag,
            last_modified=fetched.last_modified,
            is_teaser=reading.teaser is not None,
            warc=fetched.warc,
        )
        if article.image == reading.image:
            # One that the site's own rules name may be another.
            article.picture = reading.picture
        if page.ref is None or not self.site.tells_language(article.url):
            article.language = page.language_of(article.title, article.body)
        if (day := self.site.day(article.url)) is not None:
            article.own_dates.append(OwnDate("url", article.url, date.fromisoformat(day)))
        return article

    def contradicts(self, fetched: FetchedPage, title: str, headlines: Sequence[str]) -> bool:
        """Whether a page with this title cannot be the article that these headlines lead to. Raises
        PageError."""
        return self.article_page(fetched).contradicts(title, headlines)

    def release(self, fetched: FetchedPage) -> None:
        """A page will not be asked about any more: its tree may go."""
        self._parsed.pop(fetched, None)

    def article_page(self, fetched: FetchedPage) -> ArticlePage:
        """An article page, parsed once. Raises PageError."""
        page = self._parsed.get(fetched)
        if page is None:
            parsed, first = _parsed(fetched), fetched.first_url
            self.site.visited(first or fetched.url)
            ref = self.site.article(first or fetched.url)
            page = ArticlePage(
                parsed,
                ref,
                ref_finder(parsed, self.site),
                parts=find_parts(parsed, self.site, ref, first),
                is_further=bool(first),
                home=self.site.at_home(fetched.url),
            )
            self._parsed[fetched] = page
            while len(self._parsed) > 1 and (
                len(self._parsed) > MAX_PARSED
                or sum(len(one.body) for one in self._parsed) > MAX_PARSED_BYTES
            ):
                self._parsed.pop(next(iter(self._parsed)))
        return page

    def today(self, fetched: FetchedPage) -> date:
        """The day of the visit where the site is."""
        return fetched.fetched_at.astimezone(self.zone).date()

    # Other pages.

    def listing(
        self,
        fetched: FetchedPage,
        *,
        with_answer: bool = False,
        orders: KnownOrders = NOTHING_PROVEN,
        first: int | None = None,
    ) -> Listing | None:
        """What HTML, a feed or a sitemap leads to; None for other pages. `with_answer`: others will
        be compared with it. `orders` is what others prove of the order of day and month in lists.
        `first`: of a feed a part alone, from this entry on (`Listing.rest`); None: all of it."""
        listing = None if fetched.is_html else self._feeds.listing(fetched, self.site, first)
        if listing is not None:
            listing.lack = "it is a feed that lists no article of the site" if with_answer else ""
            return listing
        if not fetched.is_page:
            found = self._json_listing(fetched, orders)
            return found if found is not None and not found.is_bare else None
        try:
            page = _parsed(fetched)
        except PageError:
            return None
        return self._page_listing(page, orders, with_answer=with_answer)

    def _json_listing(self, fetched: FetchedPage, orders: KnownOrders) -> Listing | None:
        """What JSON lists; None for anything else."""
        html = html_of_json(fetched.body) if is_json(fetched.body, fetched.content_type) else None
        if html is None:
            return None
        try:
            page = _parsed(replace(fetched, body=html, content_type="text/html; charset=utf-8"))
        except PageError:
            return None
        return self._page_listing(page, orders, with_answer=False)

    def _page_listing(self, page: Page, orders: KnownOrders, *, with_answer: bool) -> Listing:
        with page_in(page.language):
            find_ref = ref_finder(page, self.site)
            lists = find_headlines(page.outline, find_ref, visited=visited_by(page))
            links = with_hidden(find_links(page, self.site), page, self.site)
            listing = listing_of_page(links, lists.dated(orders), lists.titles)
            listing.orders = lists.orders
            listing.digest = text_digest(page)
            if with_answer:
                listing.answer = answer_of(page, find_ref)
                listing.lack = what_is_shown(page, len(listing.listings))
            return listing

    def answer(self, fetched: FetchedPage) -> Answer | None:
        """A page as it is compared with others; None if it is no page."""
        try:
            if fetched in self._parsed:
                page, find_ref = self._parsed[fetched].page, self._parsed[fetched].find_ref
            elif fetched.is_page:
                page = _parsed(fetched)
                find_ref = ref_finder(page, self.site)
            else:
                return None
        except PageError:
            return None
        return answer_of(page, find_ref)


def _parsed(fetched: FetchedPage) -> Page:
    at, kind = fetched.fetched_at, fetched.content_type
    return Page(fetched.body, fetched.url, fetched_at=at, content_type=kind)
