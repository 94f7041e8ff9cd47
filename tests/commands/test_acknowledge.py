"""`scrapy acknowledge`, run as users run it: what is known makes no run unhealthy, until something
about it changes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from run.test_standing import NEWS, broken, run, run_at, site
from support import archives, launcher
from support.local_server import serving

from newscrawl.storage.files.lock import FolderLock
from newscrawl.storage.state.repository import State
from newscrawl.verify.folder import Bounds, FolderAudit


def acknowledge(folder: Path, *words: str, day: int = 28) -> tuple[int, str, str]:
    """At noon of a day of February, after the run of that day."""
    clock = {"NEWSCRAWL_CLOCK": f"2026-02-{day:02}T12:00:00Z"}
    settings = ("-s", f"NEWSCRAWL_OUTPUT={folder}")
    done = launcher.run("acknowledge", *words, *settings, env=clock)
    return done.returncode, done.stdout, done.stderr.rstrip("\n")


@pytest.mark.slow
def test_a_failure_that_is_known_is_no_trouble_until_it_changes(tmp_path: Path) -> None:
    fails = {f"{NEWS}2": broken()}
    page = "ccbsnews/en/2"
    assert run(tmp_path, fails, 1)[0] == 1
    code, _, line = acknowledge(tmp_path, page, "--reason", "a wall of theirs", day=1)
    assert code == 0 and line.startswith(f"acknowledge: {page} acknowledged: no run is unhealthy")

    code, line, report = run(tmp_path, fails, 2)
    assert (code, "1 failure acknowledged" in line) == (0, True), line
    assert [one["acknowledged"] for one in report["failures"]] == [True]
    # Also where the page is named.
    assert run(tmp_path, fails, 3, "-a", "ids=2")[0] == 0
    code, out, line = acknowledge(tmp_path, "--list")
    assert (code, out.count("\n")) == (0, 1) and page in out and "a wall of theirs" in out
    assert line.startswith("acknowledge: 1 acknowledged")

    # Another reason is news, and so is the same one after it.
    assert run(tmp_path, {f"{NEWS}2": broken(403)}, 4)[0] == 1
    assert run(tmp_path, fails, 6)[0] == 1
    assert acknowledge(tmp_path, page, "--reason", "again", day=6)[0] == 0
    assert run(tmp_path, fails, 9)[0] == 0
    assert acknowledge(tmp_path, "--undo", page, day=9)[0] == 0
    assert run(tmp_path, fails, 12, "-a", "ids=2")[0] == 1
    # Read once, it is as new when it fails again.
    assert acknowledge(tmp_path, page, "--reason", "again", day=12)[0] == 0
    assert run(tmp_path, {}, 15, "-a", "ids=2")[0] == 0
    assert run(tmp_path, fails, 20, "-a", "ids=2")[0] == 1


def test_a_listing_is_acknowledged_by_its_address(tmp_path: Path) -> None:
    fails = {"/en/news": broken()}
    page = "https://www.ccbsnews.info/en/news"
    with serving(site(fails)) as server:
        assert run_at(server.root, tmp_path, 1, "-a", "full=1")[0] == 1
        assert acknowledge(tmp_path, page, "--reason", "they are at it", day=1)[0] == 0
        code, line, _ = run_at(server.root, tmp_path, 2, "-a", "full=1")
        assert (code, "1 failure acknowledged" in line) == (0, True), line
        del fails["/en/news"]
        assert run_at(server.root, tmp_path, 3, "-a", "full=1")[0] == 0
        fails["/en/news"] = broken()
        assert run_at(server.root, tmp_path, 4, "-a", "full=1")[0] == 1


def test_the_archive_is_whole_afterwards_and_has_a_report_of_it(tmp_path: Path) -> None:
    folder = archives.make(tmp_path / "output")
    before = {path.name for path in (folder / "runs").iterdir()}
    code, _, line = acknowledge(folder, "paper/en/9", "paper/en/5", "--reason", " two\nlines ")
    assert code == 0, line
    [name] = {path.name for path in (folder / "runs").iterdir()} - before
    report: dict[str, Any] = json.loads((folder / "runs" / name).read_bytes())
    assert report["arguments"] == {"acknowledge": "paper/en/9 paper/en/5", "reason": "two lines"}
    assert [one["page"] for one in report["pages"]] == ["paper/en/9", "paper/en/5"]
    audit = FolderAudit(folder, None, sites={}, failed=Bounds(99, 1 << 20))
    audit.check()
    assert audit.findings.listed == []
    state = State(folder, read_only=True)
    assert {row.page: row.acknowledgement for row in state.failures()} == {
        "paper/en/5": "two lines",
        "paper/en/9": "two lines",
    }
    state.close()


def test_a_takedown_takes_what_was_said_of_the_article(tmp_path: Path) -> None:
    folder = archives.make(tmp_path / "output")
    assert acknowledge(folder, "paper/en/9", "--reason", "the letter of Ilka Vashten")[0] == 0
    settings = ("-s", f"NEWSCRAWL_OUTPUT={folder}")
    done = launcher.run("suppress", "paper/en/9", "--reason", "a letter", *settings)
    assert done.returncode == 0, done.stderr
    state = State(folder, read_only=True)
    assert state.failures() == []
    state.close()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("paper/en/8", "--reason", "x"), "did you mean paper/en/9?"),
        (("paper/en/9",), "it is 'scrapy acknowledge"),
        (("--reason", "x"), "it is 'scrapy acknowledge"),
        (("paper/en/9", "--reason", " "), "--reason is empty"),
        (("--undo", "paper/en/9"), "nothing is acknowledged"),
        (("--list", "paper/en/9"), "it is 'scrapy acknowledge"),
    ],
)
def test_what_is_wrong_is_refused_and_nothing_is_written(
    tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    folder = archives.make(tmp_path / "output")
    before = archives.snapshot(folder)
    code, _, line = acknowledge(folder, *words)
    assert (code, said in line) == (2, True), line
    assert archives.snapshot(folder) == before


def test_a_folder_that_a_run_holds_is_left_alone(tmp_path: Path) -> None:
    folder = archives.make(tmp_path / "output")
    lock = FolderLock(folder)
    try:
        assert acknowledge(folder, "paper/en/9", "--reason", "x")[0] == 75
    finally:
        lock.release()
