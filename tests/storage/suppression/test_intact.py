"""Whether a WARC file may be written to: it is what the state says, or a takedown has begun on
it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from support.exchanges import exchange, whole_run
from support.makers import NOON
from support.warcs import files_of, rows_of

from newscrawl.records import utc
from newscrawl.storage.suppression.intact import file_sha256, is_in_place, is_intact
from newscrawl.storage.warc.tombstone import tombstone

VICTIM = "paper/en/2"


class Warc:
    """A file of four pages, of which the second and the last are to be taken down."""

    def __init__(self, folder: Path) -> None:
        pages = [
            exchange(f"/{place}", b"<p>%d" % place, article=article)
            for place, article in enumerate([None, VICTIM, "paper/en/3", VICTIM])
        ]
        whole_run(folder, *pages)
        [self.path] = files_of(folder)
        [self.row] = rows_of(folder, "warc_files")
        rows = rows_of(folder)
        self.known = {row["offset"]: row["record_id"] for row in rows}
        self.own = [row for row in rows if row["id"] == VICTIM]
        self.whole = self.path.read_bytes()

    @property
    def is_intact(self) -> bool:
        return is_intact(self.path, self.row, self.own, self.known)

    def put(self, content: bytes, row: dict[str, Any]) -> None:
        with self.path.open("r+b") as file:
            file.seek(row["offset"])
            file.write(content)


@pytest.fixture
def warc(tmp_path: Path) -> Warc:
    return Warc(tmp_path)


def stone(row: dict[str, Any]) -> bytes:
    facts = {name: row[name] for name in ("record_id", "url", "at")}
    return tombstone(row["length"], article=VICTIM, suppressed_at=utc(NOON), **facts)


def test_a_file_as_it_was_written_is_intact_and_so_is_one_that_grew_since(warc: Warc) -> None:
    assert warc.is_intact
    warc.path.write_bytes(warc.whole + b"of a run that is under way")
    assert warc.is_intact


@pytest.mark.parametrize("part", [1, 2, 9])
def test_half_a_tombstone_leaves_it_intact(warc: Warc, part: int) -> None:
    content = stone(warc.own[0])
    warc.put(content[: len(content) // part], warc.own[0])
    assert warc.is_intact
    warc.put(stone(warc.own[0]), warc.own[0])
    warc.put(stone(warc.own[1])[:99], warc.own[1])
    assert warc.is_intact


def test_a_file_that_is_too_short_is_not(warc: Warc) -> None:
    warc.path.write_bytes(warc.whole[:-1])
    assert not warc.is_intact


def test_damage_to_another_record_is_not_of_a_takedown(warc: Warc) -> None:
    warc.put(stone(warc.own[0]), warc.own[0])
    other = next(offset for offset in warc.known if offset > warc.own[0]["offset"])
    content = bytearray(warc.path.read_bytes())
    content[other + 40] ^= 1
    warc.path.write_bytes(content)
    assert not warc.is_intact


def test_damage_before_a_takedown_has_begun_is_not_taken_for_one(warc: Warc) -> None:
    """Every record is whole and in its place, but a header is not the one that was written."""
    content = bytearray(warc.whole)
    content[9] ^= 1  # The system on which gzip ran, of which no reader takes notice.
    warc.path.write_bytes(content)
    assert not warc.is_intact


def test_a_record_that_is_known_of_another_place_is_missing(warc: Warc) -> None:
    warc.put(stone(warc.own[0]), warc.own[0])
    warc.known[len(warc.whole) - 1] = "<urn:uuid:of no record>"
    assert not warc.is_intact


def test_without_a_row_of_the_file_its_records_are_what_is_known(warc: Warc) -> None:
    assert not is_intact(warc.path, None, warc.own, warc.known), "no takedown has begun"
    warc.put(stone(warc.own[0]), warc.own[0])
    assert is_intact(warc.path, None, warc.own, warc.known)


def test_a_record_and_its_tombstone_are_in_place_and_nothing_else_is(warc: Warc) -> None:
    one, other = warc.own
    with warc.path.open("rb") as file:
        assert is_in_place(file, one)
        assert not is_in_place(file, {**one, "length": one["length"] - 1})
        assert not is_in_place(file, {**one, "record_id": other["record_id"]})
    warc.put(stone(one), one)
    with warc.path.open("rb") as file:
        assert is_in_place(file, one)


def test_the_digest_is_of_the_first_bytes(warc: Warc) -> None:
    before = file_sha256(warc.path, len(warc.whole))
    assert before == warc.row["sha256"]
    warc.path.write_bytes(warc.whole + b"more")
    assert file_sha256(warc.path, len(warc.whole)) == before
