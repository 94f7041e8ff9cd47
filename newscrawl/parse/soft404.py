"""Soft 404: whether a page that came with status 200 is an article at all, judged by probes.

A site may answer 200 to whatever it is asked: with a 'not found' page, its home page, a login form,
a notice of maintenance. None of their texts is known. But an article that cannot exist gets the
same answer, and an article that surely exists gets another one; where both get the same, it is a
site-wide error and nothing can be said.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from newscrawl.frontier.frontier import Visit
from newscrawl.items import Absence, Article, Failure
from newscrawl.parse.answers import Answer, is_home, is_same, leads_alike, says_what

NOTICE_CHARS = 600
"""A page that says that nothing is there says it in so many characters: longer texts that are the
same are an article under two numbers."""


class ProbeKind(Enum):
    """What a probe is to show."""

    NOWHERE = "nowhere"
    """What the site answers for an article that cannot exist."""
    CONTROL = "control"
    """An article that should be there."""
    HOME = "home"
    """The site's root."""
    LANGUAGE_HOME = "home of a language"


class Verdict(Enum):
    """What a page in an article's place is."""

    ARTICLE = "article"
    ABSENT = "absent"
    SITE_WIDE_ERROR = "site-wide error"
    UNKNOWN = "unknown"


@dataclass(slots=True)
class Candidate:
    """A page that came in an article's place, and may be none."""

    visit: Visit
    language: str
    answer: Answer | None
    """None: the article's URL leads to another one that was not fetched."""
    absence: Absence
    """What it is if the site answers so where nothing is."""
    otherwise: Article | Failure
    """What it is if not."""
    is_known: bool
    """Whether the article was read before, and is now missed: then an article that surely exists
    has to be seen first."""
    leads_to: str | None = None
    """Where its URL leads; None if it answered itself."""
    leads_home: bool = False
    """Whether that is the site's home page, or that of the language."""
    is_named: bool = False
    """Whether a headline or the text of a link calls it anything."""

    @property
    def is_notice(self) -> bool:
        """Whether it may be a page that says that nothing is there, of which the first probe does
        not know: no article that was ever read, nothing that a headline names, and short."""
        item, answer = self.otherwise, self.answer
        if self.is_known or self.is_named or answer is None or answer.is_gate:
            return False
        return not isinstance(item, Article) or len(item.body) <= NOTICE_CHARS


@dataclass(slots=True)
class Soft404Detector:
    """Judges candidates by the answers to the probes of a run."""

    answers: dict[tuple[ProbeKind, str], Answer | None] = field(default_factory=dict)
    """By kind of probe and language; None for a probe that brought no page. What is not there has
    not been answered yet."""
    nowhere: dict[str, list[Answer]] = field(default_factory=dict)
    """By language: what the site answers where nothing is. Sites answer in several ways."""
    asked: set[str] = field(default_factory=set)
    """Languages in which the first of what cannot exist has been answered."""
    exhausted: set[str] = field(default_factory=set)
    """Languages in which no more of it is to be asked for."""

    def is_answered(self, kind: ProbeKind, language: str) -> bool:
        """Whether the outcome of a probe is known, be it that it brought no page."""
        return (kind, language) in self.answers

    def answer(self, kind: ProbeKind, language: str) -> Answer | None:
        """What a probe brought; None while it is not answered, and if it brought no page."""
        return self.answers.get((kind, language))

    def needs(self, candidate: Candidate) -> ProbeKind | None:
        """The probe that has to be answered before it can be judged; None if there is none."""
        language = candidate.language
        is_nowhere = self.is_nowhere(candidate)
        # A long text that is no page of the first kind is an article.
        is_asked = candidate.is_known or candidate.is_notice or language not in self.asked
        if (
            is_asked
            and language not in self.exhausted
            and not is_nowhere
            and not candidate.leads_home
            and (candidate.answer is not None or candidate.is_known)
        ):
            return ProbeKind.NOWHERE
        if candidate.is_known and not self.is_answered(ProbeKind.CONTROL, language):
            return ProbeKind.CONTROL
        if not candidate.is_known or candidate.answer is None or is_nowhere:
            return None
        return self._needs_home(candidate.answer, language)

    def _needs_home(self, answer: Answer, language: str) -> ProbeKind | None:
        """The home page that has to be seen before it is known whether a page is one."""
        for kind in (ProbeKind.HOME, ProbeKind.LANGUAGE_HOME):
            if not self.is_answered(kind, language):
                return kind
            if self._is_home(answer, language):
                return None
        return None

    def _is_home(self, answer: Answer, language: str) -> bool:
        """Whether a page is a home page of those that were seen."""
        homes = (self.answer(kind, language) for kind in (ProbeKind.HOME, ProbeKind.LANGUAGE_HOME))
        return not answer.is_gate and any(
            home is not None and is_home(answer, home) for home in homes
        )

    def judge(self, candidate: Candidate) -> Verdict:
        """What the page is, by the answers that came."""
        if candidate.is_known:
            return self._judge_missed(candidate)
        is_absent = candidate.answer is None or self.is_nowhere(candidate)
        return Verdict.ABSENT if is_absent else Verdict.ARTICLE

    def _judge_missed(self, candidate: Candidate) -> Verdict:
        """An article that was read before, and in whose place another page stands."""
        answer, language = candidate.answer, candidate.language
        control = self.answer(ProbeKind.CONTROL, language)
        if (
            control is None
            or (answer is not None and is_same(answer, control))
            or any(is_same(control, nowhere) for nowhere in self.nowhere.get(language, ()))
        ):
            return Verdict.SITE_WIDE_ERROR
        if candidate.leads_home or self.is_nowhere(candidate):
            return Verdict.ABSENT
        is_absent = answer is not None and self._is_home(answer, language)
        return Verdict.ABSENT if is_absent else Verdict.UNKNOWN

    def is_nowhere(self, candidate: Candidate) -> bool:
        """Whether the site answers so where nothing can be."""
        control = self.answer(ProbeKind.CONTROL, candidate.language)
        return any(
            _is_like(candidate, nowhere, control if candidate.is_known else None)
            for nowhere in self.nowhere.get(candidate.language, ())
        )


def _is_like(candidate: Candidate, nowhere: Answer, control: Answer | None) -> bool:
    """Whether a page in an article's place is what the site answers where nothing is. `control` is
    an article that is there; None: none is known, or none is needed."""
    answer = candidate.answer
    if nowhere.is_gate:
        return False
    if answer is None:
        leads_to = candidate.leads_to
        return leads_to is not None and nowhere.is_redirect and leads_alike(leads_to, nowhere.url)
    return (
        not answer.is_gate
        and is_same(answer, nowhere)
        and (control is None or says_what(answer, nowhere, control))
    )
