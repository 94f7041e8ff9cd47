"""The page of an article as the site sent it, from the WARC files of an archive."""

from __future__ import annotations

import zlib
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path

from newscrawl.errors import OutputError
from newscrawl.items import WarcRef
from newscrawl.storage.queries.moment import Moment
from newscrawl.storage.warc.reader import WarcReader
from newscrawl.storage.warc.records import WarcError

_ZLIB_OR_GZIP = zlib.MAX_WBITS | 32


@dataclass(frozen=True, slots=True)
class ArchivedPage:
    """A response of the site."""

    url: str
    """The URL that was asked for."""
    fetched_at: datetime
    """When it was complete, UTC."""
    status: int
    """Of HTTP."""
    headers: tuple[tuple[str, str], ...]
    """As sent, in their order."""
    body: bytes
    """As sent: the chunks of the transfer joined, a compression left as it is."""
    record: WarcRef
    """The WARC record that it is from."""

    def header(self, name: str) -> str | None:
        """The value of the first header of this name, in any case; None if there is none."""
        wanted = name.lower()
        return next((value for one, value in self.headers if one.lower() == wanted), None)

    @property
    def html(self) -> bytes:
        """The body without its compression, in the page's own charset. Raises ValueError for one
        that cannot be undone here."""
        encoding = (self.header("Content-Encoding") or "identity").strip().lower()
        if encoding == "identity":
            return self.body
        if encoding in ("gzip", "x-gzip", "deflate"):
            return _inflated(self.body)
        if encoding == "br" and find_spec("brotli") is not None:
            # What a crawl asks for where it is installed.
            return _unbrotli(self.body)
        raise ValueError(f"{self.url}: its compression, {encoding}, is not undone here; see `body`")


def _inflated(body: bytes) -> bytes:
    for bits in (_ZLIB_OR_GZIP, -zlib.MAX_WBITS):
        try:
            # A cut end is no reason to give nothing.
            return zlib.decompressobj(bits).decompress(body)
        except zlib.error as error:
            wrong = error
    raise ValueError(f"the body is not compressed as its header says: {wrong}")


def _unbrotli(body: bytes) -> bytes:
    import brotli

    try:
        plain = bytes(brotli.Decompressor().process(body))
    except brotli.error as error:
        raise ValueError(f"the body is not compressed as its header says: {error}") from error
    if body and not plain:
        raise ValueError("the body is not compressed as its header says: nothing comes out of it")
    return plain


def page_of(moment: Moment, folder: Path, record: WarcRef) -> ArchivedPage | None:
    """The page in a WARC record, on the disk or in an object store; None where the record was taken
    down with another article. Raises OutputError where it cannot be read."""
    row = moment.capture(record.record_id)
    if row is None or row["kind"] == "suppressed":
        return None
    origin = moment.capture(row["refers_to"]) if row["refers_to"] else None
    if origin is not None and origin["kind"] == "suppressed":
        return None
    try:
        with closing(WarcReader(folder)) as reader:
            answer = reader.response(row, origin)
    except WarcError as error:
        raise OutputError(None, f"{error}; scrapy verify tells more") from error
    except OutputError:
        raise
    except OSError as error:
        where = f"{folder / 'warc' / row['file']}"
        raise OutputError(error.errno, f"cannot read {where}: {error.strerror}") from error
    headers = tuple(
        (name.decode("latin-1"), value.decode("latin-1")) for name, value in answer.headers
    )
    at = datetime.fromisoformat(row["at"])
    return ArchivedPage(row["url"], at, answer.status, headers, answer.body, record)
