"""Answers are read as browsers read them, and none beyond its budget: real crawls on loopback."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.crawls import kept
from support.probe import Result
from support.raw_server import RawSite, Reply, html, raw_site, reply

from newscrawl.downloader.http_parser import MAX_HEAD_BYTES, Budget, OverBudget

PAGE = b"<title>A page</title><p>The ferry sails again.</p>"
CHUNKED = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
AS_BROWSERS: dict[str, Reply] = {
    "a header line of 100,000 bytes": html(
        PAGE, b"Content-Security-Policy: " + b"img-src 'self'; " * 6_250
    ),
    "a header name with a blank": html(PAGE, b"X Powered By: a home-made CMS"),
    "a header name with a typographic quote": html(PAGE, b"X-\xe2\x80\x99Odd: 1"),
    "a blank before the colon": html(PAGE, b"X-Odd : 1"),
    "a continuation before any header": reply(
        b"HTTP/1.1 200 OK\r\n folded: 1\r\nContent-Length: %d\r\n\r\n" % len(PAGE) + PAGE
    ),
    "blanks in the status line": reply(
        b"HTTP/1.1   200   All right\r\nContent-Length: %d\r\n\r\n" % len(PAGE) + PAGE
    ),
    "the length twice": html(PAGE, b"Content-Length: %d" % len(PAGE)),
    "a length that is none": reply(
        b"HTTP/1.1 200 OK\r\nContent-Length: unknown\r\n\r\n" + PAGE, closes=True
    ),
    "padded chunk sizes": reply(CHUNKED + b"  %x   \r\n" % len(PAGE) + PAGE + b"\r\n0  \r\n\r\n"),
    "chunk sizes with 0x": reply(CHUNKED + b"0x%x\r\n" % len(PAGE) + PAGE + b"\r\n0\r\n\r\n"),
    "a chunk extension in UTF-8": reply(
        CHUNKED + b"%x;\xd1\x8f=\xe2\x80\x94\r\n" % len(PAGE) + PAGE + b"\r\n0\r\n\r\n"
    ),
    "chunk lines that end with LF alone": reply(
        CHUNKED + b"%x\n" % len(PAGE) + PAGE + b"\n0\n\r\n"
    ),
    "interim answers": reply(
        b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n" * 3
        + b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(PAGE)
        + PAGE
    ),
    "an unknown transfer coding": reply(
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: identity\r\n\r\n" + PAGE, closes=True
    ),
}
MEGABYTE = 1 << 20
OVER: dict[str, Reply] = {
    "a header without an end": reply(
        b"HTTP/1.1 200 OK\r\nX-Long: ", *([b"x" * 65_536] * 64), closes=True
    ),
    "a million headers": reply(
        b"HTTP/1.1 200 OK\r\n", *([b"a: b\r\n" * 10_000] * 100), closes=True
    ),
    "interim answers without an end": reply(
        *([b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n" * 1_000] * 100), closes=True
    ),
    "chunks of extensions": reply(
        CHUNKED, *([(b"1;" + b"x" * 8_000 + b"\r\na\r\n") * 32] * 64), closes=True
    ),
    "a chunk extension without an end": reply(
        CHUNKED + b"1;", *([b"x" * 65_536] * 160), closes=True
    ),
    "a body without an end": reply(
        b"HTTP/1.1 200 OK\r\n\r\n", *([b"x" * 65_536] * 160), closes=True
    ),
    "a status line without an end": reply(b"HTTP/1.1 200 ", *([b"x" * 65_536] * 64), closes=True),
}
MAX_BODY_BYTES = 4 * MEGABYTE
"""What the crawls of `support.crawls` take."""


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> tuple[RawSite, Result]:
    answers = {
        f"/{at}": answer for at, answer in enumerate([*AS_BROWSERS.values(), *OVER.values()])
    }
    with raw_site(answers) as site:
        urls = [site.root + target for target in answers]
        return site, kept(tmp_path_factory.mktemp("read"), urls, RETRY_TIMES=0)


@pytest.mark.parametrize("kind", AS_BROWSERS)
def test_what_browsers_take_is_taken(read: tuple[RawSite, Result], kind: str) -> None:
    site, result = read
    url = f"{site.root}/{[*AS_BROWSERS].index(kind)}"
    assert [tuple(answer) for answer in result["answers"] if answer[0] == url] == [
        (url, 200, len(PAGE))
    ]


@pytest.mark.parametrize("kind", OVER)
def test_what_is_over_the_budget_is_cut_and_too_large(
    read: tuple[RawSite, Result], kind: str
) -> None:
    site, result = read
    url = f"{site.root}/{len(AS_BROWSERS) + [*OVER].index(kind)}"
    assert [(one[0], one[2]) for one in result["failures"] if one[0] == url] == [(url, "too large")]


def test_no_answer_swells_the_crawl(read: tuple[RawSite, Result]) -> None:
    assert read[1]["grown_mib"] < 100


def test_the_budget_of_the_head_is_not_that_of_the_body() -> None:
    budget = Budget(max_body_bytes=MEGABYTE)
    budget.spend(MAX_HEAD_BYTES, in_head=True)
    budget.spend(MEGABYTE, in_head=False)
    with pytest.raises(OverBudget, match="a head of over 262,144 bytes"):
        budget.spend(100_000, in_head=True)
    with pytest.raises(OverBudget, match="a body of over 1,048,576 bytes"):
        budget.spend(100_000, in_head=False)


def test_a_body_without_a_bound_is_not_cut() -> None:
    Budget(max_body_bytes=0).spend(1 << 40, in_head=False)


def test_a_slow_drip_ends_at_the_time_out(tmp_path: Path) -> None:
    slow = reply(b"HTTP/1.1 200 OK\r\nX-Slow: ", b"")
    with raw_site({"/slow": slow, "/page": html(PAGE)}) as site:
        urls = [f"{site.root}/slow", f"{site.root}/page"]
        result = kept(tmp_path, urls, RETRY_TIMES=0, DOWNLOAD_TIMEOUT=1)
    assert [(one[0], one[2]) for one in result["failures"]] == [(urls[0], "timeout")]
    assert [one[0] for one in result["answers"]] == [urls[1]]
