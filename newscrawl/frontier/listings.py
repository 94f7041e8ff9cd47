"""The listing pages of a run: which were seen, which are worth a visit, and what is left of
traps."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from newscrawl.frontier.listing_queue import ListingQueue, WaitingListing
from newscrawl.frontier.traps import (
    CHAIN_BARREN,
    TRUSTED_COPIES,
    Grade,
    Sessions,
    Shape,
    Shapes,
    Traps,
    without_parameters,
)
from newscrawl.frontier.visit import Kind, Visit
from newscrawl.identity.normalize import listing_key

LINKS_A_PAGE = 10_000
"""Maximum number of listing links of one page that are followed: 27 years of a daily archive on one
page."""

MAX_LISTINGS = 50_000
"""Maximum number of listing pages that wait. Beyond, the least promising one goes, and is
counted."""


class Listings:
    """Every listing page and feed that a run has seen, and those that wait to be fetched."""

    def __init__(self, traps: Traps) -> None:
        self._traps = traps
        self._queue = ListingQueue()
        self._seen: dict[str, str] = {}  # URL or key of every listing ever queued -> its key
        self._shapes, self._sessions = Shapes(), Sessions()
        self._digests: set[int] = set()
        self._held: deque[WaitingListing] = deque(
            maxlen=MAX_LISTINGS
        )  # left since only a session tells them from others

    def __len__(self) -> int:
        return len(self._queue)

    def stop(self) -> None:
        """Nothing that waits is fetched any more."""
        self._queue = ListingQueue()
        self._held.clear()

    def shape_of(self, page: Visit) -> Shape:
        """What a page is counted under: its own kind."""
        return page.shape if page.kind != "article" and page.shape else self._shapes.of(page.url)

    # What there is to visit.

    def add(
        self, url: str, kind: Kind, *, barren: int, depth: int, found_on: str | None = None
    ) -> None:
        """Queue a page, unless it was seen, or a budget forbids it. `barren` pages in a row lead to
        it."""
        key = listing_key(url)
        if key in self._seen:
            self._seen[url] = key
            if key in self._queue:
                self._queue.improve(key, barren)
            return
        shape = self._shapes.of(url)
        if barren > CHAIN_BARREN:
            self._traps.left(shape, f"{CHAIN_BARREN} pages in a row without a new article", 1)
            return
        if shape.spent:
            self._traps.left(shape, "over the budget of pages without a new article", 1)
            return
        if len(self._queue) >= MAX_LISTINGS and not self._makes_room(shape, barren):
            return
        self._seen[key] = self._seen[url] = key
        self._queue.add(key, WaitingListing(url, kind, barren, barren, depth, found_on, shape))

    def _makes_room(self, shape: Shape, barren: int) -> bool:
        worse = self._queue.drop_worse(barren)
        why = f"over {MAX_LISTINGS:,} listing pages waiting"
        self._traps.left(worse.shape if worse else shape, why, 1)
        return worse is not None

    def add_links(
        self, page: Visit, listings: Iterable[str], feeds: Iterable[str], *, barren: int
    ) -> None:
        """Queue what a page leads to."""
        depth = page.depth + 1
        for count, url in enumerate(listings):
            if count >= LINKS_A_PAGE:
                why = f"over {LINKS_A_PAGE:,} links on a page"
                self._traps.left(self.shape_of(page), why, 1)
                continue
            key = self._seen.get(url)
            if key is None:
                self.add(url, "listing", barren=barren, depth=depth, found_on=page.url)
            elif key in self._queue:
                self._queue.improve(key, barren)
        for url in feeds:
            if url not in self._seen:
                self.add(url, "feed", barren=barren, depth=depth, found_on=page.url)

    def claim(self, url: str) -> bool:
        """Whether a page was not seen yet; from here on it was, and needs no visit."""
        key = listing_key(url)
        if key in self._seen:
            return False
        self._seen[url] = self._seen[key] = key
        return True

    # What a page was worth.

    def count(self, shape: Shape, grade: Grade, *, barren_before: int, known: int) -> Grade:
        """Enter a page that was read, see `Shapes.count`."""
        return self._shapes.count(shape, grade, barren_before=barren_before, known=known)

    def leads_nowhere(
        self, page: Visit, links: Iterable[str], *, digest: int, grade: Grade
    ) -> bool:
        """Whether the page repeats another one, and those of its shape have done so too often: then
        its links are left."""
        shape = self.shape_of(page)
        self._learn(page.url, digest, grade)
        if digest not in self._digests:
            self._digests.add(digest)
            return False
        shape.copies += 1
        if shape.copies <= TRUSTED_COPIES + 10 * shape.new:
            return False
        if left := sum(url not in self._seen for url in links):
            self._traps.left(shape, "the same page at ever other addresses", left)
        return True

    def _learn(self, url: str, digest: int, grade: Grade) -> None:
        names = self._sessions.names
        self._sessions.learn(url, digest, grade)
        if names - self._sessions.names:
            for listing in self._held:
                self._queue.add(listing_key(listing.url), listing)
            self._held.clear()

    # What is next.

    def take(self, most_barren: int) -> WaitingListing | None:
        """The next one with no more barren pages behind it than that; those that a budget forbids
        are left."""
        while listing := self._queue.take(most_barren):
            if not self._is_over(listing) and not self._is_held(listing):
                return listing
        return None

    def _is_over(self, listing: WaitingListing) -> bool:
        """Whether a budget forbids the listing, and then say so."""
        shape = listing.shape
        if shape.spent:
            self._traps.left(shape, "over the budget of pages without a new article", 1)
            return True
        if self._shapes.spent and (listing.barren or shape.doubtful):
            self._traps.left(shape, "over the budget of the run for pages without a new article", 1)
            return True
        return False

    def _is_held(self, listing: WaitingListing) -> bool:
        """Whether only a session tells the listing from one that was seen: then it is set aside."""
        names = self._sessions.names
        if not names or "?" not in listing.url:
            return False
        plain = listing_key(without_parameters(listing.url, names))
        if plain in self._seen and plain != listing_key(listing.url):
            self._held.append(listing)
            return True
        self._seen[plain] = plain
        return False

    def summary(self) -> dict[str, object]:
        """For the report of the run."""
        return {
            "listings/waiting": len(self._queue),
            "session parameters": sorted(self._sessions.names),
            "listings/held": len(self._held),
        }
