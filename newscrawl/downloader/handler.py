"""A download handler that records each HTTP exchange byte by byte, for the WARC files.

Scrapy hands out a response without its reason phrase, with its headers renamed and sorted, its
chunks joined. So the bytes are recorded at the connection itself, above TLS. Private names of
Scrapy and Twisted that are used: those imported below, `_ScrapyAgent._cb_bodyready`,
`HTTPConnectionPool._factory`, `HTTP11ClientProtocol._finishResponse`, `Request._writeHeaders`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
    _ResultT,
    _ScrapyAgent,
)
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadCancelledError
from scrapy.http import Response
from scrapy.utils._download_handlers import wrap_twisted_exceptions
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.defer import Deferred
from twisted.internet.interfaces import IAddress
from twisted.python.failure import Failure
from twisted.web._newclient import BODY, HTTP11ClientProtocol
from twisted.web._newclient import Request as TxRequest
from twisted.web.client import Response as TxResponse
from twisted.web.iweb import IResponse

from newscrawl import clock
from newscrawl.downloader.gate import Gate
from newscrawl.downloader.http_parser import BrowserLikeParser, Budget, OverBudget

META = "wire"
"""Key of a request's `meta` that holds the Wire of its response."""

_CREDENTIALS = re.compile(rb"^(?:proxy-)?authorization:.*\r\n", re.IGNORECASE | re.MULTILINE)


class Wire:
    """The bytes that went over the wire for one request."""

    __slots__ = ("_received", "address", "begun", "budget", "sent")

    def __init__(self, sent: bytes, address: str | None, max_body_bytes: int = 0) -> None:
        self.sent = sent
        """The request, without its credentials. None of ours has a body."""
        self.address = address
        """The server's IP address; None where it is not known: the connection may be with a
        proxy."""
        self.begun = clock.now_in_seconds()
        """When the request was sent. Aware."""
        self.budget = Budget(max_body_bytes)
        # Not a list of what came: a server that sends single bytes would make it forty times as
        # large as the answer.
        self._received = bytearray()

    def receive(self, chunk: bytes, *, in_head: bool = False) -> None:
        """Record what the server sent. Raises OverBudget."""
        self.budget.spend(len(chunk), in_head=in_head)
        self._received += chunk

    def complete(self, surplus_bytes: int) -> None:
        """The response is complete; the last `surplus_bytes` that were received lie behind it."""
        if surplus_bytes:
            del self._received[-surplus_bytes:]

    @property
    def received(self) -> bytes:
        """The response, as far as it was received."""
        return bytes(self._received)


class WireDownloadHandler(HTTP11DownloadHandler):
    """Scrapy's handler for http and https; leaves the Wire of each response in the `meta` of its
    request."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._gate = Gate(crawler)
        maxsize = self._default_maxsize

        class BoundedFactory(_WireFactory):
            max_body_bytes = maxsize

        self._pool._factory = BoundedFactory

    async def download_request(self, request: Request) -> Response:
        self._gate.check(request)
        # As in Scrapy, which names the class of its agent there.
        agent = _WireAgent(
            contextFactory=self._contextFactory,
            bindAddress=self._bind_address,
            pool=self._pool,
            maxsize=self._default_maxsize,
            warnsize=self._default_warnsize,
            fail_on_dataloss=self._fail_on_dataloss,
            crawler=self._crawler,
            tls_verbose_logging=self._tls_verbose_logging,
        )
        with wrap_twisted_exceptions(), _named_over_budget(request):
            return await maybe_deferred_to_future(agent.download_request(request))


@contextmanager
def _named_over_budget(request: Request) -> Iterator[None]:
    """Raises DownloadCancelledError in place of whatever the cut of a connection became on its way,
    where it was cut since the answer was over its budget."""
    try:
        yield
    except Exception as error:
        wire: Wire | None = request.meta.get(META)
        overrun = wire.budget.overrun if wire is not None else None
        for reason in getattr(error, "reasons", ()):
            if isinstance(reason.value, OverBudget):
                overrun = str(reason.value)
        if overrun is None:
            raise
        raise DownloadCancelledError(f"{request.url} sent {overrun}") from error


class _WireAgent(_ScrapyAgent):
    def _cb_bodyready(
        self, txresponse: TxResponse, request: Request
    ) -> _ResultT | Deferred[_ResultT]:
        wire: Wire | None = getattr(txresponse, "_wire", None)
        if wire is not None and request.meta.get("proxy"):
            wire.address = None
        request.meta[META] = wire
        return super()._cb_bodyready(txresponse, request)


class _WireFactory(_LenientHTTP11ClientFactory):
    max_body_bytes = 0

    def buildProtocol(self, addr: IAddress | None) -> HTTP11ClientProtocol:  # noqa: N802  # as Twisted calls it
        protocol = _WireProtocol(self._quiescentCallback)  # type: ignore[no-untyped-call]
        protocol.max_body_bytes = self.max_body_bytes
        return protocol


class _WireProtocol(_LenientHTTP11ClientProtocol):
    """One connection: one request at a time, each with a Wire of its own."""

    _wire: Wire | None = None
    max_body_bytes = 0

    def request(self, request: TxRequest) -> Deferred[IResponse]:
        connection: Any = self.transport
        peer = connection.getPeer() if connection is not None else None
        wire = self._wire = Wire(
            _as_sent(request), getattr(peer, "host", None), self.max_body_bytes
        )

        def attach(response: Any) -> Any:
            response._wire = wire
            return response

        answer = super().request(request)
        # As in Scrapy, which changes the class of the parser that Twisted makes, likewise.
        assert self._parser is not None
        self._parser.__class__ = BrowserLikeParser
        return answer.addCallback(attach)

    def dataReceived(self, data: bytes) -> None:  # noqa: N802  # as Twisted calls it
        if self._wire is not None:
            parser = self._parser
            try:
                self._wire.receive(data, in_head=parser is not None and parser.state != BODY)
            except OverBudget:
                self._giveUp(Failure())  # type: ignore[no-untyped-call]
                assert self.transport is not None
                self.transport.abortConnection()
                return
        super().dataReceived(data)  # type: ignore[no-untyped-call]

    def _finishResponse(self, rest: bytes) -> None:  # noqa: N802  # as Twisted calls it
        # What comes from here on is no part of this response, and may come before anyone has
        # taken it.
        if self._wire is not None:
            self._wire.complete(len(rest))
            self._wire = None
        super()._finishResponse(rest)


class _RecordingTransport:
    """A transport that keeps what is written to it."""

    def __init__(self) -> None:
        self.written = b""

    def writeSequence(self, lines: Iterable[bytes]) -> None:  # noqa: N802  # as Twisted calls it
        self.written += b"".join(lines)


def _as_sent(request: TxRequest) -> bytes:
    transport = _RecordingTransport()
    request._writeHeaders(transport, None)  # type: ignore[no-untyped-call]
    return _CREDENTIALS.sub(b"", transport.written)
