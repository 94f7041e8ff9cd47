"""Which revision a text is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.makers import NOON, article, ready

from newscrawl.lifecycle.page import GONE, LIVE, Known
from newscrawl.lifecycle.transitions import met, revised
from newscrawl.pipelines.revisions import number
from newscrawl.records import article_record


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
