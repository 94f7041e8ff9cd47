"""`scrapy verify`: whether every file under the output folder is whole, and the feeds and the state
say the same. Writes nothing.

A file that lies in an object store is held against what was noted of its copy; with `--stored` the
copy itself is read, every byte of it.

It holds the folder's lock while it reads: a run that starts meanwhile is refused with 75, and so is
`verify` while a run is under way.

`newscrawl.db` stands for the state also where NEWSCRAWL_DATABASE names another; SQLite's own check
is made of SQLite only.

Exit codes: 0 clean, or only `owed` (what a crash left and the next run sets right); 1 faults; 2
wrong usage, a folder that is not there among it: a slip in its name must not pass for a clean
archive; 74 something cannot be read; 75 a run holds the folder. Damage inside a file, the database
too, is a fault and never 74.

`--json` prints one object on standard output:

| key | value |
| --- | --- |
| `schema` | `newscrawl.verify/1` |
| `folder` | the folder, absolute |
| `verdict` | `clean`, `owed` or `faults` |
| `exit_code` | as above |
| `read` | how many: `articles`, `headlines` (lines), `rows` (of articles; with a state), \
`records` (WARC), `stored` (copies in an object store, where there are any), \
`reports`, `failed` (pages) |
| `faults`, `owed` | how many of each, listed or not |
| `findings` | a list, the first 100 of a kind in a file: `level`, `file`, `kind`, `what`, \
`todo`; `line`, `offset` (bytes), `id` or null |
| `untold` | a list of `file`, `kind`, `count`: how many more there are |
| `seconds` | how long it took |
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrapy.settings import BaseSettings

from newscrawl.cli.folder_command import FolderCommand
from newscrawl.errors import NewscrawlError, OutputError, UsageError
from newscrawl.identity.site import Site
from newscrawl.run.outcome import OK, UNHEALTHY
from newscrawl.run.output_paths import output_folder
from newscrawl.run.settings_check import int_setting
from newscrawl.storage.lock import ArchiveLock

if TYPE_CHECKING:
    from rich.console import Console

    from newscrawl.verify.findings import Finding, Findings
    from newscrawl.verify.folder import FolderAudit

READ = {
    "articles": "article line",
    "headlines": "headline line",
    "rows": "row",
    "records": "WARC record",
    "stored": "stored file",
    "reports": "run",
    "failed": "failed page",
}


class Command(FolderCommand):
    """Read all, report what is wrong."""

    called = "verify"

    def syntax(self) -> str:
        return "[--stored] [--json]"

    def short_desc(self) -> str:
        return "Check every file of the output folder: feeds, state, WARC, reports"

    def long_desc(self) -> str:
        return (
            "Checks that every file of the output folder is whole and that feeds, state, WARC files"
            " and their indexes say the same."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument(
            "--stored",
            action="store_true",
            help="read the copies in an object store, too: every byte of them",
        )
        parser.add_argument(
            "--json", action="store_true", help="one JSON object on standard output"
        )

    def perform(self, args: list[str], opts: argparse.Namespace) -> tuple[int, str]:
        assert self.settings is not None
        if args:
            raise UsageError(f"{args[0]}: verify takes options only, see 'scrapy verify --help'")
        return verify(self.settings, as_json=opts.json, asks_store=opts.stored)


def verify(settings: BaseSettings, *, as_json: bool, asks_store: bool = False) -> tuple[int, str]:
    """Check the folder that the settings name and print what was found; `asks_store`: the copies in
    an object store, too. Gives the exit code and the
    last line. Raises NewscrawlError."""
    from rich.console import Console

    from newscrawl.verify.folder import Bounds, FolderAudit

    folder, started = output_folder(settings.get("NEWSCRAWL_OUTPUT")), time.monotonic()
    bounds = Bounds(
        *(
            int_setting(settings, name)
            for name in ("NEWSCRAWL_FAILED_MAX", "NEWSCRAWL_FAILED_BYTES")
        )
    )
    database = settings.get("NEWSCRAWL_DATABASE") or None
    audit = FolderAudit(
        folder, database, sites=_sites(settings), failed=bounds, asks_store=asks_store
    )
    _check(audit, folder, database)
    seconds = time.monotonic() - started
    if as_json:
        result = as_dict(audit.findings, audit.counts, folder, seconds)
        print(json.dumps(result, ensure_ascii=False))
    else:
        show(Console(soft_wrap=True, highlight=False), audit.findings)
    sys.stdout.flush()
    what = f"{summary(audit.findings)}: {read(audit.counts)} in {seconds:.1f} s ({folder})"
    return exit_code(audit.findings), what


def _check(audit: FolderAudit, folder: Path, database: str | None) -> None:
    """Read the folder while no run can. Raises UsageError, BusyError, OutputError."""
    lock = None
    try:
        if not folder.is_dir():
            raise UsageError(f"there is no folder {folder}: no run has written there")
        # Nothing is made for it: a folder that no run was ever in has no lock to hold.
        lock = ArchiveLock(folder, database, dry=True)
        audit.check()
    except OSError as error:
        if isinstance(error, NewscrawlError):
            raise
        raise OutputError(
            error.errno, f"cannot read {error.filename or folder}: {error.strerror}"
        ) from error
    finally:
        if lock is not None:
            lock.release()


def exit_code(findings: Findings) -> int:
    """What is owed is no fault: the next run sets it right."""
    return UNHEALTHY if findings.count("fault") else OK


def as_dict(
    findings: Findings, counts: dict[str, int], folder: Path, seconds: float
) -> dict[str, Any]:
    """What `--json` prints; its keys are documented above."""
    faults, owed = findings.count("fault"), findings.count("owed")
    return {
        "schema": "newscrawl.verify/1",
        "folder": str(folder),
        "verdict": "faults" if faults else "owed" if owed else "clean",
        "exit_code": exit_code(findings),
        "read": counts,
        "faults": faults,
        "owed": owed,
        "findings": findings.as_list(),
        "untold": [
            {"file": file, "kind": kind, "count": count}
            for file, kind, count in findings.unlisted()
        ],
        "seconds": round(seconds, 3),
    }


def show(console: Console, findings: Findings) -> None:
    """Each finding: where and what, and below it what to do. Findings that ask for
    the same are shown together, faults first."""
    from rich.text import Text

    for level, style in (("fault", "red"), ("owed", "yellow")):
        asked: dict[str, list[Finding]] = {}
        for finding in findings.listed:
            if finding.level == level:
                asked.setdefault(finding.todo, []).append(finding)
        for todo, findings_of_it in asked.items():
            for finding in findings_of_it:
                console.print(Text.assemble((level, style), f"  {where(finding)}: {finding.what}"))
            console.print(Text(f"       → {todo}", "dim"))
    for file, kind, count in findings.unlisted():
        console.print(f"       {file}: {count} more of '{kind}'", markup=False)


def where(finding: Finding) -> str:
    """File, line and offset, id, as far as there are any.

    >>> from newscrawl.verify.findings import Finding
    >>> at = {"line": 7, "offset": 4096, "id": "paper/en/1"}
    >>> where(Finding("fault", "articles.jsonl", "seq", "", "", **at))
    'articles.jsonl, line 7 (byte 4096), paper/en/1'
    >>> where(Finding("fault", "warc/paper-00000.warc.gz", "record", "", "", offset=4096))
    'warc/paper-00000.warc.gz, byte 4096'
    """
    parts = [finding.file]
    if finding.line is None and finding.offset is not None:
        parts.append(f"byte {finding.offset}")
    elif finding.line is not None:
        parts.append(
            f"line {finding.line}"
            + (f" (byte {finding.offset})" if finding.offset is not None else "")
        )
    if finding.id is not None and finding.id not in finding.file:
        parts.append(finding.id)
    return ", ".join(parts)


def summary(findings: Findings) -> str:
    """How it is, in a clause."""
    faults, owed = findings.count("fault"), findings.count("owed")
    rest = f"{owed} owed, which the next run sets right" if owed else ""
    if not faults:
        return f"no fault, {rest}" if owed else "clean"
    worst = ", ".join(f"{count} in {file}" for file, count in _files(findings).items())
    return f"{_many(faults, 'fault')} ({worst})" + (f", {rest}" if owed else "")


def read(counts: dict[str, int]) -> str:
    """What was read.

    >>> read({"articles": 60, "headlines": 1})
    '60 article lines, 1 headline line'
    """
    return ", ".join(_many(counts[name], noun) for name, noun in READ.items() if name in counts)


def _files(findings: Findings) -> dict[str, int]:
    files: dict[str, int] = {}
    for (level, file, _), count in findings.counts.items():
        if level == "fault":
            name = file.partition("/")[0] + "/" if "/" in file else file
            files[name] = files.get(name, 0) + count
    return files


def _sites(settings: BaseSettings) -> dict[str, Site]:
    """The sites that are known here: what a canonical URL is."""
    # Not above: a crawl looks at no site.
    from newscrawl.discovery.described import spiders_here

    return {name: spider.site_at() for name, spider in spiders_here(settings).items()}


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
