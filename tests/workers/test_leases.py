"""One owner a host, on a real server."""

from __future__ import annotations

import pytest
from support.on_workers import Workers, site, workers

from newscrawl.workers.leases import Lease, Process
from newscrawl.workers.schedule import Ended

__all__ = ["workers"]

pytestmark = pytest.mark.slow


def handed_out(workers: Workers, *names: str) -> None:
    for name in names:
        workers.table.put(site(name))
    assert workers.queue.hand_out() == len(names)


def take(workers: Workers, name: str, owner: str) -> Lease | None:
    return workers.leases(owner).take(name, "example.ge", workers.job(name))


def test_two_sites_of_a_host_are_never_had_at_once(workers: Workers) -> None:
    handed_out(workers, "one", "two")
    ours = take(workers, "one", "us")
    assert ours is not None and ours.last is None
    assert take(workers, "two", "them") is None
    assert workers.row("one").owner == "us"
    assert workers.table.end(workers.leases(), ours, Ended(0), first_s=60, delay_s=0)
    theirs = take(workers, "two", "them")
    assert theirs is not None and theirs.fence > ours.fence


def test_a_lease_that_ran_out_is_anybodys_and_tells_which_process_had_it(workers: Workers) -> None:
    handed_out(workers, "one", "two")
    ours = take(workers, "one", "us")
    assert ours is not None
    process = Process("a machine", 4711, 99)
    workers.leases().note_process(ours, process)
    workers.rows("UPDATE hosts SET lease_until = clock_timestamp()")
    theirs = take(workers, "two", "them")
    assert theirs is not None and theirs.last == process and theirs.fence > ours.fence
    assert workers.leases().renew() == set()
    assert workers.leases("them").renew() == {theirs.fence}


def test_a_lease_is_renewed_by_its_owner_alone(workers: Workers) -> None:
    handed_out(workers, "one")
    ours = take(workers, "one", "us")
    assert ours is not None
    before = workers.rows("SELECT lease_until FROM hosts")
    assert workers.leases("them").renew() == set()
    assert workers.rows("SELECT lease_until FROM hosts") == before
    assert workers.leases("us").renew() == {ours.fence}
    assert workers.rows("SELECT lease_until FROM hosts") > before


def test_a_host_rests_between_two_runs(workers: Workers) -> None:
    handed_out(workers, "one", "two")
    ours = take(workers, "one", "us")
    assert ours is not None
    assert workers.table.end(workers.leases(), ours, Ended(0, pace_s=400.0), first_s=60, delay_s=1)
    assert take(workers, "two", "them") is None
    [(rest_s,)] = workers.rows("SELECT extract(epoch FROM not_before - lease_until) FROM hosts")
    assert 399 < rest_s <= 401
    # A run that was killed says nothing of the pace: the host's last one holds.
    workers.rows("UPDATE hosts SET not_before = clock_timestamp()")
    theirs = take(workers, "two", "them")
    assert theirs is not None
    assert workers.table.end(workers.leases("them"), theirs, Ended(-9), first_s=60, delay_s=1)
    assert workers.rows("SELECT pace_s FROM hosts") == [(400.0,)]


def test_a_site_that_was_paused_or_handed_out_anew_is_not_run_for_the_old_job(
    workers: Workers,
) -> None:
    handed_out(workers, "one")
    job = workers.job("one")
    workers.table.set_paused("one", True)
    assert workers.leases().take("one", "example.ge", job) is None
    workers.table.set_paused("one", False)
    assert workers.leases().take("one", "example.ge", job + 1) is None
    assert workers.leases().take("one", "example.ge", job) is not None


def test_tokens_grow_though_the_servers_clock_was_set_back(workers: Workers) -> None:
    handed_out(workers, "one")
    workers.rows("INSERT INTO hosts (host, fence) VALUES ('example.ge', 9000000000000000000)")
    ours = take(workers, "one", "us")
    assert ours is not None and ours.fence == 9000000000000000001
