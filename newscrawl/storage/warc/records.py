"""WARC records as bytes: made from an exchange, and read back. Pure functions; writer.py puts them
into files."""

from __future__ import annotations

import base64
import hashlib
import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from fastwarc.warc import WarcRecord

from newscrawl.records import utc
from newscrawl.storage.warc.gzip_members import member_of

IDENTICAL_PAYLOAD = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
"""The two kinds of revisit (ISO 28500:2017, 6.7)."""

NOT_MODIFIED_STATUS = 304

FIELDS_TYPE = "application/warc-fields"
"""Media type of a block of named fields."""

ARTICLE_FIELD = "Newscrawl-Article"
"""Our own field: the id of the article whose URL was requested. ISO 28500:2017, 5.1, leaves room
for it."""

REQUISITE_FIELD = "Newscrawl-Requisite"
"""Our own field, likewise: `yes` where the response is no page, but what pages need to be looked
at."""

_HEAD_END = re.compile(rb"\n[ \t\r]*\n")
"""A line of white space ends a head for the tools that read WARC files, though it is no empty
line."""
_STATUS_LINE = re.compile(rb"HTTP/\d(?:\.\d)? +(?P<status>\d{3})")


class WarcError(ValueError):
    """A record that is not what it should be. Raised by `parsed`, `find` and what reads records
    back."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and its response, as they went over the wire."""

    url: str
    """The URL that was requested, its query with it."""
    at: datetime
    """When the request was sent: a capture has the time at which it began (ISO 28500:2017, 5.4).
    Aware."""
    request: bytes
    """Head and body as they were sent."""
    response: bytes
    """Status line, headers and body as the server sent them: chunks and compression untouched."""
    address: str | None
    """The server's IP address; None where it is not known."""
    entity: bytes
    """The body as the server means it: chunks joined, compression untouched. By it a body is
    recognised that was seen before."""
    article: str | None = None
    """Id of the article whose URL this is; None for any other page."""
    is_requisite: bool = False
    """Whether it is no page, but what pages need to be looked at: a style sheet, a picture."""


class Original(NamedTuple):
    """The record that holds the body which a revisit leaves out."""

    record_id: str
    url: str
    at: str
    """As in its WARC-Date."""
    digest: str
    """Its WARC-Payload-Digest."""


def split_interim(message: bytes) -> tuple[bytes, bytes]:
    r"""The interim responses (1xx, RFC 9110, 15.2), and the response itself.

    >>> split_interim(b"HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nA: b\r\n\r\nHello")
    (b'HTTP/1.1 103 Early Hints\r\n\r\n', b'HTTP/1.1 200 OK\r\nA: b\r\n\r\nHello')
    """
    at = 0
    while (status := _STATUS_LINE.match(message, at)) is not None and status["status"].startswith(
        b"1"
    ):
        end = _HEAD_END.search(message, at)
        if end is None:
            break
        at = end.end()
    return message[:at], message[at:]


def split_head(message: bytes) -> tuple[bytes, bytes]:
    r"""Head, with the blank line, and body of an HTTP message; interim responses (1xx) are left
    out.

    >>> split_head(b"HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nA: b\r\n\r\nHello")
    (b'HTTP/1.1 200 OK\r\nA: b\r\n\r\n', b'Hello')
    """
    _, message = split_interim(message)
    end = _HEAD_END.search(message)
    return (message, b"") if end is None else (message[: end.end()], message[end.end() :])


def status_of(head: bytes) -> int:
    """The status in the head of a response; 0 where there is none."""
    found = _STATUS_LINE.match(head)
    return int(found["status"]) if found else 0


def mime_of(head: bytes) -> str | None:
    r"""The media type in the head of a response, without its parameters; None where it names none.

    >>> mime_of(b"HTTP/1.1 200 OK\r\ncontent-type: Text/HTML; charset=utf-8\r\n\r\n")
    'text/html'
    """
    found = re.search(rb"^content-type[ \t]*:[ \t]*([^\s;,]+)", head, re.IGNORECASE | re.MULTILINE)
    return found[1].decode("latin-1").lower() if found else None


def field_of(head: bytes, name: str) -> bytes | None:
    r"""The first value of a header in the head of a message; None where it has none.

    >>> field_of(b'HTTP/1.1 200 OK\r\netag:  "a b" \r\n\r\n', "ETag")
    b'"a b"'
    """
    found = re.search(
        rb"^" + re.escape(name.encode()) + rb"[ \t]*:([^\n]*)", head, re.IGNORECASE | re.MULTILINE
    )
    return found[1].strip() if found else None


def digest_of(content: bytes) -> str:
    """SHA-256 as WARC writes digests: algorithm, colon, base 32 (ISO 28500:2017, 5.8)."""
    return f"sha256:{base64.b32encode(hashlib.sha256(content).digest()).decode()}"


def new_id() -> str:
    """The name of a record, given once: `<urn:uuid:…>`."""
    return f"<urn:uuid:{uuid.uuid4()}>"


def member(
    kind: str, record_id: str, at: datetime, fields: Mapping[str, str | None], block: bytes
) -> bytes:
    """A record as a gzip member. Fields that are None are left out."""
    # By hand, and not by the library that reads them: a third of its time, for the same bytes.
    head = [
        "WARC/1.1",
        f"WARC-Type: {kind}",
        f"WARC-Date: {utc(at)}",
        f"WARC-Record-ID: {record_id}",
        f"Content-Length: {len(block)}",
        *(f"{name}: {value}" for name, value in fields.items() if value is not None),
        f"WARC-Block-Digest: {digest_of(block)}",
        "\r\n",
    ]
    return member_of(b"".join(("\r\n".join(head).encode("utf-8", "replace"), block, b"\r\n\r\n")))


