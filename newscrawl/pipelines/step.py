"""What the steps that ask the archive have in common."""

from __future__ import annotations

from typing import Self

from scrapy.crawler import Crawler

from newscrawl.extensions.archive import archive_session


class Step:
    """A step of the pipeline. The archive is open when the first item comes, and at the finish."""

    def __init__(self, crawler: Crawler) -> None:
        """Raises UsageError where the crawl has no archive."""
        self._crawler = crawler
        self._session = archive_session(crawler)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def close_spider(self) -> None:
        # Scrapy calls it also where the archive could not be had.
        if self._session.is_open:
            self._session.write(self.finish, at_end=True)

    def finish(self) -> None:
        """Write what is known at the end of a run only; all items have been worked off."""
