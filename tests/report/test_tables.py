"""Tables of origins, runs and troubles."""

from __future__ import annotations

from typing import Any

from newscrawl.report.elements import Element, tag
from newscrawl.report.tables import origins, runs


def language(name: str, live: int, **dated: int) -> dict[str, Any]:
    counts = {"metadata": 0, "page": 0, "headline": 0, **dated}
    return {"language": name, "live": live, "dated": counts, "undated": live - sum(dated.values())}


def rows(element: Element) -> list[list[str]]:
    found = [[" ".join(map(str, cell.itertext())) for cell in row] for row in element.iter("tr")]
    return [[cell for cell in row if cell] for row in found if any(row)]


def words(elements: list[Element]) -> str:
    return " ".join(map(str, tag("div", elements).itertext()))


def test_shares_of_origins_are_of_the_live_articles() -> None:
    [element] = origins([language("en", 4, page=1, headline=2)])
    assert rows(element)[1] == ["en", "0 0 %", "1 25 %", "2 50 %", "1 25 %"]


def test_several_languages_have_a_row_for_all_and_one_without_articles_has_none() -> None:
    [element] = origins([language("en", 4, page=4), language("ru", 4, page=2), language("ka", 0)])
    assert [row[0] for row in rows(element)[1:]] == ["en", "ru", "all"]
    assert rows(element)[-1][2] == "6 75 %"
    assert words(origins([language("ka", 0)])) == "No article is live."


def test_a_run_that_is_not_healthy_stands_out_unless_it_is_under_way() -> None:
    run = {"run": "1", "started_at": "2026-01-14T09:30:00Z", "seconds": 7, "exit_code": 0}
    run |= {"verdict": "healthy", "under_way": False, "summary": None}
    run |= {"new": 7, "changed": 0, "gone": 0, "failed": None}
    others: dict[str, dict[str, Any]] = {
        "healthy": {},
        "killed": {"verdict": "killed"},
        "under way": {"verdict": None, "under_way": True},
    }
    styles = {}
    for name, facts in others.items():
        [verdict] = [one for one in runs([{**run, **facts}]).iter("span") if one.get("class")]
        assert verdict.text == name
        styles[name] = verdict.get("class")
    assert styles["healthy"] == "verdict good"
    assert styles["killed"] == "verdict bad"
    assert styles["under way"] == "verdict calm"
    assert rows(runs([run]))[1][-4:] == ["7", "0", "0", "–"]
