"""What a run sets out to visit: the whole site, its news, or the pages that the user names; and what it leaves to the next run.

| round | when | visits |
| --- | --- | --- |
| WholeRound | no run has been complete yet; `full=1` | every listing page, and each article that is not known |
| NewsRound | on a schedule | the listing pages of the plan, until they meet what the last complete run knew; then what is due |
| NamedRound | `url`, `urls`, `ids`, `revisit` | what is named, whatever is known |
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from newscrawl.arguments import Arguments, Numbers
from newscrawl.plans import DEEP, News, Shown, kind_of, make_plan
from newscrawl.storage.tables import marks, signposts
from newscrawl.text import key
from newscrawl.urls import ArticleRef, Site
from newscrawl.visits import Visit, Visits

if TYPE_CHECKING:
    from newscrawl.extract.links import Links
    from newscrawl.storage.archive import Archive

QUIET_PAGES = 3
"""Where nothing changed a run reads so many listing pages at most (contract, section 5). A site that shows its news on more of them has
them read in turns."""

MOST_KINDS = 5_000
"""So many kinds of listing pages are remembered of a site."""

MOST_TRIED = 5
"""So many listing pages of new kinds are looked at in a scheduled run: a new section is found, a site that invents names not followed."""

Onward = tuple[Sequence[str], Sequence[str]]
"""Listing pages and feeds to follow."""


class Round:
    """What all rounds have in common."""

    is_walk = True
    """Whether listing pages lead on."""
    follows_from_articles = True
    """Whether article pages lead on to listing pages."""
    asks_conditionally = True
    """Whether known articles are asked for with the validators of the last reading."""

    def __init__(self, site: Site, archive: Archive | None, arguments: Arguments, *, checks_max: int = 0) -> None:
        """`archive` is what is known; None: nothing is, and nothing is kept. `checks_max` is how many of what is due are visited."""
        self.site = site
        self.archive = archive
        self.arguments = arguments
        self.checks_max = checks_max
        self.visits = Visits(limit=arguments.limit, address=site.address, wanted=self.wanted)
        """The frontier of the run."""
        self.known_shown = 0
        """Articles that listing pages showed and that needed no visit."""
        self.retitled: set[ArticleRef] = set()
        """Known articles that a headline calls by another name: they have changed, so they are visited."""

    def begin(self) -> None:
        """Say where to start."""
        self.visits.seed(self.site.root)
        self.visits.ask(self._owed())
        self.visits.ask(self._due())

    def _owed(self) -> Iterator[ArticleRef]:
        """What pages led to in a run that ended before it came to it."""
        if self.archive is not None:
            for article_id in self.archive.state.owed(self.site.name):
                _, language, number = article_id.rsplit("/", 2)
                yield ArticleRef(language, int(number))

    def _due(self) -> Iterator[ArticleRef]:
        if self.archive is not None:
            for known in self.archive.state.due(self.site.name, self.archive.now, self.checks_max):
                yield ArticleRef(known.language, known.number)

    def wanted(self, ref: ArticleRef) -> bool:
        """Whether an article that a page leads to is to be visited: it is new, renamed, or could not be had so far."""
        known = self.archive.known(self.site.id(ref)) if self.archive is not None else None
        if known is None or ref in self.retitled:
            return True
        self.known_shown += 1
        return not known.is_read and self.archive is not None and (known.due_at or "") <= self.archive.now

    def onward(self, page: Visit, links: Links) -> Onward:
        """A listing page was read: where to go on from it."""
        return links.listings, links.feeds

    def hear(self, ref: ArticleRef, title: str) -> None:
        """A dated headline calls an article so. One that is known under another title has changed."""
        known = self.archive.known(self.site.id(ref)) if self.archive is not None and self.is_walk else None
        if known is None or not known.is_read or self.archive is None:
            return
        called = {key(sighting["title"]) for sighting in self.archive.sightings(known.id)} | {key(self.archive.latest(known)["title"])}
        if key(title) not in called:
            self.retitled.add(ref)

    def sitemap(self, url: str) -> None:
        """robots.txt names a sitemap."""
        self.visits.seed(url, "feed")

    def lost(self, page: Visit) -> None:
        """A listing page is not there any more."""

    def rest(self) -> None:
        """All that was set out to has been visited: say what else, if anything."""

    def finish(self, *, complete: bool) -> None:
        """The run ends; `complete` says whether all that it set out to visit was visited."""


class WholeRound(Round):
    """Walks every listing page, and learns from them where the news stands."""

    def __init__(self, site: Site, archive: Archive | None, arguments: Arguments, *, checks_max: int = 0) -> None:
        super().__init__(site, archive, arguments, checks_max=checks_max)
        self._shown: dict[str, list[Shown]] = {}
        self._kinds: set[str] = set()
        """Kinds of listing pages that the pages read in this run lead to."""

    def onward(self, page: Visit, links: Links) -> Onward:
        if page.kind == "listing" and self.archive is not None:
            by_language: dict[str, set[int]] = {}
            for ref, _ in links.articles:
                by_language.setdefault(ref.language, set()).add(ref.number)
            for language, numbers in by_language.items():
                self._shown.setdefault(language, []).append(Shown(self.site.at_home(page.url), page.depth, frozenset(numbers)))
            if len(self._kinds) < MOST_KINDS:
                self._kinds.update(kind_of(self.site.at_home(url)) for url in links.listings)
        return links.listings, links.feeds

    def finish(self, *, complete: bool) -> None:
        if self.archive is None or not complete or not self._shown:
            return
        archive, site = self.archive, self.site
        highest: dict[str, int] = {}
        for language in archive.state.languages(site.name):
            newest = archive.state.numbers(site.name, language, read=True, limit=DEEP)
            archive.state.set_plan(site.name, language, make_plan(self._shown.get(language, ()), newest), archive.now)
            highest[language] = newest[0]
        self._put_signposts(self._kinds)
        # After all plans, and all at once: later runs would not look for a language that a kill left without its mark.
        self._mark(highest)

    def _put_signposts(self, kinds: Iterable[str]) -> None:
        assert self.archive is not None
        site, run = self.site.name, self.archive.run
        self.archive.state.put(signposts, [{"site": site, "kind": kind, "run": run} for kind in sorted(kinds)])

    def _mark(self, highest: Mapping[str, int]) -> None:
        """Up to the highest number of each of these languages the listings are settled."""
        assert self.archive is not None
        since = self.arguments.since and self.arguments.since.isoformat()
        common = {"site": self.site.name, "since": since, "run": self.archive.run}
        self.archive.state.put(marks, [{**common, "language": language, "number": number} for language, number in highest.items()])


class NewsRound(WholeRound):
    """Reads the pages of the plan until each language meets what was known; if none of them does, walks the site as a whole."""

    def __init__(self, site: Site, archive: Archive, arguments: Arguments, *, checks_max: int = 0) -> None:
        super().__init__(site, archive, arguments, checks_max=checks_max)
        state = archive.state
        self._news: dict[str, News] = {}
        for language, (mark, _) in state.marks(site.name).items():
            numbers = state.numbers(site.name, language, read=True, limit=DEEP + 200)
            self._news[language] = News([n for n in numbers if n <= mark], [n for n in numbers if n > mark])
        self._plan = {
            language: [(url, read_at) for canonical, read_at in pages if (url := site.resolve(site.root, canonical))]
            for language, pages in state.plan(site.name).items()
            if language in self._news
        }
        self._place: dict[str, int] = {}
        self._reading: set[str] = set()
        self._read: list[str] = []
        self._held: list[tuple[Sequence[str], Sequence[str]]] = []
        self._sitemaps: list[str] = []
        self._asked_gaps = False
        self._signposts = state.signposts(site.name)
        self._tried: dict[str, str] = {}
        """Listing pages of kinds that no run has met, by their addresses: a section or a language that is new."""
        self.whole = False
        """Whether the plan has failed, and the site is walked as a whole."""
        self.follows_from_articles = False

    def begin(self) -> None:
        visits = self.visits
        visits.seed(self.site.root)
        first = {language: pages[0] for language, pages in self._plan.items() if pages}
        # The root first; then what was read least lately.
        order = sorted(first, key=lambda language: (first[language][0] != self.site.root, first[language][1] or ""))
        pages = {self.site.root}
        for language in order:
            if len(pages | {first[language][0]}) > QUIET_PAGES:
                continue
            pages.add(first[language][0])
            self._next_page(language)
        if any(news.any for news in self._news.values()):
            self._read_all()
        visits.ask(self._owed())
        visits.ask(self._due())

    def rest(self) -> None:
        if not self._asked_gaps:
            self._asked_gaps = True
            self.visits.ask(self._gaps())

    def _gaps(self) -> Iterator[ArticleRef]:
        """Articles among the news that no listing page shows."""
        for language in sorted(self._reading):
            for number in self._news[language].gaps():
                ref = ArticleRef(language, number)
                if self.archive is not None and self.archive.known(self.site.id(ref)) is None:
                    yield ref

    def _next_page(self, language: str) -> None:
        """Read the next page of the plan; at its end the whole site."""
        self._reading.add(language)
        place = self._place.get(language, 0)
        pages = self._plan.get(language, [])
        if place >= len(pages):
            self._walk()
            return
        self._place[language] = place + 1
        self.visits.seed(pages[place][0])

    def _read_all(self) -> None:
        for language in self._plan:
            if language not in self._reading:
                self._next_page(language)

    def _walk(self) -> None:
        self.whole = self.follows_from_articles = True
        for listings, feeds in self._held:
            for url in listings:
                self.visits.seed(url)
            for url in feeds:
                self.visits.seed(url, "feed")
        for url in self._sitemaps:
            self.visits.seed(url, "feed")
        self._held.clear()

    def sitemap(self, url: str) -> None:
        if self.whole:
            self.visits.seed(url, "feed")
        else:
            self._sitemaps.append(url)

    def onward(self, page: Visit, links: Links) -> Onward:
        super().onward(page, links)
        if page.kind != "listing":
            return (links.listings, links.feeds) if self.whole else ((), ())
        self._read.append(self.site.at_home(page.url))
        self._try_new_kinds(links)
        by_language: dict[str, set[int]] = {}
        for ref, _ in links.articles:
            by_language.setdefault(ref.language, set()).add(ref.number)
        self._held.append((links.listings, links.feeds))
        for language, numbers in by_language.items():
            self._look(page, language, numbers)
        self._go_on(page)
        if not self.whole:
            return (), ()
        self._held.clear()
        return links.listings, links.feeds

    def _try_new_kinds(self, links: Links) -> None:
        for url in links.listings:
            kind = kind_of(self.site.at_home(url))
            if kind not in self._signposts and len(self._tried) < MOST_TRIED:
                self._signposts.add(kind)
                self._tried[url] = kind
                self.visits.seed(url)

    def _look(self, page: Visit, language: str, numbers: set[int]) -> None:
        """What a page shows of one language."""
        news = self._news.get(language)
        if news is None:
            # A language that no run has met: all of it is to be found.
            if not self.whole:
                self._walk()
            return
        assert self.archive is not None
        ids = {number: self.site.id(ArticleRef(language, number)) for number in numbers}
        self.archive.look_up(ids.values())
        if page.url in self._tried and any(self.archive.known(one) is None for one in ids.values()) and not self.whole:
            self._walk()
        news.read(numbers, [number for number, one in ids.items() if self.archive.known(one) is None])

    def _go_on(self, page: Visit) -> None:
        """Whatever the last page of a language said: the next one, or none."""
        if any(news.any for news in self._news.values()):
            self._read_all()
        for language in sorted(self._reading):
            pages, place = self._plan.get(language, []), self._place.get(language, 0)
            is_last_read = 0 < place <= len(pages) and pages[place - 1][0] == page.url
            if is_last_read and not self._news[language].closed and not self.whole:
                self._next_page(language)
        if self.whole and self._closed and self._news.keys() >= self._shown.keys():
            self.visits.stop_listings()

    @property
    def _closed(self) -> bool:
        return all(self._news[language].closed for language in self._reading) and bool(self._reading)

    def lost(self, page: Visit) -> None:
        if not self.whole and any(page.url == url for pages in self._plan.values() for url, _ in pages):
            self._walk()

    def finish(self, *, complete: bool) -> None:
        assert self.archive is not None
        state, site = self.archive.state, self.site
        for url in self._read:
            state.touch_plan(site.name, url, self.archive.now)
        self._put_signposts(self._tried.values())
        if not complete:
            return
        if self.whole and not self._closed:
            super().finish(complete=True)
            return
        closed = [language for language in self._reading if self._news[language].closed]
        self._mark({one: newest[0] for one in closed if (newest := state.numbers(site.name, one, read=True, limit=1))})


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


def round_for(site: Site, archive: Archive | None, arguments: Arguments, *, languages: Sequence[str] = (), checks_max: int = 0) -> Round:
    """The round that these arguments ask for. `languages` are those that the site is known to have."""
    if arguments.names_pages:
        known = archive.state.languages(site.name) if archive is not None else []
        return NamedRound(site, archive, arguments, languages=list(dict.fromkeys([*languages, *known])))
    if archive is None or arguments.full or not _is_marked(site, archive, arguments):
        return WholeRound(site, archive, arguments, checks_max=checks_max)
    return NewsRound(site, archive, arguments, checks_max=checks_max)


def _is_marked(site: Site, archive: Archive, arguments: Arguments) -> bool:
    """Whether a complete run looked at least as far back as this one is to look."""
    since = arguments.since.isoformat() if arguments.since else None
    found = archive.state.marks(site.name).values()
    return (
        bool(found)
        and bool(archive.state.plan(site.name))
        and all(mark is None or (since is not None and mark <= since) for _, mark in found)
    )
