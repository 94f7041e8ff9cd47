"""What the user names, whatever is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from newscrawl.arguments import Arguments, Numbers
from newscrawl.rounds.base import Onward, Round
from newscrawl.urls import ArticleRef, Site
from newscrawl.visits import Visit

if TYPE_CHECKING:
    from newscrawl.extract.links import Links
    from newscrawl.storage.archive import Archive


class NamedRound(Round):
    """Visits what the user named, and follows no link."""

    is_walk = False
    follows_from_articles = False

    def __init__(self, site: Site, archive: Archive | None, arguments: Arguments, *, languages: Sequence[str]) -> None:
        """`languages` are those that a number without one is looked for in."""
        super().__init__(site, archive, arguments)
        self._languages = languages
        # What is named is fetched whatever is known: a repair that believed the validators would repair nothing.
        self.asks_conditionally = bool(arguments.revisit)

    def begin(self) -> None:
        visits = self.visits
        refs = []
        for url in self.arguments.addresses():
            link = self.site.link(self.site.root, url)
            assert link is not None, "the arguments were checked"
            if link.ref is None:
                visits.seed(link.url)
            else:
                refs.append(link.ref)
        visits.ask(refs)
        visits.ask(self._numbers(self.arguments.ids))
        if self.arguments.missing:
            visits.ask(self._missing())
        if self.arguments.revisit:
            visits.ask(self._again())

    def _numbers(self, ranges: Iterable[Numbers]) -> Iterator[ArticleRef]:
        for language, first, last in ranges:
            for number in range(first, last + 1):
                for one in [language] if language else self._languages:
                    yield ArticleRef(one, number)

    def _missing(self) -> Iterator[ArticleRef]:
        """Every number below the highest known that is not accounted for, newest first."""
        if self.archive is None:
            return
        for language in self._languages:
            read = self.archive.state.numbers(self.site.name, language, read=True, limit=1)
            met = iter([number for number in self.archive.state.numbers(self.site.name, language) if read and number <= read[0]])
            above = next(met, 0)
            for number in [*met, 0]:
                yield from (ArticleRef(language, missing) for missing in range(above - 1, number, -1))
                above = number

    def _again(self) -> Iterator[ArticleRef]:
        if self.archive is not None:
            for known in self.archive.state.among(self.site.name, self.arguments.revisit, self.archive.now):
                yield ArticleRef(known.language, known.number)

    def wanted(self, ref: ArticleRef) -> bool:
        return False

    def onward(self, page: Visit, links: Links) -> Onward:
        return (), ()

    def sitemap(self, url: str) -> None:
        """It leads nowhere in this round."""
