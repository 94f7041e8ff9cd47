"""`scrapy suppress ID --reason TEXT`: a takedown. The text of an article leaves everything, the
fact of it stays.

Exit codes: 0 done, also where it was done before (it is done again, and mends); 1 done, but for
records in damaged WARC files, or in an object store that cannot be had now; 2 wrong usage, or an ID
that is none; 74 something cannot be written: the next run, or the same command again, brings it to
its end; 75 a run holds the folder.

`scrapy suppress --list` lists the takedowns, and reads only.
"""

from __future__ import annotations

import argparse
import sys

from scrapy.settings import BaseSettings

from newscrawl.cli.folder_command import FolderCommand
from newscrawl.errors import UsageError
from newscrawl.run.outcome import OK
from newscrawl.run.output_paths import check_there, output_folder
from newscrawl.run.site_folders import site_of_ids
from newscrawl.run.takedown import Row, Takedown
from newscrawl.storage.queries.snapshot import is_known, read_snapshot


class Command(FolderCommand):
    """Take an article down, or list what was."""

    called = "suppress"

    def syntax(self) -> str:
        return "ID --reason TEXT | --list"

    def short_desc(self) -> str:
        return "Take an article down: its text leaves everything, the fact of it stays"

    def long_desc(self) -> str:
        return (
            "Takes text and headlines of one article (ccbsnews/en/4666) out of the feeds, the"
            " state, the WARC files, the reports and the failed pages, and keeps it from being"
            " crawled again. It cannot be undone."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument(
            "--reason",
            metavar="TEXT",
            help="why: kept in the state and in the report of this run, nowhere else",
        )
        parser.add_argument("--list", action="store_true", help="list the takedowns")

    def site_named(self, args: list[str], opts: argparse.Namespace) -> str | None:
        assert self.settings is not None
        return opts.site or site_of_ids(self.settings, args)

    def perform(self, args: list[str], opts: argparse.Namespace) -> tuple[int, str]:
        assert self.settings is not None
        if opts.list and not args and opts.reason is None:
            return listed(self.settings)
        if opts.list or len(args) != 1:
            raise UsageError(
                "it is 'scrapy suppress ID --reason TEXT', with an ID such as ccbsnews/en/4666, or"
                " 'scrapy suppress --list'"
            )
        reason = " ".join((opts.reason or "").split())
        if not reason:
            raise UsageError("--reason is missing: say why, for those who will ask later")
        if any("\ud800" <= letter <= "\udfff" for letter in reason):
            raise UsageError("--reason is not UTF-8")
        article_id, urls = known_article(self.settings, args[0])
        return Takedown(self.settings, article_id, reason, urls=urls).run()


def known_article(settings: BaseSettings, given: str) -> tuple[str, list[str]]:
    """The id as it is written, and the article's URLs of today and of earlier years as far as a
    spider knows. Raises UsageError for what is no article of a site that is known, here or to a
    spider, and where there is no archive."""
    check_there(output_folder(settings.get("NEWSCRAWL_OUTPUT")))
    name, _, rest = given.partition("/")
    # Not above: a crawl looks at no site.
    from newscrawl.discovery.described import spiders_here

    spider = spiders_here(settings).get(name)
    if spider is not None:
        site = spider.site_at()
        ref = site.ref(given)
        if site.order is not None and not site.order.position(ref):
            raise UsageError(f"{given!r} is no article: numbers begin with 1")
        return site.id(ref), site.rule_urls(ref)
    if rest and _is_met(settings, given):
        return given, []
    raise UsageError(f"{given!r} is no article that is known; an id looks like ccbsnews/en/4666")


def _is_met(settings: BaseSettings, article_id: str) -> bool:
    folder = output_folder(settings.get("NEWSCRAWL_OUTPUT"))
    database = settings.get("NEWSCRAWL_DATABASE") or None
    return is_known(folder, database) and read_snapshot(
        folder, database, lambda state, running: bool(state.known([article_id]))
    )


def listed(settings: BaseSettings) -> tuple[int, str]:
    """Print each takedown. Raises UsageError, OutputError."""
    folder = output_folder(settings.get("NEWSCRAWL_OUTPUT"))
    database = settings.get("NEWSCRAWL_DATABASE") or None
    check_there(folder)
    rows: list[Row] = (
        read_snapshot(folder, database, lambda state, running: state.suppressions())
        if is_known(folder, database)
        else []
    )
    for row in rows:
        left = "" if row["done"] else "  (not at its end: the next run goes on)"
        print(f"{row['id']}  {row['at']}  {row['reason']}{left}")
    sys.stdout.flush()
    return OK, f"{len(rows)} suppressed ({folder})"
