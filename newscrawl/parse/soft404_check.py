"""Candidates for a soft 404: each waits until the probes that it needs have been answered, and is
settled then."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from newscrawl.identity.site import ArticleRef
from newscrawl.items import Absence, Article, Failure
from newscrawl.parse.context import ParseContext
from newscrawl.parse.results import Probe, Result, Settled
from newscrawl.parse.soft404 import (
    Answer,
    Candidate,
    ProbeKind,
    Soft404Detector,
    Verdict,
)

MAX_CONTROLS = 3
"""Maximum number of articles that should exist and are tried before a site-wide error is
assumed."""


class Soft404Check:
    """The candidates of one run, and the probes that are under way for them."""

    def __init__(self, context: ParseContext) -> None:
        self._context = context
        self._detector = Soft404Detector()
        self._waiting: list[Candidate] = []
        self._under_way: set[tuple[ProbeKind, str]] = set()
        self._home: Answer | None = None
        self._controls: dict[str, Iterator[ArticleRef]] = {}
        """For each language: the articles that may still be tried as controls."""
        self._doubted: set[ArticleRef | None] = set()
        """The articles that are, or were, candidates: none of them surely exists."""

    @property
    def is_empty(self) -> bool:
        """Whether no candidate waits."""
        return not self._waiting

    def add(self, candidate: Candidate) -> Iterator[Result]:
        """A candidate: settled at once where all that it needs is known."""
        self._waiting.append(candidate)
        self._doubted.add(candidate.visit.ref)
        yield from self._settle()

    def answered(self, probe: Probe, answer: Answer | None) -> Iterator[Result]:
        """What a probe brought; None: no page, or not the one that was asked for."""
        self._under_way.discard((probe.kind, probe.language))
        if answer is None and probe.kind is ProbeKind.CONTROL:
            another = self._probe(probe.kind, probe.language)
            if another is not None:
                yield another
                return
        self._detector.answers[probe.kind, probe.language] = answer
        yield from self._settle()

    def settle_all(self) -> Iterator[Result]:
        """Settle what waits by what is known: no more answers will come."""
        candidates, self._waiting = self._waiting, []
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

    def _settle(self) -> Iterator[Result]:
        """Settle each candidate whose probes are answered, ask for the probes of the others."""
        candidates, self._waiting = self._waiting, []
        for candidate in candidates:
            probe = self._next_probe(candidate)
            if self._detector.needs(candidate) is None:
                yield self._settled(candidate)
                continue
            # Before the probe is given away: its answer may be here before the next line.
            self._waiting.append(candidate)
            if probe is not None:
                yield probe

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
            self._detector.answers[kind, language] = None
        return None

    def _probe(self, kind: ProbeKind, language: str) -> Probe | None:
        """The request for a probe, which is under way from now on; None where there is
        nothing to ask for."""
        site = self._context.site
        if kind is ProbeKind.HOME:
            url = site.root
        else:
            is_control = kind is ProbeKind.CONTROL
            ref = self._next_control(language) if is_control else site.scheme.impossible(language)
            if ref is None:
                return None
            url = site.address(ref)
        self._under_way.add((kind, language))
        return Probe(kind, language, url)

    def _next_control(self, language: str) -> ArticleRef | None:
        """An article that should be there: the newest that are known and not in doubt."""
        if language not in self._controls:
            newest = self._context.newest_live(language, MAX_CONTROLS + len(self._doubted))
            controls = (ref for ref in newest if ref not in self._doubted)
            self._controls[language] = islice(controls, MAX_CONTROLS)
        return next(self._controls[language], None)

    def _settled(self, candidate: Candidate) -> Settled:
        verdict = self._detector.judge(candidate)
        item: Article | Failure | Absence = candidate.otherwise
        if verdict is Verdict.ABSENT:
            item = candidate.absence
        elif isinstance(item, Article) and verdict is not Verdict.ARTICLE:
            detail = (
                "the page has too little of the article as it was read, and no headline of the"
                " site calls it by this title"
            )
            item = Failure(
                candidate.visit.url,
                "article",
                "another page",
                detail,
                item.fetched_at,
                id=item.id,
                circumstances=item.circumstances,
            )
        return Settled(candidate.visit, item)
