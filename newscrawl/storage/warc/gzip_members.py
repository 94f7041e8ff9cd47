"""The gzip members of a WARC file: each record is one, so that a file can be read from any record
on (ISO 28500:2017, annex D)."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

HEADER = bytes.fromhex("1f8b0800000000000003")
"""How each member begins that is written here: no name, no time, no extra field; made on Unix."""

FIXED = HEADER[:-1]
"""As much of it as each version wrote: the last byte, the system, is another in files that another
library compressed. Nothing but `verify` sees a byte of it flip."""

COMPRESSION_LEVEL = 6
"""zlib's own default."""

READ_BYTES = 1 << 18


class Member(NamedTuple):
    """One member of a file."""

    offset: int
    """Where it begins, in bytes."""
    length: int
    """Of its bytes in the file."""
    content: bytes
    """Decompressed."""
    raw: bytes
    """As in the file."""


class Torn(ValueError):
    """From here on the file holds no whole member. Raised by `members_of`."""

    def __init__(self, offset: int, why: str) -> None:
        super().__init__(f"byte {offset}: {why}")
        self.offset = offset
        self.why = why


def member_of(content: bytes) -> bytes:
    """The member that holds this content: the same bytes on any system."""
    return member_with(zlib.compress(content, COMPRESSION_LEVEL, -zlib.MAX_WBITS), content)


def member_with(deflated: bytes, content: bytes) -> bytes:
    """The member of what is deflated already."""
    return HEADER + deflated + struct.pack("<II", zlib.crc32(content), len(content) & 0xFFFFFFFF)


def members_of(file: BinaryIO, start: int = 0) -> Iterator[Member]:
    """The members from this offset on, each checked by its CRC-32 and its length (RFC 1952).

    Raises Torn where what follows is not a whole member, with its offset.
    """
    file.seek(start)
    offset, held = start, b""
    while True:
        inflate = zlib.decompressobj(zlib.MAX_WBITS | 16)
        content: list[bytes] = []
        raw: list[bytes] = []
        while not inflate.eof:
            chunk = held or file.read(READ_BYTES)
            held = b""
            if not chunk:
                if not raw:
                    return
                raise Torn(offset, "the file ends in the middle of a record")
            try:
                content.append(inflate.decompress(chunk))
            except zlib.error as error:
                raise Torn(
                    offset, f"no gzip member is there: {str(error).rpartition(': ')[2]}"
                ) from error
            raw.append(chunk)
        held = inflate.unused_data
        raw[-1] = raw[-1][: len(raw[-1]) - len(held)]
        member = Member(offset, sum(map(len, raw)), b"".join(content), b"".join(raw))
        yield member
        offset += member.length


def next_header(file: BinaryIO, start: int) -> int | None:
    """Where the next member begins that is written here, from this offset on; None if there is
    none: how to go on behind damage."""
    file.seek(start)
    offset, held = start, b""
    while chunk := file.read(READ_BYTES):
        held += chunk
        if (at := held.find(FIXED)) >= 0:
            return offset + at
        offset += max(len(held) - len(FIXED) + 1, 0)
        held = held[-len(FIXED) + 1 :]
    return None
