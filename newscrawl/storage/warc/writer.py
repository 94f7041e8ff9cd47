"""The WARC files that one run writes, record by record: the next one is begun at 1 GB, and each is
whole whatever happens.

The state says how far each file is surely on the disk; what a crash leaves behind that is the
business of recovery.py.
"""

from __future__ import annotations

import hashlib
import os
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from newscrawl import clock, lease
from newscrawl.errors import OutputError
from newscrawl.records import utc
from newscrawl.storage.files.jsonl_log import sync_folder
from newscrawl.storage.state.repository import State
from newscrawl.storage.warc.capture_rows import original_of, own_columns
from newscrawl.storage.warc.http_body import body_digest, joined
from newscrawl.storage.warc.names import FOLDER, warc_name
from newscrawl.storage.warc.records import (
    IDENTICAL_PAYLOAD,
    NOT_MODIFIED,
    NOT_MODIFIED_STATUS,
    Exchange,
    Original,
    WarcError,
    digest_of,
    field_of,
    members_beside,
    mime_of,
    new_id,
    parsed,
    response_member,
    revisit_member,
    split_head,
    split_interim,
    status_of,
    warcinfo_member,
)

ROLL_BYTES = 1 << 30
"""About 1 GB, which ISO 28500:2017, annex C, recommends for a file."""

Row = dict[str, Any]

_VALIDATORS = {"If-None-Match": "ETag", "If-Modified-Since": "Last-Modified"}
"""What a conditional request asks with, and where that is from (RFC 9110, 13.1)."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What the files of a run say of themselves."""

    site: str
    run: str
    facts: Mapping[str, str] = field(default_factory=dict)
    """Fields of the `warcinfo` record: program, settings."""
    roll_bytes: int = ROLL_BYTES
    """A file that would grow beyond that is closed, and the next one begun."""


