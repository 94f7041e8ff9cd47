"""Sitemaps of the copy: an index, a packed file a month, one of the news."""

from __future__ import annotations

from datetime import date

from newscrawl.extract.feeds import read_feed
from newscrawl.replica.catalog import Catalog
from newscrawl.replica.options import Options
from newscrawl.replica.sitemaps import INDEX, NEWS, sitemap_answer
from newscrawl.replica.urls import article_path

CATALOG = Catalog(
    Options(
        markup="semantic",
        articles=30,
        languages=("en",),
        listing_size=5,
        seed=1,
        today=date(2026, 1, 3),
        seed_page=None,
        plain_links=True,
        faults=(),
    )
)


def body(path: str) -> bytes:
    reply = sitemap_answer(CATALOG, article_path, path)
    assert reply is not None
    return reply.body


def test_the_index_names_the_others_and_they_list_every_article() -> None:
    index = read_feed(body(INDEX))
    assert index is not None
    names = [url.rpartition("/")[2] for url in index.sitemaps]
    assert names == ["news.xml", "2026-01.xml.gz", "2025-12.xml.gz"]
    months = [read_feed(body(f"/sitemaps/{name}")) for name in names[1:]]
    assert sum(len(feed.entries) for feed in months if feed is not None) == 30


def test_the_news_are_dated_and_titled() -> None:
    news = read_feed(body(NEWS))
    assert news is not None
    assert news.entries
    assert all(entry.title and entry.published_text for entry in news.entries)
    assert len(news.entries) < 30


def test_other_paths_are_not_its_business() -> None:
    for path in ("/", "/sitemaps/2019-01.xml.gz", "/sitemaps/", "/en"):
        assert sitemap_answer(CATALOG, article_path, path) is None
