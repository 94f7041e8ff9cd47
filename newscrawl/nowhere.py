"""Whether a page that came is an article at all: compared with what the site answers for a number that cannot exist.

A site may answer 200 to whatever it is asked: with a 'not found' page, its home page, a login form, a notice that it is being mended.
None of their texts is known. But an article that cannot exist gets the same answer, and an article that surely exists gets another one;
where both get the same, the site as a whole is sick and nothing can be said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum

from newscrawl.extract.listmarks import FindRef
from newscrawl.extract.page import Page
from newscrawl.items import Absence, Article, Failure
from newscrawl.visits import Visit

IMPOSSIBLE_NUMBER = 999_999_937
"""No site has so many articles; it still fits into 32 bits."""

SMALL_CHARS = 60
"""Pages that differ in less text than this are one page: an address, a time, a name."""

_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Answer:
    """What the site answered: where it led, and the texts on the page that are no links to articles."""

    url: str
    texts: frozenset[str]


def answer_of(page: Page, find_ref: FindRef) -> Answer:
    """A page as it is compared. Numbers in it do not count: the day of the visit, the address that was asked for."""
    # A teaser of another article may differ from page to page; a paragraph that mentions one is a paragraph.
    blocks = [
        block
        for block in page.outline.blocks
        if block.text and 2 * sum(len(link.text) for link in block.links if find_ref(link.href)) < len(block.text)
    ]
    return Answer(page.url, frozenset(_DIGITS.sub("0", block.text) for block in blocks))


def is_same(one: Answer, other: Answer) -> bool:
    """Whether two answers are one page.

    >>> menu = frozenset({"Home", "News"})
    >>> is_same(Answer("/1", menu | {"No page 0"}), Answer("/2", menu | {"No page 0", "0:00"}))
    True
    >>> is_same(Answer("/1", menu | {"No page 0"}), Answer("/2", menu | {"The ferry sails again. " * 9}))
    False
    """
    return max(sum(map(len, one.texts - other.texts)), sum(map(len, other.texts - one.texts))) < SMALL_CHARS


class Verdict(Enum):
    """What a page is that may be none."""

    ARTICLE = "article"
    ABSENT = "absent"
    SICK = "sick"
    UNKNOWN = "unknown"


@dataclass(slots=True)
class Suspect:
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
    """Whether the article was read before, and is now missed: then an article that surely exists has to be seen first."""


@dataclass(slots=True)
class Doubts:
    """The suspects of a run, and what they are judged by. `nowhere` and `control` hold answers, None where there was no page."""

    nowhere: dict[str, Answer | None] = field(default_factory=dict)
    control: dict[str, Answer | None] = field(default_factory=dict)
    asked: set[tuple[str, str]] = field(default_factory=set)
    """What is under way: (`nowhere` or `control`, language)."""
    suspects: list[Suspect] = field(default_factory=list)

    def needs(self, suspect: Suspect) -> str | None:
        """What has to be asked before it can be judged: `nowhere`, `control`, or None."""
        if suspect.answer is not None and suspect.language not in self.nowhere:
            return "nowhere"
        if suspect.is_known and suspect.language not in self.control:
            return "control"
        return None

    def judge(self, suspect: Suspect) -> Verdict:
        """What the page is, by the answers that came."""
        nowhere, control = self.nowhere.get(suspect.language), self.control.get(suspect.language)
        answer = suspect.answer
        if not suspect.is_known:
            return Verdict.ABSENT if answer is None or (nowhere is not None and is_same(answer, nowhere)) else Verdict.ARTICLE
        if control is None or (answer is not None and is_same(answer, control)) or (nowhere is not None and is_same(control, nowhere)):
            return Verdict.SICK
        if answer is None or (nowhere is not None and is_same(answer, nowhere)):
            return Verdict.ABSENT
        return Verdict.ARTICLE
