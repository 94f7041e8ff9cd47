"""What one WARC record must say: pure functions of the record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from newscrawl.storage.queries.summary import Row
from newscrawl.storage.warc.records import ARTICLE_FIELD, Parsed, digest_of, split_head
from newscrawl.storage.warc.tombstone import SUPPRESSED_FIELD

RESTORE = "restore the file from a copy; what its other records hold is whole"

TOMBSTONE = {"url": "WARC-Target-URI", "at": "WARC-Date", "id": ARTICLE_FIELD}
"""What it still says of the record that it stands for: columns of `captures`, and its fields."""

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


def tombstone_row(row: Mapping[str, Any], record: Parsed, length: int) -> Row:
    """The row of `captures` that a tombstone makes of the row of what it stands for. Only the state
    knows the status."""
    made = {**row, "record_id": record.record_id, "length": length, "kind": "suppressed"}
    made |= {name: record.headers.get(field) for name, field in TOMBSTONE.items()}
    return made | dict.fromkeys(("mime", "digest", "entity", "refers_to"))


def differing_columns(row: Mapping[str, Any], made: Mapping[str, Any]) -> list[str]:
    """The columns of a row that say otherwise than the row that its record makes."""
    # A body that is not taken for what was seen before has no entity in its row.
    return [
        name
        for name in made
        if row[name] != made[name] and not (name == "entity" and row[name] is None)
    ]
