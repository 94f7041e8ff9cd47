"""Records read back, from the disk or an object store: from a row of `captures` to the response as
Scrapy would have handed it out."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from newscrawl.storage.store.sources import Source, open_source
from newscrawl.storage.warc.http_body import joined
from newscrawl.storage.warc.names import FOLDER
from newscrawl.storage.warc.records import (
    NOT_MODIFIED_STATUS,
    Parsed,
    WarcError,
    parsed,
    split_head,
    status_of,
)

MAX_FILES = 16
"""Maximum number of files that are held open at once."""


class ArchivedResponse(NamedTuple):
    """A response of the site, read back."""

    status: int
    headers: list[tuple[bytes, bytes]]
    """As sent, in their order."""
    body: bytes
    """Chunks joined, compression untouched."""


class WarcReader:
    """Reads records of one output folder. Not for several threads at once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / FOLDER
        self._files: dict[str, Source] = {}

    def response(
        self, row: Mapping[str, Any], original: Mapping[str, Any] | None = None
    ) -> ArchivedResponse:
        """The response of a row of `captures`; `original` is the row that a revisit refers to.

        Raises WarcError where the record is not there, OSError where the file cannot be read.
        """
        record = self.record(row)
        head, payload = split_head(record.block)
        if record.kind == "revisit":
            if original is None:
                raise WarcError(f"{row['record_id']}: the record that holds its body is not known")
            of_body, payload = split_head(self.record(original).block)
            body = joined(of_body, payload)
            if not head:  # A 304: what the server said of the body still holds.
                return ArchivedResponse(NOT_MODIFIED_STATUS, headers_of(of_body), body)
        else:
            body = joined(head, payload)
        return ArchivedResponse(status_of(head), headers_of(head), body)

    def record(self, row: Mapping[str, Any]) -> Parsed:
        """The record of a row of `captures`. Raises WarcError where another is there, or none."""
        where = f"{row['file']}, byte {row['offset']}"
        raw = self._open(row["file"]).read(row["length"], row["offset"])
        try:
            record = parsed(zlib.decompress(raw, zlib.MAX_WBITS | 16))
        except (zlib.error, WarcError) as error:
            raise WarcError(f"{where}: {error}") from error
        if record.record_id != row["record_id"] or record.kind not in ("response", "revisit"):
            raise WarcError(f"{where}: there is no response {row['record_id']}")
        return record

    def close(self) -> None:
        """Close its files."""
        while self._files:
            self._files.popitem()[1].close()

    def _open(self, name: str) -> Source:
        source = self._files.get(name)
        if source is None:
            if len(self._files) >= MAX_FILES:
                self._files.pop(next(iter(self._files))).close()
            source = self._files[name] = open_source(self._folder / name)
        return source

    def __del__(self) -> None:
        with suppress(OSError):
            self.close()


def headers_of(head: bytes) -> list[tuple[bytes, bytes]]:
    r"""The header lines of a response, in their order; lines without a colon are left out, as in
    Scrapy.

    >>> headers_of(b"HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nset-cookie: b=2\r\n  c\r\nx\r\n\r\n")
    [(b'Set-Cookie', b'a=1'), (b'set-cookie', b'b=2 c')]
    """
    lines: list[bytes] = []
    for line in head.splitlines()[1:]:
        if line[:1] in (b" ", b"\t") and lines:
            lines[-1] += b" " + line.strip()
        elif line:
            lines.append(line)
    pairs = (line.partition(b":") for line in lines)
    return [(name.strip(), value.strip()) for name, colon, value in pairs if colon]
