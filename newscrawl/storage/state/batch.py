"""What a run writes to the state in one transaction."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from newscrawl.lifecycle.page import Known

Row = dict[str, Any]

ClaimKey = tuple[str, str, str]
"""`id`, `source`, `published`: the primary key of `claims`."""

ReadingKey = tuple[str, str]
"""`id`, `came`: the primary key of `readings`."""


@dataclass(slots=True)
class Batch:
    """Rows that are written together, or not at all: each field of rows is named for its table."""

    articles: dict[str, Known] = field(default_factory=dict)
    """By id."""
    revisions: list[Row] = field(default_factory=list)
    headlines: list[Row] = field(default_factory=list)
    feeds: list[Row] = field(default_factory=list)
    owed: dict[str, Row] = field(default_factory=dict)
    """By id. The rows of those in `articles` are deleted: they were visited."""
    feeds_read: list[Row] = field(default_factory=list)
    claims: dict[ClaimKey, Row] = field(default_factory=dict)
    withdrawn_claims: set[ClaimKey] = field(default_factory=set)
    """Rows of `claims` to delete: a better reading does not find them."""
    warc_files: list[Row] = field(default_factory=list)
    captures: list[Row] = field(default_factory=list)
    requisites: list[Row] = field(default_factory=list)
    requisite_uses: list[Row] = field(default_factory=list)
    readings: dict[ReadingKey, Row] = field(default_factory=dict)
    withdrawn_readings: set[ReadingKey] = field(default_factory=set)
    """Rows of `readings` to delete, but for those that `readings` writes over."""
    lessons: list[Row] = field(default_factory=list)
    memories: dict[tuple[str, str], Row] = field(default_factory=dict)
    """By site and language."""
    reparses: list[Row] = field(default_factory=list)
    failures: dict[str, Row] = field(default_factory=dict)
    """By page."""
    recovered: set[str] = field(default_factory=set)
    """Pages whose rows of `failures` are to be deleted: they fail no more."""

    def __bool__(self) -> bool:
        """Whether there is anything to write."""
        return any(getattr(self, name) for name in self.__slots__)
