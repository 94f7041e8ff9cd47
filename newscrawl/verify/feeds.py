"""Both feeds, line by line: each against its schema, against the lines before it, and against the
state."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from newscrawl.identity.article_id import parse_id, position_of
from newscrawl.identity.site import Site
from newscrawl.records import compared_digest, line_of
from newscrawl.storage.files.jsonl_log import Record
from newscrawl.storage.queries.summary import Row
from newscrawl.storage.suppression.lines import as_long, is_rewritten, untitled
from newscrawl.text import content_sha256
from newscrawl.verify.findings import (
    REBUILD,
    TAKEDOWN_OWED,
    UNREADABLE,
    Finding,
    Findings,
    Level,
    told,
)
from newscrawl.verify.schema import shape
from newscrawl.verify.tail import Line, lines_of

ANEW = "move the feed away: the next run writes it anew from the state"
BACKUP = "there is no state to write it anew from: restore the file from a copy"

STORED = {
    "articles": ("seq", "id", "revision", "run"),
    "headlines": ("seq", "id", "title", "published", "seen_on", "seen_at", "run"),
}
"""Columns of the state that say what a key of the line says."""

_NUMBER = re.compile(r"\d+")


class Last(NamedTuple):
    """The newest line of an article, as far as later lines and the state are held against it."""

    seq: int
    revision: int
    gone: bool
    digest: bytes
    content_sha256: str
    published: str | None
    published_from: str | None
    suppressed: bool = False


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
        canonical addresses are known."""
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
        self._stored = stored
        self._sites = sites
        self._shape = shape(name.removesuffix("s"))
        self._row: Row | None = None
        self._passed = 0
        """The last row that was held against a line."""
        self._sightings: set[int] = set()
        self._mend = ANEW if stored is not None else BACKUP
        self._takedowns = stored.takedowns if stored is not None else {}
        self._is_pending = not all(self._takedowns.values())
        self._suppressed_urls = set(suppressed_urls(self._takedowns, sites))

    def check(self) -> None:
        """Read the file to its end. Raises OSError where it cannot be read."""
        synced_seq, synced_bytes = self._stored.synced if self._stored else (0, 0)
        self._next_row()
        if self.path.exists():
            for line in lines_of(self.path, synced_bytes=synced_bytes):
                if line.torn:
                    self._tell(
                        line,
                        "torn end",
                        f"the last line is torn: {line.wrong}",
                        "nothing: the next run cuts it",
                        level="owed",
                    )
                    break
                self.lines += 1
                self._check_line(line)
                if self.seq == synced_seq and line.end != synced_bytes and synced_seq:
                    what = (
                        f"the state says that line {synced_seq} ends at byte {synced_bytes}, and it"
                        f" ends at {line.end}"
                    )
                    self._tell(
                        line,
                        "position",
                        what,
                        "nothing, if all else is right: the next run finds the place again",
                    )
        self._check_end(synced_seq)

    # A line.

    def _check_line(self, line: Line) -> None:
        if self._is_pending and self._is_owed_to_a_takedown(line):
            return
        expected = self.seq + 1
        record = line.record
        if record is None:
            self._tell(line, "not a line", line.wrong, self._mend)
        elif wrong := self._shape.fault(record):
            self._tell(line, "schema", f"it is not valid: {wrong}", self._mend)
            record = None
        if record is not None and record["seq"] != expected:
            self._tell(line, "seq", f"seq is {record['seq']}, and {expected} is due", self._mend)
            expected = expected if self._is_due(record, expected) else record["seq"]
        self.seq = expected
        row = self._row_of(expected)
        # What the state holds goes for the line that it should be: one broken line accuses neither
        # those after it nor the state.
        kept = (
            None
            if row is None
            else record
            if record is not None and row["line"] == line.text
            else self._record_of(row)
        )
        if row is not None and (kept is None or self._differs(row, kept)):
            self._tell_of_state(
                "row",
                f"the row of line {expected} of {self.path.name} does not hold that line",
                id=row["id"],
            )
        if record is not None:
            self._check_record(line, record)
            self._check_text(line, record, row, kept)
        if (kept := kept or record) is not None:
            self._remember(line, kept)

    def _is_owed_to_a_takedown(self, line: Line) -> bool:
        """Whether a takedown that was cut short has still to write this line as the state holds it:
        then that is told, and all of it."""
        row = self._row
        if row is None or row["seq"] != self.seq + 1 or row["line"] == line.text:
            return False
        kept = self._record_of(row)
        if (
            kept is None
            or not is_rewritten(kept)
            or len(line.raw) != len(str(row["line"]).encode()) + 1
        ):
            return False
        self._tell(
            line,
            "takedown",
            "a takedown was cut short before it came to this line",
            TAKEDOWN_OWED,
            level="owed",
        )
        self.seq += 1
        self._row_of(self.seq)
        self._remember(line, kept)
        return True

    def _is_due(self, record: Record, seq: int) -> bool:
        """Whether the state says that this is the line of this number: then only its `seq` is
        wrong."""
        row = self._row
        return (
            row is not None and row["seq"] == seq and not self._differs(row, {**record, "seq": seq})
        )

    def _differs(self, row: Row, record: Record) -> bool:
        # Of headlines that were taken down the column has to tell one from the other.
        told = {**record, "title": untitled(record["seq"])} if record.get("suppressed") else record
        return any(row[name] != told[name] for name in STORED[self.name])

    def _check_record(self, line: Line, record: Record) -> None:
        try:
            name, ref = parse_id(record["id"])
        except ValueError:  # The schema has said so.
            return
        self._check_takedown(line, record)
        site = self._sites.get(name)
        canonical = site.rule_url(ref) if site is not None else None
        if canonical is not None and record["url"] != canonical:
            self._tell(
                line,
                "address",
                f"url is {record['url']}, and {canonical} is the address of its id",
                self._mend,
            )
        elif (
            site is None
            and position_of(ref.key) is not None
            and ref.key not in _NUMBER.findall(record["url"])
        ):
            self._tell(
                line,
                "address",
                f"url {record['url']} does not show the number of its id",
                self._mend,
            )
        if self.name == "headlines":
            self._check_sighting(line, record)
            return
        if record["language"] != ref.language:
            self._tell(
                line,
                "language",
                f"language is {record['language']!r}, and the id says {ref.language!r}",
                self._mend,
            )
        if not self._agrees(record):
            self._tell(
                line,
                "content_sha256",
                "title and body have not the digest that it tells",
                self._mend,
            )
        self._check_revision(line, record)

    def _check_takedown(self, line: Line, record: Record) -> None:
        """Every line of an article that was taken down has lost its text, and no other has; and
        nobody calls it anything."""
        if self._stored is None:
            return
        article_id, is_done = record["id"], self._takedowns.get(record["id"])
        again = f"take it down once more: scrapy suppress {article_id} --reason …"
        if record.get("suppressed") and is_done is None:
            self._tell(
                line,
                "takedown",
                "it lost its text to a takedown, and the state knows of none",
                again,
            )
        elif is_done is not None and not record.get("suppressed"):
            what = "the article was taken down, and the line has its text"
            self._tell(
                line,
                "takedown",
                what,
                again if is_done else TAKEDOWN_OWED,
                level="fault" if is_done else "owed",
            )
        for pair in record.get("headlines", ()):
            if pair["title"] and pair["url"] in self._suppressed_urls:
                what = f"it tells what {pair['url']} was called, which was taken down"
                todo = "take that one down once more" if not self._is_pending else TAKEDOWN_OWED
                self._tell(
                    line, "takedown", what, todo, level="owed" if self._is_pending else "fault"
                )

    def _check_sighting(self, line: Line, record: Record) -> None:
        if record.get("suppressed"):
            return
        sighting = hash((record["id"], record["title"], record["published"]))
        if sighting in self._sightings:
            self._tell(
                line,
                "told twice",
                "this headline with this day stands on an earlier line already",
                self._mend,
            )
        self._sightings.add(sighting)

    def _check_revision(self, line: Line, record: Record) -> None:
        before = self.last.get(record["id"])
        due = before.revision + 1 if before else 1
        if record["revision"] != due:
            self._tell(
                line, "revision", f"revision is {record['revision']}, and {due} is due", self._mend
            )
        if before is None:
            return
        # What is gone may be read better from its last page, and stays gone.
        if record["change"] == "gone" and not (before.gone and record["cause"] == "parser"):
            if before.gone and not record.get("suppressed"):
                self._tell(
                    line, "gone twice", "it is gone already: only 'changed' can follow", self._mend
                )
            elif compared_digest(record) != before.digest:
                self._tell(
                    line,
                    "gone",
                    "it does not repeat what was last known of the article",
                    self._mend,
                )

    def _check_text(self, line: Line, record: Record, row: Row | None, kept: Record | None) -> None:
        """Byte for byte: against the state, or without one against how newscrawl writes."""
        due = _spelt(record, len(line.raw) - 1) if row is None else str(row["line"])
        if due == line.text:
            return
        at = line.offset + _first_difference(due.encode("utf-8", "replace"), line.raw)
        if row is None:
            self._tell(
                line,
                "spelling",
                f"from byte {at} on it is not written as newscrawl writes it",
                self._mend,
            )
        else:
            todo = self._who_is_right(record, kept)
            self._tell(
                line,
                "against the state",
                f"from byte {at} on it is not the line that the state holds",
                todo,
            )

    def _who_is_right(self, in_feed: Record, in_state: Record | None) -> str:
        """What to do about a line that is valid and not the one that the state holds."""
        if in_state is None or not self._agrees(in_state):
            return REBUILD
        if not self._agrees(in_feed):
            return ANEW
        return f"compare the two: if the feed is right, {REBUILD}; if the state is, {ANEW}"

    def _agrees(self, record: Record) -> bool:
        """Whether a line's text has the digest that it tells."""
        return (
            self.name == "headlines"
            or bool(record.get("suppressed"))
            or content_sha256(record["title"], record["body"]) == record["content_sha256"]
        )

    def _remember(self, line: Line | None, record: Record) -> None:
        self.runs.setdefault(record["run"], line.number if line else record["seq"])
        if self.name == "articles":
            self.last[record["id"]] = Last(
                record["seq"],
                record["revision"],
                record["change"] == "gone",
                compared_digest(record),
                record["content_sha256"],
                record["published"],
                record["published_from"],
                bool(record.get("suppressed")),
            )

    # The state beside it.

    def _next_row(self) -> None:
        if self._stored is None:
            return
        try:
            self._row = next(self._stored.rows, None)
        except UNREADABLE as error:
            self._tell_of_state(
                "unreadable", f"the lines of {self.path.name} in it cannot be read: {told(error)}"
            )
            self._row = self._stored = None

    def _row_of(self, seq: int) -> Row | None:
        """The row of this line. Rows before it have no line, which its `seq` has told already."""
        while self._row is not None and self._row["seq"] < seq:
            if (skipped := self._record_of(self._row)) is not None:
                self._remember(None, skipped)
            self._passed = self._row["seq"]
            self._next_row()
        if self._row is None or self._row["seq"] != seq:
            stored = self._stored
            if stored is not None and self._passed < seq <= stored.last_seq:
                self._tell_of_state(
                    "missing row",
                    f"line {seq} of {self.path.name} has no row, and later ones have",
                    id=str(seq),
                )
            return None
        row, self._passed = self._row, seq
        self._next_row()
        return row

    def _record_of(self, row: Row) -> Record | None:
        """The record of a row; None where its line is none."""
        try:
            record: Record = json.loads(str(row["line"]))
        except ValueError:
            return None
        return record if self._shape.fault(record) is None else None

    def _check_end(self, synced_seq: int) -> None:
        stored = self._stored
        if stored is None:
            return
        in_file = self.seq
        self._check_owed()
        missing = stored.last_seq - in_file
        if in_file < synced_seq:
            was = (
                f"lines up to {synced_seq} were surely on the disk, and the file ends with"
                f" {in_file}"
            )
            todo = "look at the disk; the next run writes them again from the state"
            self._tell_of_feed("lines lost", was, todo)
        elif missing > 0:
            what = f"{missing} lines that the state holds are not in the file yet"
            self._tell_of_feed(
                "lines owed", what, "nothing: the next run appends them", level="owed"
            )
        elif missing < 0 and stored.last_seq < synced_seq:
            what = (
                f"the rows of lines {stored.last_seq + 1} to {in_file} of {self.path.name} are lost"
            )
            self._tell_of_state("rows lost", what)
        elif missing < 0:
            what = f"{-missing} lines are not in the state: it was lost, or is older than the feed"
            self._tell_of_feed(
                "lines not in the state", what, "nothing: the next run takes them in", level="owed"
            )

    def _check_owed(self) -> None:
        """The rows behind the last line: what the next run will append."""
        while (row := self._row) is not None:
            self.seq += 1
            record = self._record_of(row)
            if row["seq"] != self.seq:
                self._tell_of_state(
                    "missing row",
                    f"line {self.seq} of {self.path.name} has no row, and later ones have",
                    id=str(self.seq),
                )
                self.seq = row["seq"]
            if record is None or self._differs(row, record):
                self._tell_of_state(
                    "row",
                    f"the row of line {row['seq']} of {self.path.name} holds no line of that feed",
                    id=row["id"],
                )
            if record is not None:
                if not self._agrees(record):
                    what = (
                        f"the row of line {row['seq']} of {self.path.name} has not the digest that"
                        " it tells"
                    )
                    self._tell_of_state("row", what, id=record["id"])
                self._remember(None, record)
            self._next_row()

    # Telling.

    def _tell(self, line: Line, kind: str, what: str, todo: str, *, level: Level = "fault") -> None:
        said = line.record.get("id") if line.record else None
        article_id = said if isinstance(said, str) else None
        self._findings.add(
            Finding(level, self.path.name, kind, what, todo, line.number, line.offset, article_id)
        )

    def _tell_of_feed(self, kind: str, what: str, todo: str, *, level: Level = "fault") -> None:
        self._findings.add(Finding(level, self.path.name, kind, what, todo))

    def _tell_of_state(self, kind: str, what: str, *, id: str | None = None) -> None:
        self._findings.add(Finding("fault", "newscrawl.db", kind, what, REBUILD, id=id))


def suppressed_urls(takedowns: Iterable[str], sites: Mapping[str, Site]) -> Iterator[str]:
    """The canonical addresses of articles that were taken down, as far as their sites are known."""
    for article_id in takedowns:
        site = sites.get(article_id.partition("/")[0])
        if site is not None and (url := site.url_of(article_id)) is not None:
            yield url


def _spelt(record: Record, size_bytes: int) -> str:
    """How newscrawl writes a line, of so many bytes where it was written again."""
    try:
        return as_long(record, size_bytes) if is_rewritten(record) else line_of(record)
    except ValueError:
        return line_of(record)


def _first_difference(one: bytes, other: bytes) -> int:
    """Bytes that are the same in both from the start."""
    return next(
        (at for at, (left, right) in enumerate(zip(one, other, strict=False)) if left != right),
        min(len(one), len(other)),
    )
