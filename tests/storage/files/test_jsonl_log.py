"""A feed's lines are whole and numbered, whatever ended the run before."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.disks import disk_of

from newscrawl.errors import OutputError
from newscrawl.records import Record, line_of
from newscrawl.storage.files.jsonl_log import Feed


def opened(path: Path, *position: int) -> tuple[Feed, list[tuple[int, Record]]]:
    feed = Feed(path)
    return feed, [(seq, json.loads(line)) for seq, line in feed.recover(*position)]


def append(feed: Feed, *words: str) -> None:
    feed.append(
        [line_of({"seq": feed.seq + place, "word": word}) for place, word in enumerate(words, 1)]
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A feed of three lines."""
    feed, _ = opened(tmp_path / "feed.jsonl")
    append(feed, "one", "two — два", "three")
    feed.close()
    return feed.path


def words(path: Path) -> list[str]:
    return [json.loads(line)["word"] for line in path.read_bytes().split(b"\n")[:-1]]


def test_lines_are_numbered_and_keep_the_order_of_their_keys(path: Path) -> None:
    lines = path.read_text("utf-8").split("\n")
    assert lines == [
        '{"seq": 1, "word": "one"}',
        '{"seq": 2, "word": "two — два"}',
        '{"seq": 3, "word": "three"}',
        "",
    ]


def test_the_next_run_goes_on_where_the_last_one_ended(path: Path) -> None:
    feed, found = opened(path)
    assert [seq for seq, _ in found] == [1, 2, 3]
    append(feed, "four")
    assert (feed.seq, feed.size_bytes) == feed.synced == (4, path.stat().st_size)
    feed.close()
    assert words(path) == ["one", "two — два", "three", "four"]


def test_behind_a_position_that_is_surely_on_the_disk_only_the_rest_is_read(path: Path) -> None:
    size_bytes = len(b'{"seq": 1, "word": "one"}\n')
    feed, found = opened(path, 1, size_bytes)
    assert [seq for seq, _ in found] == [2, 3]
    assert feed.seq == 3
    feed.close()


@pytest.mark.parametrize(
    "position",
    [(1, 9), (2, 26), (9, 10_000)],
    ids=["no line ends there", "another line does", "beyond the end"],
)
def test_a_position_that_the_file_does_not_show_is_not_believed(
    path: Path, position: tuple[int, int]
) -> None:
    feed, found = opened(path, *position)
    assert [seq for seq, _ in found] == [1, 2, 3]
    feed.close()


def test_a_long_line_before_the_position_is_found(tmp_path: Path) -> None:
    feed, _ = opened(tmp_path / "feed.jsonl")
    append(feed, "short", "long " * 200_000)
    feed.close()
    again, found = opened(feed.path, *feed.synced)
    assert (found, again.seq) == ([], 2)
    again.close()


@pytest.mark.parametrize("cut", range(1, 27))
def test_a_torn_last_line_is_cut_wherever_it_was_torn(path: Path, cut: int) -> None:
    os.truncate(path, path.stat().st_size - cut)
    feed, found = opened(path)
    assert [record["word"] for _, record in found] == ["one", "two — два"]
    append(feed, "again")
    feed.close()
    assert words(path) == ["one", "two — два", "again"]


@pytest.mark.parametrize(
    "tail",
    [
        b"{\n",
        b"null\n",
        b"\0" * 4096,
        b"\0" * 100 + b"\n",
        b"\n",
        b"\xff\xfe\n",
        b'{"seq": 4, "word": "x"}',
    ],
)
def test_a_last_line_that_is_none_is_cut(path: Path, tail: bytes) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole + tail)
    opened(path)[0].close()
    assert path.read_bytes() == whole


def test_blocks_that_a_power_cut_left_unwritten_are_cut_with_what_follows(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole + b"\0" * 512 + b'4, "word": "half"}\n{"seq": 5, "word": "lost"}\n')
    feed, found = opened(path)
    assert (len(found), feed.seq) == (3, 3)
    feed.close()
    assert path.read_bytes() == whole


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"seq": 2', b'"seq": 7'),
        (b'{"seq": 2', b'["seq": 2'),
        (b'{"seq": 1, "word": "one"}\n', b""),
    ],
    ids=["renumbered", "not JSON", "line taken out"],
)
def test_damage_that_no_crash_leaves_is_refused_and_not_touched(
    path: Path, old: bytes, new: bytes
) -> None:
    damaged = path.read_bytes().replace(old, new)
    path.write_bytes(damaged)
    feed = Feed(path)
    with pytest.raises(OutputError, match=r"line [12]"):
        list(feed.recover())
    feed.close()
    assert path.read_bytes() == damaged


def test_a_folder_that_is_not_there_is_an_output_error(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"nowhere.*No such file"):
        Feed(tmp_path / "nowhere" / "feed.jsonl")


def test_half_a_character_does_not_stop_the_feed(tmp_path: Path) -> None:
    feed, _ = opened(tmp_path / "feed.jsonl")
    append(feed, "half \ud83d")
    feed.close()
    assert words(feed.path) == ["half ?"]


def test_a_group_of_lines_costs_one_sync(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []
    feed, _ = opened(tmp_path / "feed.jsonl")
    monkeypatch.setattr(os, "fsync", synced.append)
    append(feed, *("x" * 25))
    append(feed)
    assert len(synced) == 1
    feed.close()


APPEND_FOR_EVER = """
import sys
from pathlib import Path
from newscrawl.storage.files.jsonl_log import Feed
from newscrawl.records import line_of
feed = Feed(Path(sys.argv[1]))
list(feed.recover())
print(feed.seq, flush=True)
while True:
    feed.append([line_of({"seq": feed.seq + 1, "word": "x" * (feed.seq * 7919 % 200_000)})])
    print(feed.seq, flush=True)
"""


@pytest.mark.slow
def test_kill_9_takes_no_line_that_was_appended(tmp_path: Path) -> None:
    """Eight runs on one feed, each killed somewhere in the middle of its lines."""
    path, dice, told = tmp_path / "feed.jsonl", random.Random(4666), 0
    for _ in range(8):
        with subprocess.Popen(
            [sys.executable, "-c", APPEND_FOR_EVER, str(path)], stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            start = int(process.stdout.readline())
            assert start >= told
            for _ in range(dice.randrange(1, 120)):
                told = int(process.stdout.readline())
            process.send_signal(signal.SIGKILL)
            told = max([told, *map(int, process.stdout.read().split())])
    feed, found = opened(path)
    feed.close()
    assert [seq for seq, _ in found] == list(range(1, feed.seq + 1))
    assert feed.seq >= told > 0
    assert path.stat().st_size == feed.size_bytes


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 KiB."""
    with disk_of("64k", tmp_path / "disk") as disk:
        yield disk


def test_a_full_disk_leaves_whole_lines_and_is_an_output_error(small_disk: Path) -> None:
    feed, _ = opened(small_disk / "feed.jsonl")
    written = 0

    def fill() -> None:
        nonlocal written
        for word in range(100):
            append(feed, f"{word}" * 1500)
            written += 1

    with pytest.raises(OutputError, match="No space left on device"):
        fill()
    assert 0 < written < 100
    assert feed.path.read_bytes().endswith(b"}\n")
    assert len(words(feed.path)) == written == feed.seq
    # A shorter line may still fit: the feed goes on from its last whole line.
    append(feed, "x")
    assert feed.seq == written + 1
    feed.close()
