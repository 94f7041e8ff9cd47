"""A tombstone has exactly the length that is asked for, and every reader of WARC files reads it."""

from __future__ import annotations

import gzip
import io
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator
from hypothesis import given
from hypothesis import strategies as st
from warcio.checker import Checker

from newscrawl.storage.warc.capture_rows import row_of
from newscrawl.storage.warc.gzip_members import HEADER, members_of
from newscrawl.storage.warc.records import (
    NOT_MODIFIED,
    Exchange,
    Original,
    WarcError,
    digest_of,
    parsed,
    response_member,
    revisit_member,
)
from newscrawl.storage.warc.tombstone import tombstone

OLD = "<urn:uuid:7d3ae8a2-8a1c-4c43-9a1e-0123456789ab>"
URL = "https://paper.test/en/news/detail/4666"
AT, SUPPRESSED_AT = "2026-01-14T12:00:00Z", "2026-11-25T09:30:00Z"
SHORT = [*range(330, 620)]
BORDERS = [
    base + step
    for base in (999, 9_999, 65_535, 65_540, 99_999, 131_070, 131_080)
    for step in (*range(-3, 24), 440, 460, 480)
]


def made(length: int, url: str = URL) -> bytes:
    return tombstone(
        length, record_id=OLD, url=url, at=AT, article="paper/en/4666", suppressed_at=SUPPRESSED_AT
    )


def is_read_by_all(stone: bytes) -> None:
    """Fails where one of them cannot read it, or reads something else."""
    content = gzip.decompress(stone)
    assert zlib.decompress(stone, zlib.MAX_WBITS | 16) == content
    assert stone.startswith(HEADER)
    [member] = members_of(io.BytesIO(stone))
    assert (member.content, member.length) == (content, len(stone))
    record = parsed(content)
    assert (record.kind, record.record_id) == ("metadata", OLD)
    assert record.headers["Newscrawl-Suppressed"] == SUPPRESSED_AT
    assert record.headers["Newscrawl-Article"] == "paper/en/4666"
    assert record.headers["WARC-Date"] == AT
    assert record.headers["WARC-Block-Digest"] == digest_of(record.block)
    [iterated] = ArchiveIterator(io.BytesIO(stone), verify_digests=True)
    assert iterated.record_id == OLD


@pytest.mark.parametrize(
    "lengths", [SHORT, BORDERS], ids=["short", "at the borders of blocks and digits"]
)
def test_it_is_as_long_as_asked_for_and_readable(lengths: list[int]) -> None:
    for length in lengths:
        stone = made(length)
        assert len(stone) == length
        is_read_by_all(stone)


@given(st.integers(400, 300_000))
def test_so_it_is_at_any_length(length: int) -> None:
    stone = made(length)
    assert len(stone) == length
    is_read_by_all(stone)


@given(st.integers(1, 1_500))
def test_a_long_address_takes_no_more_room_than_it_took_before(size: int) -> None:
    url = URL + "?" + "a1" * size
    before = len(response_member(exchange(url), OLD, OLD, digest_of(b"")))
    assert len(made(before, url)) == before


def exchange(url: str) -> Exchange:
    answer = b"HTTP/1.1 404 Not Found\r\n\r\n"
    return Exchange(
        url,
        datetime(2026, 1, 14, 12, tzinfo=UTC),
        b"GET / HTTP/1.1\r\n\r\n",
        answer,
        None,
        b"",
        "paper/en/4666",
    )


def test_the_shortest_records_that_are_written_have_room_for_it() -> None:
    answer = response_member(exchange(URL), OLD, OLD, digest_of(b""))
    before = Original(OLD, URL, AT, digest_of(b""))
    vouched = revisit_member(
        exchange(URL), OLD, OLD, b"HTTP/1.1 304 Not Modified\r\n\r\n", before, NOT_MODIFIED
    )
    for member in (answer, vouched):
        assert len(made(len(member))) == len(member)


def test_the_same_takedown_gives_the_same_bytes() -> None:
    assert made(400) == made(400)
    assert made(9_000) == made(9_000)


def test_what_cannot_be_so_short_is_refused() -> None:
    with pytest.raises(WarcError, match="20 bytes"):
        made(20)


def test_it_compresses_to_nothing_that_was_there_before() -> None:
    assert gzip.decompress(made(70_000)).rstrip().endswith(b"what it held is not kept any more.")


@pytest.mark.parametrize("length", [400, 5_000, 70_000])
def test_warcio_finds_nothing_wrong(length: int, tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(made(length) + made(length + 7))
    assert is_right_for_warcio(path)


def test_a_state_that_was_lost_learns_of_it_again() -> None:
    row = row_of(parsed(gzip.decompress(made(700))), "a.warc.gz", 12, 700)
    assert row is not None
    assert (row["kind"], row["record_id"], row["url"], row["id"], row["digest"]) == (
        "suppressed",
        OLD,
        URL,
        "paper/en/4666",
        None,
    )


def is_right_for_warcio(path: Path) -> bool:
    checker = Checker(type("Options", (), {"inputs": [str(path)], "verbose": False}))
    checker.process_all()
    return bool(checker.exit_value == 0)