class WarcWriter:
    """The files that one run writes. Rows of `captures` and `warc_files` wait in `captures` and
    `files` until the state has them: see `forget_saved`."""

    def __init__(
        self,
        folder: Path,
        origin: Origin,
        state: State,
        *,
        clock: Callable[[], datetime] = clock.now,
    ) -> None:
        """Nothing is made before the first record."""
        self._folder = folder / FOLDER
        self._origin = origin
        self._state = state
        self._clock = clock
        self._number = -1
        self._name = ""
        self._fd: int | None = None
        self._size = self._synced = 0
        self._hash = hashlib.sha256()
        self._info_id = ""
        self._unsaved_bodies: dict[bytes, Original] = {}
        """Records of bodies that the state does not know yet."""
        self.captures: list[Row] = []
        """Rows of responses that were written, and are not in the state yet."""
        self.files: dict[str, Row] = {}
        """Rows of files, by name; likewise."""

    def add(self, exchange: Exchange, *, confirms: Original | None = None) -> Row | None:
        """Write an exchange: the response, then the request. Gives the row of `captures` of the
        response; None for a 304 that confirms no record that is known, of which nothing can be
        shown.

        `confirms` is the record that the server says still holds (304). Raises OutputError when the
        disk takes no more: the file then ends with the last whole record before.
        """
        interim, response = split_interim(exchange.response)
        if interim:
            exchange = replace(exchange, response=response)
        head, payload = split_head(exchange.response)
        if status_of(head) == NOT_MODIFIED_STATUS:
            interim += head
            if confirms is None:
                self._make_room(len(interim))
                self._append(members_beside(exchange, self._info_id, interim, None))
                return None
        # Where the tools and Scrapy see the body begin at different bytes, it is nobody's
        # duplicate.
        has_clear_body = joined(head, payload) == exchange.entity
        entity = body_digest(head, payload) if has_clear_body else None
        original = confirms or self._original_with(entity)
        self._make_room(len(exchange.response) // 2)
        digest = original.digest if original is not None else digest_of(payload)
        record_id = new_id()
        if original is not None:
            profile = NOT_MODIFIED if confirms is not None else IDENTICAL_PAYLOAD
            stored = revisit_member(exchange, record_id, self._info_id, head, original, profile)
        else:
            stored = response_member(exchange, record_id, self._info_id, digest)
        offset = self._append(stored + members_beside(exchange, self._info_id, interim, record_id))
        own: Row = own_columns(exchange)
        row: Row = {
            "record_id": record_id,
            "file": self._name,
            "offset": offset,
            "length": len(stored),
            "kind": "response" if original is None else "revisit",
            "url": exchange.url,
            "at": utc(exchange.at),
            "status": status_of(head),
            "mime": mime_of(head) if confirms is None else None,
            "digest": digest,
            # That of a revisit is in the record that it refers to, and a state rebuilt from the
            # files could not know it.
            "entity": entity if original is None else None,
            "refers_to": original.record_id if original is not None else None,
        } | own
        self.captures.append(row)
        if entity is not None and original is None:
            self._unsaved_bodies[entity] = original_of(row)
        return row

    def confirmed_record(self, exchange: Exchange) -> Original | None:
        """The record that holds what the server confirms with a 304: the newest of this URL, if it
        has the validator of the request.

        None where there is none: a run without WARC may have seen a newer page.
        """
        row = self._newest_page_at(exchange.url)
        if row is None or not self._has_validator_of(exchange.request, row):
            return None
        if row["kind"] == "revisit":
            row = self.captured(row["refers_to"])
        return original_of(row) if row is not None else None

    def _newest_page_at(self, url: str) -> Row | None:
        for row in reversed(self.captures):
            if row["url"] == url and row["status"] == 200:
                return row
        return self._state.capture_at(url)

    def captured(self, record_id: str) -> Row | None:
        """The row of `captures` of a record; None where it is not known."""
        for row in self.captures:
            if row["record_id"] == record_id:
                return row
        return self._state.capture(record_id)

    def _has_validator_of(self, request: bytes, row: Row) -> bool:
        """Whether the response of a row has the `ETag` or `Last-Modified` that a request asks
        with."""
        try:
            with (self._folder / row["file"]).open("rb") as file:
                file.seek(row["offset"])
                record = parsed(zlib.decompress(file.read(row["length"]), zlib.MAX_WBITS | 16))
        except (OSError, zlib.error, WarcError):
            # Moved away, or damaged: then nothing is said of it.
            return False
        head, _ = split_head(record.block)
        for condition, validator in _VALIDATORS.items():
            if (value := field_of(request, condition)) is not None:
                return value == field_of(head, validator)
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

    def forget_saved(self) -> None:
        """The state has what waited in `captures` and `files`."""
        self.captures, self.files = [], {}
        self._unsaved_bodies.clear()

    def close(self) -> None:
        """Close the file under way. Its index is written by `close_finished`, once the state knows
        all of it. Raises OutputError."""
        if self._fd is None:
            return
        try:
            self.sync()
        finally:
            os.close(self._fd)
            self._fd = None

    # The file under way.

    def _original_with(self, entity: bytes | None) -> Original | None:
        """The record that holds this body already."""
        if entity is None:
            return None
        original = self._unsaved_bodies.get(entity)
        if original is None and (row := self._state.capture_of_entity(entity)) is not None:
            original = original_of(row)
        return original

    def _make_room(self, expected_bytes: int) -> None:
        if self._fd is not None and self._size + expected_bytes > self._origin.roll_bytes:
            self.close()
        if self._fd is None:
            self._begin()

    def _begin(self) -> None:
        self._number += 1
        self._name = warc_name(self._origin.site, self._origin.run, self._number)
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
                warcinfo_member(self._info_id, self._clock(), self._name, self._origin.facts)
            )
        except OutputError:
            os.close(self._fd)
            self._fd = None
            (self._folder / self._name).unlink(missing_ok=True)
            raise

    def _append(self, content: bytes) -> int:
        """Write at the end; gives where that was. Not when the lease of the run has ended: whoever
        took over has taken the file in as it was."""
        lease.check()
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
