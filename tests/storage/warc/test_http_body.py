"""The body as the server means it."""

from __future__ import annotations

import pytest

from newscrawl.storage.warc.http_body import body_digest, joined

PLAIN = b"HTTP/1.1 200 OK\r\n\r\n"
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"


@pytest.mark.parametrize(
    ("head", "payload", "body"),
    [
        (
            b"Transfer-Encoding: chunked",
            b"1\r\na\r\n00002;x=y\r\nbc\r\n0\r\nX: trailer\r\n\r\n",
            b"abc",
        ),
        (b"TRANSFER-ENCODING:Chunked ", b"3\r\na\nb\r\n0\r\n\r\n", b"a\nb"),
        (b"X-Note: transfer-encoding: chunked", b"1\r\na\r\n0\r\n\r\n", b"1\r\na\r\n0\r\n\r\n"),
        (b"X-Transfer-Encoding: chunked", b"plain", b"plain"),
        (b"Transfer-Encoding: chunked", b"zz\r\n", b""),
        (b"Content-Length: 3", b"abc", b"abc"),
    ],
)
def test_chunks_are_joined_where_there_are_any(head: bytes, payload: bytes, body: bytes) -> None:
    assert joined(b"HTTP/1.1 200 OK\r\n" + head + b"\r\n\r\n", payload) == body


def test_chunks_of_other_sizes_make_the_same_digest() -> None:
    one = body_digest(CHUNKED, b"3\r\nabc\r\n0\r\n\r\n")
    assert one == body_digest(CHUNKED, b"1\r\na\r\n2\r\nbc\r\n0\r\n\r\n")
    assert one != body_digest(PLAIN, b"abc"), "a revisit would show the chunks' sizes"


def test_an_empty_body_has_none() -> None:
    assert body_digest(PLAIN, b"") is None
    assert body_digest(CHUNKED, b"0\r\n\r\n") is None
