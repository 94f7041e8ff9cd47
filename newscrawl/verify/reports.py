"""runs/ against the table of runs, and the runs that the lines name against both."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from newscrawl.storage.files.seal import SEAL, has_whole_seal
from newscrawl.storage.queries.summary import Row
from newscrawl.storage.suppression.texts import TAKEN_OUT
from newscrawl.verify.findings import Finding, Findings, Level

KEYS_OF_KILLED = {
    "schema",
    "run",
    "spider",
    "verdict",
    "exit_code",
    "summary",
    "started_at",
    "arguments",
}
KEYS = KEYS_OF_KILLED | {
    "ended_at",
    "seconds",
    "finish_reason",
    "settings",
    "version",
    "counts",
    "failures",
    "pages",
    "traps",
    "walk",
}
"""Of a report, as the crawl command writes it, and as the next run writes it for one that was
killed."""

CHECKSUM = "state"
"""Key under which a report says how the file of the state was left. Not in reports of earlier
versions, and null where a kill came before it was known."""

ADDED = frozenset({"rules", "drift", "changes"})
"""Keys that are not in reports of earlier versions."""

_NAME = re.compile(r"\d{8}T\d{6}Z-[0-9a-f]{4}")
_LOST = "if you need the report, restore it from a copy; no run reads it"


def check_reports(folder: Path, rows: Sequence[Row] | None, findings: Findings) -> set[str]:
    """Read every report. `rows` are those of the table; None where there is none. Gives the ids of
    all runs that are known.

    Raises OSError where a file cannot be read.
    """
    table = {row["id"]: row for row in rows or ()}
    found = set()
    for path in sorted((folder / "runs").glob("*")) if (folder / "runs").is_dir() else []:
        if _NAME.fullmatch(path.stem) and path.suffix == ".json":
            found.add(path.stem)
            _check_report(path, table, findings)
        else:
            _check_stray(path, findings)
    for run, row in table.items():
        if run not in found:
            _report_missing(run, row, findings)
    return found | table.keys()


def _check_report(path: Path, table: Mapping[str, Row], findings: Findings) -> None:
    run = path.stem
    report, wrong = read_report(path)
    if report is not None:
        wrong += wrong_keys(report, run)
        row = table.get(run)
        if row is None:
            if table and not wrong and report["verdict"] != "output":
                what = "the state has no row of this run: it was lost, or is older than the report"
                _report(findings, run, "unnoted", what, "owed")
        elif not wrong and row["verdict"] is None:
            what = "the run was killed before the state took its end in"
            _report(findings, run, "unnoted", what, "owed")
        elif not wrong:
            wrong += disagreements(report, row)
    for what in wrong:
        _report(findings, run, "report", what)


def _check_stray(path: Path, findings: Findings) -> None:
    """A file in runs/ that is no report."""
    name = f"runs/{path.name}"
    if _NAME.fullmatch(path.stem) and path.suffix == ".part":
        what, todo = (
            "a run was killed while it wrote its report",
            "nothing: the next run removes it",
        )
        findings.add(Finding("owed", name, "unfinished", what, todo))
    elif path.name != ".gitkeep":
        what = "it is no report of a run"
        findings.add(Finding("fault", name, "does not belong here", what, "remove it"))


def _report_missing(run: str, row: Row, findings: Findings) -> None:
    if row["verdict"] is None:
        what = "the run was killed: it has no end in the state and no report"
        _report(findings, run, "killed", what, "owed")
    else:
        what = "the state knows of this run, and its report is not there"
        _report(findings, run, "no report", what)


def read_report(path: Path) -> tuple[dict[str, Any] | None, list[str]]:
    """The report, or None; and what is wrong with its bytes. Raises OSError."""
    content = path.read_bytes()
    try:
        report = json.loads(content.decode())
    except (ValueError, RecursionError) as error:
        return None, [f"it is no JSON: {error}"]
    if not isinstance(report, dict):
        return None, ["it is no JSON object"]
    is_whole = SEAL not in report or has_whole_seal(content)
    return report, [] if is_whole else ["its bytes have not the digest that it ends with"]


def wrong_keys(report: Mapping[str, Any], run: str) -> list[str]:
    """What its keys say of a report of this run.

    >>> said = {"schema": "newscrawl.run/1", "run": "another", "colour": 1}
    >>> wrong_keys(dict.fromkeys(KEYS - {"walk"}, 1) | said, "this")
    ["run is 'another'", 'not there: walk', 'not known: colour']
    """
    due = KEYS_OF_KILLED if report.get("verdict") == "killed" else KEYS
    wrong = [
        f"{name} is {report.get(name)!r}"
        for name, value in (("schema", "newscrawl.run/1"), ("run", run))
        if report.get(name) != value
    ]
    if missing := sorted(due - report.keys()):
        wrong.append(f"not there: {', '.join(missing)}")
    if unknown := sorted(report.keys() - due - ADDED - {CHECKSUM, SEAL}):
        wrong.append(f"not known: {', '.join(unknown)}")
    return wrong


def disagreements(report: Mapping[str, Any], row: Row) -> list[str]:
    """What a report says otherwise than the row of its run."""
    said = {
        name: report.get(name)
        for name in ("started_at", "ended_at", "verdict", "exit_code", "summary")
    }
    said["site"] = report.get("spider")
    if said["summary"] == TAKEN_OUT:
        # A takedown comes to the reports first, and to the state when the text is needed no more.
        del said["summary"]
    wrong = [
        f"{name} is {value!r}, and {row[name]!r} in the state"
        for name, value in said.items()
        if row[name] != value
    ]
    for name in ("arguments", "counts"):
        try:
            stored = json.loads(row[name]) if row[name] is not None else None
        except ValueError:
            stored = row[name]
        if stored != report.get(name):
            wrong.append(f"{name} are others in the state")
    return wrong


def _report(findings: Findings, run: str, kind: str, what: str, level: Level = "fault") -> None:
    todo = "nothing: the next run takes note of it" if level == "owed" else _LOST
    findings.add(Finding(level, f"runs/{run}.json", kind, what, todo, id=run))
