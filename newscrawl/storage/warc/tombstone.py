"""What stands in a WARC file in the place of a record that was taken down: a record that says so,
of exactly the same length.

The offsets of all other records stay, which lines of the feed and indexes name. A gzip member has
any length that is asked for: with its deflate stream in stored blocks (RFC 1951, 3.2.4), or, where
there is no room for that, with a pad that compresses to what is missing.
"""

from __future__ import annotations

import hashlib
import random
import struct
import zlib

from newscrawl.storage.warc.gzip_members import HEADER, member_with
from newscrawl.storage.warc.records import ARTICLE_FIELD, FIELDS_TYPE, WarcError, digest_of

SUPPRESSED_FIELD = "Newscrawl-Suppressed"
"""Our own field: when the record was taken down. Why is not said here: files are passed on."""

SENTENCES = (
    b"note: This record was taken down; what it held is not kept any more.",
    b"note: Taken down.",
    b"-:",
)
"""The block begins with the longest that there is room for: a field, so that indexes leave the
record out."""

_STORED_BYTES = 65_535
_TRAILER_BYTES = 8
_ALPHABET = b"abcdefghijklmnopqrstuvwxyz234567"
_TRIES = 400
"""Maximum number of pads that are tried; a dozen are enough as a rule."""


def tombstone(
    length: int, *, record_id: str, url: str, at: str, article: str, suppressed_at: str
) -> bytes:
    """The gzip member, `length` bytes long. The same arguments give the same bytes. Raises
    WarcError where so few bytes cannot hold it.

    `at` is the date of the record that stood there, `suppressed_at` when it was taken down, both as
    WARC-Date writes them.
    """
    fields = {
        "WARC-Type": "metadata",
        "WARC-Record-ID": record_id,
        "WARC-Date": at,
        "WARC-Target-URI": url,
        SUPPRESSED_FIELD: suppressed_at,
        ARTICLE_FIELD: article,
        "Content-Type": FIELDS_TYPE,
    }
    head = "WARC/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    made = _stored(head.encode(), length) or _compressed(head.encode(), length)
    if made is None:
        raise WarcError(f"a tombstone of {length} bytes cannot be made for {record_id}")
    return made


def _record(head: bytes, block: bytes) -> bytes:
    ends = f"WARC-Block-Digest: {digest_of(block)}\r\nContent-Length: {len(block)}\r\n\r\n".encode()
    return head + ends + block + b"\r\n\r\n"


def _stored(head: bytes, length: int) -> bytes | None:
    """The member in stored blocks: five bytes each beside the content. None where there is no room
    for that."""
    room = length - len(HEADER) - _TRAILER_BYTES
    least = -(-room // (_STORED_BYTES + 5))
    # The length of the block stands in the record: where a digit too many would not fit, an empty
    # block more makes up for it.
    for blocks in range(least, least + 3):
        whole = room - 5 * blocks
        for digits in range(1, len(str(max(length, 1))) + 1):
            pad = whole - len(_record(head, b"")) + 1 - digits
            if pad >= len(SENTENCES[0]) and len(str(pad)) == digits:
                content = _record(head, SENTENCES[0].ljust(pad))
                return member_with(_in_blocks(content, blocks), content)
    return None


def _in_blocks(content: bytes, blocks: int) -> bytes:
    made = bytearray()
    for place in range(blocks):
        piece = content[place * _STORED_BYTES : (place + 1) * _STORED_BYTES]
        made += struct.pack("<BHH", place == blocks - 1, len(piece), len(piece) ^ 0xFFFF) + piece
    return bytes(made)


def _compressed(head: bytes, length: int) -> bytes | None:
    """The member compressed, with a pad that makes up the length; None where it cannot be so
    short."""
    letters = random.Random(hashlib.sha256(head).digest())
    for sentence in SENTENCES:
        size = 0
        for _ in range(_TRIES):
            pad = b" " + bytes(letters.choices(_ALPHABET, k=size)) if size else b""
            content = _record(head, sentence + pad)
            deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, 9)
            member = member_with(deflate.compress(content) + deflate.flush(), content)
            missing = length - len(member)
            if not missing:
                return member
            if missing < 0 and not size:
                # No pad at all, and too long: only a shorter sentence helps.
                break
            # A letter takes less than a byte. Each try has another pad, and with it a digest that
            # takes a byte more or less.
            size = max(0, size + (missing if abs(missing) > 1 else letters.choice((0, missing))))
    return None
