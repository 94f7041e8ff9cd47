"""Soft 404: whether a page that came with status 200 is an article at all, judged by probes.

A site may answer 200 to whatever it is asked: with a 'not found' page, its home page, a login form,
a notice of maintenance. None of their texts is known. But an article that cannot exist gets the
same answer, and an article that surely exists gets another one; where both get the same, it is a
site-wide error and nothing can be said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum

from newscrawl.extract.headlines.marks import FindRef
from newscrawl.extract.html.page import Page
from newscrawl.frontier.frontier import Visit
from newscrawl.identity.site import ArticleRef
from newscrawl.items import Absence, Article, Failure

SMALL_CHARS = 60
"""Pages that differ in fewer characters of text than this are one page: a URL, a time, a name."""

MIN_HOME_ARTICLES = 3
"""A home page leads to at least so many articles: with fewer, pages are alike by chance."""

_DIGITS = re.compile(r"\d+")


class ProbeKind(Enum):
    """What a probe is to show."""

    NOWHERE = "nowhere"
    """What the site answers for an article that cannot exist."""
    CONTROL = "control"
    """An article that should be there."""
    HOME = "home"
    """The site's root."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the site answered: where it led, and the texts on the page that are no links to
    articles."""

    url: str
    texts: frozenset[str]
    articles: frozenset[ArticleRef] = frozenset()
    """The articles that it links to."""
    asks_password: bool = False
    """Whether it is a form to log in: whoever is asked for a password is not told that there is
    nothing."""


def answer_of(page: Page, find_ref: FindRef) -> Answer:
    """A page as it is compared. Numbers in it do not count: the day of the visit, the URL that was
    asked for."""
    # A teaser of another article may differ from page to page; a paragraph that mentions one is a
    # paragraph.
    blocks = [
        block
        for block in page.outline.blocks
        if block.text
        and 2 * sum(len(link.text) for link in block.links if find_ref(link.href)) < len(block.text)
    ]
    refs = (find_ref(link.href) for block in page.outline.blocks for link in block.links)
    form = page.root.find(".//input[@type='password']") is not None
    texts = frozenset(_DIGITS.sub("0", block.text) for block in blocks)
    return Answer(page.url, texts, frozenset(ref for ref in refs if ref is not None), form)


def is_same(one: Answer, other: Answer) -> bool:
    """Whether two answers are one page.

    >>> menu = frozenset({"Home", "News"})
    >>> is_same(Answer("/1", menu | {"No page 0"}), Answer("/2", menu | {"No page 0", "0:00"}))
    True
    >>> is_same(Answer("/1", menu | {"No page 0"}), Answer("/2", menu | {"The ferry sails. " * 9}))
    False
    """
    return (
        max(sum(map(len, one.texts - other.texts)), sum(map(len, other.texts - one.texts)))
        < SMALL_CHARS
    )


def is_home(one: Answer, home: Answer) -> bool:
    """Whether an answer is the site's home page: its texts, and the articles that it leads to."""
    return (
        len(home.articles) >= MIN_HOME_ARTICLES
        and 5 * len(one.articles & home.articles) >= 4 * len(home.articles)
        and is_same(one, home)
    )


def leads_alike(one: str, other: str) -> bool:
    """Whether two URLs are one but for their numbers.

    >>> leads_alike("https://a.test/404?from=4666", "https://a.test/404?from=999999937")
    True
    """
    return _DIGITS.sub("0", one) == _DIGITS.sub("0", other)


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
    """Whether that is a page where the site shows its news."""


@dataclass(slots=True)
class Soft404Detector:
    """Judges candidates by the answers to the probes of a run."""

    answers: dict[tuple[ProbeKind, str], Answer | None] = field(default_factory=dict)
    """By kind of probe and language; None for a probe that brought no page. What is not there has
    not been answered yet."""

    def is_answered(self, kind: ProbeKind, language: str) -> bool:
        """Whether the outcome of a probe is known, be it that it brought no page."""
        return (kind, language) in self.answers

    def answer(self, kind: ProbeKind, language: str) -> Answer | None:
        """What a probe brought; None while it is not answered, and if it brought no page."""
        return self.answers.get((kind, language))

    def needs(self, candidate: Candidate) -> ProbeKind | None:
        """The probe that has to be answered before it can be judged; None if there is none."""
        language = candidate.language
        if (
            not self.is_answered(ProbeKind.NOWHERE, language)
            and not candidate.leads_home
            and (candidate.answer is not None or candidate.is_known)
        ):
            return ProbeKind.NOWHERE
        if candidate.is_known and not self.is_answered(ProbeKind.CONTROL, language):
            return ProbeKind.CONTROL
        if (
            candidate.is_known
            and candidate.answer is not None
            and not self.is_answered(ProbeKind.HOME, language)
            and not self._is_nowhere(candidate)
        ):
            return ProbeKind.HOME
        return None

    def judge(self, candidate: Candidate) -> Verdict:
        """What the page is, by the answers that came."""
        if candidate.is_known:
            return self._judge_missed(candidate)
        is_absent = candidate.answer is None or self._is_nowhere(candidate)
        return Verdict.ABSENT if is_absent else Verdict.ARTICLE

    def _judge_missed(self, candidate: Candidate) -> Verdict:
        """An article that was read before, and in whose place another page stands."""
        answer, language = candidate.answer, candidate.language
        control = self.answer(ProbeKind.CONTROL, language)
        nowhere = self.answer(ProbeKind.NOWHERE, language)
        if (
            control is None
            or (answer is not None and is_same(answer, control))
            or (nowhere is not None and is_same(control, nowhere))
        ):
            return Verdict.SITE_WIDE_ERROR
        if candidate.leads_home or self._is_nowhere(candidate):
            return Verdict.ABSENT
        home = self.answer(ProbeKind.HOME, language)
        if (
            answer is not None
            and home is not None
            and not answer.asks_password
            and is_home(answer, home)
        ):
            return Verdict.ABSENT
        return Verdict.UNKNOWN

    def _is_nowhere(self, candidate: Candidate) -> bool:
        """Whether the site answers so where nothing can be."""
        nowhere, answer = self.answer(ProbeKind.NOWHERE, candidate.language), candidate.answer
        if nowhere is None or nowhere.asks_password:
            return False
        if answer is None:
            return candidate.leads_to is not None and leads_alike(candidate.leads_to, nowhere.url)
        return not answer.asks_password and is_same(answer, nowhere)
