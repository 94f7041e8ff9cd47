"""A record of a WARC file is the page as it came, decoded."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from support.kept import keep
from support.makers import NOON
from support.parsing import html

from newscrawl.items import WarcRef
from newscrawl.parse.kept_pages import RECORD_LOST, KeptPages

BODY = html("<p>The ferry sails again.</p>")


def test_a_page_comes_back_with_all_that_reading_it_takes(tmp_path: Path) -> None:
    [row] = keep(tmp_path, ("/en/news/detail/7", BODY), lines=(b'ETag: "a"',))
    page = KeptPages(tmp_path, max_bytes=1 << 20).fetched(row)
    assert (page.body, page.url) == (BODY, "http://paper.test/en/news/detail/7")
    assert (page.status, page.content_type, page.etag) == (200, "text/html", '"a"')
    assert page.fetched_at == NOON
    assert page.warc == WarcRef(row["file"], row["offset"], row["record_id"])


def test_compression_is_undone_up_to_a_bound(tmp_path: Path) -> None:
    packed = gzip.compress(BODY)
    [row] = keep(tmp_path, ("/7", packed), lines=(b"Content-Encoding: gzip",))
    assert KeptPages(tmp_path, max_bytes=1 << 20).fetched(row).body == BODY
    with pytest.raises(RECORD_LOST):
        KeptPages(tmp_path, max_bytes=len(BODY) - 1).fetched(row)


def test_a_record_that_is_not_there_is_an_error_that_callers_expect(tmp_path: Path) -> None:
    [row] = keep(tmp_path, ("/7", BODY))
    kept = KeptPages(tmp_path, max_bytes=1 << 20)
    with pytest.raises(RECORD_LOST):
        kept.fetched({**row, "record_id": "<urn:uuid:another>"})
    with pytest.raises(RECORD_LOST):
        kept.fetched({**row, "file": "moved-away.warc.gz"})
