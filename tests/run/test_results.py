"""What came of each page, for a person."""

from __future__ import annotations

from typing import Any

from support.makers import ready

from newscrawl.records import article_record
from newscrawl.run.results import Results


def record(**facts: Any) -> dict[str, Any]:
    return article_record(ready(1, **facts))


def test_a_scheduled_run_keeps_none() -> None:
    results = Results(keep=False, detailed=False)
    results.note("paper/en/1", "unchanged")
    results.note_revision(None, record())
    assert (results.as_list(), list(results.lines())) == ([], [])


def test_what_is_noted_last_holds() -> None:
    results = Results(keep=True, detailed=False)
    results.note("paper/en/1", "doubted", "another page")
    results.note("paper/en/1", "unchanged")
    assert results.as_list() == [{"page": "paper/en/1", "result": "unchanged", "why": ""}]


def test_a_change_names_its_fields() -> None:
    results = Results(keep=True, detailed=False)
    results.note_revision(record(), record(title="Another title", section="Ports"))
    assert list(results.lines()) == ["changed   paper/en/1  (title, section)"]


def test_an_article_that_is_there_again_is_said_to_be() -> None:
    results = Results(keep=True, detailed=False)
    results.note_revision({**record(), "change": "gone"}, record())
    assert results.as_list()[0]["why"] == "is there again"


def test_a_twin_alone_is_a_change() -> None:
    results = Results(keep=True, detailed=False)
    results.note_revision(record(), {**record(), "same_as": ["paper/en/2"]})
    assert results.as_list()[0]["why"] == "same_as"


def test_an_article_that_is_dated_in_the_run_that_found_it_is_new() -> None:
    results = Results(keep=True, detailed=True)
    first = record()
    results.note_revision(None, first)
    results.note_revision(first, {**first, "published": "2026-01-09"})
    assert results.as_list() == [{"page": "paper/en/1", "result": "new", "why": ""}]
    lines = list(results.lines())
    assert "    title: 'The ferry of pier 1 sails again'" in lines
    assert "    published: None -> '2026-01-09'" in lines


def test_a_dry_run_shows_the_paragraphs_that_went_and_came() -> None:
    results = Results(keep=True, detailed=True)
    results.note_revision(record(body="One.\n\nTwo."), record(body="One.\n\nThree."))
    assert list(results.lines())[1:] == ["    body:", "      - Two.", "      + Three."]
