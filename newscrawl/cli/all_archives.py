"""What `--all` does of `scrapy status` and `scrapy report`: the archives that lie side by side in
one folder, shown together. Each is read by itself: one that is damaged hides none of the others."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from newscrawl import clock
from newscrawl.records import utc
from newscrawl.run.outcome import OK, OUTPUT, UNHEALTHY
from newscrawl.run.output_paths import check_place
from newscrawl.storage.files.atomic import write_atomically

if TYPE_CHECKING:
    from newscrawl.report.archives import ArchiveSummary, Place
    from newscrawl.report.health import Bounds

MAX_AGE_HOURS = 36
"""A daily run that begins an hour late and takes half a day is not late yet; a day that was left
out is told before the next one is over."""


def add_all_option(parser: argparse.ArgumentParser) -> None:
    """`--all`, for a command that can show one archive or all."""
    parser.add_argument(
        "--all",
        action="store_true",
        help="all archives that lie side by side in the folder NEWSCRAWL_ARCHIVES",
    )


def status_of_all(
    places: Sequence[Place], root: Path, bounds: Bounds, *, as_json: bool
) -> tuple[int, str]:
    """Print what is known of every archive in `places`: a table, or a line of JSON each, with the
    keys of `scrapy status --json`, `archive` (its name) and `owner`. Gives the exit code and
    the last line. Raises NewscrawlError."""
    from rich.console import Console

    from newscrawl.report.archives import totals
    from newscrawl.report.archives_console import archive_parts

    now = utc(clock.now())
    archives = read_all(places, now)
    if as_json:
        for one in archives:
            known = dict(one.known) if one.known is not None else {"trouble": one.trouble}
            schema = known.pop("schema", "newscrawl.status/1")
            told = {"schema": schema, "archive": one.name, "folder": str(one.folder)}
            print(json.dumps({**told, "owner": one.owner, **known}, ensure_ascii=False))
    else:
        Console(highlight=False).print(*archive_parts(archives, bounds, now), sep="\n")
    sys.stdout.flush()
    return _code(archives), totals(archives, bounds, root)


def check_all(places: Sequence[Place], root: Path, bounds: Bounds) -> tuple[int, str]:
    """Print what falls short in any archive in `places`, a line each. Gives the exit code and the
    last line. Raises NewscrawlError."""
    from newscrawl.report.archives import totals

    archives = read_all(places, utc(clock.now()))
    is_short = False
    for archive in archives:
        for one in archive.verdicts(bounds):
            if not one.is_ok:
                is_short = True
                site = f" {one.site}" if one.site != archive.name else ""
                print(f"{archive.name}{site} {one.measure}: {one.says}")
    sys.stdout.flush()
    return UNHEALTHY if is_short else OK, totals(archives, bounds, root)


def expose_all(
    places: Sequence[Place], root: Path, bounds: Bounds, file: Path | None
) -> tuple[int, str]:
    """Print what is known of every archive in `places` as Prometheus reads it, or write it to a
    file. Gives the exit code and the last line. Raises NewscrawlError."""
    from newscrawl.report.prometheus import samples_of_all, text

    archives = read_all(places, utc(clock.now()))
    if file is not None:
        check_no_file_of_ours(file, archives)
    written = write_values(text(samples_of_all(archives, bounds)), file)
    return _code(archives), f"{written} of {len(archives)} archives ({root})"


def report_of_all(places: Sequence[Place], root: Path, file: Path) -> tuple[int, str]:
    """Draw every archive in `places` on one page of HTML. Gives the exit code and the last line.
    Raises NewscrawlError."""
    from newscrawl.report.archives import totals
    from newscrawl.report.archives_page import archives_page
    from newscrawl.report.health import Bounds

    now = utc(clock.now())
    archives = read_all(places, now)
    check_no_file_of_ours(file, archives)
    bounds = Bounds(timedelta(hours=MAX_AGE_HOURS))
    write_atomically(file, archives_page(archives, bounds, now).encode())
    return _code(archives), f"{file}: {totals(archives, bounds, root)}"


def check_no_file_of_ours(file: Path, archives: Sequence[ArchiveSummary]) -> None:
    """Refuse to write over what runs write into any of the archives. Raises UsageError,
    OutputError."""
    for one in archives:
        check_place(file, one.folder, like="all.html")


def read_all(places: Sequence[Place], now: str) -> Sequence[ArchiveSummary]:
    """What is known of each archive."""
    from newscrawl.report.archives import read_archives

    return list(read_archives(places, now))


def write_values(content: str, file: Path | None) -> str:
    """Write what Prometheus reads to a file, in one step, or print it. Gives how much it is, in
    words. Raises OutputError."""
    if file is None:
        sys.stdout.write(content)
        sys.stdout.flush()
    else:
        write_atomically(file, content.encode())
    lines = sum(not line.startswith("#") for line in content.splitlines())
    return f"{lines} values{f' in {file}' if file is not None else ''}"


def _code(archives: Sequence[ArchiveSummary]) -> int:
    """74 where an archive could not be read: the others are shown all the same."""
    return OUTPUT if any(one.is_damaged for one in archives) else OK
