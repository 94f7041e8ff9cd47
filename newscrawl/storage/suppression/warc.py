"""The WARC records of an article: each becomes a tombstone in its place. And which records of other
pages show its headline still."""

from __future__ import annotations

import hashlib
import html
import logging
import os
import re
import zlib
from collections import Counter
from collections.abc import Mapping
from itertools import groupby
from pathlib import Path
from typing import Any, BinaryIO

from scrapy.utils._compression import _unbrotli, _unzstd

from newscrawl.errors import OutputError
from newscrawl.records import utc
from newscrawl.storage.files.atomic import write_whole
from newscrawl.storage.files.failed_pages import NAME
from newscrawl.storage.state.repository import State
from newscrawl.storage.suppression.files import remove, write_at
from newscrawl.storage.suppression.rows import Order
from newscrawl.storage.suppression.texts import TITLE_CHARS, Texts
from newscrawl.storage.warc.cdxj import index_name, index_of
from newscrawl.storage.warc.gzip_members import Torn, members_of
from newscrawl.storage.warc.records import ARTICLE_FIELD, WarcError, field_of, parsed, split_head
from newscrawl.storage.warc.tombstone import tombstone
from newscrawl.storage.warc.writer import FOLDER, SUFFIX, joined
from newscrawl.text import fold

CHARSETS = ("utf-8", "windows-1251", "latin-1")
READ_BYTES = 1 << 20

_TAG = re.compile(r"<[^<>]*>")

DAMAGED = "damaged/"
"""Before the name of a WARC file: the count of records that could not be taken down in it."""

_logger = logging.getLogger(__name__)


def entomb(folder: Path, state: State, order: Order) -> Counter[str]:
    """Put a tombstone in the place of each record of the article. Gives how many, and how many lie
    in files that are not here, or, by file (DAMAGED and its name), in the place of which something
    else lies.

    Raises OutputError.
    """
    counts: Counter[str] = Counter()
    files = {row["name"]: row for row in state.warc_files()}
    rows = sorted(state.captures_of_article(order.id), key=lambda row: (row["file"], row["offset"]))
    for name, of_file in groupby(rows, key=lambda row: str(row["file"])):
        path, told = folder / FOLDER / name, [*of_file]
        nothing = {"kind": "suppressed", **dict.fromkeys(("mime", "digest", "entity", "refers_to"))}
        if not path.exists():
            counts["records elsewhere"] += len(told)
            state.put_warc([], [{**row, **nothing} for row in told])
            continue
        file = files.get(name)
        try:
            is_whole = _is_as_told(
                path,
                file,
                told,
                {row["offset"]: row["record_id"] for row in state.captures_of(name)},
            )
            left = _overwrite(path, told, order, is_whole=is_whole)
            # A damaged file keeps its old SHA-256: by that verify knows it for what it is, and a
            # copy for the right one.
            digest = (
                _digest(path, file["size_bytes"])
                if file is not None and is_whole and not left
                else ""
            )
        except OSError as error:
            raise OutputError(error.errno, f"cannot write {path}: {error.strerror}") from error
        if left:
            counts[f"{DAMAGED}{name}"] += left
            _logger.warning(
                "%s is damaged: %d records in it could not be taken down: see scrapy verify",
                path,
                left,
            )
        state.put_warc(
            [{**file, "sha256": digest}] if file is not None and digest else [],
            [{**row, **nothing} for row in told],
        )
        if digest and file is not None and file["closed"]:
            write_whole(folder / FOLDER / index_name(name), index_of(state.captures_of(name)))
        counts["records"] += len(told) - left
    return counts


def _is_as_told(
    path: Path, told: Mapping[str, Any] | None, own: list[dict[str, Any]], known: Mapping[int, str]
) -> bool:
    """Whether a file is what the state says, but for what a takedown of our own that was cut short
    has done to these records.

    `told` is the file's row, `known` the id of each answer in it, by offset.
    """
    size = path.stat().st_size
    if told is not None:
        if size < told["size_bytes"]:
            return False
        if _digest(path, told["size_bytes"]) == told["sha256"]:
            return True
        size = told["size_bytes"]
    places = {row["offset"]: row for row in own}
    met: set[int] = set()
    at, is_begun = 0, False
    with path.open("rb") as file:
        while at < size:
            if (row := places.get(at)) is not None:
                is_begun = (
                    is_begun
                    or not _is_there(file, row)
                    or b"\r\nWARC-Type: metadata\r\n" in _content(file, row)
                )
                met.add(at)
                at += row["length"]
                continue
            try:
                for member in members_of(file, at):
                    if (
                        parsed(member.content).headers.get("WARC-Record-ID")
                        != known.get(member.offset)
                        and member.offset in known
                    ):
                        return False
                    met.add(member.offset)
                    at = member.offset + member.length
                    if at >= size or at in places:
                        # Half a tombstone may follow.
                        break
                else:
                    return False
            except (Torn, WarcError):
                return False
    return at == size and is_begun and known.keys() <= met


