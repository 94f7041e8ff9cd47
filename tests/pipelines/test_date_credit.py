"""A site whose pages say days that its own lists prove wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from support.chain import Chain, whole_run
from support.makers import article, headline

from newscrawl.items import Article, OwnDate

Runner = Callable[..., Chain]
EIGHTH, NINTH = date(2026, 1, 8), date(2026, 1, 9)


@pytest.fixture
def run(tmp_path: Path) -> Runner:
    """Call it with items: one whole run over them, in the folder that the runs of a test share."""
    return partial(whole_run, tmp_path / "output")


WRONG = [-40, 4, 5, -3, 2, 3, -90, 6, 3, -8]
"""Days from those that the lists give."""


def claimed(number: int, days: int) -> Article:
    day = EIGHTH + timedelta(days=days)
    own = [OwnDate("metadata", day.isoformat(), day)]
    return article(number, title=f"Pier {number}", body=f"Of {number}.", own_dates=own)


def test_days_that_the_lists_prove_wrong_are_taken_back_and_told(
    run: Runner, caplog: pytest.LogCaptureFixture
) -> None:
    pages = [claimed(number, days) for number, days in enumerate(WRONG, start=1)]
    first = run(*pages, claimed(90, 1))
    assert {line["published_from"] for line in first.lines()} == {"metadata"}
    chain = run(*(headline(number, EIGHTH) for number in range(1, 11)))
    newest = {line["id"]: line for line in chain.lines()}
    assert [
        (newest[f"paper/en/{number}"]["published"], newest[f"paper/en/{number}"]["cause"])
        for number in range(1, 11)
    ] == [("2026-01-08", "parser")] * 10
    # Of this one no list tells: its day is as little believed.
    assert newest["paper/en/90"]["published"] is None
    assert newest["paper/en/90"]["published_between"] is not None
    assert chain.counts["dates/without_credit/metadata"] == 1
    assert "contradicted by its own dated lists" in caplog.text
    # A third run has nothing to say; and a new page's claim is not taken.
    lines = len(chain.lines())
    again = run(*pages, claimed(91, 0), headline(91, NINTH))
    assert [line["id"] for line in again.lines()[lines:]] == ["paper/en/91", "paper/en/91"]
    assert again.lines()[-1]["published"] == "2026-01-09"


def test_what_is_taken_back_gets_the_days_between_in_the_same_line(run: Runner) -> None:
    """Its neighbours are dated by then; the days of the others taken back bound nothing."""
    days = {number: date(2025, 12, 1) + timedelta(days=number) for number in range(1, 22)}
    template = date(2025, 11, 5)
    undated = (11, 15, 16)
    chain = run(
        *(
            article(
                number,
                title=f"Pier {number}",
                body=f"Of {number}.",
                own_dates=[OwnDate("metadata", template.isoformat(), template)],
            )
            for number in days
        ),
        *(headline(number, day) for number, day in days.items() if number not in undated),
    )
    taken = [line for line in chain.lines() if line["id"] == "paper/en/11"]
    assert [(line["published"], line["published_between"]) for line in taken] == [
        ("2025-11-05", None),
        (None, ["2025-12-11", "2025-12-13"]),
    ]
    last = [line for line in chain.lines() if line["id"] == "paper/en/16"][1:]
    assert [line["published_between"] for line in last] == [["2025-12-15", "2025-12-18"]]
