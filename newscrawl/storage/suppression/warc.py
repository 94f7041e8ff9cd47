"""The WARC records of an article: each becomes a tombstone in its place."""

from __future__ import annotations

import logging
import os
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import Any

from newscrawl.errors import OutputError, StoreError
from newscrawl.records import utc
from newscrawl.storage.state.repository import State
from newscrawl.storage.store.copies import bring_back, refresh, stored_copy
from newscrawl.storage.suppression.files import write_at
from newscrawl.storage.suppression.intact import file_sha256, is_in_place, is_intact
from newscrawl.storage.suppression.rows import Order
from newscrawl.storage.warc.capture_rows import NO_CONTENT
from newscrawl.storage.warc.closing import write_index
from newscrawl.storage.warc.names import FOLDER, index_name
from newscrawl.storage.warc.records import WarcError
from newscrawl.storage.warc.tombstone import tombstone

DAMAGED = "damaged/"
"""Before the name of a WARC file: the count of records that could not be taken down in it."""

Row = dict[str, Any]

_logger = logging.getLogger(__name__)


def write_tombstones(folder: Path, state: State, order: Order) -> Counter[str]:
    """Put a tombstone in the place of each record of the article, and of the pictures that only its
    page shows, in the copies of an object store, too. Gives how many (`records`, of them `pictures`
    of pictures), how many pictures stay (`pictures stay`), how many records lie in files that are
    neither here nor in a store (`records elsewhere`) or in one that cannot be had now (`records
    owed`), and by file (DAMAGED and its name) in the place of how many something else lies.

    Raises OutputError.
    """
    counts: Counter[str] = Counter()
    files = {row["name"]: row for row in state.warc_files()}
    pictures, stay = state.own_requisites(order.id)
    if stay:
        counts["pictures stay"] = stay
    if pictures:
        counts["pictures"] = len(pictures)
    # From then on they are its own: what stands in their place names it.
    pictures = [{**row, "id": order.id} for row in pictures]
    rows = [*state.captures_of_article(order.id), *pictures]
    rows.sort(key=lambda row: (row["file"], row["offset"]))
    for name, of_file in groupby(rows, key=lambda row: str(row["file"])):
        path, own = folder / FOLDER / name, [*of_file]
        try:
            with _brought_back(path):
                if not path.exists():
                    counts["records elsewhere"] += len(own)
                    state.save_warc([], _without_content(own))
                    continue
                left = _take_down_in(folder, state, name, files.get(name), own, order)
        except StoreError as error:
            # What is here has to go all the same, and the state: the next opening tries again.
            counts["records owed"] += len(own)
            state.save_warc([], _without_content(own))
            _logger.warning("%s; the next run takes down what is in it", error.strerror)
            continue
        if left:
            counts[f"{DAMAGED}{name}"] += left
            _logger.warning(
                "%s is damaged: %d records in it could not be taken down: see scrapy verify",
                path,
                left,
            )
        counts["records"] += len(own) - left
    return counts


@contextmanager
def _brought_back(path: Path) -> Iterator[None]:
    """The file is here inside, where a store has it; what was done to it is done to the copy at the
    end. Raises StoreError, OutputError."""
    is_here = path.exists()
    if not is_here and stored_copy(path) is not None:
        bring_back(path)
    yield
    if path.exists():
        for one in (path.with_name(index_name(path.name)), path):
            refresh(one)
        if not is_here:
            path.unlink()


def _take_down_in(
    folder: Path,
    state: State,
    name: str,
    file_row: Row | None,
    own: list[Row],
    order: Order,
) -> int:
    """Put tombstones into one file, and note it in the state and the index. Gives how many records
    were left."""
    path, sha256 = folder / FOLDER / name, ""
    try:
        known = {row["offset"]: row["record_id"] for row in state.captures_of(name)}
        is_whole = is_intact(path, file_row, own, known)
        left = _overwrite(path, own, order, is_whole=is_whole)
        # A damaged file keeps its old SHA-256: by that verify knows it for what it is, and a copy
        # for the right one.
        if file_row is not None and is_whole and not left:
            sha256 = file_sha256(path, file_row["size_bytes"])
    except OSError as error:
        raise OutputError(error.errno, f"cannot write {path}: {error.strerror}") from error
    has_new_digest = file_row is not None and bool(sha256)
    state.save_warc(
        [{**file_row, "sha256": sha256}] if file_row is not None and has_new_digest else [],
        _without_content(own),
    )
    if file_row is not None and has_new_digest and file_row["closed"]:
        write_index(folder, state, name)
    return left


def _without_content(rows: list[Row]) -> list[Row]:
    return [{**row, "kind": "suppressed", **NO_CONTENT} for row in rows]


def _overwrite(path: Path, rows: list[Row], order: Order, *, is_whole: bool) -> int:
    """Gives how many records were left: their places hold something else. `is_whole`: what cannot
    be read in them is half a tombstone."""
    left = 0
    with path.open("r+b") as file:
        for row in rows:
            stone = _tombstone_for(row, order) if is_whole or is_in_place(file, row) else None
            if stone is None:
                left += 1
            elif os.pread(file.fileno(), row["length"], row["offset"]) != stone:
                write_at(file.fileno(), stone, row["offset"])
        os.fsync(file.fileno())
    return left


def _tombstone_for(row: Mapping[str, Any], order: Order) -> bytes | None:
    """The tombstone for the record of a row; None where the record is too short for one."""
    try:
        return tombstone(
            row["length"],
            record_id=row["record_id"],
            url=row["url"],
            at=row["at"],
            article=order.id,
            suppressed_at=utc(order.moment),
        )
    except WarcError:
        return None
