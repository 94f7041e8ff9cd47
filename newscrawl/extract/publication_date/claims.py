"""Which of the dates that the metadata claim may be the article's own."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from newscrawl.errors import DateError
from newscrawl.extract.claims import Claim
from newscrawl.extract.dates.order import Order, day_first, is_ambiguous, shown_order
from newscrawl.extract.dates.parse import Moment, day_of, read_date
from newscrawl.extract.publication_date.agreement import Voice, agree
from newscrawl.extract.publication_date.context import Known
from newscrawl.extract.publication_date.printed import Judged
from newscrawl.extract.publication_date.refusals import TODAY_AND_NOTHING_KNOWN, refusal
from newscrawl.extract.publication_date.rules import DateRule

ONE_SAVE = timedelta(minutes=5)
"""Within so much time a system has written both moments of one save: seconds, on real pages."""

NEXT_DAY = timedelta(days=1)
"""Of moments that are told by the day, one save is the same day, or the next where one of them is
told in another zone."""

SECONDS_DIGITS = 10
"""Digits of the seconds since 1970 from 2001 to 2286."""

_SECONDS = re.compile(r"[12][0-9]{9}(?:[0-9]{3})?")
"""Seconds or milliseconds since 1970, until 2065."""


class JudgedClaim(NamedTuple):
    """What became of a claim."""

    claim: Claim
    when: Moment | None
    """None where it is no date."""
    is_own: bool
    rule: str
    """Why it is the article's own date, or why it is not."""


def judge_claims(
    claims: Sequence[Claim], printed: Sequence[Judged], known: Known
) -> list[JudgedClaim]:
    """What became of each claim, the best first; at most one is the article's own date."""
    judged = _judge_each(claims, printed, known)
    possible = [place for place, one in enumerate(judged) if one.is_own]
    if not possible:
        return judged
    changes = {when for one in known.page.changes if (when := read_claim(one, None)) is not None}
    own = next((one.spot.when for one in printed if one.is_own), None)
    voices = [
        Voice(judged[place].claim.slot, when, _is_of_a_change(when, changes))
        for place in possible
        if (when := judged[place].when) is not None
    ]
    chosen, rule = agree(voices, own)
    best = possible[chosen or 0]
    for place in possible:
        if place != best:
            judged[place] = judged[place]._replace(is_own=False, rule=DateRule.BETTER_CLAIM)
        elif rule != DateRule.BEST_CLAIM:
            judged[place] = judged[place]._replace(is_own=chosen is not None, rule=rule)
    return judged


def _is_of_a_change(when: Moment, changes: Collection[Moment]) -> bool:
    """Whether a moment of publication is that of the last change, or comes so soon behind it that
    one system wrote both: nothing changes before it is published."""
    return when in changes or any(_is_right_behind(when, change) for change in changes)


def _is_right_behind(when: Moment, change: Moment) -> bool:
    if isinstance(change, datetime):
        return isinstance(when, datetime) and timedelta() <= when - change < ONE_SAVE
    if isinstance(when, datetime):
        return day_of(when) == change
    return when - change == NEXT_DAY


def _judge_each(
    claims: Sequence[Claim], printed: Sequence[Judged], known: Known
) -> list[JudgedClaim]:
    """What each claim is by itself.

    A claim of today, while nothing is known of other pages, may be a clock. Then only a date that
    is printed as that of publication and says the same will do; the claims behind it are those of
    neighbours.
    """
    judged: list[JudgedClaim] = []
    doubted: date | None = None
    has_own = False
    printed_days = _printed_days(printed)
    for claim in claims:
        when = read_claim(claim, known.order(claim.slot))
        rule = _rule(claim, when, known, doubted)
        if rule == TODAY_AND_NOTHING_KNOWN and when is not None:
            doubted = doubted if has_own else day_of(when)
            if day_of(when) in printed_days:
                rule = DateRule.PRINTED_TOO
        is_own = rule in (DateRule.BEST_CLAIM, DateRule.PRINTED_TOO)
        has_own = has_own or is_own
        judged.append(JudgedClaim(claim, when, is_own, rule))
    return judged


def read_claim(claim: Claim, order: Order | None) -> Moment | None:
    """The date that a claim gives, with slashes in the order that its place is known to have; None
    where it gives none."""
    text = claim.text
    if _SECONDS.fullmatch(text):
        return datetime.fromtimestamp(int(text[:SECONDS_DIGITS]), UTC)
    if (shown_order(text) or order) == "month_first":
        text = day_first(text)
    try:
        return read_date(text)
    except DateError:
        return None


def _rule(claim: Claim, when: Moment | None, known: Known, doubted: date | None) -> str:
    if when is None:
        return DateRule.UNREADABLE
    if is_ambiguous(claim.text) and known.order(claim.slot) is None:
        return DateRule.DAY_OR_MONTH_FIRST
    refused = refusal(claim.slot, when, known)
    if refused is None and doubted is not None and day_of(when) != doubted:
        return DateRule.AFTER_A_DOUBT
    return refused or DateRule.BEST_CLAIM


def _printed_days(printed: Sequence[Judged]) -> set[date]:
    """The days that lines beside the title say which say that they are of publication, or which
    name an author."""
    return {
        day_of(one.spot.when)
        for one in printed
        if one.spot.labelled and one.rule == TODAY_AND_NOTHING_KNOWN
    }
