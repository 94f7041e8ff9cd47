"""What the site has and what it shows of it: pages, feeds and the ground truth all ask here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Literal
from zlib import crc32

from newscrawl.replica.content import Archive, archives
from newscrawl.replica.faults import Fault
from newscrawl.replica.markups import MARKUPS
from newscrawl.replica.markups.base import Entry, summary
from newscrawl.replica.options import Options
from newscrawl.replica.seed_page import read_seed_page
from newscrawl.replica.urls import article_path, varied_href

LATEST = 10
"""Headlines in the block of latest news."""


class Catalog:
    """The articles of one copy, and where each is listed, linked to and dated."""

    def __init__(self, options: Options) -> None:
        """Raises OSError or ValueError for a seed page that cannot be read."""
        seed_page = read_seed_page(options.seed_page) if options.seed_page else None
        self.options = options
        self.markup = MARKUPS[options.markup]
        self.stamp: date = seed_page.stamp if seed_page else options.today
        """The day of the visit, which every page prints."""
        self.faults: Sequence[Fault] = ()
        self.archives = archives(
            options.languages,
            options.articles,
            seed=options.seed,
            today=options.today,
            seed_page=seed_page,
            numbering=options.numbers,
            kinds=options.kinds,
        )
        """By language."""
        self.listed = cache(self._list)

    def forget(self) -> None:
        """Drop what is remembered of the listings: articles or faults have changed."""
        self.listed.cache_clear()

    def in_latest(self, archive: Archive, number: int) -> bool:
        """Whether it is one of the ten newest of its language."""
        return number >= archive.numbers[-min(LATEST, len(archive.numbers))]

    def place(self, archive: Archive, number: int) -> Literal["listed", "tag", "text", "nowhere"]:
        """Which pages link to an article: all listings, only those of its tags, only the running
        text of the next article, or none but a box of related articles where the markup has one."""
        if self.in_latest(archive, number):
            return "nowhere" if self._left_out(archive, number) else "listed"
        # The article that carries the link must be there, and must be readable.
        carrier = number + archive.step
        if (
            number % 13 == 9
            and carrier in archive.numbers
            and not self.is_unreadable(archive, carrier)
        ):
            return "text"
        if self._left_out(archive, number):
            return "nowhere"
        return "tag" if number % 13 == 5 else "listed"

    def _left_out(self, archive: Archive, number: int) -> bool:
        """Whether listings have no room for an article, by their depth or their step."""
        depth = min(self.options.listing_depth or len(archive.numbers), len(archive.numbers))
        if number < archive.numbers[-depth]:
            return True
        return (
            not self.in_latest(archive, number)
            and archive.ordinal(number) % self.options.listing_step != 0
        )

    def shows_own_date(self, number: int) -> bool:
        """Whether the article's page shows its own date."""
        return (
            self.markup.own_date is not None
            and crc32(str(number).encode()) / 2**32 < self.options.own_date_share
        )

    def day(self, language: str, number: int) -> date | None:
        """The true day of publication, whatever the site shows of it; None for the article of the
        seed page alone."""
        return self.archives[language].published(number)

    def is_unreadable(self, archive: Archive, number: int) -> bool:
        """Whether a fault keeps this article's page from being read."""
        return any(fault.makes_unreadable(archive, number) for fault in self.faults)

    def listing_day(self, archive: Archive, number: int) -> date | None:
        """The day that listings print beside the article: none in some markups, and for one article
        in nine in all."""
        return (
            archive.published(number)
            if self.markup.dated_listings and archive.ordinal(number) % 9 != 4
            else None
        )

    def _list(self, language: str, kind: str = "news", index: int = 0) -> Sequence[int]:
        """The articles of a listing, newest first; `kind` is `news`, `section` or `tag`."""
        archive = self.archives[language]
        newest_first = reversed(archive.numbers)
        if kind == "tag":
            return [
                n
                for n in newest_first
                if index in archive.topics(n) and self.place(archive, n) in ("listed", "tag")
            ]
        return [
            n
            for n in newest_first
            if self.place(archive, n) == "listed"
            and (kind == "news" or archive.section(n) == index)
        ]

    def latest(self, archive: Archive, page: str) -> list[Entry]:
        """The ten newest; with no page to stand on, their links are bare paths."""
        newest = [n for n in reversed(archive.numbers[-LATEST:]) if archive.published(n)]
        return [self.entry(archive, n, page, archive.published(n)) for n in newest]

    def entry(self, archive: Archive, number: int, page: str, day: date | None) -> Entry:
        """The article as lists on `page` show it, with this day or none."""
        text = summary(archive.article(number))
        return Entry(archive.title(number), self.href(archive, number, page), day, text)

    def href(self, archive: Archive, number: int, page: str) -> str:
        """How `page` links to the article."""
        path = article_path(archive.language.code, number)
        return path if self.options.plain_links or not page else varied_href(path, page)
