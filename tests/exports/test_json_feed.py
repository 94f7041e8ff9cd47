"""JSON Feed 1.1: what each item has to have, and nothing that the page does not say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from support import rows

from newscrawl.exports.json_feed import json_feed


def items(tmp_path: Path, *, thin: bool = False) -> dict[str, dict[str, Any]]:
    lines = rows.replayed(rows.archived(tmp_path)).values()
    made = json_feed(lines, title="Paper", home=None, own="https://news.test/feed.json", thin=thin)
    feed = json.loads(made)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed.keys() == {"version", "title", "feed_url", "items"}
    for one in feed["items"]:
        assert one["id"] and ("content_html" in one or "content_text" in one)
    return {one["_newscrawl"]["id"]: one for one in feed["items"]}


def test_what_is_gone_or_taken_down_is_not_there(tmp_path: Path) -> None:
    assert items(tmp_path).keys() == {f"paper/en/{number}" for number in (10, 9, 2, 5)}


def test_an_item_tells_what_the_record_does(tmp_path: Path) -> None:
    found = items(tmp_path)
    full = found["paper/en/10"]
    assert (full["date_published"], full["date_modified"], full["tags"]) == (
        "2026-01-09T01:30:00+04:00",
        "2026-01-14T12:00:00Z",
        ["Ferries", "порты"],
    )
    assert full["authors"] == [{"name": "A. Writer"}, {"name": "ნინო მწერალი"}]
    assert full["content_html"].count("<p>") == full["content_text"].count("\n\n") + 1
    # A day is no moment, and there is no place for one.
    assert "date_published" not in found["paper/en/9"]
    assert found["paper/en/9"]["_newscrawl"]["published"] == "2026-01-08"


def test_thin_has_no_text(tmp_path: Path) -> None:
    for name, one in items(tmp_path, thin=True).items():
        assert one["content_text"] == name
        assert one.keys() & {"title", "content_html", "authors", "tags", "image"} == set()
