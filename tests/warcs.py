"""WARC files as a program that is not ours reads them: warcio. And whether those of an output folder are what they should be."""

from __future__ import annotations

import gzip
import json
import sqlite3
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker


@dataclass(frozen=True, slots=True)
class Record:
    """A record of a file."""

    file: str
    offset: int
    length: int
    headers: dict[str, str]
    block: bytes

    @property
    def kind(self) -> str:
        return self.headers["WARC-Type"]

    @property
    def id(self) -> str:
        return self.headers["WARC-Record-ID"]

    @property
    def url(self) -> str:
        return self.headers.get("WARC-Target-URI", "")

    @property
    def head(self) -> bytes:
        return self.block.partition(b"\r\n\r\n")[0]

    @property
    def payload(self) -> bytes:
        return self.block.partition(b"\r\n\r\n")[2]


def files_of(output: Path) -> list[Path]:
    """The WARC files of an output folder, in order."""
    return sorted((output / "warc").glob("*.warc.gz"))


def records_of(path: Path) -> list[Record]:
    """The records of a file, in order."""
    return list(_records(path))


def _records(path: Path) -> Iterator[Record]:
    with path.open("rb") as file:
        records = ArchiveIterator(file, no_record_parse=True)
        for record in records:
            block = record.raw_stream.read()
            headers = record.rec_headers.headers
            assert len({name for name, _ in headers}) == len(headers), headers
            assert (record.rec_headers.protocol, str(len(block))) == ("WARC/1.1", record.rec_headers.get_header("Content-Length"))
            yield Record(path.name, records.get_record_offset(), records.get_record_length(), dict(headers), block)


def all_records(output: Path) -> list[Record]:
    return [record for path in files_of(output) for record in records_of(path)]


def answers(output: Path) -> list[Record]:
    """The records that hold an answer, or refer to one."""
    return [record for record in all_records(output) if record.kind in ("response", "revisit")]


def record_at(output: Path, place: dict[str, Any]) -> Record:
    """The record that a line of the feed names: found by its place alone."""
    content = gzip.decompress(member_at(output / "warc" / place["file"], place["offset"]))
    part = output / "one-record.warc"
    part.write_bytes(content)
    [record] = records_of(part)
    part.unlink()
    assert record.id == place["record_id"]
    return record


def member_at(path: Path, offset: int) -> bytes:
    """The gzip member that begins there."""
    ends = sorted({record.offset + record.length for record in records_of(path)})
    with path.open("rb") as file:
        file.seek(offset)
        return file.read(next(end for end in ends if end > offset) - offset)


def complaints(path: Path) -> str:
    """What `warcio check` says of a file; nothing if all is well."""
    said = StringIO()
    with redirect_stdout(said):
        checker = Checker(SimpleNamespace(inputs=[str(path)], verbose=False))
        checker.process_all()
    assert bool(checker.exit_value) == bool(said.getvalue())
    return said.getvalue()


def rows_of(output: Path, table: str = "captures") -> list[dict[str, Any]]:
    """The rows of a table of the state, in the order of the files."""
    order = {"captures": "file, offset", "warc_files": "name"}[table]
    connection = sqlite3.connect(output / "newscrawl.db")
    try:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(f"SELECT * FROM {table} ORDER BY {order}")]
    finally:
        connection.close()


def index_of(path: Path) -> list[tuple[str, str, dict[str, str]]]:
    """The lines of a file's index: key, time, the rest."""
    text = path.with_name(path.name.removesuffix(".warc.gz") + ".cdxj").read_text("utf-8")
    found = [line.split(" ", 2) for line in text.splitlines()]
    return [(key, stamp, json.loads(rest)) for key, stamp, rest in found]
