"""The rows of the state that hold the lines of a feed, read in step with the file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from newscrawl.records import Record
from newscrawl.storage.queries.summary import Row
from newscrawl.storage.suppression.lines import untitled
from newscrawl.verify.findings import UNREADABLE, Findings, one_line
from newscrawl.verify.schema import Shape

STORED = {
    "articles": ("seq", "id", "revision", "run"),
    "headlines": ("seq", "id", "title", "published", "seen_on", "seen_at", "run"),
}
"""Columns of the state that say what a key of the line says."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What the state says of a feed."""

    rows: Iterator[Row]
    """Its lines, in order; the iterator may end early where the state is damaged."""
    last_seq: int
    synced: tuple[int, int]
    """Last line that was surely on the disk, and the bytes up to its end."""
    takedowns: Mapping[str, bool] = field(default_factory=dict)
    """The articles that were ordered to be taken down, each with whether that is done."""


class FeedRows:
    """A place in the rows of one feed. `advance` goes to the first one."""

    def __init__(self, name: str, stored: Stored | None, shape: Shape, findings: Findings) -> None:
        """`stored` is None where there is no state that can be read."""
        self.stored = stored
        """None also from the row on that cannot be read."""
        self.next: Row | None = None
        """The first row that no line was held against yet."""
        self._name = name
        self._shape = shape
        self._findings = findings
        self._passed = 0
        """The last row that was held against a line."""

    def advance(self) -> None:
        """Go to the next row; where it cannot be read there are no more."""
        if self.stored is None:
            return
        try:
            row = next(self.stored.rows, None)
            if row is not None and not isinstance(row["seq"], int):
                # SQLite keeps in a column whatever a flipped bit says that it is.
                raise TypeError(f"{row['seq']!r} is no number of a line")
            self.next = row
        except (*UNREADABLE, TypeError) as error:
            self._findings.fault_in_state(
                "unreadable",
                f"the lines of {self._name}.jsonl in it cannot be read: {one_line(error)}",
            )
            self.next = self.stored = None

    def before(self, seq: int) -> Iterator[Row]:
        """Pass the rows before this line. They have no line of their own, as their `seq` has shown
        already."""
        while self.next is not None and self.next["seq"] < seq:
            yield self.next
            self._passed = self.next["seq"]
            self.advance()

    def take(self, seq: int) -> Row | None:
        """The row of this line, which is then passed; those before it must be already."""
        row = self.next
        if row is not None and row["seq"] == seq:
            self._passed = seq
            self.advance()
            return row
        if self.stored is not None and self._passed < seq <= self.stored.last_seq:
            self.report_missing(seq)
        return None

    def report_missing(self, seq: int) -> None:
        """There is no row of this line."""
        what = f"line {seq} of {self._name}.jsonl has no row, and later ones have"
        self._findings.fault_in_state("missing row", what, id=str(seq))

    def is_due(self, record: Record, seq: int) -> bool:
        """Whether the next row says that the record is the line of this number: then only its `seq`
        is wrong."""
        row = self.next
        return (
            row is not None and row["seq"] == seq and not self.differs(row, {**record, "seq": seq})
        )

    def differs(self, row: Row, record: Record) -> bool:
        """Whether a column of the row says otherwise than the record."""
        # Of headlines that were taken down the column has to tell one from the other.
        said = {**record, "title": untitled(record["seq"])} if record.get("suppressed") else record
        return any(row[name] != said[name] for name in STORED[self._name])

    def record_of(self, row: Row) -> Record | None:
        """The record of a row; None where its line is none."""
        try:
            record: Record = json.loads(str(row["line"]))
        except ValueError:
            return None
        return record if self._shape.fault(record) is None else None
