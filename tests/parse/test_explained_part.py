"""parse.explained_part: what may have been a part of an article, and what became of it."""

from __future__ import annotations

import pytest

from newscrawl.extract.claims import Claim
from newscrawl.parse.explained_part import FIRST_CHARS, claimed_part, first_words, part

META, OG = "meta description", "meta og:description"


@pytest.mark.parametrize(
    ("values", "rule", "outcomes"),
    [
        (["The ferry sails."], OG, ["left", "taken", "agrees"]),
        # What was found is read from the claim, and not in its words.
        (["2026-01-09"], META, ["taken", "left", "left"]),
        ([], None, ["left", "left", "left"]),
    ],
)
def test_each_claim_is_told_with_what_became_of_it(
    values: list[str], rule: str | None, outcomes: list[str]
) -> None:
    claims = [
        Claim(META, "Our paper, since 1931"),
        Claim(OG, "The ferry  sails."),
        Claim("itemprop description", "The ferry sails."),
    ]
    found = claimed_part(values, rule, claims)
    assert [one["outcome"] for one in found["candidates"]] == outcomes


def test_what_no_candidate_gives_stands_under_its_rule() -> None:
    found = part(["Boats", "Piers"], "tags/shown", [])
    assert found["candidates"] == [
        {"source": "tags/shown", "text": "Boats, Piers", "outcome": "taken"}
    ]


def test_a_long_text_is_cut() -> None:
    assert len(first_words("word " * FIRST_CHARS)) == FIRST_CHARS
