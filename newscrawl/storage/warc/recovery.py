"""WARC files that a crash left, and those of a state that is lost: what is whole is taken in, what
is torn is cut."""

from __future__ import annotations

import hashlib
import logging
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from newscrawl.errors import OutputError
from newscrawl.storage.state.repository import State
from newscrawl.storage.warc.cdxj import index_name
from newscrawl.storage.warc.gzip_members import Torn, members_of, next_header
from newscrawl.storage.warc.records import WarcError, parsed
from newscrawl.storage.warc.writer import FOLDER, SUFFIX, Row, finish, row_of

NAME = re.compile(r".+-(?P<run>\d{8}T\d{6}Z-[0-9a-f]+)-\d{5,}" + re.escape(SUFFIX))

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
        for path in sorted((folder / FOLDER).glob(f"*{SUFFIX}")):
            row = known.get(path.name)
            if NAME.fullmatch(path.name) and path.is_file() and (row is None or not row["closed"]):
                _recover_file(
                    path, row, state, is_torn=row is not None or run_of(path.name) in killed
                )
    except OSError as error:
        raise OutputError(
            error.errno, f"cannot read {error.filename or folder / FOLDER}: {error.strerror}"
        ) from error
    finish(folder, state)


def _recover_file(
    path: Path, row: Mapping[str, Any] | None, state: State, *, is_torn: bool
) -> None:
    """`is_torn`: a crash may have left anything where the state knows nothing; otherwise it is the
    state that was lost."""
    size = row["size_bytes"] if row is not None else 0
    digest = hashlib.sha256()
    rows: list[Row] = []
    with path.open("r+b") as file:
        while digest_rest := min(size - file.tell(), 1 << 20):
            chunk = file.read(digest_rest)
            if not chunk:
                _logger.warning("%s is shorter than the state says: see scrapy verify", path)
                return
            digest.update(chunk)
        if row is not None and digest.hexdigest() != row["sha256"]:
            _logger.warning("%s is not what was written: see scrapy verify", path)
            return
        while True:
            try:
                for member in members_of(file, size):
                    record = parsed(member.content)
                    size = member.offset + member.length
                    digest.update(member.raw)
                    captured = row_of(record, path.name, member.offset, member.length)
                    if captured is not None:
                        rows.append(captured)
                break
            except (Torn, WarcError) as error:
                whole, following = path.stat().st_size, next_header(file, size + 1)
                is_closed = path.with_name(index_name(path.name)).exists()
                if not is_closed and (is_torn or following is None):
                    file.truncate(size)
                    file.flush()
                    os.fsync(file.fileno())
                    _logger.warning("%s: %d torn bytes cut from the end", path, whole - size)
                    break
                # No crash did this: it is not ours to cut, and what follows is whole.
                _logger.warning("%s is damaged (%s): see scrapy verify", path, error)
                file.seek(size)
                digest.update(file.read((following or whole) - size))
                size = following or whole
    if not size:
        # Not even its first record was whole.
        path.unlink()
        return
    run = row["run"] if row is not None else run_of(path.name)
    state.put_warc(
        [
            {
                "name": path.name,
                "run": run,
                "size_bytes": size,
                "sha256": digest.hexdigest(),
                "closed": False,
            }
        ],
        rows,
    )


def run_of(name: str) -> str:
    """The run in the name of a file.

    >>> run_of("paper-20260114T093000Z-1f3a-00000.warc.gz")
    '20260114T093000Z-1f3a'
    """
    named = NAME.fullmatch(name)
    return named["run"] if named else ""
