"""Which of a page's dates is what: the day of publication, the stamp of the visit, or neither.

A date is the article's own only if something says so: metadata of the article, or a line beside its
title. What stands the same on every page, what is newer than all news of the page, what lies in the
future, is not. In doubt there is no date.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from newscrawl.errors import DateError
from newscrawl.extract.boilerplate import Boilerplate
from newscrawl.extract.dates.date_lines import day_of
from newscrawl.extract.dates.date_spots import DateSpot
from newscrawl.extract.dates.parse import Moment, read_date
from newscrawl.extract.headlines.find_headlines import DatedHeadline
from newscrawl.extract.metadata import Claim
from newscrawl.identity.article_id import ArticleRef, position_of

_MANY = 12
"""Pages that must be known before a day that is not the visit's counts as the same on every
page."""
_ABOVE_TITLE = 4
_BELOW_TITLE = 4
_BELOW_BODY = 3


class OwnDate(NamedTuple):
    """A date that a page gives for itself."""

    source: str
    """`metadata` or `page`."""
    text: str
    """As printed or as claimed."""
    when: Moment


class Dating(NamedTuple):
    """What a page says of its dates."""

    published: Moment | None
    published_text: str | None
    """As printed or as claimed."""
    published_from: str | None
    """`metadata` or `page`."""
    page_date: date | None
    own: tuple[OwnDate, ...] = ()
    """All dates that the page gives for itself, the best first; `published` is that one."""


class DateContext(NamedTuple):
    """What the judgement needs to know of the page."""

    ref: ArticleRef | None
    title_block: int | None
    title_in_sidebar: bool
    body_first: int | None
    body_last: int | None
    body_blocks: frozenset[int]
    headlines: Sequence[DatedHeadline]
    today: date
    """The day of the visit, UTC."""


def judge(
    spots: Sequence[DateSpot],
    claims: Sequence[Claim],
    memory: Boilerplate,
    language: str,
    page: DateContext,
) -> Dating:
    """Tell the page's dates apart."""
    page_date = _stamp(spots, memory, language, page)
    own: list[OwnDate] = []
    for claim in claims:
        try:
            when = read_date(claim.text)
        except DateError:
            continue
        if _may_be_published(when, page, page_date) and not _is_clock(
            claim.slot, when, memory, language, page, page_date
        ):
            own.append(OwnDate("metadata", claim.text, when))
            break
    spot = _own_spot(spots, memory, language, page, page_date)
    if spot is not None:
        own.append(OwnDate("page", spot.text, spot.when))
    if not own:
        return Dating(None, None, None, page_date)
    return Dating(own[0].when, own[0].text, own[0].source, page_date, tuple(own))


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


def _may_be_published(when: Moment, page: DateContext, page_date: date | None) -> bool:
    """Not in the future, and not later than most articles of the page that were numbered after this
    one."""
    day = day_of(when)
    today = page.today
    if page_date is not None and page_date == today + timedelta(days=1):
        today = page_date  # The site's own clock: it lies east of ours and its day has begun.
    if day > today:
        return False
    own = None if page.ref is None else position_of(page.ref.key)
    if page.ref is None or own is None:
        return True
    later = [
        entry
        for entry in page.headlines
        if entry.ref.language == page.ref.language and (position_of(entry.ref.key) or 0) > own
    ]
    earlier_than_this = sum(1 for entry in later if entry.published < day - timedelta(days=3))
    return not later or earlier_than_this <= len(later) / 2


def _newest(page: DateContext) -> date | None:
    return max((entry.published for entry in page.headlines), default=None)


def _is_clock(
    slot: str,
    when: Moment,
    memory: Boilerplate,
    language: str,
    page: DateContext,
    page_date: date | None,
) -> bool:
    """Whether a claim is no date of this article: every page makes it."""
    day = day_of(when)
    # A place that every page has, and that said one and the same on all that were learnt from: in
    # another run it says another thing.
    stands_still = memory.is_common(language, slot) and not memory.varies(language, slot)
    if day not in (page.today, page_date):
        # The first pages that a run reads are the newest: some may well be of one day.
        return memory.is_constant(language, slot, day.isoformat(), few=_MANY) or (
            stands_still and memory.pages(language) >= _MANY
        )
    return (
        memory.is_constant(language, slot, day.isoformat())
        or stands_still
        or not memory.knows(language)
    )


