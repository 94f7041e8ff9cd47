"""The news: the listing pages of the plan, until they meet what was known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from newscrawl.frontier.frontier import Visit
from newscrawl.frontier.policies.base import Onward
from newscrawl.frontier.policies.full import FullCrawl
from newscrawl.frontier.policies.listing_plan import DEEP
from newscrawl.frontier.policies.news_order import News, NewsOrder, Place
from newscrawl.frontier.policies.sitemap_plan import changed_first
from newscrawl.frontier.url_pattern import url_pattern
from newscrawl.identity.site import ArticleRef, Site
from newscrawl.run.arguments import Arguments
from newscrawl.run.standing import RUNS
from newscrawl.run.troubles import BROKEN_FEED

if TYPE_CHECKING:
    from newscrawl.extract.links import Links
    from newscrawl.storage.archive import Archive

QUIET_PAGES = 3
"""Maximum number of listing pages that a run reads where nothing changed (contract, section 5). A
site that shows its news on more of them has them read in turns."""

KNOWN_BEFORE_MARK = 200
"""Number of articles below the mark that are taken into account, beside as many as a plan is
deep."""

MAX_TRIED = 5
"""Maximum number of listing pages of new kinds that a scheduled run tries: a new section is found,
a site that invents names is not followed."""


class IncrementalCrawl(FullCrawl):
    """Reads the pages of the plan until each language meets what was known; if none of them does,
    walks the site as a whole."""

    def __init__(
        self, site: Site, archive: Archive, arguments: Arguments, *, checks_max: int = 0
    ) -> None:
        super().__init__(site, archive, arguments, checks_max=checks_max)
        self._order: NewsOrder = NewsOrder(site, archive)
        state = archive.state
        self._news: dict[str, News] = {
            language: self._order.news(language, mark, limit=DEEP + KNOWN_BEFORE_MARK)
            for language, (mark, _) in state.listing_marks(site.name).items()
        }
        self._plan = {
            language: [
                (url, read_at)
                for canonical, read_at in pages
                if (url := site.resolve(site.root, canonical))
            ]
            for language, pages in state.listing_plan(site.name).items()
            if language in self._news
        }
        self._place: dict[str, int] = {}
        self._reading: set[str] = set()
        self._read: list[str] = []
        self._held: list[tuple[Sequence[str], Sequence[str]]] = []
        self._sitemaps: list[str] = []
        self._asked_gaps = False
        self._signposts = state.listing_kinds(site.name)
        self._tried: dict[str, str] = {}
        """Listing pages of kinds that no run has met, by their addresses: a section or a language
        that is new."""
        self.whole = False
        """Whether the plan has failed, and the site is walked as a whole."""
        self.follows_from_articles = False

    def begin(self) -> None:
        frontier = self.frontier
        frontier.seed(self.site.root)
        first = {language: pages[0] for language, pages in self._plan.items() if pages}
        # The root first; then what was read least lately.
        order = sorted(
            first,
            key=lambda language: (first[language][0] != self.site.root, first[language][1] or ""),
        )
        pages = {self.site.root}
        for language in order:
            if len(pages | {first[language][0]}) > QUIET_PAGES:
                continue
            pages.add(first[language][0])
            self._next_page(language)
        if any(news.has_news for news in self._news.values()):
            self._read_all()
        for url in self._cut_feeds():
            frontier.seed(url, "feed")
        self._ask_known()

    def _cut_feeds(self) -> Iterator[str]:
        """Feeds and sitemaps of which the last runs could not read all: what is missing there is
        named nowhere else, and their index may never say again that they have changed."""
        assert self.archive is not None
        for one in self.archive.state.failures(self.site.name):
            url = self.site.resolve(self.site.root, one.page)
            if one.reason == BROKEN_FEED and one.tries < RUNS and url is not None:
                yield url

    def showed_news(self, url: str) -> bool:
        return any(url == page for pages in self._plan.values() for page, _ in pages)

    def rest(self) -> None:
        if not self._asked_gaps:
            self._asked_gaps = True
            self.frontier.ask(self._gaps())

    def _gaps(self) -> Iterator[ArticleRef]:
        """Articles among the news that no listing page shows."""
        if self._order.numbers is None or not self._order.numbers.has_addresses:
            return
        for language in sorted(self._reading):
            for number in self._news[language].gaps():
                ref = self._order.ref(language, number)
                if self.archive is not None and self.archive.known(self.site.id(ref)) is None:
                    yield ref

    def _next_page(self, language: str) -> None:
        """Read the next page of the plan; at its end the whole site."""
        self._reading.add(language)
        place = self._place.get(language, 0)
        pages = self._plan.get(language, [])
        if place >= len(pages):
            self._walk()
            return
        self._place[language] = place + 1
        self.frontier.seed(pages[place][0])

    def _read_all(self) -> None:
        for language in self._plan:
            if language not in self._reading:
                self._next_page(language)

    def _walk(self) -> None:
        self.whole = self.follows_from_articles = True
        for listings, feeds in self._held:
            for url in listings:
                self.frontier.seed(url)
            for url in feeds:
                self.frontier.seed(url, "feed")
        for url in self._sitemaps:
            self.frontier.seed(url, "feed")
        self._held.clear()

    def sitemap(self, url: str) -> None:
        if self.whole:
            self.frontier.seed(url, "feed")
        else:
            self._sitemaps.append(url)

    def onward(self, page: Visit, links: Links) -> Onward:
        onward = super().onward(page, links)
        if page.kind != "listing":
            return onward if self.whole else ((), ())
        self._read.append(self.site.at_home(page.url))
        self._try_new_kinds(links)
        self._held.append((links.listings, links.feeds))
        for language, places in self._order.places_in(links).items():
            self._look(page, language, places)
        if links.feeds and not links.articles:
            self._open_index(page, links)
        self._go_on(page)
        if not self.whole:
            return (), ()
        self._held.clear()
        return onward

    def _open_index(self, page: Visit, links: Links) -> None:
        """An index of sitemaps was read: those that changed are read at once, the others of the
        plan as far as nothing known is met."""
        for language in sorted(self._reading):
            pages, place = self._plan.get(language, []), self._place.get(language, 0)
            if not 0 < place <= len(pages) or pages[place - 1][0] != page.url:
                continue
            planned = [url for url, _ in pages[place:]]
            must, others = changed_first(links.feeds, links.changed, pages[place - 1][1], planned)
            pages[place:] = [(url, None) for url in (*must, *others)]
            self._place[language] = place + len(must)
            for url in must:
                self.frontier.seed(url)

    def _try_new_kinds(self, links: Links) -> None:
        for url in links.listings:
            kind = url_pattern(self.site.at_home(url))
            if kind not in self._signposts and len(self._tried) < MAX_TRIED:
                self._signposts.add(kind)
                self._tried[url] = kind
                self.frontier.seed(url)

    def _look(self, page: Visit, language: str, places: set[Place]) -> None:
        """What a page shows of one language."""
        news = self._news.get(language)
        if news is None:
            # A language that no run has met: all of it is to be found.
            if not self.whole:
                self._walk()
            return
        assert self.archive is not None
        ids = self._order.ids(language, places)
        self.archive.prefetch(ids.values())
        if (
            page.url in self._tried
            and any(self.archive.known(one) is None for one in ids.values())
            and not self.whole
        ):
            self._walk()
        # What was taken down is no news, also where it was never read.
        places = {place for place, one in ids.items() if not self.archive.is_suppressed(one)}
        news.read(places, [place for place, one in ids.items() if self.archive.known(one) is None])

    def _go_on(self, page: Visit) -> None:
        """Whatever the last page of a language said: the next one, or none."""
        if any(news.has_news for news in self._news.values()):
            self._read_all()
        for language in sorted(self._reading):
            pages, place = self._plan.get(language, []), self._place.get(language, 0)
            is_last_read = 0 < place <= len(pages) and pages[place - 1][0] == page.url
            if is_last_read and not self._news[language].reached_known and not self.whole:
                self._next_page(language)
        if self.whole and self._reached_known and self._news.keys() >= self._shown.keys():
            self.frontier.stop_listings()

    @property
    def _reached_known(self) -> bool:
        return all(self._news[language].reached_known for language in self._reading) and bool(
            self._reading
        )

    def lost(self, page: Visit) -> None:
        if not self.whole and any(
            page.url == url for pages in self._plan.values() for url, _ in pages
        ):
            self._walk()

    def finish(self, *, complete: bool) -> None:
        self._leave_waiting()
        assert self.archive is not None
        state, site = self.archive.state, self.site
        for url in self._read:
            state.note_listing_read(site.name, url, self.archive.now)
        self._put_signposts(self._tried.values())
        if not complete:
            return
        if self.whole and not self._reached_known:
            super().finish(complete=True)
            return
        reached = [language for language in self._reading if self._news[language].reached_known]
        self._mark(self._order.marks(reached))
