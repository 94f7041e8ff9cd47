"""An id is made and taken apart in one place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawl.identity.article_id import ArticleRef, article_id, parse_id, position_of

NAMES = st.text("abcdefghijklmnopqrstuvwxyz0123456789_-", min_size=1)
KEYS = st.text(min_size=1)


@given(NAMES, NAMES, KEYS)
def test_what_was_put_together_comes_apart_as_it_was(site: str, language: str, key: str) -> None:
    ref = ArticleRef(language, key)
    assert parse_id(article_id(site, ref)) == (site, ref)


@pytest.mark.parametrize("text", ["", "paper", "paper/en", "paper/en/", "/en/1", "paper//1"])
def test_what_lacks_a_part_is_no_id(text: str) -> None:
    with pytest.raises(ValueError, match="no id"):
        parse_id(text)


@given(st.integers(0, 10**18 - 1))
def test_a_number_is_its_own_place(number: int) -> None:
    assert position_of(str(number)) == number


@pytest.mark.parametrize(
    "key", ["", "007", "-1", "1.5", "1/2", "１２", "²", "9" * 19, "a-slug", " 1"]
)
def test_any_other_key_has_none(key: str) -> None:
    assert position_of(key) is None
