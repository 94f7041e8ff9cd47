"""A database for readers: typed, searched in Georgian and Russian, and nothing in it of what was
taken down."""

from __future__ import annotations

import errno
import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from support import rows
from support.paths import REPOSITORY

from newscrawl.exports import sqlite
from newscrawl.exports.fields import columns


@pytest.fixture
def database(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    rows.archived(tmp_path / "output")
    with closing(opened(tmp_path)) as found:
        yield found


def opened(tmp_path: Path, **how: Any) -> sqlite3.Connection:
    path = tmp_path / "a.db"
    path.write_bytes(rows.exported("sqlite", tmp_path / "output", **how))
    found = sqlite3.connect(path)
    found.row_factory = sqlite3.Row
    return found


def test_the_article_is_the_newest_record_with_its_types(database: sqlite3.Connection) -> None:
    found = {row["id"]: dict(row) for row in database.execute("SELECT * FROM article")}
    full, undated = found["paper/en/10"], found["paper/en/2"]
    assert (full["site"], full["published"], full["published_at"]) == (
        "paper",
        "2026-01-09",
        "2026-01-08T21:30:00Z",
    )
    assert json.loads(full["authors"]) == ["A. Writer", "ნინო მწერალი"]
    assert json.loads(full["headlines"])[0]["published"] == "2026-01-09"
    assert json.loads(full["warc"])["offset"] == 4096
    assert (full["suppressed"], undated["published"], undated["revision"]) == (0, None, 2)
    assert undated["title"] == "The ferry sails no more"
    assert {type(full[field.name]) for field in columns(thin=False) if field.kind == "integer"} == {
        int
    }


def test_a_revision_is_a_line_of_the_feed(database: sqlite3.Connection) -> None:
    told = "SELECT seq, revision, change, title FROM revision WHERE id = ? ORDER BY seq"
    assert [tuple(row) for row in database.execute(told, ["paper/en/2"])] == [
        (3, 1, "new", "The ferry of pier 2 sails again"),
        (7, 2, "changed", "The ferry sails no more"),
    ]
    [count] = database.execute("SELECT count(*) FROM revision").fetchone()
    assert count == 9


def test_nothing_is_there_of_what_was_taken_down(database: sqlite3.Connection) -> None:
    told = "SELECT coalesce(title, '') || coalesce(body, '') FROM {} WHERE id = 'paper/en/4'"
    for table in ("article", "revision"):
        assert {row[0] for row in database.execute(told.format(table))} == {""}, table
    assert found_by(database, '"pier 4"') == []


def test_each_column_says_in_the_schema_what_it_means(database: sqlite3.Connection) -> None:
    schema = {row[0]: row[1] for row in database.execute("SELECT name, sql FROM sqlite_master")}
    for name in ("article", "revision"):
        for field in sqlite.table_columns(name, thin=False):
            assert f"  {field.name} " in schema[name] and f"-- {field.meaning}\n" in schema[name]


def found_by(database: sqlite3.Connection, query: str) -> list[str]:
    told = "SELECT a.id FROM article_fts f JOIN article a ON a.rowid = f.rowid"
    return [row[0] for row in database.execute(f"{told} WHERE article_fts MATCH ?", [query])]


@pytest.mark.parametrize(
    ("title", "query"),
    [
        ("Тоннели открыты", "тоннел*"),
        ("ТОННЕЛИ ОТКРЫТЫ", "тоннели"),
        ("თბილისში წვიმს", "თბილის*"),
        ("ᲗᲑᲘᲚᲘᲡᲨᲘ ᲬᲕᲘᲛᲡ", "თბილის* წვიმს"),
        ("Café at the pier", "cafe PIER"),
    ],
)
def test_words_are_found_in_any_case_and_with_a_star_in_any_ending(
    tmp_path: Path, title: str, query: str
) -> None:
    rows.archived(tmp_path / "output")
    line = {**rows.record(77), "title": title}
    list(rows.written(tmp_path / "output", rows.SECOND, [line]))
    with closing(opened(tmp_path)) as database:
        assert found_by(database, query) == ["paper/en/77"]
        marked = (
            "SELECT highlight(article_fts, 0, '[', ']') FROM article_fts WHERE article_fts MATCH ?"
        )
        [told] = database.execute(marked, [query]).fetchone()
        assert told.replace("[", "").replace("]", "") == title
        # Whole words are marked, whatever letters they are in.
        assert all(one.startswith("[") for one in told.split() if "[" in one)


def test_the_question_of_the_how_to_is_answered(database: sqlite3.Connection) -> None:
    _, sql = re.findall(
        r"(?ms)^```sql\n(.*?)^```", (REPOSITORY / "docs/how-to/export.md").read_text()
    )
    found = [tuple(row) for row in database.execute(sql)]
    assert found and all("[" in text for _, text in found)


def test_thin_has_no_text_and_no_search(tmp_path: Path) -> None:
    rows.archived(tmp_path / "output")
    with closing(opened(tmp_path, thin=True, since=7)) as database:
        assert [row["id"] for row in database.execute("SELECT * FROM article")] == [
            "paper/en/3",
            "paper/en/4",
        ]
        tables = {row[0] for row in database.execute("SELECT name FROM sqlite_master")}
        assert "article_fts" not in tables
        names = {row["name"] for row in database.execute("PRAGMA table_info(article)")}
        assert "title" not in names and "content_sha256" in names


def test_what_the_disk_refuses_is_an_error_of_the_disk() -> None:
    with pytest.raises(OSError) as caught, sqlite._named_as_disk_errors():
        raise sqlite3.OperationalError("database or disk is full")
    assert caught.value.errno == errno.ENOSPC


def test_a_file_without_a_name_takes_it_too(tmp_path: Path) -> None:
    rows.archived(tmp_path)
    file = BytesIO()
    with rows.present(tmp_path) as present:
        assert sqlite.write(file, present, thin=False) == 6
    assert file.getvalue().startswith(b"SQLite format 3\0")
