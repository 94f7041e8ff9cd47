"""What a kill, a power cut or a lost state leaves: the next opening brings files and state into
agreement, and loses no whole record."""

from __future__ import annotations

import logging
import os
import random
import signal
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from support.exchanges import archive, exchange, later, whole_run
from support.paths import PYTHONPATH
from support.warcs import answers, complaints, files_of, index_of, records_of, rows_of

from newscrawl.storage.state.batch import Batch
from newscrawl.storage.warc import writer as series
from newscrawl.storage.warc.records import member, new_id

SECOND = "20260115T093000Z-2b4c"
THIRD = "20260116T093000Z-3c5d"


def everything(folder: Path) -> Path:
    """Two runs, four files, with something of everything."""
    pages = [
        exchange(
            f"/en/news/detail/{n}",
            os.urandom(900),
            article=f"paper/en/{n}",
            chunk=100 * (n % 2),
            at=later(n),
        )
        for n in range(1, 9)
    ]
    odd = exchange("/hints", b"hinted")
    interim = exchange("/hints", b"<p>1</p>", b'ETag: "v1"')
    object.__setattr__(interim, "response", b"HTTP/1.1 103 Early Hints\r\n\r\n" + interim.response)
    whole_run(folder, *pages, odd, interim, roll_bytes=6_000)
    again = [
        exchange(f"/en/news/detail/{n}", pages[n - 1].entity, article=f"paper/en/{n}", at=later(99))
        for n in range(1, 5)
    ]
    vouched = exchange(
        "/hints", b"", status=b"304 Not Modified", asks=(b'If-None-Match: "v1"',), at=later(99)
    )
    missing = exchange(
        "/q?я=ы".encode().decode("latin-1"), b"", b"Content-Type: ?", status=b"404 No"
    )
    whole_run(folder, *again, vouched, missing, run=SECOND)
    return folder


def lose_state(folder: Path) -> None:
    for name in ("newscrawl.db", "newscrawl.db-wal", "newscrawl.db-shm"):
        (folder / name).unlink(missing_ok=True)


def under_way(folder: Path, count: int) -> bytes:
    """A run that wrote so many answers and was killed before it told the state. Gives the bytes of
    its file."""
    one = archive(folder, THIRD)
    for number in range(count):
        one.capture(exchange(f"/{number}", b"page %d" % number))
    assert one._warc is not None and one._warc._fd is not None
    os.fsync(one._warc._fd)
    one.state.close()
    return files_of(folder)[-1].read_bytes()


def reopen(folder: Path) -> None:
    archive(folder, "20260117T093000Z-4d6e", warc=False).close()


def test_a_state_that_is_lost_is_rebuilt_from_the_files(tmp_path: Path) -> None:
    everything(tmp_path)
    paths = files_of(tmp_path)
    assert len(paths) == 4
    before = (
        rows_of(tmp_path),
        rows_of(tmp_path, "warc_files"),
        [path.read_bytes() for path in paths],
        list(map(index_of, paths)),
    )
    assert {row["kind"] for row in before[0]} == {"response", "revisit"}
    lose_state(tmp_path)
    reopen(tmp_path)
    assert (
        rows_of(tmp_path),
        rows_of(tmp_path, "warc_files"),
        [path.read_bytes() for path in paths],
        list(map(index_of, paths)),
    ) == before


def test_a_rebuilt_state_still_knows_what_was_seen_before(tmp_path: Path) -> None:
    whole_run(tmp_path, exchange("/1", chunk=5))
    lose_state(tmp_path)
    whole_run(tmp_path, exchange("/2", chunk=9), run=SECOND)
    assert [record.kind for record in answers(tmp_path)] == ["response", "revisit"]


