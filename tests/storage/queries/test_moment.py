"""One moment, also beside a run, after a kill, and on a server."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from support import archives, rows
from support.makers import ready

from newscrawl import Archive, UnknownArticleError, UsageError
from newscrawl.records import article_record
from newscrawl.storage.archive import Archive as Written
from newscrawl.storage.state.repository import State
from newscrawl.storage.suppression.job import finish, order


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rows.archived(tmp_path)
    return tmp_path


def ids(archive: Archive, **chosen: Any) -> list[str]:
    return [article.id.rpartition("/")[2] for article in archive.articles(**chosen)]


def test_nothing_of_the_folder_is_touched(folder: Path) -> None:
    before = archives.snapshot(folder)
    with Archive(folder) as archive:
        list(archive.articles())
        archive.history("paper/en/2")
    list(Archive(folder).changes())
    assert archives.snapshot(folder) == before


def test_a_run_that_begins_meanwhile_does_not_move_the_moment(folder: Path) -> None:
    archive = Archive(folder)
    with archive:
        seen = archive.articles(live=False)
        first = next(seen)
        run = Written(folder, run="20260117T093000Z-3d6e")
        for number in (2, 5, 20):
            revision = {"change": "changed" if number < 20 else "new", "revision": 3}
            run.add_revision({**article_record(ready(number, title="Later")), **revision})
        run.commit()
        run.state._reader.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        rest = [article.id for article in seen]
        assert [first.id, *rest][-1] == "paper/en/10"
        assert archive.get("paper/en/5").revision == 1
        assert [one.seq for one in archive.changes()] == list(range(1, 10))
        assert {one.revision for one in archive.articles() if one.id == "paper/en/5"} == {1}
        with pytest.raises(UnknownArticleError):
            archive.get("paper/en/20")
        run.close()
    assert archive.get("paper/en/5").title == "Later"


def test_who_writes_twice_meanwhile_is_noticed_twice(folder: Path) -> None:
    """The first is through before it is noticed: then nothing is at work, and the file at rest
    again."""
    with Archive(folder) as archive:
        seen = archive.articles(live=False)
        next(seen)
        with closing(State(folder)) as state:
            given = order(state, "paper/en/9", reason="asked", at="2026-01-20T00:00:00Z", run="r")
            finish(folder, state, given)
        assert archive.get("paper/en/9").status == "suppressed"
        run = Written(folder, run="20260117T093000Z-3d6e")
        run.add_revision({**article_record(ready(5, title="Later")), "revision": 2})
        run.close()
        assert archive.get("paper/en/5").revision == 1
        assert [one.seq for one in archive.changes()] == list(range(1, 10))
        rest = {one.id: one for one in seen}
        assert rest["paper/en/5"].title != "Later"
        assert [one.body for one in archive.articles(live=False) if one.id == "paper/en/9"] == [""]


def test_what_a_killed_run_committed_is_seen(tmp_path: Path) -> None:
    archives.make(tmp_path)
    archives.killed(tmp_path)
    assert Archive(tmp_path).get("paper/en/14").title == "The last boat"


def test_a_state_on_a_server_reads_alike(tmp_path: Path, database: str) -> None:
    files, served = tmp_path / "files", tmp_path / "served"
    rows.archived(files)
    archive = Written(served, run=archives.FIRST, database=database)
    for line in (files / "articles.jsonl").read_text("utf-8").splitlines():
        archive.add_revision(json.loads(line))
    archive.close()
    here, there = Archive(files), Archive(served, database=database)
    for chosen in ({}, {"live": False}, {"since": "2026-01-04", "until": "2026-01-08"}):
        assert ids(here, **chosen) == ids(there, **chosen)
    assert there.history("paper/en/2")[1].changed == ("title",)
    assert [one.id for one in there.search("ferry pier -2")] == [
        one.id for one in here.search("ferry pier -2")
    ]
    assert [went.article.id for went in there.vanished()] == ["paper/en/3"]
    with pytest.raises(UnknownArticleError, match="paper/en/10"):
        there.get("paper/en/11")
    with pytest.raises(UsageError):
        Archive(served)
