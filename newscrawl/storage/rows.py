"""Lines and readings as rows of the state."""

from __future__ import annotations

import json
from typing import Any

from newscrawl.items import Circumstances
from newscrawl.storage.files.jsonl_log import Record
from newscrawl.storage.suppression.lines import untitled

Row = dict[str, Any]


def reading_row(
    article_id: str,
    came: str,
    seen: Circumstances,
    reason: str | None,
    claims: list[list[str | None]],
) -> Row:
    """A row of `readings`. `came` is read or failed, `reason` why it failed, `claims` the days that
    the page gave for itself."""
    return {
        "id": article_id,
        "came": came,
        "record_id": seen.record_id,
        "reason": reason,
        "titles": json.dumps(seen.titles, ensure_ascii=False),
        "layout": seen.layout,
        "learnt": seen.learnt,
        "claims": json.dumps(claims),
    }


def revision_row(record: Record, line: str) -> Row:
    """The row of `revisions` that holds this line."""
    return {
        "seq": record["seq"],
        "id": record["id"],
        "revision": record["revision"],
        "run": record["run"],
        "line": line,
    }


def headline_row(record: Record, line: str) -> Row:
    """The row of `headlines` that holds this line."""
    row = {
        **{
            name: record[name]
            for name in ("seq", "id", "title", "published", "seen_on", "seen_at", "run")
        },
        "line": line,
    }
    return {**row, "title": untitled(record["seq"])} if record.get("suppressed") else row
