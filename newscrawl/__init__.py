"""Crawls one news site and keeps an archive of it fed.

    record = newscrawl.read(html, "https://www.example.org/news/7")
    articles = newscrawl.Archive("output").articles(since="2025-01-01")

Commands: `scrapy --help`. What is not named in `__all__` may change without notice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from newscrawl.archive.archive import Archive
    from newscrawl.archive.article import ArchivedArticle
    from newscrawl.archive.difference import Difference, Piece
    from newscrawl.archive.history import Revision
    from newscrawl.archive.page import ArchivedPage
    from newscrawl.errors import (
        NewscrawlError,
        OutputError,
        PageError,
        TakenDownError,
        UnknownArticleError,
        UsageError,
    )
    from newscrawl.parse.read import PageRecord

    __version__: str

__all__ = [
    "Archive",
    "ArchivedArticle",
    "ArchivedPage",
    "Difference",
    "NewscrawlError",
    "OutputError",
    "PageError",
    "PageRecord",
    "Piece",
    "Revision",
    "TakenDownError",
    "UnknownArticleError",
    "UsageError",
    "__version__",
    "read",
]

_HOMES = {
    "Archive": "newscrawl.archive.archive",
    "ArchivedArticle": "newscrawl.archive.article",
    "ArchivedPage": "newscrawl.archive.page",
    "Difference": "newscrawl.archive.difference",
    "NewscrawlError": "newscrawl.errors",
    "OutputError": "newscrawl.errors",
    "PageError": "newscrawl.errors",
    "PageRecord": "newscrawl.parse.read",
    "Piece": "newscrawl.archive.difference",
    "Revision": "newscrawl.archive.history",
    "TakenDownError": "newscrawl.errors",
    "UnknownArticleError": "newscrawl.errors",
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
