"""Every line that is written is valid against the schemas that ship; what the contract forbids is
not."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from support.makers import headline, of_version_1, pair, ready

from newscrawl.records import article_record, headline_record

RUN = "20260114T093000Z-1f3a"

KEYS = [
    "schema",
    "seq",
    "id",
    "url",
    "change",
    "cause",
    "revision",
    "title",
    "body",
    "language",
    "published",
    "published_from",
    "published_between",
    "page_date",
    "headlines",
    "section",
    "authors",
    "image",
    "description",
    "modified",
    "tags",
    "same_as",
    "fetched_at",
    "fetched_from",
    "content_sha256",
    "run",
    "warc",
]


def validator(name: str) -> Draft202012Validator:
    schema = json.loads((files("newscrawl") / "schemas" / f"{name}.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


ARTICLE, HEADLINE = validator("article"), validator("headline")


def line(**facts: Any) -> dict[str, Any]:
    """A full line as it stands in articles.jsonl."""
    item = ready(
        4666,
        published=datetime(2022, 1, 5, 9, 30, tzinfo=timezone(timedelta(hours=4))),
        published_from="metadata",
        page_date=date(2026, 1, 14),
        headlines=[pair(7516), pair(7517)],
        section="Город",
        authors=["A. Writer", "ნინო მწერალი"],
        image="https://paper.test/a.jpg",
        description="Что стало с паромом.",
        modified=date(2022, 1, 6),
        tags=["Ferries", "порт"],
    )
    return {**article_record(item), "seq": 1, "run": RUN, **facts}


def test_the_keys_are_those_of_the_contract_in_its_order() -> None:
    assert list(line()) == KEYS
    record = headline_record(headline(), seq=1, run=RUN)
    assert list(record) == [
        "schema",
        "seq",
        "id",
        "url",
        "title",
        "published",
        "seen_on",
        "seen_at",
        "run",
    ]


def test_values_are_written_as_the_contract_says() -> None:
    full = line()
    assert full["published"] == "2022-01-05T09:30:00+04:00"
    assert full["page_date"] == "2026-01-14"
    assert full["fetched_at"] == "2026-01-14T12:00:00Z"
    assert full["headlines"][0] == {
        "title": "Headline 7516",
        "url": "https://paper.test/en/news/detail/7516",
        "published": "2026-01-09",
    }
    assert (full["published_between"], full["same_as"], full["warc"]) == (None, [], None)


def test_a_moment_of_another_zone_is_told_in_utc() -> None:
    item = ready(
        1, fetched_at=datetime(2026, 1, 14, 1, 30, 7, 999, tzinfo=timezone(timedelta(hours=4)))
    )
    assert article_record(item)["fetched_at"] == "2026-01-13T21:30:07Z"


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"published": None, "published_from": None},
        {
            "published": None,
            "published_from": None,
            "published_between": ["2022-01-04", "2022-01-06"],
        },
        {"published": None, "published_from": None, "published_between": [None, "2022-01-06"]},
        {"published": None, "published_from": None, "published_between": ["2022-01-04", None]},
        {
            "published": "2022-01-05",
            "published_from": "headline",
            "change": "changed",
            "revision": 2,
        },
        {"change": "gone", "revision": 3, "same_as": ["paper/en/4"]},
        {"headlines": [], "section": None, "authors": [], "image": None, "page_date": None},
        {"description": None, "modified": None, "tags": []},
        {"modified": "2022-01-06T09:30:00+04:00"},
        {"warc": {"file": "warc/a.warc.gz", "offset": 0, "record_id": "<urn:uuid:1>"}},
    ],
)
def test_a_right_line_is_valid(facts: dict[str, Any]) -> None:
    ARTICLE.validate(line(**facts))


@pytest.mark.parametrize(
    "facts",
    [
        {"schema": "newscrawl.article/1"},
        {"schema": "newscrawl.article/3"},
        {"description": ""},
        {"description": "Two\nlines"},
        {"modified": "yesterday"},
        {"modified": "2022-01-06T09:30:00"},
        {"tags": None},
        {"tags": ["a", "a"]},
        {"tags": [" a"]},
        {"tags": [1]},
        {"seq": 0},
        {"seq": "1"},
        {"id": "4666"},
        {"id": "paper/en/04666"},
        {"url": "/en/news/detail/4666"},
        {"change": "new", "revision": 2},
        {"change": "changed", "revision": 1},
        {"title": ""},
        {"title": " A title"},
        {"title": "Two\u00a0words"},
        {"title": "A\ntitle"},
        {"body": ""},
        {"body": "One\nline."},
        {"body": "One.\n\n\nTwo."},
        {"body": "One.\n\n"},
        {"body": "One.\n"},
        {"language": "eng"},
        {"published": "2022-01-05T09:30:00"},
        {"published": "2022-13-05"},
        {"published": "05.01.2022"},
        {"published": None},
        {"published_from": None},
        {"published_from": "stamp"},
        {"published_between": ["2022-01-04", "2022-01-06"]},
        {"published": None, "published_from": None, "published_between": ["2022-01-04"]},
        {"published": None, "published_from": None, "published_between": [None, None]},
        {"published": None, "published_from": None, "published_between": [None, "soon"]},
        {"headlines": [{"title": "No day", "url": "https://paper.test/1", "published": None}]},
        {"headlines": [{"title": "No address", "published": "2022-01-05"}]},
        {"authors": [""]},
        {"authors": None},
        {"section": ""},
        {"same_as": ["paper/en/4", "paper/en/4"]},
        {"fetched_at": "2026-01-14T12:00:00+00:00"},
        {"content_sha256": "abc"},
        {"run": "today"},
        {"warc": {"file": "a"}},
        {"more": 1},
    ],
)
def test_a_wrong_line_is_not(facts: dict[str, Any]) -> None:
    assert not ARTICLE.is_valid(line(**facts))


@pytest.mark.parametrize("key", KEYS)
def test_a_line_without_a_key_is_not(key: str) -> None:
    short = line()
    del short[key]
    assert not ARTICLE.is_valid(short)


def test_a_line_of_version_1_is_valid_without_the_new_keys_and_only_without() -> None:
    old = of_version_1(line())
    ARTICLE.validate(old)
    for name in ("description", "modified", "tags"):
        assert not ARTICLE.is_valid({**old, name: line()[name]}), name


def test_headlines_are_valid_and_strict() -> None:
    record = {**headline_record(headline(), seq=1, run=RUN), "seq": 1}
    HEADLINE.validate(record)
    for wrong in (
        {"seq": 0},
        {"published": None},
        {"title": ""},
        {"seen_at": "2026-01-14"},
        {"more": 1},
    ):
        assert not HEADLINE.is_valid({**record, **wrong})


EMPTY: dict[str, Any] = {
    "title": "",
    "body": "",
    "headlines": [],
    "authors": [],
    "image": None,
    "description": None,
    "tags": [],
    "suppressed": True,
}


def test_a_line_that_was_taken_down_is_valid_without_its_text_and_only_without() -> None:
    ARTICLE.validate(line(**EMPTY))
    ARTICLE.validate(line(**EMPTY, change="gone", revision=2))
    for name, value in line().items():
        if name in EMPTY:
            assert not ARTICLE.is_valid(line(**{**EMPTY, name: value})), name
            assert name in (
                "headlines",
                "authors",
                "image",
                "description",
                "tags",
            ) or not ARTICLE.is_valid(line(**{name: EMPTY[name]}))
    assert not ARTICLE.is_valid(line(**{**EMPTY, "suppressed": False}))
    assert not ARTICLE.is_valid(line(suppressed=True))


def test_the_headline_of_another_article_may_be_empty_and_nothing_else() -> None:
    there = {"url": "https://paper.test/en/news/detail/7", "published": "2026-01-09"}
    ARTICLE.validate(line(headlines=[{"title": "", **there}]))
    assert not ARTICLE.is_valid(line(headlines=[{"title": " ", **there}]))


def test_a_headline_that_was_taken_down_is_valid_without_its_title_and_only_without() -> None:
    record = {**headline_record(headline(), seq=1, run=RUN), "seq": 1}
    HEADLINE.validate({**record, "title": "", "suppressed": True})
    for wrong in ({"suppressed": True}, {"title": "", "suppressed": False}, {"title": ""}):
        assert not HEADLINE.is_valid({**record, **wrong})


def test_an_item_as_the_loader_gives_it_makes_a_valid_line() -> None:
    ARTICLE.validate(
        {
            **article_record(ready(1, fetched_at=datetime(2026, 1, 1, tzinfo=UTC))),
            "seq": 1,
            "run": RUN,
        }
    )
