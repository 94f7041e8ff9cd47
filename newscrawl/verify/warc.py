"""The files under warc/ against the table of them: length, SHA-256, index, and what does not belong
there."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from newscrawl.storage.queries.summary import Row, captured_files
from newscrawl.storage.state.repository import State
from newscrawl.storage.store.copies import SUFFIX as STORED
from newscrawl.storage.warc.cdxj import index_of
from newscrawl.storage.warc.names import FOLDER, NAME, index_name, run_of
from newscrawl.verify.feed_lines import first_difference
from newscrawl.verify.findings import REBUILD, UNREADABLE, Finding, Findings, Level, one_line
from newscrawl.verify.known_records import Records
from newscrawl.verify.stored import StoredAudit
from newscrawl.verify.warc_records import Cut, WarcFileAudit
from newscrawl.verify.warc_rules import RESTORE

READ_BYTES = 1 << 20

LOST = "restore it from a copy: what the site answered is nowhere else"
INDEX = "remove the index and move newscrawl.db away: the next run writes both anew"
NEXT_RUN = "nothing: the next run {}"


class WarcAudit:
    """All of them. `check` reads them; what records there are is in `records` after that."""

    def __init__(
        self,
        folder: Path,
        state: State | None,
        findings: Findings,
        *,
        runs: Sequence[Row],
        stored: StoredAudit,
    ) -> None:
        """`runs` are the rows of the runs, in any order. Each began by setting right what the one
        before it left of these files. `stored` looks at copies in an object store."""
        self.records = Records()
        self._folder = folder / FOLDER
        self._state = state
        self._has_rows = False
        self._findings = findings
        self._stored = stored
        self._last_run = max((row["id"] for row in runs), default="")
        self._killed = {row["id"] for row in runs if row["verdict"] is None}

    def check(self) -> None:
        """Read every file. Raises OSError where one cannot be read."""
        rows = self._rows()
        self._has_rows = rows is not None
        there = self._warc_files(rows or {}, has_rows=rows is not None)
        if rows is None and there:
            what = (
                "without a state each record is held against itself alone: nothing says which files"
                " and bytes there should be"
            )
            self._report(
                "", "no state", what, NEXT_RUN.format("takes the records in"), level="owed"
            )
        for path in there:
            self._check_file(path, rows)
        if rows is not None:
            self._check_missing(rows, {path.name for path in there})

    def _rows(self) -> dict[str, Row] | None:
        """The rows of the files, by name; None where there is no state that can be read."""
        if self._state is None:
            return None
        try:
            return {row["name"]: row for row in self._state.warc_files()}
        except UNREADABLE as error:
            self._findings.fault_in_state(
                "unreadable", f"the rows of the WARC files in it cannot be read: {one_line(error)}"
            )
            return None

    def _warc_files(self, rows: Collection[str], *, has_rows: bool) -> list[Path]:
        """The WARC files; what else lies beside them is reported."""
        found = sorted(self._folder.iterdir()) if self._folder.is_dir() else []
        files = [
            path
            for path in found
            if path.is_file() and (NAME.fullmatch(path.name) or path.name in rows)
        ]
        names = {path.name for path in files}
        stored = {path.name.removesuffix(STORED) for path in found if path.name.endswith(STORED)}
        with_row = names | set(rows)
        self._check_others(
            [path for path in found if not path.name.endswith(STORED)],
            {".gitkeep", *names, *map(index_name, with_row)},
        )
        if has_rows:
            self._stored.check_notes(stored, with_row)
        return files

    def _check_others(self, found: Iterable[Path], due: Collection[str]) -> None:
        for path in found:
            if path.name.endswith(".part"):
                what = "a run was killed while it wrote an index"
                todo = NEXT_RUN.format("removes it")
                self._report(path.name, "unfinished", what, todo, level="owed")
            elif path.name not in due:
                what = "it is neither a WARC file of a run nor the index of one"
                self._report(path.name, "does not belong here", what, "move it away")

    def _check_file(self, path: Path, rows: dict[str, Row] | None) -> None:
        row = rows.get(path.name) if rows is not None else None
        settled: int | None = 0
        if row is not None:
            settled = None if row["closed"] else row["size_bytes"]
            self._check_bytes(path, row)
            self._stored.check(path, row)
        elif rows is not None and not self._is_new(path.name):
            settled = None
            self._report(
                path.name,
                "no row",
                "the state has no row of this file, and knows of a later run, which took in all",
                REBUILD,
            )
        elif rows is not None:
            what = (
                "the state has no row of this file yet: its run was killed, or the state is older"
                " than the file"
            )
            self._report(
                path.name, "not in the state", what, NEXT_RUN.format("takes it in"), level="owed"
            )
        captures = self._captures_of(path.name, rows)
        audit = WarcFileAudit(
            path, captures, self.records, self._findings, settled=settled, cut=self._cut(path, row)
        )
        due = index_of(audit.answers())
        # Where records cannot be read and no row names them, nothing says what the index should
        # be.
        if row is not None or not audit.has_damage:
            self._check_index(path, due, is_settled=settled is None)

    def _captures_of(self, name: str, rows: dict[str, Row] | None) -> Iterator[Row] | None:
        if rows is None:
            return None
        return self._state.captures_of(name) if self._state is not None else iter(())

    def _cut(self, path: Path, row: Row | None) -> Cut:
        """What `recover` cuts of it."""
        if path.with_name(index_name(path.name)).exists():
            return "nothing"
        return "all" if row is not None or run_of(path.name) in self._killed else "end"

    def _is_new(self, name: str) -> bool:
        """Whether no run surely began after the one that wrote this file: the name of a run tells
        the second of its start, and no more."""
        return run_of(name).rpartition("-")[0] >= self._last_run.rpartition("-")[0]

    def _check_bytes(self, path: Path, row: Row) -> None:
        size, due = path.stat().st_size, row["size_bytes"]
        if size < due:
            # No takedown makes a file shorter: what is wrong in it is no half-done work.
            self._findings.half_done -= {
                f"{FOLDER}/{path.name}",
                f"{FOLDER}/{index_name(path.name)}",
            }
            self._report(
                path.name,
                "shorter",
                f"it has {size} bytes, and {due} were surely on the disk",
                RESTORE,
            )
        elif size > due and row["closed"]:
            self._report(
                path.name,
                "longer",
                f"it has {size} bytes, and had {due} when it was closed",
                RESTORE,
            )
        elif _sha256(path, due) != row["sha256"]:
            self._report(
                path.name,
                "sha256",
                f"its first {due} bytes have not the SHA-256 {row['sha256']}",
                RESTORE,
            )
        if size > due and not row["closed"]:
            what = f"{size - due} bytes behind those that the state knows"
            self._report(
                path.name,
                "behind the state",
                what,
                NEXT_RUN.format("takes in what is whole"),
                level="owed",
            )
        elif not row["closed"] and not self._is_new(path.name):
            self._findings.fault_in_state(
                "row of warc_files",
                f"{path.name} is not closed, and a later run closed all that it found",
            )
        elif not row["closed"]:
            self._report(
                path.name,
                "not closed",
                "its run was killed",
                NEXT_RUN.format("closes it"),
                level="owed",
            )

    def _check_index(self, path: Path, due: bytes, *, is_settled: bool) -> None:
        index = path.with_name(index_name(path.name))
        if not index.exists():
            if is_settled:
                self._report(
                    index.name, "no index", f"the index of {path.name} is not there", INDEX
                )
            return
        found = index.read_bytes()
        if found != due and (is_settled or not self._has_rows):
            same = first_difference(found, due)
            what = f"from byte {same} on it is not what the records of {path.name} say"
            self._report(index.name, "index", what, INDEX, offset=same)

    def _check_missing(self, rows: dict[str, Row], there: set[str]) -> None:
        named = self._named_by_captures()
        for name in sorted({*rows, *named} - there):
            if name in rows and self._stored.check(self._folder / name, rows[name]):
                if (due := self._stored.index_of(name, self._state)) is not None:
                    self._check_index(self._folder / name, due, is_settled=True)
                self.records.missing.add(name)
            elif name in rows:
                self._report(
                    name,
                    "missing",
                    f"it is not there, and had {rows[name]['size_bytes']} bytes",
                    LOST,
                )
                # What names its records is not at fault.
                self.records.missing.add(name)
            else:
                self._findings.fault_in_state(
                    "row of captures",
                    f"records in {name} are named, and neither a row nor a file is of this name",
                )
        unlisted = sorted(set(named) & there - rows.keys())
        for name in unlisted:
            if not self._is_new(name):
                self._findings.fault_in_state(
                    "row of captures", f"records in {name} are named, and no row is of this file"
                )

    def _named_by_captures(self) -> Iterable[str]:
        try:
            return captured_files(self._state) if self._state is not None else ()
        except UNREADABLE as error:
            self._findings.fault_in_state(
                "unreadable", f"the rows of captures in it cannot be read: {one_line(error)}"
            )
            return ()

    def _report(
        self,
        name: str,
        kind: str,
        what: str,
        todo: str,
        *,
        level: Level = "fault",
        offset: int | None = None,
    ) -> None:
        self._findings.add(Finding(level, f"{FOLDER}/{name}", kind, what, todo, offset=offset))


def _sha256(path: Path, size_bytes: int) -> str:
    """Of the first `size_bytes` bytes."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while size_bytes > 0 and (chunk := file.read(min(size_bytes, READ_BYTES))):
            digest.update(chunk)
            size_bytes -= len(chunk)
    return digest.hexdigest()
