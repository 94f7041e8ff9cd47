"""How a run ended, as its worker sees it."""

from __future__ import annotations

import json
from pathlib import Path

from newscrawl.workers.outcome import outcome_of_process
from newscrawl.workers.schedule import Ended

LINE = "ccbsnews: healthy: 3 new (run 20260114T120000Z-0001 in /archives/one)"


def report(folder: Path, text: str) -> None:
    (folder / "runs").mkdir(exist_ok=True)
    (folder / "runs" / "20260114T120000Z-0001.json").write_text(text, "utf-8")


def test_the_report_says_what_the_exit_code_does_not(tmp_path: Path) -> None:
    counts = {"walk/cut": 1, "manners/crawl_delay_s": 5.0, "manners/held_left_s": 40.0}
    report(tmp_path, json.dumps({"counts": counts}))
    assert outcome_of_process(0, LINE, tmp_path) == Ended(
        0, "healthy", LINE, "20260114T120000Z-0001", is_cut=True, pace_s=5.0, held_s=40.0
    )


def test_a_report_that_is_not_there_or_torn_says_nothing(tmp_path: Path) -> None:
    for torn in (None, "", '{"counts": 3}', "[]"):
        if torn is not None:
            report(tmp_path, torn)
        ended = outcome_of_process(1, LINE, tmp_path)
        assert (ended.verdict, ended.is_cut, ended.held_s) == ("unhealthy", False, 0.0)


def test_a_run_that_was_killed_is_said_to_be(tmp_path: Path) -> None:
    assert outcome_of_process(-9, LINE, tmp_path) == Ended(-9)
    assert outcome_of_process(99, "Killed", tmp_path) == Ended(99, "failed", "Killed")
