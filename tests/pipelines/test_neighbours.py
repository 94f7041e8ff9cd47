"""The days between which an undated article lies."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from support.chain import Chain, whole_run
from support.makers import NOON, article, headline

from newscrawl.items import Absence, Article
from newscrawl.storage.state.repository import State

Runner = Callable[..., Chain]
EIGHTH, NINTH = date(2026, 1, 8), date(2026, 1, 9)
FIRST_SEEN = "2026-01-15"
"""The site's zone is not known: at noon in UTC it may be the next day there."""


@pytest.fixture
def run(tmp_path: Path) -> Runner:
    """Call it with items: one whole run over them, in the folder that the runs of a test share."""
    return partial(whole_run, tmp_path / "output")


def dated_run(run: Runner, *numbers: int) -> Chain:
    """Articles dated by headlines, one a day: number 1 is of 2 December."""
    days = {number: date(2025, 12, 1) + timedelta(days=number) for number in numbers}
    return run(
        *(headline(number, day) for number, day in days.items()),
        *(article(number) for number in numbers),
    )


def between(chain: Chain, number: int) -> list[str] | None:
    last = [line for line in chain.lines() if line["id"] == f"paper/en/{number}"][-1]
    assert last["published"] is None
    found: list[str] | None = last["published_between"]
    return found


def test_an_undated_article_lies_between_its_neighbours(run: Runner) -> None:
    dated_run(run, *range(1, 11), *range(12, 22))
    assert between(run(article(11)), 11) == ["2025-12-11", "2025-12-13"]


def test_an_article_whose_neighbours_are_dated_later_gets_one_line_with_its_days(
    run: Runner,
) -> None:
    assert between(run(article(11)), 11) == [None, FIRST_SEEN]
    chain = dated_run(run, *range(1, 11), *range(12, 22))
    lines = [line for line in chain.lines() if line["id"] == "paper/en/11"]
    assert [(line["revision"], line["change"], line["published_between"]) for line in lines] == [
        (1, "new", [None, FIRST_SEEN]),
        (2, "changed", ["2025-12-11", "2025-12-13"]),
    ]
    assert len(run(article(11)).lines()) == len(chain.lines())


def test_an_article_that_is_dated_at_the_end_is_not_narrowed_besides(run: Runner) -> None:
    """Its neighbours and a headline of its own come in the same run, after it."""
    run(article(11))
    numbers = [*range(1, 11), *range(12, 22)]
    days = {number: date(2025, 12, 1) + timedelta(days=number) for number in numbers}
    chain = run(
        *(headline(number, day) for number, day in days.items()),
        *(article(number) for number in numbers),
        headline(11, date(2025, 12, 12)),
    )
    assert not chain.counts.get("output/error")
    lines = [line for line in chain.lines() if line["id"] == "paper/en/11"]
    assert [(line["revision"], line["published"]) for line in lines] == [
        (1, None),
        (2, "2025-12-12"),
    ]


def test_one_wrong_date_in_the_neighbourhood_makes_no_wrong_interval(run: Runner) -> None:
    dated_run(run, *range(1, 10), *range(13, 22))
    chain = run(
        headline(10, date(2026, 1, 10)),
        headline(12, date(2025, 11, 2)),
        article(10),
        article(12),
        article(11),
    )
    first, last = between(chain, 11) or ["", ""]
    assert first <= "2025-12-12" <= last


def test_the_first_sighting_is_the_last_day_possible(run: Runner) -> None:
    dated_run(run, *range(1, 22))
    assert between(run(article(30, fetched_at=datetime(2025, 12, 25, 9, tzinfo=UTC))), 30) == [
        "2025-12-21",
        "2025-12-25",
    ]


def test_where_numbers_do_not_grow_with_days_neighbours_tell_nothing(run: Runner) -> None:
    shuffled = {
        number: date(2025, 12, 1) + timedelta(days=number * 7 % 29) for number in range(1, 29)
    }
    run(
        *(headline(number, day) for number, day in shuffled.items()),
        *(article(number) for number in shuffled if number != 11),
    )
    (chain := run(article(40)))
    assert between(chain, 40) == [None, FIRST_SEEN]


def test_one_known_end_is_told_and_asks_for_no_line(run: Runner) -> None:
    chain = run(article(1), article(2))
    assert between(chain, 1) == between(chain, 2) == [None, FIRST_SEEN]
    chain = run(article(1), article(2), article(3), headline(3, NINTH), fetched_later := article(4))
    assert fetched_later.published_between == (None, date.fromisoformat(FIRST_SEEN))
    assert [line["revision"] for line in chain.lines() if line["id"] != "paper/en/3"] == [1, 1, 1]


def test_an_article_that_a_headline_showed_before_was_there_then(run: Runner) -> None:
    """The headlines disagree, so that none dates it."""
    seen = NOON - timedelta(days=3)
    run(headline(1, EIGHTH, seen_at=seen), headline(1, NINTH, seen_at=seen))
    assert between(run(article(1)), 1) == [None, "2026-01-12"]


def test_a_visit_that_found_nothing_bounds_nothing(run: Runner) -> None:
    """The number was free: what stands there now was published after that visit."""
    gone = Absence("paper/en/1", article(1).url, "404", NOON - timedelta(days=30), certain=True)
    run(gone)
    chain = run(article(1))
    assert between(chain, 1) == [None, FIRST_SEEN]
    state = State(chain.folder, read_only=True)
    assert [known.first_seen_at[:10] for known in state.known(["paper/en/1"])] == ["2026-01-14"]
    state.close()


def named(chain: Chain, days: int) -> None:
    """Something led to an article so many days before the others are read."""
    archive = chain.session.archive
    archive.clock = lambda: NOON - timedelta(days=days)
    archive.add_unvisited("paper", [("paper/en/a-ferry", "https://paper.test/a-ferry")])
    chain.close()


def slug(**facts: Any) -> Article:
    return article(1, id="paper/en/a-ferry", url="https://paper.test/a-ferry", **facts)


def test_an_article_without_number_was_there_when_something_led_to_it(
    run: Runner, tmp_path: Path
) -> None:
    named(Chain(tmp_path / "output"), 30)
    chain = run(slug())
    assert [line["published_between"] for line in chain.lines()] == [[None, "2025-12-16"]]
    chain = run(slug(body="It left at eight."))
    assert [line["published_between"] for line in chain.lines()] == [[None, "2025-12-16"]] * 2


def test_what_led_to_an_article_before_a_visit_found_nothing_bounds_nothing(
    run: Runner, tmp_path: Path
) -> None:
    named(Chain(tmp_path / "output"), 30)
    at = NOON - timedelta(days=20)
    run(Absence("paper/en/a-ferry", "https://paper.test/a-ferry", "404", at, certain=True))
    assert [line["published_between"] for line in run(slug()).lines()] == [[None, FIRST_SEEN]]


def test_a_number_out_of_order_does_not_tell_days_after_the_first_sighting(run: Runner) -> None:
    dated_run(run, *range(1, 22))
    early = datetime(2025, 12, 3, 9, tzinfo=UTC)
    assert between(run(article(30, fetched_at=early)), 30) == [None, "2025-12-03"]
