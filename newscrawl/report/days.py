"""The calendar: live articles a day, or a month where there are many years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from newscrawl.report.elements import Element, many, tag

DAY_YEARS = 5
"""Maximum number of years that are shown day by day; of more, months are shown …"""
NEWEST_YEARS = 3
"""… and this number of the newest years day by day."""
CALENDAR_YEARS = 100
"""Where days are further apart than this one of them is wrong: only years with articles are
shown."""

_PITCH, _SIDE, _TOP, _WEEKS = 12, 10, 13, 28
"""Of a half-year: a square and its gap, the square, the names of months above, the weeks that it
may touch."""
_SIDES = (4, 6, 8, 10)
"""Of the squares of each level: size tells what colour tells."""
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


class Level(NamedTuple):
    """A shade of the calendar stands for counts from … to …, ends included."""

    least: int
    most: int

    def __str__(self) -> str:
        return str(self.least) if self.least == self.most else f"{self.least}–{self.most}"


def calendar(days: Mapping[str, int], undated: int) -> list[Element]:
    """Of these days: years as rows, the newest first. Beside it stands how many articles are
    `undated`."""
    known = {day: count for text, count in days.items() if (day := _day(text))}
    by_year = Counter[int]()
    for day, count in known.items():
        by_year[day.year] += count
    years = sorted(by_year, reverse=True)
    if years and years[0] - years[-1] < CALENDAR_YEARS:
        # A year without an article is a gap to be seen.
        years = list(range(years[0], years[-1] - 1, -1))
    placeless = (
        f"{many(undated, 'live article')} without a known day {'has' if undated == 1 else 'have'}"
        " no place here."
    )
    beside = tag("p", placeless, class_="beside") if undated else None
    if not years:
        return [tag("p", "No article has a day yet."), *([] if beside is None else [beside])]
    shown = years if len(years) <= DAY_YEARS else years[:NEWEST_YEARS]
    levels = levels_of(known.values())
    parts = [year_element(year, known, by_year[year], levels) for year in shown]
    parts.append(legend("Articles a day:", levels))
    if len(years) > DAY_YEARS:
        parts.insert(0, months_table(known, years))
        parts.insert(1, tag("p", f"Day by day, the newest {NEWEST_YEARS} years:", class_="beside"))
    return [*parts, *([] if beside is None else [beside])]


def levels_of(counts: Iterable[int]) -> list[Level]:
    """Four levels at most, about as many days on each.

    >>> [str(one) for one in levels_of([1, 1, 2, 3, 3, 5, 8, 21])]
    ['1', '2–3', '4–8', '9–21']
    >>> levels_of([])
    []
    """
    ordered = sorted(counts)
    if not ordered:
        return []
    bounds = sorted(
        {ordered[min(len(ordered) - 1, int(len(ordered) * share))] for share in (0.24, 0.5, 0.75)}
        | {ordered[-1]}
    )
    return [Level(below + 1, bound) for below, bound in zip((0, *bounds), bounds, strict=False)]


def level_of(count: int, levels: Sequence[Level]) -> int:
    """1 for the lowest, 4 for the highest; where there are fewer levels, the highest are used."""
    place = next(place for place, level in enumerate(levels) if count <= level.most)
    return place + 1 + len(_SIDES) - len(levels)


def year_element(
    year: int, days: Mapping[date, int], total: int, levels: Sequence[Level]
) -> Element:
    """A year as two halves: side by side where there is room, one above the other on a phone."""
    active = [day for day in days if day.year == year]
    said = f"{year}: no article"
    if active:
        busiest = max(active, key=lambda day: (days[day], day))
        said = (
            f"{year}: {many(total, 'article')} on {many(len(active), 'day')}, most on {busiest}"
            f" ({days[busiest]:,})"
        )
    return tag(
        "figure",
        tag("figcaption", tag("b", str(year)), " ", tag("span", f"{total:,}")),
        tag(
            "div",
            *(half_year(year, first, days, levels) for first in (1, 7)),
            class_="halves",
            role="img",
            aria_label=said,
        ),
        class_="year",
    )


def half_year(year: int, first: int, days: Mapping[date, int], levels: Sequence[Level]) -> Element:
    """Weeks as columns, Monday above."""
    start, end = date(year, first, 1), date(year, first + 5, 31 if first == 7 else 30)
    shift = start.weekday()
    empty, marks = [], []
    for offset in range((end - start).days + 1):
        day = start + timedelta(offset)
        week, weekday = divmod(offset + shift, 7)
        x, y = week * _PITCH, _TOP + weekday * _PITCH
        count = days.get(day, 0)
        if not count:
            empty.append(f"M{x + 3} {y + 3}h4v4h-4z")
            continue
        level = level_of(count, levels)
        side = _SIDES[level - 1]
        inset = (_SIDE - side) // 2
        square = f"M{x + inset} {y + inset}h{side}v{side}h-{side}z"
        marks.append(tag("path", tag("title", f"{day}: {count:,}"), class_=f"l{level}", d=square))
    names = [
        tag(
            "text",
            MONTHS[month - 1],
            x=(((date(year, month, 1) - start).days + shift + 6) // 7) * _PITCH,
            y=9,
        )
        for month in range(first, first + 6)
    ]
    box = f"0 0 {_WEEKS * _PITCH} {_TOP + 7 * _PITCH}"
    return tag(
        "svg",
        *names,
        tag("path", class_="l0", d="".join(empty)),
        *marks,
        viewBox=box,
        class_="days",
        aria_hidden="true",
    )


def months_table(days: Mapping[date, int], years: Sequence[int]) -> Element:
    """Years as rows, months as columns, the counts in the cells."""
    by_month = Counter[tuple[int, int]]()
    for day, count in days.items():
        by_month[day.year, day.month] += count
    # Equal steps, not equal shares as of days: months differ little, and shares would make a
    # pattern of chance.
    most = max(by_month.values())
    rows = []
    for year in years:
        counts = [by_month[year, month] for month in range(1, 13)]
        cells = [
            (
                tag("td", f"{count}", class_=f"m{-(-4 * count // most)}")
                if count
                else tag("td", "·", class_="m0")
            )
            for count in counts
        ]
        rows.append(
            tag(
                "tr",
                tag("th", str(year), scope="row"),
                *cells,
                tag("td", f"{sum(counts)}", class_="sum"),
            )
        )
    heads = [tag("th", tag("abbr", name[0], title=name), scope="col") for name in MONTHS]
    return tag(
        "table",
        tag("caption", "Articles a month"),
        tag(
            "thead",
            tag("tr", tag("th", "Year", scope="col"), *heads, tag("th", "All", scope="col")),
        ),
        tag("tbody", *rows),
        class_="months",
    )


def legend(what: str, levels: Sequence[Level]) -> Element:
    """What size and shade stand for."""
    marks = []
    for level in levels:
        number = level_of(level.most, levels)
        side = _SIDES[number - 1]
        square = tag(
            "rect",
            class_=f"l{number}",
            x=(_SIDE - side) / 2,
            y=(_SIDE - side) / 2,
            width=side,
            height=side,
        )
        marks.append(
            tag(
                "li",
                tag("svg", square, viewBox="0 0 10 10", class_="swatch", aria_hidden="true"),
                str(level),
            )
        )
    return tag("div", tag("span", what), tag("ul", *marks, class_="legend"), class_="key")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
