"""Pages read again from the WARC files: the record in place of the response, and from there on the
very same way as in a crawl.

Pure work without the state, so that each core can do its share: a Task says where the page lies and
in which circumstances it was read.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from multiprocessing import parent_process
from multiprocessing.process import BaseProcess
from os import _exit
from pathlib import Path
from signal import SIG_IGN, SIGINT, signal
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NamedTuple

from scrapy import Request
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes
from scrapy.settings import Settings
from scrapy.signalmanager import SignalManager

from newscrawl.downloader.responses import CAPTURE, is_html, is_page
from newscrawl.errors import PageError, UsageError
from newscrawl.extract.article import ArticlePage
from newscrawl.extract.boilerplate import Boilerplate
from newscrawl.extract.feeds import read_feed
from newscrawl.extract.headlines.find_headlines import find_headlines
from newscrawl.extract.links import ref_finder
from newscrawl.extract.same_story import same_story, same_title
from newscrawl.frontier.frontier import Visit
from newscrawl.items import Article, Circumstances, Failure, Headline
from newscrawl.parse.headline_sightings import Sightings
from newscrawl.records import moment
from newscrawl.storage.warc.reader import Playback
from newscrawl.storage.warc.records import WarcError

if TYPE_CHECKING:
    from newscrawl.news_spider import NewsSpider

RECORD_LOST = "record lost"

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Page:
    """Where a page lies, and in which circumstances it was read."""

    row: Row
    """Of `captures`."""
    origin: Row | None
    """Of the record that holds the body, for a revisit."""
    root: str | None
    """Where the site was crawled; None: at its own address."""
    circumstances: Circumstances | None = None
    """None for a listing."""
    reason: str | None = None
    """Why it could not be read; None where it could."""
    claims: tuple[tuple[str, str], ...] = ()
    """The days that it gave for itself, as they were read: source and day."""


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be read: of an article the newest page first; of a listing the one page."""

    id: str | None
    """The article; None for a listing."""
    pages: tuple[Page, ...]
    before: Row | None = None
    """The newest line of the article, where a page of it could not be read; else None."""


class Read(NamedTuple):
    """What came of a task."""

    id: str | None
    article: Article | None
    headlines: list[Headline]
    failure: Failure | None
    """Why a page can no longer be read, or no longer be had; None where it can, or could not before
    either."""


class Lesson(NamedTuple):
    """A page that taught what repeats."""

    layout: str
    place: int
    page: Page


