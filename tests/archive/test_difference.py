"""Differences word by word: both texts come back from them, and long ones come to an end."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newscrawl.archive.difference import MAX_WORDS, words_between

texts = st.text(alphabet=st.sampled_from("ab \n"), max_size=60)


@given(before=texts, after=texts)
def test_both_texts_come_back(before: str, after: str) -> None:
    pieces = words_between(before, after)
    assert "".join(one.text for one in pieces if one.kind != "added") == before
    assert "".join(one.text for one in pieces if one.kind != "removed") == after


def test_a_paragraph_that_is_the_same_is_one_piece() -> None:
    before = "The first boat left at seven.\n\nThe pier was closed."
    found = words_between(before, before.replace("closed", "open"))
    assert [tuple(one) for one in found] == [
        ("same", "The first boat left at seven.\n\nThe pier was"),
        ("removed", " closed."),
        ("added", " open."),
    ]


def test_a_paragraph_that_went_is_one_piece() -> None:
    before = "One.\n\nTwo.\n\nThree."
    assert ("removed", "Two.\n\n") in [
        tuple(one) for one in words_between(before, "One.\n\nThree.")
    ]


def test_what_has_too_many_words_is_replaced_as_a_whole() -> None:
    before = " ".join(str(one) for one in range(MAX_WORDS + 1))
    after = before.replace("7 ", "8 ")
    assert [tuple(one) for one in words_between(before, after)] == [
        ("removed", before),
        ("added", after),
    ]


def test_what_is_the_same_is_one_piece_and_nothing_is_none() -> None:
    assert words_between("", "") == []
    assert [one.kind for one in words_between("a b", "a b")] == ["same"]
