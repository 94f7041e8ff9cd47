"""What an operator has to look at, of one site: what fails and since when, what is held back, how
far checks lag, how long nothing new has come."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from newscrawl.lifecycle.drift import PREFIX, RUNS, figures
from newscrawl.lifecycle.failing import DOUBT, Failing
from newscrawl.lifecycle.page import Known
from newscrawl.report.run_summary import command_of
from newscrawl.run.silences import notice, silences
from newscrawl.storage.failure_book import by_page
from newscrawl.storage.queries import watch as queries
from newscrawl.storage.state.repository import State

Summary = dict[str, Any]


def watch_summary(state: State, site: str, now: str, runs: Sequence[Mapping[str, Any]]) -> Summary:
    """Of one site, in keys of `scrapy status --json`; `runs` are the rows of all, the last first.
    Raises OutputError."""
    crawls = [row for row in runs if row["site"] == site and command_of(row) == "crawl"]
    # A crawl that stands still says nothing of the site.
    ended = next((row["ended_at"] for row in crawls if row["ended_at"] is not None), now)
    quiet = silences(state, site, datetime.fromisoformat(min(now, ended)).date())
    return {
        "failing_pages": pages_summary(state.failures(site)),
        "held": held_summary(queries.held_ids(state, site), crawls),
        "drift": measures_of(crawls),
        "newest": {
            language: {
                "day": one.newest.isoformat(),
                "days": one.days,
                "longest_days": one.longest,
                "unheard_of": one.is_unheard_of,
            }
            for language, one in quiet.items()
        },
        "notice": notice(quiet) or None,
    }


def pages_summary(rows: Iterable[Failing]) -> list[Summary]:
    """Listing pages, feeds and sitemaps that fail."""
    return [
        {
            "page": row.page,
            "kind": row.kind,
            "reason": row.reason,
            "tries": row.tries,
            "since": row.since,
            "last_at": row.last_at,
            "acknowledged": acknowledgement(row, row.reason),
        }
        for row in rows
        if row.kind not in ("article", DOUBT)
    ]


def failure(known: Known, row: Failing | None) -> Summary:
    """An article whose last visit failed; `row` is what runs noted of it."""
    return {
        "id": known.id,
        "status": known.status,
        "reason": known.reason,
        "tries": known.tries,
        "since": row.since if row is not None else None,
        "visited_at": known.visited_at,
        "next_try_at": known.due_at,
        "acknowledged": acknowledgement(row, row.reason if row is not None else None),
    }


def acknowledgement(row: Failing | None, reason: str | None) -> Summary | None:
    """Who looks at a failure, or a doubt, finds why it is known; None: nobody has said so, or it
    was for another reason."""
    if row is None or not row.is_acknowledged(reason):
        return None
    return {"at": row.acknowledged_at, "reason": row.acknowledgement}


def noted_failures(state: State, site: str) -> Mapping[str, Failing]:
    """What runs noted of pages that fail, by id or URL."""
    return by_page(state.failures(site))


def held_summary(ids: Sequence[str], crawls: Sequence[Mapping[str, Any]]) -> Summary | None:
    """The changes that are held back, the run that began to, and what was out of the ordinary then;
    None where none is."""
    if not ids:
        return None
    began = _began(crawls)
    measures = measures_of(crawls[began:]) if began is not None else []
    return {
        "ids": list(ids),
        "since": crawls[began]["started_at"] if began is not None else None,
        "run": crawls[began]["id"] if began is not None else None,
        "measures": [one for one in measures if one["is_drift"]],
    }


def _began(crawls: Sequence[Mapping[str, Any]]) -> int | None:
    """The place of the first of the last runs in a row that held anything back; None where no
    run's counts tell."""
    began = None
    for place, row in enumerate(crawls):
        counts = counts_of(row)
        if counts.get(f"{PREFIX}held") or counts.get(f"{PREFIX}held_new"):
            began = place
        elif counts and not counts.get(f"{PREFIX}found"):
            break
    return began


def measures_of(crawls: Sequence[Mapping[str, Any]]) -> list[Summary]:
    """The measures of drift of the first of these runs that counted any, beside those before it."""
    for place, row in enumerate(crawls):
        counts = counts_of(row)
        if any(name.startswith(PREFIX) for name in counts):
            earlier = [counts_of(one) for one in crawls[place + 1 : place + 1 + RUNS]]
            return [one.to_json() for one in figures(counts, (one for one in earlier if one))]
    return []


def counts_of(row: Mapping[str, Any]) -> dict[str, float]:
    """What a run counted; nothing where it never came to its end."""
    counts = json.loads(row["counts"]) if row["counts"] else {}
    return counts if isinstance(counts, dict) else {}
