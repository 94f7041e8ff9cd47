"""200: the day of publication and where it is from, or empty and counted.

A date of the page itself is the loader's work. This step knows what no single page tells: a dated headline that leads to an article
gives the day of that article. Headlines of earlier runs count too. Where two disagree, none is believed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, tzinfo
from typing import Any, Self
from zoneinfo import ZoneInfo

from scrapy.crawler import Crawler

from newscrawl.items import Article, Headline
from newscrawl.pipelines.store import StorePipeline, the_store
from newscrawl.storage.archive import Known
from newscrawl.storage.feed import Record


class Evidence:
    """What the dated headlines of the site say about the day of each article."""

    def __init__(self) -> None:
        self._days: dict[str, date | None] = {}
        # A few thousand days are shared by all articles: an object each would take 3 MB for 100,000.
        self._shared: dict[date, date] = {}

    def add(self, article_id: str, day: date) -> bool:
        """Take a headline's word. False if this is where it begins to disagree with those before."""
        first = self._days.setdefault(article_id, self._shared.setdefault(day, day))
        if first is None or first == day:
            return True
        self._days[article_id] = None
        return False

    def __contains__(self, article_id: str) -> bool:
        return article_id in self._days

    def day(self, article_id: str) -> date | None:
        """The day that all headlines agree on; None if there is no headline or no agreement."""
        return self._days.get(article_id)

    def items(self) -> Iterator[tuple[str, date | None]]:
        """Each article that a headline spoke of, with the day or None where they disagree."""
        return iter(self._days.items())


class DatePipeline:
    """Dates an article by headlines where its page shows no date. Never by a day after the day of the fetch.

    Counts `dates/<published_from>` and `dates/undated` over the articles of the run, `dates/conflict` where headlines disagree,
    `dates/future` for what was refused.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._stats = crawler.stats
        self.evidence = Evidence()
        self.zone: tzinfo = UTC
        self._from: dict[str, str | None] = {}
        """Of each article of this run: where its date is from."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def open_spider(self) -> None:
        # The day changes at the site's midnight: a headline of 'today' is not of the future there while it is still yesterday in UTC.
        self.zone = ZoneInfo(getattr(self._crawler.spider, "timezone", None) or "UTC")
        self._store: StorePipeline = the_store(self._crawler)
        for line in self._store.archive.sightings():
            self._testify(line["id"], date.fromisoformat(line["published"]), datetime.fromisoformat(line["seen_at"]), count=False)

    def process_item(self, item: Any) -> Any:
        if isinstance(item, Headline):
            self._testify(item.id, item.published, item.seen_at)
        elif isinstance(item, Article):
            self._date(item)
        return item

    def close_spider(self) -> None:
        """Give their day to articles that were written before a headline dated them: one `changed` line each."""
        for article_id, day in self.evidence.items():
            known = self._store.archive.known(article_id)
            if known is None or not known.open_to_headlines or known.headline_day == day:
                continue
            record = self._store.archive.record(known)
            if day and day > local_day(datetime.fromisoformat(record["fetched_at"]), self.zone):
                continue
            if not self._store.add_record(redated(record, day)):
                break
            self._stats.inc_value("articles/redated")
            if article_id in self._from:
                self._from[article_id] = "headline" if day else None
        for source in self._from.values():
            self._stats.inc_value(f"dates/{source or 'undated'}")

    def _testify(self, article_id: str, day: date, seen_at: datetime, *, count: bool = True) -> None:
        if day > local_day(seen_at, self.zone):
            if count:
                self._stats.inc_value("dates/future")
        elif not self.evidence.add(article_id, day) and count:
            self._stats.inc_value("dates/conflict")

    def _date(self, article: Article) -> None:
        fetched_on = local_day(article.fetched_at, self.zone)
        if article.published is not None and as_day(article.published) > fetched_on:
            article.published = article.published_from = None
            self._stats.inc_value("dates/future")
        if article.published is None:
            day = headline_day(article.id, self.evidence, self._store.archive.known(article.id))
            article.published = day if day and day <= fetched_on else None
            article.published_from = "headline" if article.published else None
        self._from[article.id] = article.published_from


def headline_day(article_id: str, evidence: Evidence, known: Known | None) -> date | None:
    """The day that headlines give an article; what an earlier run learnt from them is not forgotten when they scroll away."""
    if article_id in evidence or known is None:
        return evidence.day(article_id)
    return known.headline_day


def redated(record: Record, day: date | None) -> Record:
    """The next revision of a line, with the day that headlines give or, where they have come to disagree, without one."""
    return {
        **record,
        "change": "changed",
        "cause": "site",
        "revision": record["revision"] + 1,
        "published": day.isoformat() if day else None,
        "published_from": "headline" if day else None,
        "published_between": None,
    }


def as_day(value: date | datetime) -> date:
    """The day as the page gives it, in the page's own offset.

    >>> as_day(datetime.fromisoformat("2026-01-09T23:30:00+04:00"))
    datetime.date(2026, 1, 9)
    """
    return value.date() if isinstance(value, datetime) else value


def local_day(moment: datetime, zone: tzinfo) -> date:
    """The day that the calendar at the site shows at this moment."""
    return moment.astimezone(zone).date()
