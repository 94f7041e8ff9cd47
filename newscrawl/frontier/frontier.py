"""Which page a run visits next, and why: the frontier.

Pure bookkeeping, no network and no Scrapy: the same findings in the same order give the same
visits. A visit that `next` gives is out until `done`, `gone` or `failed` says what came of it.

The order: listing pages that promise articles come first, since they tell titles and dates of the
articles; of them the ones with the fewest barren pages behind them, then the first found. At most
50 in a row; from then on each pays with four articles, so that a run cut short has written
something. Listing pages that promise little wait until the articles are done. Articles are taken
from all kinds of pages in turn, so that a kind that leads to dead links is found out soon; those
that no headline names yet come after the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Literal

from newscrawl.frontier.article_queue import MAX_ARTICLES, ArticleQueue, Disk, WaitingArticle
from newscrawl.frontier.listing_queue import PROMISING
from newscrawl.frontier.listings import Listings
from newscrawl.frontier.traps import CHAIN_BARREN, Grade, Shape, Traps
from newscrawl.frontier.visit import Kind, Source, Visit
from newscrawl.identity.article_id import ArticleRef
from newscrawl.identity.normalize import listing_key

__all__ = ["Frontier", "Kind", "Visit"]

LISTINGS_IN_A_ROW = 50
"""Number of listing pages before the first articles: 1,000 headlines at 20 a page, or a minute at
one page a second."""

ARTICLES_A_LISTING = 4
"""What one listing page costs after that, in articles: at 20 articles a page the listings are
walked when a fifth of the articles is fetched."""


class Frontier:
    """The frontier of one run.

    `limit` is the most articles it visits; None means all. `is_over` says whether its time is up;
    None: it has no end. `url_of` tells where an article is by rule (`Site.address`), so that
    100,000 URLs need not be kept; those that differ are kept all the same. `wanted` says, once an
    article, whether one that a page leads to is to be visited; None means all are. `barred` says
    which article is not to be visited whatever asks for it; None means none. `disk` takes what
    there is no room for in memory, and whoever gives it asks for that in time; None: there is none.
    """

    def __init__(
        self,
        limit: int | None = None,
        *,
        is_over: Callable[[], bool] | None = None,
        url_of: Callable[[ArticleRef], str] | None = None,
        wanted: Callable[[ArticleRef], bool] | None = None,
        barred: Callable[[ArticleRef], bool] | None = None,
        disk: Disk | None = None,
    ) -> None:
        self._limit, self._is_over = limit, is_over or (lambda: False)
        self._url_of = url_of
        self._barred = barred or (lambda ref: False)
        self._traps = Traps()
        self._articles, self._listings = ArticleQueue(url_of, wanted, disk), Listings(self._traps)
        self._asked: Iterator[ArticleRef] = iter(())
        self._claims: dict[str | ArticleRef, int] = {}
        self._out: dict[int, bool] = {}  # visits under way -> whether the page has been graded
        self._listings_out: set[int] = set()
        self._ahead: Visit | None = None
        self._credit = LISTINGS_IN_A_ROW * ARTICLES_A_LISTING
        self._number = self._article_visits = 0
        self._counts: dict[str, int] = {}

    # What there is to visit.

    def seed(self, url: str, kind: Literal["listing", "feed"] = "listing") -> None:
        """A page to start from: the root, a feed or sitemap named in robots.txt."""
        self._listings.add(url, kind, barren=0, depth=0)

    def ask(self, refs: Iterable[ArticleRef]) -> None:
        """Articles to visit whatever led to them, one after the other when no page leads to more.
        They are taken when their turn comes."""
        self._asked = chain(self._asked, refs)

    def stop_listings(self) -> None:
        """Read no further listing page."""
        self._listings.stop()
        if self._ahead is not None and self._ahead.kind != "article":
            self._ahead = None

    def found(
        self,
        page: Visit,
        *,
        articles: Iterable[tuple[ArticleRef, str, str]] = (),
        listings: Iterable[str] = (),
        feeds: Iterable[str] = (),
        digest: int = 0,
    ) -> int:
        """What a fetched page led to, told before `done`. Gives how many of the articles were not
        known before.

        `articles` are (which, URL, text of the link); URLs are as `Site.resolve` gives them.
        `digest` stands for the text of a listing page, so that a page met twice is known; 0 means
        not to be compared. It should leave out what differs from visit to visit (stamps, tokens in
        links) and keep what tells pages apart (the heading, the day of an archive page).
        """
        is_listing = page.kind != "article"
        shape = self._listings.shape_of(page)
        new, shown, refused = self._articles.found(
            Source(page.url, page.depth, shape), articles, mark=shape.bit if is_listing else 0
        )
        if refused:
            self._traps.left(shape, f"over {MAX_ARTICLES:,} articles waiting", refused)
        barren = 1
        if is_listing:
            grade = self._grade(page, shape, new=new, shown=shown)
            barren = {Grade.NEW: 0, Grade.FRESH: 1, Grade.BARREN: page.barren + 1}[grade]
            if (
                digest
                and page.kind == "listing"
                and self._listings.leads_nowhere(page, listings, digest=digest, grade=grade)
            ):
                return new
        self._listings.add_links(page, listings, feeds, barren=barren)
        return new

    def _grade(self, page: Visit, shape: Shape, *, new: int, shown: int) -> Grade:
        """Enter what a listing page was worth: so many articles that were not known, and so many
        that no page of its shape had shown."""
        self._out[page.number] = True
        grade = Grade.FRESH if shown else Grade.BARREN
        if new and not shape.is_mostly_dead():
            grade = Grade.NEW
        grade = self._listings.count(
            shape, grade, barren_before=page.barren, known=self._articles.at_least
        )
        self._count(f"listings/{grade.value}")
        return grade

    # What is next.

    def next(self) -> Visit | None:
        """The next page to fetch; None while nothing waits. It is out until it is done, gone or
        failed."""
        visit = self._ahead or self._choose()
        self._ahead = None
        if visit is not None:
            self._out[visit.number] = False
            if visit.kind != "article":
                self._listings_out.add(visit.number)
        return visit

    @property
    def waiting(self) -> bool:
        """Whether `next` would give a page."""
        if self._ahead is None:
            self._ahead = self._choose()
        return self._ahead is not None

    def _choose(self) -> Visit | None:
        left = None if self._limit is None else self._limit - self._article_visits
        if (left is not None and left <= 0) or self._is_over():
            return None
        owed = self._credit < ARTICLES_A_LISTING or (
            left is not None and len(self._articles) >= left
        )
        visit = None if owed else self._next_listing(PROMISING)
        if visit is None and (taken := self._articles.take()):
            return self._article_visit(*taken)
        return (
            visit or self._next_asked() or self._next_listing(CHAIN_BARREN) or self._next_deferred()
        )

    def _next_asked(self) -> Visit | None:
        if self._listings_out:
            # What they show may say more of an article than that it is due: that it has another
            # title.
            return None
        for ref in self._asked:
            if not self._barred(ref) and self._articles.claim_asked(ref):
                self._article_visits += 1
                self._number += 1
                url = self._url_of(ref) if self._url_of else ""
                return Visit(self._number, url, "article", ref)
        return None

    def _next_listing(self, most_barren: int) -> Visit | None:
        listing = self._listings.take(most_barren)
        if listing is None:
            return None
        self._credit = max(0, self._credit - ARTICLES_A_LISTING)
        self._number += 1
        return listing.visit(self._number)

    def _next_deferred(self) -> Visit | None:
        while taken := self._articles.take_deferred():
            if not taken[1].is_hopeless:
                return self._article_visit(*taken)
            self._count("articles/dropped")
            self._traps.left(taken[1].source.shape, "links to articles that are not there", 1)
        return None

    def _article_visit(self, ref: ArticleRef, article: WaitingArticle) -> Visit:
        self._credit = min(LISTINGS_IN_A_ROW * ARTICLES_A_LISTING, self._credit + 1)
        self._article_visits += 1
        self._number += 1
        return self._articles.visit(self._number, ref, article)

    # What came of it.

    def done(self, visit: Visit) -> None:
        """The page was read."""
        self._close(visit, "read")
        if visit.source is not None:
            visit.source.alive += 1
            visit.source.shape.alive += 1

    def gone(self, visit: Visit) -> None:
        """The page is not there: 404, 410, or a page that says so."""
        self._close(visit, "gone")
        if visit.source is not None:
            visit.source.gone += 1
            visit.source.shape.gone += 1

    def failed(self, visit: Visit) -> None:
        """The page could not be had or read. It says nothing about the links beside it."""
        self._close(visit, "failed")

    def redirected(self, visit: Visit, url: str, ref: ArticleRef | None) -> bool:
        """Whether a visit may follow a redirect to `url` (the article `ref`, or another page).

        False when that page has its own visit, before or later: this one then ends here.
        """
        key = listing_key(url)
        target = ref or key
        if (
            target in (visit.ref, listing_key(visit.url))
            or self._claims.get(target) == visit.number
        ):
            return True
        if ref is not None:
            if self._barred(ref) or not self._articles.claim(ref):
                return False
        elif not self._listings.claim(url):
            return False
        self._claims[target] = visit.number
        return True

    def is_detour(self, url: str) -> bool:
        """Whether a redirect has led there, on the way to another page or to this one."""
        return listing_key(url) in self._claims

    def _close(self, visit: Visit, end: str) -> None:
        self._listings_out.discard(visit.number)
        is_graded = self._out.pop(visit.number, None)
        if is_graded is None:
            return
        if visit.ref is not None:
            self._count(f"articles/{end}")
            self._articles.visited(visit.ref)
        elif visit.shape is not None and not is_graded:
            self._listings.count(
                visit.shape, Grade.BARREN, barren_before=visit.barren, known=self._articles.at_least
            )
            self._count(f"listings/{'barren' if end == 'read' else end}")

    @property
    def unvisited(self) -> int:
        """Articles and listing pages that still wait."""
        return len(self._articles) + len(self._listings)

    def waiting_articles(self) -> list[ArticleRef]:
        """The articles that still wait."""
        return self._articles.waiting()

    @property
    def outstanding(self) -> int:
        """Visits that `next` gave and that have not ended."""
        return len(self._out)

    def summary(self) -> dict[str, object]:
        """The counts of the run, and each trap: its shape, what was spent on it, why it was left
        and how many URLs were."""
        articles = ("articles/read", "articles/gone", "articles/failed", "articles/dropped")
        listings = [f"listings/{end}" for end in ("new", "fresh", "barren", "gone", "failed")]
        counts = {name: self._counts.get(name, 0) for name in (*articles, *listings)}
        return {
            **counts,
            "articles/found": self._articles.known,
            "articles/waiting": len(self._articles),
            "outstanding": self.outstanding,
            **self._listings.summary(),
            "traps": self._traps.as_dicts(),
        }

    def _count(self, name: str) -> None:
        self._counts[name] = self._counts.get(name, 0) + 1
