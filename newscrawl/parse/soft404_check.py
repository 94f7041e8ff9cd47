"""Candidates for a soft 404: each waits until the probes that it needs have been answered, and is
settled then."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from typing import Any

from newscrawl import clock
from newscrawl.identity.site import ArticleRef
from newscrawl.items import Absence, Article, Failure
from newscrawl.parse.answers import MAX_TEXTS, Answer, is_same
from newscrawl.parse.context import ParseContext
from newscrawl.parse.results import Probe, Result, Settled
from newscrawl.parse.soft404 import Candidate, ProbeKind, Soft404Detector, Verdict
from newscrawl.records import utc

MAX_CONTROLS = 3
"""Maximum number of articles that should exist and are tried before a site-wide error is
assumed."""

HTTP_OK = 200
"""Of a page that was read, and is another."""

REMEMBERED = timedelta(days=7)
"""For so long the answers to the further probes serve, so that an article over which nothing can be
decided costs one probe a run. The first probe is asked anew: what stands there today is the better
witness."""

MAX_UNNAMED = 200
"""Short pages that no headline names and that wait for others of their text: of 50 kB in the
mean."""


class Soft404Check:
    """The candidates of one run, and the probes that are under way for them."""

    def __init__(self, context: ParseContext) -> None:
        self._context = context
        self._detector = Soft404Detector()
        self._waiting: list[Candidate] = []
        self._unnamed: list[Candidate] = []
        """Short pages that were never read, that no headline names and that no probe is like: they
        are articles unless others say the same."""
        self._under_way: set[tuple[ProbeKind, str]] = set()
        self._home: Answer | None = None
        self._controls: dict[str, Iterator[ArticleRef]] = {}
        """For each language: the articles that may still be tried as controls."""
        self._nowhere: dict[str, Iterator[tuple[int, str]]] = {}
        """For each language: place and URL of what cannot exist and may still be asked for."""
        self._remembered: dict[str, dict[str, Any]] = {}
        """By URL: what the further probes of the last days brought, and when."""
        self._doubted: set[ArticleRef | None] = set()
        """The articles that are, or were, candidates: none of them surely exists."""

    @property
    def is_empty(self) -> bool:
        """Whether no candidate waits."""
        return not self._waiting and not self._unnamed

    def recall(self) -> None:
        """Take up what earlier runs were answered where nothing is."""
        archive = self._context.archive
        oldest = utc(clock.now() - REMEMBERED)
        if archive is not None:
            found = archive.nowhere_answers()
            self._remembered = {u: dict(one) for u, one in found.items() if one["at"] > oldest}

    def save(self) -> None:
        """Leave to later runs what this one was answered where nothing is. Raises OutputError."""
        if self._context.archive is not None and self._detector.asked:
            self._context.archive.save_nowhere_answers(self._remembered)

    def add(self, candidate: Candidate) -> Iterator[Result]:
        """A candidate: settled at once where all that it needs is known."""
        self._waiting.append(candidate)
        self._doubted.add(candidate.visit.ref)
        yield from self._settle()

    def answered(self, probe: Probe, answer: Answer | None) -> Iterator[Result]:
        """What a probe brought; None: no page, or not the one that was asked for."""
        self._under_way.discard((probe.kind, probe.language))
        if probe.kind is ProbeKind.NOWHERE:
            self._heard(probe, answer)
        elif answer is None and probe.kind is ProbeKind.CONTROL:
            another = self._probe(probe.kind, probe.language)
            if another is not None:
                yield another
                return
            self._detector.answers[probe.kind, probe.language] = None
        else:
            self._detector.answers[probe.kind, probe.language] = answer
        yield from self._settle()

    def settle_all(self) -> Iterator[Result]:
        """Settle what waits by what is known: no more answers will come."""
        candidates, self._waiting, self._unnamed = [*self._unnamed, *self._waiting], [], []
        for candidate in candidates:
            yield self._settled(candidate)

    def has_control(self, language: str) -> bool:
        """Whether an article that is there was seen in this language, or looked for in vain."""
        return self._detector.is_answered(ProbeKind.CONTROL, language)

    def saw_control(self, language: str, answer: Answer) -> None:
        """An article that is there came, without a probe."""
        self._detector.answers[ProbeKind.CONTROL, language] = answer

    def saw_home(self, answer: Answer) -> None:
        """The root came, without a probe: what answers there may answer elsewhere, too."""
        self._home = answer

    def is_home(self, url: str, language: str) -> bool:
        """Whether a URL is that of the site's home page, or of the home page of a language."""
        site = self._context.site
        homes = {site.root, site.home(language), *([self._home.url] if self._home else [])}
        return site.at_home(url).rstrip("/") in {site.at_home(home).rstrip("/") for home in homes}

    def _settle(self) -> Iterator[Result]:
        """Settle each candidate whose probes are answered, ask for the probes of the others."""
        candidates, self._waiting = self._waiting, []
        for candidate in candidates:
            probe = self._next_probe(candidate)
            if self._detector.needs(candidate) is None:
                yield from self._decide(candidate)
                continue
            # Before the probe is given away: its answer may be here before the next line.
            self._waiting.append(candidate)
            if probe is not None:
                yield probe

    def _decide(self, candidate: Candidate) -> Iterator[Settled]:
        """Settle a candidate, or let it wait for others that say the same."""
        answer, language = candidate.answer, candidate.language
        if answer is None or not candidate.is_notice or self._detector.is_nowhere(candidate):
            yield self._settled(candidate)
            return
        same = [
            other
            for other in self._unnamed
            if other.language == language and other.answer and is_same(answer, other.answer)
        ]
        self._unnamed.append(candidate)
        if same and any(other.visit.ref != candidate.visit.ref for other in same):
            # From here on it is known for what the site answers where nothing is.
            self._detector.nowhere.setdefault(language, []).append(answer)
            self._remember(candidate.visit.url, answer)
            self._unnamed = [other for other in self._unnamed if other not in (*same, candidate)]
            for other in (*same, candidate):
                yield self._settled(other)
        elif len(self._unnamed) > MAX_UNNAMED:
            yield self._settled(self._unnamed.pop(0))

    def _next_probe(self, candidate: Candidate) -> Probe | None:
        """The request for the probe that a candidate needs; None if it needs none, or the one that
        it needs is under way. A probe that cannot be asked counts as answered by no page."""
        language = candidate.language
        while (kind := self._detector.needs(candidate)) is not None:
            if (kind, language) in self._under_way:
                return None
            if kind is ProbeKind.HOME and self._home is not None:
                self._detector.answers[kind, language] = self._home
                continue
            probe = self._probe(kind, language)
            if probe is not None:
                return probe
            if kind is not ProbeKind.NOWHERE:
                self._detector.answers[kind, language] = None
        return None

    def _probe(self, kind: ProbeKind, language: str) -> Probe | None:
        """The request for a probe, which is under way from now on; None where there is
        nothing to ask for, or it was answered by what is remembered."""
        site = self._context.site
        url: str | None
        if kind is ProbeKind.HOME:
            url = site.root
        elif kind is ProbeKind.LANGUAGE_HOME:
            url = site.home(language)
        elif kind is ProbeKind.NOWHERE:
            url = self._next_nowhere(language)
        else:
            ref = self._next_control(language)
            url = site.address(ref) if ref is not None else None
        if url is None:
            return None
        self._under_way.add((kind, language))
        return Probe(kind, language, url)

    def _next_control(self, language: str) -> ArticleRef | None:
        """An article that should be there: the newest that are known and not in doubt."""
        if language not in self._controls:
            newest = self._context.newest_live(language, MAX_CONTROLS + len(self._doubted))
            controls = (ref for ref in newest if ref not in self._doubted)
            self._controls[language] = islice(controls, MAX_CONTROLS)
        return next(self._controls[language], None)

    def _next_nowhere(self, language: str) -> str | None:
        """The next URL at which nothing can be; None where there is none, or what it answered is
        remembered."""
        if language not in self._nowhere:
            self._nowhere[language] = iter([*enumerate(self._impossible(language))])
        place, url = next(self._nowhere[language], (0, ""))
        if not url:
            self._detector.exhausted.add(language)
        elif place and url in self._remembered:
            said = self._remembered[url]["answer"]
            if said is not None:
                self._detector.nowhere.setdefault(language, []).append(Answer.load(said))
        else:
            return url
        return None

    def _impossible(self, language: str) -> list[str]:
        """URLs at which nothing can be, and those at which nothing was."""
        site = self._context.site
        urls = site.nowhere(language)
        others = (url for url in self._remembered if url not in urls)
        was = [url for url in others if (ref := site.article(url)) and ref.language == language]
        return [*urls, *was]

    def _heard(self, probe: Probe, answer: Answer | None) -> None:
        """What the site answers where nothing is."""
        self._detector.asked.add(probe.language)
        self._remember(probe.asked or probe.url, answer)
        if answer is not None:
            self._detector.nowhere.setdefault(probe.language, []).append(answer)

    def _remember(self, url: str, answer: Answer | None) -> None:
        kept = answer if answer is not None and len(answer.texts) <= MAX_TEXTS else None
        self._remembered[url] = {
            "at": utc(clock.now()),
            "answer": kept.dump() if kept is not None else None,
        }

    def _settled(self, candidate: Candidate) -> Settled:
        verdict = self._detector.judge(candidate)
        item: Article | Failure | Absence = candidate.otherwise
        if verdict is Verdict.ABSENT:
            item = candidate.absence
        elif isinstance(item, Article) and verdict is not Verdict.ARTICLE:
            detail = (
                "the page has too little of the text as it was read, and the site does not call"
                " the article by another title that the page shows"
            )
            item = Failure(
                candidate.visit.url,
                "article",
                "another page",
                detail,
                item.fetched_at,
                status=HTTP_OK,
                id=item.id,
                circumstances=item.circumstances,
            )
        return Settled(candidate.visit, item)
