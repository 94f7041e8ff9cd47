"""Text -> dates. Day before month; a part that is not printed is never filled in; what can be read
in two ways is no date.

    read_date       the whole text is a date
    find_dates      the dates that stand in a text, with their places
    read_date_line  a line that carries one date: a byline, a label with a date

Strict forms (months.py) read nearly everything. dateparser stands behind them, for `read_date`
alone, and only what the text shows counts. No clock is asked, so no relative phrase has a meaning
here. Years are 1990 to 2100, with four digits.
"""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from newscrawl.errors import DateError
from newscrawl.extract.dates import formats as months
from newscrawl.extract.dates.formats import TIME, Moment, dates_in, placed

__all__ = [
    "DateLine",
    "FoundDate",
    "Moment",
    "find_dates",
    "iso",
    "may_hold_date",
    "read_date",
    "read_date_line",
]

_LINE_CHARS = 200
_REST_WORDS = 10
_FALLBACK_CHARS = 50

_INVISIBLE = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
_ODD = re.compile(f"[{_INVISIBLE}\u0300-\u036f\u2010\u2011\uff01-\uff5e]")
_HIDDEN = re.compile(f"[{_INVISIBLE}]")
_HIDDEN_END = re.compile(f"[{_INVISIBLE}]+$")
_SIMPLE = {0x2010: "-", 0x2011: "-", **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}}

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_NUMBER = re.compile("[0-9]+")
_EIGHT_DIGITS = re.compile("^([0-9]{4})([0-9]{2})([0-9]{2})$")
_ALIEN = re.compile(r"[~<>≈±=%?+*©#№$€£&@\\^]")
_PARTING = re.compile(r"(\s[–—-]\s|[–—|•·;,/]|:(?=\s|$))")
_EDITOR = re.compile(r"\bedited by\b", re.IGNORECASE)
_EDGE = " ,;:|/·•–—-"
_NOISE = months.LABELS | months.JOINTS | months.NEUTRAL | months.WEEKDAYS.keys()
_NOISE_OR_CHANGED = _NOISE | months.CHANGED | months.TODAY
_OPENING = months.BYLINES | months.LABELS


