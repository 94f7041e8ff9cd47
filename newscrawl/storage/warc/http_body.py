"""The body of an HTTP response as its server means it, from the bytes on the wire."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

_CHUNKED = re.compile(
    rb"^transfer-encoding[ \t]*:[ \t]*chunked[ \t\r]*$", re.IGNORECASE | re.MULTILINE
)


def joined(head: bytes, payload: bytes) -> bytes:
    r"""A body with its chunks joined (RFC 9112, 7.1), as far as they go; other bodies are as they
    are.

    >>> joined(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"5\r\nHello\r\n0\r\n\r\n")
    b'Hello'
    """
    return b"".join(_chunks(payload)) if _CHUNKED.search(head) else payload


def _chunks(payload: bytes) -> Iterator[bytes]:
    at = 0
    while (end := payload.find(b"\n", at)) >= 0:
        try:
            size = int(payload[at:end].split(b";")[0], 16)
        except ValueError:
            return
        if not size:
            return
        yield payload[end + 1 : end + 1 + size]
        at = end + 1 + size + 2


def body_digest(head: bytes, payload: bytes) -> bytes | None:
    """By what a body is known that was seen before: the SHA-256 of it with its chunks joined; None
    for an empty one.

    Bodies in chunks have other ones: who replays a revisit reads the old body by the new head, and
    would show the chunks' sizes.
    """
    body = joined(head, payload)
    return (
        hashlib.sha256(body + b"in chunks" * bool(_CHUNKED.search(head))).digest() if body else None
    )
