"""Revisions: what changed in each, and between which two visits."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from support import rows
from support.makers import NOON

from newscrawl import Archive


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
