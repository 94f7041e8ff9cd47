"""`scrapy reparse`: reads every page again from the WARC files, without a request, and writes what
reads differently (`cause` is `parser`).

The exit codes are those of a crawl: 1 where a page can no longer be read, or its record is lost.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrapy import Spider
from scrapy.commands import ScrapyCommand
from scrapy.spiderloader import get_spider_loader

from newscrawl.cli.run_command import RunCommand
from newscrawl.errors import UsageError
from newscrawl.identity.given_ids import given_ids
from newscrawl.run.arguments import Arguments
from newscrawl.run.output_paths import output_folder
from newscrawl.run.site_folders import use_site
from newscrawl.storage.state.repository import State
from newscrawl.storage.warc.names import FOLDER, SUFFIX

if TYPE_CHECKING:
    pass


class Command(RunCommand):
    """A run of its own, with a report and a place among the last runs."""

    requires_project = True
    called = "reparse"
    is_awaited = False

    def syntax(self) -> str:
        return "[options] [SPIDER]"

    def short_desc(self) -> str:
        return "Extract again from the WARC files, without any request"

    def long_desc(self) -> str:
        return (
            "Reads every page again from the WARC files and writes what reads differently as"
            " revisions (cause: parser). An interrupted reparse is continued by the next one,"
            " unless the program has changed."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        # Not those of crawl: -a and -o have no meaning here.
        ScrapyCommand.add_options(self, parser)
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="show what would change, field by field, and write nothing",
        )
        parser.add_argument(
            "--site", metavar="NAME", help="of a project with several sites: whose archive"
        )
        parser.add_argument(
            "--ids", metavar="NUMBERS", help="only these articles: 4600-4700,4712 or ru/4600-4700"
        )
        parser.add_argument(
            "--processes",
            metavar="N",
            default="0",
            help="how many read at once; default: one for each core",
        )

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        opts.spargs, opts.output, opts.overwrite_output = [], None, None
        super().process_options(args, opts)

    def _read_arguments(self, opts: argparse.Namespace) -> Arguments:
        from newscrawl.reparse.spider import ReparseArguments

        if (
            not opts.processes.isascii()
            or not opts.processes.isdecimal()
            or int(opts.processes) > 1000
        ):
            raise UsageError(
                f"--processes {opts.processes}: not a number of processes; it looks like 4"
            )
        given = {} if opts.ids is None else {"ids": opts.ids}
        read = Arguments.parse(**given, dry_run="1" if opts.dry_run else "0")
        if read.missing:
            raise UsageError(f"--ids {opts.ids}: what is missing is in no WARC file")
        spider = self._of
        if read.ids and spider.site_at().order is None:
            raise UsageError(
                f"--ids {opts.ids}: the articles of {spider.name} have no numbers; name them by"
                " their keys"
            )
        given_ids(spider.site_at(), read.keys, spider.languages, option="--ids ")
        self._arguments = ReparseArguments(
            ids=read.ids, keys=read.keys, dry_run=read.dry_run, processes=int(opts.processes)
        )
        return self._arguments

    def _find_spider(self, args: list[str], opts: argparse.Namespace) -> type[Spider]:
        from newscrawl.reparse.spider import reparse_of

        assert self.settings is not None
        if unknown := [word for word in args if word.startswith("-")]:
            raise UsageError(f"there is no option {unknown[0]}; see 'scrapy reparse --help'")
        if len(args) > 1:
            raise UsageError(
                f"{args[1]} is one word too many: it is 'scrapy reparse [SPIDER] --dry-run --ids"
                " NUMBERS'"
            )
        loader = get_spider_loader(self.settings)
        site = args[0] if args else opts.site
        use_site(self.settings, site if site in loader.list() or opts.site else None)
        folder = output_folder(self.settings.get("NEWSCRAWL_OUTPUT"))
        database = self.settings.get("NEWSCRAWL_DATABASE") or None
        # Not above: a crawl looks at no site.
        from newscrawl.discovery.described import spiders_here

        spiders = spiders_here(self.settings)
        kept = kept_sites(folder, database, known=list(spiders))
        name = choose(args[0] if args else None, known=list(spiders), kept=kept, folder=folder)
        self._of = spiders[name]
        return reparse_of(self._of)

    def _given(self, opts: argparse.Namespace) -> dict[str, Any]:
        return {"arguments": self._arguments}


def kept_sites(folder: Path, database: str | None, *, known: list[str]) -> list[str]:
    """The sites of which pages are kept in WARC files. Raises UsageError where no run has ever
    written."""
    if not folder.is_dir():
        raise UsageError(f"there is no folder {folder}: no run has written there")
    state = State(folder, database, read_only=True, in_use=True)
    try:
        kept = state.captured_sites()
        is_lost = not kept and not state.last_seq("articles")
    finally:
        state.close()
    if is_lost:
        # The run rebuilds the state, from the feeds and the files.
        files = (folder / FOLDER).glob(f"*{SUFFIX}")
        return sorted({site_of(path.name) for path in files} & set(known))
    return kept


def choose(name: str | None, *, known: list[str], kept: list[str], folder: Path) -> str:
    """The spider whose pages are read: the one that is named, or the only one of which pages were
    kept. Raises UsageError."""
    if name is not None and name not in known:
        raise UsageError(f"there is no spider {name}; there are: {', '.join(sorted(known))}")
    if not kept:
        raise UsageError(
            f"no WARC file in {folder} holds a page that was read: there is nothing to extract from"
        )
    if name is None and len(kept) > 1:
        raise UsageError(f"pages of {', '.join(kept)} are kept: name one of them")
    chosen = name or kept[0]
    if chosen not in known or chosen not in kept:
        raise UsageError(f"no page of {chosen} is kept; there are pages of: {', '.join(kept)}")
    return chosen


def site_of(name: str) -> str:
    """The site in the name of a WARC file.

    >>> site_of("paper-20260114T093000Z-1f3a-00000.warc.gz")
    'paper'
    """
    return name.rsplit("-", 3)[0]
