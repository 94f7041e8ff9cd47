"""The table of sites as a file under version control."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from newscrawl.errors import UsageError
from newscrawl.workers.site_table import Site, SiteTable

KEYS: Mapping[str, type | tuple[type, ...]] = {
    "spider": str,
    "schedule": str,
    "arguments": dict,
    "settings": dict,
    "limit": int,
    "minutes": (int, float),
    "folder": str,
    "database": str,
}
"""What a table of the file may say of its site."""


def read_sites(path: Path, make: Callable[..., Site]) -> list[Site]:
    """The sites of a file, each a table `[NAME]` with keys of KEYS. `make` is given the name and
    what stands there. Raises UsageError for what cannot be read, with the place."""
    try:
        read = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"{path}: {getattr(error, 'strerror', None) or error}") from None
    sites = []
    for name, said in read.items():
        try:
            sites.append(make(name, **_checked(said)))
        except UsageError as error:
            raise UsageError(f"{path}, [{name}]: {error}") from None
    return sites


def sync(
    table: SiteTable, sites: Sequence[Site], *, is_removing: bool = False
) -> dict[str, list[str]]:
    """Let the table be as a file says; gives the names of those `added`, `changed`, and `removed`
    or, unless that is asked for, `not in the file`. Raises OutputError."""
    known = {row.site.name for row in table.all()}
    changed = [site.name for site in sites if table.put(site)]
    others = sorted(known - {site.name for site in sites})
    for name in others if is_removing else ():
        table.remove(name)
    return {
        "added": [name for name in changed if name not in known],
        "changed": [name for name in changed if name in known],
        "removed" if is_removing else "not in the file": others,
    }


def _checked(said: Any) -> dict[str, Any]:
    if not isinstance(said, dict):
        raise UsageError("a site is a table: [name], and below it spider = …, schedule = …")
    for key, value in said.items():
        if key not in KEYS:
            raise UsageError(f"there is no {key}; there are {', '.join(KEYS)}")
        if not isinstance(value, KEYS[key]) or isinstance(value, bool):
            raise UsageError(f"{key} = {value!r} is none")
    return {
        key: {name: str(one) for name, one in value.items()} if isinstance(value, dict) else value
        for key, value in said.items()
    }
