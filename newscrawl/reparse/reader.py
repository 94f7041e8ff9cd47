"""Pages read again from the WARC files: the record in place of the response, and from there on by
the same door as in a crawl, `parse.page_reader`.

Pure work without the state, so that each core can do its share: a Task says where the page lies and
in which circumstances it was read.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from newscrawl.errors import PageError, PartError
from newscrawl.extract.boilerplate import Boilerplate
from newscrawl.extract.same_story import same_story, same_title
from newscrawl.frontier.frontier import Visit
from newscrawl.items import Article, Failure, Headline
from newscrawl.parse.article_parser import ANOTHER_PAGE
from newscrawl.parse.fetched_page import FetchedPage
from newscrawl.parse.gathering import PART_MISSING
from newscrawl.parse.headline_sightings import HeadlineSightings
from newscrawl.parse.kept_pages import RECORD_LOST, KeptPages
from newscrawl.parse.page_reader import PageReader
from newscrawl.parse.readings import ArticleReading, KnownTitles
from newscrawl.parse.results import failed_page, why_no_article
from newscrawl.parse.whole_article import WholeArticle, kept_part, kept_whole
from newscrawl.records import claims_of
from newscrawl.reparse.layouts import Layouts
from newscrawl.reparse.values import KeptPage, Outcome, Row, Task, Taught
from newscrawl.text import fold

if TYPE_CHECKING:
    from newscrawl.news_spider import NewsSpider


@dataclass(slots=True)
class _Aside:
    """What the pages of a task gave, whatever came of the article."""

    headlines: list[Headline] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    """The rules of the extraction that decided anything, once for each page."""


class Reader:
    """Reads pages of one site from one output folder."""

    def __init__(
        self,
        folder: Path,
        spider: type[NewsSpider],
        max_bytes: int,
        *,
        with_requisites: bool = False,
    ) -> None:
        """`max_bytes` is the most that a page may have. `with_requisites`: it is asked what pages
        need to be looked at."""
        self._with_requisites = with_requisites
        self._kept = KeptPages(folder, max_bytes=max_bytes)
        self._spider = spider
        self._reader_at = cache(self._make_reader)
        self._sightings_at = cache(lambda root: HeadlineSightings(self._reader_at(root).site))

    def _make_reader(self, root: str | None) -> PageReader:
        """What reads pages of the site as it was crawled at a root; None: at its own URL."""
        context = self._spider(**({"root": root} if root else {})).context
        context.with_requisites = self._with_requisites
        return PageReader.of(context)

    def taught(self, page: KeptPage) -> Taught:
        """What a page teaches of its layout."""
        try:
            fetched = self._kept.fetched(page.row, page.origin)
        except RECORD_LOST:
            return Taught(is_lost=True)
        reader = self._reader_at(page.root)
        ref = reader.site.article(fetched.url)
        if ref is None or not fetched.is_page:
            return Taught(is_lost=False)
        try:
            return Taught(False, ref.language, reader.sample(fetched))
        except PageError:
            return Taught(is_lost=False)
        finally:
            reader.release(fetched)

    def read(self, task: Task, layouts: Layouts) -> Outcome:
        """Read what is to be read, by what was known to repeat when it came. Pages that are not
        there are reported, never raised."""
        article: Article | None = None
        failure: Failure | None = None
        aside = _Aside()
        for page in task.pages:
            try:
                fetched = self._kept.fetched(page.row, page.origin)
            except RECORD_LOST as error:
                failure = failure_of(page, task.id, "record lost", str(error))
                continue
            if task.id is None:
                aside.headlines += self._headlines_of_listing(page, fetched)
                continue
            reader = self._reader_at(page.root)
            try:
                article, failed = self._read_article(page, fetched, task, layouts, aside)
            finally:
                reader.release(fetched)
            if article is not None:
                failure = None
                break
            failure = failed or failure
        return Outcome(task.id, article, aside.headlines, failure, tuple(aside.rules))

    def _headlines_of_listing(self, page: KeptPage, fetched: FetchedPage) -> list[Headline]:
        listing = self._reader_at(page.root).listing(fetched)
        if listing is None:
            return []
        return list(self._sightings_at(page.root).of(listing.headlines, fetched))

    def _read_article(
        self,
        page: KeptPage,
        fetched: FetchedPage,
        task: Task,
        layouts: Layouts,
        aside: _Aside,
    ) -> tuple[Article | None, Failure | None]:
        """The article, or why there is none; neither where that is no news. What the page shows of
        others, and by which rules it was read, is added to `aside`."""
        reader = self._reader_at(page.root)
        try:
            ref = reader.site.article(fetched.url)
            if ref is None or not fetched.is_page:
                raise PageError("no page of an article")
            known = page.circumstances
            layout = layouts.known_to(known, ref.language) if known is not None else None
            seen = reader.headlines(fetched, layout)
        except PageError:
            detail = "the record holds no page that could be read"
            no_markup = failure_of(page, task.id, "no markup", detail)
            return None, no_markup if not page.reason else None
        aside.headlines += self._sightings_at(page.root).of(seen, fetched)
        try:
            item = self._item(page, fetched, layouts, aside)
        except PartError as error:
            incomplete = failure_of(page, task.id, PART_MISSING, str(error))
            return None, incomplete if page.reason is None else None
        # A site's own rule may raise whatever it likes: it fails its page, and no other.
        except Exception as error:
            why = f"{type(error).__name__}: {error}"
            return None, failure_of(page, task.id, "rule failed", why)
        if isinstance(item, Failure):
            return None, item if page.reason is None else None
        if page.reason is None or self._is_believed(page, item, fetched, task.before):
            return item, None
        return None, None

    def _item(
        self, page: KeptPage, fetched: FetchedPage, layouts: Layouts, aside: _Aside
    ) -> Article | Failure:
        """The very way of a crawl. Raises whatever a site's own rule raised."""
        reader, seen = self._reader_at(page.root), page.circumstances
        ref = reader.site.article(fetched.url)
        assert seen is not None
        assert ref is not None
        layout = layouts.known_to(seen, ref.language)
        reading = reader.read(fetched, layout, KnownTitles(seen.titles))
        reading = self._whole(reading, page, fetched, layout)
        aside.rules += reading.rules
        if reading.rule_error is not None:
            raise reading.rule_error
        if reading.article is None:
            visit = Visit(0, page.row["url"], "article", ref)
            reason, detail = why_no_article(reading)
            article_id = reader.site.id(ref)
            return failed_page(visit, fetched, reason, detail, article_id, reading.missing)
        article = reading.article
        article.cause = "parser"
        article.circumstances = replace(seen, record_id=page.row["record_id"])
        claims = claims_of(article)
        article.withdrawn = [claim for claim in page.claims if claim not in claims]
        return article

    def _whole(
        self, first: ArticleReading, page: KeptPage, fetched: FetchedPage, layout: Boilerplate
    ) -> ArticleReading:
        """An article with the further pages that were fetched with its first one. Raises
        PartError."""
        if first.article is None or first.parts.next is None:
            return first
        reader, whole = self._reader_at(page.root), WholeArticle(first)
        if (found := kept_whole(first.parts, page.further)) is not None:
            with suppress(PageError, *RECORD_LOST):
                part = replace(self._kept.fetched(*found), first_url=fetched.url)
                reading = reader.read(part, layout, KnownTitles((first.article.title,)))
                reader.release(part)
                if whole.add_all(reading):
                    return whole.reading
        while (link := whole.next) is not None:
            try:
                found = kept_part(link, fetched.url, page.further)
                if found is None:
                    break
                part = replace(self._kept.fetched(*found), first_url=fetched.url)
                reading = reader.read(part, layout, KnownTitles((first.article.title,)))
            except (PageError, *RECORD_LOST) as error:
                raise PartError(f"it goes on at {link.url}, which cannot be read: {error}") from (
                    error
                )
            reader.release(part)
            if not whole.add(reading):
                break
        return whole.reading

    def _is_believed(
        self, page: KeptPage, item: Article, fetched: FetchedPage, before: Row | None
    ) -> bool:
        """Whether a page that could not be read when it came is the article, now that it can: no
        probe can be asked any more."""
        titles = page.circumstances.titles if page.circumstances is not None else ()
        called = [title for title in titles if before is None or title != before["title"]]
        if before is not None and same_story(before["body"], item.body):
            return True
        reader = self._reader_at(page.root)
        if (
            before is None
            and page.reason != ANOTHER_PAGE
            and not reader.contradicts(fetched, item.title, called)
        ):
            return True
        return any(same_title(item.title, title) for title in called)


def failure_of(page: KeptPage, article_id: str | None, reason: str, detail: str) -> Failure:
    """A page of an article, or of a listing, that cannot be read again."""
    kind = "article" if article_id is not None else "listing"
    at = datetime.fromisoformat(page.row["at"])
    return Failure(page.row["url"], kind, reason, fold(detail), at, id=article_id)
