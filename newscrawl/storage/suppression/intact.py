"""Whether a WARC file is what the state says, but for what a takedown that was cut short has done
to it."""

from __future__ import annotations

import hashlib
import os
import zlib
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from newscrawl.storage.warc.gzip_members import Torn, members_of
from newscrawl.storage.warc.records import WarcError, parsed

READ_BYTES = 1 << 20
"""How much of a file is held at once while its digest is computed."""

Row = Mapping[str, Any]


def is_intact(
    path: Path, file_row: Row | None, own: Sequence[Row], known: Mapping[int, str]
) -> bool:
    """Whether a file is what the state says; the records of the article that is taken down may be
    whole, tombstones, or anything in between.

    `file_row` is the row of the file, None where there is none; `own` are the rows of the article's
    records in it; `known` is the id of each response in it, by offset. Raises OSError.
    """
    size = path.stat().st_size
    if file_row is not None:
        if size < file_row["size_bytes"]:
            return False
        if file_sha256(path, file_row["size_bytes"]) == file_row["sha256"]:
            return True
        size = file_row["size_bytes"]
    with path.open("rb") as file:
        return _is_half_taken_down(file, size, own, known)


def _is_half_taken_down(
    file: BinaryIO, size_bytes: int, own: Sequence[Row], known: Mapping[int, str]
) -> bool:
    """Whether a takedown has begun on a file, and all other records are in their places."""
    own_rows = {row["offset"]: row for row in own}
    found: set[int] = set()
    at, is_begun = 0, False
    while at < size_bytes:
        row = own_rows.get(at)
        if row is not None:
            found.add(at)
            is_begun = is_begun or _is_begun_on(file, row)
            at += row["length"]
            continue
        end = _end_of_others(file, at, size_bytes, own_rows.keys(), known, found)
        if end is None:
            return False
        at = end
    return at == size_bytes and is_begun and known.keys() <= found


def _end_of_others(
    file: BinaryIO,
    at: int,
    size_bytes: int,
    stops: Collection[int],
    known: Mapping[int, str],
    found: set[int],
) -> int | None:
    """Read records of other pages from an offset on, up to one of `stops` or the end: where that
    is. None where one is not whole, or not the one that is known of its place. Adds their offsets
    to `found`."""
    try:
        for member in members_of(file, at):
            record_id = parsed(member.content).headers.get("WARC-Record-ID")
            if member.offset in known and record_id != known[member.offset]:
                return None
            found.add(member.offset)
            at = member.offset + member.length
            if at >= size_bytes or at in stops:
                # Half a tombstone may follow: it is not read on.
                return at
    except (Torn, WarcError):
        return None
    return None


def _is_begun_on(file: BinaryIO, row: Row) -> bool:
    """Whether a record is no longer as it was: a tombstone, or half of one."""
    return not is_in_place(file, row) or b"\r\nWARC-Type: metadata\r\n" in _content(file, row)


def is_in_place(file: BinaryIO, row: Row) -> bool:
    """Whether a record, or its tombstone, lies in its place, and is as long as the state says."""
    try:
        return bool(parsed(_content(file, row)).headers.get("WARC-Record-ID") == row["record_id"])
    except WarcError:
        return False


def _content(file: BinaryIO, row: Row) -> bytes:
    """What the gzip member in a record's place holds; nothing where there is none of its length."""
    inflate = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        content = inflate.decompress(os.pread(file.fileno(), row["length"], row["offset"]))
    except zlib.error:
        return b""
    return content if inflate.eof and not inflate.unused_data else b""


def file_sha256(path: Path, size_bytes: int) -> str:
    """The SHA-256 of the first bytes of a file, in hexadecimal digits."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(min(READ_BYTES, size_bytes - file.tell())):
            digest.update(chunk)
    return digest.hexdigest()
