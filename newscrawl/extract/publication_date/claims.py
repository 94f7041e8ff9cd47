"""Which of the dates that the metadata claim may be the article's own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from newscrawl.errors import DateError
from newscrawl.extract.dates.parse import Moment, day_of, read_date
from newscrawl.extract.metadata import Claim
from newscrawl.extract.publication_date.context import Known
from newscrawl.extract.publication_date.printed import Judged
from newscrawl.extract.publication_date.refusals import TODAY_AND_NOTHING_KNOWN, refusal


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
    """What became of each claim, the best first; at most one is the article's own date.

    A claim of today, while nothing is known of other pages, may be a clock. Then only a date that
    is printed as that of publication and says the same will do; the claims behind it are those of
    neighbours.
    """
    judged: list[JudgedClaim] = []
    has_own = False
    doubted: date | None = None
    for claim in claims:
        when = _read(claim)
        rule = _rule(claim, when, known, doubted) if not has_own else "better_claim"
        if rule == TODAY_AND_NOTHING_KNOWN and when is not None:
            doubted = day_of(when)
            if _is_printed(doubted, printed):
                rule = "printed_too"
        is_own = rule in ("best_claim", "printed_too")
        has_own = has_own or is_own
        judged.append(JudgedClaim(claim, when, is_own, rule))
    return judged


def _read(claim: Claim) -> Moment | None:
    try:
        return read_date(claim.text)
    except DateError:
        return None


def _rule(claim: Claim, when: Moment | None, known: Known, doubted: date | None) -> str:
    if when is None:
        return "unreadable"
    refused = refusal(claim.slot, when, known)
    if refused is None and doubted is not None and day_of(when) != doubted:
        return "after_a_doubt"
    return refused or "best_claim"


def _is_printed(day: date, printed: Sequence[Judged]) -> bool:
    """Whether a line beside the title that says that it is of publication, or that names an author,
    says this day."""
    return any(
        one.spot.labelled and one.rule == TODAY_AND_NOTHING_KNOWN and day_of(one.spot.when) == day
        for one in printed
    )
