"""Labels by their first letter match what one pattern of all of them matches."""

from __future__ import annotations

import re

import pytest

from newscrawl.extract.first_letter import ANY, Labels, first_letters
from newscrawl.extract.languages import patterns

FIELDS = ["read_also", "furniture", "tags", "author", "comments", "no_section", "not_byline"]


@pytest.mark.parametrize(
    ("alternative", "letters"),
    [
        ("share", {"s"}),
        ("Ähnliche", {"ä"}),
        ("(?:read|see) also", {"r", "s"}),
        ("(?:read )?more", {"r", "m"}),
        ("(?:(?:old|new) )?name", {"o", "n"}),
        ("(?:a|b)*c", {ANY}),
        (r"\d+ views", {ANY}),
        (r"\(c\) rights", {ANY}),
        ("[ab]c", {ANY}),
        ("e-?mail", {"e"}),
        ("x?y", {ANY}),
        ("", {ANY}),
    ],
)
def test_what_an_alternative_may_begin_with(alternative: str, letters: set[str]) -> None:
    assert first_letters(alternative) == letters


@pytest.mark.parametrize("field", FIELDS)
def test_every_alternative_is_found_as_by_one_pattern(field: str) -> None:
    whole = re.compile(f"(?:{patterns(field)})", re.IGNORECASE)
    labels = Labels(patterns(field))
    words = sorted(set(re.findall(r"[^\W_]+(?: [^\W_]+)*", patterns(field))))
    said = [text for word in words for text in (word, word.upper(), word.title(), f"{word} x")]
    assert len(said) > 100
    for text in said:
        assert (labels.fullmatch(text) is None) == (whole.fullmatch(text) is None), text
        assert (labels.match(text) is None) == (whole.match(text) is None), text


def test_the_form_stands_around_each_alternative() -> None:
    labels = Labels("by|text by|von", r"(?P<label>{})\s(?P<names>.+)")
    found = labels.fullmatch("Text by Nino Example")
    assert found is not None
    assert (found["label"], found["names"]) == ("Text by", "Nino Example")
    assert labels.fullmatch("Nino Example") is None
    assert labels.fullmatch("") is None
