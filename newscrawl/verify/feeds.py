"""Both feeds, line by line: each against its schema, against the lines before it, and against the
state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from newscrawl.identity.site import Site
from newscrawl.records import Record
from newscrawl.storage.queries.summary import Row
from newscrawl.storage.suppression.lines import is_rewritten
from newscrawl.verify.feed_lines import (
    Last,
    Problem,
    Sightings,
    content_problems,
    first_difference,
    has_its_digest,
    last_of,
    named_by,
    revision_problems,
    spelling_of,
    suppressed_urls,
    takedown_problems,
    url_problems,
)
from newscrawl.verify.feed_rows import FeedRows, Stored
from newscrawl.verify.findings import REBUILD, TAKEDOWN_OWED, Finding, Findings, Level
from newscrawl.verify.schema import shape
from newscrawl.verify.tail import Line, lines_of

ANEW = "move the feed away: the next run writes it anew from the state"
BACKUP = "there is no state to write it anew from: restore the file from a copy"


class FeedAudit:
    """One feed. `check` reads it; what it learnt is in the fields after that."""

    def __init__(
        self,
        folder: Path,
        name: str,
        findings: Findings,
        stored: Stored | None,
        sites: Mapping[str, Site],
    ) -> None:
        """`stored` is None where there is no state that can be read; `sites` are those whose
        canonical URLs are known."""
        self.path = folder / f"{name}.jsonl"
        self.name = name
        self.lines = 0
        self.seq = 0
        """Of the last line."""
        self.runs: dict[str, int] = {}
        """The runs that lines name, each with the first line that does."""
        self.last: dict[str, Last] = {}
        """Of each article."""
        self._findings = findings
        self._sites = sites
        self._shape = shape(name.removesuffix("s"))
        self._rows = FeedRows(name, stored, self._shape, findings)
        self._sightings = Sightings()
        self._mend = ANEW if stored is not None else BACKUP
        self._takedowns = stored.takedowns if stored is not None else {}
        self._is_pending = not all(self._takedowns.values())
        self._suppressed_urls = set(suppressed_urls(self._takedowns, sites))

    def check(self) -> None:
        """Read the file to its end. Raises OSError where it cannot be read."""
        stored = self._rows.stored
        synced_seq, synced_bytes = stored.synced if stored else (0, 0)
        self._rows.advance()
        if self.path.exists():
            for line in lines_of(self.path, synced_bytes=synced_bytes):
                if line.torn:
                    self._report_torn(line)
                    break
                self.lines += 1
                self._check_line(line)
                if self.seq == synced_seq and line.end != synced_bytes and synced_seq:
                    self._report_position(line, synced_seq, synced_bytes)
        self._check_end(synced_seq)

    # A line.

    def _check_line(self, line: Line) -> None:
        if self._is_pending and self._is_owed_to_a_takedown(line):
            return
        record = self._valid_record(line)
        self.seq = self._seq_of(line, record)
        row = self._row_of(self.seq)
        # What the state holds goes for the line that it should be: one broken line accuses neither
        # those after it nor the state.
        kept = self._kept(line, record, row)
        if row is not None and (kept is None or self._rows.differs(row, kept)):
            what = f"the row of line {self.seq} of {self.path.name} does not hold that line"
            self._findings.fault_in_state("row", what, id=row["id"])
        if record is not None:
            self._check_record(line, record)
            self._check_text(line, record, row, kept)
        if (kept := kept or record) is not None:
            self._remember(line.number, kept)

    def _valid_record(self, line: Line) -> Record | None:
        """The record of a line; None, and reported, where it is none or not as its schema says."""
        if line.record is None:
            self._report(line, Problem("not a line", line.wrong))
            return None
        if wrong := self._shape.fault(line.record):
            self._report(line, Problem("schema", f"it is not valid: {wrong}"))
            return None
        return line.record

    def _seq_of(self, line: Line, record: Record | None) -> int:
        """The number that the line has, or that it should have where only its `seq` is wrong."""
        due = self.seq + 1
        if record is None or record["seq"] == due:
            return due
        self._report(line, Problem("seq", f"seq is {record['seq']}, and {due} is due"))
        said: int = record["seq"]
        return due if self._rows.is_due(record, due) else said

    def _row_of(self, seq: int) -> Row | None:
        for skipped in self._rows.before(seq):
            if (record := self._rows.record_of(skipped)) is not None:
                self._remember(None, record)
        return self._rows.take(seq)

    def _kept(self, line: Line, record: Record | None, row: Row | None) -> Record | None:
        """The record that the state holds in the place of this line."""
        if row is None:
            return None
        if record is not None and row["line"] == line.text:
            return record
        return self._rows.record_of(row)

    def _is_owed_to_a_takedown(self, line: Line) -> bool:
        """Whether a takedown that was cut short has still to write this line as the state holds it:
        then that is reported, and nothing else of it."""
        row = self._rows.next
        if row is None or row["seq"] != self.seq + 1 or row["line"] == line.text:
            return False
        kept = self._rows.record_of(row)
        if (
            kept is None
            or not is_rewritten(kept)
            or len(line.raw) != len(str(row["line"]).encode()) + 1
        ):
            return False
        what = "a takedown was cut short before it came to this line"
        self._report(line, Problem("takedown", what, TAKEDOWN_OWED, "owed"))
        self.seq += 1
        self._row_of(self.seq)
        self._remember(line.number, kept)
        return True

    def _check_record(self, line: Line, record: Record) -> None:
        if (named := named_by(record)) is None:
            return
        site, ref = named
        if self._rows.stored is not None:
            self._report_all(
                line,
                takedown_problems(
                    record, self._takedowns, self._suppressed_urls, pending=self._is_pending
                ),
            )
        self._report_all(line, url_problems(record, ref, self._sites.get(site)))
        if self.name == "headlines":
            self._report_all(line, self._sightings.problems(record))
        else:
            self._report_all(line, content_problems(record, ref, self._sites.get(site)))
            self._report_all(line, revision_problems(record, self.last.get(record["id"])))

    def _check_text(self, line: Line, record: Record, row: Row | None, kept: Record | None) -> None:
        """Byte for byte: against the state, or without one against how newscrawl writes."""
        due = spelling_of(record, len(line.raw) - 1) if row is None else str(row["line"])
        if due == line.text:
            return
        at = line.offset + first_difference(due.encode("utf-8", "replace"), line.raw)
        if row is None:
            what = f"from byte {at} on it is not written as newscrawl writes it"
            self._report(line, Problem("spelling", what))
        else:
            what = f"from byte {at} on it is not the line that the state holds"
            self._report(line, Problem("against the state", what, _who_is_right(record, kept)))

    def _remember(self, line_number: int | None, record: Record) -> None:
        """Hold later lines, and the state, against this record. `line_number` is None where the
        state holds it and the file does not."""
        self.runs.setdefault(record["run"], line_number or record["seq"])
        if self.name == "articles":
            self.last[record["id"]] = last_of(record)

    # The end of the file.

    def _check_end(self, synced_seq: int) -> None:
        if self._rows.stored is None:
            return
        in_file, in_state = self.seq, self._rows.stored.last_seq
        self._check_owed()
        if in_file < synced_seq:
            self._report_of_feed(
                "lines lost",
                f"lines up to {synced_seq} were surely on the disk, and the file ends with"
                f" {in_file}",
                "look at the disk; the next run writes them again from the state",
            )
        elif in_state > in_file:
            what = f"{in_state - in_file} lines that the state holds are not in the file yet"
            self._report_of_feed("lines owed", what, "nothing: the next run appends them", "owed")
        elif in_state < in_file and in_state < synced_seq:
            what = f"the rows of lines {in_state + 1} to {in_file} of {self.path.name} are lost"
            self._findings.fault_in_state("rows lost", what)
        elif in_state < in_file:
            self._report_of_feed(
                "lines not in the state",
                f"{in_file - in_state} lines are not in the state: it was lost, or is older than"
                " the feed",
                "nothing: the next run takes them in",
                "owed",
            )

    def _check_owed(self) -> None:
        """The rows behind the last line: what the next run will append."""
        while (row := self._rows.next) is not None:
            self.seq += 1
            if row["seq"] != self.seq:
                self._rows.report_missing(self.seq)
                self.seq = row["seq"]
            record = self._rows.record_of(row)
            of_row = f"the row of line {row['seq']} of {self.path.name}"
            if record is None or self._rows.differs(row, record):
                self._findings.fault_in_state(
                    "row", f"{of_row} holds no line of that feed", id=row["id"]
                )
            if record is not None:
                if not has_its_digest(record):
                    self._findings.fault_in_state(
                        "row", f"{of_row} has not the digest that it tells", id=record["id"]
                    )
                self._remember(None, record)
            self._rows.advance()

    # Reporting.

    def _report(self, line: Line, problem: Problem) -> None:
        said = line.record.get("id") if line.record else None
        self._findings.add(
            Finding(
                problem.level,
                self.path.name,
                problem.kind,
                problem.what,
                problem.todo or self._mend,
                line.number,
                line.offset,
                said if isinstance(said, str) else None,
            )
        )

    def _report_all(self, line: Line, problems: Iterable[Problem]) -> None:
        for problem in problems:
            self._report(line, problem)

    def _report_of_feed(self, kind: str, what: str, todo: str, level: Level = "fault") -> None:
        self._findings.add(Finding(level, self.path.name, kind, what, todo))

    def _report_torn(self, line: Line) -> None:
        what, todo = f"the last line is torn: {line.wrong}", "nothing: the next run cuts it"
        self._report(line, Problem("torn end", what, todo, "owed"))

    def _report_position(self, line: Line, seq: int, size_bytes: int) -> None:
        what = (
            f"the state says that line {seq} ends at byte {size_bytes}, and it ends at {line.end}"
        )
        todo = "nothing, if all else is right: the next run finds the place again"
        self._report(line, Problem("position", what, todo))


def _who_is_right(in_feed: Record, in_state: Record | None) -> str:
    """What to do about a line that is valid and not the one that the state holds."""
    if in_state is None or not has_its_digest(in_state):
        return REBUILD
    if not has_its_digest(in_feed):
        return ANEW
    return f"compare the two: if the feed is right, {REBUILD}; if the state is, {ANEW}"
