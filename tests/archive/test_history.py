"""Revisions: what changed in each, and between which two visits."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from support import archives, rows
from support.makers import NOON, ready

from newscrawl import Archive
from newscrawl.records import article_record


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rows.archived(tmp_path)
    return tmp_path


def test_history_tells_what_changed_word_by_word(folder: Path) -> None:
    first, second = Archive(folder).history("paper/en/2")
    assert (first.before, first.changed, first.differences) == (None, (), ())
    assert second.changed == ("title",)
    [difference] = second.differences
    assert [tuple(piece) for piece in difference.words()] == [
        ("same", "The ferry"),
        ("removed", " of pier 2"),
        ("same", " sails"),
        ("removed", " again"),
        ("added", " no more"),
    ]


def test_between_which_visits_an_article_vanished(folder: Path) -> None:
    gone = Archive(folder).history("paper/en/3")[-1]
    assert gone.article.change == "gone" and gone.changed == ()
    assert gone.last_seen_before_at == NOON
    assert gone.first_seen_at == datetime(2026, 1, 16, 12, tzinfo=UTC)


def test_what_vanished_by_the_day_on_which_it_was_missed(folder: Path) -> None:
    archive = Archive(folder)
    [went] = archive.vanished()
    assert went.article.id == "paper/en/3" and went.last_seen_before_at == NOON
    assert len(list(archive.vanished(since="2026-01-16", until="2026-01-16"))) == 1
    assert list(archive.vanished(since="2026-01-17")) == []
    assert list(archive.vanished(until="2026-01-15")) == []


def test_it_went_when_it_went_however_its_last_page_is_read_later(tmp_path: Path) -> None:
    archive = archives.begun(tmp_path, archives.FIRST)
    record = article_record(ready(1))
    told = [
        {},
        {"change": "gone", "fetched_at": "2026-01-15T12:00:00Z"},
        {"change": "changed", "fetched_at": "2026-01-16T12:00:00Z"},
        {"change": "gone", "fetched_at": "2026-01-17T12:00:00Z"},
        {"change": "gone", "cause": "parser", "title": "Read better"},
    ]
    for revision, facts in enumerate(told, 1):
        record = {**record, **facts, "revision": revision}
        archive.add_revision(record)
    archive.close()
    [went] = Archive(tmp_path).vanished()
    assert went.first_seen_at == datetime(2026, 1, 17, 12, tzinfo=UTC)
    assert went.last_seen_before_at == datetime(2026, 1, 16, 12, tzinfo=UTC)