def warcinfo_member(record_id: str, at: datetime, filename: str, facts: Mapping[str, str]) -> bytes:
    """The record that a file begins with: who wrote it, and how (ISO 28500:2017, 6.2)."""
    block = "".join(
        f"{name}: {' '.join(value.split())}\r\n" for name, value in facts.items()
    ).encode()
    fields = {"WARC-Filename": filename, "Content-Type": FIELDS_TYPE}
    return member("warcinfo", record_id, at, fields, block)


def request_member(exchange: Exchange, response_id: str, info_id: str) -> bytes:
    """The request of an exchange, whose response is the record of this id."""
    fields: dict[str, str | None] = {
        "WARC-Target-URI": exchange.url,
        "WARC-Concurrent-To": response_id,
        "WARC-Warcinfo-ID": info_id,
        "WARC-IP-Address": exchange.address,
        "Content-Type": "application/http;msgtype=request",
        **_own_fields(exchange),
    }
    return member("request", new_id(), exchange.at, fields, exchange.request)


def _own_fields(exchange: Exchange) -> dict[str, str | None]:
    """Our own fields of each record of an exchange."""
    return {
        ARTICLE_FIELD: exchange.article,
        REQUISITE_FIELD: "yes" if exchange.is_requisite else None,
    }


def members_beside(
    exchange: Exchange, info_id: str, heads: bytes, response_id: str | None
) -> bytes:
    """What is kept of an exchange beside the record of its response: heads, if there are any, and
    the request. `response_id` is None for an exchange of which there are but heads."""
    heads_id = new_id()
    made = heads_member(exchange, heads_id, info_id, heads, response_id) if heads else b""
    return made + request_member(exchange, response_id or heads_id, info_id)


def heads_member(
    exchange: Exchange, record_id: str, info_id: str, heads: bytes, response_id: str | None
) -> bytes:
    """Heads of responses that are no page, in a record of their own that indexes leave out: interim
    ones (103 Early Hints), and those of a 304. `response_id` is the record of the response that
    they belong to; None where there is none.

    Tools that index WARC files take whatever a response record begins with for the response, and
    any `metadata` for a page, but for those of this media type.
    """
    fields: dict[str, str | None] = {
        "WARC-Target-URI": exchange.url,
        "WARC-Concurrent-To": response_id,
        "WARC-Warcinfo-ID": info_id,
        "WARC-IP-Address": exchange.address,
        "Content-Type": FIELDS_TYPE,
        **_own_fields(exchange),
    }
    return member("metadata", record_id, exchange.at, fields, head_fields(heads))


def head_fields(heads: bytes) -> bytes:
    r"""The lines of heads as the fields of a record, each as it came.

    >>> head_fields(b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n")
    b'http-response-head: HTTP/1.1 103 Early Hints\r\nhttp-response-head: Link: </a.css>\r\n'
    """
    lines = (line.rstrip(b"\r") for line in heads.split(b"\n"))
    return b"".join(b"http-response-head: %b\r\n" % line for line in lines if line.strip())


def response_member(exchange: Exchange, record_id: str, info_id: str, digest: str) -> bytes:
    """The response of an exchange, whole. `digest` is that of its payload."""
    fields = {
        "WARC-Target-URI": exchange.url,
        "WARC-Warcinfo-ID": info_id,
        "WARC-IP-Address": exchange.address,
        "WARC-Payload-Digest": digest,
        "Content-Type": "application/http;msgtype=response",
        **_own_fields(exchange),
    }
    return member("response", record_id, exchange.at, fields, exchange.response)


def revisit_member(
    exchange: Exchange, record_id: str, info_id: str, head: bytes, original: Original, profile: str
) -> bytes:
    """The response of an exchange whose body is that of an earlier record: its head alone; nothing
    of a 304, of which replay would show the head in place of the page that it confirms."""
    fields = {
        "WARC-Target-URI": exchange.url,
        "WARC-Warcinfo-ID": info_id,
        "WARC-IP-Address": exchange.address,
        "WARC-Profile": profile,
        "WARC-Refers-To": original.record_id,
        "WARC-Refers-To-Target-URI": original.url,
        "WARC-Refers-To-Date": original.at,
        "WARC-Payload-Digest": original.digest,
        "Content-Type": "application/http;msgtype=response",
        **_own_fields(exchange),
    }
    return member(
        "revisit", record_id, exchange.at, fields, b"" if profile == NOT_MODIFIED else head
    )


class Parsed(NamedTuple):
    """A record, read."""

    kind: str
    """`response`, `revisit`, `request`, `warcinfo`, `metadata`."""
    record_id: str
    headers: dict[str, str]
    block: bytes


def parsed(content: bytes) -> Parsed:
    """The record in a member's content. Raises WarcError for what is no whole record."""
    if not content.startswith(b"WARC/1."):
        raise WarcError("it does not begin as a WARC record does")
    try:
        record = WarcRecord.from_bytes(content)
        headers = dict(record.headers.to_tuples())
        block = record.reader.read()
    except Exception as error:  # The library raises whatever its parser meets.
        raise WarcError(f"it is no WARC record: {error}") from error
    record_id = headers.get("WARC-Record-ID")
    if record_id is None or str(len(block)) != headers.get("Content-Length"):
        raise WarcError("its length is not the one that it states")
    return Parsed(headers.get("WARC-Type", ""), record_id, headers, block)
