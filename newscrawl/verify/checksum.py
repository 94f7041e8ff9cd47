"""The file of the state against what the last run said of it: bytes that nobody wrote, also those
that no other check reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from newscrawl.storage.files.checksum import (
    HEADER_BYTES,
    StateChecksum,
    change_counters,
    state_checksum,
)
from newscrawl.storage.queries.summary import Row
from newscrawl.storage.state.connection import NAME
from newscrawl.verify.findings import REBUILD, Finding, Findings
from newscrawl.verify.reports import CHECKSUM, read_report

RESTORE = f"restore it from a copy of that day, or {REBUILD}"


def check_checksum(folder: Path, runs: Sequence[Row], findings: Findings) -> None:
    """Compare the file with the report of the last run that the state knows, unless it was written
    to since. Raises OSError."""
    with (folder / NAME).open("rb") as file:
        count, copy = change_counters(file.read(HEADER_BYTES))
    if count != copy:
        what = f"its header counts {count} changes in one place and {copy} in another"
        findings.add(Finding("fault", NAME, "header", what, RESTORE))
    found = state_checksum(folder)
    run, left = next(_checksums(folder, runs), ("", None))
    if found is None or left is None:
        return
    if count < left["changes"]:
        what = (
            f"run {run} left it with {left['changes']} changes counted, and its header counts"
            f" {count}"
        )
        findings.add(Finding("fault", NAME, "header", what, RESTORE, id=run))
    elif count == left["changes"] and found != left:
        what = (
            f"it is not the file that run {run} left (SHA-256 {left['sha256']}), and no command of"
            " newscrawl has written to it since"
        )
        findings.add(Finding("fault", NAME, "sha256", what, RESTORE, id=run))


def _checksums(folder: Path, runs: Sequence[Row]) -> Iterator[tuple[str, StateChecksum]]:
    """What the runs said, the last one first. Of one that the state does not know, the file was
    another."""
    for row in sorted(runs, key=lambda row: str(row["id"]), reverse=True):
        path = folder / "runs" / f"{row['id']}.json"
        if row["verdict"] is None or not path.is_file():
            continue
        report, wrong = read_report(path)
        # What a damaged report says of the file is nothing against the file.
        left: Any = report.get(CHECKSUM) if report and not wrong else None
        if isinstance(left, dict) and isinstance(left.get("changes"), int) and "sha256" in left:
            yield row["id"], left
