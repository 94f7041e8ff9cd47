"""An archive from Python: what is chosen, what it was on a day, what it says of what is not
there."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from support import archives, rows
from support.makers import ready

from newscrawl import Archive, OutputError, TakenDownError, UnknownArticleError, UsageError
from newscrawl.records import article_record
from newscrawl.storage.state.repository import State
from newscrawl.storage.suppression.job import finish, order


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rows.archived(tmp_path)
    return tmp_path


def ids(archive: Archive, **chosen: Any) -> list[str]:
    return [article.id.rpartition("/")[2] for article in archive.articles(**chosen)]


def test_what_is_live_by_the_order_of_the_site(folder: Path) -> None:
    assert ids(Archive(folder)) == ["2", "5", "9", "10"]


def test_with_those_that_are_gone_and_the_fact_of_those_that_were_taken_down(folder: Path) -> None:
    assert ids(Archive(folder), live=False) == ["2", "3", "4", "5", "9", "10"]
    found = {article.id: article for article in Archive(folder).articles(live=False)}
    gone, down = found["paper/en/3"], found["paper/en/4"]
    assert (gone.status, bool(gone.body)) == ("gone", True)
    assert (down.status, down.title, down.body, down.authors) == ("suppressed", "", "", ())


def test_every_change_after_a_line_in_its_order(folder: Path) -> None:
    archive = Archive(folder)
    assert [one.seq for one in archive.changes()] == list(range(1, 10))
    after = [(one.id, one.change) for one in archive.changes(after=6)]
    assert after == [("paper/en/2", "changed"), ("paper/en/3", "gone"), ("paper/en/4", "gone")]
    assert list(archive.changes(after=9)) == []


def test_an_article_as_it_was_on_a_day(folder: Path) -> None:
    archive = Archive(folder)
    assert archive.get("paper/en/3").status == "gone"
    assert archive.get("paper/en/3", as_of="2026-01-15").status == "live"
    assert archive.get("paper/en/3", as_of=date(2026, 1, 16)).status == "gone"
    before = datetime(2026, 1, 16, 11, 59, tzinfo=UTC)
    assert archive.get("paper/en/3", as_of=before).status == "live"
    with pytest.raises(
        UnknownArticleError, match="first seen on 2026-01-14, and not by 2026-01-13"
    ):
        archive.get("paper/en/3", as_of="2026-01-13")
    with pytest.raises(UsageError, match="no offset"):
        archive.get("paper/en/3", as_of=before.replace(tzinfo=None))


def test_a_page_that_is_read_better_now_is_read_better_for_the_days_on_which_it_stood(
    tmp_path: Path,
) -> None:
    archive = archives.begun(tmp_path, archives.FIRST)
    record = article_record(ready(1))
    archive.add_revision(record)
    later = {"change": "changed", "fetched_at": "2026-02-01T12:00:00Z"}
    archive.add_revision({**record, **later, "revision": 2, "title": "The ferry sales"})
    better = {**record, **later, "revision": 3, "title": "The ferry sails", "cause": "parser"}
    archive.add_revision(better)
    archive.close()
    assert Archive(tmp_path).get("paper/en/1", as_of="2026-01-31").title == record["title"]
    assert Archive(tmp_path).get("paper/en/1", as_of="2026-02-01").title == "The ferry sails"


def test_where_nothing_is_an_archive_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no run has written there"):
        Archive(tmp_path / "nowhere")
    with pytest.raises(UsageError, match="mysql is not"):
        Archive(tmp_path, database="mysql://host/name")


# Beside a run.


def test_a_damaged_line_is_named(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "newscrawl.db")) as database:
        database.execute("UPDATE revisions SET line = '{\"id\": 1}' WHERE id = 'paper/en/9'")
        database.commit()
    with pytest.raises(OutputError, match=r"paper/en/9 .* is damaged.*scrapy verify"):
        list(Archive(folder).articles())


@pytest.mark.parametrize("key", ["title", "body"])
def test_text_that_is_no_utf8_is_named_in_one_short_line(folder: Path, key: str) -> None:
    with closing(sqlite3.connect(folder / "newscrawl.db")) as database:
        found = "SELECT CAST(line AS BLOB) FROM revisions WHERE id = 'paper/en/9'"
        line = database.execute(found).fetchone()[0]
        damaged = line.replace(f'"{key}": "'.encode(), f'"{key}": "'.encode() + b"\xff\xfe", 1)
        write = "UPDATE revisions SET line = CAST(? AS TEXT) WHERE id = 'paper/en/9'"
        database.execute(write, (damaged,))
        database.commit()
    with pytest.raises(OutputError, match=r"paper/en/9 .*damaged.*scrapy verify") as it:
        [article.body for article in Archive(folder).articles()]
    assert len(str(it.value)) < 300


# Pages.


def test_of_an_article_that_was_taken_down_there_is_the_fact(tmp_path: Path) -> None:
    archives.make_with_warc(tmp_path)
    with closing(State(tmp_path)) as state:
        given = order(state, "paper/en/1", reason="asked", at="2026-01-20T00:00:00Z", run="r")
        finish(tmp_path, state, given)
    archive = Archive(tmp_path)
    assert archive.get("paper/en/1").status == "suppressed"
    assert archive.get("paper/en/1", as_of="2026-01-14").title == ""
    assert all(not one.article.body for one in archive.history("paper/en/1"))
    with pytest.raises(TakenDownError, match="taken down"):
        archive.page("paper/en/1")


# Tables.
