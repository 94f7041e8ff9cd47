"""What an answer is, by its bytes: servers call error pages and pictures `text/html`. And when it
came."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from scrapy.http import Response

from newscrawl import clock

CAPTURE = "capture"
"""Where a request's `meta` holds the row of `captures` of its answer; not there if no WARC record
was written."""

_SIGNATURES = (b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"%PDF", b"PK\x03\x04", b"RIFF", b"\x1f\x8b")
"""How files begin that are no pages, whatever their header says."""
_TAG = re.compile(
    rb"<(?:!doctype|html|head|body|title|meta|div|p|h[1-6]|a|span|table|td|br|font|center|ul|article|section|main)\b",
    re.IGNORECASE,
)


def is_page(response: Response) -> bool:
    """Whether an answer can be an HTML page: not said to be anything else, and with the tags of one
    among its first bytes."""
    kind = (response.headers.get("Content-Type") or b"").lower()
    if kind and not any(word in kind for word in (b"html", b"xml", b"text/plain", b"octet-stream")):
        return False
    body = response.body.lstrip(b"\xef\xbb\xbf \t\r\n")
    if body[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return True  # UTF-16 shows no tags before it is decoded.
    return (
        not body.startswith((b"{", b"[", *_SIGNATURES))
        and _TAG.search(body, 0, 200_000) is not None
    )


def is_html(response: Response) -> bool:
    head = response.body[:1_000].lstrip().lower()
    return b"<!doctype html" in head or b"<html" in head


def capture_of(response: Response) -> dict[str, Any] | None:
    """The row of `captures` that tells where an answer lies in the WARC files; None if it is in
    none."""
    return response.meta.get(CAPTURE) if response.request is not None else None


def arrived_at(response: Response) -> datetime:
    """When an answer was complete, to the second. Aware, UTC."""
    capture = capture_of(response)
    return datetime.fromisoformat(capture["at"]) if capture is not None else clock.now_in_seconds()
