"""What the user names, whatever is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from newscrawl.errors import UsageError
from newscrawl.frontier.frontier import Visit
from newscrawl.frontier.policies.base import CrawlPolicy, Onward
from newscrawl.identity.given_ids import given_ids
from newscrawl.identity.numbering import numbering, unaccounted
from newscrawl.identity.site import ArticleRef, Site
from newscrawl.lifecycle.page import Known
from newscrawl.run.argument_values import Numbers
from newscrawl.run.arguments import Arguments

if TYPE_CHECKING:
    from newscrawl.extract.links import Links
    from newscrawl.storage.archive import Archive


class SelectedPages(CrawlPolicy):
    """Visits what the user named, and follows no link."""

    is_walk = False
    follows_from_articles = False

    def __init__(
        self, site: Site, archive: Archive | None, arguments: Arguments, *, languages: Sequence[str]
    ) -> None:
        """`languages` are those that a number without one is looked for in. Numbers are named only
        of a site whose articles have an order: the arguments were checked."""
        super().__init__(site, archive, arguments)
        self._languages = languages
        self._named: list[ArticleRef] = []
        """The articles that were named by their keys."""
        # What is named is fetched whatever is known: a repair that believed the validators would
        # repair nothing.
        self.asks_conditionally = bool(arguments.revisit)

    def begin(self) -> None:
        frontier = self.frontier
        refs = []
        for url in self.arguments.addresses():
            ref = self.site.article(url)
            assert ref is not None, "the arguments were checked"
            refs.append(ref)
        frontier.ask(refs)
        frontier.ask(self._numbers(self.arguments.ids))
        frontier.ask(self._named)
        if self.arguments.missing:
            frontier.ask(self._missing())
        if self.arguments.revisit:
            frontier.ask(self._again())

    def check(self) -> None:
        refs = self._named
        for given in given_ids(self.site, self.arguments.keys, self._languages):
            known = [self._known(ref) for ref in given.refs]
            met = list(self.reachable(one for one in known if one is not None))
            found = met or [ref for ref in given.refs if self.site.rule_urls(ref)]
            if not found:
                raise UsageError(
                    f"-a ids={given.text}: no run has met it, and a key does not tell the addresses"
                    f" of {self.site.name}; name it by its address, with -a url="
                )
            refs += found

    def _known(self, ref: ArticleRef) -> Known | None:
        return self.archive.known(self.site.id(ref)) if self.archive is not None else None

    def _numbers(self, ranges: Iterable[Numbers]) -> Iterator[ArticleRef]:
        order = self.site.order
        if order is None:
            return
        for language, first, last in ranges:
            for number in range(first, last + 1):
                for one in [language] if language else self._languages:
                    yield order.at(one, number)

    def _missing(self) -> Iterator[ArticleRef]:
        """Every number up to the highest known that is not accounted for, newest first; those that
        failed, when they are due."""
        archive, site, order = self.archive, self.site, self.site.order
        if archive is None or order is None:
            return
        met, read = archive.state.accounted(site.name, archive.now)
        how = numbering(read)
        # What this run reads, or finds to be nothing, is told to the archive while the visits go
        # on.
        for language, number in unaccounted(met, read, how):
            if how == "common" and any(self._is_read(order.at(other, number)) for other in read):
                continue
            yield order.at(language, number)

    def _is_read(self, ref: ArticleRef) -> bool:
        known = self._known(ref)
        return known is not None and known.is_read

    def _again(self) -> Iterator[ArticleRef]:
        if self.archive is not None:
            yield from self.reachable(
                self.archive.state.of_kinds(
                    self.site.name, self.arguments.revisit, self.archive.now
                )
            )

    def wanted(self, ref: ArticleRef) -> bool:
        return False

    def onward(self, page: Visit, links: Links) -> Onward:
        return (), ()

    def sitemap(self, url: str) -> None:
        """No listing is followed."""
