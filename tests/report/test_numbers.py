"""The map of numbers: whatever the runs, each number is drawn once, in its place, and counted."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from newscrawl.report.elements import as_html
from newscrawl.report.numbers import (
    Grid,
    grid_for,
    number_map,
    shared_bars,
    shares,
    single_bars,
    totals,
    with_missing,
)
from newscrawl.storage.queries.report import NumberRange

KINDS = ("dated", "undated", "gone", "absent", "failed")


@st.composite
def visited(draw: st.DrawFn) -> list[NumberRange]:
    runs, at = [], 0
    for gap, length, kind in draw(
        st.lists(
            st.tuples(st.integers(0, 250), st.integers(1, 250), st.sampled_from(KINDS)), max_size=20
        )
    ):
        runs.append(NumberRange(at + gap + 1, at + gap + length, kind))
        at += gap + length
    return runs


@given(visited())
def test_each_number_has_one_bar(runs: list[NumberRange]) -> None:
    highest = runs[-1].last if runs else 0
    filled = list(with_missing(runs, highest))
    assert sum(totals(filled).values()) == highest
    if not highest:
        return
    bars = single_bars(filled, Grid(1, 100, -(-highest // 100)))
    for kind, count in totals(filled).items():
        assert (
            sum(int(width) for bar in bars[kind] for width in re.findall(r"h(\d+)v", bar)) == count
        )


@given(visited(), st.integers(1, 300))
def test_shares_of_cells_add_up(runs: list[NumberRange], per_cell: int) -> None:
    filled = list(with_missing(runs, runs[-1].last if runs else 0))
    cells = list(shares(filled, per_cell))
    assert [cell for cell, _ in cells] == list(range(len(cells)))
    assert all(sum(counts.values()) == per_cell for _, counts in cells[:-1])
    counted = {kind: sum(counts.get(kind, 0) for _, counts in cells) for kind in totals(filled)}
    assert counted == totals(filled)


def test_equal_cells_are_one_bar() -> None:
    bars = shared_bars([NumberRange(1, 4_000, "dated")], Grid(20, 100, 2))
    assert bars == {"dated": ["M0 0h100v24h-100z", "M0 30h100v24h-100z"]}


def test_a_single_number_among_many_is_seen() -> None:
    bars = shared_bars(
        [NumberRange(1, 7, "dated"), NumberRange(8, 8, "failed"), NumberRange(9, 1_000, "dated")],
        Grid(1_000, 20, 1),
    )
    assert bars["failed"] == ["M0 0h1v1h-1z"] or "v1h" in "".join(bars["failed"])


def test_above_the_highest_that_was_read_nothing_is_missing() -> None:
    assert list(with_missing([NumberRange(2, 2, "dated"), NumberRange(9, 9, "absent")], 2)) == [
        NumberRange(1, 1, "missing"),
        NumberRange(2, 2, "dated"),
        NumberRange(9, 9, "absent"),
    ]


def test_numbers_without_bound_are_few_cells() -> None:
    huge = 20_260_114_093_000
    grid = grid_for(huge)
    assert grid.rows * grid.columns <= 5_100
    found = "".join(
        as_html(element) for element in number_map([NumberRange(huge, huge, "dated")], huge)
    )
    assert len(found) < 20_000
    assert f"{huge - 1:,}" in found


def test_counts_and_longest_stretches_are_told_in_words() -> None:
    found = "".join(
        as_html(element)
        for element in number_map([NumberRange(3, 3, "dated"), NumberRange(9, 9, "failed")], 9)
    )
    assert "Map of the numbers: 1 dated, 1 failed, 7 missing" in found
    assert "<small>4–8, 1–2</small>" in found
    assert "<title>1–20: 1 dated, 1 failed, 7 missing</title>" in found
