"""A terminal shows what is known, and below it what needs a look."""

from __future__ import annotations

from io import StringIO
from typing import Any

from rich.console import Console, RenderableType

from newscrawl.report.console import (
    articles_table,
    conflict_lines,
    missing_line,
    missing_lines,
    numbers_table,
    runs_table,
    suppressed_lines,
    undated_line,
)

NUMBERS = {
    "highest_read": 1_234_567,
    "accounted": 1_234_560,
    "absent": 3,
    "elsewhere": 4,
    "failed": 5,
    "missing": 7,
    "suppressed": 0,
    "missing_ranges": [[1, 6], [9, 9]],
}


def printed(*parts: RenderableType) -> str:
    out = StringIO()
    Console(file=out, width=80).print(*parts, sep="\n")
    return out.getvalue()


def language(name: str = "en", **facts: Any) -> dict[str, Any]:
    made = {"language": name, "live": 1_234_000, "gone": 8, "undated": 2, "due": 9}
    made |= {"dated": {"metadata": 1, "page": 2, "headline": 3}, "mark": {"number": 1_234_567}}
    return {**made, "numbers": NUMBERS, "between": {"known": 0}, **facts}


def test_large_numbers_of_several_languages_fit_80_columns_in_one_line_each() -> None:
    rows = [language("en"), language("ru")]
    for table, heads in (
        (articles_table(rows), "dated from metadata  page  headline  undated"),
        (numbers_table(rows), "absent  redirected  failed  missing  complete up to"),
    ):
        lines = printed(table).splitlines()
        assert len(lines) == 4
        assert heads in lines[0]
        assert all("…" not in line for line in lines)


def test_neither_the_highest_number_nor_the_mark_is_added_up() -> None:
    *_, last = printed(numbers_table([language("en"), language("ru")])).splitlines()
    assert last.split() == ["all", "2469120", "6", "8", "10", "14"]


def test_the_longest_ranges_are_named_and_the_rest_counted() -> None:
    many = {**NUMBERS, "missing_ranges": [[one * 10, one * 10 + 1] for one in range(1, 9)]}
    line = missing_line(language(numbers=many))
    assert line is not None and line.plain.endswith("60-61 and 2 more")
    assert missing_line(language(numbers={**NUMBERS, "missing_ranges": []})) is None


def test_numbers_that_languages_share_are_named_once() -> None:
    lines = missing_lines({"together": NUMBERS, "languages": [language("en"), language("ru")]})
    assert [line.plain.strip() for line in lines] == [
        "the languages share one sequence of numbers: 1234560 accounted for",
        "missing in any language: 1-6, 9",
    ]


def test_how_narrow_the_undated_are_known() -> None:
    between = {"known": 2, "median_days": 3.0, "widest_days": 9}
    line = undated_line(language(between=between))
    assert line is not None
    assert line.plain.endswith("2 between known days, half of them within 3 days, all within 9")
    line = undated_line(language())
    assert line is not None and line.plain == "undated in en: 2, nothing tells since when"
    assert undated_line(language(undated=0)) is None


def test_takedowns_are_counted_where_there_are_any() -> None:
    rows = [language("en"), language("ru", numbers={**NUMBERS, "suppressed": 2})]
    assert [line.plain[:18] for line in suppressed_lines(rows)] == ["suppressed in ru: "]


def test_a_run_under_way_has_neither_verdict_nor_counts() -> None:
    run = {"run": "20260114T093000Z-1f3a", "under_way": True, "verdict": None, "seconds": None}
    run |= dict.fromkeys(("exit_code", "new", "changed", "gone", "failed"))
    last = printed(runs_table([run])).splitlines()[-1]
    assert last.split() == [run["run"], "under", "way", *"––––––"]


def test_evidence_that_disagrees_stands_below_what_was_decided() -> None:
    voice = {"source": "page", "published": "2026-01-09", "printed": "09.Jan.2026"}
    voice |= {"seen_on": "https://paper.test/", "seen_at": "2026-01-14T12:00:00Z"}
    one = {"id": "paper/en/1", "published": None, "published_from": None, "evidence": [voice]}
    lines = printed(*conflict_lines({"sites": [{"conflicts": [one]}]})).splitlines()
    assert lines[0] == "paper/en/1  not decided"
    assert lines[1].split()[:3] == ["2026-01-09", "page", "'09.Jan.2026'"]
    assert "no evidence" in printed(*conflict_lines({"sites": []}))
