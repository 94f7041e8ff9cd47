"""What `runs/<id>.json` holds: the report of a crawl, a reparse or a takedown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from newscrawl import clock
from newscrawl.extract.decisions import RULES
from newscrawl.records import utc
from newscrawl.run.outcome import Outcome
from newscrawl.run.provenance import versions

SCHEMA = "newscrawl.run/1"


def run_report(
    outcome: Outcome,
    *,
    run: str,
    spider: str,
    started_at: datetime,
    finish_reason: str | None,
    arguments: Mapping[str, object],
    settings: Mapping[str, object],
    counts: Mapping[str, Any],
    failures: Sequence[Mapping[str, Any]] = (),
    pages: Sequence[Mapping[str, Any]] = (),
    walk: Mapping[str, Any] | None = None,
    drift: Sequence[Mapping[str, Any]] = (),
    changes: Sequence[Mapping[str, Any]] = (),
) -> dict[str, Any]:
    """The report of a run that ends now, but for `state`, which is known when the state is closed.

    `drift` are the measures of the site as a whole, `changes` the revisions of known articles.
    `counts` are its stats, of which the numbers are kept, those of rules apart; `walk` is the
    frontier's summary, with `traps` among it; None where nothing was walked.
    """
    walk = dict(walk or {})
    numbers = {
        key: value for key, value in sorted(counts.items()) if isinstance(value, int | float)
    }
    ended_at = clock.now()
    return {
        "schema": SCHEMA,
        "run": run,
        "spider": spider,
        "verdict": outcome.verdict,
        "exit_code": outcome.code,
        "summary": outcome.line,
        "started_at": utc(started_at),
        "ended_at": utc(ended_at),
        "seconds": round((ended_at - started_at).total_seconds(), 3),
        "finish_reason": finish_reason,
        "arguments": dict(arguments),
        "settings": dict(settings),
        "version": versions(),
        "counts": {key: value for key, value in numbers.items() if not key.startswith(RULES)},
        "rules": {
            key.removeprefix(RULES): value
            for key, value in numbers.items()
            if key.startswith(RULES)
        },
        "drift": list(drift),
        "changes": list(changes),
        "failures": list(failures),
        "pages": list(pages),
        "traps": walk.pop("traps", []),
        "walk": walk,
    }
