"""`scrapy status`: what is known, what is missing, what failed, how the last runs went. Reads only,
also while a run is writing.

Exit codes: 0 told, also where nothing is known yet (a folder that is not there, or without a state:
one line says so, and `--json` has no sites and no runs); 2 wrong usage; 74 the state cannot be
read.

`--json` prints one object on standard output; times are UTC as in the feeds:

| key | value |
| --- | --- |
| `schema` | `newscrawl.status/1` |
| `folder`, `at` | the folder, absolute; the time of the reading |
| `running` | whether a run holds the folder |
| `sites` | for each spider: `site`, `languages`, `numbering`, `together`, `conflicts`, `reasons` (of failures: how many of each), \
`failures`, `doubted` |
| `sites[].numbering` | `own` (each language counts for itself), `common` (one sequence for all) or `unknown` |
| `sites[].together` | the numbers of a common sequence, with the keys of `numbers` below; else null |
| `sites[].conflicts` | articles whose evidence disagrees about the day: `id`, `published`, `published_from`, and `evidence`, each with \
`source`, `published`, `printed`, `seen_on`, `seen_at` |
| `sites[].languages` | `language`; articles `live`, `gone`; of the live `undated`, `dated` (`metadata`, `page`, `headline`); and: |
| `….between` | of the undated: `known` (so many have an interval), `median_days`, `widest_days`, `articles` (id to [first, last] or null) |
| `….numbers` | `highest_read`; `accounted`, and of these `live`, `gone`, `absent`, `elsewhere`, `failed`, \
`suppressed`; `missing` up to the highest |
| `….numbers.missing_ranges` | a list of [first, last], the longest first |
| `….due`, `….next_due_at` | numbers to visit now; when the next will be due, or null |
| `….mark` | `number` up to which the last complete run settled the listings, `since` (a day or null), `run`; null before the first |
| `sites[].failures` | `id`, `status`, `reason`, `tries` (in a row), `visited_at`, `next_try_at`; those that failed most often first |
| `sites[].doubted` | articles in whose place another page stands: `id`, `reason`, `doubted_in` (run), `visited_at` |
| `runs` | the last first: `run`, `site`, `under_way`, `verdict` (`killed` if it never ended, null while under way), `exit_code`, \
`started_at`, `ended_at`, `seconds`, `new`, `changed`, `gone`, `unchanged`, `failed` (null where not
counted), `arguments`, `summary` |
| `feeds` | for `articles` and `headlines`: `seq` of the last line, `synced_seq` and `size_bytes` that are surely on the disk |
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text
from scrapy.settings import BaseSettings

from newscrawl import clock
from newscrawl.errors import UsageError
from newscrawl.pipelines.store import output_folder
from newscrawl.records import utc
from newscrawl.report.summary import ORIGINS, Told, duration, summary, surveyed
from newscrawl.run.folder_command import FolderCommand
from newscrawl.run.outcome import OK
from newscrawl.storage.queries.snapshot import is_known, looked

SHOWN_RUNS = 8
SHOWN_FAILURES = 8
SHOWN_RANGES = 6
SHOWN_REASONS = 4


class Command(FolderCommand):
    """Read the state, tell it."""

    called = "status"

    def syntax(self) -> str:
        return "[--json]"

    def short_desc(self) -> str:
        return "Show what is known: articles, missing numbers, failures, the last runs"

    def long_desc(self) -> str:
        return (
            "Shows what the archive knows: articles, numbers that are missing, failures, what is"
            " due, the last runs. Reads only."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument(
            "--conflicts",
            action="store_true",
            help="list the articles whose evidence disagrees about the day",
        )
        parser.add_argument(
            "--json",
            action="store_true",
            help="one JSON object on standard output, with everything",
        )

    def told(self, args: list[str], opts: argparse.Namespace) -> tuple[int, str]:
        assert self.settings is not None
        if args:
            raise UsageError(f"{args[0]}: status takes options only, see 'scrapy status --help'")
        return status(self.settings, as_json=opts.json, conflicts=opts.conflicts)


def status(settings: BaseSettings, *, as_json: bool, conflicts: bool = False) -> tuple[int, str]:
    """Print what is known in the folder that the settings name. Gives the exit code and the last
    line. Raises NewscrawlError."""
    folder, database = (
        output_folder(settings.get("NEWSCRAWL_OUTPUT")),
        settings.get("NEWSCRAWL_DATABASE") or None,
    )
    known, now = is_known(folder, database), utc(clock.now())
    told = {
        "folder": str(folder),
        **looked(folder, database, lambda state, running: surveyed(state, now, running=running)),
    }
    if as_json:
        print(json.dumps({"schema": told.pop("schema"), **told}, ensure_ascii=False))
    elif known:
        console = Console(highlight=False)
        console.print(
            *(conflict_lines(told) if conflicts else parts(told)), sep="\n", soft_wrap=conflicts
        )
    sys.stdout.flush()
    return OK, (
        summary(told) if known else f"nothing is known yet: no run has written a state in {folder}"
    )


# For people.


def conflict_lines(told: Told) -> list[RenderableType]:
    """Each article whose evidence disagrees about its day, what was decided, and below it who says
    what."""
    lines: list[RenderableType] = []
    for site in told["sites"]:
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


def parts(told: Told) -> list[RenderableType]:
    """What is printed, part by part; none where there is nothing to say."""
    found: list[RenderableType] = []
    for site in told["sites"]:
        found += [Text(site["site"], "bold"), *site_parts(site, told["at"])]
    found += [runs_table(told["runs"])] if told["runs"] else []
    feeds = ", ".join(f"{name}.jsonl {feed['seq']}" for name, feed in told["feeds"].items())
    return [*found, Text(f"\nlast lines: {feeds}", "dim")]


def site_parts(site: Told, now: str) -> list[RenderableType]:
    """The tables of one site and what is to be said below them."""
    languages = site["languages"]
    if not languages:
        return [Text("no number is known yet")]
    said: list[RenderableType] = [articles_table(languages), "", numbers_table(languages)]
    if site["together"]:
        together = {"language": "any language", "numbers": site["together"]}
        said.append(
            Text(
                f"\nthe languages share one sequence of numbers: {site['together']['accounted']}"
                " accounted for"
            )
        )
        said += [line for line in [missing_line(together)] if line]
    else:
        said += [line for language in languages if (line := missing_line(language))]
    taken_down = {
        language["language"]: language["numbers"]["suppressed"]
        for language in languages
        if language["numbers"]["suppressed"]
    }
    said += [
        Text(f"suppressed in {language}: {count}, see scrapy suppress --list")
        for language, count in taken_down.items()
    ]
    said += [line for language in languages if (line := undated_line(language))]
    if site["conflicts"]:
        said.append(
            Text(f"\nconflicts about the day: {len(site['conflicts'])}, see --conflicts", "yellow")
        )
    if site["failures"]:
        reasons = [f"{count} {reason}" for reason, count in site["reasons"].items()]
        said += [
            Text(f"\nfailing: {_short(reasons, SHOWN_REASONS)}", "yellow"),
            failures_table(site["failures"], now),
        ]
    if site["doubted"]:
        ids = _short([one["id"] for one in site["doubted"]], 4)
        said.append(Text(f"\ndoubted, gone if the next look finds the same: {ids}", "yellow"))
    return [Group(*said), ""]


def articles_table(languages: Sequence[Told]) -> Table:
    """Articles that are there, by where their day is from."""
    rows = [
        (
            one["language"],
            one["live"],
            one["gone"],
            *(one["dated"][origin] for origin in ORIGINS),
            one["undated"],
            one["due"],
        )
        for one in languages
    ]
    return _table(
        ("articles", "live", "gone", *(f"by {origin}" for origin in ORIGINS), "undated", "due"),
        rows,
    )


def numbers_table(languages: Sequence[Told]) -> Table:
    """Numbers, by what they are."""
    names = ("highest_read", "accounted", "absent", "elsewhere", "failed", "missing")
    rows = [
        (
            one["language"],
            *(one["numbers"][name] for name in names),
            one["mark"]["number"] if one["mark"] else "–",
        )
        for one in languages
    ]
    return _table(
        ("numbers", "highest", *names[1:], "settled to"), rows, add_up=frozenset(range(2, 7))
    )


def missing_line(language: Told) -> Text | None:
    """The longest runs of missing numbers."""
    ranges = language["numbers"]["missing_ranges"]
    if not ranges:
        return None
    shown = _short(
        [f"{first}-{last}" if last > first else str(first) for first, last in ranges], SHOWN_RANGES
    )
    return Text(f"missing in {language['language']}: {shown}", "yellow")


def undated_line(language: Told) -> Text | None:
    """How narrow the days of the undated are known."""
    between, undated = language["between"], language["undated"]
    if not undated:
        return None
    if not between["known"]:
        return Text(f"undated in {language['language']}: {undated}, nothing tells when")
    narrow = (
        f"half of them within {between['median_days']:g} days, all within {between['widest_days']}"
    )
    return Text(
        f"undated in {language['language']}: {undated}, {between['known']} between known days,"
        f" {narrow}"
    )


def failures_table(failures: Sequence[Told], now: str) -> Group:
    """The failures that came most often."""
    table = _plain(("failed", "times", "next try", "why"), right=(1,))
    for one in failures[:SHOWN_FAILURES]:
        table.add_row(
            one["id"], str(one["tries"]), next_try(one["next_try_at"], now), one["reason"] or ""
        )
    more = len(failures) - SHOWN_FAILURES
    return Group(table, *([Text(f"and {more} more, see --json", "dim")] if more > 0 else []))


def runs_table(runs: Sequence[Told]) -> Group:
    """The last runs."""
    table = _plain(
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


def next_try(time: str | None, now: str) -> str:
    """When a page is tried again, for people; UTC.

    >>> [next_try(time, "2026-01-14T12:00:00Z") for time in ("2026-01-14T12:30:00Z", "2026-01-14T12:00:00Z", None)]
    ['2026-01-14 12:30', 'next run', 'when asked']
    """
    if time is None:
        return "when asked"
    return time[:16].replace("T", " ") if time > now else "next run"


def _short(words: Sequence[str], most: int) -> str:
    rest = len(words) - most
    return ", ".join(words[:most]) + (f" and {rest} more" if rest > 0 else "")


def _plain(names: Sequence[str], *, right: Sequence[int]) -> Table:
    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    for place, name in enumerate(names):
        table.add_column(name, justify="right" if place in right else "left", overflow="fold")
    return table


def _table(
    names: Sequence[str], rows: Sequence[Sequence[Any]], *, add_up: frozenset[int] | None = None
) -> Table:
    """Numbers, one row a language, and their sums where there are several; `add_up`: only of these
    columns."""
    table = _plain(names, right=range(1, len(names)))
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
