"""A feed or sitemap as a listing, part by part where it is long: each part with bounds of its own
on what it may cost."""

from __future__ import annotations

from zlib import crc32

from newscrawl.extract.feeds import Feed, read_feed
from newscrawl.parse.context import SiteURLs
from newscrawl.parse.fetched_page import FetchedPage
from newscrawl.parse.listing import Listing, listing_of_feed

PART_ENTRIES = 20_000
"""Entries in a part: two seconds of work, of ten that a process may take at once."""


class FeedParts:
    """Reads feeds; one that is asked for in parts is kept till its last."""

    def __init__(self) -> None:
        self._kept: tuple[tuple[str, int], Feed] | None = None

    def listing(self, fetched: FetchedPage, site: SiteURLs, first: int | None) -> Listing | None:
        """What a feed lists, None where it is no feed. `first`: the part from this entry on
        (`Listing.rest`); None: all of it."""
        feed = self._feed_of(fetched, is_part=first is not None)
        if feed is None:
            return None
        most = None if first is None else PART_ENTRIES
        listing = listing_of_feed(feed, fetched.url, site, first=first or 0, most=most)
        if listing.rest is None:
            self._kept = None
        return listing

    def _feed_of(self, fetched: FetchedPage, *, is_part: bool) -> Feed | None:
        mark = (fetched.url, crc32(fetched.body))
        if self._kept is not None and self._kept[0] == mark:
            return self._kept[1]
        feed = read_feed(fetched.body)
        self._kept = (mark, feed) if is_part and feed is not None else None
        return feed
