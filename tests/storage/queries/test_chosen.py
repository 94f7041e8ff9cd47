"""Which articles are chosen: by day, by language, by whether they are there."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from support import rows

from newscrawl import Archive


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rows.archived(tmp_path)
    return tmp_path


def ids(archive: Archive, **chosen: Any) -> list[str]:
    return [article.id.rpartition("/")[2] for article in archive.articles(**chosen)]


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        ("2026-01-08", None, ["9", "10"]),
        (None, "2026-01-08", ["2", "9"]),
        # A moment belongs to its day in the page's own zone: 21:30 of the 8th in UTC.
        ("2026-01-09", "2026-01-09", ["10"]),
        # All days on which 2 can have been published are between the two; not all of 5 are.
        ("2026-01-04", "2026-01-06", ["2"]),
        ("2026-01-05", "2026-01-06", []),
        (date(2026, 1, 8), date(2026, 1, 8), ["9"]),
    ],
)
def test_by_the_day_of_publication(folder: Path, since: Any, until: Any, found: list[str]) -> None:
    assert ids(Archive(folder), since=since, until=until) == found


def test_by_language(folder: Path) -> None:
    assert ids(Archive(folder), language="ka") == []
    assert len(ids(Archive(folder), language="en")) == 4


def test_by_the_language_of_the_text_whatever_the_id_says(tmp_path: Path) -> None:
    lines = [rows.record(1), {**rows.record(2), "language": "ka"}]
    lines[0]["body"] = 'It printed {"language": "ka"} on every page.'
    list(rows.written(tmp_path / "two", rows.FIRST, lines))
    archive = Archive(tmp_path / "two")
    assert (ids(archive, language="en"), ids(archive, language="ka")) == (["1"], ["2"])
    assert [one.language for one in archive.articles()] == ["en", "ka"]
