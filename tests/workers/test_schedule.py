"""When a site is due: what its owner asked for, and what the last run says of the next."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from newscrawl.errors import UsageError
from newscrawl.workers.schedule import DAY_S, Ended, Schedule, next_run

NOON = datetime(2026, 1, 14, 12, tzinfo=UTC)
LATER = NOON + timedelta(minutes=5)


def due(schedule: str, ended: Ended, failures: int = 0, *, now: datetime = LATER) -> float:
    """Seconds from now."""
    at = next_run(Schedule.parse(schedule), ended, failures, started=NOON, now=now, first_s=60)
    return (at - now).total_seconds()


@pytest.mark.parametrize(
    "given", ["", "0m", "15", "15 m", "m", "1y", "* * * *", "61 * * * *", "every day"]
)
def test_what_is_no_schedule_is_refused(given: str) -> None:
    with pytest.raises(UsageError, match="no schedule; it looks like 15m"):
        Schedule.parse(given)


def test_an_interval_is_counted_from_the_beginning_of_the_run() -> None:
    assert due("15m", Ended(0)) == 10 * 60
    assert due("15m", Ended(1)) == 10 * 60
    assert due("1m", Ended(0)) == 0


def test_cron_is_of_utc() -> None:
    assert due("30 */2 * * *", Ended(0)) == 25 * 60
    assert Schedule.parse("30 */2 * * *").gap_s(NOON) == 7200


@pytest.mark.parametrize(
    "ended", [Ended(0, is_cut=True), Ended(143), Ended(130)], ids=["cut", "SIGTERM", "Ctrl-C"]
)
def test_what_was_cut_or_stopped_is_due_at_once(ended: Ended) -> None:
    assert due("1d", ended) == 0


def test_a_kill_is_no_fault_of_the_site_two_in_a_row_may_be() -> None:
    assert due("1d", Ended(-9), 1) == 0
    assert due("1d", Ended(-9), 2) == 120


@pytest.mark.parametrize("code", [69, 74, 75])
def test_what_passes_is_tried_again_ever_more_seldom_up_to_the_interval(code: int) -> None:
    assert [due("5m", Ended(code), failures) for failures in (1, 2, 3, 4)] == [60, 120, 240, 300]
    assert due("2w", Ended(code), 4) == 480


def test_what_passes_not_waits_for_its_time() -> None:
    assert due("1h", Ended(2), 1) == due("1h", Ended(77), 1) == 55 * 60


def test_five_in_a_row_slow_a_site_down_to_a_day() -> None:
    assert due("1h", Ended(69), 5) == 2 * 3600
    assert due("1h", Ended(2), 6) == 4 * 3600
    assert due("1h", Ended(69), 400) == DAY_S
    assert due("2w", Ended(69), 400) == 14 * DAY_S


def test_what_is_not_healthy_has_been_written_all_the_same() -> None:
    assert [Ended(code).is_failure for code in (0, 1, 130, 143)] == [False] * 4
    assert [Ended(code).is_failure for code in (2, 69, 74, 75, 77, -9)] == [True] * 6
