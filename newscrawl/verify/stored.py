"""Copies of WARC files in an object store, against the table of the files."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from newscrawl.errors import OutputError, StoreError
from newscrawl.storage.queries.summary import Row
from newscrawl.storage.state.repository import State
from newscrawl.storage.store.copies import (
    SUFFIX,
    StoredCopy,
    check_copy,
    note_of,
    stored_copy,
)
from newscrawl.storage.warc.cdxj import index_of
from newscrawl.storage.warc.names import FOLDER, index_name
from newscrawl.verify.findings import UNREADABLE, Finding, Findings, one_line

COPY_ANEW = "run scrapy offload where the file is here; else restore it from another copy"


class StoredAudit:
    """All of them, file by file."""

    def __init__(self, findings: Findings, *, asks: bool) -> None:
        """`asks`: each copy is read in the store, whole; without it only what was noted of it is
        looked at, and nothing is asked of anybody."""
        self._findings = findings
        self._asks = asks
        self.count = 0
        """Copies that were looked at."""

    def check(self, path: Path, row: Row) -> bool:
        """The copy of one file; gives whether there is one. `row` is that of the file."""
        try:
            copy = stored_copy(path)
        except OutputError as error:
            self._report(note_of(path).name, "note of a copy", one_line(error))
            return False
        if copy is None:
            return False
        self.count += 1
        if (copy.size_bytes, copy.sha256) != (row["size_bytes"], row["sha256"]):
            what = f"its copy {copy.url} is noted to be another than the file, as the state has it"
            self._report(path.name, "copy", what)
        elif self._asks:
            self._ask(path, copy)
        return True

    def check_notes(self, stored: Collection[str], known: Collection[str]) -> None:
        """Notes of copies of which the state knows nothing. `stored` are the files that are noted,
        `known` those of the state."""
        for name in sorted(set(stored) - {*known, *map(index_name, known)}):
            self._findings.add(
                Finding(
                    "owed",
                    f"{FOLDER}/{name}{SUFFIX}",
                    "not in the state",
                    "the state has no row of the file whose copy is noted here",
                    "nothing: the next run brings it back and takes it in",
                )
            )

    def index_of(self, name: str, state: State | None) -> bytes | None:
        """The index that a file which is not here should have: what its records say is in the state
        alone. None where it cannot be read there."""
        try:
            return index_of(state.captures_of(name)) if state is not None else None
        except UNREADABLE as error:
            self._findings.fault_in_state(
                "unreadable", f"the rows of captures in it cannot be read: {one_line(error)}"
            )
            return None

    def _ask(self, path: Path, copy: StoredCopy) -> None:
        try:
            if not check_copy(copy):
                what = f"its copy {copy.url} is not there, or has not the SHA-256 {copy.sha256}"
                self._report(path.name, "copy", what)
        except StoreError as error:
            self._report(path.name, "copy", one_line(error))

    def _report(self, name: str, kind: str, what: str) -> None:
        self._findings.add(Finding("fault", f"{FOLDER}/{name}", kind, what, COPY_ANEW))
