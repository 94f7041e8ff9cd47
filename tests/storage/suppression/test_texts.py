"""Where an article is recognised by what it says: in reports, and in what repeats on pages."""

from __future__ import annotations

import json

import pytest

from newscrawl.storage.suppression.texts import (
    TAKEN_OUT,
    Texts,
    boilerplate_without,
    report_without,
)

FERRY = Texts(
    titles={"The ferry sails again from the old pier at last"},
    bodies={"It left at seven, as ever before.\n\nNobody waved."},
    images={"/images/ferry.jpg"},
    authors={"A. Writer"},
    urls={"https://paper.test/en/news/detail/7"},
)


@pytest.mark.parametrize(
    "value",
    [
        "The ferry sails again from the old pier at last | Paper",
        "The ferry sails again from the old pier …",
        "https://cdn.test/images/ferry.jpg?w=640",
        "It left at seven, as ever…",
        "Said the captain: It left at seven, as ever before. So it did.",
        "The  ferry sails\nagain from the old pier at last",
    ],
)
def test_what_quotes_the_article_is_found_on_however_many_pages(value: str) -> None:
    assert FERRY.is_quoted_in(value, alone=False)


@pytest.mark.parametrize("value", ["Paper", "", "Nobody waved.", "B. Writer", "The ferry"])
def test_what_anybody_may_say_is_left_alone(value: str) -> None:
    assert not FERRY.is_quoted_in(value, alone=True)


def test_the_name_of_an_author_counts_only_on_the_page_of_the_article() -> None:
    assert FERRY.is_quoted_in("By A. Writer", alone=True)
    assert not FERRY.is_quoted_in("By A. Writer", alone=False)


@pytest.mark.parametrize(
    ("url", "is_its"),
    [
        ("https://paper.test/en/news/detail/7", True),
        ("http://127.0.0.1:8080/mirror/en/news/detail/7/", True),
        ("https://paper.test/en/news/detail/77", False),
        ("https://paper.test/", False),
    ],
)
def test_an_article_is_at_its_path_on_any_host(url: str, is_its: bool) -> None:
    assert FERRY.is_at(url) is is_its


def test_a_report_keeps_what_is_of_other_pages() -> None:
    title = next(iter(FERRY.titles))
    other = {"url": "https://paper.test/en/news/detail/8", "detail": "no body"}
    report = {
        "summary": f"held back: {title}",
        "failures": [{"url": "http://127.0.0.1/en/news/detail/7", "detail": "a title"}, other],
        "pages": [{"page": "paper/en/8", "why": f"title 'A' became '{title[:41]}…'"}],
        "counts": {"articles/new": 1},
    }
    assert report_without(report, FERRY) == {
        "summary": TAKEN_OUT,
        "failures": [{"url": "http://127.0.0.1/en/news/detail/7", "detail": TAKEN_OUT}, other],
        "pages": [{"page": "paper/en/8", "why": TAKEN_OUT}],
        "counts": {"articles/new": 1},
    }


@pytest.mark.parametrize("odd", [{"failures": None}, {"pages": "none"}, {"summary": None}, {}])
def test_a_report_of_another_shape_stays_as_it_is(odd: dict[str, object]) -> None:
    assert report_without(odd, FERRY) == odd


def test_a_title_that_may_be_anybodys_leaves_alone_what_many_pages_say() -> None:
    texts = Texts(titles={"Paper"})
    slots = {"title": {"Paper": 1, "The Paper": 3}}
    made = json.loads(
        boilerplate_without(
            json.dumps({"pages": 4, "texts": [], "slots": slots, "layout": None}), texts
        )
    )
    assert made["slots"] == {"title": {"suppressed": 1, "The Paper": 3}}


def test_what_repeats_keeps_its_counts_without_the_text() -> None:
    texts = Texts(
        titles={"The ferry sails again"},
        bodies={"It left at seven, as ever before.\n\nNobody waved."},
        authors={"A. Writer"},
    )
    slots = {
        "title": {"The ferry sails again | Paper": 1, "Paper": 3},
        "by": {"A. Writer": 1, "B. Writer": 2},
        "of": {"A. Writer": 2},
    }
    slots["description"] = {"It left at seven, as ever…": 1, "News": 3}
    made = json.loads(
        boilerplate_without(
            json.dumps({"pages": 4, "texts": [], "slots": slots, "layout": None}), texts
        )
    )
    assert made["slots"] == {
        "title": {"suppressed": 1, "Paper": 3},
        "by": {"suppressed": 1, "B. Writer": 2},
        "of": {"A. Writer": 2},
        "description": {"suppressed": 1, "News": 3},
    }
