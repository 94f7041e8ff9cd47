"""The WARC records of an article: each becomes a tombstone in its place. And which records of other pages show its headline still."""

from __future__ import annotations

import hashlib
import html
import os
import zlib
from collections import Counter
from itertools import groupby
from pathlib import Path
from typing import Any

from newscrawl.errors import OutputError
from newscrawl.storage.records import utc
from newscrawl.storage.state import State
from newscrawl.storage.takedown.files import write_at
from newscrawl.storage.takedown.rows import Order
from newscrawl.storage.takedown.texts import Texts
from newscrawl.storage.warc.cdxj import index_name, index_of
from newscrawl.storage.warc.members import Torn, members_of
from newscrawl.storage.warc.records import ARTICLE_FIELD, WarcError, parsed, split_head
from newscrawl.storage.warc.series import FOLDER, SUFFIX, joined
from newscrawl.storage.warc.tombstone import tombstone
from newscrawl.storage.whole import write_whole
from newscrawl.text import fold

CHARSETS = ("utf-8", "windows-1251", "latin-1")
READ_BYTES = 1 << 20


def entomb(folder: Path, state: State, order: Order) -> Counter[str]:
    """Put a tombstone in the place of each record of the article. Gives how many, and how many lie in files that are not here.

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
        try:
            _overwrite(path, told, order)
            digest = _digest(path, files[name]["size_bytes"]) if name in files else ""
        except OSError as error:
            raise OutputError(error.errno, f"cannot write {path}: {error.strerror}") from error
        state.put_warc([{**files[name], "sha256": digest}] if digest else [], [{**row, **nothing} for row in told])
        if digest and files[name]["closed"]:
            write_whole(folder / FOLDER / index_name(name), index_of(state.captures_of(name)))
        counts["records"] += len(told)
    return counts


def _overwrite(path: Path, rows: list[dict[str, Any]], order: Order) -> None:
    with path.open("r+b") as file:
        size = os.fstat(file.fileno()).st_size
        for row in rows:
            if row["offset"] + row["length"] > size:
                raise OutputError(None, f"{path} is shorter than the state says: see scrapy verify")
            try:
                stone = tombstone(
                    row["length"],
                    record_id=row["record_id"],
                    url=row["url"],
                    at=row["at"],
                    article=order.id,
                    suppressed_at=utc(order.moment),
                )
            except WarcError as error:
                raise OutputError(None, f"{path}: {error}") from error
            if os.pread(file.fileno(), row["length"], row["offset"]) != stone:
                write_at(file.fileno(), stone, row["offset"])
        os.fsync(file.fileno())


def _digest(path: Path, size_bytes: int) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(min(READ_BYTES, size_bytes - file.tell())):
            digest.update(chunk)
    return digest.hexdigest()


# What other pages show.


def shown_elsewhere(folder: Path, texts: Texts, article_id: str) -> int:
    """How many records of other pages show one of its titles. What cannot be read is not counted: verify tells of it.

    Raises OutputError.
    """
    titles = {fold(title) for title in texts.titles}
    if not titles:
        return 0
    # Whoever shows a headline leads to it, or spells its longest word as it is spelt here: the rest need not be decoded.
    marks = {url.rpartition("/")[2].encode() for url in texts.urls} | {_longest_plain_word(title) for title in titles}
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
    text = fold(html.unescape(_decoded(body)))
    return any(title in text for title in titles)


def body_of(message: bytes) -> bytes:
    """The body of an answer with its chunks joined, and decompressed where it is gzip or deflate."""
    head, payload = split_head(message)
    body = joined(head, payload)
    for how in (zlib.MAX_WBITS | 32, -zlib.MAX_WBITS):
        if b"content-encoding" in head.lower():
            try:
                return zlib.decompressobj(how).decompress(body)
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
