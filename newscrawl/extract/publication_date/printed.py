"""Which of the printed dates is the article's own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from newscrawl.extract.dates.date_lines import day_of
from newscrawl.extract.dates.date_spot import DateSpot
from newscrawl.extract.publication_date.context import Known
from newscrawl.extract.publication_date.place import (
    ABOVE_TITLE,
    is_over_text,
    is_under_lead,
    is_under_text,
    place_of,
)
from newscrawl.extract.publication_date.refusals import refusal
from newscrawl.extract.publication_date.rules import DateRule
from newscrawl.extract.publication_date.stamp import MAX_DAYS_BEFORE
from newscrawl.extract.rules import Rule, first_rule


class Candidate(NamedTuple):
    """A printed date that may be the article's own."""

    spot: DateSpot
    known: Known
    is_in_series: bool
    """Whether dates of other days stand in like places of the page."""

    @property
    def day(self) -> date:
        """Its calendar day, in the zone that it was written in."""
        return day_of(self.spot.when)


class Judged(NamedTuple):
    """What became of a printed date."""

    spot: DateSpot
    is_own: bool
    rule: str
    """Why it is the article's own date, or why it is not."""


def judge_printed(spots: Sequence[DateSpot], known: Known) -> list[Judged]:
    """What became of each printed date; at most one is the article's own."""
    days = _days_by_shape(spots, known)
    judged: list[Judged] = []
    for spot in spots:
        candidate = Candidate(spot, known, len(days.get(spot.shape, ())) > 1)
        refused = _refusal(candidate)
        reason = None if refused else first_rule(_reasons(known), candidate)
        judged.append(
            Judged(spot, reason is not None, refused or reason or DateRule.NOTHING_SAYS_SO)
        )
    return _choose(judged, known.page.title_block or 0)


def _days_by_shape(spots: Sequence[DateSpot], known: Known) -> dict[str, set[date]]:
    """The days in like places, from the title on: like lines with other dates are a chronicle's,
    or the readers'."""
    title = known.page.title_block
    days: dict[str, set[date]] = {}
    for spot in spots:
        if day_of(spot.when) != known.stamp and (
            title is None or spot.block >= title - ABOVE_TITLE
        ):
            days.setdefault(spot.shape, set()).add(day_of(spot.when))
    return days


def _choose(judged: list[Judged], title: int) -> list[Judged]:
    """Of several candidates the labelled one, of those that disagree the nearest to the title, of
    those that agree the most exact."""
    candidates = [one for one in judged if one.is_own]
    if len(candidates) < 2:
        return judged
    labelled = [one for one in candidates if one.spot.labelled]
    chosen = labelled or candidates
    if len({day_of(one.spot.when) for one in chosen}) > 1:
        best = min(
            chosen,
            key=lambda one: (one.spot.block < title, abs(one.spot.block - title)),
        )
        reason = DateRule.FARTHER_FROM_TITLE
    else:
        best = max(chosen, key=lambda one: hasattr(one.spot.when, "hour"))
        reason = DateRule.SAYS_NO_MORE
    return [
        one
        if one is best or not one.is_own
        else one._replace(
            is_own=False, rule=reason if one in chosen else DateRule.ANOTHER_IS_LABELLED
        )
        for one in judged
    ]


def _refusal(candidate: Candidate) -> str | None:
    """The name of the rule by which a printed date is not the article's own."""
    if _title_with_a_date(candidate):
        return DateRule.TITLE_WITH_A_DATE
    place = place_of(candidate.spot, candidate.known.page)
    if not place.beside_title:
        return place.name
    # Without a title only other pages tell that a place is that of bylines.
    is_titled = candidate.known.page.title_block is not None
    if not is_titled and not candidate.known.varies(candidate.spot.slot):
        return DateRule.WITHOUT_TITLE
    if not candidate.spot.order_known:
        return DateRule.DAY_OR_MONTH_FIRST
    return first_rule(_REFUSALS, candidate) or refusal(
        candidate.spot.slot, candidate.spot.when, candidate.known
    )


def _title_with_a_date(one: Candidate) -> bool:
    return (
        one.spot.block == one.known.page.title_block
        and not one.spot.alone
        and not one.spot.has_own_line
    )


def _readers_line(one: Candidate) -> bool:
    """Below the text readers sign and date what they write: there only a date by itself speaks of
    the article, and at once."""
    page = one.known.page
    return is_under_text(one.spot, page) and (
        not one.spot.alone
        or (not one.spot.labelled and one.spot.block != (page.body_last or 0) + 1)
    )


def _line_of_the_text(one: Candidate) -> bool:
    return one.spot.block in one.known.page.body_blocks


def _one_of_a_series(one: Candidate) -> bool:
    return one.is_in_series and (not one.spot.labelled or is_under_text(one.spot, one.known.page))


_REFUSALS = (
    Rule(DateRule.READERS_LINE, _readers_line),
    Rule(DateRule.LINE_OF_THE_TEXT, _line_of_the_text),
    Rule(DateRule.ONE_OF_A_SERIES, _one_of_a_series),
)


# Why a date beside the title is the article's own.


def _reasons(known: Known) -> tuple[Rule[Candidate], ...]:
    return _REASONS_WITH_OTHER_PAGES if known.knows_pages else _REASONS_OF_THE_PAGE


def _labelled(one: Candidate) -> bool:
    return one.spot.labelled


def _varies(one: Candidate) -> bool:
    return one.known.varies(one.spot.slot)


def _in_a_rare_place(one: Candidate) -> bool:
    """Above the text or under the standfirst, where most pages have no date: the stamp stands on
    all."""
    page = one.known.page
    return (
        is_over_text(one.spot, page) or is_under_lead(one.spot, page)
    ) and not one.known.is_common(one.spot.slot)


def _labelled_and_no_stamp(one: Candidate) -> bool:
    return one.spot.labelled and one.day != one.known.stamp


def _older_than_the_news(one: Candidate) -> bool:
    return one.known.newest is not None and one.day < one.known.newest


def _older_than_the_stamp(one: Candidate) -> bool:
    return one.known.stamp is not None and one.day < one.known.stamp


def _older_than_the_visit(one: Candidate) -> bool:
    """Too old for a stamp: what stands beside the title speaks of the article then."""
    return one.day < one.known.page.today - timedelta(days=MAX_DAYS_BEFORE)


_REASONS_WITH_OTHER_PAGES = (
    Rule(DateRule.LABELLED, _labelled),
    Rule(DateRule.DIFFERS_FROM_PAGE_TO_PAGE, _varies),
    Rule(DateRule.IN_A_RARE_PLACE, _in_a_rare_place),
)
_REASONS_OF_THE_PAGE = (
    Rule(DateRule.LABELLED, _labelled_and_no_stamp),
    Rule(DateRule.OLDER_THAN_THE_NEWS, _older_than_the_news),
    Rule(DateRule.OLDER_THAN_THE_STAMP, _older_than_the_stamp),
    Rule(DateRule.OLDER_THAN_THE_VISIT, _older_than_the_visit),
)
