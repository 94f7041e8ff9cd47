"""`scrapy reparse`: reads every page again from the WARC files, without a request, and writes what
reads differently (`cause` is `parser`).

The exit codes are those of a crawl: 1 where a page can no longer be read, or its record is lost.
"""

from __future__ import annotations

import argparse
from typing import Any, cast

from scrapy import Spider
from scrapy.commands import ScrapyCommand
from scrapy.spiderloader import get_spider_loader

from newscrawl.commands.crawl import Command as CrawlCommand
from newscrawl.errors import UsageError
from newscrawl.reparse.spider import ReparseArguments, reparse_of
from newscrawl.run.arguments import Arguments
from newscrawl.storage.state.repository import State
from newscrawl.storage.warc.writer import FOLDER, SUFFIX


class Command(CrawlCommand):
    """A run of its own, with a report and a place among the last runs."""

    requires_project = True
    called = "reparse"

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

    def _read_arguments(self, args: list[str], opts: argparse.Namespace) -> Arguments:
        assert self.settings is not None
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
        self._of = self._site_spider(args)
        if read.ids and self._of.site_at().order is None:
            raise UsageError(f"--ids {opts.ids}: the articles of {self._of.name} have no numbers")
        return ReparseArguments(ids=read.ids, dry_run=read.dry_run, processes=int(opts.processes))

    def _site_spider(self, args: list[str]) -> Any:
        """The spider whose pages are read: the one that is named, or the only one of which pages
        were kept."""
        assert self.settings is not None
        if unknown := [word for word in args if word.startswith("-")]:
            raise UsageError(f"there is no option {unknown[0]}; see 'scrapy reparse --help'")
        if len(args) > 1:
            raise UsageError(
                f"{args[1]} is one word too many: it is 'scrapy reparse [SPIDER] --dry-run --ids"
                " NUMBERS'"
            )
        loader = get_spider_loader(self.settings)
        known = loader.list()
        if not self._folder.is_dir():
            raise UsageError(f"there is no folder {self._folder}: no run has written there")
        state = State(
            self._folder,
            self.settings.get("NEWSCRAWL_DATABASE") or None,
            read_only=True,
            in_use=True,
        )
        try:
            kept = state.captured_sites()
            if not kept and not state.last_seq("articles"):
                # The state is lost: the run rebuilds it, from the feeds and the files.
                kept = sorted(
                    {site_of(path.name) for path in (self._folder / FOLDER).glob(f"*{SUFFIX}")}
                    & set(known)
                )
        finally:
            state.close()
        if args and args[0] not in known:
            raise UsageError(f"there is no spider {args[0]}; there are: {', '.join(sorted(known))}")
        if not kept:
            raise UsageError(
                f"no WARC file in {self._folder} holds a page that was read: there is nothing to"
                " extract from"
            )
        if not args and len(kept) > 1:
            raise UsageError(f"pages of {', '.join(kept)} are kept: name one of them")
        name = args[0] if args else kept[0]
        if name not in known or name not in kept:
            raise UsageError(f"no page of {name} is kept; there are pages of: {', '.join(kept)}")
        return loader.load(name)

    def _spider(self, args: list[str]) -> type[Spider]:
        return reparse_of(self._of)

    def _given(self, opts: argparse.Namespace) -> dict[str, Any]:
        return {"arguments": cast("ReparseArguments", self._arguments)}


def site_of(name: str) -> str:
    """The site in the name of a WARC file.

    >>> site_of("paper-20260114T093000Z-1f3a-00000.warc.gz")
    'paper'
    """
    return name.rsplit("-", 3)[0]
