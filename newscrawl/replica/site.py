"""The copy of the site: which page stands at which path, built from what the catalog says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache

from newscrawl.replica import feeds, replies
from newscrawl.replica.bodies import Block
from newscrawl.replica.catalog import Catalog
from newscrawl.replica.changes import Change, Soft, change_articles
from newscrawl.replica.content import Archive, Article
from newscrawl.replica.faults import FAULTS
from newscrawl.replica.forms import FORMS, Names, addressed
from newscrawl.replica.markups import MARKUPS
from newscrawl.replica.markups.base import (
    ArticlePage,
    CommonParts,
    Link,
    ListingPage,
    Pagination,
)
from newscrawl.replica.options import Options
from newscrawl.replica.parted import part_of
from newscrawl.replica.replies import Reply, Request
from newscrawl.replica.truth import Record, records
from newscrawl.replica.urls import article_path
from newscrawl.replica.validators import unchanged, validators


class Site:
    """One copy. `answer` serves it, `truth` tells what is in it."""

    def __init__(self, options: Options) -> None:
        """Raises OSError or ValueError for a seed page that cannot be read."""
        self.options = options
        self.catalog = Catalog(options)
        self.archives = self.catalog.archives
        self.markup = self.catalog.markup
        self.soft: Soft = "404"
        self._kept = lru_cache(maxsize=8192)(self._page)
        self._moment = datetime.combine(self.catalog.stamp, time(), UTC)
        form = FORMS.get(options.form)
        self.names = Names(self.catalog, form) if form is not None else None
        """The names of the articles where their addresses have another form."""
        self._set_faults(options.faults)

    def truth(self) -> Iterator[Record]:
        """The record of every article that is there and can be read; all can be reached by links
        unless listings leave some out."""
        return records(self.catalog)

    def _set_faults(self, faults: Sequence[str]) -> None:
        """These faults, in this order, between the request and the page."""
        self.catalog.faults = [FAULTS[name] for name in faults]
        self.answer: replies.Answer = self._answer
        for fault in reversed(self.catalog.faults):
            self.answer = fault.before(self.answer, self.archives)
        if self.names is not None:
            self.answer = addressed(self.answer, self.names, self.catalog)

    def apply(self, change: Change) -> list[int]:
        """Let this happen to the site; gives the numbers of the articles that are new.

        Raises ValueError, and changes nothing, where there is no such language, article or fault.
        """
        for name in change.faults:
            if name not in FAULTS:
                raise ValueError(f"no fault is called {name!r}; there are {', '.join(FAULTS)}")
        if change.kind == "markup" and change.markup not in MARKUPS:
            raise ValueError(
                f"no markup is called {change.markup!r}; there are {', '.join(MARKUPS)}"
            )
        # A second passes with every change, by the site's own clock: no two of them are of the same
        # moment.
        moment = self._moment + timedelta(seconds=1)
        new = change_articles(change, self.archives, self.catalog.stamp, moment)
        self._moment = moment
        match change.kind:
            case "day":
                assert change.day is not None
                self.catalog.stamp = change.day
                self._moment = max(moment, datetime.combine(change.day, time(), UTC))
            case "faults":
                self._set_faults(change.faults)
            case "soft":
                self.soft = change.soft
            case "markup":
                self.markup = self.catalog.markup = MARKUPS[change.markup]
        self.catalog.forget()
        self._kept.cache_clear()
        return new

    # The pages.

    def _answer(self, request: Request) -> Reply:
        """The page at a path; of the query only the page number counts."""
        found = self._find_article(request.path) if self.options.validators != "none" else None
        if not found:
            return self._kept(request.path, request.query.get("page"))
        archive, number = found
        headers = validators(
            self.options.validators, archive.article(number), archive.changed(number)
        )
        return (
            Reply(status=304, headers=headers)
            if unchanged(request, headers)
            else replace(self._kept(request.path, request.query.get("page")), headers=headers)
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
            number = int(page) if page and page.isdecimal() else 1
            shown = part_of(self.article_page(*found), number, self.options.pages)
            return replies.page(self.markup.article(shown)) if shown else self._not_found(path)
        if path != "/" and path.endswith("/"):
            return replies.redirect(path.rstrip("/"))
        if reply := feeds.answer(self.catalog, path):
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
        """A page that says so and looks like an article, in the language of the path."""
        archive = self.archives.get(path[1:3]) or next(iter(self.archives.values()))
        words = archive.language
        text = Block("paragraph", (words.not_found_text,))
        return ArticlePage(
            **self._common_parts(archive, path),
            article=Article(words, 0, words.not_found, None, 0, (), (), (text,)),
            section=Link(words.home, f"/{words.code}"),
            tags=[],
            related=[],
            text_link=None,
        )

    def _common_parts(self, archive: Archive, path: str) -> CommonParts:
        """What every page of this language has."""
        return CommonParts(
            language=archive.language,
            path=path,
            menu=self._menu(archive),
            languages=self._languages(),
            latest=self.catalog.latest(archive, path),
            stamp=self.catalog.stamp,
            feed=f"/{archive.language.code}/rss.xml" if self.markup.feed else None,
        )

    def article_page(self, archive: Archive, number: int) -> ArticlePage:
        article = archive.article(number)
        code = archive.language.code
        path = article_path(code, number)
        section, name = archive.language.sections[article.section]
        carried = number - archive.step
        carries = carried in archive.numbers and self.catalog.place(archive, carried) == "text"
        words = " ".join(article.blocks[0].lines[0].split()[-3:])
        return ArticlePage(
            **self._common_parts(archive, path),
            article=article
            if self.catalog.shows_own_date(number)
            else replace(article, published=None),
            section=Link(name, f"/{code}/section/{section}"),
            tags=[self._tag(archive, topic) for topic in article.topics],
            related=[
                self.catalog.entry(archive, n, path, None)
                for n in (number - 3 * archive.step, number - 7 * archive.step)
                if n in archive.numbers
            ],
            text_link=Link(words, self.catalog.href(archive, carried, path)) if carries else None,
        )

    def listing_page(self, path: str, query: dict[str, str]) -> ListingPage | None:
        """The listing at a path; None where there is none, which is so past the last page."""
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
            **self._common_parts(archive, path),
            heading=heading,
            entries=[
                self.catalog.entry(archive, n, path, self.catalog.listing_day(archive, n))
                for n in shown
            ],
            pagination=self._pagination(base, page, last),
            tags=[self._tag(archive, topic) for topic in range(len(archive.language.topics))],
        )

    def _find_listing(self, base: str) -> tuple[Archive, str, Sequence[int], bool] | None:
        """Archive, heading, articles and whether there are further pages."""
        if base == "/":
            archive = next(iter(self.archives.values()))
            return (
                archive,
                archive.language.site_name,
                self.catalog.listed(archive.language.code),
                False,
            )
        match = re.fullmatch(r"/([a-z]{2})(?:/(news)|/(section|tag)/([a-z]+))?", base)
        if not match or match[1] not in self.archives:
            return None
        language = self.archives[match[1]].language
        if not match[3]:
            heading = language.all_news if match[2] else language.site_name
            return self.archives[match[1]], heading, self.catalog.listed(match[1]), bool(match[2])
        names = language.sections if match[3] == "section" else language.topics
        for index, (slug, name) in enumerate(names):
            if slug == match[4]:
                return (
                    self.archives[match[1]],
                    name,
                    self.catalog.listed(match[1], match[3], index),
                    True,
                )
        return None

    def _pagination(self, base: str, page: int, last: int) -> Pagination:
        def href(number: int) -> str:
            return self.markup.paging.href(base, number, self.options.listing_size)

        return Pagination(
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
            *(
                Link(fault.name, fault.entry_path)
                for fault in self.catalog.faults
                if fault.entry_path
            ),
        ]

    def _languages(self) -> list[Link]:
        return [Link(archive.language.name, f"/{code}") for code, archive in self.archives.items()]

    def _tag(self, archive: Archive, topic: int) -> Link:
        slug, name = archive.language.topics[topic]
        return Link(name, f"/{archive.language.code}/tag/{slug}")
