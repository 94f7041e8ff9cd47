"""The order in which a takedown is done, so that a crash anywhere leaves it to be finished by
whoever opens the folder next.

1. The intent is committed: a row of `suppressions` that is not done.
2. What needs the text to be found is done while the state still has it: reports, failed pages. The
  WARC records.
3. The state loses the text, in one transaction that also adds the last line.
4. The feeds are overwritten in place from the state. A crash may tear a line: the state has it.
5. The database is written anew, so that no page and no log of it holds the text.
6. The row is done, unless records in an object store are owed.

Each step does nothing where it has been done.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from typing import Any

from newscrawl.lifecycle.page import SUPPRESSED
from newscrawl.lifecycle.transitions import met, suppressed
from newscrawl.storage.search.index import remove as remove_index
from newscrawl.storage.state.batch import Batch
from newscrawl.storage.state.repository import State
from newscrawl.storage.state.schema import suppressions
from newscrawl.storage.suppression.files import clear_reports, overwrite_lines, remove_failed
from newscrawl.storage.suppression.rows import Order, clear, lines_to_rewrite, texts_of
from newscrawl.storage.suppression.shown_elsewhere import remove_failed_that_show
from newscrawl.storage.suppression.warc import write_tombstones

FEEDS = ("articles", "headlines")


def order(state: State, article_id: str, *, reason: str, at: str, run: str) -> Order:
    """Commit the intent. One that there is already is opened again, and keeps its reason, time and
    run. Raises OutputError."""
    before = next((row for row in state.suppressions() if row["id"] == article_id), None)
    made = {**(before or {"id": article_id, "reason": reason, "at": at, "run": run}), "done": False}
    state.put(suppressions, [made])
    return Order(**made)


def finish_interrupted(folder: Path, state: State) -> None:
    """Do what crashes left undone. The feeds must not be open. Raises OutputError."""
    for row in state.suppressions(undone=True):
        finish(folder, state, Order(**row))


def finish(folder: Path, state: State, order: Order, urls: Collection[str] = ()) -> Counter[str]:
    """Do all of a takedown whose intent is committed; gives what was changed, by kind. `urls` are
    those at which the article's site has it, or once had it. The feeds must not be open. Raises
    OutputError.

    The line that it adds is in the state then: the next opening appends it.
    """
    texts = texts_of(state, order.id, urls)
    clear_reports(folder, texts)
    remove_failed(folder, texts)
    shown = remove_failed_that_show(folder, texts)
    counts = write_tombstones(folder, state, order)
    if shown:
        counts["failed"] = shown
    counts += clear(state, order, texts)
    # The words of the article are in it.
    remove_index(folder)
    for feed in FEEDS:
        overwrite_lines(
            folder / f"{feed}.jsonl", lines_to_rewrite(state, feed, order.id, texts.urls)
        )
    # Those that said the same may name it still, and no line says so any more.
    state.note_twins_checked(0)
    counts["compacted"] = int(state.compact())
    state.put(
        suppressions,
        [
            {
                "id": order.id,
                "reason": order.reason,
                "at": order.at,
                "run": order.run,
                "done": not counts["records owed"],
            }
        ],
    )
    return counts


def restore_orders(folder: Path, state: State) -> None:
    """Enter the takedowns of a state that was lost, from the lines that say so and from the reports
    of the runs that ordered them. Raises OutputError."""
    batch, rows = Batch(), []
    for article_id, facts in sorted(_lost_orders(folder, state).items()):
        known = next(iter(state.known([article_id])), None) or met(
            article_id, datetime.fromisoformat(facts["at"])
        )
        # Lines that still have their text are from a takedown that never came to its end, records
        # of its page from files that were away: the next opening sees to it.
        has_no_record_left = all(
            row["kind"] == "suppressed" for row in state.captures_of_article(article_id)
        )
        is_done = has_no_record_left and (not known.is_read or known.status == SUPPRESSED)
        rows.append({"id": article_id, **facts, "done": is_done})
        if not known.is_read:
            batch.articles[article_id] = suppressed(known)
    if rows:
        state.put(suppressions, rows)
        state.write(batch)


def _lost_orders(folder: Path, state: State) -> dict[str, dict[str, Any]]:
    """For each article that was ordered to be taken down: `reason`, `at` and `run` of the first
    report that says so, or as far as the lines say."""
    found: dict[str, dict[str, Any]] = {}
    for article_id in state.suppressed():
        [known] = state.known([article_id])
        found[article_id] = {
            "reason": "not known: the state was lost",
            "at": known.visited_at,
            "run": None,
        }
    for path in sorted((folder / "runs").glob("*.json")):
        report = _report(path)
        arguments = report.get("arguments")
        if not isinstance(arguments, dict) or not isinstance(arguments.get("suppress"), str):
            continue
        ordered: str = arguments["suppress"]
        if found.get(ordered, {}).get("run") is None:
            found[ordered] = {
                "reason": str(arguments.get("reason")),
                "at": str(report.get("started_at")),
                "run": str(report.get("run")),
            }
    return found


def _report(path: Path) -> dict[str, Any]:
    try:
        report = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return report if isinstance(report, dict) else {}
