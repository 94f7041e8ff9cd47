"""The last change of an article as its page tells it: which of the claims, else of the printed
dates of a change, can be true, and is not the stamp of the visit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from newscrawl.extract.boilerplate import Boilerplate
from newscrawl.extract.claims import Claim
from newscrawl.extract.dates.date_spot import DateSpot
from newscrawl.extract.dates.order import is_ambiguous
from newscrawl.extract.dates.parse import Moment, day_of, is_before
from newscrawl.extract.publication_date.claims import read_claim
from newscrawl.extract.publication_date.context import DateContext, Known
from newscrawl.extract.publication_date.judge import in_order
from newscrawl.extract.publication_date.place import place_of
from newscrawl.extract.publication_date.refusals import MANY_PAGES, MIDNIGHT
from newscrawl.extract.publication_date.visits import (
    MIN_AGE,
    differs,
    stood_still,
    time_slot,
    varies,
)
from newscrawl.extract.rules import Rule, first_rule

CLOCKS_DIFFER = timedelta(minutes=5)
"""A moment so little after the visit is of a server whose clock is fast."""


class ChangeRule(StrEnum):
    """What gave a last change that no claim of the metadata gives. The names are public, as those
    of BodyRule are."""

    PRINTED = "printed"
    """A line at the title or under the text, or an element there, that says so."""


class ChangeContext(NamedTuple):
    """What the judgement of a last change rests on."""

    published: Moment | None
    """The earliest of the dates that the page gives for itself; None where it gives none."""
    today: date
    """The day of the visit, in the site's zone or UTC."""
    fetched_at: datetime
    """The moment of the visit, aware."""
    memory: Boilerplate
    language: str
    dates: DateContext
    """What the page's dates are judged by."""


class LastChange(NamedTuple):
    """A last change, and the place that claims it or the name of a ChangeRule."""

    when: Moment | None
    rule: str | None


def find_last_change(
    claims: Sequence[Claim], spots: Sequence[DateSpot], page: ChangeContext
) -> LastChange:
    """The first of the claims, best first, that can be true; else the latest such date of those
    that are printed at the title or under the text (`spots`)."""
    claimed = [
        LastChange(when, claim.slot)
        for claim in claims
        if (when := None if is_ambiguous(claim.text) else read_claim(claim, None)) is not None
        and first_rule(_REFUSALS, _Claimed(claim.slot, when, page)) is None
    ]
    if claimed:
        return _most_exact(claimed)
    known = Known(page.dates, page.memory, page.language, None, ())
    printed = [in_order(spot, known) for spot in spots if place_of(spot, page.dates).beside_title]
    possible = [
        spot.when
        for spot in printed
        if spot.order_known and first_rule(_REFUSALS, _Claimed(spot.slot, spot.when, page)) is None
    ]
    if not possible:
        return LastChange(None, None)
    latest = max(possible, key=lambda when: (day_of(when), isinstance(when, datetime), str(when)))
    return LastChange(latest, ChangeRule.PRINTED)


def _most_exact(claimed: list[LastChange]) -> LastChange:
    """The best of the claims, or the first of its day that tells the time, too."""
    best = claimed[0]
    if best.when is None or isinstance(best.when, datetime):
        return best
    return next((one for one in claimed if _is_moment_of(one.when, best.when)), best)


def _is_moment_of(when: Moment | None, day: Moment) -> bool:
    return isinstance(when, datetime) and when.time() != MIDNIGHT and day_of(when) == day


class _Claimed(NamedTuple):
    slot: str
    when: Moment
    page: ChangeContext

    @property
    def knows_pages(self) -> bool:
        return self.page.memory.knows(self.page.language)

    def varies(self, slot: str) -> bool:
        return self.knows_pages and varies(self.page.memory, self.page.language, slot)

    def is_constant(self, slot: str, value: str, *, few: int = 0) -> bool:
        return self.page.memory.is_constant(self.page.language, slot, value, few=few)


def _after_the_visit(one: _Claimed) -> bool:
    if isinstance(one.when, datetime):
        return one.when > one.page.fetched_at + CLOCKS_DIFFER
    return one.when > one.page.today


def _before_publication(one: _Claimed) -> bool:
    return one.page.published is not None and is_before(one.when, one.page.published)


def _same_on_every_page(one: _Claimed) -> bool:
    """The time of a build, or a day that many pages share; in another run it is another one."""
    is_moment = isinstance(one.when, datetime) and one.when.time() != MIDNIGHT
    memory, language, times = one.page.memory, one.page.language, time_slot(one.slot)
    if is_moment and (
        one.is_constant(times, one.when.isoformat())
        or (memory.is_common(language, times) and stood_still(memory, language, times))
    ):
        return True
    return (
        memory.pages(language) >= MANY_PAGES
        and memory.is_common(language, one.slot)
        and not varies(memory, language, one.slot)
    )


def _stamp_of_the_visit(one: _Claimed) -> bool:
    """Today, where that may be a clock: without a time, or with one of the last hour. It is none
    where other pages say other days, or where the article itself is as young."""
    page, day = one.page, day_of(one.when)
    is_same = one.when == page.published
    if is_same or one.varies(one.slot):
        return False
    if isinstance(one.when, datetime):
        if abs(page.fetched_at - one.when) < MIN_AGE:
            return True
        is_clock_of_pages = one.is_constant(one.slot, day.isoformat())
        return (
            day == page.today
            and is_clock_of_pages
            and not differs(page.memory, page.language, time_slot(one.slot))
        )
    is_fresh = page.published is not None and day_of(page.published) == day
    return day == page.today and not is_fresh


_REFUSALS = (
    Rule("after_the_visit", _after_the_visit),
    Rule("before_publication", _before_publication),
    Rule("same_on_every_page", _same_on_every_page),
    Rule("stamp_of_the_visit", _stamp_of_the_visit),
)
