"""What leaves the clean step is tidy, or a failure."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
from scrapy.exceptions import DropItem
from support.chain import whole_run
from support.makers import NOON, article, headline, pair

from newscrawl.items import Absence, Failure, OwnDate
from newscrawl.pipelines.clean import CleanPipeline, clean


def test_every_text_is_folded() -> None:
    headlines = [pair(1), pair(2)]
    headlines[0].title = " A\u00a0headline\n"
    headlines[1].title = "\u200b"
    item = article(
        title="\ufeffA  title",
        body="One\nline. \n\n\u00a0\n\nTwo.",
        section=" City\n",
        authors=["A.  Writer", " "],
        headlines=headlines,
    )
    clean(item)
    assert item.title == "A title"
    assert item.body == "One line.\n\nTwo."
    assert item.section == "City"
    assert item.authors == ["A. Writer"]
    assert [each.title for each in item.headlines] == ["A headline"]
    assert item.content_sha256 == hashlib.sha256(b"A title\n\nOne line.\n\nTwo.").hexdigest()


def test_an_empty_fact_is_none() -> None:
    item = article(section="\u00a0", image="")
    clean(item)
    assert (item.section, item.image) == (None, None)


def test_tags_are_folded_and_none_stands_twice() -> None:
    item = article(tags=["Ports", " ferry\n lines", "\u200b", "PORTS", ""], description="\u200b")
    clean(item)
    assert item.tags == ["Ports", "ferry lines"]
    assert item.description is None


@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        ({"title": "\u200b"}, ("title",)),
        ({"body": " \n\n "}, ("body",)),
        ({"title": "", "body": ""}, ("title", "body")),
    ],
)
def test_half_an_article_is_a_failure(facts: dict[str, Any], missing: tuple[str, ...]) -> None:
    failed = CleanPipeline().process_item(article(**facts))
    assert isinstance(failed, Failure)
    assert (failed.kind, failed.missing, failed.url) == (
        "article",
        missing,
        "http://127.0.0.1/en/news/detail/1",
    )


def test_a_half_article_is_counted_and_not_written(tmp_path: Path) -> None:
    chain = whole_run(tmp_path, article(body=""))
    assert chain.lines() == []
    assert chain.counts["articles/failed"] == 1
    assert chain.session.failures[0]["missing"] == ["body"]


def test_a_headline_without_text_is_dropped() -> None:
    with pytest.raises(DropItem):
        CleanPipeline().process_item(headline(title="\u00a0"))


def test_what_is_no_item_of_ours_passes() -> None:
    assert CleanPipeline().process_item({"a": 1}) == {"a": 1}


HOSTILE = "A\x9b31m\u202e \ufdd0\0b"
"""What a terminal would obey, and what no text holds."""


def test_no_text_of_an_article_keeps_what_a_terminal_obeys() -> None:
    item = article(
        title=HOSTILE,
        body=HOSTILE,
        section=HOSTILE,
        authors=[HOSTILE],
        image=HOSTILE,
        description=HOSTILE,
        tags=[HOSTILE],
        published_text=HOSTILE,
        own_dates=[OwnDate("page", HOSTILE, NOON.date())],
        headlines=[pair(1)],
    )
    item.headlines[0].title = HOSTILE
    clean(item)
    assert {
        item.title,
        item.body,
        item.section,
        *item.authors,
        item.image,
        item.description,
        *item.tags,
        item.published_text,
        item.own_dates[0].printed,
        item.headlines[0].title,
    } == {"A31m b"}


def test_nor_does_what_is_said_of_a_page_that_is_lost() -> None:
    failed = Failure("http://127.0.0.1/en/", "listing", HOSTILE, HOSTILE, NOON)
    absent = Absence("paper/en/1", "http://127.0.0.1/en/1", HOSTILE, NOON, certain=False)
    step = CleanPipeline()
    step.process_item(failed)
    step.process_item(absent)
    assert (failed.reason, failed.detail, absent.reason) == ("A31m b",) * 3
