"""What names a record names an answer, at its place, of its article."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from newscrawl.verify.known_records import Answer, Records
from newscrawl.verify.references import wrong_lesson, wrong_memory, wrong_place, wrong_reading


@pytest.fixture
def records() -> Records:
    answers = {
        "<urn:1>": Answer("a.warc.gz", 7, "paper/en/1", 1),
        "<urn:home>": Answer("a.warc.gz", 99, None, 2),
    }
    return Records(answers=answers, others={"<urn:request>"})


@pytest.mark.parametrize(
    ("named", "wrong"),
    [
        ({}, ""),
        ({"offset": 8}, "warc says byte 8"),
        ({"file": "b.warc.gz"}, "warc says byte 7 of b.warc.gz"),
        ({"record_id": "<urn:9>"}, "warc names <urn:9>, which is no answer"),
        ({"record_id": "<urn:request>"}, "warc names <urn:request>, which is no answer"),
        ({"record_id": 1}, "warc names 1, which is no answer"),
    ],
)
def test_a_line_names_its_page(records: Records, named: Mapping[str, Any], wrong: str) -> None:
    warc = {"file": "a.warc.gz", "offset": 7, "record_id": "<urn:1>", **named}
    said = wrong_place({"id": "paper/en/1"}, warc, records)
    assert said.startswith(wrong) and bool(said) == bool(wrong)


def test_a_line_does_not_name_the_page_of_another(records: Records) -> None:
    warc = {"file": "a.warc.gz", "offset": 7, "record_id": "<urn:1>"}
    assert "a page of paper/en/1" in wrong_place({"id": "paper/en/2"}, warc, records)


def test_nothing_is_held_against_a_file_that_is_not_there(records: Records) -> None:
    records.missing.add("b.warc.gz")
    warc = {"file": "b.warc.gz", "offset": 7, "record_id": "<urn:9>"}
    assert wrong_place({"id": "paper/en/1"}, warc, records) == ""
    reading = {"id": "paper/en/1", "came": "read", "record_id": "<urn:9>", "layout": "<urn:8>"}
    assert list(wrong_reading(reading, records)) == []
    assert list(wrong_lesson({"layout": "<urn:9>", "record_id": "<urn:8>"}, records)) == []


@pytest.mark.parametrize(
    ("facts", "wrong"),
    [
        ({}, []),
        ({"record_id": "<urn:home>"}, []),
        ({"came": "lost"}, ["came is 'lost'"]),
        (
            {"record_id": "<urn:9>"},
            ["the page that was read is <urn:9>, which is no answer in any file"],
        ),
        ({"id": "paper/en/2"}, ["the page that was read is <urn:1>, a page of paper/en/1"]),
        ({"layout": "<urn:9>"}, ["its layout is <urn:9>, which is no answer in any file"]),
    ],
)
def test_how_a_page_was_read_names_that_page_and_its_layout(
    records: Records, facts: Mapping[str, Any], wrong: list[str]
) -> None:
    row = {"id": "paper/en/1", "came": "read", "record_id": "<urn:1>", "layout": None, **facts}
    assert list(wrong_reading(row, records)) == wrong


@pytest.mark.parametrize(
    ("pages", "count"),
    [
        ('{"layout": "<urn:1>"}', 0),
        ('{"layout": "<urn:9>"}', 1),
        ('{"blocks": []}', 0),
        ("[]", 0),
        ("{", 0),
    ],
)
def test_what_repeats_names_the_page_that_it_is_from(
    records: Records, pages: str, count: int
) -> None:
    row = {"site": "paper", "language": "en", "pages": pages}
    assert len(list(wrong_memory(row, records))) == count


def test_a_lesson_names_two_answers(records: Records) -> None:
    assert list(wrong_lesson({"layout": "<urn:1>", "record_id": "<urn:home>"}, records)) == []
    assert len(list(wrong_lesson({"layout": "<urn:8>", "record_id": "<urn:9>"}, records))) == 2
