"""The index of a WARC file: one line a record, sorted by URL and time, so that a record is found
without reading the file.

CDXJ as pywb and its relatives read it: key, 14 digits of the time, a JSON object. The key is the
URL in the order in which archives sort it, as the library `surt` writes it and those programs look
it up: `info,ccbsnews)/en/news/detail/4666`. A 304 is not in it: files of earlier versions hold its
head, and those programs would show its empty body in place of the page that it confirms. The state
knows where each lies.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from newscrawl.storage.warc.records import NOT_MODIFIED_STATUS


def index_of(captures: Iterable[Mapping[str, Any]]) -> bytes:
    """The index that rows of `captures` of one file make."""
    return "".join(sorted(index_lines(captures))).encode("utf-8", "replace")


def index_lines(captures: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The lines of an index that rows of `captures` make, in the order of the rows. Suppressed ones
    make none, either: there is nothing to find."""
    # Slow to load, and needed when a file is closed only.
    from surt import surt

    for row in captures:
        if row["kind"] == "suppressed" or row["status"] == NOT_MODIFIED_STATUS:
            continue
        fields = {
            "url": row["url"],
            "mime": "warc/revisit" if row["kind"] == "revisit" else row["mime"] or "unk",
            "status": str(row["status"]),
            "digest": row["digest"],
            "length": str(row["length"]),
            "offset": str(row["offset"]),
            "filename": row["file"],
        }
        named = {name: value for name, value in fields.items() if value is not None}
        stamp = "".join(digit for digit in row["at"] if digit.isdecimal())
        yield f"{surt(row['url'])} {stamp} {json.dumps(named, ensure_ascii=False)}\n"
