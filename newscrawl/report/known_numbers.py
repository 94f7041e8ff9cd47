"""What is known of the numbers of a site: counts by status, and which are missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from newscrawl.lifecycle.page import ABSENT, ELSEWHERE, FAILED, GONE, LIVE, SUPPRESSED

STATUSES = (LIVE, GONE, ABSENT, ELSEWHERE, FAILED, SUPPRESSED)
STATUSES_BY_WEIGHT = (LIVE, SUPPRESSED, GONE, FAILED, ELSEWHERE, ABSENT)
"""A number that languages share is what it is in the language where its status comes first here."""


def numbers_summary(
    counts: Counter[str], numbers: Iterable[int], highest: int | None
) -> dict[str, Any]:
    """The numbers of one sequence, in the keys of `scrapy status --json`: `counts` by status,
    `numbers` that are accounted for (highest first), `highest` that was read; None where the
    articles have no order, so that nothing tells which are missing."""
    ranges = [] if highest is None else missing_ranges(numbers, highest)
    return {
        "highest_read": highest,
        "accounted": counts.total(),
        **{status: counts[status] for status in STATUSES},
        "missing": sum(last - first + 1 for first, last in ranges),
        "missing_ranges": [list(one) for one in ranges],
    }


def shared_numbers_summary(
    by_number: Mapping[int, Collection[str]], read: Mapping[str, Collection[int]]
) -> dict[str, Any]:
    """The numbers of languages that take them from one sequence: each is what it is in the language
    where it is most.

    `by_number`: for each number its statuses, one a language; `read`: for each language the numbers
    that were read.
    """
    highest = max((max(numbers) for numbers in read.values() if numbers), default=0)
    accounted = {
        number: strongest_status(statuses)
        for number, statuses in by_number.items()
        if number <= highest and is_accounted(statuses, languages=len(read))
    }
    return numbers_summary(Counter(accounted.values()), sorted(accounted, reverse=True), highest)


def strongest_status(statuses: Collection[str]) -> str:
    """The one that counts where languages differ."""
    return next(status for status in STATUSES_BY_WEIGHT if status in statuses)


def is_accounted(statuses: Collection[str], *, languages: int) -> bool:
    """Whether a shared number is accounted for: it is, or was, an article in some language, or all
    languages have been asked."""
    has_article = strongest_status(statuses) in (LIVE, GONE, SUPPRESSED)
    return has_article or len(statuses) >= languages


def missing_ranges(numbers: Iterable[int], highest: int) -> list[tuple[int, int]]:
    """The runs of numbers from 1 to `highest` that are not among these (highest first), ends
    included; the longest first, then the newest.

    >>> missing_ranges([12, 9, 8, 3], 10)
    [(4, 7), (1, 2), (10, 10)]
    """
    ranges = []
    above = highest + 1
    for number in (*numbers, 0):
        if number < above - 1:
            ranges.append((number + 1, above - 1))
        above = min(above, max(number, 0))
    return sorted(ranges, key=lambda one: (one[0] - one[1], -one[1]))
