"""`scrapy status`: what is known, what is missing, what failed, how the last runs went. Reads only,
also while a run is writing.

Exit codes: 0 shown, also where nothing is known yet (a folder that is not there, or without a
state: one line says so, and `--json` has no sites and no runs); 1 with `--check`, where something
falls short; 2 wrong usage; 74 the state cannot be read, or the file of `--output` not written.

`--all` shows every archive that lies in the folder NEWSCRAWL_ARCHIVES, each in a folder of its
own, and, where NEWSCRAWL_WORKERS_DATABASE names one, every site of that table: a line each, those
that need a look first. `--json` is then a line an archive, with its name (`archive`), the worker
that runs it now (`owner`) and either what follows or why it cannot be shown (`trouble`); in
`--prometheus` each value has the label `archive`. One that cannot be read does not hide the others;
the exit code is 74 all the same, with `--check` 1.

`--json` prints one object on standard output; times are UTC as in the feeds:

| key | value |
| --- | --- |
| `schema` | `newscrawl.status/1` |
| `folder`, `at` | the folder, absolute; the time of the reading |
| `running` | whether a run holds the folder |
| `sites` | for each spider: `site`, `languages`, `numbering`, `together`, `conflicts`, `reasons` \
(of failures: how many of each), \
`failures`, `failing_pages`, `doubted`, `held`, `drift`, `checks`, `newest`, `notice`, \
`takedowns_owed` |
| `sites[].numbering` | `own` (each language counts for itself), `common` (one sequence for all) \
or `unknown` |
| `sites[].together` | the numbers of a common sequence, with the keys of `numbers` below; else \
null |
| `sites[].checks` | how far checks lag behind: how many live articles are `due`; the one that is \
unchecked for the longest (`oldest`, `oldest_at`) and by when it has its turn \
(`oldest_due_at`); checks of a run (`budget`), \
time from one run to the next (`gap_hours`), what an even round takes (`round_days`), for how long \
an article may be unchecked (`longest_days`); `is_short`: longer than the half year of the \
schedule, and how many checks a run would need (`budget_wanted`). Null before the first run |
| `sites[].conflicts` | articles whose evidence disagrees about the day: `id`, `published`, \
`published_from`, and `evidence`, each with \
`source`, `published`, `printed`, `seen_on`, `seen_at` |
| `sites[].languages` | `language`; articles `live`, `gone`; of the live `undated`, `dated` \
(`metadata`, `page`, `url`, `headline`); and: |
| `….between` | of the undated: `known` (how many have an interval with both ends), `median_days`, \
`widest_days`, `articles` (id to [first, last] or null) |
| `….numbers` | `highest_read`, null where the articles have no order; `accounted`, and of these \
`live`, `gone`, `absent`, `elsewhere`, \
`failed`, \
`suppressed`; `missing` up to the highest |
| `….numbers.missing_ranges` | a list of [first, last], the longest first |
| `….named_unread` | where the articles have no order: ids that a listing, a feed, a sitemap or a \
headline named and no run has read, the first thousand of `named_unread_count`; else null |
| `….due`, `….next_due_at` | numbers to visit now; when the next will be due, or null |
| `….mark` | `number` up to which the last complete run settled the listings, `since` (a day or \
null), `run`; `number` is null where the articles have no order; null before the first |
| `sites[].failures` | `id`, `status`, `reason`, `tries` (in a row), `since` (null where that was \
not kept yet), `visited_at`, `next_try_at`, `acknowledged` (`at` and `reason`, or null); those \
that failed most often first |
| `sites[].failing_pages` | listing pages, feeds and sitemaps that fail: `page` (canonical URL), \
`kind`, `reason`, `tries`, `since`, `last_at`, `acknowledged` |
| `sites[].doubted` | articles in whose place another page stands: `id`, `reason`, `doubted_in` \
(run), `visited_at`, `acknowledged` |
| `sites[].held` | changes that drift holds back, or null: `ids`, `since` and `run` (of the first \
run that did), `measures` (those that were out of the ordinary then) |
| `sites[].drift` | the measures of the last run that counted any, as in its report |
| `sites[].newest` | by language: the `day` of the newest article, `days` since then at the last \
run, `longest_days` that it ever was in the two years before (null: too few to tell), `unheard_of` |
| `sites[].notice` | a sentence where nothing new comes any more; else null |
| `sites[].takedowns_owed` | ids of articles whose takedown waits for an object store |
| `runs` | the last first: `run`, `site`, `command`, `under_way`, `verdict` (`killed` if it \
never ended, null while under way), `exit_code`, \
`started_at`, `ended_at`, `seconds`, `new`, `changed`, `gone`, `unchanged`, `failed` (null where not
counted), `arguments`, `summary` |
| `feeds` | for `articles` and `headlines`: `seq` of the last line, `synced_seq` and `size_bytes` \
that are surely on the disk |
"""