def _content(file: BinaryIO, row: Mapping[str, Any]) -> bytes:
    """What the gzip member in a record's place holds; nothing where there is none of its length."""
    inflate = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        content = inflate.decompress(os.pread(file.fileno(), row["length"], row["offset"]))
    except zlib.error:
        return b""
    return content if inflate.eof and not inflate.unused_data else b""


def _is_there(file: BinaryIO, row: Mapping[str, Any]) -> bool:
    """Whether a record, or its tombstone, lies in its place, and is as long as the state says."""
    try:
        return bool(parsed(_content(file, row)).headers.get("WARC-Record-ID") == row["record_id"])
    except WarcError:
        return False


def _overwrite(path: Path, rows: list[dict[str, Any]], order: Order, *, is_whole: bool) -> int:
    """Gives how many records were left: their places hold something else. `is_whole`: what cannot
    be read in them is half a tombstone."""
    left = 0
    with path.open("r+b") as file:
        for row in rows:
            if not is_whole and not _is_there(file, row):
                left += 1
                continue
            try:
                stone = tombstone(
                    row["length"],
                    record_id=row["record_id"],
                    url=row["url"],
                    at=row["at"],
                    article=order.id,
                    suppressed_at=utc(order.moment),
                )
            except WarcError:
                left += 1
                continue
            if os.pread(file.fileno(), row["length"], row["offset"]) != stone:
                write_at(file.fileno(), stone, row["offset"])
        os.fsync(file.fileno())
    return left


def _digest(path: Path, size_bytes: int) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(min(READ_BYTES, size_bytes - file.tell())):
            digest.update(chunk)
    return digest.hexdigest()


# What other pages show.


def remove_failed_that_show(folder: Path, texts: Texts) -> int:
    """Remove the failed pages of other addresses that show one of its titles; gives how many.
    Raises OutputError."""
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
    verify tells of it.

    Raises OutputError.
    """
    titles = {fold(title) for title in texts.titles}
    if not titles:
        return 0
    # Whoever shows a headline leads to it, or spells its longest word as it is spelt here: the rest
    # need not be decoded.
    marks = {url.rpartition("/")[2].encode() for url in texts.urls} | {
        _longest_plain_word(title) for title in titles
    }
    count = 0
    try:
        for path in sorted((folder / FOLDER).glob(f"*{SUFFIX}")):
            with path.open("rb") as file:
                try:
                    for member in members_of(file):
                        count += _shows(member.content, titles, marks - {b""}, article_id)
                except Torn:
                    continue
    except OSError as error:
        raise OutputError(error.errno, f"cannot read {error.filename}: {error.strerror}") from error
    return count


def _shows(content: bytes, titles: set[str], marks: set[bytes], article_id: str) -> bool:
    try:
        record = parsed(content)
    except WarcError:
        return False
    if record.kind != "response" or record.headers.get(ARTICLE_FIELD) == article_id:
        return False
    body = body_of(record.block)
    if not any(mark in body for mark in marks):
        return False
    return is_shown_in(body, titles)


def is_shown_in(page: bytes, titles: set[str]) -> bool:
    """Whether a page shows one of these titles, folded; tags within it are no matter."""
    text = _decoded(page)
    told = {fold(html.unescape(one)) for one in (text, _TAG.sub("", text), _TAG.sub(" ", text))}
    return any(title in one for title in titles for one in told)


def body_of(message: bytes) -> bytes:
    """The body of an answer with its chunks joined, and decompressed where it is gzip, deflate,
    Brotli or Zstandard."""
    head, payload = split_head(message)
    body = joined(head, payload)
    how = (field_of(head, "Content-Encoding") or b"").lower()
    try:
        if how == b"br":
            return _unbrotli(body)
        if how == b"zstd":
            return _unzstd(body)
    except Exception:  # Each library has errors of its own; what cannot be read shows nothing.
        return body
    for bits in (zlib.MAX_WBITS | 32, -zlib.MAX_WBITS) if how else ():
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
