"""A page that fails is known by its reason: with another one, or after it was read, it is new."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from support.makers import NOON

from newscrawl.lifecycle.failing import DOUBT, Failing, fails, is_over, met_again
from newscrawl.lifecycle.transitions import absent, doubted, failed, met, visited

LATER = NOON + timedelta(days=1)


def first(reason: str = "http 500") -> Failing:
    facts = {"site": "paper", "kind": "article", "reason": reason}
    return met_again(None, "paper/en/1", **facts, at=NOON)


def again(before: Failing, reason: str) -> Failing:
    facts = {"site": "paper", "kind": "article", "reason": reason}
    return met_again(before, before.page, **facts, at=LATER)


def test_an_acknowledgement_holds_while_the_reason_stays() -> None:
    known = replace(first(), acknowledged_at="2026-01-14T13:00:00Z", acknowledgement="their wall")
    same = again(known, "http 500")
    assert same.is_acknowledged("http 500") and not same.is_acknowledged("no body")
    assert (same.tries, same.since, same.last_at) == (
        2,
        "2026-01-14T12:00:00Z",
        "2026-01-15T12:00:00Z",
    )
    other = again(known, "no body")
    assert not other.is_acknowledged("no body") and other.acknowledgement is None
    assert (other.tries, other.since) == (2, "2026-01-14T12:00:00Z")


def test_it_is_over_when_the_article_was_read_or_is_not_there() -> None:
    row, known = first(), failed(met("paper/en/1", NOON), NOON, "http 500")
    assert fails(known) and not is_over(row, known)
    assert is_over(row, visited(known, LATER))
    assert is_over(row, absent(known, LATER, "http 404"))


def test_a_doubt_is_over_when_it_is_another() -> None:
    known = doubted(visited(met("paper/en/1", NOON), NOON), LATER, "the home page", "run")
    row = replace(first("the home page"), kind=DOUBT)
    assert not is_over(row, known)
    assert is_over(row, doubted(known, LATER, "another page", "run"))
    assert is_over(row, visited(known, LATER))
