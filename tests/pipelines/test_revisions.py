"""Which revision a text is."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from support.chain import whole_run
from support.makers import NOON, article, ready

from newscrawl.lifecycle.page import GONE, LIVE, Known
from newscrawl.lifecycle.transitions import met, revised
from newscrawl.pipelines.revisions import number
from newscrawl.records import article_record, utc
from newscrawl.storage.state.repository import State


def known(status: str) -> Known:
    record = {**article_record(ready(1)), "seq": 7}
    return replace(revised(met("paper/en/1", NOON), record), status=status)


def test_the_first_sight_is_revision_1() -> None:
    one = article(1)
    number(one, None)
    assert (one.revision, one.change) == (1, "new")


def test_an_article_that_was_met_and_never_read_is_new() -> None:
    one = article(1)
    number(one, met("paper/en/1", NOON))
    assert (one.revision, one.change) == (1, "new")


@pytest.mark.parametrize(
    ("status", "cause", "change"),
    [
        (LIVE, "site", "changed"),
        (LIVE, "parser", "changed"),
        (GONE, "site", "changed"),
        (GONE, "parser", "gone"),
    ],
)
def test_what_was_read_before_is_changed_unless_its_last_page_is_only_read_better(
    status: str, cause: str, change: str
) -> None:
    one = article(1, cause=cause)
    number(one, known(status))
    assert (one.revision, one.change) == (2, change)


def test_what_the_site_did_not_change_is_read_better() -> None:
    one = article(1, says_the_same=True)
    number(one, known(LIVE))
    assert (one.change, one.cause) == ("changed", "parser")


def test_a_crawl_that_reads_a_page_better_has_visited_it(tmp_path: Path) -> None:
    whole_run(tmp_path, article(1), article(2))
    later = NOON + timedelta(days=30)
    chain = whole_run(
        tmp_path,
        article(1, fetched_at=later, section="Ports", says_the_same=True),
        article(2, fetched_at=later, section="Ports"),
    )
    assert [(line["change"], line["cause"]) for line in chain.lines()[2:]] == [
        ("changed", "parser"),
        ("changed", "site"),
    ]
    state = State(tmp_path, read_only=True)
    assert {one.visited_at for one in state.known(["paper/en/1", "paper/en/2"])} == {utc(later)}
    state.close()


def test_what_reads_as_before_is_no_revision_whoever_changed_what(tmp_path: Path) -> None:
    whole_run(tmp_path, article(1))
    assert len(whole_run(tmp_path, article(1, says_the_same=True)).lines()) == 1
