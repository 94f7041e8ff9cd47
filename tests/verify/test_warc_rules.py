"""What a WARC record must say of itself."""

from __future__ import annotations

import pytest

from newscrawl.storage.warc.records import ARTICLE_FIELD, Parsed, digest_of
from newscrawl.storage.warc.tombstone import SUPPRESSED_FIELD
from newscrawl.verify.warc_rules import (
    FIELDS,
    differing_columns,
    is_tombstone,
    tombstone_row,
    wrong_record,
)

BLOCK = b"HTTP/1.1 200 OK\r\n\r\n<h1>A ferry</h1>"


def record(kind: str, **headers: str | None) -> Parsed:
    """A whole record of this kind; a header of None is left out."""
    given: dict[str, str | None] = dict.fromkeys(FIELDS.get(kind, ()), "?")
    given |= {"WARC-Date": "2026-01-14T12:00:00Z", "WARC-Block-Digest": digest_of(BLOCK)}
    given["WARC-Payload-Digest"] = digest_of(b"<h1>A ferry</h1>")
    given |= {f"WARC-{name.replace('_', '-')}": value for name, value in headers.items()}
    whole = {name: value for name, value in given.items() if value is not None}
    return Parsed(kind, "<urn:1>", whole, BLOCK)


@pytest.mark.parametrize("kind", FIELDS)
def test_a_whole_record_of_each_kind_is_right(kind: str) -> None:
    assert wrong_record(record(kind)) == []


def test_another_kind_is_none_of_ours() -> None:
    assert wrong_record(record("conversion")) == ["its WARC-Type is 'conversion'"]


def test_what_a_record_lacks_is_named() -> None:
    assert wrong_record(record("response", Target_URI=None, Date=None)) == [
        "a response record without WARC-Date, WARC-Target-URI"
    ]


def test_digests_are_of_block_and_payload() -> None:
    wrong = wrong_record(record("response", Block_Digest="?", Payload_Digest="?"))
    assert len(wrong) == 2
    assert len(wrong_record(record("revisit", Payload_Digest="?"))) == 0, "its body is elsewhere"


def test_a_tombstone_is_metadata_that_says_so_and_keeps_url_time_and_article() -> None:
    bare = record("metadata")
    stone = bare._replace(headers={**bare.headers, SUPPRESSED_FIELD: "yes"})
    assert (is_tombstone(bare), is_tombstone(stone)) == (False, True)
    assert wrong_record(stone) == [
        f"a metadata record without WARC-Target-URI, {ARTICLE_FIELD}",
    ]


def test_the_row_of_a_tombstone_keeps_the_place_and_loses_what_the_answer_was() -> None:
    row = {"record_id": "<urn:0>", "offset": 7, "status": 200, "kind": "response", "mime": "?"}
    stone = record("metadata", Target_URI="https://paper.test/")
    made = tombstone_row(row, stone, 99)
    assert (made["record_id"], made["kind"], made["length"]) == ("<urn:1>", "suppressed", 99)
    assert (made["offset"], made["status"], made["mime"]) == (7, 200, None)
    assert made["url"] == "https://paper.test/"


def test_a_body_that_was_not_taken_for_one_seen_before_has_no_entity() -> None:
    made = {"digest": "a", "entity": b"1", "length": 7}
    assert differing_columns({"digest": "a", "entity": None, "length": 7}, made) == []
    assert differing_columns({"digest": "b", "entity": b"2", "length": 7}, made) == [
        "digest",
        "entity",
    ]
