"""What a visit finds out: from what was known of an article to what is known then."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from support.makers import NOON, ready

from newscrawl.lifecycle.drift import HELD
from newscrawl.lifecycle.page import ABSENT, ELSEWHERE, FAILED, GONE, LIVE, SUPPRESSED, Known
from newscrawl.lifecycle.transitions import (
    absent,
    doubted,
    failed,
    last_seen_before,
    met,
    revised,
    suppressed,
    visited,
)
from newscrawl.records import Record, article_record, utc

LATER = NOON + timedelta(days=40)
EVEN_LATER = NOON + timedelta(days=80)


def record(**facts: object) -> Record:
    return {**article_record(ready(7)), "seq": 1, **facts}


def read(**facts: object) -> Known:
    return revised(None, record(**facts))


def test_an_article_that_is_met_was_never_read() -> None:
    known = met("paper/en/7", NOON)
    assert (known.site, known.language, known.status) == ("paper", "en", FAILED)
    assert not known.is_read
    assert known.first_seen_at == known.visited_at == utc(NOON)


def test_a_revision_makes_an_article_live_and_due_by_its_age() -> None:
    young, old = read(published="2026-01-14"), read(published="2024-01-14")
    assert young.status == old.status == LIVE
    assert young.seq == 1 and young.is_read
    assert young.due_at is not None and old.due_at is not None and young.due_at < old.due_at


def test_an_undated_article_is_as_old_as_its_neighbours_say() -> None:
    alone, bounded = read(), revised(None, record(), published_by="2024-01-14")
    assert alone.due_at is not None and bounded.due_at is not None
    assert alone.due_at < bounded.due_at


def test_a_gone_line_makes_it_gone_and_counts_the_visit_as_one_that_found_nothing() -> None:
    known = revised(read(), record(change="gone", seq=2, fetched_at=utc(LATER)))
    assert (known.status, known.tries, known.seq) == (GONE, 1, 2)


def test_a_better_reading_of_the_same_bytes_leaves_the_schedule_alone() -> None:
    before = visited(read(), LATER)
    known = revised(before, record(cause="parser", seq=2, fetched_at=utc(LATER)))
    assert known.seq == 2
    assert (known.due_at, known.visited_at) == (before.due_at, before.visited_at)


def test_a_visit_that_reads_the_same_page_better_is_a_visit() -> None:
    before = visited(read(), LATER)
    known = revised(before, record(cause="parser", seq=2, fetched_at=utc(EVEN_LATER)))
    assert known.visited_at == utc(EVEN_LATER)
    assert known.due_at is not None and before.due_at is not None and known.due_at > before.due_at


def test_an_article_that_turns_out_to_be_old_is_due_by_its_age() -> None:
    before = read()
    known = revised(
        before, record(cause="parser", seq=2, published="2024-01-14", fetched_at=before.visited_at)
    )
    assert known.due_at is not None and before.due_at is not None and known.due_at > before.due_at


def test_a_better_reading_ends_a_failure() -> None:
    before = failed(read(), LATER, "no body")
    known = revised(before, record(cause="parser", seq=2, fetched_at=utc(EVEN_LATER)))
    assert (known.tries, known.reason, known.visited_at) == (0, None, utc(EVEN_LATER))


def test_a_line_of_an_older_visit_changes_no_later_one() -> None:
    before = visited(read(), LATER)
    known = revised(before, record(seq=2, fetched_at=utc(NOON)))
    assert (known.seq, known.visited_at, known.due_at) == (2, before.visited_at, before.due_at)


def test_a_failure_leaves_what_was_read_and_waits_longer_each_time() -> None:
    one = failed(read(), NOON, "timeout")
    assert (one.status, one.tries, one.reason, one.seq) == (LIVE, 1, "timeout", 1)
    waits = []
    for _ in range(5):
        one = failed(one, NOON, "timeout")
        waits.append(one.due_at or "")
    assert waits == sorted(waits) and len(set(waits)) > 2
    assert failed(met("paper/en/8", NOON), NOON, "timeout").status == FAILED


def test_a_failure_does_not_forget_that_a_change_is_held_back() -> None:
    one = failed(replace(read(), reason=HELD), NOON, "timeout")
    assert (one.tries, one.reason) == (1, HELD)
    assert visited(one, LATER).reason is None


def test_a_conclusive_visit_ends_failures_and_doubts() -> None:
    known = visited(doubted(failed(read(), NOON, "timeout"), NOON, "another page", "run"), LATER)
    assert (known.tries, known.reason, known.doubted_in) == (0, None, None)


def test_what_a_headline_leads_to_and_is_not_there_is_tried_again_by_the_next_run() -> None:
    one = absent(met("paper/en/8", NOON), NOON, "http 404", is_named=True)
    again = absent(one, NOON, "http 404", is_named=True)
    assert (one.status, one.due_at, again.due_at) == (ABSENT, utc(NOON), utc(NOON))
    for _ in range(6):
        again = absent(again, NOON, "http 404", is_named=True)
    assert again.due_at is not None and again.due_at > utc(NOON + timedelta(days=9))


def test_a_number_where_nothing_is_waits_longer_each_time() -> None:
    one = absent(met("paper/en/8", NOON), NOON, "http 404")
    again = absent(one, NOON, "redirect", status=ELSEWHERE)
    assert (one.status, one.tries, one.reason) == (ABSENT, 1, "http 404")
    assert (again.status, again.tries, again.reason) == (ELSEWHERE, 2, "redirect")
    assert one.due_at is not None and again.due_at is not None and one.due_at < again.due_at


def test_a_doubt_keeps_the_run_that_had_it_first_and_is_due_at_once() -> None:
    first = doubted(read(), LATER, "another page", "run 1")
    again = doubted(first, EVEN_LATER, "another page", "run 2")
    assert (first.doubted_in, again.doubted_in) == ("run 1", "run 1")
    assert first.due_at == utc(LATER)
    assert first.status == LIVE


@pytest.mark.parametrize("before", [read(), failed(read(), NOON, "no body")])
def test_what_is_taken_down_is_never_due_again(before: Known) -> None:
    known = suppressed(replace(before, etag='"1"', last_modified="x", redate=True))
    assert (known.status, known.due_at, known.tries) == (SUPPRESSED, None, 0)
    assert (known.etag, known.last_modified, known.reason, known.redate) == (
        None,
        None,
        None,
        False,
    )


def test_a_suppressed_line_of_a_lost_state_takes_the_article_down_again() -> None:
    known = revised(read(), record(suppressed=True, change="gone", seq=2))
    assert (known.status, known.due_at) == (SUPPRESSED, None)


def test_a_change_of_the_site_lies_behind_the_last_visit_that_found_the_article_as_it_was() -> None:
    known = visited(read(), LATER)
    known = failed(known, LATER + timedelta(days=1), "timeout")
    known = doubted(known, LATER + timedelta(days=2), "another page", "r")
    at = utc(EVEN_LATER)
    assert last_seen_before(known, record(change="gone", fetched_at=at)) == utc(LATER)
    assert last_seen_before(known, record(fetched_at=at)) == utc(LATER)


def test_the_first_reading_is_a_visit_that_found_it() -> None:
    assert last_seen_before(read(), record(fetched_at=utc(LATER))) == utc(NOON)


@pytest.mark.parametrize(
    ("known", "facts"),
    [
        (None, {}),
        (met("paper/en/7", NOON), {}),
        (read(), {"cause": "parser"}),
        # A headline gave the day: the page is the one that was read before.
        (read(), {"fetched_at": utc(NOON)}),
        # It comes back: it was away since some visit before.
        (revised(read(), record(change="gone", seq=2, fetched_at=utc(LATER))), {}),
        # A state of an earlier version.
        (replace(read(), confirmed_at=None), {}),
    ],
)
def test_what_bounds_no_change_of_the_site_is_not_told(
    known: Known | None, facts: dict[str, str]
) -> None:
    assert last_seen_before(known, record(**{"fetched_at": utc(EVEN_LATER), **facts})) is None


def test_an_older_page_that_is_read_again_does_not_turn_the_clock_back() -> None:
    known = visited(read(), LATER)
    again = revised(known, record(cause="parser", fetched_at=utc(NOON)))
    assert again.confirmed_at == utc(LATER)
