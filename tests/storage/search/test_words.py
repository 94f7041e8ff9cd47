"""What is asked for, as the index understands it."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.errors import UsageError
from newscrawl.storage.search.words import folded, match_of


@pytest.mark.parametrize(
    ("asked", "match"),
    [
        ("ferry", '("ferry")'),
        ("The FERRY", '("the" AND "ferry")'),
        ("თბილის*", '("თბილის" *)'),
        ("e-mail", '("e mail")'),
        ('"pier 7" ferry', '("pier 7" AND "ferry")'),
        ('"an open quote', '("an open quote")'),
        ("ferry -storm -'x'", '("ferry") NOT ("storm" OR "x")'),
        ('ferry -"bad weather"', '("ferry") NOT ("bad weather")'),
        ("AND OR NEAR(a b)", '("and" AND "or" AND "near a" AND "b")'),
    ],
)
def test_what_is_meant(asked: str, match: str) -> None:
    assert match_of(asked) == match


@pytest.mark.parametrize("asked", ["", " ", "* - !", "-storm", '""'])
def test_no_word_is_no_question(asked: str) -> None:
    with pytest.raises(UsageError, match="no word"):
        match_of(asked)


def test_letters_are_compared_without_what_only_writing_differs_in() -> None:
    assert folded("Ёлка") == folded("елка") and folded("й") != folded("и")
    assert folded("за\u0301мок") == "замок"
    assert folded("ᲗᲑᲘᲚᲘᲡᲘ") == "თბილისი"
    assert folded("Straße") == folded("STRASSE")


@given(asked=st.text(max_size=40))
def test_whatever_is_asked_is_understood_or_refused(asked: str) -> None:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE texts USING fts5(body)")
    try:
        match = match_of(asked)
    except UsageError:
        return
    database.execute("SELECT rowid FROM texts WHERE texts MATCH ?", (match,)).fetchall()
    database.close()
