"""Feeds and sitemaps in the forms that sites publish, and in those that they should not."""

from __future__ import annotations

import gzip
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.extract import feeds
from newscrawl.extract.feeds import FeedEntry, read_feed

RSS = b"""\xef\xbb\xbf
<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"><channel>
<title>The paper</title><link>https://a.test/</link><atom:link rel="next" href="https://a.test/rss?page=2"/>
<image><url>https://a.test/logo.png</url></image>
<item><title>Bread &amp;amp; salt: the &amp;quot;fair&amp;quot; opens</title>
<link> https://a.test/en/news/detail/1 </link>
<pubDate>Mon, 05 Jan 2026 10:00:00 +0400</pubDate><media:title>A picture</media:title></item>
<item><title><![CDATA[A <b>bold</b> bridge &amp; its&nbsp;builders]]></title><guid>https://a.test/en/news/detail/2</guid></item>
<item><title>No address</title><guid isPermaLink="false">xyz</guid></item>
</channel></rss>"""

RDF = b"""<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://a.test/"><title>T</title></channel>
<item rdf:about="https://a.test/en/news/detail/3"><title>Three</title><dc:date>2026-01-05</dc:date></item></rdf:RDF>"""

ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><link rel="self" href="https://a.test/atom"/>
<link rel="next" href="/atom?page=2"/>
<entry><title type="html">&lt;i&gt;Four&lt;/i&gt; bridges</title><link rel="enclosure" href="https://a.test/x.mp3"/>
<link href="/en/news/detail/4"/><updated>2026-02-01T00:00:00Z</updated>
<published>2026-01-05T10:00:00+04:00</published></entry>
<entry><title type="xhtml">
<div xmlns="http://www.w3.org/1999/xhtml">a &lt; b <em>and</em> c</div></title>
<link rel="alternate" href="/en/news/detail/5"/>
<updated>2026-02-01T00:00:00Z</updated></entry></feed>"""

SITEMAP = b"""<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"
 xmlns:xhtml="http://www.w3.org/1999/xhtml">
<url><loc>https://a.test/en/news/detail/6</loc><lastmod>2026-01-09</lastmod><image:image><image:loc>https://a.test/6.jpg</image:loc>
<image:title>Not this</image:title></image:image><xhtml:link rel="alternate" hreflang="ru" href="https://a.test/ru/news/detail/6"/></url>
<url><loc>https://a.test/en/news/detail/7?a=1&amp;b=2</loc><news:news>
<news:publication><news:name>The paper</news:name></news:publication>
<news:publication_date>2026-01-08</news:publication_date>
<news:title>Seven &amp;amp; more</news:title></news:news></url></urlset>"""

INDEX = b"""<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://a.test/s1.xml.gz</loc>
<lastmod>2026-01-09</lastmod></sitemap><sitemap><loc>https://a.test/s2.xml</loc></sitemap></sitemapindex>"""


def test_rss_gives_addresses_titles_unescaped_and_dates_as_printed() -> None:
    feed = read_feed(RSS)
    assert feed is not None
    assert feed.entries == [
        FeedEntry(
            "https://a.test/en/news/detail/1",
            'Bread & salt: the "fair" opens',
            "Mon, 05 Jan 2026 10:00:00 +0400",
        ),
        FeedEntry("https://a.test/en/news/detail/2", "A bold bridge & its builders", None),
    ]
    assert feed.sitemaps == ["https://a.test/rss?page=2"]


def test_rdf_gives_its_items() -> None:
    feed = read_feed(RDF)
    assert feed is not None
    assert feed.entries == [FeedEntry("https://a.test/en/news/detail/3", "Three", "2026-01-05")]


def test_atom_gives_the_page_and_the_publication_not_the_update() -> None:
    feed = read_feed(ATOM)
    assert feed is not None
    assert feed.entries == [
        FeedEntry("/en/news/detail/4", "Four bridges", "2026-01-05T10:00:00+04:00"),
        FeedEntry("/en/news/detail/5", "a < b and c", None),
    ]
    assert feed.sitemaps == ["/atom?page=2"]


def test_a_sitemap_gives_pages_and_no_date_unless_it_is_one_of_news() -> None:
    feed = read_feed(SITEMAP)
    assert feed is not None
    assert feed.entries == [
        FeedEntry("https://a.test/en/news/detail/6"),
        FeedEntry("https://a.test/ru/news/detail/6"),
        FeedEntry("https://a.test/en/news/detail/7?a=1&b=2", "Seven & more", "2026-01-08"),
    ]


def test_a_sitemap_index_gives_its_sitemaps() -> None:
    feed = read_feed(INDEX)
    assert feed is not None
    assert feed.entries == []
    assert feed.sitemaps == ["https://a.test/s1.xml.gz", "https://a.test/s2.xml"]


