"""The page's dates, each with its verdict."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal, NamedTuple

from newscrawl.errors import DateError
from newscrawl.extract.boilerplate import Boilerplate
from newscrawl.extract.dates.date_lines import day_of
from newscrawl.extract.dates.date_spots import DateSpot
from newscrawl.extract.dates.parse import Moment, read_date
from newscrawl.extract.metadata import Claim
from newscrawl.extract.publication_date.context import DateContext, Known
from newscrawl.extract.publication_date.printed import judge_printed
from newscrawl.extract.publication_date.refusals import refusal
from newscrawl.extract.publication_date.stamp import Stamp, find_stamp


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
    outcome: Literal["own", "stamp", "refused"]
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
    known = Known(page, memory, language, page.newest)
    stamp = find_stamp(spots, known)
    known = known._replace(stamp=day_of(stamp.spot.when) if stamp else None)
    own: list[OwnDate] = []
    verdicts = [*_judge_claims(claims, known, own), *_judge_spots(spots, known, stamp, own)]
    best = own[0] if own else None
    return Dating(
        best.when if best else None,
        best.text if best else None,
        best.source if best else None,
        known.stamp,
        tuple(own),
        tuple(verdicts),
    )


def slots(spots: Sequence[DateSpot], claims: Sequence[Claim]) -> list[tuple[str, str]]:
    """What each place of the page says, for the memory: by the day, as a clock that runs says
    something new every second."""
    said = [(spot.slot, day_of(spot.when).isoformat()) for spot in spots]
    for claim in claims:
        try:
            said.append((claim.slot, day_of(read_date(claim.text)).isoformat()))
        except DateError:
            continue
    return said


def _judge_claims(claims: Sequence[Claim], known: Known, own: list[OwnDate]) -> list[Verdict]:
    """The first claim that may be true is the article's own date."""
    verdicts: list[Verdict] = []
    for claim in claims:
        if own:
            verdicts.append(_of_claim(claim, "refused", "better_claim"))
            continue
        try:
            when = read_date(claim.text)
        except DateError:
            verdicts.append(_of_claim(claim, "refused", "unreadable"))
            continue
        refused = refusal(claim.slot, day_of(when), known)
        if refused is None:
            own.append(OwnDate("metadata", claim.text, when))
        verdicts.append(
            _of_claim(claim, "own" if refused is None else "refused", refused or "best_claim")
        )
    return verdicts


def _of_claim(claim: Claim, outcome: Literal["own", "refused"], rule: str) -> Verdict:
    return Verdict("metadata", claim.slot, claim.text, outcome, rule)


def _judge_spots(
    spots: Sequence[DateSpot], known: Known, stamp: Stamp | None, own: list[OwnDate]
) -> list[Verdict]:
    verdicts: list[Verdict] = []
    for spot, is_own, rule in judge_printed(spots, known):
        if is_own:
            own.append(OwnDate("page", spot.text, spot.when))
            verdicts.append(Verdict("page", spot.slot, spot.text, "own", rule))
        elif stamp is not None and spot is stamp.spot:
            verdicts.append(Verdict("page", spot.slot, spot.text, "stamp", stamp.rule))
        else:
            verdicts.append(Verdict("page", spot.slot, spot.text, "refused", rule))
    return verdicts