class Reader:
    """Reads pages of one site from one output folder."""

    def __init__(
        self,
        folder: Path,
        spider: type[NewsSpider],
        lessons: Sequence[Lesson],
        memories: Mapping[str, Any],
        maxsize: int,
    ) -> None:
        """`lessons` are in their order; `memories` is what is known of each language where the
        lessons of a page are not; `maxsize` is the most bytes that a page may have.
        """
        self._playback = Playback(folder)
        self._spider = spider
        self._spider_at = cache(self._make_spider)
        # All that it asks of a crawler.
        crawler: Any = SimpleNamespace(
            stats=None, settings=Settings({"DOWNLOAD_MAXSIZE": maxsize}), signals=SignalManager()
        )
        self._decompress = HttpCompressionMiddleware(crawler=crawler)
        self._told: dict[str | None, Sightings] = {}
        self._latest = Boilerplate()
        for language, dumped in memories.items():
            self._latest.load(language, dumped)
        self._latest_layout = {
            language: dumped.get("layout") for language, dumped in memories.items()
        }
        self._lost: dict[str, int] = {}
        """The first lesson of a layout that is not there any more."""
        self._memories = self._learn(lessons)

    def read(self, task: Task) -> Read:
        """Read what is to be read. Pages that are not there are told, never raised."""
        failure: Failure | None = None
        headlines: list[Headline] = []
        for page in task.pages:
            try:
                response = self._response(page)
                found = self._read_page(page, response) if task.id is not None else None
                headlines += self._headlines(page, response, found)
            except (WarcError, OSError, IgnoreRequest) as error:
                failure = _unread(page, task.id, RECORD_LOST, str(error))
                continue
            if found is None:
                if task.id is not None and page.reason is None:
                    failure = _unread(
                        page, task.id, "no markup", "the record holds no page that could be read"
                    )
                continue
            try:
                item = self._item(page, found, response)
            # A site's own rule may raise whatever it likes: it fails its page, and no other.
            except Exception as error:
                failure = _unread(page, task.id, "rule failed", f"{type(error).__name__}: {error}")
                continue
            if page.reason is None:
                if isinstance(item, Article):
                    return Read(task.id, item, headlines, None)
                failure = item
            elif isinstance(item, Article) and self._is_believed(page, item, found, task.before):
                return Read(task.id, item, headlines, None)
        return Read(task.id, None, headlines, failure)

    # From the record to the page.

    def _response(self, page: Page) -> Response:
        answer = self._playback.answer(page.row, page.origin)
        request = Request(page.row["url"], meta={CAPTURE: dict(page.row)})
        headers = Headers()
        for name, value in answer.headers:
            headers.appendlist(name, value)
        kind = responsetypes.from_args(headers=headers, url=request.url, body=answer.body)
        plain = kind(
            request.url, status=answer.status, headers=headers, body=answer.body, request=request
        )
        response = self._decompress.process_response(request, plain)
        assert isinstance(response, Response)
        response.request = request
        return response

    def _read_page(self, page: Page, response: Response) -> ArticlePage | None:
        spider = self._spider_at(page.root)
        ref = spider.site.article(response.url)
        if ref is None or not is_page(response):
            return None
        try:
            read = spider.page_of(response)
            return ArticlePage(read, ref, ref_finder(read, spider.site))
        except PageError:
            return None

    def _item(self, page: Page, found: ArticlePage, response: Response) -> Article | Failure:
        """The very way of the desk in a crawl."""
        spider, seen = self._spider_at(page.root), page.circumstances
        assert seen is not None
        reading = spider.article_parser.read(found, self._memory(seen, found.language), seen.titles)
        visit = Visit(0, page.row["url"], "article", found.ref, seen.titles)
        item = spider.article_parser.load(visit, found, response, reading)
        if isinstance(item, Article):
            item.cause, item.circumstances = (
                "parser",
                replace(seen, record_id=page.row["record_id"]),
            )
            item.withdrawn = [claim for claim in page.claims if claim not in _claims_of(item)]
        return item

    def _is_believed(
        self, page: Page, item: Article, found: ArticlePage, before: Row | None
    ) -> bool:
        """Whether a page that could not be read when it came is the article, now that it can: no
        probe can be asked any more."""
        titles = page.circumstances.titles if page.circumstances is not None else ()
        called = [title for title in titles if before is None or title != before["title"]]
        if before is not None and same_story(before["body"], item.body):
            return True
        if (
            before is None
            and page.reason != "another page"
            and not found.contradicts(item.title, called)
        ):
            return True
        return any(same_title(item.title, title) for title in called)

    def _headlines(
        self, page: Page, response: Response, found: ArticlePage | None
    ) -> Iterator[Headline]:
        spider = self._spider_at(page.root)
        told = self._told.setdefault(
            page.root, Sightings(spider.site, None, lambda ref, title: None)
        )
        if found is not None:
            yield from told.of_lists(found.lists, response)
        elif page.circumstances is not None:
            return
        elif not is_html(response) and (feed := read_feed(response.body)) is not None:
            yield from told.of_feed(feed, response)
        elif is_page(response):
            try:
                read = spider.page_of(response)
            except PageError:
                return
            yield from told.of_lists(
                find_headlines(read.outline, ref_finder(read, spider.site)), response
            )

    def _make_spider(self, root: str | None) -> NewsSpider:
        return self._spider(**({"root": root} if root else {}))

    # What repeats.

    def _learn(self, lessons: Sequence[Lesson]) -> dict[str, list[Boilerplate]]:
        """What was known after each lesson of each layout."""
        memories: dict[str, list[Boilerplate]] = {}
        for lesson in lessons:
            try:
                found = self._read_page(lesson.page, self._response(lesson.page))
            except (WarcError, OSError, IgnoreRequest):
                # A tombstone stands in its place, or the file was moved away.
                self._lost.setdefault(lesson.layout, lesson.place)
                continue
            if found is not None:
                known = memories.setdefault(lesson.layout, [])
                memory = Boilerplate()
                if known:
                    memory.load(found.language, known[-1].dump(found.language))
                found.teach(memory)
                known.append(memory)
        return memories

    def _memory(self, seen: Circumstances, language: str) -> Boilerplate:
        """What was known when the page was read; where that is not known, what is known by now.

        Where a page that taught it is lost the state still knows what it taught; if not that, pages
        that taught later stand in for it.
        """
        is_lost = seen.learnt >= self._lost.get(seen.layout or "", seen.learnt + 1)
        if (
            is_lost
            and self._latest_layout.get(language) == seen.layout
            and self._latest.knows(language)
        ):
            return self._latest
        for layout, learnt in (
            (seen.layout, seen.learnt),
            (stand_in(language), Boilerplate().enough),
        ):
            known = self._memories.get(layout or "", [])
            if known and (memory := known[min(learnt, len(known)) - 1]).knows(language):
                return memory
        return self._latest


def stand_in(language: str) -> str:
    """The name of a layout that nobody noted: the first pages of a language, where the state has
    lost what they taught."""
    return f"the first pages of {language}"


def _unread(page: Page, article_id: str | None, reason: str, detail: str) -> Failure:
    kind = "article" if article_id is not None else "listing"
    return Failure(
        page.row["url"], kind, reason, detail, datetime.fromisoformat(page.row["at"]), id=article_id
    )


def _claims_of(item: Article) -> set[tuple[str, str]]:
    return {(own.source, str(moment(own.published))) for own in item.own_dates}


# In a process of its own.

_reader: list[Reader] = []


def start_reading(
    folder: Path,
    spider: type[NewsSpider],
    lessons: Sequence[Lesson],
    memories: Mapping[str, Any],
    maxsize: int,
) -> None:
    """Make the Reader of this process, which is to end with the one that began it."""
    # Ctrl-C reaches every process at the terminal; the one that began this one says when to stop.
    signal(SIGINT, SIG_IGN)
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    _reader.append(Reader(folder, spider, lessons, memories, maxsize))
    # As in a crawl: most of what a page leaves goes without the collector.
    gc.freeze()
    gc.set_threshold(10_000, 50, 100)


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    _exit(1)


def read_all(tasks: Sequence[Task]) -> list[Read]:
    """What comes of each task. Raises UsageError before `start_reading`."""
    if not _reader:
        raise UsageError("start_reading comes first")
    return [_reader[0].read(task) for task in tasks]
