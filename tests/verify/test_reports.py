"""Each run has a report and a row that say the same; what a kill left of one is owed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from newscrawl.storage.files.run_reports import write_run
from newscrawl.storage.suppression.texts import TAKEN_OUT
from newscrawl.verify.findings import Findings
from newscrawl.verify.reports import KEYS, check_reports, disagreements, read_report, wrong_keys

FIRST, SECOND = "20260114T093000Z-1f3a", "20260115T093000Z-2b4c"


def report(run: str = FIRST, **facts: Any) -> dict[str, Any]:
    made = dict.fromkeys(sorted(KEYS), "?") | {"schema": "newscrawl.run/1", "run": run}
    return {**made, "spider": "paper", "arguments": {}, "counts": {"articles/new": 1}, **facts}


def row(run: str = FIRST, **facts: Any) -> dict[str, Any]:
    said = dict.fromkeys(("started_at", "ended_at", "verdict", "exit_code", "summary"), "?")
    made = {"id": run, "site": "paper", "arguments": "{}", "counts": '{"articles/new": 1}'}
    return {**said, **made, **facts}


def check(
    folder: Path, reports: list[dict[str, Any]], rows: list[dict[str, Any]] | None
) -> list[tuple[str, str, str]]:
    (folder / "runs").mkdir(exist_ok=True)
    for one in reports:
        (folder / "runs" / f"{one['run']}.json").write_text(json.dumps(one), "utf-8")
    findings = Findings()
    known = check_reports(folder, rows, findings)
    assert known == {one["run"] for one in reports} | {one["id"] for one in rows or ()}
    return [(one.level, one.kind, one.what) for one in findings.listed]


def test_a_report_and_a_row_that_agree_are_right(tmp_path: Path) -> None:
    assert check(tmp_path, [report()], [row()]) == []


def test_a_folder_without_reports_has_none(tmp_path: Path) -> None:
    assert check_reports(tmp_path, None, Findings()) == set()


def test_what_they_say_differently_is_named(tmp_path: Path) -> None:
    assert check(tmp_path, [report(exit_code=1)], [row(exit_code=0)]) == [
        ("fault", "report", "exit_code is 1, and 0 in the state")
    ]
    assert disagreements(report(counts={}), row()) == ["counts are others in the state"]
    assert disagreements(report(), row(arguments="{")) == ["arguments are others in the state"]


def test_a_summary_that_a_takedown_took_out_comes_to_the_reports_first() -> None:
    assert disagreements(report(summary=TAKEN_OUT), row(summary="1 new")) == []


def test_a_run_that_was_killed_is_owed_with_and_without_a_report(tmp_path: Path) -> None:
    killed = row(verdict=None)
    [(level, kind, _)] = check(tmp_path, [], [killed])
    assert (level, kind) == ("owed", "killed")
    [(level, kind, _)] = check(tmp_path, [report()], [killed])
    assert (level, kind) == ("owed", "unnoted")


def test_a_report_that_is_lost_is_a_fault(tmp_path: Path) -> None:
    [(level, kind, _)] = check(tmp_path, [], [row()])
    assert (level, kind) == ("fault", "no report")


@pytest.mark.parametrize("known", [FIRST, SECOND])
def test_a_run_that_a_state_which_was_lost_does_not_know_is_owed(
    tmp_path: Path, known: str
) -> None:
    [(level, kind, _)] = check(tmp_path, [report(), report(SECOND)], [row(known)])
    assert (level, kind) == ("owed", "unnoted")


@pytest.mark.parametrize("rows", [None, []])
def test_without_a_state_no_run_is_missing_there(
    tmp_path: Path, rows: list[dict[str, Any]] | None
) -> None:
    assert check(tmp_path, [report()], rows) == []


def test_a_run_that_could_not_write_has_no_row(tmp_path: Path) -> None:
    failed = report(SECOND, verdict="output")
    assert check(tmp_path, [report(), failed], [row()]) == []


@pytest.mark.parametrize(
    ("name", "level"),
    [(f"{FIRST}.part", "owed"), ("notes.txt", "fault"), (f"{FIRST}.txt", "fault")],
)
def test_what_is_no_report_is_found(tmp_path: Path, name: str, level: str) -> None:
    (tmp_path / "runs").mkdir()
    (tmp_path / "runs" / name).touch()
    (tmp_path / "runs" / ".gitkeep").touch()
    assert [one[0] for one in check(tmp_path, [], [])] == [level]


def test_a_byte_that_flips_anywhere_in_a_report_is_found(tmp_path: Path) -> None:
    said = report(settings={"DOWNLOAD_DELAY": 1.5}, failures=[{"detail": "ნიუსი"}])
    path = write_run(tmp_path, FIRST, said)
    whole = path.read_bytes()
    assert check(tmp_path, [], [row()]) == []
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        findings = Findings()
        check_reports(tmp_path, [row()], findings)
        kinds = {(one.level, one.file, one.kind) for one in findings.listed}
        assert kinds == {("fault", f"runs/{FIRST}.json", "report")}, place


def test_keys_are_those_of_a_report() -> None:
    assert wrong_keys(report(), FIRST) == []
    killed = report(verdict="killed")
    assert wrong_keys(killed, FIRST)[0].startswith("not known: counts")
    assert wrong_keys(report(state=None), FIRST) == [], "how the state was left may be told"
    assert wrong_keys(report(rules={"title/claim": 1}), FIRST) == [], "and by which rules"


@pytest.mark.parametrize("text", ["{", "[1]", '"a"', "[" * 100_000])
def test_what_is_no_object_is_no_report(tmp_path: Path, text: str) -> None:
    path = tmp_path / "report.json"
    path.write_text(text)
    read, wrong = read_report(path)
    assert read is None
    assert len(wrong) == 1 and wrong[0].startswith("it is no JSON")
