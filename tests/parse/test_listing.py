"""A feed as a listing: what it lists of the site, with the days that can be read."""

from __future__ import annotations

from datetime import date

import pytest
from support.parsing import SITE, url_of

from newscrawl.extract.feeds import Feed, FeedEntry
from newscrawl.parse.listing import ShownArticle, listing_of_feed

RSS = "https://paper.test/rss"


def entry(number: int, title: str | None = "A title", published: str | None = None) -> FeedEntry:
    return FeedEntry(f"/en/news/detail/{number}", title, published)


@pytest.mark.parametrize(
    ("published", "day", "unread"),
    [
        ("Thu, 08 Jan 2026 10:00:00 +0400", date(2026, 1, 8), 0),
        ("2026-01-08", date(2026, 1, 8), 0),
        ("soon", None, 1),
        (None, None, 0),
    ],
)
def test_an_entry_is_dated_where_its_date_can_be_read(
    published: str | None, day: date | None, unread: int
) -> None:
    listing = listing_of_feed(Feed([entry(7, published=published)]), RSS, SITE)
    [shown] = listing.articles
    assert (shown.url, shown.title, shown.published) == (url_of(7), "A title", day)
    assert [seen.published for seen in listing.headlines] == ([day] if day else [])
    assert listing.unread_dates == unread


def test_an_entry_without_a_title_is_an_article_and_no_headline() -> None:
    listing = listing_of_feed(Feed([entry(7, None, "2026-01-08")]), RSS, SITE)
    assert [(shown.title, shown.published) for shown in listing.articles] == [
        ("", date(2026, 1, 8))
    ]
    assert (listing.headlines, listing.unread_dates) == ([], 0)


def test_an_entry_may_come_twice_each_with_its_own_title() -> None:
    feed = Feed([entry(7, "One"), entry(7, "Another")])
    listing = listing_of_feed(feed, RSS, SITE)
    assert [shown.title for shown in listing.articles] == ["One", "Another"]


def test_other_hosts_are_left_out_and_other_pages_are_listings() -> None:
    entries = [FeedEntry("https://other.test/en/news/detail/7", "x"), FeedEntry("/en/sport", "y")]
    feed = Feed(entries, ["/rss?page=2", "https://other.test/map.xml", "http://[broken"])
    listing = listing_of_feed(feed, RSS, SITE)
    assert listing.articles == []
    assert listing.listings == ["https://paper.test/en/sport"]
    assert listing.feeds == ["https://paper.test/rss?page=2"]
    assert listing.is_feed


def test_its_links_are_those_of_the_articles_that_are_wanted() -> None:
    listing = listing_of_feed(Feed([entry(7), entry(8), FeedEntry("/en/sport")]), RSS, SITE)
    wanted: list[ShownArticle] = listing.articles[1:]
    links = listing.links(wanted)
    assert [url for _, url in links.articles] == [url_of(8)]
    assert (links.listings, links.feeds) == (listing.listings, listing.feeds)


def test_a_day_of_a_feed_that_may_be_two_is_none_until_another_date_of_it_proves_the_order() -> (
    None
):
    def days(*printed: str) -> list[date | None]:
        feed = Feed([entry(number, published=text) for number, text in enumerate(printed, 7)])
        return [shown.published for shown in listing_of_feed(feed, RSS, SITE).articles]

    assert days("05/06/2026 10:00") == [None]
    assert days("05/06/2026", "05/13/2026") == [date(2026, 5, 6), date(2026, 5, 13)]
    assert days("05/06/2026", "13/06/2026") == [date(2026, 6, 5), date(2026, 6, 13)]


@pytest.mark.parametrize(
    ("url", "link"),
    [
        (RSS, "/en/news/detail/7#comment-77"),
        ("https://paper.test/en/news/detail/7/feed/", "/en/news/detail/7"),
        ("https://paper.test/en/news/detail/7/feed/", "/en/news/detail/7#comment-77"),
    ],
)
def test_what_readers_wrote_is_no_headline_and_tells_no_day(url: str, link: str) -> None:
    feed = Feed([FeedEntry(link, "By: Bob Miller", "2026-01-08")])
    listing = listing_of_feed(feed, url, SITE)
    assert (listing.articles, listing.headlines) == ([], [])


def test_a_feed_below_a_section_lists_its_articles() -> None:
    feed = Feed([entry(7, "One", "2026-01-08"), FeedEntry("/en/news/detail/8#", "Two")])
    listing = listing_of_feed(feed, "https://paper.test/en/news/feed/", SITE)
    assert [shown.title for shown in listing.articles] == ["One", "Two"]
