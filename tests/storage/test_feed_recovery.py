"""Feeds and state in agreement again, whatever a crash or the loss of either has left."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from support.makers import NOON, headline, of_version_1, ready

from newscrawl.errors import OutputError
from newscrawl.items import Article
from newscrawl.lifecycle.page import Known
from newscrawl.lifecycle.transitions import visited
from newscrawl.records import article_digest, article_record
from newscrawl.storage import feed_recovery
from newscrawl.storage.archive import Archive
from newscrawl.storage.state.connection import NAME

RUN = "20260114T093000Z-1f3a"


def opened(folder: Path) -> Archive:
    return Archive(folder, run=RUN, clock=lambda: NOON)


def add(archive: Archive, article: Article) -> None:
    archive.add_revision(article_record(article))


def known(archive: Archive, article_id: str = "paper/en/1") -> Known:
    found = archive.known(article_id)
    assert found is not None
    return found


def lines(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "articles.jsonl").read_bytes().splitlines()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three revisions of two articles, and a headline."""
    archive = opened(tmp_path)
    add(archive, ready(1))
    add(archive, ready(2))
    add(archive, replace(ready(1, title="Another title"), revision=2, change="changed"))
    archive.add_headline(headline(2))
    archive.close()
    return tmp_path


@pytest.mark.parametrize("kept_bytes", [0, 1, 700, 1400, 2200, -1])
def test_what_a_crash_kept_from_the_feed_is_appended(folder: Path, kept_bytes: int) -> None:
    """The state had committed; the process died before, or in the middle of, writing the feed."""
    feed = folder / "articles.jsonl"
    whole = feed.read_bytes()
    feed.write_bytes(whole[:kept_bytes])
    opened(folder).close()
    assert feed.read_bytes() == whole


def test_a_feed_that_was_taken_away_is_written_again(folder: Path) -> None:
    whole = (folder / "headlines.jsonl").read_bytes()
    (folder / "headlines.jsonl").unlink()
    opened(folder).close()
    assert (folder / "headlines.jsonl").read_bytes() == whole


def test_blocks_of_nul_that_a_power_cut_left_are_replaced_by_the_lines(folder: Path) -> None:
    """The position that was surely on the disk lies before them."""
    with sqlite3.connect(folder / NAME) as state:
        state.execute("UPDATE feeds SET seq = 0, size_bytes = 0")
    state.close()
    feed = folder / "articles.jsonl"
    whole = feed.read_bytes()
    feed.write_bytes(whole[:900] + b"\0" * (len(whole) - 900))
    opened(folder).close()
    assert feed.read_bytes() == whole


def test_a_state_that_is_lost_is_rebuilt_from_the_feeds(folder: Path) -> None:
    archive = opened(folder)
    archive.put_article(visited(known(archive), NOON))
    before = {one: known(archive, one) for one in ("paper/en/1", "paper/en/2")}
    archive.close()
    whole = (folder / "articles.jsonl").read_bytes()
    (folder / NAME).unlink()
    archive = opened(folder)
    for article_id, row in before.items():
        rebuilt = known(archive, article_id)
        for field in (
            "seq",
            "revision",
            "digest",
            "status",
            "content_sha256",
            "published",
            "language",
            "number",
            "first_seen_at",
        ):
            assert getattr(rebuilt, field) == getattr(row, field), field
    assert not archive.is_news(headline(2))
    archive.close()
    assert (folder / "articles.jsonl").read_bytes() == whole


def test_a_feed_of_the_first_schema_is_taken_in_and_goes_on_in_the_present_one(
    tmp_path: Path,
) -> None:
    archive = opened(tmp_path)
    archive.add_revision(of_version_1(article_record(ready(1))))
    archive.close()
    whole = (tmp_path / "articles.jsonl").read_bytes()
    (tmp_path / NAME).unlink()
    archive = opened(tmp_path)
    assert known(archive).digest == article_digest(ready(1))
    record = archive.latest_record(known(archive))
    archive.add_revision({**record, "change": "gone", "revision": 2})
    archive.close()
    first, second = lines(tmp_path)
    assert (tmp_path / "articles.jsonl").read_bytes().startswith(whole)
    assert first["schema"] == "newscrawl.article/1" and "tags" not in first
    assert second == {
        **article_record(ready(1)),
        "change": "gone",
        "revision": 2,
        "seq": 2,
        "run": RUN,
    }


def test_a_state_that_is_behind_its_feed_takes_the_rest_in(folder: Path) -> None:
    """An older copy of the state was put back: lines that readers have seen stay."""
    older = (folder / NAME).read_bytes()
    archive = opened(folder)
    add(archive, ready(3))
    archive.close()
    (folder / NAME).write_bytes(older)
    archive = opened(folder)
    assert known(archive, "paper/en/3").seq == 4
    add(archive, ready(4))
    archive.close()
    assert [line["seq"] for line in lines(folder)] == [1, 2, 3, 4, 5]


def test_a_line_that_differs_from_the_state_is_refused_and_not_touched(folder: Path) -> None:
    with sqlite3.connect(folder / NAME) as state:
        state.execute("DELETE FROM feeds")
    state.close()
    feed = folder / "articles.jsonl"
    damaged = feed.read_bytes().replace(b"Another title", b"Amother title")
    feed.write_bytes(damaged)
    with pytest.raises(OutputError, match="line 3: the state holds another line"):
        opened(folder)
    assert feed.read_bytes() == damaged


@pytest.mark.parametrize("lines_at_once", [1, 2])
def test_many_lines_are_taken_in_and_appended_group_by_group(
    folder: Path, lines_at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed_recovery, "GROUP_LINES", lines_at_once)
    feed = folder / "articles.jsonl"
    whole = feed.read_bytes()
    (folder / NAME).unlink()
    opened(folder).close()
    feed.unlink()
    opened(folder).close()
    assert feed.read_bytes() == whole


def test_a_headline_that_is_taken_in_lets_its_article_be_dated_again(folder: Path) -> None:
    (folder / NAME).unlink()
    archive = opened(folder)
    assert archive.to_redate("paper") == ["paper/en/2"]
    archive.close()
