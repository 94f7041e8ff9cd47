"""The dates of a text, by a grammar, and what only looks like one of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from newscrawl.extract.dates.grammar import (
    ANY_LANGUAGE,
    ANY_YEAR,
    DAY_IN_NUMBERS,
    MONTH,
    ORDINAL,
    Grammar,
)
from newscrawl.extract.dates.times import Moment, with_time
from newscrawl.extract.dates.words import WORD, word_key
from newscrawl.extract.languages import patterns
from newscrawl.extract.rules import Rule, first_rule

_YEAR_START = re.compile(f"(?<![0-9]){ANY_YEAR}")
_BEFORE_YEAR = 72
_AFTER_YEAR = 112
"""Characters that a date may reach before and behind the start of its year: the longest that the
grammar takes, with a time and a zone in words."""

# What makes a date part of something else.
_SIGNS_BEFORE = frozenset("#№$£€₾₽+=_\\@")
_NUMBER_JOINTS = frozenset("./,:-")
_RANGE_HEAD_CHARS = 32
"""Characters before a date in which the first end of a range is sought: the longest month with its
day, an ordinal and a dash."""
_RANGE_DASH = rf"\s{{0,3}}(?:[-–—/&]|\b(?i:{patterns('range_words')})\b)\s{{0,3}}$"
_RANGE_OF_DAYS = re.compile(
    rf"(?<![0-9:])([0-9]{{1,2}})(?:[./][0-9]{{1,2}})?{ORDINAL}(?:\s?({MONTH})\.?)?{_RANGE_DASH}"
)
_RANGE_OF_MONTHS = re.compile(rf"({MONTH})\.?\s?[0-9]{{1,2}}{_RANGE_DASH}")
_PREPOSITION = re.compile(rf"(?<!\w)(?:{patterns('before_day')})-$")
_GLUED_DIGIT = re.compile(r"[./:,\-][0-9]")
_GLUED_NAME = re.compile(r"[=_@\\]|\.[a-z]|[/\-]\w")
_WEEKDAY_CHARS = 24
"""Characters before a date in which a weekday is sought: the longest one with its separators."""
_LAST_WORD = re.compile(rf"({WORD.pattern})[\s.,،(|/·•–—-]{{1,5}}$")
_NEXT_WORD = re.compile(rf"[\s.,،(|/·•–—-]{{1,5}}({WORD.pattern})")


class _Match(NamedTuple):
    """What looks like a date, in its text."""

    plain: str
    match: re.Match[str]
    day: int
    order: str
    """Its parts as they stand in it: 'dmy', 'mdy', 'ymd', 'ydm'."""
    is_numeric: bool
    """Whether its month is a number."""
    grammar: Grammar
    before: str
    """What stands before it, as far as it may matter."""


def dates_in(
    plain: str, grammar: Grammar = ANY_LANGUAGE
) -> Iterator[tuple[re.Match[str], Moment | None]]:
    """The dates around each year of a text, with the span `day` in the match.

    The moment is None where all parts are there and yet it is no date: no such day exists, or a
    weekday beside it contradicts.
    """
    for position, stop in _windows(plain):
        while match := grammar.pattern.search(plain, position, stop):
            form = next(number for number in range(1, grammar.forms + 1) if match[f"y{number}"])
            month = grammar.month(match[f"m{form}"], match["again"])
            if month is None or part_of_something_longer(plain, match, form, grammar):
                position = match.start() + 1
                continue
            position = match.end()
            number = int(match[f"d{form}"])
            if form == DAY_IN_NUMBERS and match["sep5"] == "/" and month > 12 >= number:
                number, month = month, number  # 01/13/2026 proves by itself what is first.
            try:
                day = date(int(match[f"y{form}"]), month, number)
            except ValueError:
                yield match, None
                continue
            yield (
                match,
                None
                if _weekday_contradicts(plain, match, day, grammar)
                else _with_printed_time(day, match),
            )


def part_of_something_longer(
    plain: str, match: re.Match[str], form: int, grammar: Grammar = ANY_LANGUAGE
) -> str | None:
    """The name of the rule by which a match is no date of its own; None: it is one."""
    before = plain[max(0, match.start() - _RANGE_HEAD_CHARS) : match.start()]
    order = "".join(sorted("dmy", key=lambda part: match.start(f"{part}{form}")))
    day, is_numeric = int(match[f"d{form}"]), match[f"m{form}"].isdecimal()
    return first_rule(_LONGER, _Match(plain, match, day, order, is_numeric, grammar, before))


def _windows(plain: str) -> Iterator[tuple[int, int]]:
    """The stretches of a text that lie near a year: most texts have none, and the grammar is too
    slow for the rest."""
    start = stop = 0
    for year in _YEAR_START.finditer(plain):
        if year.start() - _BEFORE_YEAR > stop:
            yield start, stop
            start = year.start() - _BEFORE_YEAR
        stop = year.end() + _AFTER_YEAR
    yield start, stop


# Rules by which a match is a part of something longer.


def _follows_a_sign(found: _Match) -> bool:
    """'#9 January 2026', a price, a name with an underscore."""
    return found.before[-1:] in _SIGNS_BEFORE


def _continues_a_number(found: _Match) -> bool:
    """A version or a telephone number: '3.1.10.2026', '3. 1. 10. 2026'."""
    before = found.before
    if found.match["sep5"] == ". ":
        before = before.removesuffix(" ")
    return before[-1:] in _NUMBER_JOINTS and before[-2:-1].isdigit()


def _continues_a_word(found: _Match) -> bool:
    """'covid-9.01.2026', and not 'ב-9 בינואר 2026', where the word is a preposition."""
    before = found.before
    is_glued = before[-1:] == "-" and before[-2:-1].isalnum()
    return is_glued and not _PREPOSITION.search(before)


def _continues_a_path(found: _Match) -> bool:
    """'/2026/01/09'."""
    return (
        found.before[-1:] == "/"
        and found.is_numeric
        and (found.order[0] == "y" or found.match["sep5"] == "/")
    )


def _goes_on(found: _Match) -> bool:
    """'09/01/2026/index', '1.10.2026.3'."""
    if found.match["after"] is not None:
        return False
    end = found.match.end("day")
    return bool(
        _GLUED_DIGIT.match(found.plain, end)
        or (found.is_numeric and _GLUED_NAME.match(found.plain, end))
    )


def _ends_a_range(found: _Match) -> bool:
    """'5 – 9 January 2026', '28 December – 9 January 2026', 'January 5 – January 9, 2026'."""
    match = found.match
    if match["before"] is not None:
        return False
    if found.order == "dmy" and (days := _RANGE_OF_DAYS.search(found.before)):
        if days[2]:
            return found.grammar.month(days[2]) is not None
        # '12 | 9 January' counts something: days of a range rise.
        return int(days[1]) < found.day
    months = _RANGE_OF_MONTHS.search(found.before) if found.order == "mdy" else None
    return months is not None and found.grammar.month(months[1]) is not None


_LONGER = (
    Rule("follows_a_sign", _follows_a_sign),
    Rule("continues_a_number", _continues_a_number),
    Rule("continues_a_word", _continues_a_word),
    Rule("continues_a_path", _continues_a_path),
    Rule("goes_on", _goes_on),
    Rule("ends_a_range", _ends_a_range),
)


def _weekday_contradicts(plain: str, match: re.Match[str], day: date, grammar: Grammar) -> bool:
    """Whether a word beside the date names another day of the week: so 'Friday, 01/09/2026' was
    printed month first."""
    beside = (
        _LAST_WORD.search(plain[max(0, match.start() - _WEEKDAY_CHARS) : match.start()]),
        _NEXT_WORD.match(plain, match.end()),
    )
    words = [word[1] for word in beside if word] + [word for word in (match["w8"],) if word]
    named = {grammar.weekdays.get(word_key(word), day.weekday()) for word in words}
    return bool(named - {day.weekday()})


def _with_printed_time(day: date, match: re.Match[str]) -> Moment:
    printed = [match[name] for name in ("before", "after", "t2", "t6", "t7", "t8") if match[name]]
    if len(printed) != 1:
        return day
    return with_time(
        day,
        printed[0],
        exact=match["t6"] is not None or match["t8"] is not None,
        basic=match["t7"] is not None,
    )
