"""The listing pages and feeds that wait to be visited: those first that promise most."""

from __future__ import annotations

from collections import deque
from typing import NamedTuple

from newscrawl.frontier.traps import CHAIN_BARREN, Shape
from newscrawl.frontier.visit import Kind, Visit

PROMISING = 3
"""Up to so many barren pages in a row a path is walked before the articles: the index of an index
is no trap."""


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
