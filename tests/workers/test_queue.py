"""What is due is handed out once, and comes back where nobody runs it."""

from __future__ import annotations

import pytest
from support.on_workers import Workers, site, workers

from newscrawl.workers.queue import AT_ONCE

__all__ = ["workers"]

pytestmark = pytest.mark.slow


def jobs(workers: Workers) -> list[str]:
    return [
        row[0] for row in workers.rows("SELECT queueing_lock FROM procrastinate_jobs ORDER BY id")
    ]


def test_what_is_due_is_handed_out_once_the_longest_due_first(workers: Workers) -> None:
    for name in ("one", "two", "three"):
        workers.table.put(site(name))
    workers.rows("UPDATE sites SET next_at = next_at - interval '1 hour' WHERE name = 'three'")
    workers.rows("UPDATE sites SET next_at = next_at + interval '1 hour' WHERE name = 'one'")
    assert workers.queue.hand_out() == 2
    assert jobs(workers) == ["three", "two"]
    assert workers.queue.hand_out() == 0
    assert workers.row("two").is_handed_out and not workers.row("one").is_handed_out


def test_nothing_is_handed_out_for_a_host_that_is_had(workers: Workers) -> None:
    workers.table.put(site("one"))
    workers.queue.hand_out()
    assert workers.leases().take("one", "example.ge", workers.job("one")) is not None
    workers.table.put(site("two"))
    workers.table.put(site("other", host="example.com"))
    assert workers.queue.hand_out() == 1
    assert workers.row("other").is_handed_out


def test_a_site_whose_job_is_gone_is_due_again_when_its_lease_has_ended(workers: Workers) -> None:
    workers.table.put(site("one"))
    workers.queue.hand_out()
    job = workers.job("one")
    assert workers.queue.take_back() == 0
    assert workers.leases().take("one", "example.ge", job) is not None
    workers.end_jobs()
    assert workers.queue.take_back() == 0
    workers.rows("UPDATE hosts SET lease_until = clock_timestamp()")
    assert workers.queue.take_back() == 1
    assert workers.queue.hand_out() == 1
    assert workers.job("one") > job


def test_a_job_that_could_not_be_done_is_given_back_by_who_has_it(workers: Workers) -> None:
    workers.table.put(site("one"))
    workers.queue.hand_out()
    job = workers.job("one")
    workers.queue.give_back("one", job + 1)
    assert workers.row("one").is_handed_out
    workers.queue.give_back("one", job, 400)
    assert not workers.row("one").is_handed_out
    [(wait_s,)] = workers.rows("SELECT extract(epoch FROM next_at - clock_timestamp()) FROM sites")
    assert 300 < wait_s < 400


def test_many_are_handed_out_in_turns(workers: Workers) -> None:
    workers.rows(
        "INSERT INTO sites (name, spider, arguments, settings, schedule, host)"
        f" SELECT 's' || i, 'x', '{{}}', '{{}}', '1h', 'h' || i FROM generate_series(0, {AT_ONCE}) AS i"
    )
    assert [workers.queue.hand_out() for _ in range(3)] == [AT_ONCE, 1, 0]
