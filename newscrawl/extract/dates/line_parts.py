"""A line that carries one date: the dates, the gaps between them, and which date is the line's
own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from newscrawl.extract.dates.beside import NOISE, is_noise, with_time_beside
from newscrawl.extract.dates.find import (
    SHORT_CHARS,
    FoundDate,
    dates_found_in,
    may_hold_date,
)
from newscrawl.extract.dates.grammar import Grammar
from newscrawl.extract.dates.page_language import grammar
from newscrawl.extract.dates.plain import plain_text
from newscrawl.extract.dates.times import TIME, Moment, day_of
from newscrawl.extract.dates.words import (
    BY,
    CHANGED,
    EDITED,
    JOINTS,
    PUBLISHED,
    TIES,
    TODAY,
    WORD,
    word_key,
    word_keys,
)
from newscrawl.extract.rules import Rule, first_rule

MAX_WORDS_BESIDE = 10
"""More words beside a date are a clause, not a byline: a name, a place, a section and a desk have
fewer."""

EDGE = " ,،;:|/·•–—-"
"""What parts a date from what stands beside it."""

PARTING = re.compile(r"(\s[–—-]\s|[–—|•·;,،/]|:(?=\s|$))")
"""What parts the pieces of a line."""
_EDITED_BY = re.compile(r"\bedited by\b", re.IGNORECASE)
_SENTENCE_ENDS = (".", "!", "?", "…")
_NOISE_OR_CHANGED = NOISE | CHANGED | TODAY
_OPENING = BY | PUBLISHED


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


class _Side(NamedTuple):
    """What stands in one gap."""

    labels: list[str]
    rest: str
    """Without the labels, with its separators."""


class _Parts(NamedTuple):
    """A line taken apart around its own date."""

    plain: str
    date: FoundDate
    label: str | None
    head: str
    """What ends right before the date, without labels and weekday."""
    tail: str
    """What begins right behind it, without labels."""
    rest: str
    joint: str
    """The word right before the date, if nothing stands between."""
    is_opened: bool
    """Whether a label or a byline says what the line is."""
    is_set_aside_behind: bool
    """Whether words at the end of the line say that its last date is of something else."""


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
    if len(text) > SHORT_CHARS or not may_hold_date(text):
        return None
    read = _read(text, grammar())
    return read if isinstance(read, DateLine) else None


def why_no_date_line(text: str) -> str | None:
    """The name of the rule by which a text is no such line; None: it is one."""
    if len(text) > SHORT_CHARS:
        return "long_text"
    read = _read(text, grammar())
    return read if isinstance(read, str) else None


@lru_cache(maxsize=8192)
def _read(text: str, grammar: Grammar) -> DateLine | str:
    """The line, or the name of the rule by which it is none."""
    plain = " ".join(plain_text(text)[0].split())
    found = dates_found_in(plain)
    edges = [0, *(edge for one in found for edge in (one.start, one.end)), len(plain)]
    gaps = [plain[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]
    own = [place for place in range(len(found)) if not _sets_aside(gaps[place])]
    if len(own) != 1:
        return "several_dates" if own else "no_date"
    when = found[own[0]].when
    # What was changed was published before: otherwise the words stand behind their dates and were
    # paired wrongly.
    if day_of(when) > min(day_of(one.when) for one in found):
        return "later_than_its_change"
    parts = _take_apart(plain, found[own[0]], gaps, own[0])
    refused = first_rule(_REFUSALS, parts)
    if refused is not None:
        return refused
    beside = f"{gaps[own[0]]} | {gaps[own[0] + 1]}"
    return DateLine(with_time_beside(when, beside), parts.label, parts.rest)


def _take_apart(plain: str, date: FoundDate, gaps: list[str], place: int) -> _Parts:
    """The parts around the date between the gaps `place` and `place + 1`."""
    sides = [_side(gap) for gap in gaps]
    label = " ".join(word for side in sides for word in side.labels) or None
    head = _without_weekday(sides[place].rest.rstrip())
    tail = sides[place + 1].rest.lstrip()
    words = word_keys(head)
    joint = words[-1] if words and head[-1:].isalnum() else ""
    before = [
        *(side.rest for side in sides[:place]),
        head.rpartition(" ")[0] if joint in JOINTS else head,
    ]
    after = [tail, *(side.rest for side in sides[place + 2 :])]
    return _Parts(
        plain,
        date,
        label,
        head,
        tail,
        " | ".join(part for texts in (before, after) if (part := _trimmed(texts))),
        joint,
        label is not None or not _OPENING.isdisjoint(words[:1]),
        _sets_aside(gaps[-1]) and not _has_own_time(gaps[-1]),
    )


def _without_weekday(head: str) -> str:
    """'on Friday, 9 January': the weekday belongs to the date."""
    words = word_keys(head)
    if not words or words[-1] not in grammar().weekdays:
        return head
    return head[: head.rindex(WORD.findall(head)[-1])].rstrip(" ,(")


def _trimmed(texts: list[str]) -> str:
    return " ".join(texts).lstrip(EDGE + ".)]").rstrip(EDGE + "([")


# Rules by which a line with one date carries none.


def _is_of_a_change(line: _Parts) -> bool:
    """'9 January 2026 (updated)'."""
    return line.is_set_aside_behind and line.label is None


def _is_tied(line: _Parts) -> bool:
    """'Closed since 9 January 2026': the date is of that."""
    return line.joint in TIES


def _is_joined(line: _Parts) -> bool:
    """'Meeting on 9 January 2026', without a word that says that the line is a byline."""
    return not line.is_opened and line.joint in JOINTS


def _runs_through(line: _Parts) -> bool:
    """'The town 9 January 2026 celebrates'. A date with a time between words is a byline whose
    parts lost their separators; without one it may be a sentence."""
    return (
        not line.is_opened
        and line.joint != ""
        and line.tail[:1].isalnum()
        and ":" not in line.date.text
    )


def _has_many_words(line: _Parts) -> bool:
    return len(WORD.findall(line.rest)) > MAX_WORDS_BESIDE


def _ends_as_a_sentence(line: _Parts) -> bool:
    return (
        not line.is_opened
        and line.tail != ""
        and line.plain.endswith(_SENTENCE_ENDS)
        and WORD.search(line.rest) is not None
    )


_REFUSALS = (
    Rule("date_of_a_change", _is_of_a_change),
    Rule("tied_to_another_word", _is_tied),
    Rule("joined_by_a_small_word", _is_joined),
    Rule("words_on_both_sides", _runs_through),
    Rule("many_words", _has_many_words),
    Rule("sentence", _ends_as_a_sentence),
)


def _sets_aside(gap: str) -> bool:
    """Whether the words before a date say that it is not the day of publication. 'Edited by' names
    a person."""
    if "©" in gap or not CHANGED.isdisjoint(word_keys(_EDITED_BY.sub("", gap))):
        return True
    return any(
        is_noise(piece, _NOISE_OR_CHANGED) and not TODAY.isdisjoint(word_keys(piece))
        for piece in PARTING.split(gap)[::2]
    )


def _has_own_time(gap: str) -> bool:
    """'9 January 2026, 10:00 UPD 14:20': the change is told by its time, and not by the day."""
    time = TIME.search(gap)
    is_edit = not EDITED.isdisjoint(word_keys(gap))
    return time is not None and is_edit and not word_keys(gap[time.end() :])


def _side(gap: str) -> _Side:
    """What stands on one side of a date: its labels, and the rest with its separators."""
    labels: list[str] = []
    rest = ""
    parts = [*PARTING.split(gap), ""]
    for piece, parting in zip(parts[::2], parts[1::2], strict=True):
        if is_noise(piece, _NOISE_OR_CHANGED):
            labels += _labels_of_publication(piece)
            rest += parting if not rest.endswith(parting) else ""
            continue
        label, piece = _split_label(piece)
        labels += label
        rest += piece + parting
    return _Side(labels, rest)


def _labels_of_publication(piece: str) -> list[str]:
    """The words of a label that name the day of publication; none where the label names a
    change."""
    if not CHANGED.isdisjoint(word_keys(piece)):
        return []
    return [word.casefold() for word in WORD.findall(piece) if word_key(word) in PUBLISHED]


def _split_label(piece: str) -> tuple[list[str], str]:
    """'Posted by Nino', 'By Nino Published': the label, and the byline without it."""
    printed = WORD.findall(piece)
    keys = word_keys(piece)
    if keys[1:] and keys[0] in PUBLISHED and keys[1] in BY:
        return [printed[0].casefold()], piece[piece.index(printed[1]) :]
    if keys and keys[0] in BY and keys[-1] in PUBLISHED:
        return [printed[-1].casefold()], piece[: piece.rindex(printed[-1])]
    return [], piece
