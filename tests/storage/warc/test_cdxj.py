"""The index: each line leads to its record by offset and length alone."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from support.cdxj_keys import ADDRESSES
from support.exchanges import exchange, later, whole_run
from support.warcs import files_of, index_of, records_of

from newscrawl.storage.warc import cdxj


@pytest.mark.parametrize("url", ADDRESSES)
def test_a_key_is_the_address_as_archives_sort_it(url: str) -> None:
    row = {
        "url": url,
        "at": "2026-01-14T12:00:00Z",
        "kind": "response",
        "mime": "text/html",
        "status": 200,
        "digest": "sha256:A",
        "length": 7,
        "offset": 9,
        "file": "a.warc.gz",
    }
    told = (
        f'{{"url": "{url}", "mime": "text/html", "status": "200", "digest": "sha256:A", '
        '"length": "7", "offset": "9", "filename": "a.warc.gz"}'
    )
    assert cdxj.index_of([row]).decode() == f"{ADDRESSES[url]} 20260114120000 {told}\n"
    assert (
        cdxj.index_of([{**row, "kind": "suppressed"}, {**row, "kind": "revisit", "status": 304}])
        == b""
    )
    assert b'"mime": "unk"' in cdxj.index_of([{**row, "mime": None}])
    assert b"digest" not in cdxj.index_of([{**row, "digest": None}])


def test_each_line_leads_to_its_record_by_offset_and_length_alone(tmp_path: Path) -> None:
    whole_run(
        tmp_path,
        *(
            exchange(f"/en/news/detail/{number}", b"<p>%d</p>" % (number % 7), at=later(number % 5))
            for number in range(30, 0, -1)
        ),
        exchange("/q?b=2&a=%D1%8F", b"", status=b"404 No"),
    )
    [path] = files_of(tmp_path)
    index = index_of(path)
    records = {
        record.id: record for record in records_of(path) if record.kind in ("response", "revisit")
    }
    whole = path.read_bytes()
    for _, stamp, told in index:
        offset, length = int(told["offset"]), int(told["length"])
        content = gzip.decompress(whole[offset : offset + length])
        [record] = [record for record in records.values() if record.offset == offset]
        assert (
            content.startswith(b"WARC/1.1\r\n")
            and record.id.encode() in content
            and record.block in content
        )
        assert (told["url"], told["filename"], told["digest"]) == (
            record.url,
            path.name,
            record.headers["WARC-Payload-Digest"],
        )
        assert stamp == record.headers["WARC-Date"].translate({ord(one): None for one in "-:TZ"})
        assert told["mime"] == ("warc/revisit" if record.kind == "revisit" else "text/html")
    assert len(index) == len(records) == 31
    lines = path.with_name(path.name.replace(".warc.gz", ".cdxj")).read_bytes().splitlines()
    assert lines == sorted(lines)


def test_two_answers_of_one_second_are_two_lines(tmp_path: Path) -> None:
    whole_run(tmp_path, exchange("/", b"one"), exchange("/", b"two"))
    [path] = files_of(tmp_path)
    assert [(key, stamp) for key, stamp, _ in index_of(path)] == [
        ("test,paper)/", "20260114120000")
    ] * 2
