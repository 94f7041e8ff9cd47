"""The baselines of bench/crawl: Scrapy with its default settings, and as little on top as can be.

    python bench/bare.py follow ROOT STATS    follows every link of the site; Scrapy drops what it
    has seen python bench/bare.py fetch FILE STATS     fetches the URLs in FILE, one a line,
    and looks at nothing

Both write Scrapy's stats to the file STATS.
"""

from __future__ import annotations

import json
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import scrapy
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response


class FollowSpider(scrapy.Spider):
    name = "follow"
    allowed_domains = ("127.0.0.1",)

    async def start(self) -> AsyncIterator[scrapy.Request]:
        yield scrapy.Request(sys.argv[2])

    def parse(self, response: Response) -> Iterator[scrapy.Request]:
        for href in response.css("a::attr(href)").getall():
            yield response.follow(href, self.parse)


class FetchSpider(scrapy.Spider):
    name = "fetch"

    async def start(self) -> AsyncIterator[scrapy.Request]:
        for url in Path(sys.argv[2]).read_text().split():
            yield scrapy.Request(url)

    def parse(self, response: Response) -> None:
        return


def main() -> None:
    process = AsyncCrawlerProcess()
    crawler = process.create_crawler(
        {spider.name: spider for spider in (FollowSpider, FetchSpider)}[sys.argv[1]]
    )
    process.crawl(crawler)
    process.start()
    stats = {
        name: value
        for name, value in crawler.stats.get_stats().items()
        if isinstance(value, int | float)
    }
    Path(sys.argv[3]).write_text(json.dumps(stats))


if __name__ == "__main__":
    main()
