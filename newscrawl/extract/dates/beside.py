"""What stands beside a date: words that say no more than that it is one, a time of day."""

from __future__ import annotations

import re
from datetime import datetime

from newscrawl.extract.dates.page_language import grammar
from newscrawl.extract.dates.times import TIME, Moment, with_time
from newscrawl.extract.dates.words import JOINTS, NEUTRAL, PUBLISHED, WEEKDAYS, word_keys

NUMBER = re.compile("[0-9]+")
ALIEN = re.compile(r"[~<>≈±=%?+*©#№$€£&@\\^]")
"""Signs that stand beside no date of publication."""

NOISE = PUBLISHED | JOINTS | NEUTRAL | WEEKDAYS.keys()
"""Words that say no more than that a date is the day of publication."""


def is_noise(text: str, noise: frozenset[str] = NOISE) -> bool:
    """Whether a text beside a date says no more than that it is a date: labels, a weekday, a
    time."""
    bare = TIME.sub(" ", text)
    if NUMBER.search(bare) or ALIEN.search(bare):
        return False
    strange = set(word_keys(bare)) - noise
    return not strange or grammar().noise >= strange


def with_time_beside(when: Moment, beside: str) -> Moment:
    """The day with the one time that stands beside it, if that has an offset."""
    times = TIME.findall(beside)
    return when if isinstance(when, datetime) or len(times) != 1 else with_time(when, times[0])
