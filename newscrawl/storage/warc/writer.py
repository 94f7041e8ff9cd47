"""The WARC files of an output folder: one a run, the next one at 1 GB; written record by record,
whole whatever happens.

The state says how far each file is surely on the disk; what a crash left behind that is the
business of recovery.py.
"""

from __future__ import annotations

import hashlib
import os
import re
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from newscrawl import clock
from newscrawl.errors import OutputError
from newscrawl.records import utc
from newscrawl.storage.files.atomic import write_whole
from newscrawl.storage.files.jsonl_log import sync_folder
from newscrawl.storage.state.repository import State
from newscrawl.storage.warc.cdxj import index_name, index_of
from newscrawl.storage.warc.records import (
    ARTICLE_FIELD,
    IDENTICAL_PAYLOAD,
    NOT_MODIFIED,
    Before,
    Exchange,
    Parsed,
    WarcError,
    digest_of,
    field_of,
    interim_member,
    mime_of,
    new_id,
    parsed,
    request_member,
    response_member,
    revisit_member,
    split_head,
    split_interim,
    status_of,
    warcinfo_member,
)
from newscrawl.storage.warc.tombstone import SUPPRESSED_FIELD

FOLDER = "warc"
SUFFIX = ".warc.gz"

Row = dict[str, Any]

