"""Types are types: days, moments, lists, structs; and every value comes back."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import duckdb
import pyarrow
import pyarrow.parquet
import pytest
from support import rows
from support.paths import REPOSITORY
from support.rows import exported

from newscrawl.errors import UsageError
from newscrawl.exports import parquet
from newscrawl.exports.fields import FIELDS, columns


def table(content: bytes) -> Any:
    return pyarrow.parquet.read_table(BytesIO(content))


def test_every_value_comes_back(tmp_path: Path) -> None:
    lines = rows.replayed(rows.archived(tmp_path))
    found = table(exported("parquet", tmp_path)).to_pylist()
    assert [row["id"] for row in found] == [f"paper/en/{number}" for number in (2, 3, 4, 5, 9, 10)]
    for row in found:
        assert row == {field.name: field.value(lines[row["id"]]) for field in FIELDS}


def test_types(tmp_path: Path) -> None:
    rows.archived(tmp_path)
    schema = table(exported("parquet", tmp_path)).schema
    types = {field.name: str(field.type) for field in schema}
    assert list(types) == [field.name for field in FIELDS]
    assert {
        types[name]
        for name in ("published", "published_not_before", "published_not_after", "page_date")
    } == {"date32[day]"}
    assert {types[name] for name in ("published_at", "fetched_at")} == {"timestamp[ms, tz=UTC]"}
    assert {types[name] for name in ("seq", "revision", "published_utc_offset")} == {"int64"}
    assert types["suppressed"] == "bool"
    assert types["authors"].startswith("list<") and types["authors"].endswith(": string>")
    assert types["headlines"].endswith(
        "struct<title: string, url: string, published: date32[day]>>"
    )
    assert types["warc"] == "struct<file: string, offset: int64, record_id: string>"
    assert {field.name for field in schema if not field.nullable} == {
        field.name for field in FIELDS if field.required
    }
    assert (
        schema.field("published")
        .metadata[b"description"]
        .startswith(b"The day as the page gives it")
    )


def test_a_day_is_a_day_and_a_moment_a_moment(tmp_path: Path) -> None:
    rows.archived(tmp_path)
    found = {row["id"]: row for row in table(exported("parquet", tmp_path)).to_pylist()}
    moment, day, between = found["paper/en/10"], found["paper/en/9"], found["paper/en/2"]
    assert (moment["published"], moment["published_at"]) == (
        date(2026, 1, 9),
        datetime(2026, 1, 8, 21, 30, tzinfo=UTC),
    )
    assert (day["published"], day["published_at"], day["published_utc_offset"]) == (
        date(2026, 1, 8),
        None,
        None,
    )
    assert (
        between["published"],
        between["published_not_before"],
        between["published_not_after"],
    ) == (
        None,
        date(2026, 1, 4),
        date(2026, 1, 6),
    )


def test_compressed_in_groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows.archived(tmp_path)
    monkeypatch.setattr(parquet, "GROUP_ROWS", 4)
    monkeypatch.setattr(parquet, "BATCH_ROWS", 2)
    file = pyarrow.parquet.ParquetFile(BytesIO(exported("parquet", tmp_path)))
    assert [
        file.metadata.row_group(place).num_rows for place in range(file.metadata.num_row_groups)
    ] == [4, 2]
    assert file.metadata.row_group(0).column(0).compression == "ZSTD"
    assert file.read().num_rows == 6


def test_thin_since_and_empty(tmp_path: Path) -> None:
    rows.archived(tmp_path)
    found = table(exported("parquet", tmp_path, thin=True, since=7))
    assert found.column_names == [field.name for field in columns(thin=True)]
    assert found.column("id").to_pylist() == ["paper/en/3", "paper/en/4"]
    empty = table(exported("parquet", tmp_path, since=9))
    assert (empty.num_rows, empty.column_names) == (0, [field.name for field in FIELDS])


def test_without_pyarrow_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "find_spec", lambda _: None)
    with pytest.raises(UsageError, match=r"newscrawl\[parquet\]"):
        parquet.check()


def test_the_tables_of_several_archives_are_one_as_the_docs_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("gazette", "herald"):
        rows.archived(tmp_path / "archives" / name)
        content = exported("parquet", tmp_path / "archives" / name)
        if name == "herald":  # Of another site: what a table of its own would hold.
            ours = table(content)
            place = ours.schema.get_field_index("id")
            ids = [one.replace("paper/", "herald/") for one in ours["id"].to_pylist()]
            buffer = BytesIO()
            pyarrow.parquet.write_table(
                ours.set_column(place, ours.schema.field("id"), [ids]), buffer
            )
            content = buffer.getvalue()
        (tmp_path / "archives" / name / "articles.parquet").write_bytes(content)
    sql, _ = re.findall(
        r"(?ms)^```sql\n(.*?)^```", (REPOSITORY / "docs/how-to/export.md").read_text()
    )
    with duckdb.connect() as database:
        found = database.execute(sql).fetchall()
    assert found == [
        ("herald", 6, date(2026, 1, 9)),
        ("paper", 6, date(2026, 1, 9)),
    ]
