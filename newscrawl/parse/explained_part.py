"""A part of an article, and what may have been one: taken, left, or the same as what was taken."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypedDict

from newscrawl.extract.claims import Claim
from newscrawl.text import fold, key

FIRST_CHARS = 120
"""Of a text, which is enough to find it on the page."""


class Candidate(TypedDict):
    """Something that may have been a part of the article."""

    source: str
    """Its place in the metadata, `title element`, or `block 7, h1`."""
    text: str
    outcome: str
    """`taken`; `agrees`: it says the same as what was taken; `left`."""


class PartWhy(TypedDict):
    """A part of the article, as the extraction found it."""

    values: list[str]
    """One, or none; of the authors all."""
    rule: str | None
    """What decided; None where nothing was found."""
    candidates: list[Candidate]


def part(values: Iterable[str], rule: str | None, candidates: list[Candidate]) -> PartWhy:
    """A part; where none of the candidates was taken, what was found stands among them under the
    name of its rule."""
    found = [fold(value) for value in values if value]
    if found and rule and not any(one["outcome"] == "taken" for one in candidates):
        candidates = [*candidates, candidate(rule, ", ".join(found), True, True)]
    return {"values": found, "rule": str(rule) if rule else None, "candidates": candidates}


def candidate(source: str, text: str, is_taken: bool, is_same: bool) -> Candidate:
    """What may have been a part, with what became of it."""
    outcome = "taken" if is_taken else "agrees" if is_same else "left"
    return {"source": fold(source), "text": first_words(text), "outcome": outcome}


def same(found: str, text: str) -> bool:
    """Whether a text says what was found."""
    return bool(found) and key(found) == key(text)


def claimed_part(values: Iterable[str], rule: str | None, claims: Sequence[Claim]) -> PartWhy:
    """A part that claims give, each of which is one candidate; `rule` is the place of those that
    were taken."""
    found = [value for value in values if value]
    candidates = []
    for claim in claims:
        is_named = any(same(value, claim.text) for value in found)
        is_taken = claim.slot == rule and (is_named or len(found) == 1)
        candidates.append(candidate(claim.slot, claim.text, is_taken, is_named))
    return part(found, rule, candidates)


def first_words(text: str) -> str:
    """A text, cut to its first words."""
    words = fold(text)
    return words if len(words) <= FIRST_CHARS else f"{words[: FIRST_CHARS - 1]}…"
