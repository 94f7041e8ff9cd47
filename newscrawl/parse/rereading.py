"""The pages that taught what repeats, read again at the end of a run with all that it has learnt.

The first of them were read before a notice was known for what it is, and so were the first on which
a new one stood. No request is made.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from functools import partial
from typing import Any

from newscrawl.dating.credit import OWN_SOURCES
from newscrawl.errors import PageError, PartError, UnreadError
from newscrawl.extract.boilerplate import Boilerplate
from newscrawl.items import Article, Circumstances
from newscrawl.parse.async_reader import AsyncReader
from newscrawl.parse.context import ParseContext
from newscrawl.parse.earlier_pages import EarlierPages
from newscrawl.parse.kept_pages import RECORD_LOST
from newscrawl.parse.known_articles import is_live
from newscrawl.parse.readings import KnownTitles
from newscrawl.records import claims_of
from newscrawl.text import fold_body

NOTHING: Mapping[str, Sequence[str]] = {}


class Rereading:
    """Reads pages of this run and of earlier ones again, from the WARC files."""

    def __init__(self, context: ParseContext, earlier: EarlierPages) -> None:
        self._context = context
        self._earlier = earlier

    async def articles(
        self,
        memory: Boilerplate,
        layouts: Mapping[str, str | None],
        reader: AsyncReader,
        later: Mapping[str, Sequence[str]] = NOTHING,
    ) -> AsyncIterator[Article]:
        """The articles of which the last line holds paragraphs that are known by now to be
        nobody's, without them; and those of which it names no author, section or day, with what
        stands where these are known to stand by now.

        `layouts` are the records under which the lessons of each language are kept, `later` those
        of pages that came before a notice on them was known. Raises NotSent where the run ends
        first, OutputError.
        """
        archive = self._context.archive
        if archive is None:
            return
        for language in memory.languages:
            layout = layouts.get(language)
            if layout is None or not memory.knows(language):
                continue
            lessons = archive.lesson_records(layout) if memory.has_learnt(language) else []
            for record_id in [*lessons, *later.get(language, ())]:
                article = await self._read_again(record_id, language, memory, layout, reader)
                if article is not None:
                    yield article

    async def _read_again(
        self, record_id: str, language: str, memory: Boilerplate, layout: str, reader: AsyncReader
    ) -> Article | None:
        archive, kept, site = self._context.archive, self._context.kept, self._context.site
        row = archive.captured(record_id) if archive is not None else None
        if archive is None or kept is None or row is None or row["id"] is None:
            return None
        before = archive.last_record(row["id"])
        # Another page may have been read since.
        if before is None or not is_live(before) or _record_of(before) != record_id:
            return None
        origin = archive.captured(row["refers_to"]) if row["refers_to"] else None
        titles = KnownTitles((), (before["title"],), tuple(archive.headline_titles(row["id"])))
        read = partial(reader.read, language=language, layout=memory, known=titles)
        try:
            page = kept(row, origin)
        except RECORD_LOST:
            return None
        if site.article(page.url) is None:
            return None  # It is of a mirror.
        try:
            reading = await self._earlier.whole(await read(page), row, page, read)
        except (PageError, PartError, UnreadError):
            return None
        article = reading.article
        if article is None or not _is_better(before, article):
            return None
        article.cause, article.says_the_same = "parser", True
        article.withdrawn = _no_more(archive.own_dates_read(article.id), article)
        seen = Circumstances(record_id, titles.all, layout, memory.pages(language))
        article.circumstances = seen
        return article


def _record_of(line: Mapping[str, object]) -> object:
    warc = line["warc"]
    return warc["record_id"] if isinstance(warc, Mapping) else None


def _no_more(claimed: set[tuple[str, str]] | None, article: Article) -> list[tuple[str, str]]:
    """Which days that the same page was found to give for itself are found no more."""
    return sorted((claimed or set()) - claims_of(article))


def _is_better(before: Mapping[str, Any], article: Article) -> bool:
    """Whether a text lacks nothing but some paragraphs, or an article has authors, a section or a
    day and had none, or no picture and had one of others, or no day and had that of something that
    stands on other pages, too."""
    if _only_lost(before["body"], article.body):
        return True
    is_more = (
        (bool(article.authors) and not before["authors"])
        or (article.section is not None and before["section"] is None)
        or (bool(article.own_dates) and before["published"] is None)
        or (not article.own_dates and before["published_from"] in OWN_SOURCES)
        or (article.image is None and before["image"] is not None)
    )
    return is_more and before["body"] == article.body


def _only_lost(before: str, now: str) -> bool:
    """Whether a text is another one without some of its paragraphs."""
    left = iter(before.split("\n\n"))
    folded = fold_body(now)
    return folded != before and all(one in left for one in folded.split("\n\n"))
