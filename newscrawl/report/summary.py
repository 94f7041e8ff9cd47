"""What is known, as one value: made from the state for `scrapy status` and the report, for people
and for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from statistics import median
from typing import Any, NamedTuple

from newscrawl.dating.evidence import evidence_of
from newscrawl.identity.numbering import numbering
from newscrawl.lifecycle.page import LIVE, Known
from newscrawl.records import utc
from newscrawl.report.check_pace import checks_summary
from newscrawl.report.known_numbers import numbers_summary, shared_numbers_summary
from newscrawl.report.run_summary import run_summary
from newscrawl.report.watch import acknowledgement, failure, noted_failures, watch_summary
from newscrawl.run.troubles import many
from newscrawl.storage.queries import summary as queries
from newscrawl.storage.queries.named import Unread, named_unread
from newscrawl.storage.state.repository import State

ORIGINS = ("metadata", "page", "url", "headline")
"""Where the day of publication of an article may be from."""
IDS_AT_ONCE = 500
"""Articles whose evidence is read in one query: within the number of variables of a statement that
every SQLite takes (999)."""

Summary = dict[str, Any]
"""With the keys that `scrapy status --json` documents."""


class Tables(NamedTuple):
    """Rows of all sites, read once."""

    counts: Sequence[Mapping[str, Any]]
    due: Sequence[Mapping[str, Any]]
    highest: Mapping[tuple[str, str], int]
    """By site and language."""
    orderless: Collection[tuple[str, str]]
    """Sites and languages whose articles have no order."""
    named: Mapping[str, Mapping[str, Unread]]
    """By site and language: what something named and no run has read, where there is no order."""
    marks: Sequence[Mapping[str, Any]]
    doubted: Sequence[Mapping[str, Any]]
    runs: Sequence[Mapping[str, Any]]
    """The last first."""

    def languages(self, site: str) -> list[str]:
        """Those of which anything is known."""
        return sorted(
            {row["language"] for row in (*self.counts, *self.marks) if row["site"] == site}
        )


def summarize(state: State, now: str, *, running: bool, runs: int | None = None) -> Summary:
    """All that is known. `now` is a time of the feeds (UTC); `running`: whether a run holds the
    folder; `runs`: how many of the last ones, None for all. Raises OutputError."""
    orderless = queries.orderless(state)
    tables = Tables(
        state.counts(),
        queries.due(state, now),
        queries.highest_read(state),
        orderless,
        {site: named_unread(state, site) for site in sorted({site for site, _ in orderless})},
        queries.all_marks(state),
        queries.doubted(state),
        state.runs(),
    )
    rows = tables.runs[:runs]
    sites = sorted({row["site"] for row in (*tables.counts, *tables.marks, *rows)})
    return {
        "schema": "newscrawl.status/1",
        "at": now,
        "running": running,
        "sites": [site_summary(state, site, now, tables) for site in sites],
        "runs": [
            run_summary(row, under_way=running and place == 0) for place, row in enumerate(rows)
        ],
        "feeds": feeds_summary(state),
    }


def site_summary(state: State, site: str, now: str, tables: Tables) -> Summary:
    """One site."""
    _, read = state.accounted(site, now)
    how = numbering(read)
    shared = (
        shared_numbers_summary(state.numbers_by_status(site), read) if how == "common" else None
    )
    noted = noted_failures(state, site)
    failures = [failure(known, noted.get(known.id)) for known in state.failing(site)]
    reasons = Counter(one["reason"] or "unknown" for one in failures)
    return {
        "site": site,
        "numbering": how,
        "together": shared,
        "languages": [
            language_summary(state, site, language, tables) for language in tables.languages(site)
        ],
        "checks": checks_summary(
            state,
            site,
            now,
            live=sum(
                row["count"]
                for row in tables.counts
                if row["site"] == site and row["status"] == LIVE
            ),
        ),
        "conflicts": conflicts_summary(state, site),
        "reasons": dict(reasons.most_common()),
        "failures": failures,
        "doubted": [
            {name: row[name] for name in ("id", "reason", "doubted_in", "visited_at")}
            | {"acknowledged": acknowledgement(noted.get(row["id"]), row["reason"])}
            for row in tables.doubted
            if row["site"] == site
        ],
        "takedowns_owed": [
            row["id"]
            for row in state.suppressions(undone=True)
            if row["id"].partition("/")[0] == site
        ],
        **watch_summary(state, site, now, tables.runs),
    }


def language_summary(state: State, site: str, language: str, tables: Tables) -> Summary:
    """The articles and the numbers of one language of a site."""

    def of_it(rows: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
        return [row for row in rows if (row["site"], row["language"]) == (site, language)]

    by_status, by_origin = Counter[str](), Counter[str | None]()
    for row in of_it(tables.counts):
        by_status[row["status"]] += row["count"]
        if row["status"] == LIVE:
            by_origin[row["published_from"]] += row["count"]
    is_ordered = (site, language) not in tables.orderless
    highest = tables.highest.get((site, language), 0) if is_ordered else None
    named = tables.named.get(site, {})
    due, mark = (next(iter(of_it(rows)), None) for rows in (tables.due, tables.marks))
    return {
        "language": language,
        "live": by_status["live"],
        "gone": by_status["gone"],
        "undated": by_origin[None],
        "between": intervals_summary(list(state.undated(site, language))),
        "dated": {origin: by_origin[origin] for origin in ORIGINS},
        "numbers": numbers_summary(by_status, state.numbers(site, language), highest),
        "named_unread": None if is_ordered else named.get(language, Unread()).ids,
        "named_unread_count": None if is_ordered else named.get(language, Unread()).count,
        "due": due["count"] if due else 0,
        "next_due_at": due["next_due_at"] if due else None,
        "mark": _mark(mark, is_ordered=is_ordered) if mark else None,
    }


def _mark(mark: Mapping[str, Any], *, is_ordered: bool) -> Summary:
    """How far the last complete run settled the listings; without numbers only by which run."""
    number = mark["number"] if is_ordered else None
    return {"number": number, "since": mark["since"], "run": mark["run"]}


def intervals_summary(undated: Sequence[Known]) -> Summary:
    """How narrow the days of the undated articles are known: `known` of them by both ends,
    `median_days` and `widest_days` of these, and each by its id."""
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
            article_id: interval if any(interval) else None
            for article_id, interval in intervals.items()
        },
    }


def conflicts_summary(state: State, site: str) -> list[Summary]:
    """The articles about whose day the evidence disagrees, the newest first: what was decided, and
    all evidence."""
    ids = state.conflicts(site)
    conflicts = []
    for start in range(0, len(ids), IDS_AT_ONCE):
        chunk = ids[start : start + IDS_AT_ONCE]
        evidence = evidence_of(chunk, state.claims(chunk), state.sightings(chunk))
        known = {one.id: one for one in state.known(chunk)}
        conflicts += [
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
    return conflicts


def feeds_summary(state: State) -> Summary:
    """How far each feed is written, and how far that is surely on the disk."""
    positions = {row["name"]: row for row in queries.positions(state)}
    unwritten = {"seq": 0, "size_bytes": 0}
    return {
        name: {
            "seq": state.last_seq(name),
            "synced_seq": positions.get(name, unwritten)["seq"],
            "size_bytes": positions.get(name, unwritten)["size_bytes"],
        }
        for name in ("articles", "headlines")
    }


def has_order(languages: Sequence[Summary]) -> bool:
    """Whether the articles of any of these languages have numbers, or nothing is known of any."""
    return not languages or any(
        language["numbers"]["highest_read"] is not None for language in languages
    )


def last_line(known: Summary, folder: object) -> str:
    """All of it in one line: the last one that status prints."""
    sites = known["sites"]
    languages = [language for site in sites for language in site["languages"]]
    live, gone = (sum(language[name] for language in languages) for name in ("live", "gone"))
    missing = sum(missing_numbers(site) for site in sites)
    taken_down = sum(language["numbers"]["suppressed"] for language in languages)
    suppressed = f"{taken_down} suppressed, " if taken_down else ""
    numbers = f"{missing} numbers missing, " if has_order(languages) else ""
    if any(one.get("named_unread") is not None for one in languages):
        unread = sum(one["named_unread_count"] or 0 for one in languages)
        numbers += f"{unread} named and not read, "
    run = "a run is under way" if known["running"] else "no run is under way"
    counts = f"{live} live, {gone} gone, {suppressed}{numbers}{_troubles(sites)}"
    return f"{counts}; {run} ({folder})"


def _troubles(sites: Sequence[Summary]) -> str:
    """What fails, is held back and comes no more."""
    troubles = [one for site in sites for one in (*site["failures"], *site["failing_pages"])]
    known = sum(one["acknowledged"] is not None for one in troubles)
    held = sum(len(site["held"]["ids"]) for site in sites if site["held"])
    parts = [
        f"{len(troubles)} failing",
        f" ({known} acknowledged)" if known else "",
        f", {many(held, 'change')} held back" if held else "",
        *(f"; {site['notice']}" for site in sites if site["notice"]),
    ]
    return "".join(parts)


def missing_numbers(site: Mapping[str, Any]) -> int:
    """How many numbers of a site are missing; those that its languages share are counted once."""
    if site["together"]:
        return int(site["together"]["missing"])
    return sum(language["numbers"]["missing"] for language in site["languages"])
