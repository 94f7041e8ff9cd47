"""Articles and differences for people: marks in place, nothing that a terminal obeys."""

from __future__ import annotations

from typing import Any

import pytest
from rich.text import Text
from support.makers import ready

from newscrawl.archive.article import ArchivedArticle, article_of
from newscrawl.archive.difference import Difference
from newscrawl.cli.article_view import article_texts, marked
from newscrawl.records import article_record, line_of


def article(**facts: Any) -> ArchivedArticle:
    return article_of(line_of({**article_record(ready(7)), **facts}), facts.get("told"))


def shown(article: ArchivedArticle) -> str:
    return "\n".join(text.plain for text in article_texts(article, 3))


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"published": "2026-01-09", "published_between": None}, "2026-01-09 · en"),
        ({"published_between": [None, "2026-01-09"]}, "undated, between … and 2026-01-09 · en"),
        ({}, "undated · en"),
        ({"told": '["paper/ru/7"]'}, "translations  paper/ru/7"),
    ],
)
def test_what_is_known_is_said_and_what_is_not_too(facts: dict[str, Any], said: str) -> None:
    assert said in shown(article(**facts))


def test_a_terminal_is_told_nothing() -> None:
    # Lines of today hold none: those of other programs may.
    made = article(title="A \x1b]0;title\x07", body="One\x1b[31m.\n\nTwo\x9b31m.")
    assert "\x1b" not in shown(made) and "\x9b" not in shown(made)
    assert "One\ufffd[31m." in shown(made)


def said(before: str, after: str) -> str:
    return marked(Difference("body", before, after)).plain


def test_marks_stand_close_to_their_words() -> None:
    assert said("It sails at seven.", "It sails at nine.") == "It sails at [-seven.-] {+nine.+}"
    assert said("", "Ports") == "{+Ports+}"
    assert said("Ports", "") == "[-Ports-]"
    assert said("One.\n\nTwo.", "One.\n\nNew.\n\nTwo.") == "One.\n\n{+New.+}\n\nTwo."


def test_what_is_the_same_is_cut_but_for_what_stands_around_the_change() -> None:
    long = " ".join(f"word{number}" for number in range(200))
    found = said(f"{long} one {long}", f"{long} two {long}")
    assert len(found) < 200
    assert "word199 [-one-] {+two+} word0" in found
    assert found.startswith("… ") and found.endswith(" …")
    middle = said(f"a {long} b", f"c {long} d")
    assert middle.startswith("[-a-] {+c+} word0") and " … " in middle


def test_styles_say_it_too_where_there_is_colour() -> None:
    text = marked(Difference("title", "old", "new"))
    assert isinstance(text, Text)
    assert {str(span.style) for span in text.spans} == {"red strike", "green"}
