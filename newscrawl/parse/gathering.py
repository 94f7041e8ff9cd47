"""The pages of an article that goes on, while they are fetched one after the other."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import NamedTuple

from newscrawl.errors import PartError
from newscrawl.extract.parts import MAX_PARTS, PartLink
from newscrawl.frontier.visit import Visit
from newscrawl.identity.site import ArticleRef
from newscrawl.parse.fetched_page import FetchedPage
from newscrawl.parse.readings import ArticleLook
from newscrawl.parse.whole_article import Further, WholeArticle, holds_all

PART_MISSING = "part missing"
"""Why an article failed of which not all pages could be had."""

MAX_BYTES = 32 << 20
"""Maximum size of all pages of one article, while they wait to be read together: two of the largest
that are fetched. Those of real articles have a few hundred kB."""


class PartPage(NamedTuple):
    """A page of an article, and what it shows."""

    fetched: FetchedPage
    look: ArticleLook


@dataclass(frozen=True, slots=True)
class Gathering:
    """What has come of an article so far."""

    visit: Visit
    ref: ArticleRef
    pages: tuple[PartPage, ...]
    """In their order; there is a first one."""
    is_whole: bool = False
    """Whether the second one shows all of the article."""
    has_asked: bool = False
    """Whether a page that was said to do so does not, or could not be had."""

    @property
    def first(self) -> PartPage:
        return self.pages[0]

    @property
    def further(self) -> Further:
        """All but the first, and but one that adds nothing."""
        if self.is_whole:
            return Further((self.pages[1].fetched,), is_all=True)
        adds = not self._adds_nothing()
        pages = self.pages[1:] if adds else self.pages[1:-1]
        return Further(tuple(page.fetched for page in pages), is_all=not adds)

    def next(self) -> PartLink | None:
        """The page to be fetched next; None where all are there, or more than there may be. Raises
        PartError where they are too large."""
        looks = [page.look for page in self.pages]
        link = looks[-1].parts.next
        if self.is_whole:
            return None
        if link is not None and len(looks) == 1 and self.whole is not None:
            return self.whole
        # Where so many are announced, two tell whether it is the text that has them.
        most = 2 if looks[0].parts.last > MAX_PARTS else MAX_PARTS
        if link is None or len(looks) >= most or self._adds_nothing():
            return None
        if sum(len(page.fetched.body) for page in self.pages) > MAX_BYTES:
            raise PartError(f"it goes on after page {len(looks)}, beyond {MAX_BYTES >> 20} MiB")
        return link

    @property
    def whole(self) -> PartLink | None:
        """The page that is said to show all of it; None where it was asked for in vain."""
        return None if self.has_asked else self.first.look.parts.whole

    def with_whole(self, fetched: FetchedPage, look: ArticleLook) -> Gathering:
        """The same with a page that shows all of it, if it does."""
        if not holds_all(self.first.look.prose, look.prose):
            return replace(self, has_asked=True)
        return replace(self.with_page(fetched, look), is_whole=True)

    def _adds_nothing(self) -> bool:
        """Whether the last page shows nothing that none before it has, and the article ended before
        it, whatever it has several pages of."""
        *before, last = [page.look for page in self.pages]
        if not before:
            return False
        if not last.prose - frozenset().union(*(look.prose for look in before)):
            return True
        readings = [look.reading for look in (*before, last)]
        if readings[0] is None or readings[0].article is None:
            return False
        whole = WholeArticle(readings[0])
        # What is none of the article is told when all are read.
        with suppress(PartError):
            return not all(one is None or whole.add(one) for one in readings[1:])
        return False

    def with_page(self, fetched: FetchedPage, look: ArticleLook) -> Gathering:
        """The same with one page more."""
        return replace(self, pages=(*self.pages, PartPage(fetched, look)))


@dataclass(frozen=True, slots=True)
class PartRequest:
    """A further page of an article to be fetched. What becomes of it goes to
    `ArticleParser.part_came`."""

    article: Gathering
    link: PartLink
    article_id: str

    @property
    def place(self) -> int:
        """Which page of the article it is, from 2."""
        return len(self.article.pages) + 1

    def described(self, why: str) -> str:
        """What is missing, and why, in a line for people."""
        return f"it goes on, and page {self.place} of it, {self.link.url}, is missing: {why}"
