"""Whether a page that came is an article at all: compared with what the site answers for an
article that cannot exist.

A site may answer 200 to whatever it is asked: with a 'not found' page, its home page, a login form,
a notice that it is being mended. None of their texts is known. But an article that cannot exist
gets the same answer, and an article that surely exists gets another one; where both get the same,
the site as a whole is sick and nothing can be said.
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
"""Pages that differ in less text than this are one page: an address, a time, a name."""

_DIGITS = re.compile(r"\d+")


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
    """A page as it is compared. Numbers in it do not count: the day of the visit, the address that
    was asked for."""
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
    >>> is_same(Answer("/1", menu | {"No page 0"}), Answer("/2", menu | {"The ferry sails again. " * 9}))
    False
    """
    return (
        max(sum(map(len, one.texts - other.texts)), sum(map(len, other.texts - one.texts)))
        < SMALL_CHARS
    )


def is_home(one: Answer, home: Answer) -> bool:
    """Whether an answer is the site's home page: its texts, and the articles that it leads to."""
    return (
        len(home.articles) > 2
        and 5 * len(one.articles & home.articles) >= 4 * len(home.articles)
        and is_same(one, home)
    )


def leads_alike(one: str, other: str) -> bool:
    """Whether two addresses are one but for their numbers.

    >>> leads_alike("https://a.test/404?from=4666", "https://a.test/404?from=999999937")
    True
    """
    return _DIGITS.sub("0", one) == _DIGITS.sub("0", other)


class Verdict(Enum):
    """What a page is that may be none."""

    ARTICLE = "article"
    ABSENT = "absent"
    SICK = "sick"
    UNKNOWN = "unknown"


@dataclass(slots=True)
class Candidate:
    """A page that came in an article's place."""

    visit: Visit
    language: str
    answer: Answer | None
    """None: the address leads to another one that was not fetched."""
    absence: Absence
    """What it is if the site answers so where nothing is."""
    otherwise: Article | Failure
    """What it is if not."""
    is_known: bool
    """Whether the article was read before, and is now missed: then an article that surely exists
    has to be seen first."""
    leads_to: str | None = None
    """Where its address leads; None if it answered itself."""
    leads_home: bool = False
    """Whether that is a page where the site shows its news."""


@dataclass(slots=True)
class Soft404Detector:
    """The candidates of a run, and the probes by which they are judged; a probe that brought no
    page is None.

    `nowhere` is what answers, in a language, where nothing can be; `control` an article that should
    be there; `home` the site's root.
    """

    nowhere: dict[str, Answer | None] = field(default_factory=dict)
    control: dict[str, Answer | None] = field(default_factory=dict)
    home: dict[str, Answer | None] = field(default_factory=dict)
    asked: set[tuple[str, str]] = field(default_factory=set)
    """What is under way: (probe, language)."""
    candidates: list[Candidate] = field(default_factory=list)

    def needs(self, candidate: Candidate) -> str | None:
        """The probe that has to be asked before it can be judged; None if there is none."""
        if (
            candidate.language not in self.nowhere
            and not candidate.leads_home
            and (candidate.answer is not None or candidate.is_known)
        ):
            return "nowhere"
        if candidate.is_known and candidate.language not in self.control:
            return "control"
        if (
            candidate.is_known
            and candidate.answer is not None
            and candidate.language not in self.home
            and not self._is_nowhere(candidate)
        ):
            return "home"
        return None

    def judge(self, candidate: Candidate) -> Verdict:
        """What the page is, by the answers that came."""
        answer, control = candidate.answer, self.control.get(candidate.language)
        if not candidate.is_known:
            return (
                Verdict.ABSENT if answer is None or self._is_nowhere(candidate) else Verdict.ARTICLE
            )
        nowhere, home = self.nowhere.get(candidate.language), self.home.get(candidate.language)
        if (
            control is None
            or (answer is not None and is_same(answer, control))
            or (nowhere is not None and is_same(control, nowhere))
        ):
            return Verdict.SICK
        if candidate.leads_home or self._is_nowhere(candidate):
            return Verdict.ABSENT
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
        nowhere, answer = self.nowhere.get(candidate.language), candidate.answer
        if nowhere is None or nowhere.asks_password:
            return False
        if answer is None:
            return candidate.leads_to is not None and leads_alike(candidate.leads_to, nowhere.url)
        return not answer.asks_password and is_same(answer, nowhere)
