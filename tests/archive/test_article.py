"""A line of the feed with Python's own types, however it was written."""

from __future__ import annotations

import dataclasses
import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from support.makers import of_version_1, pair, ready

from newscrawl.archive.article import ArchivedArticle, article_of
from newscrawl.items import HeadlinePair, WarcRef
from newscrawl.records import Record, article_record, line_of
from newscrawl.storage.suppression.lines import padded, without_text

TRAP = '"headlines": [ ], "section": \\'


def record(**facts: Any) -> Record:
    return {**article_record(ready(7, headlines=[pair(1)])), "run": "r", **facts}


def test_every_field_is_there_and_of_its_type() -> None:
    warc = {"file": "a.warc.gz", "offset": 7, "record_id": "<urn:uuid:1>"}
    article = article_of(
        line_of(record(published="2026-01-09T01:30:00+04:00", warc=warc, authors=["A"])),
        '["paper/ru/7"]',
    )
    assert dataclasses.asdict(article).keys() == {
        one.name for one in dataclasses.fields(ArchivedArticle)
    }
    assert article.published == date(2026, 1, 9)
    assert article.published_at == datetime(2026, 1, 8, 21, 30, tzinfo=UTC)
    assert article.published_at.utcoffset() == timedelta(hours=4)
    assert article.warc == WarcRef("a.warc.gz", 7, "<urn:uuid:1>")
    assert (article.authors, article.translations) == (("A",), ("paper/ru/7",))
    assert article.headlines == (HeadlinePair(**vars_of(pair(1))),)
    assert article.site == "paper"
    with pytest.raises(dataclasses.FrozenInstanceError):
        article.title = "Another"  # type: ignore[misc]


def vars_of(one: HeadlinePair) -> dict[str, Any]:
    return {"title": one.title, "url": one.url, "published": one.published}


@pytest.mark.parametrize("key", ["title", "body", "section", "description"])
def test_a_text_that_looks_like_a_part_of_a_line_is_a_text(key: str) -> None:
    article = article_of(line_of(record(**{key: TRAP})))
    assert getattr(article, key) == TRAP
    assert [one.title for one in article.headlines] == [pair(1).title]


def test_a_headline_that_looks_like_a_part_of_a_line_is_a_headline() -> None:
    pairs = [{"title": TRAP, "url": "https://paper.test/1", "published": "2026-01-09"}]
    article = article_of(line_of(record(headlines=pairs, section="Ports")))
    assert (article.headlines[0].title, article.section) == (TRAP, "Ports")


@pytest.mark.parametrize("size", [0, 4_000])
def test_a_line_that_lost_its_text_is_a_fact(size: int) -> None:
    made = without_text(record())
    tight = json.dumps(made, ensure_ascii=False, separators=(",", ":"))
    article = article_of(padded(made, size or len(tight.encode())))
    assert (article.status, article.title, article.headlines) == ("suppressed", "", ())


def test_a_line_of_the_first_schema_has_the_later_fields_empty() -> None:
    old = of_version_1(record())
    article = article_of(line_of(old))
    assert (article.description, article.modified, article.tags) == (None, None, ())


def test_it_is_cited_by_who_wrote_it_where_and_when() -> None:
    article = article_of(line_of(record(authors=["A. Writer", "B. Other"], published="2026-01-09")))
    assert article.citation().startswith(
        "A. Writer, B. Other. “The ferry of pier 7 sails again”. paper.test, 2026-01-09."
        " https://paper.test/en/news/detail/7 (archived 2026-01-14T12:00:00Z, revision 1, SHA-256"
    )
    undated = article_of(line_of(record(published=None, authors=[])))
    assert "“The ferry of pier 7 sails again”. paper.test, n.d." in undated.citation()
    down = article_of(line_of(without_text(record())))
    assert down.citation().startswith("[taken down].")


def test_as_json_it_is_plain() -> None:
    given = record(published="2026-01-09T01:30:00+04:00", published_between=[None, "2026-01-09"])
    found = json.loads(json.dumps(article_of(line_of(given)).as_dict()))
    assert found["published_at"] == "2026-01-09T01:30:00+04:00"
    assert found["fetched_at"] == "2026-01-14T12:00:00Z"
    assert found["published_between"] == [None, "2026-01-09"]
    assert found["headlines"] == given["headlines"]
