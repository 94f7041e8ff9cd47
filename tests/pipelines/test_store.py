"""Numbers, lines and counts: an article is written when it is new or changed, once, and a failure
is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from support.chain import Chain, whole_run
from support.makers import NOON, article, failure, headline, pair

from newscrawl.errors import UsageError
from newscrawl.extensions.archive import archive_session

Runner = Callable[..., Chain]


@pytest.fixture
def run(tmp_path: Path) -> Runner:
    """Call it with items: one whole run over them, in the folder that the runs of a test share."""
    return partial(whole_run, tmp_path / "output")


def test_a_change_is_the_next_revision_of_its_article(run: Runner) -> None:
    run(article(1), article(2))
    run(article(1, title="The ferry stays in port"), article(2))
    chain = run(article(1))
    told = [
        (line["seq"], line["id"], line["revision"], line["change"], line["cause"])
        for line in chain.lines()
    ]
    assert told == [
        (1, "paper/en/1", 1, "new", "site"),
        (2, "paper/en/2", 1, "new", "site"),
        (3, "paper/en/1", 2, "changed", "site"),
        (4, "paper/en/1", 3, "changed", "site"),
    ]


@pytest.mark.parametrize(
    "facts",
    [
        {"title": "The ferry  of pier 1\u00a0sails again"},
        {"page_date": date(2026, 1, 20)},
        {"headlines": [pair(9)]},
        {"fetched_from": "http://ccbsnews.test/en/news/detail/1"},
        {"fetched_at": NOON.replace(month=2)},
    ],
    ids=lambda facts: next(iter(facts)),
)
def test_what_the_contract_does_not_compare_makes_no_revision(
    run: Runner, facts: dict[str, object]
) -> None:
    run(article(1))
    chain = run(article(1, **facts))
    assert len(chain.lines()) == 1
    assert chain.counts["articles/unchanged"] == 1


def test_an_article_that_comes_twice_in_a_run_is_written_once(run: Runner) -> None:
    assert len(run(article(1), article(1)).lines()) == 1


def test_a_headline_is_written_at_first_sight_and_when_it_changed(run: Runner) -> None:
    run(headline(1), headline(1), headline(2))
    chain = run(headline(1), headline(1, title="Another title"), headline(2, date(2026, 1, 8)))
    assert [(line["seq"], line["id"]) for line in chain.lines("headlines")] == [
        (1, "paper/en/1"),
        (2, "paper/en/2"),
        (3, "paper/en/1"),
        (4, "paper/en/2"),
    ]
    assert chain.counts["headlines/new"] == 2


def test_a_failed_page_is_told_counted_and_kept(run: Runner) -> None:
    chain = run(
        failure(1, page=b"<p>half"),
        failure(2, reason="timeout", missing=(), detail="no answer within 30 s"),
    )
    kept, lost = chain.session.failures
    assert (chain.folder / kept["kept"]).read_bytes() == b"<p>half"
    assert kept["kept"].startswith("failed/")
    assert (kept["url"], kept["missing"], kept["seen_at"]) == (
        "http://127.0.0.1/en/news/detail/1",
        ["body"],
        "2026-01-14T12:00:00Z",
    )
    assert (lost["kept"], lost["reason"], lost["detail"]) == (
        None,
        "timeout",
        "no answer within 30 s",
    )
    assert chain.counts["articles/failed"] == 2
    assert (chain.counts["pages/failed/no body"], chain.counts["pages/failed/timeout"]) == (1, 1)


@pytest.mark.parametrize(
    ("status", "key"),
    [
        (404, "not_found"),
        (410, "not_found"),
        (401, "not_found"),
        (500, "failed"),
        (403, "failed"),
        (None, "failed"),
    ],
)
def test_a_dead_listing_link_is_no_failure(run: Runner, status: int | None, key: str) -> None:
    assert run(failure(kind="listing", status=status)).counts[f"listings/{key}"] == 1


def test_only_the_first_thousand_failures_are_told_one_by_one(run: Runner) -> None:
    chain = run(*(failure(number) for number in range(1005)))
    assert len(chain.session.failures) == 1000
    assert chain.counts["articles/failed"] == 1005


def test_nothing_is_tried_after_a_write_has_failed(tmp_path: Path) -> None:
    """A shorter line might fit: the feed would then lack one in the middle of what the run says it
    wrote."""
    chain = Chain(tmp_path)
    chain.counts["output/error"] = "No space left on device"
    chain.process(article(1), headline(1), failure(1, page=b"<p>"))
    chain.close()
    assert (chain.lines(), chain.lines("headlines"), chain.session.failures) == ([], [], [])
    assert "articles/new" not in chain.counts


def test_a_step_without_an_archive_is_refused() -> None:
    crawler: Any = SimpleNamespace(get_extension=lambda kind: None)
    with pytest.raises(UsageError, match="EXTENSIONS"):
        archive_session(crawler)
