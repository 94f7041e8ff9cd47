"""How dates are written: the forms, and what only looks like one of them.

A text is read without knowing its language: no word names two months, in whatever languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from newscrawl.extract.dates.times import (
    BASIC_CLOCK_PATTERN,
    CLOCK_PATTERN,
    Moment,
    with_time,
)
from newscrawl.extract.dates.words import MONTHS, SECOND_WORDS, WEEKDAYS, word_key
from newscrawl.extract.languages import patterns
from newscrawl.extract.rules import Rule, first_rule

# The grammar. The groups of a form are numbered, since a name may stand only once in a pattern.
_ANY_YEAR = "(?:199[0-9]|20[0-9]{2}|2100)"
_YEAR_START = re.compile(f"(?<![0-9]){_ANY_YEAR}")
_YEAR = f"{_ANY_YEAR}(?![0-9])"
_MONTH = rf"[^\W\d_]{{3,12}}(?:\s(?:{'|'.join(SECOND_WORDS)}))?"
_ORDINAL = f"(?:{patterns('ordinals')})?"
_OF_YEAR = (
    rf"(?:\s{{0,3}}(?:{patterns('year_words')})(?:\.|(?!\w))"
    rf"|(?:{patterns('year_suffixes')})(?!\w))"
)
_GAP = r"\s{0,8}[.,/\-]{0,2}\s{0,8}"
_FORMS = (
    # 9 January 2026, 09.Jan.2026, 9 იანვარი 2026
    rf"(?P<d1>[0-9]{{1,2}}){_ORDINAL}{_GAP}(?:(?:{patterns('before_month')})\s{{1,8}})?"
    rf"(?P<m1>{_MONTH}){_GAP}(?:(?:{patterns('before_month')})\s{{1,8}})?(?P<y1>{_YEAR})"
    rf"(?:{_OF_YEAR})?",
    # January 9th, 2026; Fri Jan 9 10:00:00 +0000 2026
    rf"(?P<m2>{_MONTH})\.?,?\s{{0,8}}[-/]?(?P<d2>[0-9]{{1,2}}){_ORDINAL}"
    rf"(?:\s{{0,8}}[,./\-]\s{{0,8}}|\s{{1,8}}(?:(?P<t2>{CLOCK_PATTERN})\s{{1,8}})?)"
    rf"(?P<y2>{_YEAR})(?:{_OF_YEAR})?",
    # 2026 წლის 9 იანვარი. Before the next form, which would take წლის for the month.
    rf"(?P<y3>{_YEAR})(?:{_OF_YEAR},?\s{{0,8}}|[-/])(?P<d3>[0-9]{{1,2}}){_ORDINAL}{_GAP}"
    rf"(?P<m3>{_MONTH})(?!{_GAP}{_YEAR})",
    # 2026 January 9, 2026 թ. հունվարի 9. Not the end of one sentence and a date of another year:
    # '2025 January 9, 2026'.
    rf"(?P<y4>{_YEAR})(?:{_OF_YEAR},?\s{{0,8}}|[-/]|,?\s{{1,8}})"
    rf"(?P<m4>{_MONTH})\.?\s{{0,8}}[-/]?(?P<d4>[0-9]{{1,2}}){_ORDINAL}"
    rf"(?!\s{{0,8}}[,.]?\s{{0,8}}{_YEAR})",
    # 09/01/2026
    rf"(?P<d5>[0-9]{{1,2}})(?P<sep5>\.\s|[./\-])(?P<m5>[0-9]{{1,2}})(?P=sep5)(?P<y5>{_YEAR})"
    rf"(?:{_OF_YEAR})?",
    # 2026-01-09T10:00:00Z
    rf"(?P<y6>{_YEAR})(?P<sep6>\.\s|[./\-])(?P<m6>[0-9]{{1,2}})(?P=sep6)(?P<d6>[0-9]{{1,2}})"
    rf"(?:[Tt](?P<t6>{CLOCK_PATTERN}))?",
    # 20260109T100000Z, and with the colons that do not belong there, 20260109T10:00:00Z
    rf"(?P<y7>{_ANY_YEAR})(?P<m7>[0-9]{{2}})(?P<d7>[0-9]{{2}})[Tt]"
    rf"(?:(?P<t7>{BASIC_CLOCK_PATTERN})|(?P<t8>{CLOCK_PATTERN}))",
    # 2026年1月9日, 2026년 1월 9일
    rf"(?P<y8>{_ANY_YEAR})\s?[年년]\s?(?P<m8>[0-9]{{1,2}})\s?[月월]\s?(?P<d8>[0-9]{{1,2}})\s?[日일]",
)
_DAY_AND_WORD, _WORD_AND_DAY, _DAY_IN_NUMBERS, _YEAR_FIRST = 1, 2, 5, 6
"""Places of forms in that list, counted from 1: those that rules below ask for."""

_BETWEEN = r"(?:\s{1,8}|\s{0,8}[,;|/·•(@–—\-]\s{0,8})"
_DATE = re.compile(
    rf"(?<!\w)(?:(?P<before>{CLOCK_PATTERN}){_BETWEEN})?(?P<day>{'|'.join(_FORMS)})(?!\w)"
    rf"(?:{_BETWEEN}(?:(?:{patterns('before_time')})\s{{1,8}})?"
    rf"(?P<after>{CLOCK_PATTERN}|(?:2[0-3]|[01]?[0-9])(?:\.|\s?[hH]\s?)[0-5][0-9]"
    rf"(?![.:]?[0-9])(?!\w)))?"
)
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
_RANGE_DASH = rf"\s{{0,3}}(?:[-–—/&]|\b(?:{patterns('range_words')})\b)\s{{0,3}}$"
_RANGE_OF_DAYS = re.compile(
    rf"(?<![0-9:])([0-9]{{1,2}})(?:[./][0-9]{{1,2}})?{_ORDINAL}(?:\s?({_MONTH})\.?)?{_RANGE_DASH}"
)
_RANGE_OF_MONTHS = re.compile(rf"({_MONTH})\.?\s?[0-9]{{1,2}}{_RANGE_DASH}")
_GLUED_DIGIT = re.compile(r"[./:,\-][0-9]")
_GLUED_NAME = re.compile(r"[=_@\\]|\.[a-z]|[/\-]\w")
_WEEKDAY_CHARS = 24
"""Characters before a date in which a weekday is sought: the longest one with its separators."""
_LAST_WORD = re.compile(r"([^\W\d_]+)[\s.,،(|/·•–—-]{1,5}$")
_NEXT_WORD = re.compile(r"[\s.,،(|/·•–—-]{1,5}([^\W\d_]+)")


class _Match(NamedTuple):
    """What looks like a date, in its text."""

    plain: str
    match: re.Match[str]
    form: int
    before: str
    """What stands before it, as far as it may matter."""


def dates_in(plain: str) -> Iterator[tuple[re.Match[str], Moment | None]]:
    """The dates around each year of a text, with the span `day` in the match.

    The moment is None where all parts are there and yet it is no date: no such day exists, or a
    weekday beside it contradicts.
    """
    for position, stop in _windows(plain):
        while match := _DATE.search(plain, position, stop):
            form = next(number for number in range(1, len(_FORMS) + 1) if match[f"y{number}"])
            month = _month(match[f"m{form}"])
            if month is None or part_of_something_longer(plain, match, form) is not None:
                position = match.start() + 1
                continue
            position = match.end()
            number = int(match[f"d{form}"])
            if form == _DAY_IN_NUMBERS and match["sep5"] == "/" and month > 12 >= number:
                number, month = month, number  # 01/13/2026 proves by itself what is first.
            try:
                day = date(int(match[f"y{form}"]), month, number)
            except ValueError:
                yield match, None
                continue
            yield (
                match,
                None if _weekday_contradicts(plain, match, day) else _with_printed_time(day, match),
            )


def part_of_something_longer(plain: str, match: re.Match[str], form: int) -> str | None:
    """The name of the rule by which a match is no date of its own; None: it is one."""
    before = plain[max(0, match.start() - _RANGE_HEAD_CHARS) : match.start()]
    return first_rule(_LONGER, _Match(plain, match, form, before))


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


def _month(printed: str) -> int | None:
    return int(printed) if printed[0] in "0123456789" else MONTHS.get(word_key(printed))


# Rules by which a match is a part of something longer.


def _follows_a_sign(found: _Match) -> bool:
    """'#9 January 2026', a price, a name with an underscore."""
    return found.before[-1:] in _SIGNS_BEFORE


def _continues_a_number(found: _Match) -> bool:
    """A version or a telephone number: '3.1.10.2026', '3. 1. 10. 2026'."""
    before = found.before
    if found.form == _DAY_IN_NUMBERS and found.match["sep5"] == ". ":
        before = before.removesuffix(" ")
    return before[-1:] in _NUMBER_JOINTS and before[-2:-1].isdigit()


def _continues_a_word(found: _Match) -> bool:
    """'covid-9.01.2026'."""
    before = found.before
    return before[-1:] == "-" and before[-2:-1].isalnum()


def _continues_a_path(found: _Match) -> bool:
    """'/2026/01/09'."""
    return found.before[-1:] == "/" and (
        found.form >= _YEAR_FIRST or (found.form == _DAY_IN_NUMBERS and found.match["sep5"] == "/")
    )


def _goes_on(found: _Match) -> bool:
    """'09/01/2026/index', '1.10.2026.3'."""
    if found.match["after"] is not None:
        return False
    end = found.match.end("day")
    return bool(
        _GLUED_DIGIT.match(found.plain, end)
        or (found.form >= _DAY_IN_NUMBERS and _GLUED_NAME.match(found.plain, end))
    )


def _ends_a_range(found: _Match) -> bool:
    """'5 – 9 January 2026', '28 December – 9 January 2026', 'January 5 – January 9, 2026'."""
    form, match = found.form, found.match
    if match["before"] is not None:
        return False
    if form in (_DAY_AND_WORD, _DAY_IN_NUMBERS) and (days := _RANGE_OF_DAYS.search(found.before)):
        if days[2]:
            return _month(days[2]) is not None
        # '12 | 9 January' counts something: days of a range rise.
        return int(days[1]) < int(match[f"d{form}"])
    months = _RANGE_OF_MONTHS.search(found.before) if form == _WORD_AND_DAY else None
    return months is not None and _month(months[1]) is not None


_LONGER = (
    Rule("follows_a_sign", _follows_a_sign),
    Rule("continues_a_number", _continues_a_number),
    Rule("continues_a_word", _continues_a_word),
    Rule("continues_a_path", _continues_a_path),
    Rule("goes_on", _goes_on),
    Rule("ends_a_range", _ends_a_range),
)


def _weekday_contradicts(plain: str, match: re.Match[str], day: date) -> bool:
    """Whether a word beside the date names another day of the week: so 'Friday, 01/09/2026' was
    printed month first."""
    beside = (
        _LAST_WORD.search(plain[max(0, match.start() - _WEEKDAY_CHARS) : match.start()]),
        _NEXT_WORD.match(plain, match.end()),
    )
    named = {WEEKDAYS.get(word_key(word[1]), day.weekday()) for word in beside if word}
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
