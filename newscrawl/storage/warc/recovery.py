"""WARC files that a crash left, and those of a state that is lost: what is whole is taken in, what is torn is cut."""

from __future__ import annotations

import hashlib
import logging
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from newscrawl.errors import OutputError
from newscrawl.storage.state import State
from newscrawl.storage.warc.cdxj import index_name
from newscrawl.storage.warc.members import Torn, members_of
from newscrawl.storage.warc.records import WarcError, parsed
from newscrawl.storage.warc.series import FOLDER, SUFFIX, Row, finish, row_of

_NAME = re.compile(r".+-(?P<run>\d{8}T\d{6}Z-[0-9a-f]+)-\d{5,}" + re.escape(SUFFIX))

_logger = logging.getLogger(__name__)


def recover(folder: Path, state: State) -> None:
    """Bring the files and the state into agreement: take in whole records behind what the state knows, cut what is torn.

    Files that a run has closed, and those of others, are left as they are. Raises OutputError.
    """
    known = {row["name"]: row for row in state.warc_files()}
    try:
        for path in sorted((folder / FOLDER).glob(f"*{SUFFIX}")):
            row = known.get(path.name)
            if _NAME.fullmatch(path.name) and path.is_file() and (row is None or not row["closed"]):
                _recover_file(path, row, state)
    except OSError as error:
        raise OutputError(error.errno, f"cannot read {error.filename or folder / FOLDER}: {error.strerror}") from error
    finish(folder, state)


def _recover_file(path: Path, row: Mapping[str, Any] | None, state: State) -> None:
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
        try:
            for member in members_of(file, size):
                record = parsed(member.content)
                size = member.offset + member.length
                digest.update(member.raw)
                captured = row_of(record, path.name, member.offset, member.length)
                if captured is not None:
                    rows.append(captured)
        except (Torn, WarcError) as error:
            if path.with_name(index_name(path.name)).exists():
                # A run closed it, so this is no crash: it is not ours to cut.
                _logger.warning("%s is damaged (%s): see scrapy verify", path, error)
                return
            torn = path.stat().st_size - size
            file.truncate(size)
            file.flush()
            os.fsync(file.fileno())
            _logger.warning("%s: %d torn bytes cut from the end", path, torn)
    if not size:
        # Not even its first record was whole.
        path.unlink()
        return
    run = row["run"] if row is not None else _run_of(path.name)
    state.put_warc([{"name": path.name, "run": run, "size_bytes": size, "sha256": digest.hexdigest(), "closed": False}], rows)


def _run_of(name: str) -> str:
    """The run in the name of a file.

    >>> _run_of("paper-20260114T093000Z-1f3a-00000.warc.gz")
    '20260114T093000Z-1f3a'
    """
    named = _NAME.fullmatch(name)
    return named["run"] if named else ""
