"""The map of numbers: what is known of each from 1 to the highest, in rows of a hundred; shares
where they are very many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from newscrawl.report.elements import Element, many, span, tag
from newscrawl.storage.queries.report import NumberRange

MAX_SINGLE = 10_000
"""Maximum number of numbers that have a cell each; of more, a cell stands for several …"""
MAX_CELLS = 5_000
"""… and this is the maximum number of cells."""
SHOWN_RUNS = 3
"""Longest stretches that are named in the legend."""

_ROW, _BAR = 10, 8
"""Height of a row, and of a full bar in it; …"""
_FINE = 3
"""… and how many times as much where a cell shows shares."""


class Kind(NamedTuple):
    """What may be known of a number, and how it is drawn: by the place of its bar in the row, and
    by its colour."""

    name: str
    what: str
    top: int
    height: int


KINDS = (
    Kind("dated", "live, the day known", 0, 8),
    Kind("undated", "live, the day not known", 4, 4),
    Kind("gone", "gone: was read and is no more, or was taken down", 6, 2),
    Kind("absent", "holds no article (absent, or another page answers)", 3, 2),
    Kind("failed", "failed, never read", 0, 4),
    Kind("missing", "missing: never visited", 0, 10),
)


class Grid(NamedTuple):
    """How numbers are laid out."""

    per_cell: int
    columns: int
    rows: int


def number_map(runs: Sequence[NumberRange], highest_read: int) -> list[Element]:
    """The picture and its legend. `runs` are of the visited numbers, lowest first; those above
    `highest_read` failed or hold nothing."""
    filled = list(with_missing(runs, highest_read))
    if not filled:
        return [tag("p", "No number is known yet.")]
    grid = grid_for(filled[-1].last)
    drawn = drawing(filled, grid)
    said = (
        f"{many(grid.per_cell, 'number')} a cell, {grid.per_cell * grid.columns:,} a row, from 1 at"
        f" the top left to {filled[-1].last:,}."
    )
    if grid.per_cell > 1:
        said += (
            " A cell is filled from below, in the order of this list, by the shares of what its"
            " numbers are."
        )
    return [
        tag("div", scale(grid), drawn, class_="map"),
        tag("p", said, class_="beside"),
        counts_table(filled),
    ]


def with_missing(runs: Iterable[NumberRange], highest_read: int) -> Iterator[NumberRange]:
    """The runs and the gaps between them, from 1 on; above the highest number that was read nothing
    is missing.

    >>> runs = with_missing([NumberRange(3, 4, "dated"), NumberRange(9, 9, "failed")], 4)
    >>> [f"{run.first}-{run.last} {run.kind}" for run in runs]
    ['1-2 missing', '3-4 dated', '9-9 failed']
    """
    after = 1
    for run in runs:
        end = min(run.first - 1, highest_read)
        if end >= after:
            yield NumberRange(after, end, "missing")
        if run.last > 0:
            yield run
        after = run.last + 1


def grid_for(highest: int) -> Grid:
    """A cell for each number where they are not too many, else for 2, 5, 10, 20, 50 … of them.

    >>> grid_for(7517)
    Grid(per_cell=1, columns=100, rows=76)
    >>> grid_for(100_000)
    Grid(per_cell=20, columns=100, rows=50)
    """
    per_cell = 1
    if highest > MAX_SINGLE:
        steps = (step * 10**power for power in range(20) for step in (1, 2, 5))
        per_cell = next(step for step in steps if -(-highest // step) <= MAX_CELLS)
    cells = -(-highest // per_cell)
    columns = 100 if cells > 100 else -(-cells // 20) * 20
    return Grid(per_cell, columns, -(-cells // columns))


def drawing(runs: Sequence[NumberRange], grid: Grid) -> Element:
    """Bars, one path a kind, and over them a title for each row."""
    row_height = _ROW if grid.per_cell == 1 else _ROW * _FINE
    bars = single_bars(runs, grid) if grid.per_cell == 1 else shared_bars(runs, grid)
    paths = [
        tag("path", class_=f"n-{kind.name}", d="".join(bars[kind.name]))
        for kind in KINDS
        if bars[kind.name]
    ]
    titles = [
        tag(
            "path",
            tag("title", said),
            class_="row",
            d=f"M0 {row * row_height}h{grid.columns}v{row_height}h-{grid.columns}z",
        )
        for row, said in enumerate(row_titles(runs, grid))
    ]
    said = "Map of the numbers: " + ", ".join(
        f"{count:,} {name}" for name, count in totals(runs).items() if count
    )
    box = f"0 0 {grid.columns} {grid.rows * row_height}"
    height = f"height:{grid.rows * (0.5 if grid.per_cell == 1 else 0.9):g}rem"
    return tag(
        "svg",
        *paths,
        *titles,
        viewBox=box,
        preserveAspectRatio="none",
        role="img",
        aria_label=said,
        style=height,
    )


def single_bars(runs: Iterable[NumberRange], grid: Grid) -> dict[str, list[str]]:
    """Path data by kind: a bar for each run in each row that it touches."""
    kinds = {kind.name: kind for kind in KINDS}
    bars: dict[str, list[str]] = defaultdict(list)
    for run in runs:
        kind = kinds[run.kind]
        for row, first, last in rows_of(run, grid):
            width = last - first + 1
            bars[run.kind].append(
                f"M{first} {row * _ROW + kind.top}h{width}v{kind.height}h-{width}z"
            )
    return bars


def rows_of(run: NumberRange, grid: Grid) -> Iterator[tuple[int, int, int]]:
    """The rows that a run touches, each with its first and last column there."""
    first, last = (run.first - 1) // grid.per_cell, (run.last - 1) // grid.per_cell
    for row in range(first // grid.columns, last // grid.columns + 1):
        start = row * grid.columns
        yield row, max(first, start) - start, min(last, start + grid.columns - 1) - start


def shared_bars(runs: Iterable[NumberRange], grid: Grid) -> dict[str, list[str]]:
    """Path data by kind: cells filled from below by shares, equal neighbours of a row joined."""
    bars: dict[str, list[str]] = defaultdict(list)
    open_bars: dict[tuple[str, int, int], tuple[int, int]] = {}
    row_height, full = _ROW * _FINE, _BAR * _FINE
    before = -1

    def close() -> None:
        for (kind, top, height), (start, end) in open_bars.items():
            width = end - start
            bars[kind].append(f"M{start} {top}h{width}v{height}h-{width}z")
        open_bars.clear()

    for cell, counts in shares(runs, grid.per_cell):
        row, column = divmod(cell, grid.columns)
        if row != before:
            close()
            before = row
        seen = {}
        bottom = row * row_height + full
        for kind in KINDS:
            if counts.get(kind.name):
                # One of many numbers is still to be seen.
                height = max(round(full * counts[kind.name] / grid.per_cell), 1)
                top = max(bottom - height, row * row_height)
                bottom = top
                seen[kind.name, top, height] = column
        kept = {
            bar: (open_bars[bar][0], column + 1)
            for bar in seen
            if bar in open_bars and open_bars[bar][1] == column
        }
        for bar in kept:
            del open_bars[bar]
        close()
        open_bars.update(kept)
        open_bars.update({bar: (column, column + 1) for bar in seen if bar not in kept})
    close()
    return bars


def shares(runs: Iterable[NumberRange], per_cell: int) -> Iterator[tuple[int, dict[str, int]]]:
    """For each cell that is not empty: how many of its numbers are of which kind."""
    counts: dict[str, int] = {}
    at = -1
    for run in runs:
        for cell in range((run.first - 1) // per_cell, (run.last - 1) // per_cell + 1):
            if cell != at:
                if counts:
                    yield at, counts
                at, counts = cell, {}
            inside = min(run.last, (cell + 1) * per_cell) - max(run.first, cell * per_cell + 1) + 1
            counts[run.kind] = counts.get(run.kind, 0) + inside
    if counts:
        yield at, counts


def row_titles(runs: Iterable[NumberRange], grid: Grid) -> list[str]:
    """What each row holds, in words."""
    size = grid.per_cell * grid.columns
    titles = [
        f"{span(row * size + 1, (row + 1) * size)}: nothing known" for row in range(grid.rows)
    ]
    for row, counts in shares(runs, size):
        kinds = ", ".join(
            f"{counts[kind.name]:,} {kind.name}" for kind in KINDS if kind.name in counts
        )
        titles[row] = f"{span(row * size + 1, (row + 1) * size)}: {kinds}"
    return titles


def scale(grid: Grid) -> Element:
    """The first number of every n-th row, beside it."""
    step = next(step for step in (1, 2, 5, 10, 20) if grid.rows / step <= 12)
    marks = [
        tag(
            "span",
            f"{row * grid.columns * grid.per_cell + 1:,}",
            style=f"top:{100 * row / grid.rows:.2f}%",
        )
        for row in range(0, grid.rows, step)
    ]
    return tag("div", *marks, class_="scale", aria_hidden="true")


def totals(runs: Iterable[NumberRange]) -> dict[str, int]:
    """How many numbers there are of each kind."""
    found = {kind.name: 0 for kind in KINDS}
    for run in runs:
        found[run.kind] += run.last - run.first + 1
    return found


def counts_table(runs: Sequence[NumberRange]) -> Element:
    """The legend, the counts and the longest runs: the picture in words."""
    rows = []
    for kind in KINDS:
        of_kind = sorted(
            (run for run in runs if run.kind == kind.name),
            key=lambda run: (run.first - run.last, -run.first),
        )
        count = sum(run.last - run.first + 1 for run in of_kind)
        longest = ", ".join(span(run.first, run.last) for run in of_kind[:SHOWN_RUNS])
        more = (
            f" and {many(len(of_kind) - SHOWN_RUNS, 'more stretch', 'more stretches')}"
            if len(of_kind) > SHOWN_RUNS
            else ""
        )
        mark = tag(
            "path", class_=f"n-{kind.name}", d=f"M0 {kind.top}h8v{min(kind.height, _BAR)}h-8z"
        )
        swatch = tag("svg", mark, viewBox="0 0 8 8", class_="swatch", aria_hidden="true")
        where = tag("small", f"{longest}{more}") if of_kind else None
        rows.append(
            tag(
                "tr",
                tag("th", swatch, tag("span", kind.what, where), scope="row"),
                tag("td", f"{count:,}"),
            )
        )
    head = tag(
        "thead", tag("tr", tag("th", "The number …", scope="col"), tag("th", "Count", scope="col"))
    )
    return tag(
        "table",
        tag("caption", "What the map shows, with the longest stretches", class_="hidden"),
        head,
        tag("tbody", *rows),
        class_="kinds",
    )
