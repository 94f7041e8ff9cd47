"""What runs left in an output folder: their reports, and whether all is as a run promises."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from newscrawl.replica import Replica
from newscrawl.storage.files.lock import FolderLock
from support.harness import audited, lines_of


def reports_of(output: Path) -> list[dict[str, Any]]:
    """The reports of the runs, the first one first."""
    found = (json.loads(path.read_bytes()) for path in (output / "runs").glob("*.json"))
    return sorted(found, key=lambda report: (report["started_at"], report["ended_at"]))


def is_free(output: Path) -> bool:
    """Whether no run holds the folder. Raises BusyError where one does."""
    FolderLock(output).release()
    return True


def check_whole(output: Path, site: Replica, *, runs: int) -> None:
    """So many healthy runs, every article once, nothing for the audit to find, nobody inside."""
    reports = reports_of(output)
    assert [report["verdict"] for report in reports] == ["healthy"] * runs
    assert {line["run"] for line in lines_of(output)} <= {report["run"] for report in reports}
    assert sorted(line["id"] for line in lines_of(output)) == sorted(
        record["id"] for record in site.truth()
    )
    assert audited(output) == []
    assert is_free(output)
