"""Half a compressed page is no page, whatever packed it; what is whole stays as it is."""

from __future__ import annotations

import gzip
import zlib

import pytest
from scrapy import Request, Spider
from scrapy.http import HtmlResponse, Response
from scrapy.utils._compression import brotli, zstd  # type: ignore[attr-defined]
from scrapy.utils.test import get_crawler

from newscrawl.middlewares.whole_streams import CutStream, WholeStreams, has_end

PAGE = "".join(
    f"<p>Pier {number} was painted by {number * 7} hands.</p>" for number in range(4_000)
)
BODY = PAGE.encode()


def raw_deflate(body: bytes) -> bytes:
    stream = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return stream.compress(body) + stream.flush()


PACKED = {
    "gzip": gzip.compress(BODY),
    "deflate": zlib.compress(BODY),
    "deflate without a head": raw_deflate(BODY),
    "br": brotli.compress(BODY),
    "zstd": zstd.compress(BODY),
}


def come(packed: bytes, encoding: str, retry_times: int = 0) -> Request | Response:
    crawler = get_crawler(Spider, {"RETRY_TIMES": retry_times})
    crawler.spider = Spider.from_crawler(crawler, name="gazette")
    request = Request("https://gazette.test/en/news/detail/7")
    headers = {"Content-Encoding": encoding.split()[0], "Content-Type": "text/html"}
    answer = HtmlResponse(request.url, body=packed, headers=headers, request=request)
    return WholeStreams.from_crawler(crawler).process_response(request, answer)


@pytest.mark.parametrize("encoding", PACKED)
def test_what_is_whole_is_unpacked(encoding: str) -> None:
    answer = come(PACKED[encoding], encoding)
    assert isinstance(answer, Response)
    assert answer.body == BODY


@pytest.mark.parametrize("share", [0.3, 0.6, 0.99])
@pytest.mark.parametrize("encoding", PACKED)
def test_what_breaks_off_is_no_page(encoding: str, share: float) -> None:
    packed = PACKED[encoding]
    with pytest.raises(CutStream, match="breaks off after"):
        come(packed[: int(len(packed) * share)], encoding)


def test_a_stream_that_was_flushed_at_its_last_paragraph_breaks_off() -> None:
    stream = zlib.compressobj(wbits=31)
    with pytest.raises(CutStream):
        come(stream.compress(BODY) + stream.flush(zlib.Z_SYNC_FLUSH), "gzip")


def test_a_cut_answer_is_asked_for_again() -> None:
    again = come(PACKED["gzip"][:-400], "gzip", retry_times=1)
    assert isinstance(again, Request)
    assert again.url == "https://gazette.test/en/news/detail/7"


@pytest.mark.parametrize(
    "packed",
    [
        PACKED["gzip"] + b"\0" * 9,
        gzip.compress(BODY[:999]) + gzip.compress(BODY[999:]),
        PACKED["gzip"][:-8] + b"\0" * 8,
    ],
    ids=["padding behind it", "two members", "no check sum"],
)
def test_what_browsers_take_is_taken(packed: bytes) -> None:
    answer = come(packed, "gzip")
    assert isinstance(answer, Response)
    assert answer.body == BODY


def test_an_unknown_coding_is_not_looked_into() -> None:
    assert has_end(b"whatever", b"identity", 8)
