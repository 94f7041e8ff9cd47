"""Files that a crash left behind, and failed/: its names and its bounds."""

from __future__ import annotations

from pathlib import Path

from newscrawl.storage.files.failed_pages import NAME as FAILED_NAME
from newscrawl.storage.files.run_reports import PROBE
from newscrawl.verify.findings import Finding, Findings

_LEFTOVERS = ("*.part", ".probe-*")


def check_strays(folder: Path, findings: Findings, *, failed_max: int, failed_bytes: int) -> int:
    """Look through the folder and failed/. Gives the number of failed pages. Raises OSError.

    Other files and folders of yours may lie beside ours: only what we left ourselves is told.
    """
    for path in sorted(path for pattern in _LEFTOVERS for path in folder.glob(pattern)):
        if path.name == PROBE:
            _tell_unfinished(
                findings, path.name, "a run was killed while it looked whether it can write"
            )
        else:
            _tell_stray(findings, path.name, "a run that was killed left it unfinished")
    wal = folder / "newscrawl.db-wal"
    if wal.exists() and wal.stat().st_size:
        what = "a run was killed: the last commits wait beside the database"
        findings.add(
            Finding(
                "owed",
                wal.name,
                "uncommitted",
                what,
                "nothing: the next run takes them in; keep the two files together",
            )
        )
    pages = []
    for path in sorted((folder / "failed").iterdir()) if (folder / "failed").is_dir() else []:
        if FAILED_NAME.fullmatch(path.name) and path.is_file():
            pages.append(path.stat().st_size)
        elif FAILED_NAME.fullmatch(path.with_suffix(".html").name) and path.suffix == ".part":
            _tell_unfinished(
                findings, f"failed/{path.name}", "a run was killed while it kept a page"
            )
        elif path.name != ".gitkeep":
            _tell_stray(findings, f"failed/{path.name}", "it is no page that a run kept")
    for what, there, bound in (
        ("pages", len(pages), failed_max),
        ("bytes", sum(pages), failed_bytes),
    ):
        if there > bound:
            todo = "nothing: the next page that fails makes room"
            findings.add(
                Finding(
                    "owed",
                    "failed/",
                    "bound",
                    f"{there} {what} are kept, and {bound} is the bound",
                    todo,
                )
            )
    return len(pages)


def _tell_unfinished(findings: Findings, name: str, what: str) -> None:
    findings.add(Finding("owed", name, "unfinished", what, "nothing: the next run removes it"))


def _tell_stray(findings: Findings, name: str, what: str) -> None:
    findings.add(Finding("fault", name, "does not belong here", what, "remove it"))
