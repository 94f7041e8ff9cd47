"""The files that a run writes: what is new whole, what was seen before as a revisit, the next file
in time, and whole on a full disk."""

from __future__ import annotations

import errno
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from support.disks import disk_of
from support.exchanges import archive, exchange, later, whole_run
from support.warcs import Record, all_records, answers, complaints, files_of, records_of, rows_of

from newscrawl.errors import OutputError
from newscrawl.storage.warc import writer as series
from newscrawl.storage.warc.records import IDENTICAL_PAYLOAD, NOT_MODIFIED, Exchange

SECOND = "20260115T093000Z-2b4c"
THIRD = "20260116T093000Z-3c5d"
TAG = b'ETag: "v1"'
ASKED = b'If-None-Match: "v1"'


def test_a_run_that_fetched_nothing_makes_no_file(tmp_path: Path) -> None:
    whole_run(tmp_path)
    assert not (tmp_path / "warc").exists()


def test_each_file_begins_with_what_wrote_it(tmp_path: Path) -> None:
    whole_run(tmp_path, exchange())
    [path] = files_of(tmp_path)
    assert path.name == "paper-20260114T093000Z-1f3a-00000.warc.gz"
    info, response, request = records_of(path)
    assert [one.kind for one in (info, response, request)] == ["warcinfo", "response", "request"]
    assert (info.headers["WARC-Filename"], info.block) == (
        path.name,
        b"software: newscrawl/0.1.0\r\n",
    )
    assert response.headers["WARC-Warcinfo-ID"] == request.headers["WARC-Warcinfo-ID"] == info.id


def test_a_row_tells_where_an_answer_lies(tmp_path: Path) -> None:
    one = archive(tmp_path)
    given = exchange(article="paper/en/1")
    row = one.capture(given)
    assert row is not None and row["at"] == "2026-01-14T12:00:00Z"
    one.close()
    [path] = files_of(tmp_path)
    _, response, _ = records_of(path)
    assert (row["file"], row["offset"], row["length"], row["record_id"]) == (
        path.name,
        response.offset,
        response.length,
        response.id,
    )
    assert [row] == rows_of(tmp_path)
    [file] = rows_of(tmp_path, "warc_files")
    assert (file["size_bytes"], file["closed"]) == (path.stat().st_size, 1)


# What was seen before.


@pytest.mark.parametrize("chunks", [(0, 0), (4, 4), (4, 9), (1, 1000)])
@pytest.mark.parametrize("run", ["20260114T093000Z-1f3a", SECOND])
def test_the_same_body_is_a_revisit_also_when_it_is_chunked_otherwise(
    tmp_path: Path, chunks: tuple[int, int], run: str
) -> None:
    first = exchange("/1", chunk=chunks[0])
    again = exchange("/2", first.entity, b"X-Served-By: other", chunk=chunks[1], at=later(60))
    if run == SECOND:
        whole_run(tmp_path, first)
        whole_run(tmp_path, again, run=run)
    else:
        whole_run(tmp_path, first, again)
    response, revisit = answers(tmp_path)
    assert (response.kind, response.block) == ("response", first.response)
    assert (revisit.kind, revisit.block) == (
        "revisit",
        again.response.partition(b"\r\n\r\n")[0] + b"\r\n\r\n",
    )
    assert {
        name: revisit.headers[name]
        for name in revisit.headers
        if name.startswith(("WARC-Refers", "WARC-Prof", "WARC-Payload"))
    } == {
        "WARC-Profile": IDENTICAL_PAYLOAD,
        "WARC-Refers-To": response.id,
        "WARC-Refers-To-Target-URI": first.url,
        "WARC-Refers-To-Date": response.headers["WARC-Date"],
        "WARC-Payload-Digest": response.headers["WARC-Payload-Digest"],
    }
    assert [row["refers_to"] for row in rows_of(tmp_path)] == [None, response.id]


def test_another_body_is_none_nor_is_an_empty_one(tmp_path: Path) -> None:
    whole_run(
        tmp_path,
        exchange("/1", b"one"),
        exchange("/2", b"two"),
        exchange("/3", b""),
        exchange("/4", b""),
    )
    assert [record.kind for record in answers(tmp_path)] == ["response"] * 4


@pytest.mark.parametrize("chunks", [(0, 4), (4, 0)])
def test_a_body_in_chunks_is_no_revisit_of_one_without(
    tmp_path: Path, chunks: tuple[int, int]
) -> None:
    """pywb reads the old body by the new head."""
    whole_run(tmp_path, *(exchange(f"/{chunk}", chunk=chunk) for chunk in chunks))
    assert [record.kind for record in answers(tmp_path)] == ["response"] * 2


