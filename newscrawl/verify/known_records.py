"""The WARC records that an audit has read: what those that name one are held against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Answer(NamedTuple):
    """An answer of the site, as far as what names its record is held against it."""

    file: str
    offset: int
    article: str | None
    fingerprint: int | None
    """Of its URL, time and digest, which a revisit of it repeats; None where it can no longer be
    read, or is suppressed."""


class Revisit(NamedTuple):
    """What a revisit says of the record that holds its body."""

    file: str
    offset: int
    refers_to: str
    fingerprint: int


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


def fingerprint(url: object, at: object, digest: object) -> int:
    """What stands for the three in the memory of an audit: a hash, good within one process."""
    return hash((url, at, digest))


def answer_of(row: Mapping[str, Any]) -> Answer:
    """The answer of a row of `captures`."""
    is_whole = row["kind"] != "suppressed"
    return Answer(
        row["file"],
        row["offset"],
        row["id"],
        fingerprint(row["url"], row["at"], row["digest"]) if is_whole else None,
    )


def revisit_of(row: Mapping[str, Any], headers: Mapping[str, str]) -> Revisit:
    """What a revisit says of the record that holds its body; `row` is the one that it makes."""
    refers = headers["WARC-Refers-To-Target-URI"], headers["WARC-Refers-To-Date"]
    return Revisit(
        row["file"], row["offset"], row["refers_to"], fingerprint(*refers, row["digest"])
    )
