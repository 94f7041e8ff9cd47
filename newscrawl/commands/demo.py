"""`scrapy demo`: a copy of the site on this machine, the real crawl of it, and a look at what came
out. Needs no network."""

from __future__ import annotations

import argparse
import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from rich.console import Console, Group, RenderableType
from rich.json import JSON
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text
from scrapy.commands import ScrapyCommand

from newscrawl.errors import NewscrawlError, OutputError, UsageError
from newscrawl.pipelines.store import output_folder
from newscrawl.replica import Record, Replica, running
from newscrawl.replica.languages import LANGUAGES
from newscrawl.replica.markups import MARKUPS
from newscrawl.run.outcome import UNHEALTHY, outcome_of

Line = dict[str, Any]
"""A line of a feed."""

COMPARED = ("title", "body", "published", "headlines")
POLL_S = 0.1
PLAIN_LINE_S = 1.0
"""Without a terminal, progress is told this often."""
SHOWN_CHARS = 44
SHOWN_TROUBLES = 5


class Command(ScrapyCommand):
    """Serve, crawl, compare, show."""

    requires_project = True
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012  # as Scrapy declares it

    def syntax(self) -> str:
        return "[options]"

    def short_desc(self) -> str:
        return "Crawl a small copy of the site on this machine and show what comes out"

    def long_desc(self) -> str:
        return (
            "Starts a copy of the site with invented articles, crawls it with the real command and"
            " compares the records with the truth"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument(
            "--articles",
            type=int,
            default=60,
            metavar="N",
            help="articles in all languages together (60)",
        )
        parser.add_argument(
            "--markup",
            default="tables",
            metavar="NAME",
            help=f"how pages are built: {', '.join(MARKUPS)} (tables)",
        )
        parser.add_argument(
            "--fault",
            action="append",
            default=[],
            metavar="NAME",
            help="something wrong with it: calendar, sid, deep …",
        )
        parser.add_argument(
            "--output",
            type=Path,
            metavar="DIR",
            help="where to write (a fresh 'demo' in the output folder)",
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Set the exit code: that of the crawl, or 1 where the crawl was content and its records
        are not as published."""
        assert self.settings is not None
        try:
            if args:
                raise UsageError(
                    f"{args[0]}: the demo takes options only, see 'scrapy demo --help'"
                )
            folder = _folder(opts.output, self.settings.get("NEWSCRAWL_OUTPUT"))
            self.exitcode, last_line = demo(
                Console(),
                folder,
                markup=opts.markup,
                articles=opts.articles,
                faults=opts.fault,
                settings=opts.set,
            )
        except NewscrawlError as error:
            outcome = outcome_of(error)
            self.exitcode, last_line = outcome.code, outcome.line
        print(f"demo: {last_line}", file=sys.stderr)


def demo(
    console: Console,
    folder: Path,
    *,
    markup: str,
    articles: int,
    faults: Sequence[str] = (),
    settings: Sequence[str] = (),
) -> tuple[int, str]:
    """The whole demonstration, shown on `console`. Gives the exit code and the last line of the
    crawl.

    `settings` are further `NAME=value` for the crawl. Raises UsageError for a copy that cannot be
    made.
    """
    try:
        with (
            running(markup=markup, articles=articles, faults=faults) as replica,
            TemporaryFile("w+", encoding="utf-8", errors="replace") as log,
        ):
            truth = replica.truth()
            earlier = set(_reports(folder))
            command = _command(replica, folder, settings)
            console.print(
                Text(
                    f"A copy of the site: {articles} articles, markup '{markup}'"
                    f" ({MARKUPS[markup].what})",
                    "bold",
                )
            )
            parts = (command[3:7], command[7:-2], command[-2:])
            console.print(Text("$ scrapy " + " \\\n    ".join(map(shlex.join, parts)), "dim"))
            code = _crawl(console, command, folder / "articles.jsonl", len(truth), log)
            log.seek(0)
            said = log.read().rstrip().splitlines()
    except ValueError as error:
        raise UsageError(str(error)) from error
    written = [path for path in _reports(folder) if path not in earlier]
    if not written:
        # Refused before it began.
        console.print("\n".join(said[:-1]), markup=False, highlight=False)
        return code, said[-1] if said else f"the crawl ended with {code}"
    lines, headlines, report = (
        _lines(folder / "articles.jsonl"),
        _lines(folder / "headlines.jsonl"),
        json.loads(written[0].read_bytes()),
    )
    differences = compare(truth, lines)
    console.print(
        summary(lines, headlines, report),
        example(lines),
        verdict(truth, lines, differences),
        files(folder, report),
    )
    return code or (UNHEALTHY if differences else 0), report["summary"]


def _folder(given: Path | None, output: str) -> Path:
    """Where to write. A folder that was asked for keeps what is in it; our own is made anew. Raises
    OutputError."""
    if given is not None:
        return given
    folder = output_folder(output) / "demo"
    try:
        if folder.exists():
            shutil.rmtree(folder)
    except OSError as error:
        raise OutputError(error.errno, f"cannot clear {folder}: {error.strerror}") from error
    return Path(os.path.relpath(folder)) if folder.is_relative_to(Path.cwd()) else folder


def _command(replica: Replica, folder: Path, settings: Sequence[str]) -> list[str]:
    """The crawl as anybody would start it; only the delays are off, for this machine need not be
    spared."""
    said = [
        "DOWNLOAD_DELAY=0",
        "AUTOTHROTTLE_ENABLED=False",
        *settings,
        f"NEWSCRAWL_OUTPUT={folder}",
    ]
    given = [word for setting in said for word in ("-s", setting)]
    return [
        sys.executable,
        "-m",
        "scrapy",
        "crawl",
        "ccbsnews",
        "-a",
        f"root={replica.root}",
        *given,
    ]


# While it runs.


def _crawl(
    console: Console, command: Sequence[str], feed: Path, expected: int, log: IO[str]
) -> int:
    """Run the crawl to its end and tell how far it is; its exit code."""
    # A group of its own: Ctrl-C reaches it once, through us.
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, process_group=0
    )
    handlers = {
        signum: signal.signal(signum, lambda number, _: process.send_signal(number))
        for signum in (signal.SIGINT, signal.SIGTERM)
    }
    before = _count_lines(feed)
    try:
        follow = _follow_with_bar if console.is_terminal else _follow_with_lines
        follow(console, process, lambda: _count_lines(feed) - before, expected)
    finally:
        for signum, handler in handlers.items():
            signal.signal(signum, handler)
    return process.wait()


def _follow_with_bar(
    console: Console, process: subprocess.Popen[bytes], written: Callable[[], int], expected: int
) -> None:
    columns = (
        TextColumn("crawling"),
        BarColumn(None),
        MofNCompleteColumn(),
        TextColumn("articles"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console) as progress:
        bar = progress.add_task("", total=expected)
        while _is_running(process):
            progress.update(bar, completed=written())
        progress.update(bar, completed=written())


def _follow_with_lines(
    console: Console, process: subprocess.Popen[bytes], written: Callable[[], int], expected: int
) -> None:
    told, told_at = 0, time.monotonic()
    while _is_running(process):
        if time.monotonic() - told_at >= PLAIN_LINE_S and (count := written()) != told:
            told, told_at = count, time.monotonic()
            console.print(f"crawling: {told} of {expected} articles")
    console.print(f"crawled: {written()} of {expected} articles")


def _is_running(process: subprocess.Popen[bytes]) -> bool:
    """Whether it still runs after a moment."""
    try:
        process.wait(POLL_S)
    except subprocess.TimeoutExpired:
        return True
    return False


# What came out.


def _count_lines(path: Path) -> int:
    return path.read_bytes().count(b"\n") if path.exists() else 0


def _lines(path: Path) -> list[Line]:
    return [json.loads(line) for line in path.read_bytes().splitlines()] if path.exists() else []


def _reports(folder: Path) -> list[Path]:
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
        table,
        "",
        line,
        *(Text(trouble, "yellow", overflow="ellipsis", no_wrap=True) for trouble in troubles),
    )


def _counts(headlines: Sequence[Line], report: Line) -> str:
    counts = report["counts"]
    told = [
        f"{counts.get(f'articles/{name}', 0)} {name}" for name in ("new", "changed", "unchanged")
    ]
    several = {
        "headline": len(headlines),
        "failure": len(report["failures"]),
        "trap": len(report["traps"]),
        "page": counts.get("pages/answered", 0),
    }
    return ", ".join(
        [*told, *(f"{count} {name}{'' if count == 1 else 's'}" for name, count in several.items())]
    )


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

    >>> shortened({"title": "A short one", "body": "One word after the other.\\n\\nAnd then some more of them."})
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
    told = [
        f"{len(ids)} × {name} {'' if name == 'missing' else 'differs '}(first: {ids[0]})"
        for name, ids in differences.items()
    ]
    return Text(f"{text}; {'; '.join(told)}", "bold red")


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
