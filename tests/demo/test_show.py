"""What the demo says of a feed, beside what was published."""

from __future__ import annotations

import json
from pathlib import Path

from rich.console import Console

from newscrawl.demo.show import compare, lines_of, reports_of, verdict
from newscrawl.replica import Record


def test_a_record_that_is_not_as_published_is_found() -> None:
    true = Record(
        id="ccbsnews/en/1",
        url="https://www.ccbsnews.info/en/news/detail/1",
        title="A title",
        body="A body.",
        language="en",
        published=None,
        published_from=None,
        page_date="2026-01-14",
        headlines=[],
        description=None,
        modified=None,
        tags=[],
    )
    same = dict(true)
    assert compare([true], [same]) == {}
    assert compare([true], [same | {"title": "Another"}, same]) == {}, "the last revision counts"
    assert compare([true], [same | {"body": "", "published": "2026-01-14"}]) == {
        "body": [true["id"]],
        "published": [true["id"]],
    }
    assert compare([true], []) == {"missing": [true["id"]]}


def test_the_verdict_names_what_differs_and_where_it_begins() -> None:
    console = Console(width=200)
    with console.capture() as shown:
        console.print(verdict([], [], {"missing": ["ccbsnews/en/1"], "title": ["ccbsnews/en/2"]}))
    assert "1 × missing (first: ccbsnews/en/1); 1 × title differs" in shown.get()


def test_a_folder_without_runs_has_no_lines_and_no_reports(tmp_path: Path) -> None:
    assert lines_of(tmp_path / "articles.jsonl") == []
    assert reports_of(tmp_path) == []
    (tmp_path / "articles.jsonl").write_text(json.dumps({"seq": 1}) + "\n")
    assert lines_of(tmp_path / "articles.jsonl") == [{"seq": 1}]
