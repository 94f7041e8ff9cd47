"""RFC 4180, and every value back again."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any

from support import rows
from support.rows import exported

from newscrawl.exports.fields import FIELDS


def read(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(content.decode("utf-8"), newline=""), strict=True))


def as_record(row: dict[str, str]) -> dict[str, Any]:
    """The record that a row was made from, but for what an empty cell cannot tell."""
    record: dict[str, Any] = {
        field.name: row[field.name] or None for field in FIELDS if field.name == field.key
    }
    record |= {key: int(row[key]) for key in ("seq", "revision")}
    record |= {key: json.loads(row[key]) for key in ("headlines", "authors", "tags", "same_as")}
    record["warc"] = json.loads(row["warc"]) if row["warc"] else None
    ends = [row[name] or None for name in ("published_not_before", "published_not_after")]
    return record | {"published_between": ends if any(ends) else None}


def test_every_value_comes_back(tmp_path: Path) -> None:
    lines = rows.replayed(rows.archived(tmp_path))
    table = read(exported("csv", tmp_path))
    assert len(table) == len(lines)
    for row in table:
        line = lines[row["id"]]
        wanted = {
            **line,
            "published": line["published"] and line["published"][:10],
            "modified": line["modified"] and line["modified"][:10],
            "suppressed": "true" if "suppressed" in line else "false",
            # No page says so.
            "translations": "[]",
        }
        wanted |= {key: line[key] or None for key in ("title", "body")}
        assert as_record(row) == wanted


def test_a_moment_is_told_in_utc_with_its_offset(tmp_path: Path) -> None:
    rows.archived(tmp_path)
    told = {
        row["id"]: (row["published"], row["published_at"], row["published_utc_offset"])
        for row in read(exported("csv", tmp_path))
    }
    assert told["paper/en/10"] == ("2026-01-09", "2026-01-08T21:30:00Z", "240")
    assert told["paper/en/9"] == ("2026-01-08", "", "")
    assert told["paper/en/2"] == ("", "", "")


def test_lines_end_as_the_rfc_says_and_values_are_not_altered(tmp_path: Path) -> None:
    rows.archived(tmp_path)
    content = exported("csv", tmp_path)
    assert content.startswith(b"schema,seq,id,url,") and content.endswith(b"\r\n")
    assert not content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == 7
    assert {row["title"] for row in read(content)} >= {rows.HOSTILE}


def test_thin_and_since(tmp_path: Path) -> None:
    rows.archived(tmp_path)
    table = read(exported("csv", tmp_path, since=6, thin=True))
    assert [row["id"] for row in table] == ["paper/en/2", "paper/en/3", "paper/en/4"]
    assert "title" not in table[0] and "content_sha256" in table[0]


def test_an_empty_export_is_a_header(tmp_path: Path) -> None:
    rows.archived(tmp_path)
    assert exported("csv", tmp_path, since=9).count(b"\r\n") == 1
