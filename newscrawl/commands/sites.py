"""`scrapy sites`: the table of sites that workers run (`scrapy work`): which there are, when each
is due, how its last run went.

| what | what it does |
| --- | --- |
| nothing | shows the table; `--json` as one object |
| `add NAME SPIDER` | a site more, due at once: `--schedule`, `-a`, `-s`, `--limit`, `--minutes`, \
`--folder`, `--database` |
| `pause NAME…`, `resume NAME…` | no run of it begins any more; runs begin again |
| `run NAME…` | it is due at once, before all others |
| `remove NAME…` | takes it out of the table; its archive stays |
| `sync FILE` | adds and changes sites as a file says, tells which it does not name; \
`--remove` takes those out |

Exit codes: 0 done; 2 wrong usage, no database named, or the extra `workers` not installed: nothing
is changed; 74 the database cannot be used.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrapy.spiderloader import get_spider_loader
from scrapy.utils.conf import arglist_to_dict

from newscrawl.cli.folder_command import FolderCommand
from newscrawl.errors import UsageError
from newscrawl.run.argument_values import did_you_mean
from newscrawl.run.arguments import Arguments
from newscrawl.run.outcome import OK
from newscrawl.run.settings_check import OWN_SETTINGS
from newscrawl.run.troubles import many

if TYPE_CHECKING:
    from newscrawl.workers.site_table import Site, SiteTable

SCHEDULE = "1h"
"""As often as a site is due where nobody says it: a run of a site that is as before asks for three
pages."""

ACTIONS = ("list", "add", "pause", "resume", "run", "remove", "sync")


class Command(FolderCommand):
    """Show the table of sites, or change it."""

    is_of_one_archive = False
    called = "sites"

    def syntax(self) -> str:
        return "[add NAME SPIDER | pause NAME | resume NAME | run NAME | remove NAME | sync FILE]"

    def short_desc(self) -> str:
        return "The table of sites that workers run: show it, add, pause, resume, run, remove"

    def long_desc(self) -> str:
        return (
            "Shows the table in NEWSCRAWL_WORKERS_DATABASE: each site with its schedule, its last"
            " run and the next, and who runs it now; or changes it. scrapy work runs what is due."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        for name, value, meaning in (
            ("--schedule", "WHEN", f"how often: 15m, 1h, 1d, or five fields of cron; {SCHEDULE}"),
            ("--limit", "N", "most articles of a run"),
            ("--minutes", "N", "most minutes of a run; 20 unless there is a limit"),
            ("--folder", "DIR", "its output folder; one of its name under NEWSCRAWL_ARCHIVES"),
            ("--database", "URL", "of its state; newscrawl.db in its folder"),
        ):
            parser.add_argument(name, metavar=value, help=f"add: {meaning}")
        parser.add_argument(
            "-a",
            dest="spargs",
            action="append",
            default=[],
            metavar="NAME=VALUE",
            help="add: an argument of its runs, as crawl takes it; may be repeated",
        )
        parser.add_argument("--json", action="store_true", help="the table as one JSON object")
        parser.add_argument(
            "--remove", action="store_true", help="sync: take out what the file does not name"
        )

    def perform(self, args: list[str], opts: argparse.Namespace) -> tuple[int, str]:
        assert self.settings is not None
        action, *names = args or ["list"]
        if action not in ACTIONS:
            raise UsageError(f"there is no 'sites {action}'{did_you_mean(action, list(ACTIONS))}")
        if bool(names) == (action == "list") or (action == "sync" and len(names) != 1):
            raise UsageError(f"it is 'scrapy sites {self.syntax()}'")
        from newscrawl.workers.database import Database, database_url

        url = database_url(self.settings)
        from newscrawl.workers.site_table import SiteTable

        # Before the database is asked for anything: what is wrong is refused.
        if action == "add":
            return self._add(names, opts, lambda: SiteTable(Database(url)))
        if action == "sync":
            return self._sync(Path(names[0]), opts.remove, lambda: SiteTable(Database(url)))
        table = SiteTable(Database(url))
        if action == "list":
            return _shown(table, as_json=opts.json)
        for name in names:
            match action:
                case "pause" | "resume":
                    table.set_paused(name, action == "pause")
                case "run":
                    table.run_now(name)
                case "remove":
                    table.remove(name)
        return OK, f"{_DONE[action]}: {', '.join(names)}"

    def _add(self, names: list[str], opts: argparse.Namespace, table: Any) -> tuple[int, str]:
        if len(names) != 2:
            raise UsageError("it is 'scrapy sites add NAME SPIDER --schedule 15m -a root=…'")
        name, spider = names
        said = {
            "schedule": opts.schedule,
            "folder": opts.folder,
            "database": opts.database,
            "limit": _number(opts.limit, "--limit", int),
            "minutes": _number(opts.minutes, "--minutes", float),
            "arguments": _pairs(opts.spargs, "-a"),
            "settings": _pairs(opts.set, "-s", but="NEWSCRAWL_WORKERS_DATABASE"),
        }
        site = self.site(
            name, spider, **{key: value for key, value in said.items() if value is not None}
        )
        if not table().put(site, replace=False):
            raise UsageError(
                f"there is a site {name} already: scrapy sites remove {name}, which leaves its"
                " archive, or keep the table in a file: scrapy sites sync FILE"
            )
        return OK, f"added: {name}, on {site.host}, every {site.schedule}"

    def _sync(self, path: Path, is_removing: bool, table: Any) -> tuple[int, str]:
        from newscrawl.workers.files import read_sites, sync

        sites = read_sites(path, self.site)
        done = sync(table(), sites, is_removing=is_removing)
        for what, names in done.items():
            for name in names:
                print(f"{what}: {name}")
        sys.stdout.flush()
        counts = [f"{len(names)} {what}" for what, names in done.items()]
        return OK, f"{', '.join(counts)} ({path})"

    def site(self, name: str, spider: str = "", **said: Any) -> Site:
        """What was said of a site, checked as far as can be without a run. Raises UsageError."""
        from newscrawl.identity.registrable import host_of
        from newscrawl.workers.schedule import Schedule
        from newscrawl.workers.site_table import MINUTES, Site, check_name

        assert self.settings is not None
        check_name(name)
        spiders = get_spider_loader(self.settings)
        if spider not in spiders.list():
            raise UsageError(
                f"there is no spider {spider!r}; there are: {', '.join(sorted(spiders.list()))}"
            )
        bounds = {"limit": said.get("limit"), "minutes": said.get("minutes")}
        if bounds == {"limit": None, "minutes": None}:
            bounds["minutes"] = MINUTES
        arguments = dict(said.get("arguments", {}))
        for key in ("limit", "minutes"):
            if key in arguments:
                raise UsageError(f"-a {key}=…: it is --{key}, in a file {key} = …")
        checked = Arguments.parse(
            **arguments, **{key: f"{value:g}" for key, value in bounds.items() if value is not None}
        )
        if checked.names_pages or checked.dry_run:
            raise UsageError(
                "a site runs by its schedule: no -a url, urls, ids, revisit or dry_run"
            )
        root = spiders.load(spider).site_for(checked).root  # type: ignore[attr-defined]  # as NewsSpider has it
        settings = dict(said.get("settings", {}))
        for key in settings:
            _check_setting(key)
        return Site(
            name=name,
            spider=spider,
            host=host_of(root),
            schedule=Schedule.parse(said.get("schedule", SCHEDULE)).text,
            arguments=arguments,
            settings=settings,
            limit=bounds["limit"],
            minutes=bounds["minutes"],
            folder=said.get("folder"),
            database=said.get("database"),
        )


_DONE = {
    "pause": "paused",
    "resume": "resumed",
    "run": "due at once",
    "remove": "removed from the table; the archive stays",
}


def _pairs(given: list[str], option: str, but: str = "") -> Mapping[str, str]:
    try:
        pairs = arglist_to_dict(given)
    except ValueError:
        raise UsageError(f"{option} NAME=VALUE: {' '.join(given)} is none") from None
    return {name: value for name, value in pairs.items() if name != but}


def _number(given: str | None, option: str, kind: type[int] | type[float]) -> int | float | None:
    if given is None:
        return None
    try:
        return kind(given)
    except ValueError:
        raise UsageError(f"{option} {given}: not a number") from None


def _check_setting(name: str) -> None:
    if name in ("NEWSCRAWL_OUTPUT", "NEWSCRAWL_DATABASE"):
        raise UsageError(f"-s {name}=…: it is --folder and --database")
    if name.startswith("NEWSCRAWL_WORKERS_") or name == "NEWSCRAWL_ARCHIVES":
        raise UsageError(f"-s {name}=…: it is a setting of workers, not of a site")
    if name.startswith("NEWSCRAWL_") and name not in OWN_SETTINGS:
        raise UsageError(
            f"-s {name}=…: there is no such setting{did_you_mean(name, sorted(OWN_SETTINGS))}"
        )


def _shown(table: SiteTable, *, as_json: bool) -> tuple[int, str]:
    from newscrawl.workers.view import as_dict, printed

    rows = table.all()
    if as_json:
        shown = {"schema": "newscrawl.sites/1", "sites": [as_dict(row) for row in rows]}
        print(json.dumps(shown, ensure_ascii=False))
    else:
        printed(rows)
    sys.stdout.flush()
    failing = sum(row.is_failing for row in rows)
    running = sum(row.owner is not None for row in rows)
    return OK, f"{many(len(rows), 'site')}, {running} running, {failing} failing again and again"
