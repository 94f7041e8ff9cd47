"""Pages of other articles that show the headline of one that was taken down."""

from __future__ import annotations

import html
import re
import zlib
from pathlib import Path

from scrapy.utils._compression import _unbrotli, _unzstd

from newscrawl.errors import OutputError
from newscrawl.storage.files.failed_pages import NAME
from newscrawl.storage.suppression.files import remove
from newscrawl.storage.suppression.texts import TITLE_CHARS, Texts
from newscrawl.storage.warc.gzip_members import Torn, members_of
from newscrawl.storage.warc.http_body import joined
from newscrawl.storage.warc.names import FOLDER, SUFFIX
from newscrawl.storage.warc.records import ARTICLE_FIELD, WarcError, field_of, parsed, split_head
from newscrawl.text import fold

CHARSETS = ("utf-8", "windows-1251", "latin-1")
"""Tried in this order: the second is that of older Russian pages, the last decodes anything."""

_TAG = re.compile(r"<[^<>]*>")


def remove_failed_that_show(folder: Path, texts: Texts) -> int:
    """Remove the failed pages of other URLs that show one of its titles; gives how many. Raises
    OutputError."""
    titles = {fold(title) for title in texts.titles if len(title) >= TITLE_CHARS}
    count = 0
    for path in sorted((folder / "failed").glob("*.html")) if titles else ():
        try:
            page = path.read_bytes() if NAME.fullmatch(path.name) else b""
        except OSError as error:
            raise OutputError(error.errno, f"cannot read {path}: {error.strerror}") from error
        if is_shown_in(page, titles):
            remove(path)
            count += 1
    return count


def shown_elsewhere(folder: Path, texts: Texts, article_id: str) -> int:
    """How many records of other pages show one of its titles. What cannot be read is not counted:
    verify reports it.

    Raises OutputError.
    """
    titles = {fold(title) for title in texts.titles}
    if not titles:
        return 0
    # Whoever shows a headline leads to it, or spells its longest word as it is spelt here: the rest
    # need not be decoded.
    clues = {url.rpartition("/")[2].encode() for url in texts.urls} | {
        _longest_plain_word(title) for title in titles
    }
    count = 0
    try:
        for path in sorted((folder / FOLDER).glob(f"*{SUFFIX}")):
            with path.open("rb") as file:
                try:
                    for member in members_of(file):
                        count += _shows(member.content, titles, clues - {b""}, article_id)
                except Torn:
                    continue
    except OSError as error:
        raise OutputError(error.errno, f"cannot read {error.filename}: {error.strerror}") from error
    return count


def _shows(content: bytes, titles: set[str], clues: set[bytes], article_id: str) -> bool:
    try:
        record = parsed(content)
    except WarcError:
        return False
    if record.kind != "response" or record.headers.get(ARTICLE_FIELD) == article_id:
        return False
    body = body_of(record.block)
    if not any(clue in body for clue in clues):
        return False
    return is_shown_in(body, titles)


def is_shown_in(page: bytes, titles: set[str]) -> bool:
    """Whether a page shows one of these titles, folded; tags within it are no matter."""
    text = _decoded(page)
    readings = {fold(html.unescape(one)) for one in (text, _TAG.sub("", text), _TAG.sub(" ", text))}
    return any(title in one for title in titles for one in readings)


def body_of(message: bytes) -> bytes:
    """The body of a response with its chunks joined, and decompressed where it is gzip, deflate,
    Brotli or Zstandard."""
    head, payload = split_head(message)
    body = joined(head, payload)
    encoding = (field_of(head, "Content-Encoding") or b"").lower()
    try:
        if encoding == b"br":
            return _unbrotli(body)
        if encoding == b"zstd":
            return _unzstd(body)
    except Exception:  # Each library has errors of its own; what cannot be read shows nothing.
        return body
    for bits in (zlib.MAX_WBITS | 32, -zlib.MAX_WBITS) if encoding else ():
        try:
            return zlib.decompressobj(bits).decompress(body)
        except zlib.error:
            continue
    return body


def _decoded(body: bytes) -> str:
    for charset in CHARSETS:
        try:
            return body.decode(charset)
        except UnicodeDecodeError:
            continue
    raise AssertionError("latin-1 decodes anything")


def _longest_plain_word(title: str) -> bytes:
    words = [word for word in title.split() if word.isascii() and word.isalnum()]
    return max(words, key=len, default="").encode()
