"""`scrapy read PAGE`: what a saved page says, read as a crawl would read it, as JSON. Writes
nothing, asks nobody.

PAGE is a file, or `-` for standard input. `--url` says where the page was: its site's own rules
apply then, and the record has the article's id. Without it the page's own word counts
(`<link rel="canonical">`, `og:url`), and where it says nothing `url` is null. The page is taken as
fetched when the file was last written, standard input as fetched now: the day of the visit that
many sites print on every page is known by that.

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
from newscrawl.parse.read import PageRecord, declared_url, page_of, read_page
from newscrawl.run.outcome import OK, UNHEALTHY
from newscrawl.spiders import reader_at


class Command(FolderCommand):
    """Read the page, print the record."""

    called = "read"

    def syntax(self) -> str:
        return "PAGE [--url URL]"

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

    def perform(self, args: list[str], opts: argparse.Namespace) -> tuple[int, str]:
        assert self.settings is not None
        if unknown := [word for word in args if word.startswith("-") and word != "-"]:
            raise UsageError(f"there is no option {unknown[0]}; see 'scrapy read --help'")
        if len(args) != 1 or not args[0]:
            raise UsageError(f"read takes one PAGE, not {len(args)}; see 'scrapy read --help'")
        if opts.url == "":
            raise UsageError("--url has no value; leave it out where the URL is not known")
        body, fetched_at = _page_in(args[0])
        url = declared_url(body) if opts.url is None else opts.url
        page = page_of(body, url, fetched_at=fetched_at, content_type=None)
        try:
            record = read_page(page, reader_at(url, get_spider_loader(self.settings)))
        except PageError as error:
            return UNHEALTHY, f"{_name(args[0])}: no article could be read: {error}"
        text = json.dumps(record, ensure_ascii=False, indent=2)
        # UTF-8 whatever the terminal is, as in the feeds.
        sys.stdout.buffer.write(f"{text}\n".encode("utf-8", "replace"))
        sys.stdout.buffer.flush()
        return OK, f"{_name(args[0])}: {_summary(record)}"


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
