"""The day of publication, decided from all that is known of it: the one place where that is done.

1. A day after the day on which it was seen comes from a wrong clock, and does not count.
2. Metadata goes before the page, the page before the day in the article's address, that before
   headlines elsewhere; but where the page and the address or the headlines agree on another day
   than the metadata, these two stand. The address never stands alone against the page. And where
   lists agree that an article was named days before the visit, that of the visit, claimed by one
   voice, is the clock of who made the page.
3. An article's own date is what its page says now; but a page that comes to say 'today' does not
   outweigh two older pieces of evidence that agree.
4. Of headlines that disagree the day stands that only its neighbours by number leave room for; else
   the one that was seen first, in an earlier run; else none: two headlines of one run that disagree
   leave the day unknown.
5. A source that a site's own lists prove wrong (credit.py) does not count.
6. Wherever evidence disagrees that is a conflict: it is counted and listed, whatever was decided.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import NamedTuple

SOURCES = ("metadata", "page", "url", "headline")
"""Where a date may be from, the best first."""


class Evidence(NamedTuple):
    """One piece of evidence for the day of an article."""

    source: str
    """`metadata`, `page`, `url` or `headline`."""
    published: str
    """As read: ISO 8601, a day, or a moment with its offset."""
    printed: str
    """As printed or claimed; of a headline, the text of the link."""
    seen_on: str
    """The URL of the page that says so."""
    seen_at: datetime
    """When it was first seen. Aware."""
    last_seen_at: datetime
    """When it was last seen: of headlines, as `seen_at`."""
    run: str
    """The run that saw it first."""

    @property
    def day(self) -> date:
        """The day, in the offset of the page."""
        return date.fromisoformat(self.published[:10])


class Decision(NamedTuple):
    """What all evidence comes to."""

    published: str | None
    """As the evidence has it; None where the day is not known."""
    source: str | None
    conflict: bool
    """Whether pieces of evidence disagree about the day."""
    rule: str = "no_evidence"
    """The name of the rule that decided; stable, as it stands in reports."""


MIN_DAYS_BEFORE = timedelta(days=2)
"""Between two clocks lies a day at most: what a list named so long before was there then."""


class _Choice(NamedTuple):
    """What the evidence of one source comes to."""

    best: Evidence | None
    rule: str


NOTHING = Decision(None, None, False)
_NO_CHOICE = _Choice(None, "no_evidence")


def decide(
    evidence: Sequence[Evidence],
    *,
    zone: tzinfo,
    is_plausible: Callable[[date], bool] | None = None,
    without_credit: Collection[str] = (),
) -> Decision:
    """The day that the evidence gives.

    `zone` is the site's; `is_plausible` says whether the neighbours by number leave room for a day,
    None where nothing is known of them; `without_credit` are sources that are not believed on this
    site.
    """
    credible = [one for one in evidence if one.day <= one.seen_at.astimezone(zone).date()]
    conflict = _disagrees(credible, zone)
    credible = [one for one in credible if one.source not in without_credit]
    metadata, page, address, headlines = (
        [one for one in credible if one.source == source] for source in SOURCES
    )
    claimed = _of_article(metadata, credible, zone)
    printed = _of_article(page, credible, zone)
    written = _of_article(address, credible, zone)
    elsewhere = _of_headlines(headlines, is_plausible)
    best, rule = _choice(claimed, printed, written, elsewhere, zone)
    return Decision(best.published if best else None, best.source if best else None, conflict, rule)


def _choice(
    claimed: _Choice, printed: _Choice, written: _Choice, elsewhere: _Choice, zone: tzinfo
) -> _Choice:
    """What metadata, page, address and headlines come to together."""
    for one in (claimed, printed, written):
        if one.best is not None:
            break
    else:
        return elsewhere
    if _differ(claimed, printed) and not _is_day_of(written, claimed, zone):
        if _is_day_of(written, printed, zone):
            return _Choice(printed.best, "page_and_address_agree")
        if elsewhere.best is not None and not _differ(printed, elsewhere):
            return _Choice(printed.best, "page_and_headlines_agree")
    if one is not written and not _agree(claimed, printed) and _is_of_visit(one.best, zone):
        return _named_before(one.best, elsewhere) or one
    return one


def _named_before(visited: Evidence, elsewhere: _Choice) -> _Choice | None:
    """The day by which headlines agree that an article was named days before a visit; None where
    they do not."""
    named = elsewhere.best if elsewhere.rule == "headlines_agree" else None
    if named is None or named.day > visited.day - MIN_DAYS_BEFORE:
        return None
    return _Choice(named, "named_before_the_visit")


def _is_of_visit(one: Evidence, zone: tzinfo) -> bool:
    """Whether a piece of evidence gives the day on which it was first seen."""
    return one.day == one.seen_at.astimezone(zone).date()


def _disagrees(credible: Sequence[Evidence], zone: tzinfo) -> bool:
    """Whether pieces of evidence are of different days."""
    address = [one for one in credible if one.source == "url"]
    others = [one for one in credible if one.source != "url"]
    return len({one.day for one in others}) > 1 or any(
        is_another_day(written.day, one.published, zone) for written in address for one in others
    )


def is_another_day(day: date, published: str, zone: tzinfo = UTC) -> bool:
    """Whether a day in an address is another than that of a moment, ISO 8601: systems write the day
    there by their own clock, by that of the site or by UTC.

    >>> moment = "2026-03-05T23:30:00-05:00"
    >>> [is_another_day(date(2026, 3, one), moment) for one in (5, 6, 7)]
    [False, False, True]
    """
    if "T" not in published:
        return day.isoformat() != published
    moment = datetime.fromisoformat(published)
    zones = (UTC, zone) if moment.tzinfo is not None else ()
    return day not in {moment.date(), *(moment.astimezone(one).date() for one in zones)}


def _is_day_of(written: _Choice, choice: _Choice, zone: tzinfo) -> bool:
    """Whether the address and something else give the same day."""
    if written.best is None or choice.best is None:
        return False
    return not is_another_day(written.best.day, choice.best.published, zone)


def _differ(one: _Choice, other: _Choice) -> bool:
    """Whether both give a day, and not the same."""
    return one.best is not None and other.best is not None and one.best.day != other.best.day


def _agree(one: _Choice, other: _Choice) -> bool:
    """Whether both give the same day."""
    return one.best is not None and other.best is not None and one.best.day == other.best.day


def _of_article(
    of_source: Sequence[Evidence], credible: Sequence[Evidence], zone: tzinfo
) -> _Choice:
    """What the page says now, unless it is the day of the visit and two older pieces of evidence
    agree on another."""
    if not of_source:
        return _NO_CHOICE
    now = max(of_source, key=lambda one: one.last_seen_at)
    if _is_of_visit(now, zone):
        for older in of_source:
            if (
                older.day != now.day
                and older.seen_at < now.seen_at
                and sum(one.day == older.day for one in credible) > 1
            ):
                return _Choice(older, "older_evidence_agrees")
    return _Choice(now, "said_last")


def _of_headlines(
    headlines: Sequence[Evidence], is_plausible: Callable[[date], bool] | None
) -> _Choice:
    """The day of headlines elsewhere, None where they leave it unknown."""
    if not headlines:
        return _NO_CHOICE
    first = min(headlines, key=lambda one: one.seen_at)
    days = {one.day for one in headlines}
    if len(days) == 1:
        return _Choice(first, "headlines_agree")
    possible = {day for day in days if is_plausible(day)} if is_plausible is not None else set()
    if len(possible) == 1:
        best = min((one for one in headlines if one.day in possible), key=lambda one: one.seen_at)
        return _Choice(best, "neighbours_leave_room_for_one")
    # In one run both stand on the site, and nobody knows which is right; in an earlier one the
    # first stood alone.
    if all(one.day == first.day for one in headlines if one.run == first.run):
        return _Choice(first, "stood_alone_in_an_earlier_run")
    return _Choice(None, "headlines_disagree")
