"""discovery.fixtures: pages with their readings, to be checked by eye."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from newscrawl.discovery.fixtures import MAX_FIXTURES, write_fixtures


def record(number: int) -> Any:
    return {
        "title": f"Pier {number}",
        "body": "One.\n\nTwo.",
        "published": "2026-01-05",
        "published_from": "page",
        "page_date": None,
        "section": None,
        "authors": ["Nino Example"],
        "fetched_from": f"https://www.example.org/{number}",
        "fetched_at": "2026-01-14T09:30:00Z",
    }


def test_some_pages_are_saved_as_they_came_with_what_was_read(tmp_path: Path) -> None:
    records = [record(number) for number in range(9)]
    bodies = {one["fetched_from"]: b"\xff page %d" % n for n, one in enumerate(records) if n}
    written = write_fixtures(tmp_path / "gazette", records, bodies)
    assert len(written) == MAX_FIXTURES
    assert written[0].read_bytes() == b"\xff page 1"
    said = json.loads(written[0].with_suffix(".json").read_text("utf-8"))
    assert said["url"] == "https://www.example.org/1"
    assert said["article"]["body"] == ["One.", "Two."]


def test_nothing_is_made_where_there_is_no_page(tmp_path: Path) -> None:
    assert write_fixtures(tmp_path / "gazette", [record(1)], {}) == []
    assert not (tmp_path / "gazette").exists()
