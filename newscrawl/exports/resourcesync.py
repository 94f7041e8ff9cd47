"""ResourceSync (ANSI/NISO Z39.99-2017) as static files: a list of all records and one of the latest
changes, for archives that follow.

A resource is the record of an article, a JSON file below `articles/`. One that was taken down is
deleted; one that is gone from its site stays, and its record says so.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import NamedTuple

from newscrawl.exports.atom import Markup, element
from newscrawl.exports.fields import is_suppressed
from newscrawl.exports.folder import Folder
from newscrawl.exports.moments import updated
from newscrawl.records import Record

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
RS = "http://www.openarchives.org/rs/terms/"

LIST_ENTRIES = 50_000
"""Maximum number of entries in a list, by the protocol of sitemaps."""

FILES = f"articles/{'[0-9a-f]' * 2}/{'[0-9a-f]' * 32}.json"
"""Those that `path_of` names: others below `articles/` are not ours."""

WELL_KNOWN = ".well-known/resourcesync"
CAPABILITIES, RESOURCES, CHANGES = "capabilitylist.xml", "resourcelist.xml", "changelist.xml"


class Resource(NamedTuple):
    """A record as a file."""

    path: str
    """Below the folder."""
    changed_at: str
    sha256: str
    length: int
    url: str
    """Of the article."""


def path_of(article_id: str) -> str:
    """The file of an article: by a digest, for a key holds whatever its site makes of it."""
    name = hashlib.sha256(article_id.encode("utf-8", "replace")).hexdigest()[:32]
    return f"articles/{name[:2]}/{name}.json"


def write_description(into: Folder, base: str) -> None:
    """Write what leads to the lists."""
    up = f"{base}{WELL_KNOWN}"
    lists = [_entry(base + CAPABILITIES, "capabilitylist")]
    _write_list(into, WELL_KNOWN, "description", lists)
    both = [_entry(base + RESOURCES, "resourcelist"), _entry(base + CHANGES, "changelist")]
    _write_list(into, CAPABILITIES, "capabilitylist", both, up=up)


def write_resources(into: Folder, base: str, resources: Iterator[Resource], at: str) -> None:
    """Write the list of all resources, in parts, with an index of these. Raises OutputError."""
    up, index, parts = base + CAPABILITIES, base + RESOURCES, 0
    following = next(resources, None)
    while following is not None or not parts:
        parts += 1
        first = [following] if following is not None else []
        entries = chain(first, islice(resources, LIST_ENTRIES - len(first)))
        told = (_resource(base, one) for one in entries)
        _write_list(into, _part(parts), "resourcelist", told, up=up, index=index, at=at)
        following = next(resources, None)
    lists = (element("sitemap", element("loc", base + _part(n + 1))) for n in range(parts))
    _write_list(into, RESOURCES, "resourcelist", lists, up=up, at=at, root="sitemapindex")
    into.remove_others("resourcelist-[0-9][0-9][0-9][0-9].xml")


def write_changes(
    into: Folder, base: str, changes: Iterable[tuple[Record, Resource | None]], since: str
) -> None:
    """Write the list of changes, the oldest first: each record with its resource, None for what was
    taken down. `since` is from when on it is complete. Raises OutputError."""
    entries = (_change(base, record, resource) for record, resource in changes)
    up = base + CAPABILITIES
    _write_list(into, CHANGES, "changelist", entries, up=up, **{"from": since})


def _change(base: str, record: Record, resource: Resource | None) -> Markup:
    at = updated(record)
    if resource is None or is_suppressed(record):
        told = element("rs:md", change="deleted", datetime=at)
        return element("url", element("loc", base + path_of(record["id"])), told)
    kind = "created" if record["revision"] == 1 else "updated"
    return _resource(base, resource, change=kind, datetime=at)


def _resource(base: str, one: Resource, **more: str) -> Markup:
    facts = {
        **more,
        "hash": f"sha-256:{one.sha256}",
        "length": str(one.length),
        "type": "application/json",
    }
    return element(
        "url",
        element("loc", base + one.path),
        element("lastmod", one.changed_at),
        element("rs:md", **facts),
        element("rs:ln", rel="describes", href=one.url),
    )


def _entry(url: str, capability: str) -> Markup:
    return element("url", element("loc", url), element("rs:md", capability=capability))


def _part(number: int) -> str:
    return f"resourcelist-{number:04}.xml"


def _write_list(
    into: Folder,
    name: str,
    capability: str,
    entries: Iterable[Markup],
    *,
    root: str = "urlset",
    up: str | None = None,
    index: str | None = None,
    **facts: str,
) -> None:
    with into.file(name) as file:
        file.write(b'<?xml version="1.0" encoding="utf-8"?>\n')
        file.write(f'<{root} xmlns="{SITEMAP}" xmlns:rs="{RS}">\n'.encode())
        for relation, href in (("up", up), ("index", index)):
            if href is not None:
                file.write(f"{element('rs:ln', rel=relation, href=href)}\n".encode())
        file.write(f"{element('rs:md', capability=capability, **facts)}\n".encode())
        file.writelines(f"{entry}\n".encode() for entry in entries)
        file.write(f"</{root}>\n".encode())