from __future__ import annotations

import argparse
import json
import sys
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrapy.settings import BaseSettings

from newscrawl import clock
from newscrawl.cli.all_archives import (
    MAX_AGE_HOURS,
    add_all_option,
    check_all,
    expose_all,
    status_of_all,
    write_values,
)
from newscrawl.cli.folder_command import FolderCommand
from newscrawl.errors import UsageError
from newscrawl.records import utc
from newscrawl.run.outcome import OK, UNHEALTHY
from newscrawl.run.output_paths import archives_folder, check_place, output_folder
from newscrawl.storage.files.sizes import sizes_of
from newscrawl.storage.queries.snapshot import is_known, read_snapshot

if TYPE_CHECKING:
    from newscrawl.report.health import Bounds

Summary = dict[str, Any]

HOUR = timedelta(hours=1)
MAX_HOURS = 1e5
"""Eleven years: beyond, it is no number of hours."""


class Command(FolderCommand):
    """Read the state, show it."""

    called = "status"

    def syntax(self) -> str:
        return "[--all] [--json | --check | --prometheus | --conflicts]"

    def short_desc(self) -> str:
        return "Show what is known: articles, missing numbers, failures, the last runs"

    def long_desc(self) -> str:
        return (
            "Shows what the archive knows: articles, numbers that are missing, failures, what is"
            " due, the last runs. Reads only."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        add_all_option(parser)
        how = parser.add_mutually_exclusive_group()
        for name, meaning in (
            ("--conflicts", "list the articles whose evidence disagrees about the day"),
            (
                "--json",
                "one JSON object on standard output, with everything; with --all one a line",
            ),
            ("--check", "end with 0 if all is well, with 1 if not, a line a measure that is not"),
            ("--prometheus", "the text format of Prometheus, for node_exporter's textfiles"),
        ):
            how.add_argument(name, action="store_true", help=meaning)
        parser.add_argument(
            "--max-age",
            metavar="HOURS",
            default=str(MAX_AGE_HOURS),
            help="with --check and --prometheus: how long ago the last run may have ended; default:"
            f" {MAX_AGE_HOURS}",
        )
        parser.add_argument(
            "--output",
            metavar="FILE",
            help="with --prometheus: write FILE in one step, so that no reader sees half of it",
        )

    def perform(self, args: list[str], opts: argparse.Namespace) -> tuple[int, str]:
        assert self.settings is not None
        from newscrawl.report.health import Bounds

        if args:
            raise UsageError(f"{args[0]}: status takes options only, see 'scrapy status --help'")
        if opts.output is not None and not opts.prometheus:
            raise UsageError("--output goes with --prometheus: it says where to write that")
        bounds = Bounds(read_hours(opts.max_age))
        file = Path(opts.output) if opts.output is not None else None
        if opts.all:
            return self.perform_on_all(bounds, file, opts)
        place = places(self.settings)
        if opts.check:
            return checked(place, bounds)
        if opts.prometheus:
            return exposed(place, bounds, file)
        return status(place, as_json=opts.json, conflicts=opts.conflicts)

    def perform_on_all(
        self, bounds: Bounds, file: Path | None, opts: argparse.Namespace
    ) -> tuple[int, str]:
        """As perform, for every archive below one folder."""
        assert self.settings is not None
        root = archives_folder(self.settings.get("NEWSCRAWL_ARCHIVES"))
        from newscrawl.workers.places import places_of_all

        if opts.conflicts:
            raise UsageError("--conflicts is of one archive: say which with -s NEWSCRAWL_OUTPUT=…")
        places = places_of_all(self.settings, root)
        if opts.check:
            return check_all(places, root, bounds)
        if opts.prometheus:
            return expose_all(places, root, bounds, file)
        return status_of_all(places, root, bounds, as_json=opts.json)


def read_hours(given: str) -> timedelta:
    """So many hours. Raises UsageError for what is no number above 0.

    >>> read_hours("1.5")
    datetime.timedelta(seconds=5400)
    """
    try:
        hours = float(given)
    except ValueError:
        hours = 0
    if not 0 < hours < MAX_HOURS:
        raise UsageError(f"--max-age {given}: not a number of hours; it looks like 36")
    return hours * HOUR


def places(settings: BaseSettings) -> tuple[Path, str | None]:
    """The folder and the database that the settings name."""
    return (
        output_folder(settings.get("NEWSCRAWL_OUTPUT")),
        settings.get("NEWSCRAWL_DATABASE") or None,
    )


def read_known(folder: Path, database: str | None) -> Summary:
    """All that is known, now. Raises NewscrawlError."""
    from newscrawl.report.summary import summarize

    now = utc(clock.now())
    return read_snapshot(
        folder, database, lambda state, running: summarize(state, now, running=running)
    )


def nothing_known(folder: Path) -> str:
    """Where no run has written, or what it wrote of the state is lost."""
    if any((folder / name).exists() for name in ("articles.jsonl", "headlines.jsonl")):
        return (
            f"there are feeds in {folder}, and no state: it is lost, or elsewhere"
            " (NEWSCRAWL_DATABASE); the next run rebuilds it from the feeds"
        )
    return f"nothing is known yet: no run has written a state in {folder}"


def status(
    place: tuple[Path, str | None], *, as_json: bool, conflicts: bool = False
) -> tuple[int, str]:
    """Print what is known in a folder. Gives the exit code and the last line. Raises
    NewscrawlError."""
    from rich.console import Console

    from newscrawl.report.console import conflict_lines, parts
    from newscrawl.report.summary import last_line

    folder, database = place
    has_state = is_known(folder, database)
    known = read_known(folder, database)
    if as_json:
        # The schema first, then the folder, then what is known of it.
        schema = known.pop("schema")
        print(json.dumps({"schema": schema, "folder": str(folder), **known}, ensure_ascii=False))
    elif has_state:
        console = Console(highlight=False)
        shown = conflict_lines(known) if conflicts else parts(known)
        console.print(*shown, sep="\n", soft_wrap=conflicts)
    sys.stdout.flush()
    return OK, last_line(known, folder) if has_state else nothing_known(folder)


def checked(place: tuple[Path, str | None], bounds: Bounds) -> tuple[int, str]:
    """Print what falls short, a line each. Gives the exit code and the last line. Raises
    NewscrawlError."""
    from newscrawl.report.health import check

    folder, database = place
    if not is_known(folder, database):
        return UNHEALTHY, nothing_known(folder)
    verdicts = check(read_known(folder, database), bounds)
    short = [one for one in verdicts if not one.is_ok]
    for one in short:
        print(f"{one.site} {one.measure}: {one.says}")
    sys.stdout.flush()
    if not verdicts:
        # A state that was emptied, or a run that was killed before it knew anything.
        return UNHEALTHY, f"the state knows of no site and no run ({folder})"
    if short:
        fall = "falls" if len(short) == 1 else "fall"
        return UNHEALTHY, f"{len(short)} of {len(verdicts)} measures {fall} short ({folder})"
    return OK, f"all {len(verdicts)} measures are well ({folder})"


def exposed(place: tuple[Path, str | None], bounds: Bounds, file: Path | None) -> tuple[int, str]:
    """Print what is known as Prometheus reads it, or write it to a file. Gives the exit code and
    the last line. Raises NewscrawlError."""
    from newscrawl.report.prometheus import samples, text

    folder, database = place
    if file is not None:
        check_place(file, folder, database=database, like="newscrawl.prom")
    known = read_known(folder, database)
    content = text(samples(known, sizes_of(folder), bounds, archive=str(folder)))
    return OK, f"{write_values(content, file)} ({folder})"