def test_a_revisit_never_refers_to_a_revisit(tmp_path: Path) -> None:
    whole_run(tmp_path, *(exchange("/", at=later(second)) for second in range(4)))
    first, *others = answers(tmp_path)
    assert [record.headers["WARC-Refers-To"] for record in others] == [first.id] * 3


# What the server vouches for.


def vouching(*asks: bytes, second: int = 9) -> Exchange:
    return exchange("/", b"", status=b"304 Not Modified", asks=asks, at=later(second))


def refers(record: Record) -> tuple[str, str | None, str | None]:
    return record.kind, record.headers.get("WARC-Profile"), record.headers.get("WARC-Refers-To")


def test_a_304_refers_to_the_page_that_it_vouches_for(tmp_path: Path) -> None:
    whole_run(
        tmp_path,
        exchange("/", b"<p>1</p>", TAG),
        exchange("/", b"<p>0</p>", b'ETag: "v0"', at=later(1)),
    )
    whole_run(tmp_path, exchange("/", b"<p>1</p>", TAG, at=later(2)), vouching(ASKED), run=SECOND)
    whole_run(tmp_path, vouching(ASKED), run=THIRD)
    old, _, back, *vouched = answers(tmp_path)
    assert refers(back) == ("revisit", IDENTICAL_PAYLOAD, old.id)
    # The newest is a revisit itself: the body is in the record that it refers to.
    assert [refers(record) for record in vouched] == [("revisit", NOT_MODIFIED, old.id)] * 2
    assert {record.headers["WARC-Payload-Digest"] for record in vouched} == {
        old.headers["WARC-Payload-Digest"]
    }
    # Replay would show the head in place of the page.
    assert {record.block for record in vouched} == {b""}
    heads = [one for one in all_records(tmp_path) if one.kind == "metadata"]
    assert [one.headers["WARC-Concurrent-To"] for one in heads] == [one.id for one in vouched]
    assert {one.block for one in heads} == {
        b"http-response-head: HTTP/1.1 304 Not Modified\r\n"
        b"http-response-head: Content-Type: text/html\r\n"
        b"http-response-head: Content-Length: 0\r\n"
    }
    rows = [row for row in rows_of(tmp_path) if row["kind"] == "revisit"]
    assert [(row["status"], row["mime"]) for row in rows] == [
        (200, "text/html"),
        (304, None),
        (304, None),
    ]


def test_a_date_vouches_as_well(tmp_path: Path) -> None:
    whole_run(tmp_path, exchange("/", b"<p>1</p>", b"last-modified: Fri, 09 Jan 2026 08:00:00 GMT"))
    whole_run(tmp_path, vouching(b"If-Modified-Since: Fri, 09 Jan 2026 08:00:00 GMT"), run=SECOND)
    assert [refers(record)[1] for record in answers(tmp_path)] == [None, NOT_MODIFIED]


@pytest.mark.parametrize(
    "asks", [(b'If-None-Match: "v2"',), (), (b"If-Modified-Since: Fri, 09 Jan 2026 08:00:00 GMT",)]
)
def test_a_304_for_a_page_that_is_in_no_file_is_no_answer_of_it(
    tmp_path: Path, asks: tuple[bytes, ...]
) -> None:
    """A run without WARC may have seen it."""
    whole_run(tmp_path, exchange("/", b"<p>1</p>", TAG))
    whole_run(tmp_path, vouching(*asks), run=SECOND)
    assert len(answers(tmp_path)) == len(rows_of(tmp_path)) == 1
    _, heads, request = records_of(files_of(tmp_path)[-1])
    assert (heads.kind, request.headers["WARC-Concurrent-To"]) == ("metadata", heads.id)
    assert b"HTTP/1.1 304 Not Modified" in heads.block


@pytest.mark.parametrize("harm", ["gone", "damaged"])
def test_a_304_refers_to_nothing_that_cannot_be_read(tmp_path: Path, harm: str) -> None:
    whole_run(tmp_path, exchange("/", b"<p>1</p>", TAG))
    [path] = files_of(tmp_path)
    if harm == "gone":
        path.rename(tmp_path / "elsewhere")
    else:
        path.write_bytes(b"\0" * path.stat().st_size)
    whole_run(tmp_path, vouching(ASKED), run=SECOND)
    assert [record.kind for record in records_of(files_of(tmp_path)[-1])] == [
        "warcinfo",
        "metadata",
        "request",
    ]


# One file after the other.


