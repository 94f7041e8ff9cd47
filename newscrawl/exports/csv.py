"""CSV by RFC 4180, in UTF-8 with a header: lists and objects as JSON text, an unknown as an empty
cell.

No value is altered, also not one that a spreadsheet would take for a formula.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, BinaryIO

from newscrawl.exports.fields import Kind, columns
from newscrawl.records import utc
from newscrawl.storage.queries.latest import LatestRecords

_json = json.JSONEncoder(ensure_ascii=False, default=date.isoformat).encode

TEXT: Mapping[Kind, Callable[[Any], str]] = {
    "string": str,
    "integer": str,
    "boolean": _json,
    "date": date.isoformat,
    "datetime": utc,
    "strings": _json,
    "headlines": _json,
    "warc": _json,
}
"""How a value is written that is known."""


def write(file: BinaryIO, present: LatestRecords, *, thin: bool) -> int:
    """Write a header and a row for each article. Gives the number of articles. Raises OSError."""
    fields = columns(thin=thin)
    table = csv.writer(_Encoded(file), lineterminator="\r\n")
    table.writerow([field.name for field in fields])
    count = 0
    for record in present:
        count += 1
        values = ((field.kind, field.value(record)) for field in fields)
        table.writerow(["" if value is None else TEXT[kind](value) for kind, value in values])
    return count


class _Encoded:
    """A file that takes text. Not TextIOWrapper: where the disk is full, that one tries to write
    once more when it is forgotten."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def write(self, text: str) -> int:
        return self._file.write(text.encode())
