"""Pages of a site as fixtures of its tests, with the readings to be checked by eye."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from newscrawl.records import Record

MAX_FIXTURES = 3
"""Enough to see a template; each is checked by a person."""

_FIELDS = ("title", "published", "published_from", "page_date", "section", "authors")


def fixture(record: Record) -> str:
    """The reading of an article, as `tests/test_sites.py` takes it."""
    article: dict[str, object] = {name: record[name] for name in _FIELDS}
    article["body"] = record["body"].split("\n\n")
    said = {"url": record["fetched_from"], "fetched_at": record["fetched_at"], "article": article}
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"


def write_fixtures(
    folder: Path, records: Iterable[Record], bodies: Mapping[str, bytes]
) -> list[Path]:
    """Save some pages with their readings; `bodies` are the pages by URL. Gives the files. Raises
    OSError."""
    written = []
    kept = [record for record in records if record["fetched_from"] in bodies]
    for number, record in enumerate(kept[:MAX_FIXTURES], start=1):
        folder.mkdir(parents=True, exist_ok=True)
        page = folder / f"article-{number}.html"
        page.write_bytes(bodies[record["fetched_from"]])
        page.with_suffix(".json").write_text(fixture(record), "utf-8")
        written.append(page)
    return written
