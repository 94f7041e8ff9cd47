"""A revisit is held against the answer that it names by URL, time and digest."""

from __future__ import annotations

from typing import Any

from newscrawl.verify.known_records import Records, answer_of, revisit_of

URL, AT, DIGEST = "https://paper.test/en/news/detail/1", "2026-01-14T12:00:00Z", "sha1:AB"
HEADERS = {"WARC-Refers-To-Target-URI": URL, "WARC-Refers-To-Date": AT}


def row(**facts: Any) -> dict[str, Any]:
    made = {"file": "a.warc.gz", "offset": 7, "id": "paper/en/1", "kind": "response"}
    return {**made, "url": URL, "at": AT, "digest": DIGEST, "refers_to": None, **facts}


def test_a_revisit_repeats_what_its_answer_says() -> None:
    revisit = row(kind="revisit", offset=99, refers_to="<urn:1>", at="2026-01-15T12:00:00Z")
    assert revisit_of(revisit, HEADERS).fingerprint == answer_of(row()).fingerprint
    for wrong in ({"url": "https://paper.test/"}, {"at": "2026-01-13T12:00:00Z"}, {"digest": "?"}):
        assert revisit_of(revisit, HEADERS).fingerprint != answer_of(row(**wrong)).fingerprint


def test_of_what_was_taken_down_nothing_is_compared() -> None:
    assert answer_of(row(kind="suppressed")).fingerprint is None


def test_records_are_answers_and_others() -> None:
    records = Records()
    records.answers["<urn:1>"] = answer_of(row())
    records.others.add("<urn:2>")
    assert [one in records for one in ("<urn:1>", "<urn:2>", "<urn:3>")] == [True, True, False]
