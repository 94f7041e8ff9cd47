"""500: hand the item to storage/, count it, and end the crawl when the disk takes no more."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any, Self

import scrapy
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, DropItem
from scrapy.utils.defer import deferred_from_coro

from newscrawl import clock
from newscrawl.errors import OutputError, UsageError
from newscrawl.identity.site import Site
from newscrawl.items import Article, Confirmation, Failure, Headline
from newscrawl.lifecycle.page import Known
from newscrawl.lifecycle.transitions import failed, visited
from newscrawl.records import article_record, utc
from newscrawl.run.arguments import Arguments
from newscrawl.run.provenance import own_version, told_settings
from newscrawl.run.results import Results
from newscrawl.run.settings_check import OWN_NUMBERS
from newscrawl.storage.archive import Archive, Validators
from newscrawl.storage.files.failed_pages import FailedPages
from newscrawl.storage.files.jsonl_log import Record
from newscrawl.storage.files.run_reports import MAX_FAILURES, new_run_id, note_start, write_killed
from newscrawl.storage.warc.records import Exchange
from newscrawl.storage.warc.writer import Origin, Row

NO_LISTING = frozenset({401, 404, 410})
"""A link to what looked like a listing and is a dead end, or asks for a password: no site is free
of them."""

_logger = logging.getLogger(__name__)


class StorePipeline:
    """The one store of a crawl. The other steps reach it with `the_store`.

    Counts `articles/new`, `articles/changed` once they are on the disk, `articles/unchanged` for
    pages that the server vouches for, `articles/failed`, `headlines/new`, `listings/failed`,
    `listings/not_found` and `pages/failed/<reason>`; sets `output/error` when a write failed.
    """

    def __init__(self, crawler: Crawler, folder: Path, run: str) -> None:
        self._crawler = crawler
        self._stats = crawler.stats
        self.folder = folder
        self.run = run
        self.arguments: Arguments = getattr(crawler.spider, "arguments", None) or Arguments()
        self.follows_a_kill = False
        """Whether the run before was killed, and left undone what runs do at their end."""
        self.failures: list[dict[str, Any]] = []
        """What failed and why, in the order of the run; the first 1,000."""
        self.results = Results(
            keep=self.arguments.names_pages or self.arguments.dry_run,
            detailed=self.arguments.dry_run,
        )

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        folder = output_folder(crawler.settings.get("NEWSCRAWL_OUTPUT"))
        # The crawl command names the run; a crawl from a script names it here.
        store = cls(
            crawler, folder, crawler.settings.get("NEWSCRAWL_RUN") or new_run_id(clock.now())
        )
        # Not close_spider: Scrapy closes the last pipeline first, and other steps still write when
        # they are closed.
        crawler.signals.connect(store.close, signals.spider_closed)
        return store

    @cached_property
    def archive(self) -> Archive:
        """Feeds and state, opened by the first step that asks, while the spider is opened. Raises
        CloseSpider if they cannot be."""
        try:
            return Archive(
                self.folder,
                run=self.run,
                database=self._crawler.settings.get("NEWSCRAWL_DATABASE") or None,
                dry=self.arguments.dry_run,
                counted=self._stats.inc_value,
                origin=self._origin(),
            )
        except OutputError as error:
            # Any other exception here makes Scrapy's own extensions fail in turn, with a traceback
            # that hides the cause.
            self._note(error)
            raise CloseSpider("output") from error

    @cached_property
    def failed_pages(self) -> FailedPages:
        """failed/, looked at when the first page fails."""
        settings = self._crawler.settings
        return FailedPages(
            self.folder / "failed",
            max_pages=settings.getint("NEWSCRAWL_FAILED_MAX", OWN_NUMBERS["NEWSCRAWL_FAILED_MAX"]),
            max_bytes=settings.getint(
                "NEWSCRAWL_FAILED_BYTES", OWN_NUMBERS["NEWSCRAWL_FAILED_BYTES"]
            ),
        )

    def open_spider(self) -> None:
        archive, spider = self.archive, self._crawler.spider
        assert spider is not None
        if not archive.dry:
            self._try(lambda: self._note_start(spider.name), at_end=True)
        remember = getattr(spider, "remember", None)
        if remember is not None:
            remember(archive)

    def process_item(self, item: Any) -> Any:
        if isinstance(item, Article):
            stored = self._add_article(item)
        elif isinstance(item, Headline):
            stored = self._try(lambda: self.archive.add_headline(item))
        elif isinstance(item, Failure):
            stored = self._try(lambda: self._add_failure(item))
        elif isinstance(item, Confirmation):
            stored = self._confirm(item)
        else:
            return item
        if not stored:
            raise DropItem("the output cannot be written", log_level="DEBUG")
        return item

    def _note_start(self, site: str) -> None:
        state = self.archive.state
        for row in note_start(state, self.run, site, self.archive.now, self.arguments.as_dict()):
            write_killed(self.folder, state, row)
            self.follows_a_kill = True

    @property
    def _cause(self) -> str:
        """Of the lines of this run: `site`, or `parser` where pages are read again from the WARC
        files."""
        return getattr(self._crawler.spider, "cause", "site")

    def _origin(self) -> Origin | None:
        """What the WARC files of this run say of themselves; None where none are to be written."""
        settings, spider = self._crawler.settings, self._crawler.spider
        if (
            spider is None
            or self.arguments.dry_run
            or self._cause == "parser"
            or not settings.getbool("NEWSCRAWL_WARC")
        ):
            return None
        facts = {
            "software": f"newscrawl/{own_version()} Scrapy/{scrapy.__version__}",
            "format": "WARC File Format 1.1",
            "conformsTo": (
                "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"
            ),
            "robots": "obey" if settings.getbool("ROBOTSTXT_OBEY") else "ignore",
            "http-header-user-agent": settings["USER_AGENT"],
            "isPartOf": f"{spider.name}, run {self.run}",
            "newscrawl-arguments": json.dumps(self.arguments.as_dict(), ensure_ascii=False),
            # Where the files lie on this machine is no business of who reads them elsewhere.
            "newscrawl-settings": json.dumps(
                {**told_settings(settings), "NEWSCRAWL_OUTPUT": None}, ensure_ascii=False
            ),
        }
        return Origin(
            spider.name,
            self.run,
            facts,
            roll_bytes=settings.getint("NEWSCRAWL_WARC_BYTES", 1 << 30),
        )

    # For the middleware that sees what came, and the other steps.

    def capture(self, exchange: Exchange, *, is_vouched: bool = False) -> Row | None:
        """Keep an exchange; where the answer lies then. None if no WARC is written. `is_vouched`:
        the server answered 304."""
        kept: list[Row | None] = []
        self._try(lambda: kept.append(self.archive.capture(exchange, is_vouched=is_vouched)))
        return kept[0] if kept else None

    def canonical(self, article_id: str) -> str | None:
        """The canonical URL of an article; None where neither its id nor a link of this run tells
        it."""
        # A spider of another make has no Site.
        site = getattr(self._crawler.spider, "site", None)
        return site.url_of(article_id) if isinstance(site, Site) else None

    def put(self, known: Known, *counts: str, validators: Validators | None = None) -> bool:
        """What a visit said of a number. False if the output can no longer be written."""
        return self._try(lambda: self.archive.put(known, counts=counts, validators=validators))

    def revise(self, before: Record, after: Record, *counts: str) -> bool:
        """The next revision of an article, made from its last line by another step. False if the
        output can no longer be written."""
        change = (
            after["change"]
            if after["change"] == "gone" and before["change"] != "gone"
            else "changed"
        )
        record = {
            **after,
            "change": change,
            "cause": self._cause,
            "revision": before["revision"] + 1,
        }
        counted = counts if change == "gone" else ("articles/changed", *counts)
        stored = self._try(lambda: self.archive.add(record, counts=counted))
        if stored and change != "gone":
            self.results.tell_revision(before, record)
        return stored

    def commit(self) -> bool:
        """Write what waits. False if the output can no longer be written."""
        return self._try(lambda: self.archive.commit())

    def to_redate(self) -> list[str]:
        """Ids of the articles of this site about whose day headlines have said something new."""
        if not self.commit():
            return []
        return self.archive.to_redate(self._crawler.spider.name if self._crawler.spider else "")

    def close(self, reason: str = "finished") -> None:
        """Let the spider leave to the next run what it learnt, and force everything to the disk."""
        if "archive" not in self.__dict__:
            return
        finish = getattr(self._crawler.spider, "finish", None)
        if finish is not None:
            self._try(lambda: finish(reason), at_end=True)
        for article_id in sorted(getattr(self._crawler.spider, "passed_over", ())):
            self.results.tell(article_id, "suppressed")
        try:
            self.archive.close()
        except OutputError as error:
            self._note(error)
        if self.archive.owed:
            self._stats.set_value("output/owed", self.archive.owed)

    # Each kind of item.

    def _add_article(self, article: Article) -> bool:
        record, known = article_record(article), self.archive.known(article.id)
        before = self.archive.latest(known) if known and known.is_read else None
        validators = (article.etag, article.last_modified)
        stored = self._try(
            lambda: self.archive.add(
                record,
                counts=[f"articles/{article.change}"],
                validators=validators,
                article=article,
            )
        )
        if stored:
            self.results.tell_revision(before, record)
        return stored

    def _confirm(self, item: Confirmation) -> bool:
        known = self.archive.known(item.id)
        if known is None:
            return True
        self.results.tell(item.id, "unchanged", "the server vouches for it")
        found = visited(known, item.seen_at, published_by=self.archive.published_by(known))
        return self.put(found, "articles/unchanged", "articles/not_modified")

    def _add_failure(self, failure: Failure) -> None:
        told = self.report(failure)
        if failure.id is not None:
            self.archive.note_failure(failure)
            self.archive.put(
                failed(
                    self.archive.known_or_met(
                        failure.id, failure.seen_at, self.canonical(failure.id)
                    ),
                    failure.seen_at,
                    failure.reason,
                )
            )
        if failure.page is not None and not self.archive.dry:
            kept = self.failed_pages.keep(failure.url, failure.page, seen_at=failure.seen_at)
            if kept is not None:
                told["kept"] = kept.relative_to(self.folder).as_posix()

    def report(self, failure: Failure) -> dict[str, Any]:
        """Count a failed page and tell it in the report, where the entry may still be added to; the
        archive learns nothing of it."""
        self._stats.inc_value(f"pages/failed/{failure.reason}")
        # Feeds and sitemaps are listings, too.
        pages = "articles" if failure.kind == "article" else "listings"
        dead_link = pages == "listings" and failure.status in NO_LISTING
        self._stats.inc_value("listings/not_found" if dead_link else f"{pages}/failed")
        self.results.tell(failure.id or failure.url, "failed", failure.reason)
        told = failure_record(failure)
        if len(self.failures) < MAX_FAILURES:
            self.failures.append(told)
        return told

    def _try(self, write: Callable[[], None], *, at_end: bool = False) -> bool:
        """Write. On the first refusal of the disk the crawl ends; after it nothing is tried any
        more."""
        if self._stats.get_value("output/error"):
            return False
        try:
            write()
        except OutputError as error:
            self._note(error)
            if not at_end:
                # A pipeline cannot raise CloseSpider: Scrapy heeds it only from callbacks.
                deferred_from_coro(self._crawler.engine.close_spider_async(reason="output"))
            return False
        return True

    def _note(self, error: OutputError) -> None:
        if not self._stats.get_value("output/error"):
            self._stats.set_value("output/error", error.strerror or str(error))
            _logger.warning("The output cannot be written: %s", error.strerror or error)


def the_store(crawler: Crawler) -> StorePipeline:
    """The store of this crawl. Raises UsageError where ITEM_PIPELINES has none."""
    store = crawler.get_item_pipeline(StorePipeline)
    if store is None:
        raise UsageError(
            "ITEM_PIPELINES holds no newscrawl.pipelines.store.StorePipeline, and the other steps"
            " need it"
        )
    return store


def output_folder(name: str | None) -> Path:
    """The folder that NEWSCRAWL_OUTPUT names, absolute; `output` where it names none."""
    return Path(name or "output").expanduser().absolute()


def failure_record(failure: Failure) -> dict[str, Any]:
    """A failed page as runs/<id>.json tells it."""
    return {
        "url": failure.url,
        "kind": failure.kind,
        "reason": failure.reason,
        "detail": failure.detail,
        "missing": list(failure.missing),
        "status": failure.status,
        "seen_at": utc(failure.seen_at),
        "kept": None,
    }
