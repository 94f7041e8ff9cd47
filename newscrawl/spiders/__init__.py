"""One small file per news site. Here is only which of them a URL belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scrapy.spiderloader import SpiderLoaderProtocol

    from newscrawl.parse.page_reader import PageReader


def reader_at(url: str, spiders: SpiderLoaderProtocol) -> PageReader:
    """What reads the page at a URL: by the rules of the site that it belongs to, if one of the
    spiders is for that site; else by what the URL alone says.

    Raises ValueError for what is no URL.
    """
    # Not above: Scrapy imports this package to find the sites, and each of them imports NewsSpider.
    from newscrawl.identity.unknown_site import UnknownSite
    from newscrawl.news_spider import NewsSpider
    from newscrawl.parse.page_reader import PageReader

    for name in spiders.list():
        kind = spiders.load(name)
        if issubclass(kind, NewsSpider) and (spider := kind()).site.in_scope(url):
            return PageReader.of(spider.context)
    return PageReader(UnknownSite(url))
