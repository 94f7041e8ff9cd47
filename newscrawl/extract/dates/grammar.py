"""How dates are written: one grammar for all languages of `languages/`, and one for each other
language that a page declares, with the names and formats that CLDR has of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from newscrawl.extract.dates.cldr import (
    MAX_LANGUAGES,
    OTHER_CALENDARS,
    DateWords,
    code_of,
    date_words,
)
from newscrawl.extract.dates.plain import plain_text
from newscrawl.extract.dates.times import BASIC_CLOCK_PATTERN, CLOCK_PATTERN
from newscrawl.extract.dates.words import (
    MARKED_LETTERS,
    MONTHS,
    OWN_MONTHS,
    SECOND_WORDS,
    WEEKDAYS,
    word_key,
    word_keys,
)
from newscrawl.extract.languages import LANGUAGES, patterns, words

# The groups of a form are numbered, since a name may stand only once in a pattern.
ANY_YEAR = "(?:199[0-9]|20[0-9]{2}|2100)"
YEAR = f"{ANY_YEAR}(?![0-9])"
_SHORT = {
    name
    for names in words("months")
    for name in names.split("|")
    if 0 < len(name) < 3 and not re.match(f"[{MARKED_LETTERS}]", name)
}
MONTH = (
    rf"(?:[{MARKED_LETTERS}]{{2,20}}|[^\W\d_]{{3,12}}|(?:{'|'.join(sorted(_SHORT))})(?!\w))"
    rf"(?:\s(?:{'|'.join(SECOND_WORDS)}))?"
)
ORDINAL = f"(?i:{patterns('ordinals')})?"
_OF_YEAR = (
    rf"(?:\s{{0,3}}(?i:{patterns('year_words')})(?:\.|(?!\w))"
    rf"|(?i:{patterns('year_suffixes')})(?!\w))"
)
_GAP = r"\s{0,8}[.,،/\-׳']{0,2}\s{0,8}"

_GLUED_WEEKDAY = (
    "(?:星期|礼拜|禮拜|周|週)[一二三四五六日天]|[月火水木金土日]曜日?|[월화수목금토일]요일"
)


def _forms(month: str) -> tuple[str, ...]:
    return (
        # 9 January 2026, 09.Jan.2026, 9 იანვარი 2026; with both names of a month where two are in
        # use, as in the Levant: 9 كانون الثاني/يناير 2026
        rf"(?P<d1>[0-9]{{1,2}}){ORDINAL}{_GAP}(?:(?i:{patterns('before_month')})\s{{1,8}})?"
        rf"(?P<m1>{month})(?:\s{{0,2}}[/(–\-]\s{{0,2}}(?P<again>{month})\)?)?"
        rf"{_GAP}(?:(?i:{patterns('before_month')})\s{{1,8}})?(?P<y1>{YEAR})"
        rf"(?:{_OF_YEAR})?",
        # January 9th, 2026; Fri Jan 9 10:00:00 +0000 2026
        rf"(?P<m2>{month})\.?,?\s{{0,8}}[-/]?(?P<d2>[0-9]{{1,2}}){ORDINAL}"
        rf"(?:\s{{0,8}}[,./\-]\s{{0,8}}|\s{{1,8}}(?:(?P<t2>{CLOCK_PATTERN})\s{{1,8}})?)"
        rf"(?P<y2>{YEAR})(?:{_OF_YEAR})?",
        # 2026 წლის 9 იანვარი. Before the next form, which would take წლის for the month.
        rf"(?P<y3>{YEAR})(?:{_OF_YEAR},?\s{{0,8}}|[-/])(?P<d3>[0-9]{{1,2}}){ORDINAL}{_GAP}"
        rf"(?P<m3>{month})(?!{_GAP}{YEAR})",
        # 2026 January 9, 2026 թ. հունվարի 9. Not the end of one sentence and a date of another
        # year: '2025 January 9, 2026'.
        rf"(?P<y4>{YEAR})(?:{_OF_YEAR},?\s{{0,8}}|[-/]|,?\s{{1,8}})"
        rf"(?P<m4>{month})\.?\s{{0,8}}[-/]?(?P<d4>[0-9]{{1,2}}){ORDINAL}"
        rf"(?!\s{{0,8}}[,.]?\s{{0,8}}{YEAR})",
        # 09/01/2026
        rf"(?P<d5>[0-9]{{1,2}})(?P<sep5>\.\s|[./\-])(?P<m5>[0-9]{{1,2}})(?P=sep5)(?P<y5>{YEAR})"
        rf"(?:{_OF_YEAR})?",
        # 2026-01-09T10:00:00Z
        rf"(?P<y6>{YEAR})(?P<sep6>\.\s|[./\-])(?P<m6>[0-9]{{1,2}})(?P=sep6)(?P<d6>[0-9]{{1,2}})"
        rf"(?:[Tt](?P<t6>{CLOCK_PATTERN}))?",
        # 20260109T100000Z, and with the colons that do not belong there, 20260109T10:00:00Z
        rf"(?P<y7>{ANY_YEAR})(?P<m7>[0-9]{{2}})(?P<d7>[0-9]{{2}})[Tt]"
        rf"(?:(?P<t7>{BASIC_CLOCK_PATTERN})|(?P<t8>{CLOCK_PATTERN}))",
        # 2026年1月9日, 2026년 1월 9일
        rf"(?P<y8>{ANY_YEAR})\s?[年년]\s?(?P<m8>[0-9]{{1,2}})\s?[月월]\s?(?P<d8>[0-9]{{1,2}})\s?[日일]"
        rf"(?P<w8>{_GLUED_WEEKDAY})?",
    )


DAY_IN_NUMBERS = 5
"""The place in that list, from 1, of the form in which day and month may change places."""

FORMS = len(_forms(MONTH))

_BETWEEN = r"(?:\s{1,8}|\s{0,8}[,;|/·•(@–—\-]\s{0,8})"


def _pattern(forms: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:(?P<before>{CLOCK_PATTERN}){_BETWEEN})?(?P<day>{'|'.join(forms)})(?!\w)"
        rf"(?:{_BETWEEN}(?:(?i:{patterns('before_time')})\s{{1,8}})?"
        rf"(?P<after>{CLOCK_PATTERN}|(?:2[0-3]|[01]?[0-9])(?:\.|\s?[hH]\s?)[0-5][0-9]"
        rf"(?![.:]?[0-9])(?!\w)))?"
    )


@dataclass(frozen=True, eq=False, slots=True)
class Grammar:
    """How dates are read. Two grammars are equal if they are one: they are part of keys of
    memories."""

    pattern: re.Pattern[str]
    """A date, with the time beside it."""
    forms: int
    """How many forms the pattern has."""
    months: Mapping[str, int]
    """Each word for a month, by its `name_key` -> 1 to 12."""
    weekdays: Mapping[str, int]
    """Each word for a day of the week, by its `word_key` -> 0 (Monday) to 6."""
    noise: frozenset[str] = frozenset()
    """Words of this language that belong to a date, and change nothing in it."""

    def month(self, printed: str, again: str | None = None) -> int | None:
        """The number of a month as it is printed, in numbers or words; None where it is none.
        `again`: its other name, where it is printed with two."""
        if again is not None and self.month(again) != self.month(printed):
            return None
        return int(printed) if printed.isdecimal() else self.months.get(name_key(printed))


ANY_LANGUAGE = Grammar(_pattern(_forms(MONTH)), FORMS, MONTHS, WEEKDAYS)
"""The words of all languages of `languages/` that name one month, in whatever languages."""


def name_key(name: str) -> str:
    """As `word_key`, for names in which numbers stand.

    >>> name_key("Tháng 11"), name_key("Ağustos")
    ('thang11', 'agustos')
    """
    digits = "" if name.isalpha() else "".join([char for char in name if char.isdecimal()])
    return word_key(name) + digits


def grammar_of(tag: str) -> Grammar:
    """The grammar for a page by the language tag that it declares ('en-GB'), empty for none."""
    return _grammar(code_of(tag)) if tag else ANY_LANGUAGE


@lru_cache(maxsize=MAX_LANGUAGES)
def _grammar(code: str) -> Grammar:
    language = code.partition("_")[0]
    known = LANGUAGES.get(language)
    if known is not None and not known.dates_of_cldr:
        own = OWN_MONTHS.get(language)
        if own is None:
            return ANY_LANGUAGE
        return Grammar(ANY_LANGUAGE.pattern, FORMS, {**MONTHS, **own}, WEEKDAYS)
    if language in OTHER_CALENDARS:
        # What is printed in numbers is of either calendar.
        forms = list(_forms(MONTH))
        forms[DAY_IN_NUMBERS - 1] = "(?!)(?P<d5>)(?P<sep5>)(?P<m5>)(?P<y5>)"
        return Grammar(_pattern(tuple(forms)), FORMS, MONTHS, WEEKDAYS)
    found = date_words(code) if code else None
    return ANY_LANGUAGE if found is None else _of_cldr(found)


def _of_cldr(language: DateWords) -> Grammar:
    own = _of_one_month(language.months)
    odd = sorted(
        {plain_text(name)[0] for name in language.months if not re.fullmatch(MONTH, name)},
        key=len,
        reverse=True,
    )
    month = "|".join([*(f"(?i:{_spaced(name)})" for name in odd), MONTH])
    own_forms = dict.fromkeys(
        _form_of(one, f"(?:{month})", language.eras) for one in language.formats
    )
    # Its own first: 'оны 2-р' is a word and a day to a form of any language.
    forms = (
        *(_numbered(form, place) for place, form in enumerate(filter(None, own_forms), FORMS + 1)),
        *_forms(f"(?:{month})"),
    )
    single = {
        key: number
        for name, number in language.weekdays.items()
        if len(keys := word_keys(name)) == 1
        for key in keys
    }
    named = [*language.weekdays, *language.eras, *(_words_of(one) for one in language.formats)]
    noise = frozenset(key for name in named for key in word_keys(name))
    # A part of a name of two words ('Thứ') is no day of another language.
    others = {word: number for word, number in WEEKDAYS.items() if word not in noise}
    return Grammar(
        _pattern(forms),
        len(forms),
        {**MONTHS, **own},
        {**others, **single},
        noise,
    )


def _numbered(form: str, number: int) -> str:
    return re.sub("[?]P<([dmy])>", rf"?P<\g<1>{number}>", form)


def _of_one_month(names: Mapping[str, int]) -> dict[str, int]:
    """The names by their keys; none that is the key of two months."""
    numbers: dict[str, set[int]] = {}
    for name, number in names.items():
        numbers.setdefault(name_key(name), set()).add(number)
    return {key: next(iter(of)) for key, of in numbers.items() if len(of) == 1}


def _spaced(name: str) -> str:
    return r"\s{1,3}".join(map(re.escape, name.split())).replace(r"\.", r"\.?")


# Formats of CLDR -> forms.

_QUOTED = re.compile("'([^']*)'")
_FIELD = re.compile(
    r"'(?P<quoted>[^']*)'|(?P<field>([A-Za-z])\3*)|(?P<word>\w+)|(?P<space>\s+)|(?P<mark>.)"
)
_WEEKDAY_AT_AN_END = re.compile(r"^[Ec]+[^\w']*|[^\w']*[Ec]+$")
_SPACE = r"\s{0,3}"


def _words_of(pattern: str) -> str:
    return " ".join(_QUOTED.findall(pattern))


def _form_of(pattern: str, month: str, eras: tuple[str, ...]) -> str | None:
    """A format of CLDR as a regular expression with the groups d, m and y; None where it names no
    month and has no words, or no full year: those are read in any language."""
    pattern = _WEEKDAY_AT_AN_END.sub("", pattern)
    fields = [one["field"] for one in _FIELD.finditer(pattern) if one["field"]]
    kinds = [field[0].replace("L", "M") for field in fields]
    if sorted(set(kinds) - set("EcG")) != ["M", "d", "y"] or "yy" in fields:
        return None
    is_named = any(field[0] in "ML" and len(field) > 2 for field in fields)
    if not is_named and not _QUOTED.search(pattern):
        return None
    values = {
        "d": "(?P<d>[0-9]{1,2})",
        "M": f"(?P<m>{month if is_named else '[0-9]{1,2}'})" + (r"\.?" if is_named else ""),
        "y": f"(?P<y>{YEAR})",
        "E": r"(?:[^\W\d_]{1,24}\.?)?",
        "G": f"(?:{'|'.join(map(_spaced, eras))})?",
    }
    values |= {"L": values["M"], "c": values["E"]}
    return "".join(_parts(pattern, values))


def _parts(pattern: str, values: Mapping[str, str]) -> Iterator[str]:
    end = len(pattern.rstrip(" ."))
    for one in _FIELD.finditer(pattern):
        if one["field"]:
            yield values[one["field"][0]]
        elif (word := one["quoted"] or one["word"]) is not None:
            yield f"(?i:{re.escape(word.strip())})"
        elif one.start() < end:
            yield _SPACE if one["space"] else f"(?:{re.escape(one['mark'])})?"
