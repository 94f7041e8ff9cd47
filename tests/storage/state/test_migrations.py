"""A state of version 1, whose articles had no key and no URL: who reads it finds them, who writes
makes them, and a crash in between leaves what was there."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine
from support import archives
from support.makers import NOON, headline, ready

from newscrawl.lifecycle.page import ABSENT
from newscrawl.records import article_record
from newscrawl.storage.archive import Archive
from newscrawl.storage.queries.latest import LatestRecords
from newscrawl.storage.state import migrations
from newscrawl.storage.state.repository import State
from newscrawl.storage.state.schema import VERSION, articles
from newscrawl.verify.folder import Bounds, FolderAudit

ARTICLES_1 = """
CREATE TABLE articles (
    id TEXT NOT NULL, site TEXT NOT NULL, language TEXT NOT NULL, number BIGINT NOT NULL,
    status TEXT NOT NULL, seq INTEGER, revision INTEGER NOT NULL, digest BLOB NOT NULL,
    content_sha256 TEXT, published TEXT, published_from TEXT, not_before TEXT, not_after TEXT,
    etag TEXT, last_modified TEXT, first_seen_at TEXT NOT NULL, visited_at TEXT NOT NULL,
    due_at TEXT, tries INTEGER NOT NULL, reason TEXT, doubted_in TEXT, redate BOOLEAN NOT NULL,
    PRIMARY KEY (id))
"""
INDEXES_1 = {
    "articles_by_number": "site, language, number",
    "articles_by_due": "site, due_at",
    "articles_by_text": "content_sha256",
    "articles_by_status": "site, status",
}
COLUMNS_1 = """
    id, site, language, number, status, seq, revision, digest, content_sha256, published,
    published_from, not_before, not_after, etag, last_modified, first_seen_at, visited_at, due_at,
    tries, reason, doubted_in, redate
