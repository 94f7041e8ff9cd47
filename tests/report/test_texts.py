"""Revisions show what changed, and say it also to those who do not see colours."""

from __future__ import annotations

from typing import Any

from newscrawl.report.elements import Element
from newscrawl.report.texts import MAX_PIECES, articles, differences, marked, revision
from newscrawl.report.words import Piece


def line(**facts: Any) -> dict[str, Any]:
    made = {"id": "paper/en/1", "url": "https://paper.test/1", "language": "en", "revision": 2}
    made |= {"title": "The ferry sails", "body": "At seven.", "published": "2026-01-09T08:00:00Z"}
    made |= {"change": "changed", "cause": "site", "fetched_at": "2026-01-14T12:00:00Z"}
    return {**made, "section": None, "authors": [], "image": None, "same_as": [], **facts}


def what(before: dict[str, Any], after: dict[str, Any]) -> str | None:
    [span] = [one for one in revision(before, after).iter("span") if one.get("class") == "what"]
    return span.text


def test_a_revision_says_what_became_of_the_article() -> None:
    assert what(line(), line(title="Another")) == "changed"
    assert what(line(), line(title="Another", cause="parser")) == "changed (read better)"
    assert what(line(), line(change="gone")) == "gone"
    assert what(line(change="gone"), line()) == "back again"


def test_only_fields_that_differ_are_shown() -> None:
    before, after = line(), line(title="The ferry stays", authors=["A. Writer"])
    names = [one.text for one in differences(before, after) if one.tag == "dt"]
    assert names == ["title", "authors"]
    [same] = [
        one.text for one in differences(line(), line(same_as=["paper/ru/1"])) if one.tag == "dt"
    ]
    assert same == "same text as"


def test_what_came_and_what_went_are_said_in_words_too() -> None:
    parts = [
        one for one in marked([Piece("old", "a"), Piece("new", "b")]) if isinstance(one, Element)
    ]
    assert ["".join(map(str, part.itertext())) for part in parts] == ["removed: a", "added: b"]
    assert [part.tag for part in parts] == ["del", "ins"]


def test_changes_without_bound_are_counted() -> None:
    *_, last = marked([Piece("new", "b"), Piece("same", "a")] * MAX_PIECES)
    assert isinstance(last, Element)
    assert last.text == f" … and {MAX_PIECES // 2:,} more changes"


def test_an_article_without_a_day_says_so() -> None:
    items = list(articles([line(), line(published=None)]))
    assert items[0][0].get("datetime") == "2026-01-09"
    assert items[1][0].text == "no day"
