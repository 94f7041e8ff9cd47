"""What the strict forms do not read: dateparser is asked, and held against what the text shows."""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from datetime import date, datetime
from typing import NamedTuple

from newscrawl.extract.dates.beside import ALIEN, NOISE, NUMBER
from newscrawl.extract.dates.page_language import grammar
from newscrawl.extract.dates.times import TIME, Moment, with_time
from newscrawl.extract.dates.words import word_keys
from newscrawl.extract.languages import LANGUAGES

MAX_CHARS = 50
"""A longer text is no date alone, and dateparser takes up to 100 ms for one."""

_OWN_LANGUAGE = re.compile("^[A-Za-z]{2,3}")
_SETTINGS = {
    "DATE_ORDER": "DMY",
    "PREFER_LOCALE_DATE_ORDER": False,
    "STRICT_PARSING": True,
    "PARSERS": ["absolute-time"],
    # A fixed base: no reading may lean on the day of the run.
    "RELATIVE_BASE": datetime(2000, 1, 1),
}


class _Parts(NamedTuple):
    """What a text shows that may be a date: a year and two more, one of which may be a word."""

    numbers: tuple[int, ...]
    month_word: str | None
    words: list[str]
    bare: str
    """The text without its time."""
    time: str | None


def ask_dateparser(plain: str, language: str | None) -> Moment | None:
    """What dateparser reads, if the text shows day, month and year in an order that has one
    reading, and nothing else.

    It takes 0.5 to 100 ms and swaps day and month to make sense of what has none, so it is asked
    last and not believed.
    """
    parts = _parts_of_date(plain)
    if parts is None:
        return None
    # The page's own language first, then those that are written in the letters of the month.
    own = _OWN_LANGUAGE.findall(language or "")
    day = _parse_slowly(parts.bare, [*map(str.lower, own), *_languages_of(parts.month_word)])
    if day is None or not _shows(parts, day):
        return None
    return with_time(day, parts.time) if parts.time else day


def _parts_of_date(plain: str) -> _Parts | None:
    """The parts, if there is a year, two more of which at most one is a word that is not ours, and
    nothing else."""
    times, bare = TIME.findall(plain), TIME.sub(" ", plain)
    if len(times) > 1 or len(plain) > MAX_CHARS or ALIEN.search(bare):
        return None
    numbers = NUMBER.findall(bare)
    words = word_keys(bare)
    strange = [word for word in words if word not in NOISE]
    if len(strange) > 1 or not _are_year_and_more(numbers, 2 - len(strange)):
        return None
    return _Parts(
        tuple(map(int, numbers)),
        strange[0] if strange else None,
        words,
        bare,
        times[0] if times else None,
    )


def _are_year_and_more(numbers: list[str], count: int) -> bool:
    """Whether these are a year with four digits and so many numbers of at most two digits."""
    others = [number for number in numbers if not _is_year(number)]
    return len(numbers) == count + 1 == len(others) + 1 and max(map(len, others)) <= 2


def _is_year(number: str) -> bool:
    return len(number) == 4 and 1990 <= int(number) <= 2100


def _languages_of(month_word: str | None) -> list[str]:
    """The languages that are written in the letters of this word; of a date in numbers those of
    Latin letters: all read it alike."""
    script = unicodedata.name(month_word[0], "").partition(" ")[0] if month_word else "LATIN"
    return [code for code, language in LANGUAGES.items() if language.script == script]


def _shows(parts: _Parts, day: date) -> bool:
    """Whether the text shows this day: its numbers in an order that has one reading, no other
    month, no other weekday."""
    if any(grammar().weekdays.get(word, day.weekday()) != day.weekday() for word in parts.words):
        return False
    if parts.month_word is not None:
        orders = [(day.day, day.year), (day.year, day.day)]
        return (
            parts.numbers in orders
            and grammar().months.get(parts.month_word, day.month) == day.month
        )
    return parts.numbers in [(day.day, day.month, day.year), (day.year, day.month, day.day)]


def _parse_slowly(text: str, languages: list[str]) -> date | None:
    import dateparser  # 0.1 s, and most runs never need it.

    for language in dict.fromkeys(languages):
        # It raises ValueError for a language that it does not know.
        with suppress(ValueError):
            if moment := dateparser.parse(text, languages=[language], settings=_SETTINGS):
                return moment.date()
    return None
