"""Where the archive of a site lies: each site has its own.

A project with one spider writes to the folder that NEWSCRAWL_OUTPUT names; one with several writes
to a folder for each in it, `output/gazette`. A folder that holds the archive of a site already goes
on to be its own. What is given with `-s NEWSCRAWL_OUTPUT=DIR` is meant as it is.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from scrapy.settings import SETTINGS_PRIORITIES, BaseSettings
from scrapy.spiderloader import get_spider_loader

from newscrawl.errors import UsageError
from newscrawl.run.output_paths import OURS, output_folder
from newscrawl.storage.files.archive_id import NAME as ARCHIVE_ID
from newscrawl.storage.files.lock import NAME as LOCK

OUTPUT = "NEWSCRAWL_OUTPUT"
_GIVEN = SETTINGS_PRIORITIES["project"]
"""What stands above was given for this run."""


def holds_archive(folder: Path) -> bool:
    """Whether runs have written in a folder."""
    return any((folder / name).is_file() for name in OURS if name not in (LOCK, ARCHIVE_ID))


def site_of_archive(folder: Path) -> str | None:
    """The site of the first article in a folder; None where no article was read."""
    try:
        with (folder / "articles.jsonl").open(encoding="utf-8") as feed:
            return str(json.loads(feed.readline())["id"]).partition("/")[0]
    except (OSError, ValueError, KeyError, TypeError):
        return None


def folder_for_run(settings: BaseSettings, site: str) -> Path:
    """Where a run of a site writes."""
    base = output_folder(settings.get(OUTPUT))
    if (settings.getpriority(OUTPUT) or 0) > _GIVEN:
        return base
    names = get_spider_loader(settings).list()
    if site not in names or len(names) < 2 or site_of_archive(base) == site:
        return base
    return base / site


def use_own_folder(settings: BaseSettings, site: str) -> None:
    """Let a run write where the archive of its site lies."""
    folder = folder_for_run(settings, site)
    if folder != output_folder(settings.get(OUTPUT)):
        settings.set(OUTPUT, str(folder), SETTINGS_PRIORITIES["spider"])


def folder_to_read(settings: BaseSettings, site: str | None) -> Path:
    """The archive that a command looks at; `site` is the one that was named, None where none was.
    Raises UsageError where several may be meant, and where there is none of this name.

    Of a site whose spider is gone the folder is enough.
    """
    base = output_folder(settings.get(OUTPUT))
    below = [path.name for path in _archives_in(base)]
    if site is None:
        if holds_archive(base) or not below:
            return base
        if len(below) == 1:
            return base / below[0]
        raise UsageError(
            f"{base} holds the archives of {', '.join(below)}: say which with --site NAME"
        )
    if site in below:
        return base / site
    if holds_archive(base) and site_of_archive(base) in (site, None):
        return base
    there = f"there are {', '.join(below)}" if below else "there is none"
    raise UsageError(f"--site {site}: no run has written an archive of it in {base}; {there}")


def use_site(settings: BaseSettings, site: str | None) -> None:
    """Let a command look at the archive of a site. Raises UsageError as `folder_to_read`."""
    folder = folder_to_read(settings, site)
    if folder != output_folder(settings.get(OUTPUT)):
        settings.set(OUTPUT, str(folder), SETTINGS_PRIORITIES["cmdline"])


def site_of_ids(settings: BaseSettings, ids: Sequence[str]) -> str | None:
    """The site that the ids of articles name, where it has a folder of its own; else None."""
    names = {one.partition("/")[0] for one in ids}
    below = {path.name for path in _archives_in(output_folder(settings.get(OUTPUT)))}
    return names.pop() if len(names) == 1 and names <= below else None


def _archives_in(base: Path) -> list[Path]:
    """The folders in a folder that hold the archive of the site of their name."""
    try:
        folders = [path for path in base.iterdir() if path.is_dir() and holds_archive(path)]
    except OSError:
        return []
    return sorted(path for path in folders if site_of_archive(path) in (path.name, None))
