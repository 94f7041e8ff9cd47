"""150: what was taken down does not come back, whatever led to it: neither its page, nor its
headline here or on the pages of others."""

from __future__ import annotations

from typing import Any

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from newscrawl.errors import NewscrawlError
from newscrawl.identity.site import Site
from newscrawl.items import Absence, Article, Confirmation, Failure, Headline
from newscrawl.pipelines.step import Step


class Suppressed(
    NewscrawlError, DropItem
):  # it is no error: Scrapy counts drops by class name, and that reads as what it is
    """The article was taken down. Raised by SuppressedPipeline."""

    def __init__(self, what: str) -> None:
        DropItem.__init__(self, what, log_level="DEBUG")


class SuppressedPipeline(Step):
    """Drops whatever is of an article that was taken down, and empties its headline in the lists of
    others: after they were tidied, which leaves out headlines without text.

    Counts `articles/suppressed` and `headlines/suppressed`.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        # A spider of another make has no Site.
        site = getattr(crawler.spider, "site", None)
        self._site = site if isinstance(site, Site) else None

    def process_item(self, item: Any) -> Any:
        article_id = self._id(item)
        if article_id is not None and self._session.archive.is_suppressed(article_id):
            kind = "headlines" if isinstance(item, Headline) else "articles"
            self._crawler.stats.inc_value(f"{kind}/suppressed")
            if kind == "articles":
                self._session.results.note(article_id, "suppressed")
            raise Suppressed(article_id)
        if isinstance(item, Article):
            for pair in item.headlines:
                if (
                    named := self._id_at(pair.url)
                ) is not None and self._session.archive.is_suppressed(named):
                    pair.title = ""
        return item

    def _id(self, item: Any) -> str | None:
        """Of the article that an item is about; None where it is about none."""
        if isinstance(item, Failure) and item.id is None and item.kind == "article":
            return self._id_at(item.url)
        return (
            item.id
            if isinstance(item, Article | Headline | Failure | Absence | Confirmation)
            else None
        )

    def _id_at(self, url: str) -> str | None:
        if self._site is None:
            return None
        ref = self._site.article(url)
        return self._site.id(ref) if ref is not None else None
