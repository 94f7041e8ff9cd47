"""Whether the site changed an article, or only what is known of the site: the page that the last
line is from, read again with what is known by now.

The layout of a site is learnt page by page, links call an article by another name, the program gets
better: each may read the same page otherwise. Only a difference between two pages is one of the
site.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any

from newscrawl.errors import PageError, UnreadError
from newscrawl.items import Article
from newscrawl.parse.context import ParseContext, Row
from newscrawl.parse.fetched_page import FetchedPage
from newscrawl.parse.kept_pages import RECORD_LOST
from newscrawl.parse.page_reader import ArticleReading
from newscrawl.records import moment
from newscrawl.text import fold, fold_body

Read = Callable[[FetchedPage], Awaitable[ArticleReading]]
"""Reads a page with what is known by now. Raises PageError, UnreadError, NotSent."""

Said = tuple[object, ...]
"""What a page says: TEXTS, and the days that it gives for itself."""

TEXTS = ("title", "body", "section", "authors", "image")
"""Keys of a line that tell what one page says."""


class EarlierPages:
    """The pages that the last lines of articles are from, as the WARC files have them."""

    def __init__(self, context: ParseContext) -> None:
        self._context = context

    async def say_the_same(
        self, article: Article, before: Mapping[str, Any], fetched: FetchedPage, read: Read
    ) -> bool:
        """Whether the page that a line is from says, by what is known now, what the page says that
        came now and was read as `article`.

        A part that is as the line has it counts as the same, whatever became of the earlier page.
        False where it cannot be told: no WARC record holds that page, or what it held was taken
        down, or it is too heavy by now. It is read only where a line may follow from the
        difference. Raises NotSent where the run ends first.
        """
        archive = self._context.archive
        row = archive.captured(before["warc"]["record_id"]) if archive and before["warc"] else None
        if archive is None or row is None:
            return False
        now = archive.captured(fetched.warc.record_id) if fetched.warc is not None else None
        if now is not None and row["digest"] is not None and row["digest"] == now["digest"]:
            return True
        says = _said(article)
        told = (*(before[name] for name in TEXTS), archive.own_dates_read(article.id))
        if says == told:
            return True
        origin = archive.captured(row["refers_to"]) if row["refers_to"] else None
        said = await self._said_then(row, origin, fetched, says, read)
        # What is as the line has it, no page need confirm.
        return said is not None and all(
            one in (then, line) for one, then, line in zip(says, said, told, strict=True)
        )

    async def _said_then(
        self, row: Row, origin: Row | None, fetched: FetchedPage, says: Said, read: Read
    ) -> Said | None:
        """What the page of a row says by what is known now, as the page that came now `says` it;
        None where that cannot be told."""
        kept, site = self._context.kept, self._context.site
        if kept is None:
            return None
        try:
            earlier = kept(row, origin)
        except RECORD_LOST:
            return None
        if earlier.body == fetched.body:
            return says
        if site.article(earlier.url) is None:
            # One of the two is from a mirror.
            earlier = replace(earlier, url=fetched.url)
        try:
            reading = await read(earlier)
        except (PageError, UnreadError):
            return None
        return _said(reading.article) if reading.article is not None else None


def _said(article: Article) -> Said:
    """What a page says of its article: TEXTS as a line would have them and, as the day is decided
    by more than the page, the days that it gives for itself."""
    return (
        fold(article.title),
        fold_body(article.body),
        fold(article.section or "") or None,
        [author for author in map(fold, article.authors) if author],
        fold(article.image or "") or None,
        {(own.source, str(moment(own.published))) for own in article.own_dates},
    )
