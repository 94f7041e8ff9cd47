"""The dates that a page gives for itself, where they disagree: which of them stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from newscrawl.extract.dates.parse import Moment, day_of
from newscrawl.extract.dates.times import MAX_OFFSET
from newscrawl.extract.meta_names import ADDRESS_SLOT, PAGE_DATE_SLOT
from newscrawl.extract.publication_date.rules import DateRule

NEAR_DAYS = 1
"""Days that differ by no more are one date told in two zones, or of the evening before its day:
that is no disagreement."""

MIN_OFFSET = timedelta(hours=-12)
"""The zone where days begin last."""

WEST_OFFSET = timedelta(hours=-8)
"""The zone of the Pacific coast: further west few papers are made, and an address is often made on
the day before publication."""

_WEAK_NAMES = frozenset(
    ("meta date", "meta dc.date", "meta dc:date", "meta dcterms.date", PAGE_DATE_SLOT)
)
"""Names that a system also gives to its last change, or to the day of its build."""
_SOURCES_OF_THE_PAGE = ("json-ld ", "meta ")
"""Properties in the text are as often those of a neighbour, and contradict nothing."""


class Voice(NamedTuple):
    """A claim that may be true."""

    slot: str
    when: Moment
    is_change: bool = False
    """Whether the page says that its last change was at this moment, or on this day."""

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
    instead = _local_day(claims, printed)
    if instead is None and best.is_change:
        instead = _before_change(claims, printed)
    if instead is not None:
        return instead
    if best.is_weak and printed is not None and day_of(best.when) != day_of(printed):
        return Agreement(None, DateRule.WEAK_NAME)
    return _against_rivals(claims, printed) or Agreement(0, DateRule.BEST_CLAIM)


def _against_rivals(claims: Sequence[Voice], printed: Moment | None) -> Agreement | None:
    """What stands in place of the best claim where another day has as many voices or more; None
    where none has."""
    best, others = claims[0], _one_a_slot(claims)[1:]
    rivals = [
        one
        for one in others
        if not one.is_weak and abs(day_of(one.when) - day_of(best.when)) > timedelta(NEAR_DAYS)
    ]
    if not rivals:
        return None
    strongest = max(rivals, key=lambda one: _support(one, [best, *others], printed))
    support = _support(best, others, printed)
    theirs = _support(strongest, others, printed)
    if theirs > support:
        return Agreement(claims.index(strongest), DateRule.MORE_AGREE)
    if support == theirs == 0 and _speak_of_the_page(best, strongest):
        return Agreement(None, DateRule.CLAIMS_DISAGREE)
    return None


def _local_day(claims: Sequence[Voice], printed: Moment | None) -> Agreement | None:
    """What stands in place of a best claim in UTC: the day where the site is, as the address or the
    page has it; None where neither has another."""
    best = claims[0].when
    address = next((one for one in claims if one.slot == ADDRESS_SLOT), None)
    if (
        address is not None
        and _is_utc_of(best, address.when, earliest=WEST_OFFSET)
        and (printed is None or day_of(printed) == day_of(address.when))
    ):
        return Agreement(claims.index(address), DateRule.MORE_AGREE)
    if printed is not None and _is_utc_of(best, printed):
        return Agreement(None, DateRule.PRINTED_IN_LOCAL_TIME)
    return None


def _before_change(claims: Sequence[Voice], printed: Moment | None) -> Agreement | None:
    """What stands in place of a claim that is the moment of the last change: an earlier claim, else
    an earlier date that is printed; None where there is neither."""
    best = claims[0]
    for one in _one_a_slot(claims):
        is_earlier = day_of(one.when) < day_of(best.when) and not _is_same(one.when, best.when)
        if is_earlier and not (one.is_weak or one.is_change):
            return Agreement(claims.index(one), DateRule.BEFORE_CHANGE)
    if printed is not None and day_of(best.when) - day_of(printed) > timedelta(NEAR_DAYS):
        return Agreement(None, DateRule.OF_THE_LAST_CHANGE)
    return None


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


def _is_utc_of(claimed: Moment, printed: Moment, *, earliest: timedelta = MIN_OFFSET) -> bool:
    """Whether a claim in UTC may be of the printed day, which is another one, where the site
    is."""
    if not isinstance(claimed, datetime) or claimed.utcoffset() or isinstance(printed, datetime):
        return False
    first, last = (claimed + earliest).date(), (claimed + MAX_OFFSET).date()
    return claimed.date() != printed and first <= printed <= last


def _speak_of_the_page(*voices: Voice) -> bool:
    return all(voice.slot.startswith(_SOURCES_OF_THE_PAGE) for voice in voices)
