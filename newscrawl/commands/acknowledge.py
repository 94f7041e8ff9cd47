"""`scrapy acknowledge ID… --reason TEXT`: a failure or a doubt is known. It no longer makes a run
unhealthy, until something about it changes.

What has no id (a listing page, a feed, a sitemap) is named by its canonical URL, as `scrapy status`
shows it. Exit codes: 0 done; 2 wrong usage, or a page that does not fail: nothing is written; 74
something cannot be written; 75 a run holds the folder.

`--list` lists what is acknowledged, and reads only; `--undo ID…` takes an acknowledgement back.
"""

from __future__ import annotations

import argparse
import sys

from scrapy.settings import BaseSettings

from newscrawl.cli.folder_command import FolderCommand
from newscrawl.errors import UsageError
from newscrawl.run.acknowledgement import Acknowledgement, read_troubles
from newscrawl.run.outcome import OK
from newscrawl.run.output_paths import check_there, output_folder
from newscrawl.run.site_folders import site_of_ids
from newscrawl.storage.queries.snapshot import is_known


class Command(FolderCommand):
    """Say that pages are known to fail, or list for which that was said."""

    called = "acknowledge"

    def syntax(self) -> str:
        return "ID… --reason TEXT | --undo ID… | --list"

    def short_desc(self) -> str:
        return "A failure or doubt is known: it makes no run unhealthy until it changes"

    def long_desc(self) -> str:
        return (
            "Says of pages that fail, or are doubted, that it is known: ids of articles"
            " (ccbsnews/en/4666), and the addresses of listing pages, feeds and sitemaps, as scrapy"
            " status shows them. Runs no longer count them as failed, until the reason changes or"
            " they were read in between."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument(
            "--reason",
            metavar="TEXT",
            help="why: kept in the state and in the report of this run, shown by status",
        )
        parser.add_argument("--undo", action="store_true", help="take it back")
        parser.add_argument("--list", action="store_true", help="list what is acknowledged")

    def site_named(self, args: list[str], opts: argparse.Namespace) -> str | None:
        assert self.settings is not None
        return opts.site or site_of_ids(self.settings, args)

    def perform(self, args: list[str], opts: argparse.Namespace) -> tuple[int, str]:
        assert self.settings is not None
        how_many = sum((opts.list, opts.undo, opts.reason is not None))
        if how_many != 1 or bool(args) == opts.list:
            raise UsageError(
                "it is 'scrapy acknowledge ID… --reason TEXT', with ids such as ccbsnews/en/4666,"
                " 'scrapy acknowledge --undo ID…' or 'scrapy acknowledge --list'"
            )
        if opts.list:
            return listed(self.settings)
        check_there(output_folder(self.settings.get("NEWSCRAWL_OUTPUT")))
        pages = list(dict.fromkeys(args))
        reason = None if opts.undo else read_reason(opts.reason)
        return Acknowledgement(self.settings, pages, reason).run()


def read_reason(given: str) -> str:
    """A reason, its white space folded. Raises UsageError for none, and for what is no UTF-8.

    >>> read_reason("  a letter,  9 May ")
    'a letter, 9 May'
    """
    reason = " ".join(given.split())
    if not reason:
        raise UsageError("--reason is empty: say why, for those who will ask later")
    if any("\ud800" <= letter <= "\udfff" for letter in reason):
        raise UsageError("--reason is not UTF-8")
    return reason


def listed(settings: BaseSettings) -> tuple[int, str]:
    """Print what is acknowledged. Raises UsageError, OutputError."""
    folder = output_folder(settings.get("NEWSCRAWL_OUTPUT"))
    database = settings.get("NEWSCRAWL_DATABASE") or None
    check_there(folder)
    known = read_troubles(folder, database).values() if is_known(folder, database) else ()
    rows = [row for row in known if row.acknowledged_at is not None]
    for row in rows:
        print(f"{row.page}  {row.acknowledged_at}  {row.reason}  {row.acknowledgement}")
    sys.stdout.flush()
    return OK, f"{len(rows)} acknowledged ({folder})"
