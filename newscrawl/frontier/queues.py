"""What waits to be visited: articles in turns, listing pages by how much they promise."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from newscrawl.frontier.traps import CHAIN_BARREN, DEAD_GONE, Shape, Tally
from newscrawl.identity.site import ArticleRef

Kind = Literal["listing", "article", "feed"]

PROMISING = 3
"""Up to so many barren pages in a row a path is walked before the articles: the index of an index
is no trap."""

HEADLINES = 3
HEADLINE_CHARS = 300
"""Longer link texts are teasers. They are no titles, and 100,000 of them do not fit."""

EVERYWHERE = 5
"""An article that so many kinds of pages showed stands in a block that all pages carry: to show it
says nothing."""

MAX_LISTINGS = 50_000
MAX_ARTICLES = 500_000
"""So many may wait. Beyond, the least promising listing goes and articles are left out; both are
counted."""


@dataclass(slots=True, frozen=True, eq=False)
class Visit:
    """A page to be fetched."""

    number: int
    """1, 2, 3 … in the order of the run."""
    url: str
    kind: Kind
    ref: ArticleRef | None = None
    """Which article; None for listings and feeds."""
    headlines: tuple[str, ...] = ()
    """Texts of links that led to it by the time of the visit, longest first, at most three."""
    depth: int = 0
    """Links from the start."""
    barren: int = 0
    """Pages in a row, on the way here, that led to no article not known before."""
    found_on: str | None = None
    """The address of the page that named it first; None for where the run starts."""
    shape: Shape | None = field(default=None, repr=False)
    """What it is counted under: its own kind of page for a listing, the kind that named it for an
    article."""
    source: Source | None = field(default=None, repr=False)

    @property
    def asked(self) -> bool:
        """Whether no page led to it: it was asked for, or is due."""
        return self.kind == "article" and self.source is None


class Source(Tally):
    """A page that led to articles, for as long as one of them is to be fetched."""

    __slots__ = ("depth", "shape", "url")

    def __init__(self, url: str, depth: int, shape: Shape) -> None:
        super().__init__()
        self.url = url
        self.depth = depth
        self.shape = shape


class WaitingArticle(NamedTuple):
    """An article to be fetched."""

    url: str | None
    """None where the rule gives it."""
    source: Source
    headlines: tuple[str, ...]

    @property
    def sick(self) -> bool:
        """Whether most articles that the same page, or pages like it, named were not there."""
        return self.source.sick() or self.source.shape.sick()

    @property
    def hopeless(self) -> bool:
        """Whether that has been tried often enough."""
        return self.source.sick(DEAD_GONE) or self.source.shape.sick(DEAD_GONE)


class WaitingListing(NamedTuple):
    """A listing page or feed to be fetched."""

    url: str
    kind: Kind
    level: int
    """The queue that it stands in: `barren`, or more for a shape in doubt."""
    barren: int
    depth: int
    found_on: str | None
    shape: Shape

    def visit(self, number: int) -> Visit:
        """The visit to it."""
        return Visit(
            number,
            self.url,
            self.kind,
            None,
            (),
            self.depth,
            self.barren,
            self.found_on,
            self.shape,
        )


class _Turns:
    """Articles by the shape of the page that named them; each shape has its turn."""

    def __init__(self) -> None:
        self._queues: dict[Shape, deque[ArticleRef]] = {}
        self._order: deque[Shape] = deque()

    def add(self, shape: Shape, ref: ArticleRef) -> None:
        queue = self._queues.get(shape)
        if queue is None:
            queue = self._queues[shape] = deque()
            self._order.append(shape)
        queue.append(ref)

    def take(self) -> ArticleRef | None:
        if not self._order:
            return None
        shape = self._order.popleft()
        queue = self._queues[shape]
        ref = queue.popleft()
        if queue:
            self._order.append(shape)
        else:
            del self._queues[shape]
        return ref


class ArticleQueue:
    """Every article found, and those to be fetched: with a headline, without one, and those whose
    neighbours were not there."""

    def __init__(
        self,
        address: Callable[[ArticleRef], str] | None = None,
        wanted: Callable[[ArticleRef], bool] | None = None,
    ) -> None:
        self._address = address
        self._wanted = wanted or (lambda ref: True)
        self._shown_by: dict[
            ArticleRef, int
        ] = {}  # every article found -> the shapes that showed it
        self._passed: set[ArticleRef] = set()  # found, and left alone since they were not wanted
        self._waiting: dict[ArticleRef, WaitingArticle] = {}
        self._named, self._nameless, self._deferred = _Turns(), _Turns(), _Turns()

    def __len__(self) -> int:
        return len(self._waiting)

    @property
    def known(self) -> int:
        """How many articles were found in all."""
        return len(self._shown_by)

    def found(
        self, source: Source, articles: Iterable[tuple[ArticleRef, str, str]], *, mark: int
    ) -> tuple[int, int, int]:
        """Queue those not known before, as far as they are wanted: (which, address, text of the
        link).

        Gives how many these are, how many known ones the shape of `mark` had not shown before, and
        how many there was no room for.
        """
        shown_by, waiting, address = self._shown_by, self._waiting, self._address
        new = shown = refused = 0
        for ref, url, headline in articles:
            seen = shown_by.get(ref)
            if seen is None:
                if len(waiting) >= MAX_ARTICLES:
                    refused += 1
                    continue
                new += 1
                shown_by[ref] = mark
                if not self._wanted(ref):
                    self._passed.add(ref)
                    continue
                headlines = _with_headline((), headline)
                waiting[ref] = WaitingArticle(
                    None if address and url == address(ref) else url, source, headlines
                )
                (self._named if headlines else self._nameless).add(source.shape, ref)
                continue
            if mark and not seen & mark:
                shown += seen.bit_count() < EVERYWHERE
                shown_by[ref] = seen | mark
            if headline and ref in waiting:
                self._add_headline(ref, headline)
        return new, shown, refused

    def _add_headline(self, ref: ArticleRef, headline: str) -> None:
        article = self._waiting[ref]
        headlines = _with_headline(article.headlines, headline)
        if headlines is not article.headlines:
            self._waiting[ref] = article._replace(headlines=headlines)
            if not article.headlines:
                self._named.add(article.source.shape, ref)

    def claim(self, ref: ArticleRef) -> bool:
        """Whether the article was unknown; from here on it is known and needs no visit."""
        if ref in self._shown_by:
            return False
        self._shown_by[ref] = 0
        return True

    def claim_asked(self, ref: ArticleRef) -> bool:
        """Whether an article that was asked for still needs its visit: that a page showed it, and
        it was left alone, is none."""
        if ref in self._passed:
            self._passed.remove(ref)
            return True
        return self.claim(ref)

    def visit(self, number: int, ref: ArticleRef, article: WaitingArticle) -> Visit:
        """The visit to an article that was taken."""
        source = article.source
        url = article.url or (self._address(ref) if self._address else "")
        return Visit(
            number,
            url,
            "article",
            ref,
            article.headlines,
            source.depth + 1,
            0,
            source.url,
            source.shape,
            source,
        )

    def take(self) -> tuple[ArticleRef, WaitingArticle] | None:
        """The next one; those whose neighbours were not there are put off."""
        for turns in (self._named, self._nameless):
            while (ref := turns.take()) is not None:
                article = self._waiting.get(ref)
                if article is None:
                    continue
                if article.sick:
                    self._deferred.add(article.source.shape, ref)
                    continue
                del self._waiting[ref]
                return ref, article
        return None

    def take_deferred(self) -> tuple[ArticleRef, WaitingArticle] | None:
        """The next one of those that were put off."""
        while (ref := self._deferred.take()) is not None:
            article = self._waiting.pop(ref, None)
            if article is not None:
                return ref, article
        return None


class ListingQueue:
    """The listing pages to be fetched, by key: the fewest barren pages behind it first, then the
    first found."""

    def __init__(self) -> None:
        self._waiting: dict[str, WaitingListing] = {}
        self._levels: list[deque[str]] = [deque() for _ in range(CHAIN_BARREN + 1)]

    def __len__(self) -> int:
        return len(self._waiting)

    def __contains__(self, key: str) -> bool:
        return key in self._waiting

    def add(self, key: str, listing: WaitingListing) -> None:
        """Queue it, or move it to another level."""
        self._waiting[key] = listing
        self._levels[listing.level].append(key)

    def improve(self, key: str, barren: int) -> None:
        """A way with fewer barren pages leads to a listing that waits."""
        listing = self._waiting[key]
        if barren < listing.barren:
            self.add(key, listing._replace(level=barren, barren=barren))

    def take(self, most_barren: int) -> WaitingListing | None:
        """The next one with no more barren pages behind it than that."""
        for level in range(most_barren + 1):
            queue = self._levels[level]
            while queue:
                key = queue.popleft()
                listing = self._waiting.get(key)
                if listing is None or listing.level != level:
                    continue
                if level <= PROMISING and listing.shape.doubtful:
                    self.add(key, listing._replace(level=PROMISING + 1))
                    continue
                del self._waiting[key]
                return listing
        return None

    def drop_worse(self, barren: int) -> WaitingListing | None:
        """Take out the newest of the least promising ones, if it promises less than one of
        `barren`."""
        for level in range(CHAIN_BARREN, barren, -1):
            while self._levels[level]:
                key = self._levels[level].pop()
                if key in self._waiting and self._waiting[key].level == level:
                    return self._waiting.pop(key)
        return None


def _with_headline(headlines: tuple[str, ...], text: str) -> tuple[str, ...]:
    if not text or text in headlines or len(text) > HEADLINE_CHARS:
        return headlines
    return tuple(sorted((*headlines, text), key=len, reverse=True)[:HEADLINES])
