"""The articles that wait to be visited: taken in turns from all kinds of pages that named them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from typing import NamedTuple

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
"""Maximum number of articles that wait. Beyond, they are left out, and counted."""


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
    ) -> None:
        self._url_of = url_of
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
        """How many articles were found in all."""
        return len(self._shown_by)

    def found(
        self, source: Source, articles: Iterable[tuple[ArticleRef, str, str]], *, mark: int
    ) -> tuple[int, int, int]:
        """Queue those not known before, as far as they are wanted: (which, URL, text of the
        link).

        Gives how many these are, how many known ones the shape of `mark` had not shown before, and
        how many there was no room for.
        """
        shown_by, waiting, url_of = self._shown_by, self._waiting, self._url_of
        new = shown = refused = 0
        for ref, url, headline in articles:
            seen = shown_by.get(ref)
            if seen is None:
                if len(waiting) >= MAX_ARTICLES:
                    refused += 1
                    continue
                new += 1
                shown_by[ref] = mark
                if not self._wanted(ref):
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