_VALIDATORS = {"If-None-Match": "ETag", "If-Modified-Since": "Last-Modified"}
"""What a request asks with, and where that is from (RFC 9110, 13.1)."""
_CHUNKED = re.compile(
    rb"^transfer-encoding[ \t]*:[ \t]*chunked[ \t\r]*$", re.IGNORECASE | re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Origin:
    """What the files of a run say of themselves."""

    site: str
    run: str
    facts: Mapping[str, str] = field(default_factory=dict)
    """Fields of the `warcinfo` record: program, settings."""
    roll_bytes: int = 1 << 30
    """A file that would grow beyond that is closed, and the next one begun."""


class WarcWriter:
    """The files that one run writes. Rows of `captures` and `warc_files` that are due in the state
    wait in `captures` and `files`."""

    def __init__(self, folder: Path, origin: Origin, state: State) -> None:
        """Nothing is made before the first record."""
        self._folder = folder / FOLDER
        self._origin = origin
        self._state = state
        self._serial = -1
        self._name = ""
        self._fd: int | None = None
        self._size = self._synced = 0
        self._hash = hashlib.sha256()
        self._info_id = ""
        self._seen: dict[bytes, Before] = {}
        """Bodies of which the state does not know yet."""
        self.captures: list[Row] = []
        """Written, and not told to the state yet."""
        self.files: dict[str, Row] = {}
        """Likewise, by name."""

    def add(self, exchange: Exchange, *, confirms: Before | None = None) -> Row:
        """Write an exchange: the answer, then the request. Gives the row of `captures` of the
        answer.

        `confirms` is the record that the server vouches for (304). Raises OutputError when the disk
        takes no more: the file then ends with the last whole record before.
        """
        interim, answered = split_interim(exchange.response)
        if interim:
            exchange = replace(exchange, response=answered)
        head, payload = split_head(exchange.response)
        record_id = new_id()
        # Where the tools and Scrapy see the body begin at different bytes, it is nobody's
        # duplicate.
        entity = entity_of(head, payload) if joined(head, payload) == exchange.entity else None
        before = confirms or (self._before(entity) if entity is not None else None)
        self._make_room(len(exchange.response) // 2)
        digest = before.digest if before is not None else digest_of(payload)
        if before is not None:
            profile = NOT_MODIFIED if confirms is not None else IDENTICAL_PAYLOAD
            answer = revisit_member(exchange, record_id, self._info_id, head, before, profile)
        else:
            answer = response_member(exchange, record_id, self._info_id, digest)
        before_it = interim_member(exchange, record_id, self._info_id, interim) if interim else b""
        offset = self._append(
            answer + before_it + request_member(exchange, record_id, self._info_id)
        )
        row: Row = {
            "record_id": record_id,
            "file": self._name,
            "offset": offset,
            "length": len(answer),
            "kind": "response" if before is None else "revisit",
            "url": exchange.url,
            "at": utc(exchange.at),
            "status": status_of(head),
            "mime": mime_of(head),
            "digest": digest,
            # That of a revisit is in the record that it refers to, and a state rebuilt from the
            # files could not know it.
            "entity": entity if before is None else None,
            "refers_to": before.record_id if before is not None else None,
            "id": exchange.article,
        }
        self.captures.append(row)
        if entity is not None and before is None:
            self._seen[entity] = Before(record_id, exchange.url, row["at"], digest)
        return row

    def vouched(self, exchange: Exchange) -> Before | None:
        """The record that holds what the server vouches for with a 304: the newest of this address,
        if it has the validator asked with.

        None where there is none: a run without WARC may have seen a newer page.
        """
        row = next(
            (
                row
                for row in reversed(self.captures)
                if row["url"] == exchange.url and row["status"] == 200
            ),
            None,
        )
        row = row or self._state.capture_at(exchange.url)
        if row is None or not self._is_asked_with(row, exchange.request):
            return None
        if row["kind"] == "revisit":
            wanted = row["refers_to"]
            row = next(
                (row for row in self.captures if row["record_id"] == wanted), None
            ) or self._state.capture(wanted)
        return before_of(row) if row is not None else None

    def _is_asked_with(self, row: Row, request: bytes) -> bool:
        try:
            with (self._folder / row["file"]).open("rb") as file:
                file.seek(row["offset"])
                record = parsed(zlib.decompress(file.read(row["length"]), zlib.MAX_WBITS | 16))
        except (OSError, zlib.error, WarcError):
            # Moved away, or damaged: then nothing is said of it.
            return False
        head, _ = split_head(record.block)
        for asked, told in _VALIDATORS.items():
            if (value := field_of(request, asked)) is not None:
                return value == field_of(head, told)
        return False

    def sync(self) -> None:
        """Force what was written to the disk, and note how far it reaches. Raises OutputError."""
        if self._fd is None or self._synced == self._size:
            return
        try:
            os.fsync(self._fd)
        except OSError as error:
            raise self._refused(error) from error
        self._synced = self._size
        self.files[self._name] = {
            "name": self._name,
            "run": self._origin.run,
            "size_bytes": self._size,
            "sha256": self._hash.hexdigest(),
            "closed": False,
        }

    def told(self) -> None:
        """The state has what waited in `captures` and `files`."""
        self.captures, self.files = [], {}
        self._seen.clear()

    def close(self) -> None:
        """Close the file under way. Its index is written by `finish`, once the state knows all of
        it. Raises OutputError."""
        if self._fd is None:
            return
        try:
            self.sync()
        finally:
            os.close(self._fd)
            self._fd = None

    # The file under way.

    def _before(self, entity: bytes) -> Before | None:
        seen = self._seen.get(entity)
        if seen is None and (row := self._state.capture_of_entity(entity)) is not None:
            seen = before_of(row)
        return seen

    def _make_room(self, expected_bytes: int) -> None:
        if self._fd is not None and self._size + expected_bytes > self._origin.roll_bytes:
            self.close()
        if self._fd is None:
            self._begin()

    def _begin(self) -> None:
        self._serial += 1
        self._name = f"{self._origin.site}-{self._origin.run}-{self._serial:05d}{SUFFIX}"
        try:
            self._folder.mkdir(exist_ok=True)
            self._fd = os.open(
                self._folder / self._name,
                os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC,
                0o644,
            )
            sync_folder(self._folder)
        except OSError as error:
            raise self._refused(error) from error
        self._size = self._synced = 0
        self._hash, self._info_id = hashlib.sha256(), new_id()
        try:
            self._append(
                warcinfo_member(self._info_id, clock.now(), self._name, self._origin.facts)
            )
        except OutputError:
            os.close(self._fd)
            self._fd = None
            (self._folder / self._name).unlink(missing_ok=True)
            raise

    def _append(self, content: bytes) -> int:
        """Write at the end; gives where that was."""
        assert self._fd is not None
        rest, offset = memoryview(content), self._size
        try:
            while rest:
                rest = rest[os.write(self._fd, rest) :]
        except OSError as error:
            # Where even that fails the next run cuts it.
            with suppress(OSError):
                os.ftruncate(self._fd, offset)
                os.lseek(self._fd, offset, os.SEEK_SET)
            raise self._refused(error) from error
        self._size += len(content)
        self._hash.update(content)
        return offset

    def _refused(self, error: OSError) -> OutputError:
        return OutputError(
            error.errno, f"cannot write {self._folder / self._name}: {error.strerror}"
        )


def before_of(row: Mapping[str, Any]) -> Before:
    """What a revisit says of the record that holds its body."""
    return Before(row["record_id"], row["url"], row["at"], row["digest"])


# What a run leaves.


def finish(folder: Path, state: State) -> None:
    """Write the index of each file to which nothing is added any more, and note that it is closed.
    Raises OutputError."""
    for row in state.open_warc_files():
        if (folder / FOLDER / row["name"]).exists():
            write_whole(
                folder / FOLDER / index_name(row["name"]), index_of(state.captures_of(row["name"]))
            )
        state.put_warc([{**row, "closed": True}], [])


def row_of(record: Parsed, file: str, offset: int, length: int) -> Row | None:
    """The row of `captures` that a record makes; None for a record that is no answer, and in the
    place of none."""
    headers = record.headers
    if record.kind == "metadata" and SUPPRESSED_FIELD in headers:
        return _row_of_tombstone(record, file, offset, length)
    if record.kind not in ("response", "revisit"):
        return None
    head, payload = split_head(record.block)
    return {
        "record_id": record.record_id,
        "file": file,
        "offset": offset,
        "length": length,
        "kind": record.kind,
        "url": headers["WARC-Target-URI"],
        "at": headers["WARC-Date"],
        "status": status_of(head),
        "mime": mime_of(head),
        "digest": headers.get("WARC-Payload-Digest"),
        "entity": entity_of(head, payload) if record.kind == "response" else None,
        "refers_to": headers.get("WARC-Refers-To"),
        "id": headers.get(ARTICLE_FIELD),
    }


def entity_of(head: bytes, payload: bytes) -> bytes | None:
    """By what a body is known that was seen before: the SHA-256 of it with its chunks joined; None
    for an empty one.

    Bodies in chunks have other ones: who replays a revisit reads the old body by the new head, and
    would show the chunks' sizes.
    """
    body = joined(head, payload)
    return (
        hashlib.sha256(body + b"in chunks" * bool(_CHUNKED.search(head))).digest() if body else None
    )


def _row_of_tombstone(record: Parsed, file: str, offset: int, length: int) -> Row:
    """As `takedown/warc.py` leaves it, but for the status, of which the record says nothing."""
    headers = record.headers
    nothing: Row = dict.fromkeys(("mime", "digest", "entity", "refers_to"))
    return {
        "record_id": record.record_id,
        "file": file,
        "offset": offset,
        "length": length,
        "kind": "suppressed",
        "url": headers["WARC-Target-URI"],
        "at": headers["WARC-Date"],
        "status": 0,
        "id": headers.get(ARTICLE_FIELD),
        **nothing,
    }


def joined(head: bytes, payload: bytes) -> bytes:
    r"""A body with its chunks joined (RFC 9112, 7.1), as far as they go; other bodies are as they
    are.

    >>> joined(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"5\r\nHello\r\n0\r\n\r\n")
    b'Hello'
    """
    return b"".join(_chunks(payload)) if _CHUNKED.search(head) else payload


def _chunks(payload: bytes) -> Iterator[bytes]:
    at = 0
    while (end := payload.find(b"\n", at)) >= 0:
        try:
            size = int(payload[at:end].split(b";")[0], 16)
        except ValueError:
            return
        if not size:
            return
        yield payload[end + 1 : end + 1 + size]
        at = end + 1 + size + 2
