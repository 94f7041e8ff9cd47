"""discovery.examine: what one page shows of its site."""

from __future__ import annotations

from support.paper_pages import NOON, PROSE, TITLE, html

from newscrawl.discovery.examine import MAX_LINKS, Entry, SeenLink, examine
from newscrawl.parse.fetched_page import FetchedPage

URL = "https://www.example.org/harbour/the-ferry-sails-40213"
ARTICLE = '<meta property="og:type" content="article">'


def test_an_article_is_read_and_says_that_it_is_one() -> None:
    found = examine(
        FetchedPage(html(f"<h1>{TITLE}</h1>{PROSE}", ARTICLE).encode(), URL, NOON, "text/html")
    )
    assert found.record is not None and found.record["title"] == TITLE
    assert found.is_declared and not found.why_not


def test_json_ld_says_it_too() -> None:
    script = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "url": "' + URL + '"}</script>'
    )
    page = html(f"<h1>{TITLE}</h1>{PROSE}", script).encode()
    assert examine(FetchedPage(page, URL, NOON)).is_declared


def test_links_feeds_and_the_canonical_address() -> None:
    head = (
        '<link rel="alternate" type="application/rss+xml" href="/rss.xml">'
        '<link rel="canonical" href="https://www.example.org/">'
    )
    body = (
        "<a href='/a?utm_source=x#top'><img src=x></a><a href='/a'>A longer text</a>"
        "<a href='/b.pdf'>A file</a><a href='mailto:x@example.org'>Mail</a><a href='http://[x'>?</a>"
    )
    found = examine(FetchedPage(html(body, head).encode(), "https://www.example.org/?x=1", NOON))
    assert found.links == (SeenLink("https://www.example.org/a", "A longer text"),)
    assert found.feeds == ("https://www.example.org/rss.xml",)
    assert found.canonical == "https://www.example.org/"
    assert found.record is None and found.why_not


def test_feeds_and_sitemaps_name_pages() -> None:
    feed = (
        "<rss><channel><item><link>https://www.example.org/a</link><title>A</title>"
        "<pubDate>Mon, 05 Jan 2026 10:00:00 GMT</pubDate></item></channel></rss>"
    )
    found = examine(FetchedPage(feed.encode(), "https://www.example.org/rss.xml", NOON))
    assert found.is_feed and found.entries == (Entry("https://www.example.org/a", "A", True),)
    index = (
        "<sitemapindex><sitemap><loc>https://www.example.org/s1.xml</loc></sitemap></sitemapindex>"
    )
    found = examine(FetchedPage(index.encode(), "https://www.example.org/s.xml", NOON))
    assert found.sitemaps == ("https://www.example.org/s1.xml",)


def test_nothing_that_stands_in_a_page_is_an_error() -> None:
    for body in (b"", b"\x00\xff" * 99, b"<html", b"<rss><item>", b"%PDF-1.4 nothing"):
        assert examine(FetchedPage(body, URL, NOON)).record is None


def test_what_is_to_be_bought_says_so() -> None:
    script = '<script type="application/ld+json">{"@type": "Product", "name": "A hammer"}</script>'
    body = html("<h1>Hammer</h1><p>For nails.</p>", script).encode()
    assert examine(FetchedPage(body, URL, NOON)).is_product


def test_a_list_of_links_with_days_is_seen() -> None:
    entries = "".join(
        f"<li><a href='/news/{n}'>The ferry of pier {n} sails again</a> <i>{n} Jan 2026</i></li>"
        for n in range(2, 9)
    )
    url = "https://www.example.org/news"
    with_days = examine(FetchedPage(html(f"<ul>{entries}</ul>").encode(), url, NOON))
    assert with_days.has_dated_links
    without = html(f"<ul>{entries.replace('Jan', 'of')}</ul>").encode()
    assert not examine(FetchedPage(without, url, NOON)).has_dated_links


def test_a_page_is_read_as_far_as_its_links_are_looked_at() -> None:
    lines = "".join(
        f"<li><A href='/news/{n}'>The ferry sails {n} times</A></li>" for n in range(6_000)
    )
    page = html(f"<h1>{TITLE}</h1>{PROSE}<ul>{lines}</ul><p>Foot of the page</p>").encode()
    found = examine(FetchedPage(page, "https://www.example.org/", NOON, "text/html"))
    assert len(found.links) == MAX_LINKS
    assert found.shown_chars < sum(len(f"The ferry sails {n} times") for n in range(5_000))
    whole = examine(FetchedPage(page[:50_000], "https://www.example.org/", NOON, "text/html"))
    assert found.links[: len(whole.links)] == whole.links
