"""A terminal shows what needs a look, and nothing where all is well."""

from __future__ import annotations

from io import StringIO
from typing import Any

from rich.console import Console, RenderableType
from support.watched import NOW, failing, held, listing, site

from newscrawl.report.console_troubles import failures_table, trouble_parts

NO_CHECKS = {"due": 0, "oldest": None}


def printed(*parts: RenderableType) -> str:
    out = StringIO()
    Console(file=out, width=80).print(*parts, sep="\n")
    return out.getvalue()


def shown(**facts: Any) -> str:
    return printed(*trouble_parts(site(**facts), NOW))


def test_where_all_is_well_nothing_needs_a_look_but_checks_are_told() -> None:
    assert trouble_parts(site(checks=NO_CHECKS), NOW) == []
    assert " ".join(shown().split()) == (
        "unchecked for the longest: paper/en/1, 14 d 01 h; its turn comes by 2026-01-20"
    )
    few = site()["checks"] | {"is_short": True, "budget": 30}
    said = " ".join(shown(checks=few).split())
    assert "30 a run, where 100 would see each article twice a year" in said


def test_failures_have_their_age_and_what_is_known_of_them() -> None:
    acknowledged = {"at": NOW, "reason": "their wall"}
    said = shown(
        reasons={"http 500": 2},
        failures=[failing(), failing("paper/en/8", since=None, acknowledged=acknowledged)],
        failing_pages=[listing()],
    )
    assert "failing: 2 http 500, listing timeout" in said
    rows = [line.split() for line in said.splitlines()]
    assert ["paper/en/9", "4", "6", "d", "02", "h", "when", "asked", "http", "500"] in rows
    assert ["paper/en/8", "4", "–", "when", "asked", "http", "500"] in rows
    assert "paper/en/8 is known since 2026-01-16: their wall" in said
    assert "listing https://paper.test/en/news: timeout for 6 d 02 h" in said


def test_what_is_held_back_and_that_nothing_comes_any_more() -> None:
    said = " ".join(shown(held=held(), notice="nothing new for 9 days").split())
    assert "nothing new for 9 days" in said
    assert "held back since 2026-01-14 (shorter 12 of 33): 2 changes, to paper/en/1," in said


def test_failures_and_doubts_beyond_the_first_are_counted() -> None:
    said = printed(failures_table([failing()] * 10, NOW))
    assert said.count("when asked") == 8
    assert "and 2 more, see --json" in said
    said = shown(conflicts=[1], doubted=[{"id": "paper/en/5"}] * 6)
    assert "conflicts about the day: 1, see --conflicts" in said
    assert "paper/en/5 and 2 more" in " ".join(said.split())
