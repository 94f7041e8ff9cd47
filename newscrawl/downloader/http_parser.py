"""An HTTP/1.1 answer read as browsers read it, and never beyond a budget.

Twisted refuses header lines above 16,384 bytes, header names that are no tokens (RFC 9110, 5.6.2)
and padded chunk sizes; browsers take all of these, and so a site that sends them never learns of
it. On the other side nothing bounds the head, the interim answers before it, or what stands
between the chunks. Private names of Twisted and Scrapy that are used: those imported below and
`HTTPClientParser._transferDecoders`, `_partialHeader`, `_ChunkedTransferDecoder._buffer`, `_start`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NoReturn

from scrapy.core.downloader.handlers.http11 import _LenientHTTPClientParser
from twisted.web.http import _ChunkedTransferDecoder, _IdentityTransferDecoder

MAX_HEAD_BYTES = 256 * 1024
"""Status line and headers of an answer, with those of the interim answers (1xx) before it. Browsers
take about as much: 256 KiB in Chromium (`HttpStreamParser::kMaxHeaderBufSize`)."""

_TOKEN = re.compile(rb"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
_CHUNK_SIZE = re.compile(rb"[ \t]*(?:0[xX])?([0-9A-Fa-f]{1,15})[ \t]*(?:;|$)")


class OverBudget(Exception):
    """An answer is larger than anything that is read. Raised while it arrives; its connection is
    cut."""


class Budget:
    """What may still be heard of one answer.

    `max_body_bytes` bounds the body as it comes over the wire, with what stands between its chunks;
    0 means without a bound.
    """

    __slots__ = ("_body_bytes", "_head_bytes", "_max_body_bytes", "overrun")

    def __init__(self, max_body_bytes: int) -> None:
        self._max_body_bytes = max_body_bytes
        self._head_bytes = self._body_bytes = 0
        self.overrun: str | None = None
        """What was too large, in words; None as long as nothing was."""

    def spend(self, count: int, *, in_head: bool) -> None:
        """So many bytes came. Raises OverBudget."""
        if in_head:
            self._head_bytes += count
            # A read that holds the end of the head may hold a first part of the body, too: up to
            # 64 KiB as Twisted reads.
            if self._head_bytes > MAX_HEAD_BYTES + 65_536:
                self._refuse(f"a head of over {MAX_HEAD_BYTES:,} bytes")
            return
        self._body_bytes += count
        if self._max_body_bytes and self._body_bytes > self._max_body_bytes + 65_536:
            self._refuse(f"a body of over {self._max_body_bytes:,} bytes on the wire")

    def _refuse(self, what: str) -> NoReturn:
        self.overrun = what
        raise OverBudget(what)


class ChunkDecoder(_ChunkedTransferDecoder):
    """Takes chunk sizes that are padded, odd extensions and lines that end with a bare LF."""

    def _dataReceived_CHUNK_LENGTH(self) -> bool:  # noqa: N802  # as Twisted calls it
        end = self._buffer.find(b"\n", self._start)
        if end == -1:
            # However long it becomes, it is paid for from the budget of the body.
            self._start = len(self._buffer)
            return False
        line = bytes(self._buffer[:end]).rstrip(b"\r")
        size = _CHUNK_SIZE.match(line)
        if size is None:
            raise ValueError(f"not a chunk size: {line[:40]!r}")
        self.length = int(size[1], 16)
        self.state = "BODY" if self.length else "TRAILER"
        del self._buffer[: end + 1]
        self._start = 0
        return True

    def _dataReceived_CRLF(self) -> bool:  # noqa: N802  # as Twisted calls it
        if self._buffer.startswith(b"\n"):
            del self._buffer[:1]
            self.state = "CHUNK_LENGTH"
            return True
        return super()._dataReceived_CRLF()


def _identity(
    body: Callable[[bytes], None], finish: Callable[[bytes], None]
) -> _IdentityTransferDecoder:
    return _IdentityTransferDecoder(None, body, finish)  # type: ignore[no-untyped-call]


class BrowserLikeParser(_LenientHTTPClientParser):
    """Reads what browsers read. Has no state of its own: Twisted makes the object, and only its
    class is changed."""

    MAX_LENGTH = 2 * MAX_HEAD_BYTES
    """Of a line; the budget of the head is the smaller one."""

    _transferDecoders = {  # noqa: N815, RUF012  # as Twisted calls it
        b"chunked": ChunkDecoder,
        b"identity": _identity,  # type: ignore[dict-item]  # Twisted knows chunks alone
    }
    """Any other coding fails: its bytes would be read as if they were the page."""

    def statusReceived(self, status: bytes) -> None:  # noqa: N802  # as Twisted calls it
        super().statusReceived(b" ".join(status.split(None, 2)))  # type: ignore[no-untyped-call]

    def lineReceived(self, line: bytes) -> None:  # noqa: N802  # as Twisted calls it
        if line[:1] in (b" ", b"\t") and self._partialHeader is None:
            # A continuation of nothing.
            line = line.lstrip(b" \t")
        super().lineReceived(line)

    def headerReceived(self, name: bytes, value: bytes) -> None:  # noqa: N802  # as Twisted calls it
        name = name.strip()
        if _TOKEN.fullmatch(name) is None:
            # Browsers pass over a name that is none.
            return
        if name.lower() == b"content-length":
            value = value.strip()
            known = self.connHeaders.getRawHeaders(b"content-length")
            if not value.isdigit() or (known and known == [value]):
                return
        super().headerReceived(name, value)  # type: ignore[no-untyped-call]
