"""The views for people: typed columns, a comment on each, in both databases."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from support import archives
from support.makers import ready
from support.postgres import run_sql

from newscrawl.records import article_record
from newscrawl.storage.archive import Archive
from newscrawl.storage.state.database import Database
from newscrawl.storage.state.schema.views import VIEWS


def test_article_has_a_row_for_each_that_was_read(tmp_path: Path) -> None:
    archives.make(tmp_path)
    with closing(sqlite3.connect(tmp_path / "newscrawl.db")) as database:
        database.row_factory = sqlite3.Row
        rows = {row["id"]: dict(row) for row in database.execute("SELECT * FROM article")}
    assert len(rows) == 8
    changed, gone, undated = (rows[f"paper/en/{number}"] for number in (2, 3, 6))
    assert (changed["title"], changed["revision"]) == ("The ferry sails no more", 2)
    assert (gone["status"], gone["change"]) == ("gone", "gone")
    assert undated["published"] is None and rows["paper/en/1"]["published"] == "2026-01-01"
    assert json.loads(rows["paper/en/1"]["authors"]) == ["A. Writer"]


def test_revision_has_a_row_for_each_line(tmp_path: Path) -> None:
    archives.make(tmp_path)
    with closing(sqlite3.connect(tmp_path / "newscrawl.db")) as database:
        found = database.execute(
            "SELECT seq, id, change, published_at FROM revision ORDER BY seq"
        ).fetchall()
    lines = (tmp_path / "articles.jsonl").read_text("utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    assert found == [(one["seq"], one["id"], one["change"], None) for one in records]


def test_a_moment_is_told_beside_its_day(tmp_path: Path) -> None:
    archive = archives.begun(tmp_path, archives.FIRST)
    record = article_record(ready(1))
    archive.add_revision({**record, "published": "2026-01-09T14:30:00+04:00"})
    archive.close()
    with closing(sqlite3.connect(tmp_path / "newscrawl.db")) as database:
        found = database.execute("SELECT published, published_at FROM article").fetchall()
    assert found == [("2026-01-09", "2026-01-09T14:30:00+04:00")]


@pytest.mark.parametrize("name", VIEWS)
def test_each_column_has_its_comment_in_the_text_of_the_view(tmp_path: Path, name: str) -> None:
    Database(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / "newscrawl.db")) as database:
        query = "SELECT sql FROM sqlite_master WHERE type = 'view' AND name = ?"
        (text,) = database.execute(query, (name,)).fetchone()
    assert text.count(" -- ") == len(VIEWS[name])


def test_a_view_of_another_version_is_made_anew(tmp_path: Path) -> None:
    archives.make(tmp_path)
    with closing(sqlite3.connect(tmp_path / "newscrawl.db")) as database:
        database.execute("DROP VIEW article")
        database.execute("CREATE VIEW article AS SELECT id FROM articles")
        database.commit()
    Database(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / "newscrawl.db")) as database:
        assert database.execute("SELECT count(body) FROM article").fetchall() == [(8,)]


def test_on_a_server_days_are_days(tmp_path: Path, database: str) -> None:
    archive = Archive(tmp_path, run=archives.FIRST, database=database)
    archive.add_revision({**article_record(ready(1)), "published": "2026-01-09T14:30:00+04:00"})
    archive.close()
    found = run_sql(
        database, "SELECT published::text, extract(hour FROM published_at)::int % 1 FROM article"
    )
    assert found == [("2026-01-09", 0)]
    kinds = run_sql(
        database,
        "SELECT column_name, data_type FROM information_schema.columns"
        " WHERE table_name = 'revision' AND column_name IN ('authors', 'published', 'seq')",
    )
    assert dict(kinds) == {"authors": "jsonb", "published": "date", "seq": "integer"}
    told = "SELECT col_description('article'::regclass, 1)"
    assert run_sql(database, told) == [("site, language, key",)]
    # Opened again, nothing is to be made.
    Database(tmp_path, database).close()
