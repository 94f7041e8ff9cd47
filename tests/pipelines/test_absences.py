"""What is gone is written once, when it is sure; a site that is sick as a whole makes nothing
gone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from support.chain import Chain, whole_run
from support.makers import NOON, article, failure

from newscrawl.items import Absence, Confirmation
from newscrawl.lifecycle.page import Known
from newscrawl.storage.state.repository import State

Runner = Callable[..., Chain]


@pytest.fixture
def run(tmp_path: Path) -> Runner:
    """Call it with items: one whole run over them, in the folder that the runs of a test share."""
    return partial(whole_run, tmp_path / "output")


def absence(number: int = 1, *, certain: bool = True, reason: str = "http 404") -> Absence:
    at = NOON + timedelta(days=1)
    return Absence(
        f"paper/en/{number}",
        f"http://127.0.0.1/en/news/detail/{number}",
        reason,
        at,
        certain=certain,
    )


def told(chain: Chain) -> list[tuple[str, int, str]]:
    return [(line["id"], line["revision"], line["change"]) for line in chain.lines()]


def row(chain: Chain, number: int = 1) -> Known:
    state = State(chain.folder, read_only=True)
    [known] = state.known([f"paper/en/{number}"])
    state.close()
    return known


def test_a_404_makes_a_known_article_gone_with_its_last_content(run: Runner) -> None:
    run(article(1))
    first, last = (chain := run(absence(1))).lines()
    assert {key for key in first if first[key] != last[key]} == {
        "seq",
        "revision",
        "change",
        "fetched_at",
        "run",
    }
    assert (last["change"], last["revision"], last["fetched_at"]) == (
        "gone",
        2,
        "2026-01-15T12:00:00Z",
    )
    assert chain.counts["articles/gone"] == 1
    assert row(chain).status == "gone"


def test_gone_is_written_once(run: Runner) -> None:
    run(article(1))
    run(absence(1))
    chain = run(absence(1), absence(1))
    assert len(chain.lines()) == 2
    assert chain.counts["articles/still_gone"] == 2


def test_an_article_that_answers_again_is_changed_even_if_it_is_word_for_word_as_before(
    run: Runner,
) -> None:
    run(article(1))
    run(absence(1))
    assert told(run(article(1)))[2:] == [("paper/en/1", 3, "changed")]


def test_a_number_that_never_was_is_known_and_no_line(run: Runner) -> None:
    chain = run(absence(7), absence(8, certain=False, reason="redirects to http://127.0.0.1/"))
    assert chain.lines() == []
    assert (row(chain, 7).status, row(chain, 8).status) == ("absent", "elsewhere")
    assert chain.counts["articles/not_found"] == 2


def test_another_page_in_its_place_needs_a_later_run_to_be_believed(run: Runner) -> None:
    doubtful = absence(1, certain=False, reason="the site's 'not found' page")
    run(article(1))
    first = run(doubtful, doubtful)
    assert told(first) == [("paper/en/1", 1, "new")]
    assert row(first).doubted_in == first.session.run
    assert "" < (row(first).due_at or "") <= "2026-01-15T12:00:00Z", "the next run looks again"
    assert told(run(doubtful))[1:] == [("paper/en/1", 2, "gone")]


@pytest.mark.parametrize(
    "seen",
    [
        article(1),
        Confirmation("paper/en/1", "http://127.0.0.1/en/news/detail/1", NOON + timedelta(days=2)),
    ],
)
def test_a_doubt_is_forgotten_when_the_article_is_seen_again(run: Runner, seen: Any) -> None:
    doubtful = absence(1, certain=False)
    run(article(1))
    run(doubtful)
    run(seen)
    assert told(run(doubtful)) == [("paper/en/1", 1, "new")]


@pytest.mark.parametrize(
    ("visited", "gone", "written"), [(51, 10, 10), (50, 10, 0), (9, 9, 9), (40, 12, 0)]
)
def test_ten_and_a_fifth_of_those_visited_are_too_many_to_be_believed(
    run: Runner, visited: int, gone: int, written: int
) -> None:
    run(*(article(number) for number in range(1, visited + 1)))
    there = [article(number) for number in range(gone + 1, visited + 1)]
    chain = run(*there, *(absence(number) for number in range(1, gone + 1)))
    assert len(chain.lines()) - visited == written
    assert chain.counts.get("gone/withheld", 0) == gone - written
    assert row(chain, 1).status == ("gone" if written else "live")


def test_what_was_withheld_is_written_when_the_site_is_well(run: Runner) -> None:
    run(*(article(number) for number in range(1, 31)))
    run(*(absence(number) for number in range(1, 31)))
    chain = run(*(article(number) for number in range(2, 31)), absence(1))
    assert told(chain)[30:] == [("paper/en/1", 2, "gone")]


def test_a_page_that_fails_is_neither_gone_nor_changed(run: Runner) -> None:
    run(article(1))
    chain = run(failure(1, id="paper/en/1", reason="http 500", status=500))
    assert told(chain) == [("paper/en/1", 1, "new")]
    assert (row(chain).status, row(chain).tries, row(chain).reason) == ("live", 1, "http 500")


def test_a_number_that_fails_is_remembered_and_tried_more_rarely_each_time(run: Runner) -> None:
    due: list[str] = []
    for _ in range(5):
        chain = run(failure(9, id="paper/en/9", reason="timeout"))
        due.append(row(chain, 9).due_at or "")
    assert row(chain, 9).status == "failed"
    assert (
        due == sorted(due)
        and due[0] == "2026-01-14T12:00:00Z"
        and due[-1] == "2026-01-15T04:00:00Z"
    )


def nowhere(number: int, *, certain: bool = False, is_named: bool = True) -> Absence:
    said = "http 404" if certain else "the site's 'not found' page"
    return replace(absence(number, certain=certain, reason=said), is_named=is_named)


def test_many_articles_that_the_site_leads_to_and_does_not_show_are_told_once(run: Runner) -> None:
    found = [article(number) for number in range(1, 21)]
    chain = run(*found, *map(nowhere, range(30, 40)))
    assert chain.counts["nowhere/named"] == 10
    assert chain.counts["nowhere/visited"] == 30
    assert "nowhere/named" not in run(*map(nowhere, range(30, 40))).counts


def test_on_a_quiet_day_three_are_enough_where_they_are_half_of_the_new_ones(run: Runner) -> None:
    chain = run(*map(article, range(1, 4)), *map(nowhere, range(30, 33)))
    assert (chain.counts["nowhere/named"], chain.counts["nowhere/visited"]) == (3, 6)


@pytest.mark.parametrize(
    "items",
    [
        [*map(article, range(1, 11)), *map(nowhere, range(30, 39))],
        [nowhere(30), nowhere(31)],
        [nowhere(number, certain=True) for number in range(30, 60)],
        [nowhere(number, is_named=False) for number in range(30, 60)],
    ],
    ids=["less than half", "two", "404", "numbers that were tried"],
)
def test_a_few_dead_links_and_numbers_that_nobody_names_are_no_trouble(
    run: Runner, items: list[Absence]
) -> None:
    assert "nowhere/named" not in run(*items).counts
