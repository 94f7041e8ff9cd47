"""WARC files that a crash left, and those of a state that is lost: what is whole is taken in, what
is torn is cut."""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from newscrawl.errors import OutputError, StoreError
from newscrawl.storage.state.repository import State
from newscrawl.storage.store.copies import SUFFIX as STORED
from newscrawl.storage.store.copies import bring_back
from newscrawl.storage.warc.capture_rows import Row, row_of
from newscrawl.storage.warc.closing import close_finished
from newscrawl.storage.warc.gzip_members import Torn, members_of, next_header
from newscrawl.storage.warc.names import FOLDER, NAME, SUFFIX, index_name, run_of
from newscrawl.storage.warc.records import WarcError, parsed

if TYPE_CHECKING:
    from hashlib import _Hash

READ_BYTES = 1 << 20
"""How much of a file is held at once while its digest is computed."""

_logger = logging.getLogger(__name__)


def recover(folder: Path, state: State) -> None:
    """Bring the files and the state into agreement: take in whole records behind what the state
    knows, cut what is torn.

    Files that a run has closed, and those of others, are left as they are. Raises OutputError.
    """
    known = {row["name"]: row for row in state.warc_files()}
    killed = {row["id"] for row in state.runs(unended=True)}
    try:
        for part in (folder / FOLDER).glob(".*.part"):
            part.unlink()
        _bring_back_unknown(folder / FOLDER, known)
        for path in sorted((folder / FOLDER).glob(f"*{SUFFIX}")):
            row = known.get(path.name)
            if NAME.fullmatch(path.name) and path.is_file() and (row is None or not row["closed"]):
                is_torn = row is not None or run_of(path.name) in killed
                _recover_file(path, row, state, is_torn=is_torn)
    except OSError as error:
        raise OutputError(
            error.errno, f"cannot read {error.filename or folder / FOLDER}: {error.strerror}"
        ) from error
    close_finished(folder, state)


def _bring_back_unknown(folder: Path, known: Collection[str]) -> None:
    """Bring back the files of an object store that the state does not know, for it was lost: their
    records are read, as those of the others are. What cannot be had now is tried by the next
    run."""
    for note in sorted(folder.glob(f"*{SUFFIX}{STORED}")):
        path = folder / note.name.removesuffix(STORED)
        if path.name in known or path.exists():
            continue
        try:
            bring_back(path)
        except StoreError as error:
            _logger.warning("%s; the next run tries again", error.strerror)


@dataclass(slots=True)
class _Scan:
    """A file as far as it was read."""

    path: Path
    file: BinaryIO
    size_bytes: int
    """What lies before it is whole, or damaged for good."""
    digest: _Hash
    """SHA-256 of so many bytes."""
    rows: list[Row] = field(default_factory=list)
    """Of the responses that the state does not know."""


def _recover_file(
    path: Path, row: Mapping[str, Any] | None, state: State, *, is_torn: bool
) -> None:
    """Take in what a file holds behind what the state knows of it. `is_torn`: a crash may have left
    anything there; otherwise it is the state that was lost."""
    with path.open("r+b") as file:
        scan = _Scan(path, file, row["size_bytes"] if row is not None else 0, hashlib.sha256())
        if row is not None and not _is_as_recorded(scan, row["sha256"]):
            return
        while (error := _read_whole_records(scan)) is not None:
            if not _skip_damage(scan, error, is_torn=is_torn):
                break
    if not scan.size_bytes:
        # Not even its first record was whole.
        path.unlink()
        return
    made = {
        "name": path.name,
        "run": row["run"] if row is not None else run_of(path.name),
        "size_bytes": scan.size_bytes,
        "sha256": scan.digest.hexdigest(),
        "closed": False,
    }
    state.save_warc([made], scan.rows)


def _is_as_recorded(scan: _Scan, sha256: str) -> bool:
    """Whether the part that the state knows is still as it was written. Takes its digest."""
    while left := min(scan.size_bytes - scan.file.tell(), READ_BYTES):
        chunk = scan.file.read(left)
        if not chunk:
            _logger.warning("%s is shorter than the state says: see scrapy verify", scan.path)
            return False
        scan.digest.update(chunk)
    if scan.digest.hexdigest() != sha256:
        _logger.warning("%s is not what was written: see scrapy verify", scan.path)
        return False
    return True


def _read_whole_records(scan: _Scan) -> Torn | WarcError | None:
    """Read on to the end, or to what is no whole record: what is wrong there. None at the end."""
    try:
        for member in members_of(scan.file, scan.size_bytes):
            record = parsed(member.content)
            row = row_of(record, scan.path.name, member.offset, member.length)
            if row is not None and None in (row["url"], row["at"]):
                raise WarcError("it names no URL, or no date")
            if row is not None:
                scan.rows.append(row)
            scan.size_bytes = member.offset + member.length
            scan.digest.update(member.raw)
    except (Torn, WarcError) as error:
        return error
    return None


def _skip_damage(scan: _Scan, error: Torn | WarcError, *, is_torn: bool) -> bool:
    """Cut what a crash left torn at the end: False, there is nothing behind it. Go to the next
    whole record behind other damage: True."""
    length = scan.path.stat().st_size
    following = next_header(scan.file, scan.size_bytes + 1)
    is_closed = scan.path.with_name(index_name(scan.path.name)).exists()
    if not is_closed and (is_torn or following is None):
        scan.file.truncate(scan.size_bytes)
        scan.file.flush()
        os.fsync(scan.file.fileno())
        _logger.warning("%s: %d torn bytes cut from the end", scan.path, length - scan.size_bytes)
        return False
    # No crash did this: it is not ours to cut, and what follows is whole.
    _logger.warning("%s is damaged (%s): see scrapy verify", scan.path, error)
    scan.file.seek(scan.size_bytes)
    end = following or length
    scan.digest.update(scan.file.read(end - scan.size_bytes))
    scan.size_bytes = end
    return True
