"""`scrapy report FILE`: what is known, as one page of HTML that needs nothing else. Reads only,
also while a run is writing. `--all`: every archive that lies in the folder NEWSCRAWL_ARCHIVES, a
line each.

Exit codes: 0 written, also where nothing is known yet (one line says so, and no file is written); 2
wrong usage, or FILE is one that runs write; 74 the state cannot be read or FILE cannot be written:
what stood there still does.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from scrapy.settings import BaseSettings

from newscrawl import clock
from newscrawl.cli.all_archives import add_all_option, report_of_all
from newscrawl.cli.folder_command import FolderCommand
from newscrawl.commands.status import nothing_known
from newscrawl.errors import UsageError
from newscrawl.records import utc
from newscrawl.run.outcome import OK
from newscrawl.run.output_paths import archives_folder, check_place, output_folder
from newscrawl.storage.files.atomic import write_atomically
from newscrawl.storage.queries.snapshot import is_known, read_snapshot


class Command(FolderCommand):
    """Read the state, draw it."""

    called = "report"

    def syntax(self) -> str:
        return "[--all] FILE"

    def short_desc(self) -> str:
        return "Draw what is known on one page of HTML: days, numbers, runs, revisions"

    def long_desc(self) -> str:
        return (
            "Writes what the archive knows to FILE, a page of HTML that needs nothing else. Reads"
            " the state only, also beside a run."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        add_all_option(parser)

    def perform(self, args: list[str], opts: argparse.Namespace) -> tuple[int, str]:
        assert self.settings is not None
        if len(args) != 1 or not args[0]:
            raise UsageError(f"report takes one FILE, not {len(args)}; see 'scrapy report --help'")
        if opts.all:
            from newscrawl.workers.places import places_of_all

            root = archives_folder(self.settings.get("NEWSCRAWL_ARCHIVES"))
            return report_of_all(places_of_all(self.settings, root), root, Path(args[0]))
        return report(self.settings, Path(args[0]))


def report(settings: BaseSettings, path: Path) -> tuple[int, str]:
    """Write the page. Gives the exit code and the last line. Raises NewscrawlError."""
    from newscrawl.report.page import page, read
    from newscrawl.report.summary import last_line

    folder, database = (
        output_folder(settings.get("NEWSCRAWL_OUTPUT")),
        settings.get("NEWSCRAWL_DATABASE") or None,
    )
    check_place(path, folder, database=database, like="report.html")
    if not is_known(folder, database):
        return (
            OK,
            f"{nothing_known(folder)}; {path} is not written",
        )
    now = utc(clock.now())
    known, sites = read_snapshot(
        folder, database, lambda state, running: read(state, now, running=running)
    )
    content = page(known, sites).encode()
    write_atomically(path, content)
    size = f"{len(content) / 1000:,.0f} kB"
    return OK, f"{path} ({size}): {last_line(known, folder)}"
