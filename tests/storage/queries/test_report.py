"""What the report asks of the state."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from support import archives
from support.makers import ready

from newscrawl.records import article_record
from newscrawl.storage.queries import report as views
from newscrawl.storage.queries.report import Run
from newscrawl.storage.state.repository import State


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return archives.make(tmp_path / "output")


def test_days_numbers_and_newest_lines(folder: Path) -> None:
    state = State(folder, read_only=True)
    assert views.days(state, "paper") == {"en": {"2026-01-01": 1, "2026-01-05": 1}}
    assert list(views.number_runs(state, "paper", "en")) == [
        Run(1, 1, "dated"),
        Run(2, 2, "undated"),
        Run(3, 3, "gone"),
        Run(4, 4, "absent"),
        Run(5, 5, "dated"),
        Run(6, 8, "undated"),
        Run(9, 10, "failed"),
        Run(11, 11, "absent"),
        Run(12, 12, "undated"),
    ]
    assert [line["id"] for line in views.newest_articles(state, "paper", "en", 2)] == [
        "paper/en/12",
        "paper/en/8",
    ]
    assert [
        (before["revision"], after["id"])
        for before, after in views.newest_revisions(state, "paper", 9)
    ] == [
        (1, "paper/en/3"),
        (1, "paper/en/2"),
    ]
    assert views.newest_revisions(state, "pap", 9) == []
    state.close()


def test_runs_of_numbers_go_on_from_page_to_page(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = State(folder, read_only=True)
    whole = list(views.number_runs(state, "paper", "en"))
    for rows in (1, 2, 3, 12):
        monkeypatch.setattr(views, "PAGE_NUMBERS", rows)
        assert list(views.number_runs(state, "paper", "en")) == whole
    state.close()


def test_inside_one_moment_nothing_new_is_seen_and_a_run_does_not_wait(folder: Path) -> None:
    archive = archives.begun(folder, archives.KILLED)
    archive.commit()
    reader = State(folder, read_only=True, in_use=True)
    with reader.one_moment():
        assert reader.last_seq("articles") == 10
        archive.add(article_record(ready(40, published=date(2026, 1, 9), published_from="page")))
        archive.commit()
        assert reader.last_seq("articles") == 10
    assert reader.last_seq("articles") == 11
    reader.close()
    archive.close()
