"""What the report asks of the state."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from support import archives
from support.makers import ready

from newscrawl.records import article_record
from newscrawl.storage.queries import report as report_queries
from newscrawl.storage.queries.report import NumberRange
from newscrawl.storage.state.repository import State


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return archives.make(tmp_path / "output")


def test_days_numbers_and_newest_lines(folder: Path) -> None:
    state = State(folder, read_only=True)
    assert report_queries.days(state, "paper") == {"en": {"2026-01-01": 1, "2026-01-05": 1}}
    assert list(report_queries.number_ranges(state, "paper", "en")) == [
        NumberRange(1, 1, "dated"),
        NumberRange(2, 2, "undated"),
        NumberRange(3, 3, "gone"),
        NumberRange(4, 4, "absent"),
        NumberRange(5, 5, "dated"),
        NumberRange(6, 8, "undated"),
        NumberRange(9, 10, "failed"),
        NumberRange(11, 11, "absent"),
        NumberRange(12, 12, "undated"),
    ]
    assert [line["id"] for line in report_queries.newest_articles(state, "paper", "en", 2)] == [
        "paper/en/12",
        "paper/en/8",
    ]
    assert [
        (before["revision"], after["id"])
        for before, after in report_queries.newest_revisions(state, "paper", 9)
    ] == [
        (1, "paper/en/3"),
        (1, "paper/en/2"),
    ]
    assert report_queries.newest_revisions(state, "pap", 9) == []
    state.close()


def test_runs_of_numbers_go_on_from_page_to_page(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = State(folder, read_only=True)
    whole = list(report_queries.number_ranges(state, "paper", "en"))
    for rows in (1, 2, 3, 12):
        monkeypatch.setattr(report_queries, "PAGE_NUMBERS", rows)
        assert list(report_queries.number_ranges(state, "paper", "en")) == whole
    state.close()


def test_inside_one_moment_nothing_new_is_seen_and_a_run_does_not_wait(folder: Path) -> None:
    archive = archives.begun(folder, archives.KILLED)
    archive.commit()
    reader = State(folder, read_only=True, in_use=True)
    with reader.snapshot():
        assert reader.last_seq("articles") == 10
        archive.add_revision(
            article_record(ready(40, published=date(2026, 1, 9), published_from="page"))
        )
        archive.commit()
        assert reader.last_seq("articles") == 10
    assert reader.last_seq("articles") == 11
    reader.close()
    archive.close()
