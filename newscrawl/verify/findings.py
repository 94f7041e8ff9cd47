"""What an audit finds: listed one by one, counted without an end, held in bounded memory."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from newscrawl.errors import OutputError
from newscrawl.storage.state.connection import NAME

STATE = NAME
"""What findings call the state, also where it is another database."""

Level = Literal["fault", "owed"]
"""`fault`: damage, or what no crash leaves. `owed`: what a crash left, and the next run sets right
by itself."""

MAX_LISTED = 100
"""Findings of one kind in one file that are listed one by one; all are counted."""

REBUILD = "move newscrawl.db away: the next run rebuilds it from the feeds"

TAKEDOWN_OWED = "nothing: the next run, or the same takedown again, brings it to its end"

UNREADABLE = (OutputError, ValueError, TypeError, OverflowError)
"""What a damaged state raises: SQLite's refusals, and values that are not of the kind of their
column."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it should be."""

    level: Level
    file: str
    """Under the output folder."""
    kind: str
    """In a few words, the same for the same kind of thing: what findings are counted by."""
    what: str
    """What is there, and what should be."""
    todo: str
    """What to do about it."""
    line: int | None = None
    """In a feed: from 1."""
    offset: int | None = None
    """In a feed: bytes before the line; in a WARC file before the record."""
    id: str | None = None
    """The article, the run or the row, where there is one."""


class Findings:
    """All of them."""

    def __init__(self) -> None:
        self.listed: list[Finding] = []
        self.counts: Counter[tuple[Level, str, str]] = Counter()
        """By level, file and kind."""
        self.half_done: set[str] = set()
        """Files that a takedown was rewriting when it was cut short: what is wrong in them is owed,
        and looked at again when it is done."""

    def add(self, finding: Finding) -> None:
        """Count it, and list it unless there are too many of its kind."""
        if finding.level == "fault" and finding.file in self.half_done:
            finding = replace(finding, level="owed", todo=TAKEDOWN_OWED)
        key = (finding.level, finding.file, finding.kind)
        self.counts[key] += 1
        if self.counts[key] <= MAX_LISTED:
            self.listed.append(finding)

    def fault_in_state(self, kind: str, what: str, *, id: str | None = None) -> None:
        """Add a fault of the state that its rebuilding from the feeds mends."""
        self.add(Finding("fault", STATE, kind, what, REBUILD, id=id))

    def count(self, level: Level) -> int:
        """How many there are, listed or not."""
        return sum(count for (one, _, _), count in self.counts.items() if one == level)

    def unlisted(self) -> list[tuple[str, str, int]]:
        """File and kind of those of which more was found than is listed, and how many more."""
        return [
            (file, kind, count - MAX_LISTED)
            for (_, file, kind), count in self.counts.items()
            if count > MAX_LISTED
        ]

    def as_list(self) -> list[dict[str, Any]]:
        """The listed ones as JSON values."""
        return [asdict(finding) for finding in self.listed]


def one_line(error: BaseException) -> str:
    """An error in one line.

    >>> one_line(ValueError("not a\\n  number"))
    'not a number'
    """
    return " ".join(str(getattr(error, "strerror", None) or error).split())