def _stamp(
    spots: Sequence[DateSpot], memory: Boilerplate, language: str, page: DateContext
) -> date | None:
    """The day of the visit as the page prints it: the same on every page, never older than the
    page's news."""
    newest = _newest(page)
    tomorrow = page.today + timedelta(days=1)
    possible = [
        spot
        for spot in spots
        if (newest is None or day_of(spot.when) >= newest) and day_of(spot.when) <= tomorrow
    ]
    constant = [
        spot
        for spot in possible
        if memory.is_constant(language, spot.slot, day_of(spot.when).isoformat())
    ]
    if constant:
        return _best_stamp(constant, page.today)
    if memory.knows(language):
        possible = [
            spot
            for spot in possible
            if memory.is_common(language, spot.slot) and not memory.varies(language, spot.slot)
        ]
    apart = [
        spot
        for spot in possible
        if spot.alone and not spot.labelled and not _is_beside_title(spot, page)
    ]
    if apart:
        return _best_stamp(apart, page.today)
    beside = [spot for spot in possible if not spot.labelled]
    if newest is None:
        beside = [spot for spot in beside if spot.alone and day_of(spot.when) == page.today]
    return _best_stamp(beside, page.today) if beside else None


def _best_stamp(spots: Sequence[DateSpot], today: date) -> date:
    """Of several the day of the visit by our own clock, else one that stands alone, else the
    latest: nothing on a page is younger."""
    best = max(spots, key=lambda spot: (day_of(spot.when) == today, spot.alone, day_of(spot.when)))
    return day_of(best.when)


def _is_beside_title(spot: DateSpot, page: DateContext) -> bool:
    """Whether a date stands where bylines stand: around the title, or right behind the text."""
    if (
        spot.elsewhere
        or page.title_block is None
        or (spot.in_sidebar and not page.title_in_sidebar)
    ):
        return False
    if (
        page.body_first is not None
        and page.body_last is not None
        and page.body_first < spot.block < page.body_last
    ):
        return False
    if page.body_last is not None and spot.block > page.body_last:
        return spot.block <= page.body_last + _BELOW_BODY and not spot.over_text
    if page.title_block - _ABOVE_TITLE <= spot.block <= page.title_block + _BELOW_TITLE:
        return True
    if page.body_first is not None and page.title_block < spot.block < page.body_first:
        return True
    if page.body_first is not None and page.body_last is not None:
        return page.body_first - 2 <= spot.block <= page.body_last
    return False


def _own_spot(
    spots: Sequence[DateSpot],
    memory: Boilerplate,
    language: str,
    page: DateContext,
    page_date: date | None,
) -> DateSpot | None:
    newest = _newest(page)
    days: dict[str, set[date]] = {}
    for spot in spots:
        if day_of(spot.when) != page_date and (
            page.title_block is None or spot.block >= page.title_block - _ABOVE_TITLE
        ):
            days.setdefault(spot.shape, set()).add(day_of(spot.when))
    candidates = []
    for spot in spots:
        if spot.block == page.title_block and not spot.alone and not spot.has_own_line:
            continue  # A title with a date in it.
        if not _is_beside_title(spot, page) or not _may_be_published(spot.when, page, page_date):
            continue
        is_under_text = page.body_last is not None and spot.block > page.body_last
        has_unlike_twins = len(days.get(spot.shape, ())) > 1
        # Below the text readers sign and date what they write: there only a date by itself speaks
        # of the article, and at once.
        if is_under_text and (
            not spot.alone or (not spot.labelled and spot.block != (page.body_last or 0) + 1)
        ):
            continue
        if spot.block in page.body_blocks or (
            has_unlike_twins and (is_under_text or not spot.labelled)
        ):
            # A line of the text; and like lines with other dates are a chronicle's, or the
            # readers'.
            continue
        day = day_of(spot.when)
        if _is_clock(spot.slot, spot.when, memory, language, page, page_date):
            continue
        if memory.knows(language):
            over_body = page.body_first is None or spot.block < page.body_first
            is_rare = over_body and not memory.is_common(language, spot.slot)
            certain = spot.labelled or memory.varies(language, spot.slot) or is_rare
        else:
            certain = (
                (spot.labelled and day != page_date)
                or (newest is not None and day < newest)
                or (page_date is not None and day < page_date)
            )
        if certain:
            candidates.append(spot)
    if not candidates:
        return None
    labelled = [spot for spot in candidates if spot.labelled]
    chosen = labelled or candidates
    if len({day_of(spot.when) for spot in chosen}) > 1:
        title = page.title_block or 0
        return min(chosen, key=lambda spot: (spot.block < title, abs(spot.block - title)))
    return max(chosen, key=lambda spot: hasattr(spot.when, "hour"))
