"""`scrapy status`: what is known, what is missing, what failed, how the last runs went. Reads only,
also while a run is writing.

Exit codes: 0 shown, also where nothing is known yet (a folder that is not there, or without a
state: one line says so, and `--json` has no sites and no runs); 2 wrong usage; 74 the state cannot
be read.

`--json` prints one object on standard output; times are UTC as in the feeds:

| key | value |
| --- | --- |
| `schema` | `newscrawl.status/1` |
| `folder`, `at` | the folder, absolute; the time of the reading |
| `running` | whether a run holds the folder |
| `sites` | for each spider: `site`, `languages`, `numbering`, `together`, `conflicts`, `reasons` \
(of failures: how many of each), \
`failures`, `doubted` |
| `sites[].numbering` | `own` (each language counts for itself), `common` (one sequence for all) \
or `unknown` |
| `sites[].together` | the numbers of a common sequence, with the keys of `numbers` below; else \
null |
| `sites[].checks` | how far checks lag behind: the live article that is unchecked for the longest \
(`oldest`, `oldest_at`) and by when it has its turn (`oldest_due_at`); checks of a run (`budget`), \
time from one run to the next (`gap_hours`), what an even round takes (`round_days`), for how long \
an article may be unchecked (`longest_days`); `is_short`: longer than the half year of the \
schedule, and how many checks a run would need (`budget_wanted`). Null before the first run |
| `sites[].conflicts` | articles whose evidence disagrees about the day: `id`, `published`, \
`published_from`, and `evidence`, each with \
`source`, `published`, `printed`, `seen_on`, `seen_at` |
| `sites[].languages` | `language`; articles `live`, `gone`; of the live `undated`, `dated` \
(`metadata`, `page`, `headline`); and: |
| `….between` | of the undated: `known` (how many have an interval with both ends), `median_days`, \
`widest_days`, `articles` (id to [first, last] or null) |
| `….numbers` | `highest_read`, null where the articles have no order; `accounted`, and of these \
`live`, `gone`, `absent`, `elsewhere`, \
`failed`, \
`suppressed`; `missing` up to the highest |
| `….numbers.missing_ranges` | a list of [first, last], the longest first |
| `….due`, `….next_due_at` | numbers to visit now; when the next will be due, or null |
| `….mark` | `number` up to which the last complete run settled the listings, `since` (a day or \
null), `run`; null before the first |
| `sites[].failures` | `id`, `status`, `reason`, `tries` (in a row), `visited_at`, `next_try_at`; \
those that failed most often first |
| `sites[].doubted` | articles in whose place another page stands: `id`, `reason`, `doubted_in` \
(run), `visited_at` |
| `runs` | the last first: `run`, `site`, `under_way`, `verdict` (`killed` if it never ended, \
null while under way), `exit_code`, \
`started_at`, `ended_at`, `seconds`, `new`, `changed`, `gone`, `unchanged`, `failed` (null where not
counted), `arguments`, `summary` |
| `feeds` | for `articles` and `headlines`: `seq` of the last line, `synced_seq` and `size_bytes` \
that are surely on the disk |
"""

from __future__ import annotations

import argparse
import json
import sys

from scrapy.settings import BaseSettings

from newscrawl import clock
from newscrawl.cli.folder_command import FolderCommand
from newscrawl.errors import UsageError
from newscrawl.records import utc
from newscrawl.run.outcome import OK
from newscrawl.run.output_paths import output_folder
from newscrawl.storage.queries.snapshot import is_known, read_snapshot


class Command(FolderCommand):
    """Read the state, show it."""

    called = "status"

    def syntax(self) -> str:
        return "[--json]"

    def short_desc(self) -> str:
        return "Show what is known: articles, missing numbers, failures, the last runs"

    def long_desc(self) -> str:
        return (
            "Shows what the archive knows: articles, numbers that are missing, failures, what is"
            " due, the last runs. Reads only."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument(
            "--conflicts",
            action="store_true",
            help="list the articles whose evidence disagrees about the day",
        )
        parser.add_argument(
            "--json",
            action="store_true",
            help="one JSON object on standard output, with everything",
        )

    def perform(self, args: list[str], opts: argparse.Namespace) -> tuple[int, str]:
        assert self.settings is not None
        if args:
            raise UsageError(f"{args[0]}: status takes options only, see 'scrapy status --help'")
        return status(self.settings, as_json=opts.json, conflicts=opts.conflicts)


def status(settings: BaseSettings, *, as_json: bool, conflicts: bool = False) -> tuple[int, str]:
    """Print what is known in the folder that the settings name. Gives the exit code and the last
    line. Raises NewscrawlError."""
    from rich.console import Console

    from newscrawl.report.console import conflict_lines, parts
    from newscrawl.report.summary import last_line, summarize

    folder, database = (
        output_folder(settings.get("NEWSCRAWL_OUTPUT")),
        settings.get("NEWSCRAWL_DATABASE") or None,
    )
    has_state, now = is_known(folder, database), utc(clock.now())
    known = read_snapshot(
        folder, database, lambda state, running: summarize(state, now, running=running)
    )
    if as_json:
        # The schema first, then the folder, then what is known of it.
        schema = known.pop("schema")
        print(json.dumps({"schema": schema, "folder": str(folder), **known}, ensure_ascii=False))
    elif has_state:
        console = Console(highlight=False)
        shown = conflict_lines(known) if conflicts else parts(known)
        console.print(*shown, sep="\n", soft_wrap=conflicts)
    sys.stdout.flush()
    if not has_state:
        return OK, f"nothing is known yet: no run has written a state in {folder}"
    return OK, last_line(known, folder)
