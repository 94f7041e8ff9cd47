"""What an answer is, by its bytes, whatever its header says; and that it is made of plain values."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse, Response

from newscrawl import clock
from newscrawl.items import WarcRef
from newscrawl.parse.fetched_page import FetchedPage

NOW = datetime(2026, 1, 14, 9, 30, tzinfo=UTC)


def fetched(body: bytes, content_type: str = "") -> FetchedPage:
    return FetchedPage(body, "https://paper.test/", NOW, content_type)


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"<!DOCTYPE html><p>x", "text/html"),
        (b"\xef\xbb\xbf \n<P>x", ""),
        (b"<p>x", "application/octet-stream"),
        (b"<p>x", "text/plain; charset=utf-8"),
        (b"<p>x", "application/xhtml+xml"),
        ("<p>x".encode("utf-16"), "TEXT/HTML"),
        ("<p>x".encode("utf-16-le"), "text/html"),
        ("<p>x".encode("utf-16-be"), "text/html"),
        (b"<script>" + b" " * 150_000 + b"</script><p>x", "text/html"),
    ],
)
def test_a_page_is_a_page_under_many_names(body: bytes, content_type: str) -> None:
    assert fetched(body, content_type).is_page


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"", "text/html"),
        (b"no markup at all", "text/html"),
        (b"%PDF-1.7 <p>", "text/html"),
        (b"\x89PNG\r\n\x1a\n<p>", "text/html"),
        (b'{"html": "<p>x</p>"}', "text/html"),
        (b"[<p>]", ""),
        (b"<p>x", "application/json"),
        (b"<p>x", "image/png"),
    ],
)
def test_what_is_no_page_is_none_whatever_it_says(body: bytes, content_type: str) -> None:
    assert not fetched(body, content_type).is_page


def test_a_feed_does_not_call_itself_html() -> None:
    assert not fetched(b"<?xml version='1.0'?><rss><channel/></rss>").is_html
    assert fetched(b"\n <!doctype HTML><p>").is_html


def test_a_response_gives_its_values_with_the_record_that_holds_it() -> None:
    capture = {
        "at": "2026-01-14T09:30:00Z",
        "file": "a.warc.gz",
        "offset": 7,
        "record_id": "<urn:uuid:1>",
    }
    response = HtmlResponse(
        "https://paper.test/7",
        status=404,
        headers={"Content-Type": "text/html", "ETag": '"a"', "Last-Modified": "yesterday"},
        body=b"<p>x",
        request=Request("https://paper.test/7", meta={"capture": capture}),
    )
    assert FetchedPage.of(response) == FetchedPage(
        b"<p>x",
        "https://paper.test/7",
        NOW,
        "text/html",
        404,
        '"a"',
        "yesterday",
        WarcRef("a.warc.gz", 7, "<urn:uuid:1>"),
    )


def test_a_response_that_answers_no_request_came_now() -> None:
    with clock.standing_at(NOW):
        page = FetchedPage.of(Response("https://paper.test/7", body=b"<p>x"))
    assert (page.fetched_at, page.warc, page.content_type) == (NOW, None, "")


def test_it_can_go_to_another_process() -> None:
    page = fetched(b"<p>x", "text/html")
    assert pickle.loads(pickle.dumps(page)) == page


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        (b'W/"a b-1"', 'W/"a b-1"'),
        (b"Wed, 14 Jan 2026 09:30:00 GMT", "Wed, 14 Jan 2026 09:30:00 GMT"),
        (b'"a\x00b"', None),
        (b'"\xe9"', None),
        (b'"a\x7f"', None),
        (b'"a\x1b[31m"', None),
        (b"", None),
    ],
)
def test_a_validator_that_cannot_be_sent_back_as_it_came_is_not_kept(
    sent: bytes, kept: str | None
) -> None:
    headers = {"ETag": sent, "Last-Modified": sent}
    page = FetchedPage.of(Response("https://paper.test/", headers=headers))
    assert (page.etag, page.last_modified) == (kept, kept)
