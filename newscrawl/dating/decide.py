"""The day of publication, decided from all that is known of it: the one place where that is done.

1. A day after the day on which it was seen is the word of a wrong clock, and is not heard.
2. Metadata goes before the page, the page before headlines elsewhere.
3. An article's own date is what its page says now; but a page that comes to say 'today' does not
  outweigh two older voices that agree.
4. Of headlines that disagree the day stands that only its neighbours by number leave room for; else
  the one that was heard first, in an
   earlier run; else none: two headlines of one run that disagree leave the day unknown.
5. Wherever voices disagree that is a conflict: it is counted and listed, whatever was decided.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, tzinfo
from typing import NamedTuple

SOURCES = ("metadata", "page", "headline")
"""Where a date may be from, the best first."""


class Evidence(NamedTuple):
    """One voice on the day of an article."""

    source: str
    """`metadata`, `page` or `headline`."""
    published: str
    """As read: ISO 8601, a day, or a moment with its offset."""
    printed: str
    """As printed or claimed; of a headline, the text of the link."""
    seen_on: str
    """The page that said so."""
    seen_at: datetime
    """When it was first heard. Aware."""
    last_seen_at: datetime
    """When it was last heard: of headlines, as `seen_at`."""
    run: str
    """The run that heard it first."""

    @property
    def day(self) -> date:
        """The day, in the offset of the page."""
        return date.fromisoformat(self.published[:10])


class Decision(NamedTuple):
    """What all voices come to."""

    published: str | None
    """As the evidence has it; None where the day is not known."""
    source: str | None
    conflict: bool
    """Whether they disagree about the day."""


NOTHING = Decision(None, None, False)


def decide(
    evidence: Sequence[Evidence],
    *,
    zone: tzinfo,
    is_plausible: Callable[[date], bool] | None = None,
) -> Decision:
    """The day that the evidence gives. `zone` is the site's; `is_plausible` tells whether the
    neighbours leave room for a day."""
    heard = [one for one in evidence if one.day <= one.seen_at.astimezone(zone).date()]
    conflict = len({one.day for one in heard}) > 1
    for source in SOURCES:
        said = [one for one in heard if one.source == source]
        if not said:
            continue
        best = (
            _own(said, heard, zone) if source != "headline" else _of_headlines(said, is_plausible)
        )
        if best is not None:
            return Decision(best.published, source, conflict)
    return Decision(None, None, conflict)


def _own(said: Sequence[Evidence], heard: Sequence[Evidence], zone: tzinfo) -> Evidence:
    """What the page says now, unless it is the day of the visit and two older voices agree on
    another."""
    now = max(said, key=lambda one: one.last_seen_at)
    if now.day == now.seen_at.astimezone(zone).date():
        for older in said:
            if (
                older.day != now.day
                and older.seen_at < now.seen_at
                and sum(one.day == older.day for one in heard) > 1
            ):
                return older
    return now


def _of_headlines(
    said: Sequence[Evidence], is_plausible: Callable[[date], bool] | None
) -> Evidence | None:
    first = min(said, key=lambda one: one.seen_at)
    days = {one.day for one in said}
    if len(days) == 1:
        return first
    possible = {day for day in days if is_plausible(day)} if is_plausible is not None else set()
    if len(possible) == 1:
        return min((one for one in said if one.day in possible), key=lambda one: one.seen_at)
    # In one run both stand on the site, and nobody knows which is right; in an earlier one the
    # first stood alone.
    stood_alone = all(one.day == first.day for one in said if one.run == first.run)
    return first if stood_alone else None
