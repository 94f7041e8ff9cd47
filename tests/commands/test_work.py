"""`scrapy work`: what is refused, and what its runs are told."""

from __future__ import annotations

from pathlib import Path

import pytest
from scrapy.settings import Settings
from support import launcher

from newscrawl.commands.work import given_settings, habits_of, read_at_once
from newscrawl.errors import UsageError

VARIABLE = "NEWSCRAWL_WORKERS_DATABASE"


@pytest.mark.parametrize("given", ["", "0", "-1", "two", "501", "٥"])
def test_what_is_no_number_of_runs_is_refused(given: str) -> None:
    with pytest.raises(UsageError, match="not a number from 1 to 500"):
        read_at_once(given)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["now"], "now: work takes options only"),
        ([], "no database of workers is named"),
        (["-s", f"{VARIABLE}=sqlite:///x"], "no address of a PostgreSQL database"),
    ],
)
def test_what_is_wrong_is_refused_in_one_line(words: list[str], said: str) -> None:
    done = launcher.run("work", *words, without=[VARIABLE])
    assert done.returncode == 2 and said in done.stderr.splitlines()[-1]


def test_runs_are_told_what_the_worker_was_told_but_not_what_is_its_own() -> None:
    settings = Settings()
    for name in ("DOWNLOAD_DELAY", "NEWSCRAWL_OUTPUT", VARIABLE, "NEWSCRAWL_ARCHIVES"):
        settings.set(name, "3", "cmdline")
    settings.set("NEWSCRAWL_CONTACT", "us", "project")
    assert given_settings(settings) == ["-s", "DOWNLOAD_DELAY=3"]


def test_a_worker_works_as_its_settings_say(tmp_path: Path) -> None:
    settings = Settings({"NEWSCRAWL_ARCHIVES": str(tmp_path), "NEWSCRAWL_WORKERS_HEARTBEAT": "4"})
    habits = habits_of(settings, 3)
    assert (habits.archives, habits.at_once, habits.lease_s) == (tmp_path, 3, 12)
    # It begins to stop when two heartbeats have failed, and is gone before the lease has ended.
    assert habits.held_ns == 10_800_000_000 and habits.stop_s == pytest.approx(2.8)
    settings["NEWSCRAWL_WORKERS_HEARTBEAT"] = "0"
    with pytest.raises(UsageError, match="leases need one"):
        habits_of(settings, 3)
