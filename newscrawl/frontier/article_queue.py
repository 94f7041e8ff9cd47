"""The articles that wait to be visited: taken in turns from all kinds of pages that named them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from typing import NamedTuple, Protocol

from newscrawl.frontier.traps import TOO_MANY_DEAD, Shape
from newscrawl.frontier.visit import Source, Visit
from newscrawl.identity.article_id import ArticleRef

HEADLINES = 3
"""Maximum number of link texts that are kept of an article: what a page calls it, and the list, and
the teaser."""

HEADLINE_CHARS = 300
"""Longer link texts are teasers. They are no titles, and 100,000 of them do not fit."""

EVERYWHERE = 5
"""An article that so many kinds of pages showed stands in a block that all pages carry: to show it
says nothing."""

MAX_ARTICLES = 500_000
"""Maximum number of articles that wait where there is no disk to wait on. Beyond, they are left
out, and counted."""

IN_MEMORY = 20_000
"""Maximum number of articles that wait in memory where there is a disk for the others: the visits
of five hours at one page a second, in 15 MB."""

REMEMBERED = 100_000
"""Number of articles up to which it is remembered what showed them, in 30 MB. Beyond, those that
need no visit and those that were visited are let go: the archive knows them."""


class Disk(Protocol):
    """Where articles wait for which there is no room in memory."""

    @property
    def known(self) -> int:
        """How many articles of the site are known."""
        ...

    def leave(self, ref: ArticleRef, url: str) -> bool:
        """An article waits there from now on; whether it did not so far."""
        ...

    def let_go(self, ref: ArticleRef) -> None:
        """Nothing is remembered of an article any more."""
        ...


class WaitingArticle(NamedTuple):
    """An article to be fetched."""

    url: str | None
    """None where the rule gives it."""
    source: Source
    headlines: tuple[str, ...]

    @property
    def is_doubtful(self) -> bool:
        """Whether most articles that the same page, or pages like it, named were not there."""
        return self.source.is_mostly_dead() or self.source.shape.is_mostly_dead()

    @property
    def is_hopeless(self) -> bool:
        """Whether that has been tried often enough."""
        return self.source.is_mostly_dead(TOO_MANY_DEAD) or self.source.shape.is_mostly_dead(
            TOO_MANY_DEAD
        )


class _Turns:
    """Articles by the shape of the page that named them; each shape has its turn."""

    def __init__(self) -> None:
        self._queues: dict[Shape, deque[ArticleRef]] = {}
        self._order: deque[Shape] = deque()

    def add(self, shape: Shape, ref: ArticleRef) -> None:
        queue = self._queues.get(shape)
        if queue is None:
            queue = self._queues[shape] = deque()
            self._order.append(shape)
        queue.append(ref)

    def take(self) -> ArticleRef | None:
        if not self._order:
            return None
        shape = self._order.popleft()
        queue = self._queues[shape]
        ref = queue.popleft()
        if queue:
            self._order.append(shape)
        else:
            del self._queues[shape]
        return ref


class ArticleQueue:
    """Every article found, and those to be fetched: with a headline, without one, and those whose
    neighbours were not there."""

    def __init__(
        self,
        url_of: Callable[[ArticleRef], str] | None = None,
        wanted: Callable[[ArticleRef], bool] | None = None,
        disk: Disk | None = None,
    ) -> None:
        self._url_of = url_of
        self._disk = disk
        self._let_go = 0  # articles that were new, and of which nothing is remembered
        self._wanted = wanted or (lambda ref: True)
        self._shown_by: dict[
            ArticleRef, int
        ] = {}  # every article found -> the shapes that showed it
        self._unwanted: set[ArticleRef] = set()  # found, and left alone since they were not wanted
        self._waiting: dict[ArticleRef, WaitingArticle] = {}
        self._named, self._nameless, self._deferred = _Turns(), _Turns(), _Turns()

    def __len__(self) -> int:
        return len(self._waiting)

    def waiting(self) -> list[ArticleRef]:
        """Those that are to be fetched still."""
        return list(self._waiting)

    @property
    def known(self) -> int:
        """How many articles were found in all, but for known ones that are let go."""
        return len(self._shown_by) + self._let_go

    @property
    def at_least(self) -> int:
        """How many articles the site has, as far as is known."""
        if self._disk is None or len(self._shown_by) < REMEMBERED:
            return self.known
        return max(self.known, self._disk.known)

    def found(
        self, source: Source, articles: Iterable[tuple[ArticleRef, str, str]], *, mark: int
    ) -> tuple[int, int, int]:
        """Queue those not known before, as far as they are wanted: (which, URL, text of the
        link).

        Gives how many these are, how many known ones the shape of `mark` had not shown before, and
        how many there was no room for.
        """
        shown_by, waiting, url_of, disk = self._shown_by, self._waiting, self._url_of, self._disk
        new = shown = refused = 0
        for ref, url, headline in articles:
            seen = shown_by.get(ref)
            if seen is None:
                is_wanted = self._wanted(ref)
                if not self._has_room(is_wanted=is_wanted):
                    is_new = disk is not None and self._leave(disk, ref, url, is_wanted=is_wanted)
                    refused += disk is None
                    new += is_new
                    # Of those that are known it is not remembered which page showed them.
                    shown += disk is not None and bool(mark) and not is_new
                    continue
                new += 1
                shown_by[ref] = mark
                if not is_wanted:
                    self._unwanted.add(ref)
                    continue
                headlines = _with_headline((), headline)
                waiting[ref] = WaitingArticle(
                    None if url_of and url == url_of(ref) else url, source, headlines
                )
                (self._named if headlines else self._nameless).add(source.shape, ref)
                continue
            if mark and not seen & mark:
                shown += seen.bit_count() < EVERYWHERE
                shown_by[ref] = seen | mark
            if headline and ref in waiting:
                self._add_headline(ref, headline)
        return new, shown, refused

    def _has_room(self, *, is_wanted: bool) -> bool:
        if self._disk is None:
            return len(self._waiting) < MAX_ARTICLES
        if is_wanted:
            return len(self._waiting) < IN_MEMORY
        return len(self._shown_by) < REMEMBERED

    def _leave(self, disk: Disk, ref: ArticleRef, url: str, *, is_wanted: bool) -> bool:
        """Leave an article to the disk if it is wanted; whether that is new there."""
        is_new = is_wanted and disk.leave(ref, url)
        disk.let_go(ref)
        self._let_go += is_new
        return is_new

    def visited(self, ref: ArticleRef) -> None:
        """The visit to an article has ended, and the archive knows how."""
        if self._disk is not None and len(self._shown_by) > REMEMBERED:
            self._let_go += self._shown_by.pop(ref, None) is not None

    def _add_headline(self, ref: ArticleRef, headline: str) -> None:
        article = self._waiting[ref]
        headlines = _with_headline(article.headlines, headline)
        if headlines is not article.headlines:
            self._waiting[ref] = article._replace(headlines=headlines)
            if not article.headlines:
                self._named.add(article.source.shape, ref)

    def claim(self, ref: ArticleRef) -> bool:
        """Whether the article was unknown; from here on it is known and needs no visit."""
        if ref in self._shown_by:
            return False
        self._shown_by[ref] = 0
        return True

    def claim_asked(self, ref: ArticleRef) -> bool:
        """Whether an article that was asked for still needs its visit: that a page showed it, and
        it was left alone, is none."""
        if ref in self._unwanted:
            self._unwanted.remove(ref)
            return True
        return self.claim(ref)

    def visit(self, number: int, ref: ArticleRef, article: WaitingArticle) -> Visit:
        """The visit to an article that was taken."""
        source = article.source
        url = article.url or (self._url_of(ref) if self._url_of else "")
        return Visit(
            number,
            url,
            "article",
            ref,
            article.headlines,
            source.depth + 1,
            0,
            source.url,
            source.shape,
            source,
        )

    def take(self) -> tuple[ArticleRef, WaitingArticle] | None:
        """The next one; those whose neighbours were not there are put off."""
        for turns in (self._named, self._nameless):
            while (ref := turns.take()) is not None:
                article = self._waiting.get(ref)
                if article is None:
                    continue
                if article.is_doubtful:
                    self._deferred.add(article.source.shape, ref)
                    continue
                del self._waiting[ref]
                return ref, article
        return None

    def take_deferred(self) -> tuple[ArticleRef, WaitingArticle] | None:
        """The next one of those that were put off."""
        while (ref := self._deferred.take()) is not None:
            article = self._waiting.pop(ref, None)
            if article is not None:
                return ref, article
        return None


def _with_headline(headlines: tuple[str, ...], text: str) -> tuple[str, ...]:
    if not text or text in headlines or len(text) > HEADLINE_CHARS:
        return headlines
    return tuple(sorted((*headlines, text), key=len, reverse=True)[:HEADLINES])