def test_a_file_that_would_grow_too_large_is_followed_by_the_next(tmp_path: Path) -> None:
    whole_run(
        tmp_path,
        *(exchange(f"/{number}", os.urandom(4_000)) for number in range(20)),
        exchange("/0", b"x"),
        roll_bytes=20_000,
    )
    paths = files_of(tmp_path)
    assert [path.name[-14:] for path in paths] == [
        f"-{number:05}.warc.gz"[-14:] for number in range(len(paths))
    ]
    assert len(paths) > 3
    for path in paths:
        assert path.stat().st_size < 25_000
        info, *others = records_of(path)
        assert info.headers["WARC-Filename"] == path.name
        assert {record.headers["WARC-Warcinfo-ID"] for record in others} == {info.id}
        assert complaints(path) == ""
    assert len(answers(tmp_path)) == len(rows_of(tmp_path)) == 21
    assert [(row["name"], row["closed"]) for row in rows_of(tmp_path, "warc_files")] == [
        (path.name, 1) for path in paths
    ]
    assert len(list((tmp_path / "warc").glob("*.cdxj"))) == len(paths)


def test_no_file_is_written_over(tmp_path: Path) -> None:
    whole_run(tmp_path, exchange())
    before = files_of(tmp_path)[0].read_bytes()
    one = archive(tmp_path)
    with pytest.raises(OutputError, match="File exists"):
        one.capture(exchange("/2"))
    one.close()
    assert files_of(tmp_path)[0].read_bytes() == before


# The disk.


def test_a_write_that_takes_only_a_part_is_gone_on_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        series,
        "os",
        SimpleNamespace(**{**vars(os), "write": lambda fd, data: os.write(fd, data[:7])}),
    )
    whole_run(tmp_path, exchange("/1", b"one"), exchange("/2", b"two"))
    assert [complaints(path) for path in files_of(tmp_path)] == [""]
    assert [record.payload for record in answers(tmp_path)] == [b"one", b"two"]


def test_a_disk_that_fills_up_in_the_middle_of_a_record_leaves_whole_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = [2_500]

    def write(fd: int, data: bytes) -> int:
        if not room[0]:
            raise OSError(errno.ENOSPC, "No space left on device")
        room[0] -= (written := os.write(fd, data[: room[0]]))
        return written

    one = archive(tmp_path)
    monkeypatch.setattr(series, "os", SimpleNamespace(**{**vars(os), "write": write}))
    kept = 0
    with pytest.raises(OutputError, match="No space left on device"):
        for number in range(100):
            one.capture(exchange(f"/{number}", b"%d" % number))
            kept += 1
    # Nothing but whole records is there, even before anything is closed.
    assert [record.payload for record in answers(tmp_path)] == [
        b"%d" % number for number in range(kept)
    ]
    room[0] = 9_999
    one.capture(exchange("/again", b"again"))
    one.close()
    assert [complaints(path) for path in files_of(tmp_path)] == [""]
    assert [record.payload for record in answers(tmp_path)] == [
        *(b"%d" % number for number in range(kept)),
        b"again",
    ]


def test_a_disk_without_room_for_the_first_record_is_left_without_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(fd: int, data: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    one = archive(tmp_path)
    with (
        monkeypatch.context() as patched,
        pytest.raises(OutputError, match="No space left on device"),
    ):
        patched.setattr(series, "os", SimpleNamespace(**{**vars(os), "write": write}))
        one.capture(exchange())
    assert files_of(tmp_path) == []
    one.close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1 MiB."""
    with disk_of("1m", tmp_path / "disk") as disk:
        yield disk


def test_a_full_disk_leaves_whole_records_and_the_next_run_goes_on(small_disk: Path) -> None:
    one = archive(small_disk)
    kept = 0
    with pytest.raises(OutputError, match="No space left on device"):
        for number in range(100):
            one.capture(exchange(f"/{number}", os.urandom(30_000)))
            kept += 1
    [path] = files_of(small_disk)
    assert complaints(path) == ""
    assert len(answers(small_disk)) == kept > 0
    with pytest.raises(OutputError):
        one.close()
    (small_disk / "room").touch()
    subprocess.run(["mount", "-o", "remount,size=8m", str(small_disk)], check=True)
    whole_run(small_disk, exchange("/next", b"next"), run=SECOND)
    assert [record.url for record in answers(small_disk)] == [
        *(f"http://paper.test/{number}" for number in range(kept)),
        "http://paper.test/next",
    ]
    assert len(rows_of(small_disk)) == kept + 1
    assert all(row["closed"] for row in rows_of(small_disk, "warc_files"))


def test_all_that_is_there_is_accounted_for(tmp_path: Path) -> None:
    whole_run(tmp_path, exchange("/1"), exchange("/1"), exchange("/2", b"", status=b"404 No"))
    assert [record.kind for record in all_records(tmp_path)] == [
        "warcinfo",
        *["response", "request"],
        *["revisit", "request"],
        *["response", "request"],
    ]
