"""Records as bytes: what is put in comes out, by our reader and by one that is not ours."""

from __future__ import annotations

import base64
import gzip
import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from support.exchanges import exchange
from support.makers import NOON
from support.warcs import Record, complaints, records_of

from newscrawl.storage.warc import records
from newscrawl.storage.warc.records import WarcError, digest_of, new_id, parsed

ID, INFO = new_id(), new_id()


def one(content: bytes, folder: Path) -> Record:
    """The record in a member, as warcio reads it, having found nothing wrong."""
    path = folder / "one.warc.gz"
    path.write_bytes(content)
    assert complaints(path) == ""
    [record] = records_of(path)
    return record


def test_a_response_says_what_it_is(tmp_path: Path) -> None:
    given = exchange("/q?a=1&b=%D1%8F", article="paper/en/1")
    record = one(records.response_member(given, ID, INFO, digest_of(given.entity)), tmp_path)
    sha256 = base64.b32encode(hashlib.sha256(given.response).digest()).decode()
    assert record.headers == {
        "WARC-Type": "response",
        "WARC-Record-ID": ID,
        "WARC-Date": "2026-01-14T12:00:00Z",
        "WARC-Target-URI": "http://paper.test/q?a=1&b=%D1%8F",
        "WARC-Warcinfo-ID": INFO,
        "WARC-IP-Address": "127.0.0.1",
        "WARC-Payload-Digest": digest_of(given.entity),
        "WARC-Block-Digest": f"sha256:{sha256}",
        "Content-Type": "application/http;msgtype=response",
        "Content-Length": str(len(given.response)),
        "Newscrawl-Article": "paper/en/1",
    }
    assert record.block == given.response


@pytest.mark.parametrize("address", [None, "2001:db8::1"])
def test_what_is_not_known_is_left_out(address: str | None, tmp_path: Path) -> None:
    given = replace(exchange(), address=address)
    record = one(records.request_member(given, ID, INFO), tmp_path)
    assert (record.headers.get("WARC-IP-Address"), record.block) == (address, given.request)
    assert "Newscrawl-Article" not in record.headers


@pytest.mark.parametrize(
    "block",
    [
        b"HTTP/1.1 200 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n\r\n" + bytes(range(256)) * 20_000,
        b"HTTP/1.1 200 \x80\xff\r\nA: \xe9\r\n\r\n",
    ],
)
def test_any_bytes_come_back(block: bytes, tmp_path: Path) -> None:
    given = replace(exchange(), response=block)
    content = records.response_member(given, ID, INFO, digest_of(records.split_head(block)[1]))
    assert one(content, tmp_path).block == block
    read = parsed(gzip.decompress(content))
    assert (read.kind, read.record_id, read.block, read.headers["WARC-Target-URI"]) == (
        "response",
        ID,
        block,
        given.url,
    )


def test_an_address_of_10000_characters_comes_back(tmp_path: Path) -> None:
    given = exchange("/q?" + "x" * 10_000)
    content = records.response_member(given, ID, INFO, digest_of(given.entity))
    assert one(content, tmp_path).url == given.url
    assert parsed(gzip.decompress(content)).headers["WARC-Target-URI"] == given.url


def test_a_fact_of_several_lines_is_one_field(tmp_path: Path) -> None:
    facts = {"software": "newscrawl\r\nevil: yes", "contact": "почта — ☂"}
    record = one(records.warcinfo_member(INFO, NOON, "a.warc.gz", facts), tmp_path)
    assert record.block.decode() == "software: newscrawl evil: yes\r\ncontact: почта — ☂\r\n"
    assert (record.headers["WARC-Filename"], record.headers["Content-Type"]) == (
        "a.warc.gz",
        "application/warc-fields",
    )


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"HTTP/1.1 200 OK\r\n\r\n",
        b"WARC/1.1\r\n\r\n",
        b"WARC/1.1\r\nWARC-Type: response\r\nContent-Length: 0\r\n\r\n\r\n\r\n",
        (
            b"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nContent-Length:"
            b" 900\r\n\r\nshort"
        ),
        (
            b"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nContent-Length:"
            b" many\r\n\r\n\r\n\r\n"
        ),
    ],
)
def test_what_is_no_record_is_an_error(content: bytes) -> None:
    with pytest.raises(WarcError):
        parsed(content)


@pytest.mark.parametrize(
    ("head", "status", "mime"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Type: TEXT/html;charset=x\r\n\r\n", 200, "text/html"),
        (b"HTTP/1.0 404\nCONTENT-TYPE :  a/b , c/d\n\n", 404, "a/b"),
        (b"HTTP/2 301 \r\nX-Content-Type: no/no\r\nContent-Type:\r\n\r\n", 301, None),
        (b"HTTP/1.1 200 OK\r\nContent-Type: \xff/\x80\r\n\r\n", 200, "ÿ/\x80"),
        (b"ICY 200 OK\r\n\r\n", 0, None),
    ],
)
def test_a_head_is_read(head: bytes, status: int, mime: str | None) -> None:
    assert (records.status_of(head), records.mime_of(head)) == (status, mime)
