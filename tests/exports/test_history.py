"""A row a revision: what changed, and between which two visits."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest
from support import archives, launcher
from support.makers import ready
from support.rows import present

from newscrawl.exports.formats import FORMATS, format_called
from newscrawl.exports.history import FIELDS, columns
from newscrawl.records import article_record

DAY = "2026-01-{}T12:00:00Z"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two articles: one changes, is read better, goes; the other stays."""
    archive = archives.begun(tmp_path, archives.FIRST)
    record = article_record(ready(1))
    archive.add_revision(record)
    archive.add_revision(article_record(ready(2)))
    told: list[tuple[int, dict[str, Any]]] = [
        (15, {"title": "The ferry sails at nine", "authors": ["A. Writer"]}),
        (15, {"cause": "parser", "section": "Ports"}),
        (17, {"cause": "site", "change": "gone"}),
    ]
    for revision, (day, facts) in enumerate(told, 2):
        record = {**record, "change": "changed", **facts, "fetched_at": DAY.format(day)}
        archive.add_revision({**record, "revision": revision})
    archive.close()
    return tmp_path


def exported(name: str, folder: Path, *, since: int | None = None, thin: bool = False) -> bytes:
    file = BytesIO()
    with present(folder, since=since) as state:
        FORMATS[name].write(file, state, thin=thin)
    return file.getvalue()


def lines(folder: Path, **options: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in exported("history", folder, **options).splitlines()]


def test_what_changed_and_between_which_visits(folder: Path) -> None:
    names = ("id", "revision", "change", "cause", "changed", "first_seen_at", "last_seen_before_at")
    found = [tuple(row[name] for name in names) for row in lines(folder)]
    one, two = "paper/en/1", "paper/en/2"
    assert found == [
        (one, 1, "new", "site", [], DAY.format(14), None),
        (one, 2, "changed", "site", ["title", "authors"], DAY.format(15), DAY.format(14)),
        (one, 3, "changed", "parser", ["section"], DAY.format(15), None),
        (one, 4, "gone", "site", [], DAY.format(17), DAY.format(15)),
        (two, 1, "new", "site", [], DAY.format(14), None),
    ]


def test_from_a_line_on_what_changed_is_told_by_what_was_before(folder: Path) -> None:
    found = [(row["seq"], row["changed"]) for row in lines(folder, since=3)]
    assert found == [(4, ["section"]), (5, [])]
    assert lines(folder, since=5) == []


def test_thin_it_has_no_text(folder: Path) -> None:
    found = lines(folder, thin=True)
    assert not {"title", "body", "authors"} & found[0].keys()
    assert found[1]["changed"] == ["title", "authors"], "which fields is no text"


def test_parquet_says_the_same_in_types(folder: Path) -> None:
    table = pyarrow.parquet.read_table(BytesIO(exported("history.parquet", folder)))
    types = {field.name: str(field.type) for field in table.schema}
    assert list(types) == [field.name for field in FIELDS]
    assert types["last_seen_before_at"] == types["first_seen_at"] == "timestamp[ms, tz=UTC]"
    plain = [
        {
            **row,
            **{
                name: row[name] and row[name].isoformat().replace("+00:00", "Z")
                for name in ("first_seen_at", "last_seen_before_at", "published")
            },
        }
        for row in table.to_pylist()
    ]
    assert plain == lines(folder)


def test_the_name_of_the_file_says_which() -> None:
    assert format_called("history", "h.jsonl") is FORMATS["history"]
    assert format_called("history", "-") is FORMATS["history"]
    assert format_called("history", "a/h.parquet") is FORMATS["history.parquet"]
    assert format_called("parquet", "h.jsonl") is FORMATS["parquet"]


def test_by_the_command_it_is_described_by_its_lines(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "out" / "history.parquet"
    path.parent.mkdir()
    done = launcher.run("export", "history", str(path), "-s", f"NEWSCRAWL_OUTPUT={folder}")
    assert done.returncode == 0, done.stderr
    assert len(pyarrow.parquet.read_table(path)) == 5
    package = json.loads((path.parent / "datapackage.json").read_bytes())
    [resource] = package["resources"]
    assert resource["schema"]["primaryKey"] == ["seq"]
    assert [one["name"] for one in resource["schema"]["fields"]] == [
        field.name for field in columns(thin=False)
    ]