"""


WITHOUT_VIEWS = """
DROP VIEW article;
DROP VIEW revision;
ALTER TABLE revisions DROP COLUMN last_seen_before_at;
"""
"""What no version before the fourth had."""


def made_in_version_1(folder: Path) -> list[tuple[Any, ...]]:
    """A folder as version 1 left it; the rows of its articles."""
    archives.make(folder)
    with closing(sqlite3.connect(folder / "newscrawl.db")) as database:
        database.executescript(WITHOUT_VIEWS)
        database.execute("ALTER TABLE articles RENAME TO later")
        for (name,) in database.execute(
            "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = 'later' AND sql > ''"
        ).fetchall():
            database.execute(f"DROP INDEX {name}")
        database.execute(ARTICLES_1)
        database.execute(f"INSERT INTO articles SELECT {COLUMNS_1} FROM later")
        database.execute("DROP TABLE later")
        for name, of in INDEXES_1.items():
            database.execute(f"CREATE INDEX {name} ON articles ({of})")
        for name in ("url", "named_at"):
            database.execute(f"ALTER TABLE owed DROP COLUMN {name}")
        database.execute("INSERT INTO owed VALUES ('paper/en/77', 'paper')")
        database.execute("UPDATE meta SET value = '1' WHERE name = 'version'")
        database.commit()
        return rows_of(database)


def rows_of(database: sqlite3.Connection) -> list[tuple[Any, ...]]:
    return database.execute(f"SELECT {COLUMNS_1} FROM articles ORDER BY id").fetchall()


def digest(folder: Path) -> bytes:
    return hashlib.sha256((folder / "newscrawl.db").read_bytes()).digest()


def faults(folder: Path) -> list[str]:
    audit = FolderAudit(folder, None, sites={}, failed=Bounds(200, 1 << 20))
    audit.check()
    return [finding.what for finding in audit.findings.listed]


def test_who_reads_finds_keys_and_leaves_every_byte(tmp_path: Path) -> None:
    made_in_version_1(tmp_path)
    before = digest(tmp_path)

    state = State(tmp_path, read_only=True)

    (known,) = state.known(["paper/en/12"])
    assert (known.key, known.number, known.url) == ("12", 12, None)
    assert [one.key for one in state.of_kinds("paper", ["gone"], "")] == ["3"]
    assert state.unvisited("paper") == [("paper/en/77", None)]
    assert len(list(LatestRecords(state))) == 8
    state.close()
    assert faults(tmp_path) == []
    assert digest(tmp_path) == before


def test_who_writes_finds_everything_as_it_was_and_the_urls_of_what_was_read(
    tmp_path: Path,
) -> None:
    before = made_in_version_1(tmp_path)

    Archive(tmp_path, run="20260117T120000Z-0002").close()

    with closing(sqlite3.connect(tmp_path / "newscrawl.db")) as database:
        assert rows_of(database) == before
        urls = dict(database.execute("SELECT key, url FROM articles"))
        indexes = {row[1] for row in database.execute("PRAGMA index_list(articles)")}
        tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master")}
        version = database.execute("SELECT value FROM meta WHERE name = 'version'").fetchone()
        assert database.execute("SELECT id, site, url FROM owed").fetchall() == [
            ("paper/en/77", "paper", None)
        ]
    assert urls["12"] == "https://paper.test/en/news/detail/12"
    assert urls["4"] is None, "no run ever read it"
    assert indexes >= {index.name for index in articles.indexes}
    assert "articles_by_number" not in indexes
    assert not any("version_1" in name for name in tables)
    assert version == (VERSION,)
    assert faults(tmp_path) == []


def test_a_site_without_order_fits_into_it_then(tmp_path: Path) -> None:
    made_in_version_1(tmp_path)
    archive = Archive(tmp_path, run="20260117T120000Z-0002")
    slug = {**article_record(ready(1)), "id": "gazette/en/2026/01/05/a-slug"}
    archive.add_revision(slug)
    archive.close()

    state = State(tmp_path, read_only=True)
    (known,) = state.known(["gazette/en/2026/01/05/a-slug"])
    assert (known.site, known.key, known.number) == ("gazette", "2026/01/05/a-slug", None)
    state.close()


def test_what_stops_half_way_leaves_the_state_of_version_1(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = made_in_version_1(tmp_path)
    path = tmp_path / "newscrawl.db"

    def stops(*given: object) -> None:
        raise RuntimeError("the power is cut")

    monkeypatch.setattr(migrations, "_url_in", stops)
    engine = create_engine(f"sqlite:///{path}")
    with pytest.raises(RuntimeError, match="power"):
        migrations.bring_up_to_date(engine)
    engine.dispose()
    monkeypatch.undo()

    with closing(sqlite3.connect(path)) as database:
        assert rows_of(database) == before
    Archive(tmp_path, run="20260117T120000Z-0002").close()
    with closing(sqlite3.connect(path)) as database:
        assert rows_of(database) == before


def test_it_is_brought_up_to_date_once(tmp_path: Path) -> None:
    made_in_version_1(tmp_path)
    Archive(tmp_path, run="20260117T120000Z-0002").close()
    archive = Archive(tmp_path, run="20260118T120000Z-0003")
    known = archive.known("paper/en/4")
    assert known is not None and known.status == ABSENT
    archive.put_article(replace(known, url="https://paper.test/en/news/detail/4"))
    archive.close()
    Archive(tmp_path, run="20260119T120000Z-0004").close()
    state = State(tmp_path, read_only=True)
    assert state.known(["paper/en/4"])[0].url == "https://paper.test/en/news/detail/4"
    assert state.known(["paper/en/4"])[0].visited_at < (NOON + timedelta(days=9)).isoformat()
    state.close()


ONE_SIGHTING_ONCE = f"""
{WITHOUT_VIEWS}
ALTER TABLE articles DROP COLUMN confirmed_at;
ALTER TABLE articles DROP COLUMN translations;
ALTER TABLE failures DROP COLUMN ways;
UPDATE meta SET value = '2' WHERE name = 'version';
ALTER TABLE headlines RENAME TO later;
DROP INDEX headlines_by_article;
CREATE TABLE headlines (
    seq INTEGER NOT NULL, id TEXT NOT NULL, title TEXT NOT NULL, published TEXT NOT NULL,
    seen_on TEXT NOT NULL, seen_at TEXT NOT NULL, run TEXT NOT NULL, line TEXT NOT NULL,
    PRIMARY KEY (seq), CONSTRAINT one_sighting_once UNIQUE (id, title, published));
INSERT INTO headlines SELECT * FROM later;
DROP TABLE later;
"""


def test_a_headline_that_could_be_told_once_can_be_told_again(tmp_path: Path) -> None:
    archives.make(tmp_path)
    with closing(sqlite3.connect(tmp_path / "newscrawl.db")) as database:
        before = database.execute("SELECT * FROM headlines ORDER BY seq").fetchall()
        database.executescript(ONE_SIGHTING_ONCE)
    one = headline(77, seen_at=NOON)
    assert before
    state = State(tmp_path, read_only=True)
    assert state.failures() == [], "who reads finds the column"
    state.close()

    for run, title in enumerate((one.title, "Another", one.title)):
        archive = Archive(tmp_path, run=f"20260117T12000{run}Z-0002")
        later = replace(one, title=title, seen_at=NOON + timedelta(days=run))
        assert archive.is_news(later)
        archive.add_headline(later)
        archive.commit()
        assert not archive.is_news(later)
        archive.close()

    with closing(sqlite3.connect(tmp_path / "newscrawl.db")) as database:
        rows = database.execute("SELECT * FROM headlines ORDER BY seq").fetchall()
        indexes = {row[1] for row in database.execute("PRAGMA index_list(headlines)")}
        columns = {row[1] for row in database.execute("PRAGMA table_info(failures)")}
    assert rows[: len(before)] == before and len(rows) == len(before) + 3
    assert indexes == {"headlines_by_article"}
    assert "ways" in columns
    assert [one for one in faults(tmp_path) if "nor runs/" not in one] == []
