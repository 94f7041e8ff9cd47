"""The first sentences say what the archive has and what it lacks, and nothing that is not so."""

from __future__ import annotations

from typing import Any

from newscrawl.report.elements import as_html, tag
from newscrawl.report.head import figures_of, head, lead


def language(**facts: int) -> dict[str, Any]:
    numbers = {
        "highest_read": 10,
        "accounted": facts.pop("accounted", 10),
        "missing": facts.pop("missing", 0),
    }
    return {"live": 9, "gone": 0, "undated": 0, "numbers": numbers, **facts}


def said(*languages: dict[str, Any], failures: int = 0) -> str:
    site: dict[str, Any] = {
        "languages": list(languages),
        "failures": [None] * failures,
        "failing_pages": [],
    }
    return "".join(lead(figures_of(site), site["languages"]))


def words(site: dict[str, Any], run: dict[str, Any] | None) -> str:
    return " ".join(map(str, tag("div", head(site, run)).itertext()))


def test_an_archive_that_lacks_nothing_says_so() -> None:
    assert said(language()) == (
        "The archive has 9 live articles. What it lacks: nothing: 10 numbers accounted for, every"
        " day known."
    )


def test_languages_are_added_up() -> None:
    text = said(language(), language(gone=1, undated=2, missing=3), failures=1)
    assert "18 live articles in 2 languages and keeps 1 that is gone." in text
    assert "the day of 2 of them; 3 numbers that no run has visited; 1 page that failed" in text


def test_of_a_site_of_which_nothing_is_known_there_are_no_figures() -> None:
    text = words({"languages": [], "failures": [], "failing_pages": []}, None)
    assert "Nothing is known of it yet" in text
    assert "No run is on record." in text


def test_the_last_run_ended_or_is_under_way() -> None:
    site: dict[str, Any] = {"languages": [language()], "failures": [], "failing_pages": []}
    run = {"under_way": False, "verdict": "killed", "exit_code": None}
    run |= {"started_at": "2026-01-14T09:30:00Z"}
    assert "exit code" not in words(site, run)
    assert ", exit code 1." in words(site, {**run, "exit_code": 1})
    assert "under way since" in words(site, {**run, "under_way": True})


def test_of_articles_without_order_no_number_is_told() -> None:
    orderless = language()
    orderless["numbers"]["highest_read"] = None
    text = words({"languages": [orderless], "failures": [], "failing_pages": []}, None)
    assert "nothing: every day known" in text
    assert "what no page ever named is not known to be missing" in text
    assert "number" not in text
    both = words({"languages": [orderless, language()], "failures": [], "failing_pages": []}, None)
    assert "numbers accounted for" in both


def test_every_figure_has_its_tile() -> None:
    site: dict[str, Any] = {
        "languages": [language(live=1_234)],
        "failures": [],
        "failing_pages": [],
    }
    page = as_html(tag("div", head(site, None)))
    assert page.count("<dt>") == 6
    assert "<dd>1,234</dd>" in page
