"""runs/ against the table of runs, and the runs that the lines name against both."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

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

SEAL = "state"
"""How the file of the state was left. Not in reports of earlier versions, and null where a kill
came before it was known."""

_NAME = re.compile(r"\d{8}T\d{6}Z-[0-9a-f]{4}")
_LOST = "if you need the report, restore it from a copy; no run reads it"


def check_reports(folder: Path, rows: Sequence[Row] | None, findings: Findings) -> set[str]:
    """Read every report. `rows` are those of the table; None where there is none. Gives the ids of
    all runs that are known.

    Raises OSError where a file cannot be read.
    """
    table = {row["id"]: row for row in rows or ()}
    oldest = min(table, default="")
    found = set()
    for path in sorted((folder / "runs").glob("*")) if (folder / "runs").is_dir() else []:
        if not _NAME.fullmatch(path.stem) or path.suffix != ".json":
            if _NAME.fullmatch(path.stem) and path.suffix == ".part":
                what = "a run was killed while it wrote its report"
                findings.add(
                    Finding(
                        "owed",
                        f"runs/{path.name}",
                        "unfinished",
                        what,
                        "nothing: the next run removes it",
                    )
                )
            elif path.name != ".gitkeep":
                findings.add(
                    Finding(
                        "fault",
                        f"runs/{path.name}",
                        "does not belong here",
                        "it is no report of a run",
                        "remove it",
                    )
                )
            continue
        found.add(path.stem)
        report, wrong = read_report(path)
        if report is not None:
            wrong += wrong_keys(report, path.stem)
        row = table.get(path.stem)
        if report is not None and row is not None and not wrong:
            if row["verdict"] is None:
                _tell(
                    findings,
                    path.stem,
                    "unnoted",
                    "the run was killed before the state took its end in",
                    "owed",
                )
            else:
                wrong += disagreements(report, row)
        elif (
            rows is not None
            and row is None
            and path.stem > oldest
            and table
            and report
            and report.get("verdict") != "output"
        ):
            wrong.append("the state has no row of this run, and rows of earlier ones")
        for what in wrong:
            _tell(findings, path.stem, "report", what)
    for run, row in table.items():
        if run not in found and row["verdict"] is None:
            _tell(
                findings,
                run,
                "killed",
                "the run was killed: it has no end in the state and no report",
                "owed",
            )
        elif run not in found:
            _tell(
                findings,
                run,
                "no report",
                "the state knows of this run, and its report is not there",
            )
    return found | table.keys()


def read_report(path: Path) -> tuple[dict[str, Any] | None, list[str]]:
    """The report, or why it is none. Raises OSError."""
    try:
        report = json.loads(path.read_bytes().decode())
    except (ValueError, RecursionError) as error:
        return None, [f"it is no JSON: {error}"]
    return (report, []) if isinstance(report, dict) else (None, ["it is no JSON object"])


def wrong_keys(report: Mapping[str, Any], run: str) -> list[str]:
    """What its keys say of a report of this run.

    >>> wrong_keys(dict.fromkeys(KEYS - {"walk"}, 1) | {"schema": "newscrawl.run/1", "run": "another", "colour": 1}, "this")
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
    if unknown := sorted(report.keys() - due - {SEAL}):
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


def _tell(findings: Findings, run: str, kind: str, what: str, level: Level = "fault") -> None:
    todo = "nothing: the next run takes note of it" if level == "owed" else _LOST
    findings.add(Finding(level, f"runs/{run}.json", kind, what, todo, id=run))
