"""Files that a crash left behind, and failed/: its names, its bytes, its bounds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from newscrawl.storage.files.archive_id import PART as ARCHIVE_PART
from newscrawl.storage.files.failed_pages import DIGEST_CHARS
from newscrawl.storage.files.failed_pages import NAME as FAILED_NAME
from newscrawl.storage.files.run_reports import PROBE
from newscrawl.verify.findings import Finding, Findings

_LEFTOVERS = ("*.part", ".probe-*")


def check_leftovers(folder: Path, findings: Findings, *, failed_max: int, failed_bytes: int) -> int:
    """Look through the folder and failed/. Gives the number of failed pages. Raises OSError.

    Other files and folders of the user may lie beside ours: only what runs left is reported.
    """
    _check_folder(folder, findings)
    _check_wal(folder / "newscrawl.db-wal", findings)
    sizes = list(_check_failed(folder / "failed", findings))
    for what, there, bound in (
        ("pages", len(sizes), failed_max),
        ("bytes", sum(sizes), failed_bytes),
    ):
        if there > bound:
            said = f"{there} {what} are kept, and {bound} is the bound"
            todo = "nothing: the next page that fails makes room"
            findings.add(Finding("owed", "failed/", "bound", said, todo))
    return len(sizes)


def _check_folder(folder: Path, findings: Findings) -> None:
    for path in sorted(path for pattern in _LEFTOVERS for path in folder.glob(pattern)):
        if path.name == ARCHIVE_PART:
            what = "a run was killed before it knew its database"
            _report_unfinished(findings, path.name, what)
        elif path.name == PROBE:
            what = "a run was killed while it looked whether it can write"
            _report_unfinished(findings, path.name, what)
        else:
            _report_stray(findings, path.name, "a run that was killed left it unfinished")


def _check_wal(wal: Path, findings: Findings) -> None:
    if wal.exists() and wal.stat().st_size:
        what = "a run was killed: the last commits wait beside the database"
        todo = "nothing: the next run takes them in; keep the two files together"
        findings.add(Finding("owed", wal.name, "uncommitted", what, todo))


def _check_failed(failed: Path, findings: Findings) -> Iterator[int]:
    """The sizes of the pages that runs kept, in bytes; what else lies there is reported."""
    for path in sorted(failed.iterdir()) if failed.is_dir() else []:
        name = f"failed/{path.name}"
        if FAILED_NAME.fullmatch(path.name) and path.is_file():
            yield path.stat().st_size
            _check_digest(path, findings)
        elif FAILED_NAME.fullmatch(path.with_suffix(".html").name) and path.suffix == ".part":
            _report_unfinished(findings, name, "a run was killed while it kept a page")
        elif path.name != ".gitkeep":
            _report_stray(findings, name, "it is no page that a run kept")


def _check_digest(path: Path, findings: Findings) -> None:
    """Hold a failed page against the digest in its name; those of earlier versions have none."""
    match = FAILED_NAME.fullmatch(path.name)
    if match is None or match["digest"] is None:
        return
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()[:DIGEST_CHARS]
    if found != match["digest"]:
        what = f"the digest of its bytes is {found}, and its name says {match['digest']}"
        todo = "restore it from a copy, or remove it: it is kept anew if the page fails again"
        findings.add(Finding("fault", f"failed/{path.name}", "digest", what, todo))


def _report_unfinished(findings: Findings, name: str, what: str) -> None:
    findings.add(Finding("owed", name, "unfinished", what, "nothing: the next run removes it"))


def _report_stray(findings: Findings, name: str, what: str) -> None:
    findings.add(Finding("fault", name, "does not belong here", what, "remove it"))
