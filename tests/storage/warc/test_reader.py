"""Responses read back from a row: as the site sent them, or an error that says where they are
not."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

import pytest
from support.exchanges import exchange, later, whole_run
from support.warcs import files_of, rows_of

from newscrawl.storage.warc import reader
from newscrawl.storage.warc.reader import WarcReader
from newscrawl.storage.warc.records import WarcError


def test_a_response_comes_back_with_its_headers_and_its_chunks_joined(tmp_path: Path) -> None:
    whole_run(tmp_path, exchange("/1", b"<p>One page", b"X-Note: a", b"x-note: b", chunk=4))
    [row] = rows_of(tmp_path)
    with closing(WarcReader(tmp_path)) as files:
        response = files.response(row)
    assert (response.status, response.body) == (200, b"<p>One page")
    assert (b"X-Note", b"a") in response.headers and (b"x-note", b"b") in response.headers


def test_a_revisit_has_its_own_head_and_the_body_of_the_original(tmp_path: Path) -> None:
    whole_run(tmp_path, exchange("/1", b"<p>Same", b"X-Note: a"), exchange("/2", b"<p>Same"))
    original, revisit = rows_of(tmp_path)
    with closing(WarcReader(tmp_path)) as files:
        response = files.response(revisit, original)
        assert response.body == b"<p>Same"
        assert b"X-Note" not in dict(response.headers)
        with pytest.raises(WarcError, match="the record that holds its body is not known"):
            files.response(revisit)


def test_a_304_has_the_head_and_the_body_of_what_it_confirms(tmp_path: Path) -> None:
    tag = b'ETag: "v1"'
    asked = (b'If-None-Match: "v1"',)
    vouched = exchange("/1", b"", status=b"304 Not Modified", asks=asked, at=later(9))
    whole_run(tmp_path, exchange("/1", b"<p>Same", tag, b"X-Note: a"), vouched)
    original, revisit = rows_of(tmp_path)
    with closing(WarcReader(tmp_path)) as files:
        response = files.response(revisit, original)
    assert (response.status, response.body) == (304, b"<p>Same")
    assert (b"X-Note", b"a") in response.headers


def test_a_place_where_another_record_lies_is_named(tmp_path: Path) -> None:
    whole_run(tmp_path, exchange("/1", b"<p>1"), exchange("/2", b"<p>2"))
    one, other = rows_of(tmp_path)
    with closing(WarcReader(tmp_path)) as files:
        swapped = {**one, "offset": other["offset"], "length": other["length"]}
        with pytest.raises(WarcError, match=f"byte {other['offset']}: there is no response"):
            files.record(swapped)
        with pytest.raises(WarcError, match=rf"byte {one['offset'] + 1}: "):
            files.record({**one, "offset": one["offset"] + 1})
        with pytest.raises(FileNotFoundError):
            files.record({**one, "file": "elsewhere.warc.gz"})


def test_only_so_many_files_are_held_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_FILES", 2)
    pages = [exchange(f"/{number}", os.urandom(600)) for number in range(5)]
    whole_run(tmp_path, *pages, roll_bytes=700)
    assert len(files_of(tmp_path)) == 5
    files = WarcReader(tmp_path)
    for _ in range(2):
        for row, page in zip(rows_of(tmp_path), pages, strict=True):
            assert files.response(row).body == page.entity
            assert len(files._files) <= 2
    files.close()
    assert not files._files
