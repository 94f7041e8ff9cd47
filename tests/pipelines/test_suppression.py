"""What was taken down does not come back, whatever turns up of it."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from support.chain import Chain, whole_run
from support.makers import NOON, article, failure, headline, pair

from newscrawl.items import Absence, Confirmation
from newscrawl.storage.state.repository import State
from newscrawl.storage.suppression.job import order

RUN = "20260117T093000Z-aaaa"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An archive of two articles, the second of which was taken down."""
    chain = whole_run(tmp_path / "output", article(1), article(2), headline(2))
    with closing(State(chain.folder)) as state:
        order(state, "paper/en/2", reason="a letter", at="2026-01-17T09:30:00Z", run=RUN)
    return chain.folder


@pytest.mark.parametrize(
    ("item", "counted"),
    [
        (article(2, title="Another title", body="And another text."), "articles/suppressed"),
        (article(2), "articles/suppressed"),
        (headline(2, title="Another title"), "headlines/suppressed"),
        (failure(2, id="paper/en/2", page=b"<p>Pier 2 was closed"), "articles/suppressed"),
        (
            article(2, body=" ", fetched_from="https://paper.test/en/news/detail/2/"),
            "articles/suppressed",
        ),
        (
            Absence(
                "paper/en/2", "http://127.0.0.1/en/news/detail/2", "http 404", NOON, certain=True
            ),
            "articles/suppressed",
        ),
        (
            Confirmation("paper/en/2", "http://127.0.0.1/en/news/detail/2", NOON),
            "articles/suppressed",
        ),
    ],
)
def test_whatever_comes_of_it_is_dropped_and_counted(folder: Path, item: Any, counted: str) -> None:
    Chain(folder).close()
    before = [(folder / f"{feed}.jsonl").read_bytes() for feed in ("articles", "headlines")]
    chain = whole_run(folder, item)
    assert chain.counts[counted] == 1
    assert "articles/failed" not in chain.counts
    assert [(folder / f"{feed}.jsonl").read_bytes() for feed in ("articles", "headlines")] == before
    assert not (folder / "failed").exists()


def test_its_headline_on_the_page_of_another_is_empty_there(folder: Path) -> None:
    chain = whole_run(folder, article(3, headlines=[pair(1), pair(2)]))
    [line] = [line for line in chain.lines() if line["id"] == "paper/en/3"]
    assert [one["title"] for one in line["headlines"]] == ["Headline 1", ""]


def test_a_takedown_that_was_only_ordered_is_done_when_the_run_begins(folder: Path) -> None:
    chain = Chain(folder)
    assert {
        (line["title"], line["suppressed"]) for line in chain.lines() if line["id"] == "paper/en/2"
    } == {("", True)}
    assert chain.lines()[-1]["change"] == "gone"
    # The one that was seen, and the one that tells readers of it.
    assert [line["title"] for line in chain.lines("headlines")] == ["", ""]
    chain.close()


def test_a_text_that_was_taken_down_is_told_where_it_comes_under_another_number(
    folder: Path,
) -> None:
    was = article(2)
    chain = whole_run(folder, article(3, title=was.title, body=was.body), article(4))
    assert chain.counts["takedowns/returned"] == 1
    assert chain.counts["takedowns/returned_example"] == (
        "paper/en/3 says word for word what paper/en/2 said, which was taken down"
    )
    # It is told once.
    again = whole_run(folder, article(3, title=was.title, body=was.body))
    assert "takedowns/returned" not in again.counts
