"""What is known, for people at a terminal: tables in 80 columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from newscrawl.report.console_troubles import plain_table, short, trouble_parts
from newscrawl.report.summary import ORIGINS, Summary
from newscrawl.run.durations import duration

SHOWN_RUNS = 8
SHOWN_RANGES = 6
SHOWN_KEYS = 3


def conflict_lines(known: Summary) -> list[RenderableType]:
    """Each article whose evidence disagrees about its day, what was decided, and below it who says
    what."""
    lines: list[RenderableType] = []
    for site in known["sites"]:
        for one in site["conflicts"]:
            decided = (
                f"{one['published']} by {one['published_from']}"
                if one["published"]
                else "not decided"
            )
            lines.append(Text(f"{one['id']}  {decided}", "bold"))
            lines += [
                Text(
                    f"  {voice['published']:<10}  {voice['source']:<8}  {voice['printed']!r} on"
                    f" {voice['seen_on']}, {voice['seen_at']}"
                )
                for voice in one["evidence"]
            ]
    return lines or [Text("no evidence about any day disagrees")]


def parts(known: Summary) -> list[RenderableType]:
    """What is printed, part by part; none where there is nothing to say."""
    found: list[RenderableType] = []
    for site in known["sites"]:
        found += [Text(site["site"], "bold"), *site_parts(site, known["at"])]
    found += [runs_table(known["runs"])] if known["runs"] else []
    feeds = ", ".join(f"{name}.jsonl {feed['seq']}" for name, feed in known["feeds"].items())
    return [*found, Text(f"\nlast lines: {feeds}", "dim")]


def site_parts(site: Summary, now: str) -> list[RenderableType]:
    """The tables of one site and the lines below them."""
    languages = site["languages"]
    if not languages:
        return [Text("no number is known yet")]
    lines = [
        *missing_lines(site),
        *suppressed_lines(languages),
        *(line for language in languages if (line := undated_line(language))),
        *trouble_parts(site, now),
    ]
    return [Group(articles_table(languages), "", numbers_table(languages), *lines), ""]


def missing_lines(site: Summary) -> list[Text]:
    """Which numbers are missing: by language, or once where the languages share them."""
    shared = site["together"]
    if not shared:
        return [line for language in site["languages"] if (line := missing_line(language))]
    said = f"\nthe languages share one sequence of numbers: {shared['accounted']} accounted for"
    line = missing_line({"language": "any language", "numbers": shared})
    return [Text(said), *([line] if line else [])]


def suppressed_lines(languages: Sequence[Summary]) -> list[Text]:
    """How many articles were taken down."""
    counts = {one["language"]: one["numbers"]["suppressed"] for one in languages}
    return [
        Text(f"suppressed in {language}: {count}, see scrapy suppress --list")
        for language, count in counts.items()
        if count
    ]


def articles_table(languages: Sequence[Summary]) -> Table:
    """Articles that are there, by where their day is from."""
    # Few sites have the day in their addresses, and a line has 80 columns.
    used = [one for one in ORIGINS if one != "url" or any(of["dated"].get(one) for of in languages)]
    first, *others = used
    rows = [
        (
            one["language"],
            one["live"],
            one["gone"],
            *(one["dated"][origin] for origin in used),
            one["undated"],
            one["due"],
        )
        for one in languages
    ]
    return _table(
        ("articles", "live", "gone", f"dated from {first}", *others, "undated", "due"),
        rows,
    )


def numbers_table(languages: Sequence[Summary]) -> Table:
    """Numbers, by what they are."""
    names = ("highest_read", "accounted", "absent", "elsewhere", "failed", "missing")
    rows = [
        (
            one["language"],
            *(one["numbers"][name] for name in names),
            (one["mark"] or {}).get("number") or "–",
        )
        for one in languages
    ]
    return _table(
        ("numbers", "highest", "accounted", "absent", "redirected", *names[4:], "complete up to"),
        rows,
        add_up=frozenset(range(2, 7)),
    )


def missing_line(language: Summary) -> Text | None:
    """The longest runs of missing numbers, or that nothing tells what is missing."""
    if language["numbers"]["highest_read"] is None:
        return _named_line(language)
    ranges = language["numbers"]["missing_ranges"]
    if not ranges:
        return None
    shown = short(
        [f"{first}-{last}" if last > first else str(first) for first, last in ranges], SHOWN_RANGES
    )
    return Text(f"missing in {language['language']}: {shown}", "yellow")


def _named_line(language: Summary) -> Text:
    """Where there is no order: what something named and no run has read."""
    named = [one.split("/", 2)[2] for one in language.get("named_unread") or ()]
    said = f"named and not read in {language['language']}: "
    if not named:
        return Text(
            f"{said}nothing; the articles have no order, nothing else tells what is missing"
        )
    count = language["named_unread_count"]
    return Text(f"{said}{count}: {short(named, SHOWN_KEYS, of=count)}", "yellow")


def undated_line(language: Summary) -> Text | None:
    """How narrow the days of the undated are known."""
    between, undated = language["between"], language["undated"]
    if not undated:
        return None
    if not between["known"]:
        return Text(f"undated in {language['language']}: {undated}, nothing tells since when")
    narrow = (
        f"half of them within {between['median_days']:g} days, all within {between['widest_days']}"
    )
    return Text(
        f"undated in {language['language']}: {undated}, {between['known']} between known days,"
        f" {narrow}"
    )


def runs_table(runs: Sequence[Summary]) -> Group:
    """The last runs."""
    table = plain_table(
        ("run", "verdict", "code", "took", "new", "changed", "gone", "failed"),
        right=(2, 3, 4, 5, 6, 7),
    )
    for run in runs[:SHOWN_RUNS]:
        verdict = "under way" if run["under_way"] else run["verdict"]
        style = {"healthy": "green", "under way": "cyan"}.get(verdict, "yellow")
        counts = (run[name] for name in ("new", "changed", "gone", "failed"))
        table.add_row(
            run["run"],
            Text(verdict, style),
            _cell(run["exit_code"]),
            "–" if run["seconds"] is None else duration(run["seconds"]),
            *map(_cell, counts),
        )
    more = len(runs) - SHOWN_RUNS
    return Group(table, *([Text(f"and {more} more, see --json", "dim")] if more > 0 else []))


def _table(
    names: Sequence[str], rows: Sequence[Sequence[Any]], *, add_up: frozenset[int] | None = None
) -> Table:
    """Numbers, one row a language, and their sums where there are several; `add_up`: only of these
    columns."""
    table = plain_table(names, right=range(1, len(names)))
    for row in rows:
        table.add_row(*map(_cell, row))
    if len(rows) > 1:
        sums = [
            sum(row[place] for row in rows) if add_up is None or place in add_up else ""
            for place in range(1, len(names))
        ]
        table.add_row("all", *map(_cell, sums), style="bold")
    return table


def _cell(value: object) -> str:
    return "–" if value is None else str(value)
