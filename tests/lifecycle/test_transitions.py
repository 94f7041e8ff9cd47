"""What a visit says of an article, from what was known to what is known then."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from support.makers import NOON, ready

from newscrawl.lifecycle import transitions
from newscrawl.lifecycle.page import (
    ABSENT,
    ELSEWHERE,
    FAILED,
    GONE,
    LIVE,
    SUPPRESSED,
    Known,
)
from newscrawl.records import article_record, utc

LATER = NOON + timedelta(days=3)


def record(**facts: Any) -> dict[str, Any]:
    return {**article_record(ready(7)), "seq": 1, "change": "new", "revision": 1, **facts}


def read(**facts: Any) -> Known:
    return transitions.revised(None, record(**facts))


def test_what_was_never_met_has_failed_until_a_visit_says_otherwise() -> None:
    known = transitions.met("paper/en/7", NOON, "https://paper.test/en/news/detail/7")
    assert (known.site, known.language, known.key, known.number) == ("paper", "en", "7", 7)
    assert (known.status, known.is_read, known.url) == (
        FAILED,
        False,
        "https://paper.test/en/news/detail/7",
    )


def test_a_key_that_is_no_number_has_no_place() -> None:
    known = transitions.met("gazette/de/2026/03/05/a-slug", NOON)
    assert (known.language, known.key, known.number) == ("de", "2026/03/05/a-slug", None)


def test_a_revision_makes_it_live_and_tells_its_url() -> None:
    known = read()
    assert (known.status, known.seq, known.revision, known.url) == (
        LIVE,
        1,
        1,
        "https://paper.test/en/news/detail/7",
    )


def test_a_revision_that_says_gone_makes_it_gone_and_it_is_looked_for_again() -> None:
    known = transitions.revised(read(), record(change="gone", seq=2, revision=2))
    assert (known.status, known.tries) == (GONE, 1)
    assert known.due_at == utc(NOON + timedelta(days=7))


def test_a_better_reading_changes_nothing_of_when_to_come_again() -> None:
    visited = transitions.visited(read(), LATER)
    known = transitions.revised(visited, record(cause="parser", seq=2, revision=2))
    assert (known.revision, known.visited_at, known.due_at) == (2, utc(LATER), visited.due_at)


def test_an_older_line_does_not_take_a_visit_back() -> None:
    visited = transitions.visited(read(), LATER)
    assert transitions.revised(visited, record(seq=2)).visited_at == utc(LATER)


def test_a_line_that_was_taken_down_leaves_nothing_due() -> None:
    known = transitions.revised(read(etag='"1"'), record(suppressed=True, seq=2))
    assert (known.status, known.due_at, known.etag) == (SUPPRESSED, None, None)


@pytest.mark.parametrize("published_by", [None, "2025-01-14"])
def test_an_old_article_is_left_alone_for_longer(published_by: str | None) -> None:
    known = transitions.visited(read(), NOON, published_by=published_by)
    # A tenth of its age, six hours at least: of the year that its neighbours tell, 36 days.
    wait = timedelta(hours=6) if published_by is None else timedelta(days=36, hours=13.2)
    assert known.due_at == utc(NOON + wait)


def test_a_failure_keeps_what_was_known() -> None:
    known = transitions.failed(transitions.failed(read(), NOON, "http 500"), LATER, "no body")
    assert (known.status, known.tries, known.reason, known.seq) == (LIVE, 2, "no body", 1)
    unread = transitions.failed(transitions.met("paper/en/9", NOON), LATER, "no body")
    assert (unread.status, unread.tries) == (FAILED, 1)


def test_a_visit_ends_a_row_of_failures_and_a_doubt() -> None:
    doubted = transitions.doubted(transitions.failed(read(), NOON, "http 500"), NOON, "home", "r1")
    known = transitions.visited(doubted, LATER)
    assert (known.tries, known.reason, known.doubted_in) == (0, None, None)


@pytest.mark.parametrize("status", [ABSENT, ELSEWHERE])
def test_what_never_was_is_told_from_what_went(status: str) -> None:
    known = transitions.absent(transitions.met("paper/en/9", NOON), NOON, "http 404", status=status)
    assert (known.status, known.reason, known.tries) == (status, "http 404", 1)


def test_the_run_that_doubted_first_is_remembered_and_it_is_due_at_once() -> None:
    once = transitions.doubted(read(), NOON, "another page", "r1")
    twice = transitions.doubted(once, LATER, "the home page", "r2")
    assert (twice.doubted_in, twice.reason, twice.due_at) == ("r1", "the home page", utc(LATER))
    assert twice.status == LIVE


def test_a_takedown_leaves_that_it_was() -> None:
    known = transitions.suppressed(replace(read(), redate=True, tries=3, last_modified="today"))
    assert (known.status, known.seq, known.revision) == (SUPPRESSED, 1, 1)
    assert (known.due_at, known.last_modified, known.redate, known.tries) == (None, None, False, 0)
