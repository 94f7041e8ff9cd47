"""How the languages of a site number their articles, and which numbers are not accounted for. Pure
functions.

Either each language counts for itself, or all of them take their numbers from one sequence, each
number once. Which of both it is shows in the numbers that were read: it is found out, not assumed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import combinations
from typing import Literal

Numbering = Literal["own", "common", "unknown"]
"""`own`: each language counts for itself; `common`: one sequence for all; `unknown`: too little is
known, or there is one language."""

MIN_READ = 20
"""So many numbers of a language have to be read, where the languages overlap, before anything is
concluded."""

CHUNK = 200
"""So many numbers are visited in one language before the next one has its turn: newest first in all
of them."""


def numbering(read: Mapping[str, Collection[int]]) -> Numbering:
    """How the languages number, by the numbers that were read in each.

    Languages that count for themselves meet in a number as often as their density makes it likely;
    those of one sequence never do.

    >>> numbering({"en": range(0, 300, 3), "ru": range(1, 300, 3)})
    'common'
    >>> numbering({"en": range(300), "ru": range(100, 300)})
    'own'
    >>> numbering({"en": range(300)})
    'unknown'
    """
    found: set[Numbering] = set()
    for one, other in combinations([set(numbers) for numbers in read.values() if numbers], 2):
        first, last = max(min(one), min(other)), min(max(one), max(other))
        here, there = (
            {number for number in numbers if first <= number <= last} for numbers in (one, other)
        )
        if min(len(here), len(there)) < MIN_READ:
            continue
        expected = len(here) * len(there) / (last - first + 1)
        both = len(here & there)
        if both * 10 >= min(len(here), len(there)) or (both and both * 5 >= expected):
            return "own"
        if expected >= MIN_READ / 4:
            found.add("common")
    return "common" if found else "unknown"


def count_unaccounted(
    met: Mapping[str, Collection[int]], read: Mapping[str, Collection[int]], how: Numbering
) -> tuple[int, int]:
    """How many numbers up to the highest that was read are not accounted for, and out of how many,
    all languages together. `met` and `read` as for `unaccounted`.

    >>> count_unaccounted({"en": {2, 7, 9}}, {"en": {2, 7}}, "unknown")
    (5, 7)
    """
    highest = {language: max(numbers) for language, numbers in read.items() if numbers}
    if how == "common":
        top = max(highest.values(), default=0)
        return top - len(set().union(*read.values())), top
    known = sum(sum(number <= top for number in met[one]) for one, top in highest.items())
    return sum(highest.values()) - known, sum(highest.values())


def below_the_lowest(
    met: Mapping[str, Collection[int]], read: Mapping[str, Collection[int]], how: Numbering
) -> tuple[int, int]:
    """The lowest number that any visit came to, and how many of those that are not accounted for
    lie below it, where nobody has looked; (0, 0) where nothing is known. As for
    `count_unaccounted`.

    >>> below_the_lowest({"en": {8, 9}, "ka": {7}}, {"en": {8}, "ka": {7}}, "unknown")
    (7, 12)
    """
    known = [number for of in (met, read) for numbers in of.values() for number in numbers]
    if not known or not any(read.values()):
        return 0, 0
    lowest = min(known)
    sequences = 1 if how == "common" else sum(bool(numbers) for numbers in read.values())
    return lowest, sequences * (lowest - 1)


def unaccounted(
    met: Mapping[str, Collection[int]], read: Mapping[str, Collection[int]], how: Numbering
) -> Iterator[tuple[str, int]]:
    """The numbers to visit, as (language, number), up to the highest that was read; the newest
    first, the languages in turn.

    `met` are the numbers that are accounted for in each language, `read` those of them that are, or
    were, articles. In one common sequence a number that is an article in one language is accounted
    for in all.
    """
    highest = {language: max(numbers) for language, numbers in read.items() if numbers}
    top = max(highest.values(), default=0)
    order = sorted(highest, key=lambda language: -len(read[language]))
    for last in range(top, 0, -CHUNK):
        for language in order:
            limit = top if how == "common" else highest[language]
            for number in range(min(last, limit), max(0, last - CHUNK), -1):
                if number in met[language] or (
                    how == "common" and any(number in read[other] for other in order)
                ):
                    continue
                yield language, number