def test_what_a_killed_run_had_not_told_is_taken_in(tmp_path: Path) -> None:
    whole_run(tmp_path, exchange())
    whole = under_way(tmp_path, 5)
    assert len(rows_of(tmp_path)) == 1
    reopen(tmp_path)
    path = files_of(tmp_path)[-1]
    assert path.read_bytes() == whole
    rows = rows_of(tmp_path)
    assert [row["url"] for row in rows[1:]] == [
        f"http://paper.test/{number}" for number in range(5)
    ]
    assert [(row["run"], row["closed"]) for row in rows_of(tmp_path, "warc_files")][-1] == (
        THIRD,
        1,
    )
    assert len(index_of(path)) == 5


@pytest.mark.slow
def test_a_torn_tail_is_cut_wherever_it_was_torn(tmp_path: Path) -> None:
    whole = under_way(tmp_path, 3)
    path = files_of(tmp_path)[-1]
    records = records_of(path)
    dice = random.Random(7)
    edges = [record.offset + record.length + shift for record in records for shift in (-1, 0, 1)]
    for kept in sorted(
        {*edges, *(dice.randrange(1, len(whole)) for _ in range(12))} - {len(whole) + 1}
    ):
        lose_state(tmp_path)
        path.write_bytes(whole[:kept])
        path.with_name(path.name.replace(".warc.gz", ".cdxj")).unlink(missing_ok=True)
        reopen(tmp_path)
        left = [record for record in records if record.offset + record.length <= kept]
        if not left:
            assert not path.exists()
            assert rows_of(tmp_path) == rows_of(tmp_path, "warc_files") == []
            continue
        assert path.read_bytes() == whole[: left[-1].offset + left[-1].length]
        assert complaints(path) == ""
        assert [row["record_id"] for row in rows_of(tmp_path)] == [
            one.id for one in left if one.kind == "response"
        ]
        assert len(index_of(path)) == len(rows_of(tmp_path))


