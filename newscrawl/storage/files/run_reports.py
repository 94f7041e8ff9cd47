"""runs/<run id>.json: what a run did, written also when it failed."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from newscrawl import lease
from newscrawl.errors import OutputError
from newscrawl.storage.files.checksum import state_checksum
from newscrawl.storage.files.seal import SEAL, has_whole_seal, sealed
from newscrawl.storage.state.repository import State
from newscrawl.storage.state.run_lock import Guard
from newscrawl.storage.state.schema import runs

PROBE = ".probe-run"
"""Name of a file that is there for a moment, when a run begins."""

MAX_FAILURES = 1000
"""Maximum number of failed pages that a report lists; the rest is in the counts."""


def new_run_id(started_at: datetime) -> str:
    """A name that sorts by time and is not given twice: `20260114T093000Z-1f3a`."""
    return f"{started_at.astimezone(UTC):%Y%m%dT%H%M%SZ}-{secrets.token_hex(2)}"


def check_output(folder: Path) -> None:
    """Make the output folder where it is missing and try to write in it.

    Raises OutputError: better before the first request than after the first page.
    """
    probe = folder / PROBE
    try:
        (folder / "runs").mkdir(parents=True, exist_ok=True)
        # An empty file fits on a full disk; a block does not.
        probe.write_bytes(b"\n" * 4096)
        for feed in ("articles.jsonl", "headlines.jsonl"):
            if (folder / feed).exists():
                with (folder / feed).open("ab"):
                    pass
        for part in (*(folder / "runs").glob("*.part"), *(folder / "failed").glob("*.part")):
            # Of a run that was killed while it wrote a report or a page.
            _remove(part)
    except OSError as error:
        raise OutputError(error.errno, f"cannot write in {folder}: {error.strerror}") from error
    finally:
        _remove(probe)


def write_run(folder: Path, run_id: str, report: Mapping[str, Any]) -> Path:
    """Write the report under `folder`/runs, sealed, whole or not at all. Raises OutputError, also
    where the lease of the run has ended: whoever took over has told what became of it."""
    lease.check()
    path = folder / "runs" / f"{run_id}.json"
    part = path.with_suffix(".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            file.write(sealed(report))
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        _remove(part)
        raise OutputError(error.errno, f"cannot write {path}: {error.strerror}") from error
    return path


def end_run(
    folder: Path, database: str | None, report: Mapping[str, Any], *, guard: Guard | None = None
) -> None:
    """Write the report of a run that ends, and enter its end in the state; then add to the report
    how the state's file was left. `guard` is that of the run's lock.

    The report comes first: a kill in between leaves one that says nothing of the state. Raises
    OutputError.
    """
    write_run(folder, report["run"], {**report, "state": None})
    note_end(folder, database, report, guard=guard)
    if database is not None:
        return
    with suppress(OutputError):
        # The report is there, and whole without it.
        write_run(folder, report["run"], {**report, "state": state_checksum(folder)})


def note_start(
    state: State, run_id: str, site: str, started_at: str, arguments: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """Enter a run that begins. Gives the runs that were killed: those that began and never ended.
    Raises OutputError."""
    killed = state.runs(unended=True)
    state.put(
        runs,
        [
            {
                "id": run_id,
                "site": site,
                "started_at": started_at,
                "arguments": json.dumps(arguments, ensure_ascii=False),
            }
        ],
    )
    return killed


def note_end(
    folder: Path, database: str | None, report: Mapping[str, Any], *, guard: Guard | None = None
) -> None:
    """Enter the end of a run in the state, from its report. Raises OutputError."""
    state = State(folder, database, guard=guard)
    try:
        state.put(runs, [_row(report)])
    finally:
        state.close()


def restore_runs(folder: Path, state: State) -> None:
    """Enter the runs that a report tells of and the state knows nothing of: it was lost, or is an
    older copy. A report that is damaged tells of none. Raises OutputError."""
    known = state.run_ids()
    paths = (folder / "runs").glob("*.json")
    for path in sorted(path for path in paths if path.stem not in known):
        report = _whole_report(path)
        if report is not None and report.get("run") == path.stem:
            state.put(runs, [_row(report)])


def _whole_report(path: Path) -> dict[str, Any] | None:
    """None where a byte of it is not as it was written, and for that of a run that could not write:
    it need not have left anything else."""
    try:
        content = path.read_bytes()
        report = json.loads(content)
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(report, dict) or not report.keys() >= _NAMED:
        return None
    # Earlier versions wrote no seal.
    is_whole = SEAL not in report or has_whole_seal(content)
    return report if is_whole and report["verdict"] != "output" else None


_NAMED = frozenset({"run", "spider", "started_at", "verdict", "exit_code", "summary", "arguments"})


def _row(report: Mapping[str, Any]) -> dict[str, Any]:
    """A report as a row of `runs`; that of a run that was killed tells no end and no counts."""
    row = {name: report.get(name) for name in ("started_at", "ended_at", "verdict")}
    row |= {name: report[name] for name in ("exit_code", "summary")}
    for name in ("arguments", "counts"):
        said = report.get(name)
        row[name] = None if said is None else json.dumps(said, ensure_ascii=False)
    return {"id": report["run"], "site": report["spider"], **row}


def write_killed(folder: Path, state: State, row: Mapping[str, Any]) -> None:
    """The report of a run that was killed, as far as anything is known of it. Raises
    OutputError."""
    written = state.lines_of_run(row["id"])
    summary = f"killed before its end; {written} lines were written"
    report = {
        "schema": "newscrawl.run/1",
        "run": row["id"],
        "spider": row["site"],
        "verdict": "killed",
        "exit_code": None,
        "summary": summary,
        "started_at": row["started_at"],
        "arguments": json.loads(row["arguments"]),
    }
    write_run(folder, row["id"], report)
    state.put(runs, [_row(report)])


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        # The folder itself refuses: what brought us here says so already.
        return
