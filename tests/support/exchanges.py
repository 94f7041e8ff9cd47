"""Exchanges with a site, as the crawl hands them to the archive; and an archive that keeps them."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from newscrawl.storage.archive import Archive
from newscrawl.storage.warc.records import Exchange
from newscrawl.storage.warc.writer import Origin
from support.makers import NOON

RUN = "20260114T093000Z-1f3a"
ROOT = "http://paper.test"


def exchange(
    target: str = "/en/news/detail/1",
    body: bytes = b"<p>The ferry sails again.</p>",
    *lines: bytes,
    status: bytes = b"200 OK",
    asks: tuple[bytes, ...] = (),
    chunk: int = 0,
    at: datetime = NOON,
    article: str | None = None,
) -> Exchange:
    """`chunk`: the body is sent in chunks of so many bytes; `lines`: more of the answer's head;
    `asks`: more of the request's."""
    request = b"".join(
        line + b"\r\n"
        for line in (b"GET %b HTTP/1.1" % target.encode(), b"Host: paper.test", *asks, b"")
    )
    framed = b"Transfer-Encoding: chunked" if chunk else b"Content-Length: %d" % len(body)
    head = b"".join(
        line + b"\r\n"
        for line in (b"HTTP/1.1 " + status, b"Content-Type: text/html", *lines, framed, b"")
    )
    sent = body
    if chunk:
        pieces = [body[start : start + chunk] for start in range(0, len(body), chunk)]
        sent = b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in [*pieces, b""])
    return Exchange(ROOT + target, at, request, head + sent, "127.0.0.1", body, article)


def later(seconds: int) -> datetime:
    return NOON + timedelta(seconds=seconds)


def archive(folder: Path, run: str = RUN, *, warc: bool = True, **origin: Any) -> Archive:
    """A folder, opened for a run that writes WARC files."""
    facts = {"software": "newscrawl/0.1.0"}
    return Archive(
        folder,
        run=run,
        clock=lambda: NOON,
        origin=Origin("paper", run, facts, **origin) if warc else None,
    )


def whole_run(folder: Path, *exchanges: Exchange, run: str = RUN, **origin: Any) -> None:
    """One run that keeps these."""
    one = archive(folder, run, **origin)
    for given in exchanges:
        one.capture(given, is_not_modified=b" 304 " in given.response[:13])
    one.close()
