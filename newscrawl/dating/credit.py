"""Which of a page's own sources a site's dated lists prove wrong, over many of its articles.

A list can date an article later than its page does: by its last change. It cannot name it before
it was published. Where lists do that for many articles, and agree with the pages on few, what the
pages say is the day of something else: of the import into another system, of a template, of
nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from newscrawl.dating.decide import Evidence

OWN_SOURCES = ("metadata", "page")

MIN_ARTICLES = 8
"""Fewer that can be compared prove nothing of a site."""

MIN_AGREEING = 0.5
"""A source that the lists or the page's other source confirm on this share of the articles is
believed: what is wrong there is single articles."""

MIN_DAYS = 4
"""Days that lists give articles that claim a single one: by which it is that of none of them. On
fewer they may have been changed together."""

MAX_LISTED_BEFORE = 0.2
"""With a larger share of the articles named before the day that they claim, the claims are wrong,
and not the lists late."""

TOLERANCE = timedelta(days=1)
"""Between two clocks lies a day at most."""


class Comparison(NamedTuple):
    """What one article's own source says, beside the others."""

    claimed: date
    listed: date
    """The first of the days that lists elsewhere give."""
    other: date | None
    """The day by the page's other source; None where it says none."""

    @property
    def agrees(self) -> bool:
        others = (self.listed, self.other)
        return any(day is not None and abs(day - self.claimed) <= TOLERANCE for day in others)

    @property
    def is_listed_before(self) -> bool:
        return self.listed < self.claimed - TOLERANCE


def without_credit(articles: Iterable[Sequence[Evidence]]) -> frozenset[str]:
    """The own sources, of `metadata` and `page`, that the lists prove wrong; `articles` gives the
    evidence of each article."""
    compared: dict[str, list[Comparison]] = {source: [] for source in OWN_SOURCES}
    for evidence in articles:
        listed = min((one.day for one in evidence if one.source == "headline"), default=None)
        if listed is None:
            continue
        said = {source: _last_said(evidence, source) for source in OWN_SOURCES}
        for source, other in (OWN_SOURCES, OWN_SOURCES[::-1]):
            if (claimed := said[source]) is not None:
                compared[source].append(Comparison(claimed, listed, said[other]))
    return frozenset(source for source, found in compared.items() if _is_wrong(source, found))


def _is_wrong(source: str, found: Sequence[Comparison]) -> bool:
    agreeing = sum(one.agrees for one in found)
    if agreeing >= MIN_AGREEING * len(found):
        return False
    before = sum(one.is_listed_before for one in found)
    is_chance = len(found) >= MIN_ARTICLES and before > MAX_LISTED_BEFORE * len(found)
    # What is printed alike on every page is refused there; a rule of the user's may say one day.
    return is_chance or (source == "metadata" and _is_one_day(found))


def _is_one_day(found: Sequence[Comparison]) -> bool:
    """Whether all claim one and the same day, and the lists give them many: that of a template."""
    days = {one.listed for one in found}
    return len({one.claimed for one in found}) == 1 and len(days) >= MIN_DAYS


def _last_said(evidence: Sequence[Evidence], source: str) -> date | None:
    own = [one for one in evidence if one.source == source]
    return max(own, key=lambda one: one.last_seen_at).day if own else None
