"""JSON Lines: each record as `articles.jsonl` has it, with the keys of the present schema."""

from __future__ import annotations

from typing import BinaryIO

from newscrawl.exports.fields import thinned
from newscrawl.records import line_of
from newscrawl.storage.queries.latest import LatestRecords


def write(file: BinaryIO, present: LatestRecords, *, thin: bool) -> int:
    """Write a line for each article. Gives their number. Raises OSError."""
    count = 0
    for record in present:
        count += 1
        file.write(line_of(thinned(record) if thin else record).encode() + b"\n")
    return count
