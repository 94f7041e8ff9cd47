"""A compressed answer that was cut is no answer: the page is asked for again, and fails.

Scrapy gives what it could unpack as if it were the page, and half a page may read like an article
that ends there. Private names of Scrapy that are used: `HttpCompressionMiddleware._decode`, and the
libraries that `scrapy.utils._compression` unpacks with.
"""

from __future__ import annotations

import zlib
from io import BytesIO

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.exceptions import ResponseDataLossError
from scrapy.http import Response
from scrapy.statscollectors import StatsCollector
from scrapy.utils._compression import brotli, zstd  # type: ignore[attr-defined]

CHUNK_BYTES = 65_536
"""So much is unpacked at once where only the end of a stream is looked for."""

GZIP_START = b"\x1f\x8b"
GZIP_BITS = 16 + zlib.MAX_WBITS
"""How zlib is told that a stream has the head and the end of gzip."""


class CutStream(ResponseDataLossError):
    """A compressed answer ends before its stream does."""


class WholeStreams(HttpCompressionMiddleware):
    """Unpacks an answer, and takes none that lacks its end."""

    def __init__(self, stats: StatsCollector | None = None, *, crawler: Crawler) -> None:
        super().__init__(stats, crawler=crawler)
        self._crawler = crawler

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        """The answer unpacked; another try where it was cut. Raises CutStream."""
        try:
            return super().process_response(request, response)
        except CutStream as error:
            assert self._crawler.spider is not None
            again = get_retry_request(request, spider=self._crawler.spider, reason=error)
            if again is None:
                raise
            return again

    @staticmethod
    def _decode(body: bytes, encoding: bytes, max_size: int) -> bytes:
        unpacked = HttpCompressionMiddleware._decode(body, encoding, max_size)
        if not has_end(body, encoding, len(unpacked)):
            name = encoding.decode()
            raise CutStream(f"what it sent by {name} breaks off after {len(unpacked):,} bytes")
        return unpacked


def has_end(packed: bytes, encoding: bytes, unpacked_bytes: int) -> bool:
    """Whether a stream that can be unpacked to so many bytes is all there. What comes behind its
    end makes no difference, nor does a wrong check sum: browsers take both.

    >>> import gzip
    >>> whole = gzip.compress(b"seven")
    >>> has_end(whole, b"gzip", 5), has_end(whole[:-9], b"gzip", 4)
    (True, False)
    """
    if encoding in {b"gzip", b"x-gzip"}:
        # The last four bytes tell the length: so nothing is unpacked twice but what is odd.
        told = int.from_bytes(packed[-4:], "little")
        return told == unpacked_bytes % 2**32 or _gzip_ends(packed)
    if encoding == b"deflate":
        # By its standard with a head, by old servers of Microsoft without.
        return any(
            _inflates(packed, bits) is not None for bits in (zlib.MAX_WBITS, -zlib.MAX_WBITS)
        )
    if encoding == b"br":
        return _brotli_ends(packed)
    return encoding != b"zstd" or _zstd_ends(packed)


def _gzip_ends(packed: bytes) -> bool:
    rest: bytes | None = packed
    while rest is not None and rest.startswith(GZIP_START):
        rest = _inflates(rest, GZIP_BITS)
    return rest is not None


def _inflates(packed: bytes, bits: int) -> bytes | None:
    """What comes behind the end of a stream; None where it breaks off."""
    stream = zlib.decompressobj(bits)
    try:
        rest = packed
        while rest and not stream.eof:
            stream.decompress(rest, CHUNK_BYTES)
            rest = stream.unconsumed_tail
    except zlib.error as error:
        # These stand behind all that is packed.
        return b"" if str(error).endswith(("data check", "length check")) else None
    return stream.unused_data if stream.eof else None


def _brotli_ends(packed: bytes) -> bool:
    stream = brotli.Decompressor()
    stream.process(packed, output_buffer_limit=CHUNK_BYTES)
    while not stream.is_finished():
        if not stream.process(b"", output_buffer_limit=CHUNK_BYTES):
            return bool(stream.is_finished())
    return True


def _zstd_ends(packed: bytes) -> bool:
    with zstd.ZstdFile(BytesIO(packed)) as stream:
        try:
            while stream.read(CHUNK_BYTES):
                pass
        except EOFError:
            return False
    return True
