"""The table of sites, on a real server."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.on_workers import Workers, site, workers

from newscrawl.errors import UsageError
from newscrawl.workers.leases import Lease
from newscrawl.workers.schedule import Ended
from newscrawl.workers.site_table import ASKED_FOR, check_name

__all__ = ["workers"]

HEALTHY = Ended(0, "healthy", "all is well", "20260114T120000Z-0001")


def begun(workers: Workers, name: str) -> Lease:
    workers.queue.hand_out()
    lease = workers.leases().take(name, "example.ge", workers.job(name))
    assert lease is not None
    return lease


def ended(workers: Workers, name: str, how: Ended = HEALTHY) -> bool:
    lease = begun(workers, name)
    workers.end_jobs()
    return workers.table.end(workers.leases(), lease, how, first_s=60, delay_s=0)


@pytest.mark.parametrize("name", ["", "..", "A", "a/b", "-a", "x" * 64, "é"])
def test_what_cannot_name_a_folder_is_no_name(name: str) -> None:
    with pytest.raises(UsageError, match="no name of a site"):
        check_name(name)


def test_what_is_typed_for_a_run_is_what_the_table_says(tmp_path: Path) -> None:
    one = site("one", arguments={"root": "http://a"}, settings={"DOWNLOAD_DELAY": "2"}, minutes=0.5)
    assert one.words(tmp_path) == [
        *("ccbsnews", "-a", "root=http://a", "-a", "minutes=0.5", "-s", "DOWNLOAD_DELAY=2"),
        *("-s", f"NEWSCRAWL_OUTPUT={tmp_path / 'one'}"),
    ]
    other = site("one", limit=5, folder="/x", database="sqlite:///y")
    assert other.words(tmp_path)[1:] == [
        *("-a", "limit=5", "-s", "NEWSCRAWL_OUTPUT=/x", "-s", "NEWSCRAWL_DATABASE=sqlite:///y")
    ]


@pytest.mark.slow
def test_a_site_is_added_changed_and_left_as_it_is(workers: Workers) -> None:
    assert workers.table.put(site("one", minutes=20.0))
    assert not workers.table.put(site("one", minutes=20.0))
    assert not workers.table.put(site("one", minutes=5.0), replace=False)
    assert workers.table.put(site("one", minutes=5.0, arguments={"full": "1"}))
    assert workers.row("one").site == site("one", minutes=5.0, arguments={"full": "1"})


@pytest.mark.slow
def test_a_run_that_ended_is_told_and_the_next_one_planned(workers: Workers) -> None:
    workers.table.put(site("one"))
    assert ended(workers, "one")
    row = workers.row("one")
    assert (row.verdict, row.exit_code, row.run) == ("healthy", 0, "20260114T120000Z-0001")
    assert row.started_at is not None and not row.is_handed_out and row.owner is None
    assert (row.next_at - row.started_at).total_seconds() == 3600


@pytest.mark.slow
def test_failures_in_a_row_are_counted_and_forgotten(workers: Workers) -> None:
    workers.table.put(site("one", schedule="1s"))
    for failures in range(1, 6):
        workers.table.run_now("one")
        assert ended(workers, "one", Ended(69, "unreachable"))
        assert workers.row("one").failures == failures
    assert workers.row("one").is_failing
    workers.table.run_now("one")
    assert ended(workers, "one")
    assert not workers.row("one").is_failing and workers.row("one").failures == 0


@pytest.mark.slow
def test_who_lost_the_host_enters_nothing(workers: Workers) -> None:
    workers.table.put(site("one"))
    lease = begun(workers, "one")
    workers.rows("UPDATE hosts SET fence = fence + 1")
    assert not workers.table.end(workers.leases(), lease, HEALTHY, first_s=60, delay_s=0)
    assert workers.row("one").verdict is None


@pytest.mark.slow
def test_a_run_that_is_asked_for_while_one_is_under_way_comes_next(workers: Workers) -> None:
    workers.table.put(site("one"))
    lease = begun(workers, "one")
    assert workers.row("one").next_at > ASKED_FOR
    workers.table.run_now("one")
    workers.end_jobs()
    assert workers.table.end(workers.leases(), lease, HEALTHY, first_s=60, delay_s=0)
    assert workers.row("one").next_at == ASKED_FOR
    assert ended(workers, "one")
    assert workers.row("one").next_at > ASKED_FOR


@pytest.mark.slow
def test_what_is_paused_or_gone_is_not_run(workers: Workers) -> None:
    workers.table.put(site("one"))
    workers.table.set_paused("one", True)
    assert workers.queue.hand_out() == 0
    with pytest.raises(UsageError, match="one is paused"):
        workers.table.run_now("one")
    workers.table.set_paused("one", False)
    assert workers.queue.hand_out() == 1
    workers.table.remove("one")
    for action in (workers.table.remove, workers.table.run_now):
        with pytest.raises(UsageError, match="there is no site one"):
            action("one")
