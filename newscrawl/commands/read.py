"""`scrapy read PAGE`: what a saved page says, read as a crawl would read it, as JSON. Writes
nothing, asks nobody.

PAGE is a file, or `-` for standard input. `--url` says where the page was: its site's own rules
apply then, and the record has the article's id. Without it the page's own word counts
(`<link rel="canonical">`, `og:url`), and where it says nothing `url` is null. The page is taken as
fetched when the file was last written, standard input as fetched now: the day of the visit that
many sites print on every page is known by that.

`--explain` says why: each block of the page with the rule that kept or cut it, each date with its
verdict, what claims to be title, section or author, the doubts about the text. The record stays on
standard output, alone; the explanation goes to standard error, before the last line, also where no
article can be read. With `--json` it is one object on standard output instead, the record in it.

Of an article on several pages the one page is read, and the last line says where it goes on.

Exit codes: 0 read; 1 no article can be read, the last line says which part is missing, or why the
text is not believed; 2 wrong usage: no such file, a URL that is none.
"""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from scrapy.spiderloader import get_spider_loader

from newscrawl.cli.folder_command import FolderCommand
from newscrawl.errors import PageError, UsageError
from newscrawl.parse.explain import SCHEMA, Explanation, explain
from newscrawl.parse.read import PageRecord, declared_url, further_page, page_of, read_page
from newscrawl.run.outcome import OK, UNHEALTHY
from newscrawl.spiders import reader_at
from newscrawl.text import fold


class Command(FolderCommand):
    """Read the page, print the record."""

    is_of_one_archive = False
    called = "read"

    def syntax(self) -> str:
        return "PAGE [--url URL] [--explain [--json]]"

    def short_desc(self) -> str:
        return "Read one saved page as a crawl would, and print its record"

    def long_desc(self) -> str:
        return (
            "Reads the article of PAGE, a file or - for standard input, and prints its record as"
            " JSON. Writes nothing, asks nobody."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument(
            "--url",
            metavar="URL",
            help="where the page was; default: where it says that it belongs",
        )
        parser.add_argument(
            "--explain",
            action="store_true",
            help="say on standard error which rule decided what on the page",
        )
        parser.add_argument(
            "--json",
            action="store_true",
            help="with --explain: one JSON object on standard output, the record in it",
        )

    def perform(self, args: list[str], opts: argparse.Namespace) -> tuple[int, str]:
        assert self.settings is not None
        _check(args, opts)
        body, fetched_at = _page_in(args[0])
        url = declared_url(body) if opts.url is None else opts.url
        page = page_of(body, url, fetched_at=fetched_at, content_type=None)
        reader = reader_at(url, get_spider_loader(self.settings))
        record, why_not = None, ""
        try:
            record = read_page(page, reader)
        except PageError as error:
            why_not = fold(str(error))  # A rule of the site's own may quote the page.
        explanation = explain(page, reader) if opts.explain else None
        goes_on = further_page(page, reader)
        if opts.json:
            _print_json(_explained(record, why_not, goes_on, explanation))
        elif record is not None:
            _print_json(record)
        if opts.explain and not opts.json:
            from newscrawl.cli.explanation import print_explanation

            print_explanation(explanation, sys.stderr)
        if record is None:
            return UNHEALTHY, f"{_name(args[0])}: no article could be read: {why_not}"
        more = f"; more of the article stands at {goes_on}" if goes_on else ""
        return OK, f"{_name(args[0])}: {_summary(record)}{more}"


def _check(args: list[str], opts: argparse.Namespace) -> None:
    """Raises UsageError unless there is one PAGE, and the options go together."""
    if unknown := [word for word in args if word.startswith("-") and word != "-"]:
        raise UsageError(f"there is no option {unknown[0]}; see 'scrapy read --help'")
    if len(args) != 1 or not args[0]:
        raise UsageError(f"read takes one PAGE, not {len(args)}; see 'scrapy read --help'")
    if opts.url == "":
        raise UsageError("--url has no value; leave it out where the URL is not known")
    if opts.json and not opts.explain:
        raise UsageError("--json goes with --explain; the record alone is JSON anyway")


def _page_in(name: str) -> tuple[bytes, datetime | None]:
    """The page that a user names, and when it was saved; None: not known. Raises UsageError where
    it cannot be read."""
    if name == "-":
        return sys.stdin.buffer.read(), None
    path = Path(name)
    try:
        saved_at = datetime.fromtimestamp(int(path.stat().st_mtime), UTC)
        return path.read_bytes(), saved_at
    except OSError as error:
        raise UsageError(f"{name} cannot be read: {error.strerror}") from error


def _explained(
    record: PageRecord | None, why_not: str, goes_on: str | None, explanation: Explanation | None
) -> dict[str, object]:
    """What `--explain --json` prints; its keys stand in docs/reference/commands.md."""
    return {
        "schema": SCHEMA,
        "record": record,
        "error": why_not or None,
        "goes_on": goes_on,
        "explanation": explanation,
    }


def _print_json(value: object) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=2)
    # UTF-8 whatever the terminal is, as in the feeds.
    sys.stdout.buffer.write(f"{text}\n".encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


def _name(name: str) -> str:
    return "standard input" if name == "-" else name


def _summary(record: PageRecord) -> str:
    paragraphs = record["body"].count("\n\n") + 1
    dated = (
        f"published {record['published']} by {record['published_from']}"
        if record["published"]
        else "no date of its own"
    )
    return (
        f"{record['id'] or 'an article without an id'}, {paragraphs}"
        f" paragraph{'' if paragraphs == 1 else 's'}, {dated}"
    )
