"""Why a date cannot be the day of publication, wherever it stands."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from newscrawl.extract.dates.parse import Moment, day_of
from newscrawl.extract.publication_date.context import Known
from newscrawl.extract.publication_date.rules import DateRule
from newscrawl.extract.publication_date.visits import MIN_AGE, time_slot
from newscrawl.extract.rules import Rule, first_rule

MANY_PAGES = 12
"""Pages that must be known before a day that is not the visit's counts as the same on every page:
the first pages that a run reads are the newest, and a busy day has that many articles."""

SLACK_DAYS = 3
"""Days by which articles that were numbered later may be dated earlier: a text that is written and
numbered before a weekend, and published after it."""

MIDNIGHT = time()
"""What systems write where they know a day alone."""

TODAY_AND_NOTHING_KNOWN = DateRule.TODAY_AND_NOTHING_KNOWN
"""A doubt rather than a refusal: what else the page says may settle it."""


class DatedPlace(NamedTuple):
    """A date in a place of the page."""

    slot: str
    when: Moment
    day: date
    """Its calendar day, in the zone that it was written in."""
    known: Known


def refusal(slot: str, when: Moment, known: Known) -> str | None:
    """The name of the rule by which this is not the day of publication; None: it may be."""
    day = day_of(when)
    is_of_the_visit = day in (known.page.today, known.stamp)
    found = DatedPlace(slot, when, day, known)
    return first_rule(_OF_THE_VISIT if is_of_the_visit else _OF_ANOTHER_DAY, found)


def _after_the_visit(found: DatedPlace) -> bool:
    page, stamp = found.known.page, found.known.stamp
    tomorrow = page.today + timedelta(days=1)
    # The site's own clock goes first: it may lie east of ours, where the day has begun.
    return found.day > (tomorrow if stamp == tomorrow else page.today)


def _later_than_its_successors(found: DatedPlace) -> bool:
    """Later than most of the page's articles that were numbered after this one."""
    later = found.known.successors
    earliest = found.day - timedelta(days=SLACK_DAYS)
    return 2 * bisect_left(later, earliest) > len(later)


def _same_on_many_pages(found: DatedPlace) -> bool:
    return found.known.same_everywhere(found.slot, found.day, few=MANY_PAGES)


def _same_and_before_its_predecessors(found: DatedPlace) -> bool:
    """The same on every page that is known, be they few, and earlier than most of the page's
    articles that were numbered before this one: the day of a template. A busy day is no earlier."""
    before = found.known.predecessors
    latest = found.day + timedelta(days=SLACK_DAYS)
    return 2 * (len(before) - bisect_right(before, latest)) > len(
        before
    ) and found.known.same_everywhere(found.slot, found.day)


def _same_moment_on_every_page(found: DatedPlace) -> bool:
    """To the minute the same on every page: the time of a build. Articles of one busy day differ by
    their times; midnight is no time but a day."""
    known, slot = found.known, time_slot(found.slot)
    return (
        isinstance(found.when, datetime)
        and found.when.time() != MIDNIGHT
        and (
            known.memory.is_constant(known.language, slot, found.when.isoformat())
            or (known.is_common(slot) and known.stood_still(slot))
        )
    )


def _never_changes(found: DatedPlace) -> bool:
    known = found.known
    return known.stands_still(found.slot) and known.memory.pages(known.language) >= MANY_PAGES


def _today_on_every_page(found: DatedPlace) -> bool:
    return (
        found.known.same_everywhere(found.slot, found.day) or found.known.stands_still(found.slot)
    ) and not _has_a_time_of_its_own(found)


def _has_a_time_of_its_own(found: DatedPlace) -> bool:
    """Whether this place says another time on each page, and here one that lies before the visit:
    so do the articles of a busy day, and no clock."""
    fetched_at = found.known.page.fetched_at
    return (
        isinstance(found.when, datetime)
        and fetched_at is not None
        and found.when <= fetched_at - MIN_AGE
        and found.known.differs(time_slot(found.slot))
    )


def _today_and_nothing_known(found: DatedPlace) -> bool:
    """The day of the visit, on the first pages that are read: it may be a clock."""
    return not found.known.knows_pages


_OF_ANY_DAY = (
    Rule(DateRule.AFTER_THE_VISIT, _after_the_visit),
    Rule(DateRule.LATER_THAN_ITS_SUCCESSORS, _later_than_its_successors),
)
_OF_ANOTHER_DAY = (
    *_OF_ANY_DAY,
    Rule(DateRule.SAME_AND_BEFORE_ITS_PREDECESSORS, _same_and_before_its_predecessors),
    Rule(DateRule.SAME_MOMENT_ON_EVERY_PAGE, _same_moment_on_every_page),
    Rule(DateRule.SAME_ON_MANY_PAGES, _same_on_many_pages),
    Rule(DateRule.NEVER_CHANGES, _never_changes),
)
_OF_THE_VISIT = (
    *_OF_ANY_DAY,
    Rule(DateRule.TODAY_ON_EVERY_PAGE, _today_on_every_page),
    Rule(TODAY_AND_NOTHING_KNOWN, _today_and_nothing_known),
)
