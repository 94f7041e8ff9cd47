"""Items as the lines of the feeds: the keys of the contract, and what makes a revision."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone
from importlib.resources import files
from typing import Any

import pytest
from support.makers import headline, of_version_1, pair, ready

from newscrawl.items import WarcRef
from newscrawl.records import (
    COMPARED,
    article_digest,
    article_record,
    changed_fields,
    compared_digest,
    headline_record,
    line_of,
    moment,
    upgraded,
    utc,
)

FULL: dict[str, Any] = {
    "published": date(2026, 1, 9),
    "published_from": "page",
    "section": "Ports",
    "authors": ["A. Writer"],
    "image": "/a.jpg",
}
OTHER: dict[str, Any] = {
    "title": "The ferry sails no more",
    "body": "It stays.",
    "published": date(2026, 1, 10),
    "section": None,
    "authors": ["A. Writer", "B. Writer"],
    "image": "/b.jpg",
}


NEW_KEYS = ("description", "modified", "tags")
"""Those that came with version 2."""


def schema(name: str) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(
        (files("newscrawl") / "schemas" / f"{name}.json").read_bytes()
    )
    return made


def required(name: str) -> list[str]:
    return list(schema(name)["required"])


def properties(name: str) -> list[str]:
    return list(schema(name)["properties"])


def test_a_line_has_the_keys_of_its_schema_in_their_order() -> None:
    keys = [*required("article"), *NEW_KEYS]
    assert sorted(article_record(ready(1))) == sorted(keys)
    assert list(article_record(ready(1))) == [key for key in properties("article") if key in keys]
    assert list(headline_record(headline(1), seq=1, run="run")) == required("headline")


def test_what_is_unknown_is_null() -> None:
    record = article_record(ready(1))
    nothing = ("published", "published_from", "published_between", "page_date", "warc", "section")
    assert {record[name] for name in nothing} == {None}


def test_dates_and_places_are_written_as_text() -> None:
    full = {**FULL, "page_date": date(2026, 1, 14), "headlines": [pair(7)]}
    between = (date(2026, 1, 1), date(2026, 1, 3))
    warc = WarcRef("a.warc.gz", 7, "<urn:uuid:1>")
    record = article_record(ready(1, **full, published_between=between, warc=warc))
    assert record["published"] == "2026-01-09"
    assert record["published_between"] == ["2026-01-01", "2026-01-03"]
    assert record["headlines"][0]["published"] == "2026-01-09"
    assert record["warc"] == {"file": "a.warc.gz", "offset": 7, "record_id": "<urn:uuid:1>"}


@pytest.mark.parametrize("name", COMPARED)
def test_a_compared_field_that_differs_makes_another_digest(name: str) -> None:
    one, other = ready(1, **FULL), ready(1, **FULL | {name: OTHER[name]})
    assert changed_fields(article_record(one), article_record(other)) == [name]
    assert article_digest(one) != article_digest(other)


@pytest.mark.parametrize(
    "facts",
    [{"description": "In short."}, {"modified": date(2026, 1, 10)}, {"tags": ["Ferries"]}],
    ids=NEW_KEYS,
)
def test_a_new_summary_last_change_or_tag_alone_is_no_revision(facts: dict[str, Any]) -> None:
    one, other = ready(1, **FULL), ready(1, **FULL, **facts)
    assert article_record(one) != article_record(other)
    assert changed_fields(article_record(one), article_record(other)) == []
    assert article_digest(one) == article_digest(other)


def test_a_line_of_version_1_gets_the_new_keys_where_they_stand_and_says_nothing_with_them() -> (
    None
):
    old = of_version_1(article_record(ready(1, **FULL)))
    made = upgraded(old)
    assert list(made) == list(article_record(ready(1)))
    assert (made["description"], made["modified"], made["tags"]) == (None, None, [])
    assert made == article_record(ready(1, **FULL))
    assert old["schema"] == "newscrawl.article/1", "the line that was given is left as it was"
    assert compared_digest(made) == compared_digest(old)


def test_a_present_line_is_left_as_it_is() -> None:
    record = article_record(ready(1, description="In short.", tags=["Ferries"]))
    assert upgraded(record) is record


def test_an_article_and_its_line_have_one_digest() -> None:
    article = ready(1, **FULL)
    assert article_digest(article) == compared_digest(article_record(article))
    assert len(article_digest(article)) == 8


def test_a_character_without_utf_8_stops_no_line() -> None:
    line = line_of({"url": "/\ud800", "title": "Заголовок"})
    assert json.loads(line) == {"url": "/?", "title": "Заголовок"}
    assert "Заголовок" in line, "as it is read"


def test_a_moment_keeps_its_offset_and_loses_its_fraction() -> None:
    tbilisi = datetime(2026, 1, 9, 14, 30, 5, 999, tzinfo=timezone(timedelta(hours=4)))
    assert moment(tbilisi) == "2026-01-09T14:30:05+04:00"
    assert moment(None) is None
    assert utc(tbilisi) == "2026-01-09T10:30:05Z"
    assert utc(datetime(2026, 1, 14, tzinfo=UTC)) == "2026-01-14T00:00:00Z"
