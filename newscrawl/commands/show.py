"""`scrapy show ID`: an article as the archive has it, and how to cite it. Reads only, also beside a
run.

`--as-of DAY` shows it as it was at the end of that day in UTC. `--json` prints one object for
programs. Where standard output is no terminal the text is plain, a paragraph a line.

Exit codes: 0 shown; 2 wrong usage, or an ID that is none, with the one that is probably meant; 74
the state cannot be read.
"""

from __future__ import annotations

import argparse

from newscrawl.cli.archive_command import archive_of, print_json, print_texts
from newscrawl.cli.folder_command import FolderCommand
from newscrawl.errors import UsageError
from newscrawl.run.outcome import OK
from newscrawl.run.site_folders import site_of_ids


class Command(FolderCommand):
    """Show one article."""

    called = "show"

    def syntax(self) -> str:
        return "ID [--as-of DAY] [--json]"

    def short_desc(self) -> str:
        return "Show one article, as it is or as it was on a day, and how to cite it"

    def long_desc(self) -> str:
        return "Shows the article of this ID (ccbsnews/en/4666) as the archive has it. Reads only."

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument(
            "--as-of", metavar="DAY", help="as it was at the end of this day, UTC: 2026-01-09"
        )
        parser.add_argument("--json", action="store_true", help="one JSON object for programs")

    def site_named(self, args: list[str], opts: argparse.Namespace) -> str | None:
        assert self.settings is not None
        return opts.site or site_of_ids(self.settings, args)

    def perform(self, args: list[str], opts: argparse.Namespace) -> tuple[int, str]:
        assert self.settings is not None
        if len(args) != 1 or not args[0]:
            raise UsageError(f"show takes one ID, not {len(args)}; see 'scrapy show --help'")
        with archive_of(self.settings) as archive:
            article = archive.get(args[0], as_of=opts.as_of)
            revisions = len(archive.history(article.id))
        if opts.json:
            print_json({**article.as_dict(), "citation": article.citation()})
        else:
            # Not above: rich is loaded by who prints.
            from newscrawl.cli.article_view import article_texts

            print_texts(article_texts(article, revisions))
        return OK, f"{article.id}, revision {article.revision} of {revisions}, {article.status}"