class FoundDate(NamedTuple):
    """A date and its place in a text."""

    start: int
    end: int
    text: str
    """`text[start:end]` of the text that was searched, its time included."""
    when: Moment


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line that carries one date, which may be that of publication."""

    when: Moment
    label: str | None
    """The words that say so ('published', 'дата публикации'), casefolded; None where nothing
    does."""
    rest: str
    """What else stands there ('By Nino Example', 'Politics'), folded; parts before and behind the
    date are joined by ' | '."""


def read_date(text: str, *, language: str | None = None) -> Moment:
    """The date that the whole text is; a label, a weekday, a time and punctuation may stand around
    it.

    `language` ('ka', 'en-GB') is what the page says of itself: it helps dateparser with languages
    that have no strict form here. Raises DateError if the text is no date, a part of one, two, an
    impossible one, or the date of a change ('Updated: …').

    >>> read_date("Published: Friday, 09.Jan.2026, 14:30")
    datetime.date(2026, 1, 9)
    """
    if len(text) > _LINE_CHARS:
        raise DateError(f"No date: a text of {len(text)} characters")
    read = _read(text, language)
    if isinstance(read, str):
        raise DateError(f"No date in {text!r}: {read}")
    return read


def find_dates(text: str) -> list[FoundDate]:
    """Every full date that stands anywhere in a text, in order, not overlapping.

    What is glued to letters or digits (versions, numbers, paths) and the end of a range of days are
    none. A weekday that contradicts its date makes it none: the one or the other is misread.

    >>> [found.text for found in find_dates("Seen on 9 January 2026 at 14:30 and on 10/01/2026, not in 1.10.2026.3")]
    ['9 January 2026 at 14:30', '10/01/2026']
    """
    if not may_hold_date(text):
        return []
    # Short texts come again and again (bylines, lists, stamps), long ones hardly ever.
    return list(_found_in_short(text) if len(text) <= _LINE_CHARS else _found_in(text))


def read_date_line(text: str) -> DateLine | None:
    """The one date that a short line carries, with what stands beside it; None if it has none, or
    several, or is a sentence.

    A date that says it is of a change or of today is set aside; so a line that shows both gives the
    date of publication. None also where words run into the date from both sides, where a small word
    ties it to something else ('Meeting on …'), or where more than ten words or 200 characters stand
    there. What may stand beside a date is for the caller to judge, from `rest`.

    >>> read_date_line("By Nino Example | 5 January 2022, 14:30")
    DateLine(when=datetime.date(2022, 1, 5), label=None, rest='By Nino Example')
    """
    return _line(text) if len(text) <= _LINE_CHARS and may_hold_date(text) else None


def iso(moment: Moment) -> str:
    """ISO 8601: the day, or the moment with its offset, UTC as Z. A datetime without an offset is
    refused (ValueError).

    >>> iso(date(2026, 1, 9)), iso(datetime.fromisoformat("2026-01-09T10:00:00+00:00"))
    ('2026-01-09', '2026-01-09T10:00:00Z')
    """
    if isinstance(moment, datetime):
        if moment.utcoffset() is None:
            raise ValueError(f"{moment!r} has no offset: it is no moment")
        if not moment.utcoffset():
            return f"{moment.replace(tzinfo=None).isoformat()}Z"
    return moment.isoformat()


def may_hold_date(text: str) -> bool:
    """A quick look: False where no date can be, as there is no year."""
    return (
        "20" in text
        or "199" in text
        or "2100" in text
        or (not text.isascii() and _ODD.search(text) is not None)
    )


def _plain(text: str) -> tuple[str, list[int] | None]:
    """The text without invisible characters, composed, with plain digits and hyphens; and where
    each character stood, if that changed."""
    if text.isascii() or not _ODD.search(text):
        return text, None
    chars: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text.translate(_SIMPLE)):
        if _HIDDEN.match(char):
            continue
        if chars and unicodedata.combining(char) and chars[-1].isalpha():
            # An accent that has no composed letter (as in ΜΑΪ́ΟΥ) is left out: no word is told
            # apart by one.
            chars[-1] = unicodedata.normalize("NFC", chars[-1] + char)[0]
            continue
        chars.append(char)
        places.append(place)
    return "".join(chars), [*places, len(text)]


def _words(text: str) -> list[str]:
    return [key for word in _WORD.findall(text) if (key := months.key(word))]


def _found_in(text: str) -> tuple[FoundDate, ...]:
    plain, places = _plain(text)
    found: list[FoundDate] = []
    for match, when in dates_in(plain):
        start, end = match.span()
        if places is not None:
            # Up to the next visible character, less what is invisible between.
            start, end = (
                places[start],
                places[start] + len(_HIDDEN_END.sub("", text[places[start] : places[end]])),
            )
        if when is not None:
            found.append(FoundDate(start, end, text[start:end], when))
    return tuple(found)


_found_in_short = lru_cache(maxsize=8192)(_found_in)


@lru_cache(maxsize=8192)
def _read(text: str, language: str | None) -> Moment | str:
    """The date, or why there is none."""
    plain = " ".join(_plain(text)[0].split())
    # The basic form of ISO 8601. Where eight digits are a day of these years, no other order of
    # them is one.
    found = list(dates_in(_EIGHT_DIGITS.sub(r"\1-\2-\3", plain)))
    if not found:
        return _ask_dateparser(plain, language) or "no day, month and year"
    if len(found) > 1:
        return "there are several"
    match, when = found[0]
    if when is None:
        return "there is no such day, or a weekday contradicts it"
    beside = " | ".join(match.string.split(match[0], 1))
    return (
        _with_time_beside(when, beside)
        if _is_noise(beside)
        else f"{beside.strip(_EDGE)!r} beside it is not part of a date"
    )


def _is_noise(text: str, noise: frozenset[str] = _NOISE) -> bool:
    """Whether a text beside a date says no more than that it is a date: labels, a weekday, a
    time."""
    bare = TIME.sub(" ", text)
    return not _NUMBER.search(bare) and not _ALIEN.search(bare) and noise.issuperset(_words(bare))


def _with_time_beside(when: Moment, beside: str) -> Moment:
    times = TIME.findall(beside)
    return when if isinstance(when, datetime) or len(times) != 1 else placed(when, times[0])


_LANGUAGES = {
    "LATIN": ("en", "tr", "az", "ro"),
    "CYRILLIC": ("ru", "uk", "bg"),
    "GEORGIAN": ("ka",),
    "ARMENIAN": ("hy",),
    "GREEK": ("el",),
}


def _ask_dateparser(plain: str, language: str | None) -> Moment | None:
    """What dateparser reads, if the text shows day, month and year in an order that has one
    reading, and nothing else.

    It takes 0.5 to 100 ms and swaps day and month to make sense of what has none, so it is asked
    last and not believed.
    """
    times, bare = TIME.findall(plain), TIME.sub(" ", plain)
    numbers = _NUMBER.findall(bare)
    years = [number for number in numbers if len(number) == 4 and 1990 <= int(number) <= 2100]
    strange = [word for word in _words(bare) if word not in _NOISE]
    others = [number for number in numbers if number not in years]
    # A month is a number or the one word that is not ours.
    if (
        len(years) != 1
        or len(strange) > 1
        or len(others) + len(strange) != 2
        or max(map(len, others)) > 2
    ):
        return None
    if len(times) > 1 or len(plain) > _FALLBACK_CHARS or _ALIEN.search(bare):
        return None
    # The page's own language first, then those that are written in the letters of the month.
    script = unicodedata.name(strange[0][0], "").partition(" ")[0] if strange else "LATIN"
    own = re.findall("^[A-Za-z]{2,3}", language or "")
    day = _parse_slowly(bare, [*map(str.lower, own), *_LANGUAGES.get(script, ())])
    if day is None or any(
        months.WEEKDAYS.get(word, day.weekday()) != day.weekday() for word in _words(bare)
    ):
        return None
    orders = (
        [(day.day, day.year), (day.year, day.day)]
        if strange
        else [(day.day, day.month, day.year), (day.year, day.month, day.day)]
    )
    if tuple(map(int, numbers)) not in orders or (
        strange and months.MONTHS.get(strange[0], day.month) != day.month
    ):
        return None
    return placed(day, times[0]) if times else day


def _parse_slowly(text: str, languages: list[str]) -> date | None:
    import dateparser  # 0.1 s, and most runs never need it.

    settings = {
        "DATE_ORDER": "DMY",
        "PREFER_LOCALE_DATE_ORDER": False,
        "STRICT_PARSING": True,
        "PARSERS": ["absolute-time"],
    }
    for language in dict.fromkeys(languages):
        # It raises ValueError for a language that it does not know. A fixed base: no reading may
        # lean on the day of the run.
        with suppress(ValueError):
            if moment := dateparser.parse(
                text,
                languages=[language],
                settings={**settings, "RELATIVE_BASE": datetime(2000, 1, 1)},
            ):
                return moment.date()
    return None


@lru_cache(maxsize=8192)
def _line(text: str) -> DateLine | None:
    plain = " ".join(_plain(text)[0].split())
    found = _found_in(plain)
    edges = [0, *(edge for one in found for edge in (one.start, one.end)), len(plain)]
    gaps = [plain[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]
    own = [place for place in range(len(found)) if not _sets_aside(gaps[place])]
    # What was changed was published before: otherwise the words stand behind their dates and were
    # paired wrongly. ISO days sort as text.
    if len(own) != 1 or iso(found[own[0]].when)[:10] > min(iso(one.when)[:10] for one in found):
        return None
    sides = [_side(gap) for gap in gaps]
    label = " ".join(word for labels, _ in sides for word in labels) or None
    line, head, tail = found[own[0]], sides[own[0]][1].rstrip(), sides[own[0] + 1][1].lstrip()
    # 'on Friday, 9 January': the weekday belongs to the date.
    if _words(head) and _words(head)[-1] in months.WEEKDAYS:
        head = head[: head.rindex(_WORD.findall(head)[-1])].rstrip(" ,(")
    opened = label is not None or not _OPENING.isdisjoint(_words(head)[:1])
    joint = "".join(_words(head)[-1:]) if head[-1:].isalnum() else ""
    # A date with a time between words is a byline whose parts lost their separators; without one it
    # may be a sentence.
    runs_through = joint and tail[:1].isalnum() and ":" not in line.text
    if (
        (_sets_aside(gaps[-1]) and label is None)
        or joint in months.TIES
        or (not opened and (joint in months.JOINTS or runs_through))
    ):
        return None
    before = [
        *(rest for _, rest in sides[: own[0]]),
        head.rpartition(" ")[0] if joint in months.JOINTS else head,
    ]
    after = [tail, *(rest for _, rest in sides[own[0] + 2 :])]
    rest = " | ".join(
        part
        for texts in (before, after)
        if (part := " ".join(texts).lstrip(_EDGE + ".)]").rstrip(_EDGE + "(["))
    )
    words = len(_WORD.findall(rest))
    if words > _REST_WORDS or (
        words and tail and not opened and plain.endswith((".", "!", "?", "…"))
    ):
        return None
    return DateLine(
        _with_time_beside(line.when, f"{gaps[own[0]]} | {gaps[own[0] + 1]}"), label, rest
    )


def _sets_aside(gap: str) -> bool:
    """Whether the words before a date say that it is not the day of publication. 'Edited by' names
    a person."""
    if "©" in gap or not months.CHANGED.isdisjoint(_words(_EDITOR.sub("", gap))):
        return True
    pieces = _PARTING.split(gap)[::2]
    return any(
        _is_noise(piece, _NOISE_OR_CHANGED) and not months.TODAY.isdisjoint(_words(piece))
        for piece in pieces
    )


def _side(gap: str) -> tuple[list[str], str]:
    """What stands on one side of a date: its labels, and the rest with its separators."""
    labels: list[str] = []
    rest = ""
    parts = [*_PARTING.split(gap), ""]
    for piece, parting in zip(parts[::2], parts[1::2], strict=True):
        printed = _WORD.findall(piece)
        keys = _words(piece)
        if _is_noise(piece, _NOISE_OR_CHANGED):
            labels += [
                word.casefold()
                for word in printed
                if months.key(word) in months.LABELS and months.CHANGED.isdisjoint(keys)
            ]
            rest += parting if not rest.endswith(parting) else ""
            continue
        if keys[1:] and keys[0] in months.LABELS and keys[1] in months.BYLINES:  # Posted by …
            labels.append(printed[0].casefold())
            piece = piece[piece.index(printed[1]) :]
        elif keys and keys[0] in months.BYLINES and keys[-1] in months.LABELS:  # By … Published
            labels.append(printed[-1].casefold())
            piece = piece[: piece.rindex(printed[-1])]
        rest += piece + parting
    return labels, rest
