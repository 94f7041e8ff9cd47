"""200: the day of publication and where it is from, or empty and counted.

A date of the page itself is the loader's work. This step knows what no single page tells: a dated headline that leads to an article
gives the day of that article. Headlines of earlier runs count too. Where two disagree, none is believed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, tzinfo
from typing import Any, Self
from zoneinfo import ZoneInfo

from scrapy.crawler import Crawler

from newscrawl.items import Article, Headline
from newscrawl.pipelines.store import StorePipeline, the_store
from newscrawl.storage.feed import Record


class DatePipeline:
    """Dates an article by headlines where its page shows no date. Never by a day after the day of the fetch.

    Counts `dates/<published_from>` and `dates/undated` over the articles of the run, `dates/conflict` for articles whose headlines
    disagree, `dates/future` for what was refused.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._stats = crawler.stats
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

    def process_item(self, item: Any) -> Any:
        if isinstance(item, Headline):
            if item.published > local_day(item.seen_at, self.zone):
                self._stats.inc_value("dates/future")
        elif isinstance(item, Article):
            self._date(item)
        return item

    def close_spider(self) -> None:
        """Give their day to articles that were written before a headline dated them: one `changed` line each."""
        for article_id in self._store.to_redate():
            self._redate(article_id)
        for source in self._from.values():
            self._stats.inc_value(f"dates/{source or 'undated'}")

    def _redate(self, article_id: str) -> None:
        archive = self._store.archive
        known = archive.known(article_id)
        assert known is not None
        record = archive.latest(known)
        day = self._headline_day(article_id)
        if day and day > local_day(datetime.fromisoformat(record["fetched_at"]), self.zone):
            day = None
        if (day.isoformat() if day else None) == known.published:
            self._store.put(replace(known, redate=False))
        elif self._store.revise(record, redated(record, day), "articles/redated") and article_id in self._from:
            self._from[article_id] = "headline" if day else None

    def _date(self, article: Article) -> None:
        fetched_on = local_day(article.fetched_at, self.zone)
        if article.published is not None and as_day(article.published) > fetched_on:
            article.published = article.published_from = None
            self._stats.inc_value("dates/future")
        if article.published is None:
            day = self._headline_day(article.id)
            article.published = day if day and day <= fetched_on else None
            article.published_from = "headline" if article.published else None
        self._from[article.id] = article.published_from

    def _headline_day(self, article_id: str) -> date | None:
        """The day that headlines give; what an earlier run learnt from headlines that are lost is not forgotten."""
        days = days_said(self._store.archive.sightings(article_id), self.zone)
        if len(days) > 1:
            self._stats.inc_value("dates/conflict")
            return None
        if days:
            return days.pop()
        known = self._store.archive.known(article_id)
        return date.fromisoformat(known.published) if known and known.published and known.published_from == "headline" else None


def days_said(sightings: Iterable[Mapping[str, str]], zone: tzinfo) -> set[date]:
    """The days that the dated headlines of an article give it, those of the future left out."""
    said = ((date.fromisoformat(sighting["published"]), datetime.fromisoformat(sighting["seen_at"])) for sighting in sightings)
    return {day for day, seen_at in said if day <= local_day(seen_at, zone)}


def redated(record: Record, day: date | None) -> Record:
    """A line with the day that headlines give or, where they have come to disagree, without one."""
    return {
        **record,
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
