"""One WARC file, record by record: each against itself, against those before it, and against its
row in the state."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from newscrawl.storage.queries.summary import Row
from newscrawl.storage.warc.capture_rows import row_of
from newscrawl.storage.warc.gzip_members import FIXED, Member, Torn, members_of, next_header
from newscrawl.storage.warc.records import Parsed, WarcError, parsed
from newscrawl.verify.findings import (
    STATE,
    TAKEDOWN_OWED,
    UNREADABLE,
    Finding,
    Findings,
    Level,
    one_line,
)
from newscrawl.verify.known_records import Answer, Records, answer_of, revisit_of
from newscrawl.verify.warc_rules import (
    RESTORE,
    differing_columns,
    is_tombstone,
    tombstone_row,
    wrong_record,
)

CUT = "nothing: the next run cuts it"

Cut = Literal["nothing", "end", "all"]
"""Nothing: the file is closed. End: the torn record, if it is the last. All: it, and all that
follows."""


class WarcFileAudit:
    """One file. `answers` reads it to its end."""

    def __init__(
        self,
        path: Path,
        rows: Iterator[Row] | None,
        records: Records,
        findings: Findings,
        *,
        settled: int | None,
        cut: Cut,
    ) -> None:
        """`rows` are those of `captures`; None without a state.

        Up to `settled` bytes the state knows the file; None: no crash left its end. `cut` is what
        the next run does about a torn record behind that.
        """
        self.has_damage = False
        """Whether it holds what cannot be read."""
        self._path = path
        self._name = path.name
        self._rows = rows
        self._row: Row | None = None
        self._records = records
        self._findings = findings
        self._settled = settled
        self._cut = cut
        self._info_id: str | None = None

    def answers(self) -> Iterator[Row]:
        """The rows that its answers make, in order: what its index is made of. Raises OSError."""
        self._next_row()
        start: int | None = 0
        with self._path.open("rb") as file:
            while start is not None:
                try:
                    for member in members_of(file, start):
                        yield from self._without_record(member.offset)
                        yield from self._check(member)
                    break
                except Torn as torn:
                    start = next_header(file, torn.offset + 1)
                    self._report_torn(torn, is_last=start is None)
                    yield from self._without_record(torn.offset)
                    yield from self._unreadable(start)
        yield from self._without_record(None)
        if self.has_damage and self._rows is None:
            self._records.missing.add(self._name)

    # A record.

    def _check(self, member: Member) -> Iterator[Row]:
        self._records.count += 1
        if not member.raw.startswith(FIXED):
            self._report(
                member.offset,
                "gzip header",
                f"the record begins with {member.raw[: len(FIXED)].hex()}, not with {FIXED.hex()}",
            )
        try:
            record = parsed(member.content)
        except WarcError as error:
            self.has_damage = True
            self._report(member.offset, "no record", str(error))
            yield from self._unreadable(member.offset + member.length)
            return
        wrong = wrong_record(record) or [*self._wrong_place(record, member.offset)]
        for what in wrong:
            self._report(member.offset, "record", what)
        if record.record_id in self._records:
            what = f"an earlier record is {record.record_id}, too"
            self._report(member.offset, "told twice", what)
        if record.kind in ("warcinfo", "request", "metadata") or wrong:
            self._records.others.add(record.record_id)
        row = self._take_row(member.offset)
        # What a damaged record says is not held against its row.
        made = row if wrong else self._made(record, member, row)
        if made is not None:
            self._records.answers[made["record_id"]] = answer_of(made)
            if record.kind == "revisit" and not wrong:
                self._records.revisits.append(revisit_of(made, record.headers))
            yield made

    def _wrong_place(self, record: Parsed, offset: int) -> Iterator[str]:
        yield from self._wrong_warcinfo(record, offset)
        if is_tombstone(record):
            return
        # What the server sent before its answer is kept beside it, like the request; a 304 that
        # confirms nothing is heads alone, and the request is that of their record.
        concurrent = record.headers.get("WARC-Concurrent-To")
        is_alone = record.kind == "metadata" and concurrent is None
        if (
            record.kind in ("request", "metadata")
            and not self.has_damage
            and not is_alone
            and (concurrent is None or concurrent not in self._records)
        ):
            yield (
                f"it is the {record.kind} record of {concurrent}, and no answer before it is that"
                " record"
            )

    def _wrong_warcinfo(self, record: Parsed, offset: int) -> Iterator[str]:
        """A file begins with its one warcinfo record, and every other names that."""
        if (record.kind == "warcinfo") != (offset == 0):
            yield (
                f"a {record.kind} record is there, and a file has one warcinfo record, at its"
                " beginning"
            )
        elif record.kind == "warcinfo":
            self._info_id = record.record_id
            if record.headers["WARC-Filename"] != self._name:
                yield f"WARC-Filename is {record.headers['WARC-Filename']}"
        elif self._info_id is not None:
            named = record.headers.get("WARC-Warcinfo-ID", self._info_id)
            if named != self._info_id:
                yield f"WARC-Warcinfo-ID is {named}, and the file begins with {self._info_id}"

    def _made(self, record: Parsed, member: Member, row: Row | None) -> Row | None:
        """The row that a record makes, held against the one that there is."""
        made = row_of(record, self._name, member.offset, member.length)
        if is_tombstone(record):
            if row is not None:
                made = tombstone_row(row, record, member.length)
            else:
                # Who was suppressed is no business of the record: only the state says.
                self._records.answers[record.record_id] = Answer(
                    self._name, member.offset, None, None
                )
        if self._rows is not None and not self._is_owed(member.offset):
            self._compare(record, member.offset, row, made)
        return made

    def _compare(self, record: Parsed, offset: int, row: Row | None, made: Row | None) -> None:
        if row is None:
            if made is not None:
                what = f"no row is of the record at byte {offset}"
                self._report_of_state(what, record.record_id)
            return
        if made is None:
            what = f"the row of byte {offset} names a {record.kind} record"
            self._report_of_state(what, row["record_id"])
            return
        for name in differing_columns(row, made):
            what = (
                f"{name} of the row of byte {offset} is {_shown(row[name])}, and the record says"
                f" {_shown(made[name])}"
            )
            self._report_of_state(what, row["record_id"])

    # Rows and bytes that are no record.

    def _without_record(self, offset: int | None) -> Iterator[Row]:
        """The rows before this byte, which name no record."""
        while self._row is not None and (offset is None or self._row["offset"] < offset):
            what = (
                f"its row says that a record begins at byte {self._row['offset']} of"
                f" warc/{self._name}, and none does"
            )
            self._report_of_state(what, self._row["record_id"])
            self._next_row()
        yield from ()

    def _unreadable(self, end: int | None) -> Iterator[Row]:
        """The rows up to this byte: there is a record, which cannot be read."""
        while self._row is not None and (end is None or self._row["offset"] < end):
            row = self._row
            self._records.answers[row["record_id"]] = Answer(
                self._name, row["offset"], row["id"], None
            )
            self._next_row()
            yield row

    def _take_row(self, offset: int) -> Row | None:
        """The row of the record at this byte, which is then passed; None if there is none."""
        row = self._row
        if row is None or row["offset"] != offset:
            return None
        self._next_row()
        return row

    def _next_row(self) -> None:
        if self._rows is None:
            return
        try:
            self._row = next(self._rows, None)
            while self._row is not None and not isinstance(self._row["offset"], int):
                what = f"its offset is {self._row['offset']!r}"
                self._report_of_state(what, self._row["record_id"])
                self._row = next(self._rows, None)
        except UNREADABLE as error:
            what = f"the rows of warc/{self._name} in it cannot be read: {one_line(error)}"
            self._findings.fault_in_state("unreadable", what)
            self._row = self._rows = None

    def _is_owed(self, offset: int) -> bool:
        """Whether a crash came before the state knew of this byte."""
        return self._settled is not None and offset >= self._settled

    # Reporting.

    def _report_torn(self, torn: Torn, *, is_last: bool) -> None:
        is_cut = self._cut == "all" or (self._cut == "end" and is_last)
        if self._is_owed(torn.offset) and is_cut:
            what = f"the last record is torn: {torn.why}"
            self._report(torn.offset, "torn end", what, CUT, level="owed")
            return
        self.has_damage = True
        self._report(torn.offset, "not a record", torn.why)

    def _report(
        self, offset: int, kind: str, what: str, todo: str = RESTORE, *, level: Level = "fault"
    ) -> None:
        self._findings.add(Finding(level, f"warc/{self._name}", kind, what, todo, offset=offset))

    def _report_of_state(self, what: str, record_id: str) -> None:
        if f"warc/{self._name}" in self._findings.half_done:
            self._findings.add(
                Finding("owed", STATE, "row of captures", what, TAKEDOWN_OWED, id=record_id)
            )
        else:
            self._findings.fault_in_state("row of captures", what, id=record_id)


def _shown(value: object) -> str:
    return value.hex() if isinstance(value, bytes) else repr(value)
