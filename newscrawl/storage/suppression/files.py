"""The files of an output folder that say something of an article, but for the WARC files: feeds,
reports, failed pages."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

from newscrawl.errors import OutputError
from newscrawl.storage.files.failed_pages import NAME
from newscrawl.storage.files.jsonl_log import sync_folder
from newscrawl.storage.files.run_reports import write_run
from newscrawl.storage.suppression.texts import Texts, report_without


def overwrite_lines(path: Path, lines: Iterable[tuple[int, str]]) -> None:
    """Put lines, given as (seq, line) in order, in the place of those of their numbers, which are
    as long. Raises OutputError.

    What an earlier try left torn is mended: no line end is ever touched. A line that is not there,
    or not whole, is left to the feed.
    """
    if not path.exists():
        return
    wanted = iter(lines)
    seq, line = next(wanted, (0, ""))
    try:
        with path.open("r+b") as file:
            offset = 0
            for number, raw in enumerate(file, start=1):
                while seq and seq < number:
                    seq, line = next(wanted, (0, ""))
                if not seq:
                    break
                due = line.encode() + b"\n"
                if number == seq and raw != due and len(raw) == len(due):
                    write_at(file.fileno(), due, offset)
                offset += len(raw)
            os.fsync(file.fileno())
    except OSError as error:
        raise OutputError(error.errno, f"cannot write {path}: {error.strerror}") from error


def write_at(descriptor: int, content: bytes, offset: int) -> None:
    """All of it, in the place of what stands there."""
    rest = memoryview(content)
    while rest:
        written = os.pwrite(descriptor, rest, offset)
        rest, offset = rest[written:], offset + written


def clear_reports(folder: Path, texts: Texts) -> None:
    """Take out of the reports what they say of the article. What is no report stays as it is.
    Raises OutputError."""
    for path in (folder / "runs").glob("*.part"):
        # What a run that was killed had of its report.
        remove(path)
    for path in sorted((folder / "runs").glob("*.json")):
        try:
            report = json.loads(path.read_bytes())
        except ValueError:
            continue
        except OSError as error:
            raise OutputError(error.errno, f"cannot read {path}: {error.strerror}") from error
        if isinstance(report, dict) and (made := report_without(report, texts)) != report:
            write_run(folder, path.stem, made)


def remove_failed(folder: Path, texts: Texts) -> None:
    """Remove the failed pages of its URL, on whatever host they were. Raises OutputError."""
    stems = {
        stem
        for url in texts.urls
        if (stem := re.sub(r"[^A-Za-z0-9]+", "-", urlsplit(url).path).strip("-"))
    }
    there = folder / "failed"
    found = [path for path in there.glob("*") if any(_is_of(path.name, stem) for stem in stems)]
    for path in found:
        remove(path)


def remove(path: Path) -> None:
    """Remove a file for good. Raises OutputError."""
    try:
        path.unlink(missing_ok=True)
        sync_folder(path.parent)
    except OSError as error:
        raise OutputError(error.errno, f"cannot remove {path}: {error.strerror}") from error


def _is_of(name: str, stem: str) -> bool:
    """Whether a failed page's name is that of a URL with this path, behind whatever a mirror puts
    before it."""
    page = name.removesuffix(".part") + ".html" if name.endswith(".part") else name
    return (
        NAME.fullmatch(page) is not None
        and re.match(rf"(?:.+-)?{re.escape(stem)}-[0-9a-f]{{10}}-\d", name) is not None
    )
