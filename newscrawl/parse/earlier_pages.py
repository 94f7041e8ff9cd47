"""Whether the site changed an article, or only what is known of the site: the page that the last
line is from, read again with what is known by now.

The layout of a site is learnt page by page, links call an article by another name, the program gets
better: each may read the same page otherwise. Only a difference between two pages is one of the
site.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

from newscrawl.errors import PageError, PartError, UnreadError
from newscrawl.extract.same_picture import is_same_file
from newscrawl.items import Article
from newscrawl.parse.context import ParseContext, Row
from newscrawl.parse.fetched_page import FetchedPage
from newscrawl.parse.kept_pages import RECORD_LOST
from newscrawl.parse.readings import ArticleReading, KnownTitles
from newscrawl.parse.whole_article import Read, WholeArticle, kept_part, kept_whole
from newscrawl.records import claims_of
from newscrawl.text import fold, fold_body

Said = tuple[object, ...]
"""What a page says: TEXTS, and the days that it gives for itself."""

TEXTS = ("title", "body", "section", "authors", "image")
"""Keys of a line that tell what one page says."""

_IMAGE = TEXTS.index("image")


class EarlierPages:
    """The pages that the last lines of articles are from, as the WARC files have them."""

    def __init__(self, context: ParseContext) -> None:
        self._context = context

    async def say_the_same(
        self,
        article: Article,
        before: Mapping[str, Any],
        pages: Sequence[FetchedPage],
        read: Read,
    ) -> bool:
        """Whether the page that a line is from says, by what is known now, what the page says that
        came now and was read as `article`. `pages` are that page, and the further ones of its
        article.

        A part that is as the line has it counts as the same, whatever became of the earlier page.
        False where it cannot be told: no WARC record holds that page, or what it held was taken
        down, or it is too heavy by now. It is read only where a line may follow from the
        difference. Raises NotSent where the run ends first.
        """
        archive = self._context.archive
        row = archive.captured(before["warc"]["record_id"]) if archive and before["warc"] else None
        if archive is None or row is None:
            return False
        now = archive.captured(pages[0].warc.record_id) if pages[0].warc is not None else None
        # Of several pages the first says nothing of the others.
        if (
            len(pages) == 1
            and now is not None
            and row["digest"] is not None
            and row["digest"] == now["digest"]
        ):
            return True
        says = _said(article, before["image"])
        told = (*(before[name] for name in TEXTS), archive.own_dates_read(article.id))
        if says == told:
            return True
        origin = archive.captured(row["refers_to"]) if row["refers_to"] else None
        said = await self._said_then(row, origin, pages, says, read)
        # What is as the line has it, no page need confirm.
        return said is not None and all(
            one in (then, line) for one, then, line in zip(says, said, told, strict=True)
        )

    async def _said_then(
        self,
        row: Row,
        origin: Row | None,
        pages: Sequence[FetchedPage],
        says: Said,
        read: Read,
    ) -> Said | None:
        """What the page of a row says by what is known now, as the page that came now `says` it;
        None where that cannot be told."""
        kept, site, fetched = self._context.kept, self._context.site, pages[0]
        if kept is None:
            return None
        try:
            earlier = kept(row, origin)
        except RECORD_LOST:
            return None
        if len(pages) == 1 and earlier.body == fetched.body:
            return says
        if site.article(earlier.url) is None:
            # One of the two is from a mirror.
            earlier = replace(earlier, url=fetched.url)
        try:
            first = await read(earlier)
            reading = await self.whole(first, row, earlier, read, instead=pages[1:])
        except (PageError, PartError, UnreadError):
            return None
        return _said(reading.article, says[_IMAGE]) if reading.article is not None else None

    async def whole(
        self,
        first: ArticleReading,
        row: Row,
        earlier: FetchedPage,
        read: Read,
        *,
        instead: Sequence[FetchedPage] = (),
    ) -> ArticleReading:
        """An earlier article with its further pages, from the first one, whose row this is.
        `instead` stand for them where none was fetched: by a program that did not know of any.

        Raises PartError where they are not all there, and what `read` raises.
        """
        archive, kept = self._context.archive, self._context.kept
        if first.article is None or first.parts.next is None or archive is None or kept is None:
            return first
        whole, rows = WholeArticle(first), archive.further_pages(first.article.id, row)
        known = KnownTitles((first.article.title,))
        if not rows and instead:
            for page in instead:
                whole.add(await read(page, known=known))
            return whole.reading
        if (found := kept_whole(first.parts, rows)) is not None:
            with suppress(*RECORD_LOST, PageError, UnreadError):
                part = replace(kept(*found), first_url=earlier.url)
                if whole.add_all(await read(part, known=known)):
                    return whole.reading
        while (link := whole.next) is not None:
            try:
                found = kept_part(link, earlier.url, rows)
                if found is None:
                    break
                part = replace(kept(*found), first_url=earlier.url)
            except RECORD_LOST as error:
                raise PartError(str(error)) from error
            if not whole.add(await read(part, known=known)):
                break
        return whole.reading


def _said(article: Article, picture: object) -> Said:
    """What a page says of its article: TEXTS as a line would have them and, as the day is decided
    by more than the page, the days that it gives for itself. `picture` is the address of its image
    elsewhere, and stands for another address of the same file."""
    image = fold(article.image or "") or None
    return (
        fold(article.title),
        fold_body(article.body),
        fold(article.section or "") or None,
        [author for author in map(fold, article.authors) if author],
        picture if isinstance(picture, str) and is_same_file(image, picture) else image,
        claims_of(article),
    )
