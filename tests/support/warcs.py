"""WARC files as a program that is not ours reads them: warcio. And whether those of an output
folder are what they should be."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import BytesIO, StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any, BinaryIO

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
    with path.open("rb") as file:
        return list(_records(file, path.name))


def _records(file: BinaryIO, name: str) -> Iterator[Record]:
    records = ArchiveIterator(file, no_record_parse=True)
    for record in records:
        block = record.raw_stream.read()
        headers = record.rec_headers.headers
        assert len({name for name, _ in headers}) == len(headers), headers
        assert (record.rec_headers.protocol, str(len(block))) == (
            "WARC/1.1",
            record.rec_headers.get_header("Content-Length"),
        )
        yield Record(
            name, records.get_record_offset(), records.get_record_length(), dict(headers), block
        )


def all_records(output: Path) -> list[Record]:
    return [record for path in files_of(output) for record in records_of(path)]


def answers(output: Path) -> list[Record]:
    """The records that hold an answer, or refer to one."""
    return [record for record in all_records(output) if record.kind in ("response", "revisit")]


def record_at(output: Path, place: dict[str, Any]) -> Record:
    """The record that a line of the feed names: found by its place alone."""
    with (output / "warc" / place["file"]).open("rb") as file:
        file.seek(place["offset"])
        member = zlib.decompressobj(zlib.MAX_WBITS | 16)
        content = member.decompress(file.read())
    assert member.eof
    [record] = _records(BytesIO(content), place["file"])
    assert record.id == place["record_id"]
    return record


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


def faults_of(output: Path) -> list[str]:
    """What is wrong with the WARC files of a folder in which no run is under way, each in a
    sentence."""
    found = [
        f"warcio check says of {path.name}: {said}"
        for path in files_of(output)
        if (said := complaints(path))
    ]
    there = {one.id: one for one in answers(output)}
    rows = {row["record_id"]: row for row in rows_of(output)}
    found += [
        f"the state does not know record {one} of {there[one].file}"
        for one in there.keys() - rows.keys()
    ]
    found += [
        f"record {one} of {rows[one]['file']} is not there" for one in rows.keys() - there.keys()
    ]
    for one in there.keys() & rows.keys():
        record, row = there[one], rows[one]
        if (record.file, record.offset, record.length, record.kind) != (
            row["file"],
            row["offset"],
            row["length"],
            row["kind"],
        ):
            found.append(f"record {one} is not where the state says")
        if record.kind == "revisit" and (
            record.headers["WARC-Refers-To"] not in there or row["refers_to"] not in there
        ):
            found.append(f"record {one} refers to none that is there")
    files = {row["name"]: row for row in rows_of(output, "warc_files")}
    for path in files_of(output):
        if path.name not in files or (
            files[path.name]["size_bytes"],
            files[path.name]["closed"],
        ) != (path.stat().st_size, 1):
            found.append(f"the state does not know how long {path.name} is")
            continue
        listed = {
            (rest["filename"], int(rest["offset"]), int(rest["length"]))
            for _, _, rest in index_of(path)
        }
        wanted = {
            (one.file, one.offset, one.length)
            for one in there.values()
            if one.file == path.name and rows[one.id]["status"] != 304
        }
        if listed != wanted:
            found.append(f"the index of {path.name} lists other records than there are")
    for line in (output / "articles.jsonl").read_bytes().splitlines():
        place = json.loads(line)["warc"]
        if place is not None and (
            place["record_id"] not in there or there[place["record_id"]].offset != place["offset"]
        ):
            found.append(f"a line names record {place['record_id']}, which is not there")
    return found
