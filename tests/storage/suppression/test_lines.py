"""Lines that lost their text: as long as they were, and nothing of it in them."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.makers import headline, of_version_1, pair, ready

from newscrawl.items import Article, Headline
from newscrawl.records import article_record, headline_record, line_of
from newscrawl.storage.suppression.lines import (
    is_rewritten,
    padded,
    without_headline,
    without_text,
)

RUN = "20260114T093000Z-1f3a"


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=("Z", "C")), min_size=1), st.booleans()
)
def test_there_is_always_room_for_a_line_without_its_text(title: str, is_headline: bool) -> None:
    record = (
        headline_record(headline(1, title=title), seq=1, run=RUN)
        if is_headline
        else article_record(bare(title))
    )
    size = len(line_of(record).encode())
    line = padded(without_text(record), size)
    assert len(line.encode()) == size
    assert json.loads(line)["title"] == ""


def bare(title: str) -> Article:
    return ready(1, title=title, body="b")


def test_a_line_that_tells_of_no_text_is_not_written_again() -> None:
    one: Article | Headline = ready(1, headlines=[pair(1)])
    assert isinstance(one, Article)
    record = article_record(one)
    assert padded(record, len(line_of(record).encode())) == line_of(record)


def test_a_line_that_would_grow_is_refused_by_its_number() -> None:
    with pytest.raises(ValueError, match="line 7 of paper/en/1 would grow by"):
        padded({"seq": 7, "id": "paper/en/1"}, 9)


def test_the_facts_of_a_line_stay() -> None:
    record = article_record(
        ready(
            1,
            section="Ports",
            authors=["A. Writer"],
            image="/a.jpg",
            description="What became of it.",
            modified=date(2026, 1, 10),
            tags=["Ferries"],
        )
    )
    made = without_text(record)
    assert {made[name] for name in ("title", "body")} == {""}
    assert (made["headlines"], made["authors"], made["image"]) == ([], [], None)
    assert made["suppressed"] is True
    assert (made["description"], made["tags"]) == (None, [])
    texts = ("title", "body", "headlines", "authors", "image", "description", "tags")
    emptied = (*texts, "suppressed")
    assert {k: v for k, v in made.items() if k not in emptied} == {
        k: v for k, v in record.items() if k not in emptied
    }


def test_a_line_of_version_1_stays_one() -> None:
    made = without_text(of_version_1(article_record(ready(1))))
    assert made["schema"] == "newscrawl.article/1"
    assert not made.keys() & {"description", "modified", "tags"}


def test_only_the_headline_of_these_urls_is_emptied() -> None:
    record = article_record(ready(1, headlines=[pair(7), pair(8)]))
    made = without_headline(record, {pair(7).url})
    assert [one["title"] for one in made["headlines"]] == ["", "Headline 8"]
    assert {**made, "headlines": 0} == {**record, "headlines": 0}


def test_a_line_is_rewritten_if_it_is_suppressed_or_names_one_that_is() -> None:
    record = article_record(ready(1, headlines=[pair(7)]))
    assert not is_rewritten(record)
    assert is_rewritten(without_headline(record, {pair(7).url}))
    assert is_rewritten(without_text(record))
