"""What came out of the crawl of the demo, beside what the copy of the site published."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Group, RenderableType
from rich.json import JSON
from rich.table import Table
from rich.text import Text

from newscrawl.replica import Record
from newscrawl.replica.languages import LANGUAGES
from newscrawl.run.troubles import many

Line = dict[str, Any]
"""A line of a feed."""

COMPARED = ("title", "body", "published", "headlines", "description", "modified", "tags")
"""The keys of a record that the copy of the site tells the truth about."""
SHOWN_CHARS = 44
"""Where a value of the shown record is cut: a line of 80 characters holds it with its key."""
SHOWN_TROUBLES = 5
"""Maximum number of failures, and of traps, that are shown one by one."""


def lines_of(path: Path) -> list[Line]:
    """The lines of a feed; none where there is no such file."""
    return [json.loads(line) for line in path.read_bytes().splitlines()] if path.exists() else []


def reports_of(folder: Path) -> list[Path]:
    """The reports of the runs in an output folder."""
    return list((folder / "runs").glob("*.json"))


def compare(truth: Sequence[Record], lines: Sequence[Line]) -> dict[str, list[str]]:
    """The ids of the articles that are not as published, by what is wrong: `missing`, or a key of
    the record. Empty where all are."""
    present = {line["id"]: line for line in lines}
    wrong: dict[str, list[str]] = {}
    for record in truth:
        line = present.get(record["id"])
        for name in (
            ["missing"]
            if line is None
            else [name for name in COMPARED if line[name] != record[name]]  # type: ignore[literal-required]
        ):
            wrong.setdefault(name, []).append(record["id"])
    return wrong


def summary(lines: Sequence[Line], headlines: Sequence[Line], report: Line) -> RenderableType:
    """The articles by language and by where their date is from, and the counts of the run."""
    line = Text(f"{_counts(headlines, report)} in {report['seconds']:.1f} s; ")
    line.append(f"exit code {report['exit_code']}", "green" if report["exit_code"] == 0 else "red")
    troubles = [
        f"  failed: {failure['url']}: {failure['detail']}"
        for failure in report["failures"][:SHOWN_TROUBLES]
    ]
    troubles += [
        f"  trap: {trap['shape']}: {trap['why']}" for trap in report["traps"][:SHOWN_TROUBLES]
    ]
    return Group(
        "",
        _origins(lines),
        "",
        line,
        *(Text(trouble, "yellow", overflow="ellipsis", no_wrap=True) for trouble in troubles),
    )


def _origins(lines: Sequence[Line]) -> Table:
    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("")
    for name in ("articles", "dated by metadata", "page", "headline", "undated"):
        table.add_column(name, justify="right")
    present = {line["id"]: line for line in lines}.values()
    for language in [*sorted({line["language"] for line in present}), None]:
        origins = Counter(
            line["published_from"] for line in present if language in (line["language"], None)
        )
        name = LANGUAGES[language].name if language in LANGUAGES else language or "all"
        counts = (
            origins.total(),
            *(origins[origin] for origin in ("metadata", "page", "headline", None)),
        )
        table.add_row(name, *map(str, counts), style=None if language else "bold")
    return table


def _counts(headlines: Sequence[Line], report: Line) -> str:
    counts = report["counts"]
    articles = [
        f"{counts.get(f'articles/{name}', 0)} {name}" for name in ("new", "changed", "unchanged")
    ]
    others = {
        "headline": len(headlines),
        "failure": len(report["failures"]),
        "trap": len(report["traps"]),
        "page": counts.get("pages/answered", 0),
    }
    return ", ".join([*articles, *(many(count, noun) for noun, count in others.items())])


def example(lines: Sequence[Line]) -> RenderableType:
    """One record, long values cut."""
    line = next((line for line in lines if line["published"]), lines[0] if lines else None)
    if line is None:
        return ""
    return Group(
        Text("\nA record, long values cut:", "bold"),
        JSON.from_data(shortened(line), ensure_ascii=False),
    )


def shortened(line: Line) -> Line:
    """The record with what does not fit on a line cut, and one headline of the list.

    >>> body = "One word after the other.\\n\\nAnd then some more of them."
    >>> shortened({"title": "A short one", "body": body})
    {'title': 'A short one', 'body': 'One word after the other.\\n\\nAnd then some…'}
    """
    cut: Line = {}
    for name, value in line.items():
        if isinstance(value, str) and len(value) > SHOWN_CHARS + 4:
            cut[name] = (
                value[: SHOWN_CHARS - 3].rsplit(" ", 1)[0] + "…"
                if " " in value
                else value[:12] + "…"
            )
        elif name == "headlines" and value:
            cut[name] = [
                shortened(value[0]),
                *([f"and {len(value) - 1} more"] if len(value) > 1 else []),
            ]
        else:
            cut[name] = value
    return cut


def verdict(
    truth: Sequence[Record], lines: Sequence[Line], differences: dict[str, list[str]]
) -> RenderableType:
    """One line: the feed beside what the copy published."""
    found = len(truth) - len(differences.get("missing", []))
    text = f"\n{found} of {len(truth)} articles"
    if not differences:
        return Text(f"{text}, every title, body, date and headline list as published", "bold green")
    wrong = [
        f"{len(ids)} × {name} {'' if name == 'missing' else 'differs '}(first: {ids[0]})"
        for name, ids in differences.items()
    ]
    return Text(f"{text}; {'; '.join(wrong)}", "bold red")


def files(folder: Path, report: Line) -> RenderableType:
    """What lies where."""
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(overflow="fold")
    table.add_column(style="dim")
    table.add_row(f"{folder}/articles.jsonl", "a line an article")
    table.add_row(f"{folder}/headlines.jsonl", "a line a dated headline")
    table.add_row(f"{folder}/runs/{report['run']}.json", "what the run did")
    if (folder / "warc").is_dir():
        table.add_row(f"{folder}/warc/", "every answer as it came, with its index")
    if (folder / "failed").is_dir():
        table.add_row(f"{folder}/failed/", "pages that could not be read")
    return Group("", table)
