"""Why a date cannot be the day of publication, wherever it stands."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from newscrawl.extract.publication_date.context import Known
from newscrawl.extract.rules import Rule, first_rule

MANY_PAGES = 12
"""Pages that must be known before a day that is not the visit's counts as the same on every page:
the first pages that a run reads are the newest, and a busy day has that many articles."""

SLACK_DAYS = 3
"""Days by which articles that were numbered later may be dated earlier: a text that is written and
numbered before a weekend, and published after it."""


TODAY_AND_NOTHING_KNOWN = "today_and_nothing_known"
"""A doubt rather than a refusal: what else the page says may settle it."""


class DatedPlace(NamedTuple):
    """A date in a place of the page."""

    slot: str
    day: date
    known: Known


def refusal(slot: str, day: date, known: Known) -> str | None:
    """The name of the rule by which this is not the day of publication; None: it may be."""
    return first_rule(_REFUSALS, DatedPlace(slot, day, known))


def _after_the_visit(found: DatedPlace) -> bool:
    page, stamp = found.known.page, found.known.stamp
    tomorrow = page.today + timedelta(days=1)
    # The site's own clock goes first: it may lie east of ours, where the day has begun.
    return found.day > (tomorrow if stamp == tomorrow else page.today)


def _later_than_its_successors(found: DatedPlace) -> bool:
    """Later than most of the page's articles that were numbered after this one."""
    page = found.known.page
    if page.ref is None:
        return False
    later = [
        entry
        for entry in page.headlines
        if entry.ref.language == page.ref.language and entry.ref.number > page.ref.number
    ]
    earliest = found.day - timedelta(days=SLACK_DAYS)
    return 2 * sum(1 for entry in later if entry.published < earliest) > len(later)


def _is_of_the_visit(found: DatedPlace) -> bool:
    return found.day in (found.known.page.today, found.known.stamp)


def _same_on_many_pages(found: DatedPlace) -> bool:
    return not _is_of_the_visit(found) and found.known.same_everywhere(
        found.slot, found.day, few=MANY_PAGES
    )


def _never_changes(found: DatedPlace) -> bool:
    known = found.known
    return (
        not _is_of_the_visit(found)
        and known.stands_still(found.slot)
        and known.memory.pages(known.language) >= MANY_PAGES
    )


def _today_on_every_page(found: DatedPlace) -> bool:
    return _is_of_the_visit(found) and (
        found.known.same_everywhere(found.slot, found.day) or found.known.stands_still(found.slot)
    )


def _today_and_nothing_known(found: DatedPlace) -> bool:
    """The day of the visit, on the first pages that are read: it may be a clock."""
    return _is_of_the_visit(found) and not found.known.knows_pages


_REFUSALS = (
    Rule("after_the_visit", _after_the_visit),
    Rule("later_than_its_successors", _later_than_its_successors),
    Rule("same_on_many_pages", _same_on_many_pages),
    Rule("never_changes", _never_changes),
    Rule("today_on_every_page", _today_on_every_page),
    Rule(TODAY_AND_NOTHING_KNOWN, _today_and_nothing_known),
)
