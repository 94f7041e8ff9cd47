"""The page's dates, each with its verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple, TypeAlias

from newscrawl.extract.boilerplate import Boilerplate
from newscrawl.extract.claims import Claim
from newscrawl.extract.dates.date_lines import day_of
from newscrawl.extract.dates.date_spot import DateSpot
from newscrawl.extract.dates.order import day_first, shown_order
from newscrawl.extract.dates.parse import Moment, find_dates
from newscrawl.extract.publication_date.claims import JudgedClaim, judge_claims, read_claim
from newscrawl.extract.publication_date.context import DateContext, Known, order_slot
from newscrawl.extract.publication_date.printed import Judged, judge_printed
from newscrawl.extract.publication_date.stamp import Stamp, find_stamp
from newscrawl.extract.publication_date.visits import (
    AGED,
    FRESH,
    MIN_AGE,
    age_slot,
    said_on,
    time_slot,
    visit_slot,
)

Outcome: TypeAlias = Literal["own", "stamp", "refused"]


class OwnDate(NamedTuple):
    """A date that a page gives for itself."""

    source: str
    """`metadata` or `page`."""
    text: str
    """As printed or as claimed."""
    when: Moment


class Verdict(NamedTuple):
    """What became of one date of the page."""

    source: str
    """`metadata` or `page`."""
    slot: str
    """Its place in the markup."""
    text: str
    """As printed or as claimed."""
    outcome: Outcome
    rule: str
    """The name of the rule that decided."""


class Dating(NamedTuple):
    """What a page says of its dates."""

    published: Moment | None
    published_text: str | None
    """As printed or as claimed."""
    published_from: str | None
    """`metadata` or `page`."""
    page_date: date | None
    """The stamp of the visit."""
    own: tuple[OwnDate, ...] = ()
    """All dates that the page gives for itself, the best first; `published` is that one."""
    verdicts: tuple[Verdict, ...] = ()
    """What became of each date: claims first, then the printed ones in the order of the page."""


def judge(
    spots: Sequence[DateSpot],
    claims: Sequence[Claim],
    memory: Boilerplate,
    language: str,
    page: DateContext,
) -> Dating:
    """Tell the page's dates apart.

    `spots` are the printed ones, `claims` those of its metadata, the best first.
    """
    known = Known(
        page,
        memory,
        language,
        page.newest,
        page.successors,
        predecessors=page.predecessors,
    )
    spots = [in_order(spot, known) for spot in spots]
    stamp = find_stamp(spots, known)
    known = known._replace(stamp=day_of(stamp.spot.when) if stamp else None)
    printed = judge_printed(spots, known)
    claimed = judge_claims(claims, printed, known)
    own = [
        *(
            OwnDate("metadata", one.claim.text, one.when)
            for one in claimed
            if one.is_own and one.when is not None
        ),
        *(OwnDate("page", one.spot.text, one.spot.when) for one in printed if one.is_own),
    ]
    verdicts = [
        *map(_verdict_of_claim, claimed),
        *(_verdict_of_print(one, stamp) for one in printed),
    ]
    best = own[0] if own else None
    return Dating(
        best.when if best else None,
        best.text if best else None,
        best.source if best else None,
        known.stamp,
        tuple(own),
        tuple(verdicts),
    )


def in_order(spot: DateSpot, known: Known) -> DateSpot:
    """The date of a spot, with day and month in the order that other pages prove for its place, or
    that the day of the visit leaves, as nothing is printed before its day; else as the language of
    the page writes it."""
    if spot.order_known:
        return spot
    order = known.order(spot.slot)
    found = find_dates(day_first(spot.text))
    other = found[0].when if len(found) == 1 else spot.when
    tomorrow = known.page.today + timedelta(days=1)  # It has begun, east of here.
    if order is None and day_of(spot.when) > tomorrow >= day_of(other):
        order = "month_first"
    elif order is None and day_of(other) > tomorrow >= day_of(spot.when):
        order = "day_first"
    order = order or known.page.order_of_language
    when = other if order == "month_first" else spot.when
    return spot._replace(when=when, order_known=order is not None)


class Visit(NamedTuple):
    """When a page was visited."""

    day: date
    """Where the site is, or in UTC."""
    at: datetime
    """Aware."""


def slots(
    spots: Sequence[DateSpot], claims: Sequence[Claim], visit: Visit
) -> list[tuple[str, str]]:
    """What each place of the page says, for the memory: by the day, as a clock that runs says
    something new every second; the moments apart, to know such a clock; and all with the visit, to
    know what goes with that."""
    values: list[tuple[str, str]] = []
    for spot in spots:
        values += _said(spot.slot, spot.when, visit)
        if order := shown_order(spot.text):
            values.append((order_slot(spot.slot), order))
    for claim in claims:
        order = shown_order(claim.text)
        if order is not None:
            values.append((order_slot(claim.slot), order))
        when = read_claim(claim, order)
        if when is not None:
            values += _said(claim.slot, when, visit)
    return values


def _said(slot: str, when: Moment, visit: Visit) -> Iterator[tuple[str, str]]:
    day = day_of(when)
    yield slot, day.isoformat()
    yield visit_slot(slot), said_on(visit.day, day)
    if isinstance(when, datetime):
        times = time_slot(slot)
        yield times, when.isoformat()
        yield visit_slot(times), said_on(visit.day, when)
        yield age_slot(slot), FRESH if abs(visit.at - when) < MIN_AGE else AGED


def _verdict_of_claim(one: JudgedClaim) -> Verdict:
    outcome: Outcome = "own" if one.is_own else "refused"
    return Verdict("metadata", one.claim.slot, one.claim.text, outcome, one.rule)


def _verdict_of_print(one: Judged, stamp: Stamp | None) -> Verdict:
    spot = one.spot
    if not one.is_own and stamp is not None and spot is stamp.spot:
        return Verdict("page", spot.slot, spot.text, "stamp", stamp.rule)
    return Verdict("page", spot.slot, spot.text, "own" if one.is_own else "refused", one.rule)
