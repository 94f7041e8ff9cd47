"""A page as it came, in plain values: all that reading it takes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Self
from urllib.parse import urljoin

from scrapy.http import Response

from newscrawl.downloader.responses import arrived_at, capture_of
from newscrawl.items import WarcRef

_SIGNATURES = (b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"%PDF", b"PK\x03\x04", b"RIFF", b"\x1f\x8b")
"""How files begin that are no pages, whatever their header says."""
_TAG = re.compile(
    rb"<(?:!doctype|html|head|body|title|meta|div|p|h[1-6]|a|span|table|td|br|font|center|ul|article|section|main)\b",
    re.IGNORECASE,
)
_TAG_WITHIN = 200_000
"""Bytes in which the first tag has to stand: above it some pages have a long script or style."""
_PAGE_TYPES = ("html", "xml", "text/plain", "octet-stream")
"""In content types that servers give to HTML pages, rightly or not."""
_FIELD_VALUE = re.compile(r"[\x21-\x7e](?:[\t\x20-\x7e]*[\x21-\x7e])?")
"""Visible ASCII, with blanks and tabs inside (RFC 9110, 5.5): anything else is opaque bytes, which
no two programs write back alike."""
_END = re.compile(rb"</(?:html|body)\s*>", re.IGNORECASE)
_ENDED = (b"div", b"section", b"article", b"main", b"table", b"header", b"footer", b"ul")
"""Elements whose end tags cannot be left out."""


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """An answer of a site. Can be pickled: it may be read in another process."""

    body: bytes
    """After content decoding."""
    url: str
    """The URL that answered; empty where it is not known."""
    fetched_at: datetime
    """When the answer was complete, to the second. Aware, UTC."""
    content_type: str = ""
    """The value of the header, untouched; empty if there was none."""
    status: int = 200
    etag: str | None = None
    """Validator that came with it (RFC 9110, 8.8.3); None where none did that is visible ASCII."""
    last_modified: str | None = None
    """Likewise (RFC 9110, 8.8.2), as sent."""
    warc: WarcRef | None = None
    """The record that holds the answer; None where none was written."""
    first_url: str = ""
    """The URL of the first page of its article, where this is a further one; else empty."""
    leads_to: str = ""
    """Where it leads, if it is a redirect that was not followed; else empty."""

    @classmethod
    def of(cls, response: Response) -> Self:
        """The values of a response, with or without the request that it answers."""
        capture = capture_of(response)
        return cls(
            response.body,
            response.url,
            arrived_at(response),
            _header(response, b"Content-Type") or "",
            response.status,
            _validator(response, b"ETag"),
            _validator(response, b"Last-Modified"),
            WarcRef(capture["file"], capture["offset"], capture["record_id"])
            if capture is not None
            else None,
            leads_to=_location(response),
        )

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing but white space in it."""
        return not self.body.strip()

    @property
    def is_page(self) -> bool:
        """Whether it can be an HTML page: not said to be anything else, and with the tags of one
        among its first bytes."""
        kind = self.content_type.lower()
        if kind and not any(word in kind for word in _PAGE_TYPES):
            return False
        body = self.body.lstrip(b"\xef\xbb\xbf \t\r\n")
        if body[:2] in (b"\xff\xfe", b"\xfe\xff"):
            return True  # UTF-16 shows no tags before it is decoded.
        if body.startswith((b"{", b"[", *_SIGNATURES)):
            return False
        # Without its mark, too: each letter of a tag has a zero byte beside it.
        start = body[:_TAG_WITHIN].replace(b"\0", b"")
        return _TAG.search(start) is not None

    @property
    def is_html(self) -> bool:
        """Whether it calls itself HTML; a feed or a sitemap does not."""
        head = self.body[:1_000].lstrip().lower()
        return b"<!doctype html" in head or b"<html" in head


def is_whole(body: bytes) -> bool:
    r"""Whether a page has its last tag, in whatever encoding; or, as that may be left out (HTML
    Standard, optional tags), has ended all that it began.

    >>> is_whole(b"<p>Seven.</p></body></html>\n"), is_whole(b"<p>Seven.</p><p>The")
    (True, False)
    >>> is_whole(b"<div><p>Seven.</div>\n<p>"), is_whole(b"<div><div><p>Seven.</div>\n<p>")
    (True, False)
    >>> is_whole("<p>Seven.</p></html>".encode("utf-16"))
    True
    """
    # In UTF-16 every other byte of a tag is zero.
    if _END.search(body[-4_000:].replace(b"\0", b"")):
        return True
    markup = body.replace(b"\0", b"").lower()
    ended = [(markup.count(b"<" + name), markup.count(b"</" + name)) for name in _ENDED]
    return any(ends for _, ends in ended) and all(begins <= ends for begins, ends in ended)


def _location(response: Response) -> str:
    location = _header(response, b"Location") if 300 <= response.status < 400 else None
    try:
        return urljoin(response.url, location.strip()) if location else ""
    except ValueError:  # Half an IPv6 address.
        return ""


def _validator(response: Response, name: bytes) -> str | None:
    """The value of a validator; None where it cannot be sent back as it came."""
    value = _header(response, name)
    return value if value and _FIELD_VALUE.fullmatch(value) else None


def _header(response: Response, name: bytes) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None
