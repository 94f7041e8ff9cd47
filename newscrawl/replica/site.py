"""The copy of the site: which page stands at which address, and what a crawl of it must find."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from typing import Literal
from zlib import crc32

from newscrawl.replica import feeds, replies
from newscrawl.replica.addresses import article_path, varied_href
from newscrawl.replica.changes import Change, Soft, change_articles
from newscrawl.replica.content import Archive, Article, Block, archives
from newscrawl.replica.faults import FAULTS
from newscrawl.replica.markups import MARKUPS
from newscrawl.replica.markups.base import ArticlePage, Entry, Furniture, Link, ListingPage, Turn
from newscrawl.replica.options import Options
from newscrawl.replica.replies import Ask, Reply
from newscrawl.replica.seed_page import read_seed_page
from newscrawl.replica.truth import Record, records
from newscrawl.replica.validators import unchanged, validators

LATEST = 10
"""Headlines in the block of latest news."""
SUMMARY_CHARS = 110


class Site:
    """One copy. `answer` serves it, `truth` tells what is in it."""

    def __init__(self, options: Options) -> None:
        seed_page = read_seed_page(options.seed_page) if options.seed_page else None
        self.options = options
        self.markup = MARKUPS[options.markup]
        self.soft: Soft = "404"
        self.stamp: date = seed_page.stamp if seed_page else options.today
        self.archives = archives(
            options.languages,
            options.articles,
            seed=options.seed,
            today=options.today,
            seed_page=seed_page,
            numbering=options.numbers,
        )
        self.listed = cache(self._list)
        self._kept = lru_cache(maxsize=8192)(self._page)
        self._moment = datetime.combine(self.stamp, time(), UTC)
        self._stand(options.faults)

    def _stand(self, faults: Sequence[str]) -> None:
        """These faults, in this order, between the question and the page."""
        self.faults = [FAULTS[name] for name in faults]
        self.answer: replies.Answer = self._answer
        for fault in reversed(self.faults):
            self.answer = fault.before(self.answer, self.archives)

    def apply(self, change: Change) -> list[int]:
        """Let this happen to the site; gives the numbers of the articles that are new.

        Raises ValueError, and changes nothing, where there is no such language, article or fault.
        """
        for name in change.faults:
            if name not in FAULTS:
                raise ValueError(f"no fault is called {name!r}; there are {', '.join(FAULTS)}")
        # A second passes with every change, by the site's own clock: no two of them are of the same
        # moment.
        moment = self._moment + timedelta(seconds=1)
        new = change_articles(change, self.archives, self.stamp, moment)
        self._moment = moment
        match change.kind:
            case "day":
                assert change.day is not None
                self.stamp = change.day
                self._moment = max(moment, datetime.combine(change.day, time(), UTC))
            case "faults":
                self._stand(change.faults)
            case "soft":
                self.soft = change.soft
        self.listed.cache_clear()
        self._kept.cache_clear()
        return new

    # What is where.

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
        if number % 13 == 9 and carrier in archive.numbers and not self.spoiled(archive, carrier):
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
            and archive.turn(number) % self.options.listing_step != 0
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

    def spoiled(self, archive: Archive, number: int) -> bool:
        """Whether a fault keeps this article's page from being read."""
        return any(fault.spoils(archive, number) for fault in self.faults)

    def listing_day(self, archive: Archive, number: int) -> date | None:
        """The day that listings print beside the article: none in some markups, and for one article
        in nine in all."""
        return (
            archive.published(number)
            if self.markup.dated_listings and archive.turn(number) % 9 != 4
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

    def truth(self) -> Iterator[Record]:
        """The record of every article that is there and can be read; all can be reached by links
        unless listings leave some out."""
        return records(self)

    # The pages.

    def _answer(self, ask: Ask) -> Reply:
        """The page at an address; every query but a page number is ignored."""
        found = self._find_article(ask.path) if self.options.validators != "none" else None
        if not found:
            return self._kept(ask.path, ask.query.get("page"))
        archive, number = found
        headers = validators(
            self.options.validators, archive.article(number), archive.changed(number)
        )
        return (
            Reply(status=304, headers=headers)
            if unchanged(ask, headers)
            else replace(self._kept(ask.path, None), headers=headers)
        )

    def _find_article(self, path: str) -> tuple[Archive, int] | None:
        match = re.fullmatch(r"/([a-z]{2})/news/detail/(\d+)/?", path)
        if (
            not match
            or match[1] not in self.archives
            or int(match[2]) not in self.archives[match[1]].numbers
        ):
            return None
        return self.archives[match[1]], int(match[2])

    def _page(self, path: str, page: str | None) -> Reply:
        if found := self._find_article(path):
            return replies.page(self.markup.article(self.article_page(*found)))
        if path != "/" and path.endswith("/"):
            return replies.redirect(path.rstrip("/"))
        if reply := feeds.answer(self, path):
            return reply
        listing = self.listing_page(path, {"page": page} if page else {})
        return replies.page(self.markup.listing(listing)) if listing else self._not_found(path)

    def _not_found(self, path: str) -> Reply:
        """The answer where nothing is."""
        match self.soft:
            case "404":
                return replies.page(
                    "<!DOCTYPE html><title>404</title><h1>404</h1><p>There is no such page.</p>",
                    404,
                )
            case "home":
                return replies.redirect("/", 302)
            case "page":
                return replies.page(self.markup.article(self._not_found_page(path)))

    def _not_found_page(self, path: str) -> ArticlePage:
        """What says so in the dress of an article, in the language of the address."""
        archive = self.archives.get(path[1:3]) or next(iter(self.archives.values()))
        words = archive.language
        text = Block("paragraph", (words.not_found_text,))
        return ArticlePage(
            **self._furniture(archive, path),
            article=Article(words, 0, words.not_found, None, 0, (), (), (text,)),
            section=Link(words.home, f"/{words.code}"),
            tags=[],
            related=[],
            text_link=None,
        )

    def _furniture(self, archive: Archive, address: str) -> Furniture:
        """What a page has of every page."""
        return Furniture(
            language=archive.language,
            address=address,
            menu=self._menu(archive),
            languages=self._languages(),
            latest=self.latest(archive, address),
            stamp=self.stamp,
            feed=f"/{archive.language.code}/rss.xml" if self.markup.feed else None,
        )

    def article_page(self, archive: Archive, number: int) -> ArticlePage:
        article = archive.article(number)
        code = archive.language.code
        address = article_path(code, number)
        section, name = archive.language.sections[article.section]
        carried = number - archive.step
        carries = carried in archive.numbers and self.place(archive, carried) == "text"
        words = " ".join(article.blocks[0].lines[0].split()[-3:])
        return ArticlePage(
            **self._furniture(archive, address),
            article=article if self.shows_own_date(number) else replace(article, published=None),
            section=Link(name, f"/{code}/section/{section}"),
            tags=[self._tag(archive, topic) for topic in article.topics],
            related=[
                self._entry(archive, n, address, None)
                for n in (number - 3 * archive.step, number - 7 * archive.step)
                if n in archive.numbers
            ],
            text_link=Link(words, self._href(archive, carried, address)) if carries else None,
        )

    def listing_page(self, path: str, query: dict[str, str]) -> ListingPage | None:
        """The listing at an address; None where there is none, which is so past the last page."""
        size = self.options.listing_size
        base, page = self.markup.paging.read(path, query, size)
        found = self._find_listing(base)
        if not found:
            return None
        archive, heading, numbers, paged = found
        last = max(1, -(-len(numbers) // size)) if paged else 1
        if not 1 <= page <= last:
            return None
        shown = numbers[(page - 1) * size : page * size]
        return ListingPage(
            **self._furniture(archive, path),
            heading=heading,
            entries=[self._entry(archive, n, path, self.listing_day(archive, n)) for n in shown],
            turn=self._turn(base, page, last),
            tags=[self._tag(archive, topic) for topic in range(len(archive.language.topics))],
        )

    def _find_listing(self, base: str) -> tuple[Archive, str, Sequence[int], bool] | None:
        """Archive, heading, articles and whether there are further pages."""
        if base == "/":
            archive = next(iter(self.archives.values()))
            return archive, archive.language.site_name, self.listed(archive.language.code), False
        match = re.fullmatch(r"/([a-z]{2})(?:/(news)|/(section|tag)/([a-z]+))?", base)
        if not match or match[1] not in self.archives:
            return None
        language = self.archives[match[1]].language
        if not match[3]:
            heading = language.all_news if match[2] else language.site_name
            return self.archives[match[1]], heading, self.listed(match[1]), bool(match[2])
        names = language.sections if match[3] == "section" else language.topics
        for index, (slug, name) in enumerate(names):
            if slug == match[4]:
                return self.archives[match[1]], name, self.listed(match[1], match[3], index), True
        return None

    def _turn(self, base: str, page: int, last: int) -> Turn:
        def href(number: int) -> str:
            return self.markup.paging.href(base, number, self.options.listing_size)

        return Turn(
            previous=href(page - 1) if page > 1 else None,
            next=href(page + 1) if page < last else None,
            numbers=[
                (number, None if number == page else href(number))
                for number in self.markup.paging.window(page, last)
            ],
        )

    def _menu(self, archive: Archive) -> list[Link]:
        code, language = archive.language.code, archive.language
        return [
            Link(language.home, f"/{code}"),
            Link(language.all_news, f"/{code}/news"),
            *(Link(name, f"/{code}/section/{slug}") for slug, name in language.sections),
            *(Link(fault.name, fault.door) for fault in self.faults if fault.door),
        ]

    def _languages(self) -> list[Link]:
        return [Link(archive.language.name, f"/{code}") for code, archive in self.archives.items()]

    def _tag(self, archive: Archive, topic: int) -> Link:
        slug, name = archive.language.topics[topic]
        return Link(name, f"/{archive.language.code}/tag/{slug}")

    def latest(self, archive: Archive, page: str) -> list[Entry]:
        """The ten newest; with no page to stand on, their links are bare paths."""
        newest = [n for n in reversed(archive.numbers[-LATEST:]) if archive.published(n)]
        return [self._entry(archive, n, page, archive.published(n)) for n in newest]

    def _entry(self, archive: Archive, number: int, page: str, day: date | None) -> Entry:
        text = archive.article(number).paragraphs[0]
        summary = (
            text if len(text) <= SUMMARY_CHARS else text[:SUMMARY_CHARS].rsplit(" ", 1)[0] + "…"
        )
        return Entry(archive.title(number), self._href(archive, number, page), day, summary)

    def _href(self, archive: Archive, number: int, page: str) -> str:
        path = article_path(archive.language.code, number)
        return path if self.options.plain_links or not page else varied_href(path, page)
