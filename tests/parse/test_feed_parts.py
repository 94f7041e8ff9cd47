"""A long feed is read in parts, which are together what it is at once."""

from __future__ import annotations

import pytest
from support.parsing import SITE, fetched, url_of

from newscrawl.parse import feed_parts
from newscrawl.parse.feed_parts import FeedParts
from newscrawl.parse.fetched_page import FetchedPage


def sitemap(count: int, *, url: str = "https://paper.test/sitemap.xml") -> FetchedPage:
    """Of articles, and of one listing page at its end."""
    entries = "".join(f"<url><loc>{url_of(number)}</loc></url>" for number in range(1, count + 1))
    entries += "<url><loc>https://paper.test/en/news</loc></url>"
    return fetched(1, f"<urlset>{entries}</urlset>".encode(), url=url)


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed_parts, "PART_ENTRIES", 4)


def test_the_parts_of_a_feed_are_together_all_of_it() -> None:
    page, parts = sitemap(10), FeedParts()
    whole = parts.listing(page, SITE, None)
    assert whole is not None
    assert (len(whole.articles), len(whole.listings), whole.rest) == (10, 1, None)
    first = parts.listing(page, SITE, 0)
    assert first is not None
    ends = [first.rest]
    while first.rest is not None:
        more = parts.listing(page, SITE, first.rest)
        assert more is not None
        first.add(more)
        ends.append(first.rest)
    assert first == whole
    assert ends == [4, 8, None]


def test_another_process_goes_on_where_one_ended_and_feeds_are_not_mistaken() -> None:
    begun, other = FeedParts(), FeedParts()
    assert begun.listing(sitemap(10), SITE, 0) is not None
    more = other.listing(sitemap(10), SITE, 8)
    assert more is not None
    assert (len(more.articles), len(more.listings), more.rest) == (2, 1, None)
    another = begun.listing(sitemap(2, url="https://paper.test/other.xml"), SITE, 0)
    assert another is not None
    assert (len(another.articles), another.rest) == (2, None)


def test_what_is_no_feed_has_no_parts() -> None:
    assert FeedParts().listing(fetched(1), SITE, 0) is None


def test_an_index_tells_its_sitemaps_once() -> None:
    named = "".join(f"<sitemap><loc>https://paper.test/{n}.xml</loc></sitemap>" for n in range(9))
    page = fetched(1, f"<sitemapindex>{named}</sitemapindex>".encode(), url="https://paper.test/s")
    listing = FeedParts().listing(page, SITE, 0)
    assert listing is not None
    assert (len(listing.feeds), listing.rest) == (9, None)
