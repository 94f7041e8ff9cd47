"""What the place of a date says from visit to visit: the stamp says the day of each of them, and
the time of a build one and the same thing during one of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from newscrawl.extract.boilerplate import Boilerplate
from newscrawl.extract.dates.parse import Moment

NEAR = timedelta(days=1)
"""A stamp is of the day before or after the visit where the site's zone is not known, and of the
day before where a cache keeps pages."""


MIN_AGE = timedelta(hours=1)
"""A moment this long before the visit is not the time of the visit."""

FRESH, AGED = "fresh", "aged"

_KEPT = re.compile(r"\d{4}-\d\d-\d\d \d{4}-\d\d-\d\d")


class Said(NamedTuple):
    """What a place said on a day on which pages were visited."""

    visited_on: date
    value: str
    """ISO 8601: a day or a moment."""
    pages: int


def visit_slot(slot: str) -> str:
    """The name under which the memory keeps on which day a place said what."""
    return f"{slot} visit"


def time_slot(slot: str) -> str:
    """The name under which the memory keeps what a place says of the time of day."""
    return f"{slot} time"


def age_slot(slot: str) -> str:
    """The name under which the memory keeps whether the moments of a place were of the visit."""
    return f"{slot} age"


def said_on(visited_on: date, when: Moment) -> str:
    """What is kept there."""
    return f"{visited_on.isoformat()} {when.isoformat()}"


def is_clock(memory: Boilerplate, language: str, slot: str) -> bool:
    """Whether this place said the day of the visit, or one beside it, on nearly all pages, on
    whatever days they were visited. False while too few are known. Where all pages were read on
    the day on which they were published only their times tell a clock from a byline."""
    said = _said(memory, language, slot)
    if not said:
        return False
    lags: Counter[timedelta] = Counter()
    for one in said:
        lags[date.fromisoformat(one.value[:10]) - one.visited_on] += one.pages
    lag, pages = lags.most_common(1)[0]
    goes_with_visits = abs(lag) <= NEAR and memory.few <= pages >= memory.share * lags.total()
    return goes_with_visits and not _has_times_of_its_own(memory, language, slot)


def _has_times_of_its_own(memory: Boilerplate, language: str, slot: str) -> bool:
    """Whether this place says another time on each page, and mostly one that lies before the visit:
    so do articles that are read on the day on which they are published, and no clock. Caches keep a
    page, with the time at which it was made, for minutes."""
    ages = memory.counts(language, age_slot(slot))
    aged, total = ages.get(AGED, 0), sum(ages.values())
    return memory.few <= aged > total / 2 and differs(memory, language, time_slot(slot))


def varies(memory: Boilerplate, language: str, slot: str) -> bool:
    """Whether this place says different things on different pages, and not because of the day of
    the visit."""
    return _has_times_of_its_own(memory, language, slot) or (
        not is_clock(memory, language, slot) and differs(memory, language, slot)
    )


def differs(memory: Boilerplate, language: str, slot: str) -> bool:
    """Whether this place says different things on the pages of one visit; where no visit had enough
    pages, on all pages together."""
    by_visit = _values_by_visit(_said(memory, language, slot))
    total = sum(values.total() for values in by_visit)
    if total < memory.few:
        return memory.varies(language, slot)
    alike = sum(values.most_common(1)[0][1] for values in by_visit)
    return alike < memory.share * total


def stood_still(memory: Boilerplate, language: str, slot: str) -> bool:
    """Whether this place said one and the same on the pages of each visit, as far as there were
    several; False while too few are known."""
    by_visit = _values_by_visit(_said(memory, language, slot))
    return sum(values.total() for values in by_visit) >= memory.few and not differs(
        memory, language, slot
    )


def _said(memory: Boilerplate, language: str, slot: str) -> list[Said]:
    kept = memory.counts(language, visit_slot(slot))
    return [
        Said(date.fromisoformat(text[:10]), text[11:], pages)
        for text, pages in kept.items()
        if _KEPT.match(text)  # What was taken down was taken out here as well.
    ]


def _values_by_visit(said: Sequence[Said]) -> list[Counter[str]]:
    """What the place said on each day on which several pages were visited, with the number of
    pages."""
    days: dict[date, Counter[str]] = {}
    for one in said:
        days.setdefault(one.visited_on, Counter())[one.value] += one.pages
    return [values for values in days.values() if values.total() > 1]
