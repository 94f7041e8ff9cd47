"""The dates that a page gives for itself, where they disagree: which of them stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from newscrawl.extract.dates.parse import Moment, day_of
from newscrawl.extract.dates.times import MAX_OFFSET
from newscrawl.extract.publication_date.rules import DateRule

NEAR_DAYS = 1
"""Days that differ by no more are one date told in two zones, or of the evening before its day:
that is no disagreement."""

MIN_OFFSET = timedelta(hours=-12)
"""The zone where days begin last."""

_WEAK_NAMES = frozenset(("meta date", "meta dc.date", "meta dc:date", "meta dcterms.date"))
"""Names that a system also gives to its last change, or to the day of its build."""
_SOURCES_OF_THE_PAGE = ("json-ld ", "meta ")
"""Properties in the text are as often those of a neighbour, and contradict nothing."""


class Voice(NamedTuple):
    """A claim that may be true."""

    slot: str
    when: Moment

    @property
    def is_weak(self) -> bool:
        """Whether its name says little."""
        return self.slot in _WEAK_NAMES


class Agreement(NamedTuple):
    """What the dates of a page come to."""

    claim: int | None
    """Place of the claim that stands; None: none does."""
    rule: str


def agree(claims: Sequence[Voice], printed: Moment | None) -> Agreement:
    """Which of these claims, the best first, stands; `printed` is the article's own printed
    date."""
    best = claims[0]
    if printed is not None:
        if _is_utc_of(best.when, printed):
            return Agreement(None, DateRule.PRINTED_IN_LOCAL_TIME)
        if best.is_weak and day_of(best.when) != day_of(printed):
            return Agreement(None, DateRule.WEAK_NAME)
    others = _one_a_slot(claims)[1:]
    support = _support(best, others, printed)
    rivals = [
        one
        for one in others
        if not one.is_weak and abs(day_of(one.when) - day_of(best.when)) > timedelta(NEAR_DAYS)
    ]
    strongest = max(rivals, key=lambda one: _support(one, [best, *others], printed), default=None)
    if strongest is not None:
        theirs = _support(strongest, [one for one in others if one is not strongest], printed)
        if theirs > support:
            return Agreement(claims.index(strongest), DateRule.MORE_AGREE)
        if support == theirs == 0 and _speak_of_the_page(best, strongest):
            return Agreement(None, DateRule.CLAIMS_DISAGREE)
    return Agreement(0, DateRule.BEST_CLAIM)


def _one_a_slot(claims: Sequence[Voice]) -> list[Voice]:
    """The first claim of each place: further ones there are of other things."""
    return list({voice.slot: voice for voice in reversed(claims)}.values())[::-1]


def _support(one: Voice, others: Sequence[Voice], printed: Moment | None) -> int:
    """How many others say the same."""
    return sum(_is_same(one.when, other.when) for other in others if other is not one) + (
        printed is not None and _is_same(one.when, printed)
    )


def _is_same(one: Moment, other: Moment) -> bool:
    """The same day, or the same moment in two zones."""
    if day_of(one) == day_of(other):
        return True
    return (
        isinstance(one, datetime)
        and isinstance(other, datetime)
        and (abs(one - other) < timedelta(minutes=1))
    )


def _is_utc_of(claimed: Moment, printed: Moment) -> bool:
    """Whether a claim in UTC may be of the printed day, which is another one, where the site
    is."""
    if not isinstance(claimed, datetime) or claimed.utcoffset() or isinstance(printed, datetime):
        return False
    first, last = (claimed + MIN_OFFSET).date(), (claimed + MAX_OFFSET).date()
    return claimed.date() != printed and first <= printed <= last


def _speak_of_the_page(*voices: Voice) -> bool:
    return all(voice.slot.startswith(_SOURCES_OF_THE_PAGE) for voice in voices)
