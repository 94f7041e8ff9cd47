"""`scrapy demo`: a copy of the site on this machine, the real crawl of it, and a look at what came
out. Needs no network."""

from __future__ import annotations

import argparse
import json
import os
import shlex
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

from scrapy.commands import ScrapyCommand

from newscrawl.errors import NewscrawlError, OutputError, UsageError
from newscrawl.run.outcome import UNHEALTHY, outcome_of
from newscrawl.run.output_paths import output_folder

if TYPE_CHECKING:
    from rich.console import Console

    from newscrawl.replica import Replica


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
        from newscrawl.replica.markups import MARKUPS

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
        from rich.console import Console

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
    from rich.text import Text

    from newscrawl.demo.follow import follow
    from newscrawl.demo.show import compare, example, files, lines_of, reports_of, summary, verdict
    from newscrawl.replica import running
    from newscrawl.replica.markups import MARKUPS

    try:
        with (
            running(markup=markup, articles=articles, faults=faults) as replica,
            TemporaryFile("w+", encoding="utf-8", errors="replace") as log,
        ):
            truth = replica.truth()
            earlier = set(reports_of(folder))
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
            code = follow(console, command, folder / "articles.jsonl", len(truth), log)
            log.seek(0)
            said = log.read().rstrip().splitlines()
    except ValueError as error:
        raise UsageError(str(error)) from error
    written = [path for path in reports_of(folder) if path not in earlier]
    if not written:
        # Refused before it began.
        console.print("\n".join(said[:-1]), markup=False, highlight=False)
        return code, said[-1] if said else f"the crawl ended with {code}"
    lines, headlines, report = (
        lines_of(folder / "articles.jsonl"),
        lines_of(folder / "headlines.jsonl"),
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
