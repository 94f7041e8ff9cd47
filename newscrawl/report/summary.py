"""What is known, as one value: made from the state for `scrapy status`, for people and for
programs. Pure but for the reading."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from statistics import median
from typing import Any

from newscrawl.dating.evidence import evidence_of
from newscrawl.identity.numbering import numbering
from newscrawl.lifecycle.page import ABSENT, ELSEWHERE, FAILED, GONE, LIVE, SUPPRESSED, Known
from newscrawl.records import utc
from newscrawl.storage.queries import summary as survey
from newscrawl.storage.state.repository import State

STATUSES = (LIVE, GONE, ABSENT, ELSEWHERE, FAILED, SUPPRESSED)
STATUSES_BY_WEIGHT = (LIVE, SUPPRESSED, GONE, FAILED, ELSEWHERE, ABSENT)
ORIGINS = ("metadata", "page", "headline")
COUNTED = ("new", "changed", "gone", "unchanged", "failed")
"""What is told of a run, from its counts."""

Told = dict[str, Any]


def surveyed(state: State, now: str, *, running: bool, runs: int | None = None) -> Told:
    """All that is known, in the keys that `scrapy status --json` documents. `runs`: so many of the
    last ones; None means all."""
    counts, due, highest, marks = (
        state.counts(),
        survey.due(state, now),
        survey.highest_read(state),
        survey.all_marks(state),
    )
    doubted = survey.doubted(state)
    rows = state.runs(limit=runs)
    sites = sorted({row["site"] for row in (*counts, *marks, *rows)})
    told_sites = []
    for site in sites:
        languages = sorted({row["language"] for row in (*counts, *marks) if row["site"] == site})
        _, read = state.accounted(site, now)
        how = numbering(read)
        dues = {row["language"]: row for row in due if row["site"] == site}
        failures = [failure(known) for known in state.troubles(site)]
        told_sites.append(
            {
                "site": site,
                "numbering": how,
                "together": (
                    together_told(state.numbers_by_status(site), read) if how == "common" else None
                ),
                "languages": [
                    language_told(
                        language,
                        [
                            row
                            for row in counts
                            if (row["site"], row["language"]) == (site, language)
                        ],
                        numbers=state.numbers(site, language),
                        highest=highest.get((site, language), 0),
                        due=dues.get(language),
                        undated=list(state.undated(site, language)),
                        mark=next(
                            (
                                row
                                for row in marks
                                if (row["site"], row["language"]) == (site, language)
                            ),
                            None,
                        ),
                    )
                    for language in languages
                ],
                "conflicts": conflicts_told(state, site),
                "reasons": dict(
                    Counter(one["reason"] or "unknown" for one in failures).most_common()
                ),
                "failures": failures,
                "doubted": [
                    {name: row[name] for name in ("id", "reason", "doubted_in", "visited_at")}
                    for row in doubted
                    if row["site"] == site
                ],
            }
        )
    positions = {row["name"]: row for row in survey.positions(state)}
    return {
        "schema": "newscrawl.status/1",
        "at": now,
        "running": running,
        "sites": told_sites,
        "runs": [run_told(row, under_way=running and place == 0) for place, row in enumerate(rows)],
        "feeds": {
            name: {
                "seq": state.last_seq(name),
                "synced_seq": positions[name]["seq"] if name in positions else 0,
                "size_bytes": positions[name]["size_bytes"] if name in positions else 0,
            }
            for name in ("articles", "headlines")
        },
    }


def conflicts_told(state: State, site: str) -> list[Told]:
    """The articles about whose day the evidence disagrees, the newest first: what was decided, and
    every voice."""
    ids = state.conflicts(site)
    told = []
    for start in range(0, len(ids), 500):
        chunk = ids[start : start + 500]
        evidence = evidence_of(chunk, state.claims(chunk), state.sightings(chunk))
        known = {one.id: one for one in state.known(chunk)}
        told += [
            {
                "id": article_id,
                "published": known[article_id].published,
                "published_from": known[article_id].published_from,
                "evidence": [
                    {
                        "source": one.source,
                        "published": one.published,
                        "printed": one.printed,
                        "seen_on": one.seen_on,
                        "seen_at": utc(one.seen_at),
                    }
                    for one in evidence[article_id]
                ],
            }
            for article_id in chunk
        ]
    return told


def language_told(
    language: str,
    rows: Iterable[Told],
    *,
    numbers: list[int],
    highest: int,
    undated: Sequence[Known],
    due: Told | None,
    mark: Told | None,
) -> Told:
    """The articles and the numbers of one language of a site. `rows` are counts by status and by
    where the day is from."""
    by_status, by_origin = Counter[str](), Counter[str | None]()
    for row in rows:
        by_status[row["status"]] += row["count"]
        if row["status"] == LIVE:
            by_origin[row["published_from"]] += row["count"]
    ranges = missing_ranges(numbers, highest)
    return {
        "language": language,
        "live": by_status[LIVE],
        "gone": by_status[GONE],
        "undated": by_origin[None],
        "between": between_told(undated),
        "dated": {origin: by_origin[origin] for origin in ORIGINS},
        "numbers": {
            "highest_read": highest,
            "accounted": by_status.total(),
            **{status: by_status[status] for status in STATUSES},
            "missing": sum(last - first + 1 for first, last in ranges),
            "missing_ranges": [list(one) for one in ranges],
        },
        "due": due["count"] if due else 0,
        "next_due_at": due["next_due_at"] if due else None,
        "mark": {name: mark[name] for name in ("number", "since", "run")} if mark else None,
    }


def between_told(undated: Sequence[Known]) -> Told:
    """How narrow the days of the undated articles are known: `known` of them, `median_days` and
    `widest_days`, and each by its id."""
    intervals = {known.id: [known.not_before, known.not_after] for known in undated}
    lengths = [
        (date.fromisoformat(known.not_after) - date.fromisoformat(known.not_before)).days
        for known in undated
        if known.not_before and known.not_after
    ]
    return {
        "known": len(lengths),
        "median_days": median(lengths) if lengths else None,
        "widest_days": max(lengths, default=None),
        "articles": {
            article_id: interval if interval[0] else None
            for article_id, interval in intervals.items()
        },
    }


def together_told(
    by_number: Mapping[int, Collection[str]], read: Mapping[str, Collection[int]]
) -> Told:
    """The numbers of languages that take them from one sequence: each is what it is in the language
    where it is most."""
    highest = max((max(numbers) for numbers in read.values() if numbers), default=0)
    best = {
        number: next(status for status in STATUSES_BY_WEIGHT if status in statuses)
        for number, statuses in by_number.items()
    }
    # A number is accounted for where it is, or was, an article, and else only where every language
    # has been asked.
    whole = {
        number
        for number, statuses in by_number.items()
        if best[number] in (LIVE, GONE, SUPPRESSED) or len(statuses) >= len(read)
    }
    counts = Counter(
        status for number, status in best.items() if number in whole and number <= highest
    )
    ranges = missing_ranges(
        sorted((number for number in whole if number <= highest), reverse=True), highest
    )
    return {
        "highest_read": highest,
        "accounted": counts.total(),
        **{status: counts[status] for status in STATUSES},
        "missing": sum(last - first + 1 for first, last in ranges),
        "missing_ranges": [list(one) for one in ranges],
    }


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


def failure(known: Known) -> Told:
    """An article whose last visit failed."""
    return {
        "id": known.id,
        "status": known.status,
        "reason": known.reason,
        "tries": known.tries,
        "visited_at": known.visited_at,
        "next_try_at": known.due_at,
    }


def run_told(row: Told, *, under_way: bool) -> Told:
    """A run. One that has no verdict and is not under way was killed, and the next run will say so:
    here it is said already."""
    unended = row["verdict"] is None
    counts = _object(row["counts"])
    return {
        "run": row["id"],
        "site": row["site"],
        "under_way": unended and under_way,
        "verdict": "killed" if unended and not under_way else row["verdict"],
        "exit_code": row["exit_code"],
        "started_at": row["started_at"],
        "ended_at": row["ended_at"],
        "seconds": seconds_between(row["started_at"], row["ended_at"]),
        **{
            name: counts.get(f"articles/{name}", 0) if row["counts"] is not None else None
            for name in COUNTED
        },
        "arguments": _object(row["arguments"]),
        "summary": row["summary"],
    }


def seconds_between(started_at: str, ended_at: str | None) -> int | None:
    """How long a run took; None if it has no end.

    >>> seconds_between("2026-01-14T09:30:00Z", "2026-01-14T11:45:02Z"), seconds_between("2026-01-14T09:30:00Z", None)
    (8102, None)
    """
    if ended_at is None:
        return None
    return round(
        (datetime.fromisoformat(ended_at) - datetime.fromisoformat(started_at)).total_seconds()
    )


def duration(seconds: int) -> str:
    """How long, in two units at most.

    >>> [duration(seconds) for seconds in (7, 125, 8102, 200_000)]
    ['7 s', '2 m 05 s', '2 h 15 m', '2 d 07 h']
    """
    for unit, size, smaller, part in (
        ("d", 86_400, "h", 3_600),
        ("h", 3_600, "m", 60),
        ("m", 60, "s", 1),
    ):
        if seconds >= size:
            return f"{seconds // size} {unit} {seconds % size // part:02} {smaller}"
    return f"{seconds} s"


def summary(told: Told) -> str:
    """In one line: the last one that status prints. `told` names its `folder`, too."""
    languages = [language for site in told["sites"] for language in site["languages"]]
    live, gone = (sum(language[name] for language in languages) for name in ("live", "gone"))
    missing = sum(
        (
            site["together"]["missing"]
            if site["together"]
            else sum(language["numbers"]["missing"] for language in site["languages"])
        )
        for site in told["sites"]
    )
    failing = sum(len(site["failures"]) for site in told["sites"])
    taken_down = sum(language["numbers"]["suppressed"] for language in languages)
    suppressed = f"{taken_down} suppressed, " if taken_down else ""
    run = "a run is under way" if told["running"] else "no run is under way"
    return (
        f"{live} live, {gone} gone, {suppressed}{missing} numbers missing, {failing} failing; {run}"
        f" ({told['folder']})"
    )


def _object(text: str | None) -> Told:
    found = json.loads(text) if text else {}
    return found if isinstance(found, dict) else {}
