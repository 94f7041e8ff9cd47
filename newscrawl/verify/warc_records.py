"""One WARC file, record by record: each against itself, against those before it, and against its
row in the state."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, NamedTuple

from newscrawl.storage.queries.summary import Row
from newscrawl.storage.warc.gzip_members import HEADER, Member, Torn, members_of, next_header
from newscrawl.storage.warc.records import (
    ARTICLE_FIELD,
    Parsed,
    WarcError,
    digest_of,
    parsed,
    split_head,
)
from newscrawl.storage.warc.tombstone import SUPPRESSED_FIELD
from newscrawl.storage.warc.writer import row_of
from newscrawl.verify.findings import (
    REBUILD,
    TAKEDOWN_OWED,
    UNREADABLE,
    Finding,
    Findings,
    Level,
    told,
)

TOMBSTONE = {"url": "WARC-Target-URI", "at": "WARC-Date", "id": ARTICLE_FIELD}
"""What it still says of the record that it stands for: columns of `captures`, and its fields."""

RESTORE = "restore the file from a copy; what its other records hold is whole"
CUT = "nothing: the next run cuts it"

Cut = Literal["nothing", "end", "all"]
"""Nothing: the file is closed. End: the torn record, if it is the last. All: it, and all that
follows."""

_ANSWER = ("WARC-Target-URI", "WARC-Payload-Digest")
FIELDS = {
    "warcinfo": ("WARC-Filename",),
    "request": ("WARC-Target-URI", "WARC-Concurrent-To"),
    "response": _ANSWER,
    "revisit": (
        *_ANSWER,
        "WARC-Profile",
        "WARC-Refers-To",
        "WARC-Refers-To-Target-URI",
        "WARC-Refers-To-Date",
    ),
    "metadata": (),
}
"""The kinds of records that there are, and what each has beside WARC-Date, digest and length."""


class Answer(NamedTuple):
    """An answer of the site, as far as what names its record is held against it."""

    file: str
    offset: int
    article: str | None
    told: int | None
    """Hash of its address, time and digest, which a revisit of it repeats; None where it can no
    longer be read, or is suppressed."""


class Revisit(NamedTuple):
    """What a revisit says of the record that holds its body."""

    file: str
    offset: int
    refers_to: str
    told: int


@dataclass(slots=True)
class Records:
    """Those of all files."""

    count: int = 0
    answers: dict[str, Answer] = field(default_factory=dict)
    """By the id of the record."""
    others: set[str] = field(default_factory=set)
    """Ids of requests and of the records that files begin with."""
    revisits: list[Revisit] = field(default_factory=list)
    missing: set[str] = field(default_factory=set)
    """Files of whose records not all are known: what names one cannot be held against it."""

    def __contains__(self, record_id: str) -> bool:
        return record_id in self.answers or record_id in self.others


class ExchangeAudit:
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
                    self._tell_torn(torn, is_last=start is None)
                    yield from self._without_record(torn.offset)
                    yield from self._unreadable(start)
        yield from self._without_record(None)
        if self.has_damage and self._rows is None:
            self._records.missing.add(self._name)

    # A record.

    def _check(self, member: Member) -> Iterator[Row]:
        self._records.count += 1
        if not member.raw.startswith(HEADER):
            self._tell(
                member.offset,
                "gzip header",
                f"the record begins with {member.raw[: len(HEADER)].hex()}, not with"
                f" {HEADER.hex()}",
            )
        try:
            record = parsed(member.content)
        except WarcError as error:
            self.has_damage = True
            self._tell(member.offset, "no record", str(error))
            yield from self._unreadable(member.offset + member.length)
            return
        wrong = wrong_record(record) or [*self._wrong_place(record, member.offset)]
        for what in wrong:
            self._tell(member.offset, "record", what)
        if record.record_id in self._records:
            self._tell(member.offset, "told twice", f"an earlier record is {record.record_id}, too")
        if record.kind in ("warcinfo", "request", "metadata") or wrong:
            self._records.others.add(record.record_id)
        row = self._row if self._row is not None and self._row["offset"] == member.offset else None
        if row is not None:
            self._next_row()
        made = self._made(record, member, row) if not wrong else row
        if made is not None:
            self._remember(made)
            if record.kind == "revisit" and not wrong:
                self._records.revisits.append(revisit_of(made, record.headers))
            yield made

    def _wrong_place(self, record: Parsed, offset: int) -> Iterator[str]:
        if (record.kind == "warcinfo") != (offset == 0):
            yield (
                f"a {record.kind} record is there, and a file has one warcinfo record, at its"
                " beginning"
            )
        elif record.kind == "warcinfo":
            self._info_id = record.record_id
            if record.headers["WARC-Filename"] != self._name:
                yield f"WARC-Filename is {record.headers['WARC-Filename']}"
        elif (
            self._info_id is not None
            and record.headers.get("WARC-Warcinfo-ID", self._info_id) != self._info_id
        ):
            yield (
                f"WARC-Warcinfo-ID is {record.headers['WARC-Warcinfo-ID']}, and the file begins"
                f" with {self._info_id}"
            )
        if is_tombstone(record):
            return
        # What the server sent before its answer is kept beside it, like the request.
        concurrent = record.headers.get("WARC-Concurrent-To")
        if (
            record.kind in ("request", "metadata")
            and not self.has_damage
            and concurrent not in self._records.answers
        ):
            yield (
                f"it is the {record.kind} record of {concurrent}, and no answer before it is that"
                " record"
            )

    def _made(self, record: Parsed, member: Member, row: Row | None) -> Row | None:
        """The row that a record makes, held against the one that there is."""
        made = row_of(record, self._name, member.offset, member.length)
        if is_tombstone(record):
            if row is not None:
                made = {
                    **row,
                    "record_id": record.record_id,
                    "length": member.length,
                    "kind": "suppressed",
                }
                # The status is told by the state alone.
                made |= {name: record.headers.get(field) for name, field in TOMBSTONE.items()}
                made |= dict.fromkeys(("mime", "digest", "entity", "refers_to"))
            else:
                # Who was suppressed is no business of the record: only the state tells.
                self._records.answers[record.record_id] = Answer(
                    self._name, member.offset, None, None
                )
        if self._rows is None or self._is_owed(member.offset):
            return made
        if made is None or row is None:
            if made is not None:
                self._tell_of_state(
                    f"no row is of the record at byte {member.offset}", record.record_id
                )
            elif row is not None:
                self._tell_of_state(
                    f"the row of byte {member.offset} names a {record.kind} record",
                    row["record_id"],
                )
            return made
        # A body that is not taken for what was seen before has no entity in its row.
        names = [
            name
            for name in made
            if row[name] != made[name] and not (name == "entity" and row[name] is None)
        ]
        for name in names:
            what = (
                f"{name} of the row of byte {member.offset} is {_shown(row[name])}, and the record"
                f" says {_shown(made[name])}"
            )
            self._tell_of_state(what, row["record_id"])
        return made

    def _remember(self, made: Row) -> None:
        heard = (
            hash((made["url"], made["at"], made["digest"]))
            if made["kind"] != "suppressed"
            else None
        )
        self._records.answers[made["record_id"]] = Answer(
            self._name, made["offset"], made["id"], heard
        )

    # Rows and bytes that are no record.

    def _without_record(self, offset: int | None) -> Iterator[Row]:
        """The rows before this byte, which name no record."""
        while self._row is not None and (offset is None or self._row["offset"] < offset):
            what = (
                f"its row says that a record begins at byte {self._row['offset']} of"
                f" warc/{self._name}, and none does"
            )
            self._tell_of_state(what, self._row["record_id"])
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

    def _next_row(self) -> None:
        if self._rows is None:
            return
        try:
            self._row = next(self._rows, None)
            while self._row is not None and not isinstance(self._row["offset"], int):
                self._tell_of_state(
                    f"its offset is {self._row['offset']!r}", self._row["record_id"]
                )
                self._row = next(self._rows, None)
        except UNREADABLE as error:
            what = f"the rows of warc/{self._name} in it cannot be read: {told(error)}"
            self._findings.add(Finding("fault", "newscrawl.db", "unreadable", what, REBUILD))
            self._row = self._rows = None

    def _is_owed(self, offset: int) -> bool:
        """Whether a crash came before the state was told of this byte."""
        return self._settled is not None and offset >= self._settled

    # Telling.

    def _tell_torn(self, torn: Torn, *, is_last: bool) -> None:
        if self._is_owed(torn.offset) and (self._cut == "all" or (self._cut == "end" and is_last)):
            self._tell(
                torn.offset, "torn end", f"the last record is torn: {torn.why}", CUT, level="owed"
            )
            return
        self.has_damage = True
        self._tell(torn.offset, "not a record", torn.why)

    def _tell(
        self, offset: int, kind: str, what: str, todo: str = RESTORE, *, level: Level = "fault"
    ) -> None:
        self._findings.add(Finding(level, f"warc/{self._name}", kind, what, todo, offset=offset))

    def _tell_of_state(self, what: str, record_id: str) -> None:
        if f"warc/{self._name}" in self._findings.half_done:
            self._findings.add(
                Finding(
                    "owed", "newscrawl.db", "row of captures", what, TAKEDOWN_OWED, id=record_id
                )
            )
        else:
            self._findings.add(
                Finding("fault", "newscrawl.db", "row of captures", what, REBUILD, id=record_id)
            )


def is_tombstone(record: Parsed) -> bool:
    """Whether it stands for a record that was taken down."""
    return record.kind == "metadata" and SUPPRESSED_FIELD in record.headers


def wrong_record(record: Parsed) -> list[str]:
    """What a record says that is not so, or does not say."""
    if record.kind not in FIELDS:
        return [f"its WARC-Type is {record.kind!r}"]
    headers, payload = record.headers, split_head(record.block)[1]
    due = TOMBSTONE.values() if is_tombstone(record) else FIELDS[record.kind]
    missing = [name for name in ("WARC-Date", "WARC-Block-Digest", *due) if name not in headers]
    if missing:
        return [f"a {record.kind} record without {', '.join(missing)}"]
    wrong = []
    if headers["WARC-Block-Digest"] != digest_of(record.block):
        wrong.append("its block has not the digest that it tells")
    if record.kind == "response" and headers["WARC-Payload-Digest"] != digest_of(payload):
        wrong.append("its payload has not the digest that it tells")
    return wrong


def revisit_of(made: Mapping[str, Any], headers: Mapping[str, str]) -> Revisit:
    """What a revisit says of the record that holds its body."""
    heard = hash(
        (headers["WARC-Refers-To-Target-URI"], headers["WARC-Refers-To-Date"], made["digest"])
    )
    return Revisit(made["file"], made["offset"], made["refers_to"], heard)


def _shown(value: object) -> str:
    return value.hex() if isinstance(value, bytes) else repr(value)
