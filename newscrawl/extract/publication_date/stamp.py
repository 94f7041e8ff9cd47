"""The day of the visit as the page prints it: the same on every page, never older than the page's
news."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import NamedTuple

from newscrawl.extract.dates.date_lines import day_of
from newscrawl.extract.dates.date_spot import DateSpot
from newscrawl.extract.publication_date.context import Known
from newscrawl.extract.publication_date.place import place_of
from newscrawl.extract.publication_date.rules import DateRule
from newscrawl.extract.publication_date.visits import NEAR

MAX_DAYS_BEFORE = 2
"""A single page's date further before the visit is no stamp: a page that a cache has kept is a day
old, and the day may have changed on the way. Only pages of one site that agree prove more."""

Spots = Sequence[DateSpot]


class Stamp(NamedTuple):
    """The printed day of the visit."""

    spot: DateSpot
    rule: str


def find_stamp(spots: Spots, known: Known) -> Stamp | None:
    """The stamp, with the name of the rule that found it; None where nothing surely is one."""
    tomorrow = known.page.today + timedelta(days=1)  # It has begun, east of here.
    possible = [
        spot
        for spot in spots
        if (known.newest is None or day_of(spot.when) >= known.newest)
        and day_of(spot.when) <= tomorrow
    ]
    for name, choose in _RULES:
        chosen = choose(possible, known)
        if chosen:
            return Stamp(_best(chosen, known), name)
    return None


def _same_on_every_page(possible: Spots, known: Known) -> Spots:
    return [
        spot
        for spot in possible
        if known.same_everywhere(spot.slot, day_of(spot.when))
        or (
            abs(day_of(spot.when) - known.page.today) <= NEAR
            and known.is_common(spot.slot)
            and known.is_clock(spot.slot)
        )
    ]


def _steady(possible: Spots, known: Known) -> Spots:
    """Where pages are known, a place that all of them have and that says one thing; else what is of
    the days of the visit."""
    if known.knows_pages:
        return [spot for spot in possible if known.stands_still(spot.slot)]
    earliest = known.page.today - timedelta(days=MAX_DAYS_BEFORE)
    return [spot for spot in possible if day_of(spot.when) >= earliest]


def _alone_apart_from_title(possible: Spots, known: Known) -> Spots:
    return [
        spot
        for spot in _steady(possible, known)
        if spot.alone and not spot.labelled and not place_of(spot, known.page).beside_title
    ]


def _without_label(possible: Spots, known: Known) -> Spots:
    beside = [spot for spot in _steady(possible, known) if not spot.labelled]
    if known.newest is not None:
        return beside
    # Without news on the page only our own clock tells the stamp from a byline.
    return [spot for spot in beside if spot.alone and day_of(spot.when) == known.page.today]


_RULES: tuple[tuple[str, Callable[[Spots, Known], Spots]], ...] = (
    (DateRule.SAME_ON_EVERY_PAGE, _same_on_every_page),
    (DateRule.ALONE_APART_FROM_TITLE, _alone_apart_from_title),
    (DateRule.WITHOUT_LABEL, _without_label),
)


def _best(spots: Spots, known: Known) -> DateSpot:
    """Of several the day of the visit by our own clock, else one that stands alone, else the
    latest: nothing on a page is younger."""
    return max(
        spots,
        key=lambda spot: (day_of(spot.when) == known.page.today, spot.alone, day_of(spot.when)),
    )
