"""The row that a record makes: of what the writer wrote, the one that it noted."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from support.exchanges import exchange, whole_run
from support.makers import NOON
from support.warcs import files_of, rows_of

from newscrawl.records import utc
from newscrawl.storage.warc.capture_rows import original_of, row_of
from newscrawl.storage.warc.gzip_members import members_of
from newscrawl.storage.warc.records import Parsed, parsed
from newscrawl.storage.warc.tombstone import tombstone


def test_records_read_back_make_the_rows_that_were_noted(tmp_path: Path) -> None:
    whole_run(
        tmp_path,
        exchange("/1", b"<p>1", b'ETag: "v1"', article="paper/en/1"),
        exchange("/2", b"<p>1", chunk=2),
        exchange("/1", b"", status=b"304 Not Modified", asks=(b'If-None-Match: "v1"',)),
        exchange("/3", b"", status=b"404 No"),
    )
    [path] = files_of(tmp_path)
    with path.open("rb") as file:
        rows = [
            row_of(parsed(one.content), path.name, one.offset, one.length)
            for one in members_of(file)
        ]
    assert [row for row in rows if row is not None] == rows_of(tmp_path)


def test_a_tombstone_makes_the_row_of_what_was_taken_down() -> None:
    stone = tombstone(
        900,
        record_id="<urn:uuid:00000000-0000-4000-8000-000000000001>",
        url="https://paper.test/1",
        at=utc(NOON),
        article="paper/en/1",
        suppressed_at=utc(NOON),
    )
    row = row_of(parsed(gzip.decompress(stone)), "a.warc.gz", 7, 900)
    assert row is not None
    assert (row["kind"], row["id"], row["status"], row["offset"]) == (
        "suppressed",
        "paper/en/1",
        0,
        7,
    )
    assert {row[name] for name in ("mime", "digest", "entity", "refers_to")} == {None}


@pytest.mark.parametrize(
    ("block", "mime"),
    [(b"", None), (b"HTTP/1.1 304 Not Modified\r\nContent-Type: text/html\r\n\r\n", "text/html")],
    ids=["no head", "with its head, as earlier versions wrote it"],
)
def test_a_304_is_known_by_its_record(block: bytes, mime: str | None) -> None:
    headers = {"WARC-Target-URI": "/1", "WARC-Date": utc(NOON), "WARC-Refers-To": "<urn:uuid:0>"}
    row = row_of(Parsed("revisit", "<urn:uuid:1>", headers, block), "a.warc.gz", 0, 1)
    assert row is not None
    assert (row["kind"], row["status"], row["mime"], row["refers_to"]) == (
        "revisit",
        304,
        mime,
        "<urn:uuid:0>",
    )


def test_other_records_make_none() -> None:
    for kind in ("request", "warcinfo", "metadata", "resource"):
        assert row_of(Parsed(kind, "<urn:uuid:1>", {}, b""), "a.warc.gz", 0, 1) is None


def test_a_revisit_names_the_record_of_a_row() -> None:
    row = {"record_id": "<urn:uuid:1>", "url": "/1", "at": utc(NOON), "digest": "sha256:A"}
    assert original_of({**row, "kind": "response"}) == ("<urn:uuid:1>", "/1", utc(NOON), "sha256:A")
