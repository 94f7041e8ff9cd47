"""Crawls one news site and keeps an archive of it fed.

    record = newscrawl.read(html, "https://www.example.org/news/7")

Commands: `scrapy --help`. What is not named in `__all__` may change without notice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from newscrawl.errors import NewscrawlError, PageError, UsageError
    from newscrawl.parse.read import PageRecord

    __version__: str

__all__ = ["NewscrawlError", "PageError", "PageRecord", "UsageError", "__version__", "read"]

_HOMES = {
    "NewscrawlError": "newscrawl.errors",
    "PageError": "newscrawl.errors",
    "PageRecord": "newscrawl.parse.read",
    "UsageError": "newscrawl.errors",
}
"""Where the public names are at home: they are imported when they are first used, since a program
that asks for the version needs no Scrapy."""


def read(
    html: str | bytes,
    url: str,
    *,
    fetched_at: datetime | None = None,
    content_type: str | None = None,
) -> PageRecord:
    """The record of one news page, read by that page alone: nothing is fetched, nothing written.

    `html` is the page, as bytes that came or as text; `url` where it was, empty if that is not
    known: it decides whether a site's own rules apply, and what the article's id is. `fetched_at`
    is when the page came, aware; None means now: dates after it are not believed. `content_type` is
    the value of the HTTP header; None if it is not known; of text it is not asked.

    Raises PageError, naming what is missing or why the text is not believed, where no article can
    be read; UsageError for a URL or a moment that cannot be.
    """
    from scrapy.settings import Settings
    from scrapy.spiderloader import get_spider_loader

    from newscrawl.parse.read import page_of, read_page
    from newscrawl.settings import SPIDER_MODULES
    from newscrawl.spiders import reader_at

    page = page_of(html, url, fetched_at=fetched_at, content_type=content_type)
    spiders = get_spider_loader(Settings({"SPIDER_MODULES": SPIDER_MODULES}))
    return read_page(page, reader_at(url, spiders))


if not TYPE_CHECKING:  # A type checker would take every name for one that is there.

    def __getattr__(name: str) -> object:
        from importlib import import_module, metadata

        if name == "__version__":
            return metadata.version("newscrawl")
        if name in _HOMES:
            return getattr(import_module(_HOMES[name]), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