def test_a_plain_text_sitemap_is_one_address_a_line() -> None:
    feed = read_feed(b"https://a.test/1\r\n\r\nhttp://a.test/2\n")
    assert feed is not None
    assert [entry.url for entry in feed.entries] == ["https://a.test/1", "http://a.test/2"]
    assert read_feed(b"https://a.test/1\nis where we live\n") is None


@pytest.mark.parametrize("times", [1, 2])
def test_gzip_once_or_twice_makes_no_difference(times: int) -> None:
    body = SITEMAP
    for _ in range(times):
        body = gzip.compress(body)
    assert read_feed(body) == read_feed(SITEMAP)


def test_a_declared_charset_is_heeded() -> None:
    text = (
        '<?xml version="1.0"'
        ' encoding="windows-1251"?><rss><channel><item><title>Мост</title>'
        "<link>/1</link></item></channel></rss>"
    )
    feed = read_feed(text.encode("cp1251"))
    assert feed is not None
    assert feed.entries == [FeedEntry("/1", "Мост")]


def test_a_feed_cut_off_or_with_a_bare_ampersand_gives_what_can_be_read() -> None:
    cut = read_feed(RSS[: RSS.index(b"<item><title><![CDATA")])
    assert cut is not None
    assert len(cut.entries) == 1
    bare = read_feed(
        b"<rss><channel><item><title>Bread & salt</title><link>/1</link></item></channel></rss>"
    )
    assert bare is not None
    assert [entry.url for entry in bare.entries] == ["/1"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"   ",
        b"<html><body><a href='/1'>x</a></body></html>",
        b"<!doctype html><title>x</title>",
        b"{}",
        b"\x1f\x8bnonsense",
        b"<",
        b"PK\3\4",
    ],
)
def test_what_is_no_feed_gives_none(body: bytes) -> None:
    assert read_feed(body) is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_neither_expanded_nor_fetched(encoding: str) -> None:
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    bomb = (
        "<!DOCTYPE r [<!ENTITY a0"
        f' "{"a" * 50}">{levels}]><rss><channel><item><title>&a11;</title>'
        "<link>/1</link></item></channel></rss>"
    )
    file = (
        "<!DOCTYPE r [<!ENTITY a SYSTEM"
        ' "file:///etc/passwd">]><rss><channel><item><title>&a;</title><link>/1</link></item></channel></rss>'
    )
    for text in (bomb, file):
        feed = read_feed(text.encode(encoding))
        titles = [entry.title or "" for entry in feed.entries] if feed else []
        assert all(len(title) < 10 for title in titles)


def test_a_gzip_bomb_gives_none_and_stays_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "MAX_BYTES", 1 << 20)
    assert read_feed(gzip.compress(b"<rss>" + b" " * (8 << 20))) is None


def test_50_000_addresses_are_read_within_seconds_and_the_rest_is_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    body = (
        b"<urlset>"
        + b"".join(b"<url><loc>https://a.test/%d</loc></url>" % n for n in range(50_000))
        + b"</urlset>"
    )
    start = time.process_time()
    feed = read_feed(body)
    assert feed is not None
    assert len(feed.entries) == 50_000
    assert time.process_time() - start < 5
    monkeypatch.setattr(feeds, "MAX_ENTRIES", 100)
    cut = read_feed(body)
    assert cut is not None
    assert len(cut.entries) == 100


@given(
    st.one_of(
        st.binary(max_size=300),
        st.binary(max_size=200).map(lambda junk: RSS[:400] + junk + RSS[400:]),
    )
)
def test_no_bytes_make_it_raise(body: bytes) -> None:
    read_feed(body)


@pytest.mark.parametrize(
    ("escaped", "shown"),
    [
        ("A <!-- note --><b>bold</b><!----> bridge", "A bold bridge"),
        ("A <!--> bridge --> opens", "A opens"),
        ("A bridge <!-- opens", "A bridge <!-- opens"),
        ("A <b <!-- note --> bridge>", "A <b bridge>"),
        ("<!-- one --> A <!-- two", "A <!-- two"),
    ],
)
def test_comments_are_no_part_of_a_title_and_what_only_opens_one_is(
    escaped: str, shown: str
) -> None:
    title = escaped.replace("<", "&lt;").replace(">", "&gt;")
    feed = read_feed(
        f"<rss><channel><item><link>https://a.test/1</link><title>{title}</title></item>"
        "</channel></rss>".encode()
    )
    assert feed is not None
    assert feed.entries == [FeedEntry("https://a.test/1", shown)]


def test_an_index_tells_when_its_sitemaps_changed() -> None:
    index = read_feed(
        b"<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>"
        b"<sitemap><loc>https://a.test/1.xml</loc><lastmod>2026-01-14T09:30:00Z</lastmod></sitemap>"
        b"<sitemap><loc>https://a.test/2.xml.gz</loc></sitemap></sitemapindex>"
    )
    assert index is not None
    assert index.sitemaps == ["https://a.test/1.xml", "https://a.test/2.xml.gz"]
    assert index.changed == {"https://a.test/1.xml": "2026-01-14T09:30:00Z"}
