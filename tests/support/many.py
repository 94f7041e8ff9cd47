"""A state of very many articles, written in one go: as a program, `python tests/support/many.py
FOLDER NUMBERS`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import insert

from newscrawl.records import article_record, line_of
from newscrawl.storage.archive import Archive
from newscrawl.storage.state.schema import articles, revisions
from support.makers import ready

FIRST_DAY = date(2006, 1, 2)
DAYS = 7_300
KINDS = ("live", "live", "live", "live", "undated", "gone", "absent", "failed", "missing")


def make(
    folder: Path,
    numbers: int,
    *,
    language: str = "en",
    seed: int = 1,
    body: str = "The first boat left at seven.",
) -> Path:
    """Numbers of all kinds in short runs, twenty years of them; every hundredth article has a
    second revision."""
    archive = Archive(
        folder, run="20260114T093000Z-1f3a", clock=lambda: datetime(2026, 1, 14, 9, 30, tzinfo=UTC)
    )
    state = archive.state
    after = state.last_seq("articles")
    with state._engine.begin() as connection:
        for rows, lines in pages(numbers, language, Random(seed), body):
            for line in lines:
                line["seq"] += after
            for row in rows:
                row["seq"] = row["seq"] and row["seq"] + after
            connection.execute(insert(articles), rows)
            if lines:
                connection.execute(insert(revisions), lines)
    state.close()
    return folder


def pages(
    numbers: int, language: str, random: Random, body: str
) -> Iterator[tuple[list[dict[str, Any]], list[dict[str, Any]]]]:
    rows: list[dict[str, Any]] = []
    lines: list[dict[str, Any]] = []
    template = article_record(ready(1)) | {"language": language, "run": "20260114T093000Z-1f3a"}
    seq, number = 0, 1
    while number <= numbers:
        kind = random.choice(KINDS)
        for _ in range(random.randint(1, 9)):
            if kind != "missing" and number <= numbers:
                read = kind in ("live", "undated", "gone")
                revised = read and number % 100 == 0
                day = (
                    str(FIRST_DAY + timedelta(number * DAYS // numbers))
                    if kind in ("live", "gone")
                    else None
                )
                record = template | {"id": f"paper/{language}/{number}", "published": day}
                for revision in range(1, (1 + revised if read else 0) + 1):
                    seq += 1
                    record |= {
                        "revision": revision,
                        "seq": seq,
                        "body": body + " Again." * (revision - 1),
                    }
                    record["change"] = "changed" if revision > 1 else "new"
                    row = {
                        "seq": seq,
                        "id": record["id"],
                        "revision": revision,
                        "run": "20260114T093000Z-1f3a",
                    }
                    lines.append(row | {"line": line_of(record)})
                rows.append(
                    {
                        "id": record["id"],
                        "site": "paper",
                        "language": language,
                        "key": str(number),
                        "number": number,
                        "status": "live" if kind == "undated" else kind,
                        "seq": seq if read else None,
                        "revision": (1 + revised) if read else 0,
                        "digest": b"12345678" if read else b"",
                        "content_sha256": record["content_sha256"] if read else None,
                        "published": day,
                        "published_from": "page" if day else None,
                        "first_seen_at": "2026-01-14T12:00:00Z",
                        "visited_at": "2026-01-14T12:00:00Z",
                        "due_at": None,
                        "tries": int(kind == "failed"),
                        "reason": "http 500" if kind == "failed" else None,
                        "redate": False,
                    }
                )
            number += 1
        if len(rows) > 5_000:
            yield rows, lines
            rows, lines = [], []
    if rows:
        yield rows, lines


if __name__ == "__main__":
    make(
        Path(sys.argv[1]),
        int(sys.argv[2]),
        body="The first boat left at seven, and the second at nine. " * 60,
    )
