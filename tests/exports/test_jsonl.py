"""The export is what a reader holds who replayed the feed."""

from __future__ import annotations

import json
from pathlib import Path

from support import rows
from support.rows import exported

from newscrawl.exports.fields import TEXTS


def test_replaying_the_feed_gives_the_export_record_for_record(tmp_path: Path) -> None:
    lines = rows.archived(tmp_path)
    feed = [json.loads(line) for line in (tmp_path / "articles.jsonl").read_bytes().splitlines()]
    assert feed == lines
    export = exported("jsonl", tmp_path).splitlines(keepends=True)
    assert {record["id"]: record for record in map(json.loads, export)} == rows.replayed(feed)
    # Byte for byte, keys in their order; but a line of an earlier schema gets the new keys.
    whole = set((tmp_path / "articles.jsonl").read_bytes().splitlines(keepends=True))
    [filled] = set(export) - whole
    assert list(json.loads(filled)) == list(lines[0])
    assert json.loads(filled)["schema"] == lines[0]["schema"] != lines[1]["schema"]


def test_the_order_is_site_language_number(tmp_path: Path) -> None:
    rows.archived(tmp_path)
    others = [
        {**rows.record(number), "id": f"{site}/{number}"}
        for number, site in ((30, "paper/ka"), (7, "daily/en"), (1, "paper/ka"))
    ]
    list(rows.written(tmp_path, rows.SECOND, others))
    ids = [json.loads(line)["id"] for line in exported("jsonl", tmp_path).splitlines()]
    assert ids == [
        "daily/en/7",
        *(f"paper/en/{number}" for number in (2, 3, 4, 5, 9, 10)),
        "paper/ka/1",
        "paper/ka/30",
    ]


def test_since_tells_what_changed(tmp_path: Path) -> None:
    rows.archived(tmp_path)
    told = [json.loads(line) for line in exported("jsonl", tmp_path, since=6).splitlines()]
    assert [(record["id"], record["change"]) for record in told] == [
        ("paper/en/2", "changed"),
        ("paper/en/3", "gone"),
        ("paper/en/4", "gone"),
    ]
    assert exported("jsonl", tmp_path, since=9) == b""


def test_thin_has_no_text(tmp_path: Path) -> None:
    lines = rows.replayed(rows.archived(tmp_path))
    for line in exported("jsonl", tmp_path, thin=True).splitlines():
        record = json.loads(line)
        whole = lines[record["id"]]
        assert record == {
            key: value for key, value in whole.items() if key not in ("schema", *TEXTS)
        }


def test_a_takedown_stays_as_it_is(tmp_path: Path) -> None:
    rows.archived(tmp_path)
    [down] = [
        record
        for record in map(json.loads, exported("jsonl", tmp_path).splitlines())
        if record.get("suppressed")
    ]
    assert (down["id"], down["title"], down["change"]) == ("paper/en/4", "", "gone")
