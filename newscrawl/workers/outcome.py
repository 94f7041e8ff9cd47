"""How a run ended, from the exit code of its process and the report that it left."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from newscrawl.run.outcome import BUSY, FORBIDDEN, OK, OUTPUT, UNHEALTHY, UNREACHABLE, USAGE
from newscrawl.workers.schedule import Ended

_RUN = re.compile(r"\(run (\d{8}T\d{6}Z-[0-9a-f]{4}) in ")
"""In a last line: which run it was."""

_VERDICTS = {
    OK: "healthy",
    UNHEALTHY: "unhealthy",
    USAGE: "refused",
    UNREACHABLE: "unreachable",
    OUTPUT: "output",
    BUSY: "busy",
    FORBIDDEN: "forbidden",
    130: "interrupted",
    143: "interrupted",
}


def outcome_of_process(exit_code: int, last_line: str, folder: Path) -> Ended:
    """How a run ended. `exit_code` is negative for a signal, `last_line` what it said last,
    `folder` where its report would be."""
    verdict = _VERDICTS.get(exit_code, "killed" if exit_code < 0 else "failed")
    found = _RUN.search(last_line) if exit_code >= 0 else None
    if found is None:
        return Ended(exit_code, verdict, last_line if exit_code >= 0 else "")
    counts = _counts(folder / "runs" / f"{found[1]}.json")
    return Ended(
        exit_code,
        verdict,
        last_line,
        found[1],
        is_cut=bool(counts.get("walk/cut")),
        pace_s=float(counts.get("manners/crawl_delay_s", 0.0)),
        held_s=float(counts.get("manners/held_left_s", 0.0)),
    )


def _counts(report: Path) -> dict[str, Any]:
    try:
        counts = json.loads(report.read_bytes())["counts"]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return counts if isinstance(counts, dict) else {}
