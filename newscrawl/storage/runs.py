"""runs/<run id>.json: what a run did, written also when it failed."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from newscrawl.errors import OutputError

MAX_FAILURES = 1000
"""So many failed pages are told one by one; the rest is in the counts."""


def new_run_id(started_at: datetime) -> str:
    """A name that sorts by time and is not given twice: `20260114T093000Z-1f3a`."""
    return f"{started_at.astimezone(UTC):%Y%m%dT%H%M%SZ}-{secrets.token_hex(2)}"


def check_output(folder: Path) -> None:
    """Make the output folder where it is missing and try to write in it.

    Raises OutputError: better before the first request than after the first page.
    """
    probe = folder / f".probe-{os.getpid()}"
    try:
        (folder / "runs").mkdir(parents=True, exist_ok=True)
        # An empty file fits on a full disk; a block does not.
        probe.write_bytes(b"\n" * 4096)
        for feed in ("articles.jsonl", "headlines.jsonl"):
            if (folder / feed).exists():
                with (folder / feed).open("ab"):
                    pass
    except OSError as error:
        raise OutputError(error.errno, f"cannot write in {folder}: {error.strerror}") from error
    finally:
        _remove(probe)


def write_run(folder: Path, run_id: str, report: Mapping[str, Any]) -> Path:
    """Write the report under `folder`/runs, whole or not at all. Raises OutputError."""
    path = folder / "runs" / f"{run_id}.json"
    part = path.with_suffix(".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            file.write(json.dumps(report, ensure_ascii=False, indent=2).encode("utf-8", "replace") + b"\n")
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        _remove(part)
        raise OutputError(error.errno, f"cannot write {path}: {error.strerror}") from error
    return path


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        # The folder itself refuses: what brought us here says so already.
        return
