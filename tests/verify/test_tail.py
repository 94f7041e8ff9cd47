"""A torn end is told from damage: the next run cuts the one and keeps the other."""

from __future__ import annotations

from pathlib import Path

import pytest

from newscrawl.storage.files.jsonl_log import GROUP_LINES
from newscrawl.verify.tail import lines_of

WHOLE = b'{"seq": 1}\n'


def read(path: Path, content: bytes, *, synced_bytes: int = 0) -> list[tuple[bool, bool]]:
    """Of each line: whether it is a record, whether it is the torn end."""
    path.write_bytes(content)
    return [
        (line.record is not None, line.torn) for line in lines_of(path, synced_bytes=synced_bytes)
    ]


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    return tmp_path / "articles.jsonl"


def test_lines_are_numbered_from_1_with_the_bytes_before_them(feed: Path) -> None:
    feed.write_bytes(WHOLE * 2)
    first, second = lines_of(feed, synced_bytes=0)
    assert (first.number, first.offset, first.end) == (1, 0, len(WHOLE))
    assert (second.number, second.offset, second.text) == (2, len(WHOLE), '{"seq": 1}')


@pytest.mark.parametrize("tail", [b'{"seq": 2', b'{"seq": 2\n', b"\0\0\0", b"\xff\n"])
def test_a_last_line_that_is_none_is_a_torn_end(feed: Path, tail: bytes) -> None:
    assert read(feed, WHOLE + tail) == [(True, False), (False, True)]


def test_up_to_what_was_surely_on_the_disk_no_line_is_torn(feed: Path) -> None:
    size = len(WHOLE)
    assert read(feed, WHOLE + b"{\n", synced_bytes=size + 2) == [(True, False), (False, False)]
    assert read(feed, WHOLE + b"{\n", synced_bytes=size) == [(True, False), (False, True)]


def test_a_broken_line_before_others_is_damage(feed: Path) -> None:
    assert read(feed, b"{\n" + WHOLE) == [(False, False), (True, False)]


def test_blocks_of_nul_bytes_near_the_end_are_what_a_power_cut_leaves(feed: Path) -> None:
    assert read(feed, WHOLE + b"\0\0\n" + WHOLE * GROUP_LINES)[-1] == (False, True)
    assert read(feed, b"\0\0\n" + WHOLE * (GROUP_LINES + 1))[0] == (False, False)


@pytest.mark.parametrize(
    ("raw", "wrong"),
    [
        (b'{"a": "\xff"}\n', "it is not UTF-8: byte 0xff at offset 7"),
        (b"{\n", "it is not JSON"),
        (b"[1]\n", "it is no JSON object"),
        (b"[" * 100_000 + b"\n", "it is not JSON of ours: nested beyond measure"),
        (b"{}", "it has no end"),
    ],
)
def test_why_a_line_is_none_is_said(feed: Path, raw: bytes, wrong: str) -> None:
    feed.write_bytes(raw)
    [line] = lines_of(feed, synced_bytes=0)
    assert line.wrong.startswith(wrong)
