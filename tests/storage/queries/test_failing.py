"""What fails and what is doubted, told from the articles alone."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from support import archives

from newscrawl.storage.queries.failing import doubted_as_failing, failing_as_known
from newscrawl.storage.state.repository import State


def test_each_says_why_and_when_it_was_last_met(tmp_path: Path) -> None:
    with closing(State(archives.make(tmp_path / "output"), read_only=True)) as state:
        failing, doubted = failing_as_known(state), doubted_as_failing(state)
    assert [(row.page, row.kind, row.reason, row.tries, row.since) for row in failing] == [
        ("paper/en/10", "article", "http 500", 1, None),
        ("paper/en/9", "article", "no body", 2, None),
    ]
    assert [(row.page, row.kind, row.last_at) for row in doubted] == [
        ("paper/en/5", "doubt", "2026-01-15T12:00:00Z")
    ]