def test_blocks_of_nul_that_a_power_cut_left_are_cut(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    whole = under_way(tmp_path, 3)
    path = files_of(tmp_path)[-1]
    *_, response, request = records_of(path)
    path.write_bytes(whole[: request.offset] + b"\0" * 8192)
    reopen(tmp_path)
    assert path.read_bytes() == whole[: request.offset]
    assert rows_of(tmp_path)[-1]["record_id"] == response.id
    assert "torn bytes cut" in caplog.text


def test_what_the_state_knows_is_never_cut(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """No crash does this: it is for verify to tell."""
    one = archive(tmp_path, THIRD)
    for number in range(3):
        one.capture(exchange(f"/{number}"))
    one.commit()
    one._write_to_state = lambda: Batch()  # type: ignore[method-assign]
    one.state.close()
    path = files_of(tmp_path)[-1]
    whole = path.read_bytes()
    for harmed in (whole[:-9], whole[:500] + bytes([whole[500] ^ 1]) + whole[501:]):
        path.write_bytes(harmed)
        with sqlite3.connect(tmp_path / "newscrawl.db") as state:
            state.execute("UPDATE warc_files SET closed = 0")
        state.close()
        reopen(tmp_path)
        assert path.read_bytes() == harmed
        assert len(rows_of(tmp_path)) == 3
    assert "see scrapy verify" in caplog.text


def test_a_file_that_a_run_closed_is_not_cut_though_the_state_is_lost(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    whole_run(tmp_path, *(exchange(f"/{number}") for number in range(9)))
    [path] = files_of(tmp_path)
    harmed = path.read_bytes()[:-9] + b"?" * 9
    path.write_bytes(harmed)
    lose_state(tmp_path)
    reopen(tmp_path)
    assert path.read_bytes() == harmed
    assert "is damaged" in caplog.text


@pytest.mark.parametrize(
    "name", ["other.warc.gz", "paper-20260114.warc.gz", "rec-20260114093000000000-host.warc.gz"]
)
def test_files_of_others_are_left_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / "warc").mkdir()
    (tmp_path / "warc" / name).write_bytes(b"what is this")
    whole_run(tmp_path, exchange())
    assert (tmp_path / "warc" / name).read_bytes() == b"what is this"
    assert [row["name"] for row in rows_of(tmp_path, "warc_files")] == [
        "paper-20260114T093000Z-1f3a-00000.warc.gz"
    ]


def test_files_that_were_moved_away_are_not_missed(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    whole_run(tmp_path, exchange("/1"))
    rows = rows_of(tmp_path)
    (tmp_path / "warc").rename(tmp_path / "elsewhere")
    with caplog.at_level(logging.WARNING):
        whole_run(tmp_path, exchange("/2"), run=SECOND)
    assert caplog.text == ""
    assert rows_of(tmp_path)[0] == rows[0]
    [revisit] = answers(tmp_path)
    assert (revisit.kind, revisit.headers["WARC-Refers-To"]) == ("revisit", rows[0]["record_id"])


def test_a_file_that_was_lost_with_its_run_leaves_no_index(tmp_path: Path) -> None:
    one = archive(tmp_path, THIRD)
    one.capture(exchange())
    one.commit()
    one.state.close()
    files_of(tmp_path)[0].unlink()
    reopen(tmp_path)
    assert list((tmp_path / "warc").iterdir()) == []


def test_a_response_that_names_no_url_is_damage_and_what_follows_is_taken_in(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Another program wrote it: ours always names one."""
    under_way(tmp_path, 1)
    path = files_of(tmp_path)[-1]
    at = datetime(2026, 1, 14, tzinfo=UTC)
    head = b"HTTP/1.1 200 OK\r\n\r\n"
    nameless = member("response", new_id(), at, {}, head)
    named = {"WARC-Target-URI": "http://paper.test/after"}
    following = member("response", new_id(), at, named, head)
    path.write_bytes(path.read_bytes() + nameless + following)
    lose_state(tmp_path)
    reopen(tmp_path)
    assert "it names no URL, or no date" in caplog.text
    assert [row["url"] for row in rows_of(tmp_path)] == [
        "http://paper.test/0",
        "http://paper.test/after",
    ]


def test_a_dry_run_touches_nothing(tmp_path: Path) -> None:
    whole = under_way(tmp_path, 3)
    path = files_of(tmp_path)[-1]
    path.write_bytes(whole[:-5])
    dry: Any = series.Origin("paper", SECOND)
    from newscrawl.storage.archive import Archive

    one = Archive(tmp_path, run=SECOND, dry=True, origin=dry)
    assert one.capture(exchange("/dry")) is None
    one.close()
    assert [path.read_bytes() for path in files_of(tmp_path)] == [whole[:-5]]


WRITER = """
import sys
from pathlib import Path
from support.exchanges import archive, exchange
one = archive(Path(sys.argv[1]), sys.argv[2])
for number in range(100_000):
    one.capture(exchange(f"/{number}", b"page %d of " % number + sys.argv[2].encode() * 500))
    if number % 7 == 6:
        one.commit()
    print(number, flush=True)
"""


@pytest.mark.slow
def test_kills_at_random_instants_leave_whole_records_and_a_state_that_agrees(
    tmp_path: Path,
) -> None:
    dice = random.Random(11)
    told = 0
    for kill in range(6):
        run = f"202601{10 + kill}T093000Z-000{kill}"
        command = [sys.executable, "-c", WRITER, str(tmp_path), run]
        environment = os.environ | {"PYTHONPATH": PYTHONPATH}
        with subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            for _ in range(dice.randrange(1, 90)):
                process.stdout.readline()
                told += 1
            process.send_signal(signal.SIGKILL)
    reopen(tmp_path)
    assert [complaints(path) for path in files_of(tmp_path)] == [""] * 6
    rows, there = rows_of(tmp_path), answers(tmp_path)
    assert [(row["record_id"], row["file"], row["offset"], row["length"]) for row in rows] == [
        (one.id, one.file, one.offset, one.length) for one in there
    ]
    # kill -9 takes nothing that a write has handed to the system.
    assert len(there) >= told
    assert [
        (row["name"], row["size_bytes"], row["closed"]) for row in rows_of(tmp_path, "warc_files")
    ] == [(path.name, path.stat().st_size, 1) for path in files_of(tmp_path)]
