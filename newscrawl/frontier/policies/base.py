"""What all crawl policies have in common: where to begin, what is wanted, where to go on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from time import monotonic
from typing import TYPE_CHECKING
from zlib import crc32

from newscrawl import clock
from newscrawl.frontier.frontier import Frontier, Visit
from newscrawl.frontier.policies.checks import Checks
from newscrawl.frontier.policies.waiting import Waiting
from newscrawl.identity.site import ArticleRef, Site
from newscrawl.lifecycle.page import GONE, SUPPRESSED, Known
from newscrawl.run.arguments import Arguments
from newscrawl.text import key

if TYPE_CHECKING:
    from newscrawl.extract.links import Links
    from newscrawl.storage.archive import Archive

Onward = tuple[Sequence[str], Sequence[str]]
"""Listing pages and feeds to follow."""


WAITING_BEFORE_CHECKS = 1_000
"""Articles that waited since earlier runs and are visited before what is known is checked: those of
a quarter of an hour at one page a second."""

UNCONDITIONAL = 10
"""One check in so many does not believe the server's word that nothing changed: so an article that
changed unsaid is seen within ten checks."""


class CrawlPolicy:
    """Which pages a run visits, and when it stops."""

    is_walk = True
    """Whether listing pages lead on."""
    follows_from_articles = True
    """Whether article pages lead on to listing pages."""
    asks_conditionally = True
    """Whether known articles are asked for with the validators of the last reading."""

    def __init__(
        self, site: Site, archive: Archive | None, arguments: Arguments, *, checks_max: int = 0
    ) -> None:
        """`archive` is what is known; None: nothing is, and nothing is kept. `checks_max` is how
        many checks of known articles are made at most."""
        self.site = site
        self.archive = archive
        self.arguments = arguments
        self._began_s = monotonic()
        self.checks = Checks(site, archive, checks_max, since=arguments.since)
        self.backlog = Waiting(site, archive)
        """What waits on the disk."""
        self.frontier = Frontier(
            limit=arguments.limit,
            is_over=self.is_over,
            url_of=site.address,
            wanted=self.wanted,
            barred=self.barred,
            disk=self.backlog if self.backlog.is_kept else None,
        )
        """The frontier of the run."""
        self.known_shown = 0
        """Articles that listing pages showed and that needed no visit."""
        self.passed_by = 0
        """Sitemaps that were not read since they have not changed since they were."""
        self.passed_over: set[str] = set()
        """Ids of the articles that were asked for and are not visited, since they were taken
        down."""
        self.numbers: dict[str, int] = {}
        """After a walk of the whole site: how many numbers it left unaccounted for (`missing`), out
        of how many (`up_to`), the `lowest` that is known and how many of the missing lie `below`
        it; empty after any other."""
        self.retitled: set[ArticleRef] = set()
        """Known articles that a headline calls by another name: they have changed, so they are
        visited."""

    def check(self) -> None:
        """Take up what the user named, now that the archive is known. Raises UsageError for what
        cannot be had."""

    def begin(self) -> None:
        """Say where to start."""
        self.frontier.seed(self.site.root)
        if self.arguments.accept_drift:
            self.frontier.ask(self._held_back())
        self._ask_known()

    def _ask_known(self) -> None:
        """What waits, and what is to be checked: where very much waits, checks need not."""
        waiting = iter(self.backlog)
        self.frontier.ask(islice(waiting, WAITING_BEFORE_CHECKS))
        self.frontier.ask(self.checks)
        self.frontier.ask(waiting)

    def is_over(self) -> bool:
        """Whether the minutes that the run was given have passed: no further page is begun."""
        minutes = self.arguments.minutes
        return minutes is not None and monotonic() - self._began_s >= 60 * minutes

    @property
    def is_cut(self) -> bool:
        """Whether it is the bound of the run that left pages unvisited."""
        is_bounded = self.arguments.limit is not None or self.is_over()
        return is_bounded and self.has_unvisited

    @property
    def has_unvisited(self) -> bool:
        """Whether anything waits still that this run was to visit."""
        return bool(self.frontier.unvisited) or (self.is_walk and not self.backlog.is_done)

    def _held_back(self) -> Iterator[ArticleRef]:
        """What changed and was not written, whatever else is due."""
        if self.archive is not None:
            yield from self.reachable(self.archive.state.held(self.site.name))

    def reachable(self, known: Iterable[Known]) -> Iterator[ArticleRef]:
        """Those of these articles of which it is known where to fetch them."""
        for one in known:
            ref = self.site.reachable(one.id, one.url)
            if ref is not None:
                yield ref

    def wanted(self, ref: ArticleRef) -> bool:
        """Whether an article that a page leads to is to be visited: it is new, renamed, or could
        not be had so far."""
        known = self.archive.known(self.site.id(ref)) if self.archive is not None else None
        if known is not None and known.status == SUPPRESSED:
            self.known_shown += 1
            return False
        if known is None or ref in self.retitled:
            return True
        self.known_shown += 1
        if known.status == GONE and self._has_moved(ref, known):
            return True
        return (
            not known.is_read
            and self.archive is not None
            and (known.due_at or "") <= self.archive.now
        )

    def _has_moved(self, ref: ArticleRef, known: Known) -> bool:
        """Whether a page leads to an article elsewhere than where it was last, and no rule says
        where it is."""
        return not self.site.rule_urls(ref) and known.url not in (None, self.site.canonical(ref))

    def barred(self, ref: ArticleRef) -> bool:
        """Whether an article is not to be visited, whatever asks for it: it was taken down."""
        article_id = self.site.id(ref)
        if self.archive is None or not self.archive.is_suppressed(article_id):
            return False
        self.passed_over.add(article_id)
        return True

    def showed_news(self, url: str) -> bool:
        """Whether a listing page is known to show the newest articles."""
        return False

    def onward(self, page: Visit, links: Links) -> Onward:
        """A listing page was read: where to go on from it."""
        return links.listings, links.feeds

    def hear(self, ref: ArticleRef, title: str) -> None:
        """A dated headline calls an article so. One that is known under another title has
        changed."""
        known = (
            self.archive.known(self.site.id(ref))
            if self.archive is not None and self.is_walk
            else None
        )
        if known is None or not known.is_read or known.status == SUPPRESSED or self.archive is None:
            return
        called = {key(sighting["title"]) for sighting in self.archive.sightings(known.id)} | {
            key(self.archive.latest_record(known)["title"])
        }
        if key(title) not in called:
            self.retitled.add(ref)

    def validators(self, visit: Visit) -> dict[str, str]:
        """What makes a request conditional (RFC 9110, 13.1): the server may answer that nothing
        changed."""
        if (
            visit.ref is None
            or self.archive is None
            or not self.asks_conditionally
            or visit.ref in self.retitled
        ):
            return {}
        known = self.archive.known(self.site.id(visit.ref))
        if known is None or known.status != "live" or known.tries:
            return {}
        turn = crc32(known.id.encode()) if known.number is None else known.number
        if (turn + clock.now().toordinal()) % UNCONDITIONAL == 0:
            # A server may vouch for a page that it has changed: one check in ten looks for itself.
            return {}
        said = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
        return {name: value for name, value in said.items() if value}

    def sitemap(self, url: str) -> None:
        """robots.txt names a sitemap."""
        self.frontier.seed(url, "feed")

    def read_to_end(self, feed: Visit, at: datetime) -> None:
        """A feed or sitemap was fetched at this moment and read to its end, and all that it names
        is known."""

    def lost(self, page: Visit) -> None:
        """A listing page is not there any more."""

    def rest(self) -> None:
        """All that was set out to has been visited: say what else, if anything."""

    def finish(self, *, complete: bool) -> None:
        """The run ends; `complete` says whether all that it set out to visit was visited."""
